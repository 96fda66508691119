"""What is wrong with the papers of people in a file, for its keeper."""

from typing import Final

from directory.domain.entry.faults import FaultCode

SENTENCES: Final = {
    FaultCode.LICENCE_NUMBER_CHARACTERS: (
        "Enter the license number with letters A to Z, digits, spaces, dots, slashes and "
        "hyphens only, beginning with a letter or digit"
    ),
    FaultCode.LICENCE_NUMBER_LENGTH: (
        "A license number has {least} to {most} characters. Enter it as it is on the license"
    ),
    FaultCode.LICENCE_NUMBER_UNUSUAL: (
        "Numbers in {region} usually look like {example}. Check the number, and go on if it "
        "is right"
    ),
    FaultCode.LICENCE_NUMBER_OF_ASSISTANT: (
        "{region} gives numbers like this to assistants, and others like {example}. Check the"
        " number, and go on if it is right"
    ),
    FaultCode.LICENCE_NUMBER_OF_PRIVILEGE: (
        "{region} gives numbers like this to compact privileges. If it is one, enter it as a "
        "compact privilege"
    ),
    FaultCode.LICENCE_ADDED_ALREADY: "This person has this license already",
    FaultCode.LICENCE_ON_ANOTHER_LISTING: (
        "This license number is on another listing. Compare the two people"
    ),
    FaultCode.LICENCE_CONDITIONS: (
        "The license has practice conditions. Read whether they bar needling"
    ),
    FaultCode.LICENCE_CLASS_NOT_FULL: "This is not a full license. Look up what its class allows",
    FaultCode.PRIVILEGE_HOME_MISSING: "Add the home license that this compact privilege belongs to",
    FaultCode.PRIVILEGE_NOT_OFFERED: (
        "Only physical therapists in the United States have compact privileges. Enter this as"
        " a license"
    ),
    FaultCode.DATE_FORM: "Enter the date as year, month and day, such as 2027-02-28",
    FaultCode.DATE_INCOMPLETE: "Enter the day, the month and the year",
    FaultCode.DATE_YEAR_DIGITS: "Enter the year with 4 digits, such as 2027",
    FaultCode.DATE_YEAR_RANGE: "Enter a year from {first} to {last}",
    FaultCode.DATE_IMPOSSIBLE: "There is no such date as {text}. Check the day and the month",
    FaultCode.DATE_NOT_LEAP: "February {year} has 28 days. Check the day and the year",
    FaultCode.ISSUED_IN_FUTURE: (
        "The start date must be today or earlier. If it has not begun, add it when it has"
    ),
    FaultCode.FIRST_LICENSED_IN_FUTURE: "The date of the first license must be today or earlier",
    FaultCode.FIRST_LICENSED_AFTER_ISSUED: (
        "The first license began after this one ({start}). Check both dates"
    ),
    FaultCode.END_NOT_AFTER_START: "The end date must be after {start}",
    FaultCode.END_TOO_FAR: "The end date must be {latest} or earlier. Check the year",
    FaultCode.END_PAST: (
        "This ended on {day}. Enter the period that is valid now, or leave the license out "
        "until it is renewed"
    ),
    FaultCode.TRAINING_IN_FUTURE: (
        "The training must have ended by today. Add it when you have completed it"
    ),
    FaultCode.TRAINING_BEFORE_LICENCE: (
        "This training ended before your first license ({licensed}). Check both dates, and go"
        " on if it was part of your degree"
    ),
    FaultCode.TRAINING_YEAR_DIFFERS: (
        "The row says {year} and {day}. Enter one date on which the training ended"
    ),
    FaultCode.HOURS_NOT_A_NUMBER: (
        "Enter the hours as a number, such as 54 or 12.5, without a comma for thousands"
    ),
    FaultCode.HOURS_RANGE: "Training hours must be between 1 and 2,000",
    FaultCode.HOURS_PART_RANGE: "Enter hours from 0 to {most}",
    FaultCode.HOURS_PARTS_EXCEED_TOTAL: (
        "The hours in person, live online and self-study come to {parts}, more than the total"
        " of {total}. Correct the total or the parts"
    ),
    FaultCode.HOURS_SPLIT_UNKNOWN: (
        "How the other {rest} of {total} hours were taught is not stated: in person, live "
        "online or by self-study. Ask the course provider"
    ),
    FaultCode.HOURS_TOTAL_UNKNOWN: (
        "It is not stated how many hours the course took. Ask the course provider"
    ),
    FaultCode.HEAD_NECK_NOT_STATED: (
        "It is not stated whether the course taught the head and neck. Enter yes or no if it "
        "is known: patients ask"
    ),
    FaultCode.HEAD_NECK_NO: (
        "With training that did not cover the head and neck a person does not appear in "
        "search. Add a course that did, if there is one"
    ),
    FaultCode.TRAINING_ADDED_ALREADY: (
        "This person has a course of this name, provider and year already"
    ),
    FaultCode.PROGRAM_UNKNOWN: (
        "Choose a program from the list, or choose “another” and enter its name and website"
    ),
    FaultCode.PROGRAM_NOT_LISTED: (
        "This program is not on the kept list. Decide what its certificate counts as"
    ),
    FaultCode.PROGRAM_COUNTS_UNKNOWN: (
        "The kept list does not say what this program counts as. Decide it for this certificate"
    ),
    FaultCode.PROGRAM_COUNTS_NONE: (
        "By the kept list this program counts neither as training nor as accreditation. Read "
        "its row before you decide"
    ),
    FaultCode.PROGRAM_NOT_ACCREDITING: (
        "By the kept list this program counts as training only, not as accreditation. Read "
        "its row before you decide"
    ),
    FaultCode.PROFESSION_NOT_ELIGIBLE: (
        "The program takes other professions than this one: {eligible}. Ask the certifying body"
    ),
    FaultCode.CERTIFICATION_NUMBER_ELSEWHERE: (
        "The same certification number is on another listing. Compare the two before you decide"
    ),
    FaultCode.AUTHORIZATION_NUMBER_ELSEWHERE: (
        "The same authorization number is on another listing. Compare the two before you decide"
    ),
    FaultCode.RULE_REFUSES: (
        "In {region} this profession may not use IMS or dry needling ({citation}, seen "
        "{as_of}: {source})"
    ),
    FaultCode.RULE_WAITS: (
        "In {region} the law allows it once the board has made rules, and it has made none "
        "yet ({citation}, seen {as_of}: {source})"
    ),
    FaultCode.RULE_BODY_LIMIT: (
        "In {region} this profession may needle only parts of the body that leave out the "
        "head and neck ({citation}, seen {as_of}: {source})"
    ),
    FaultCode.RULE_NOT_ESTABLISHED: (
        "What the law of {region} lets this profession do is not established. Research it "
        "once, and record a finding for everyone"
    ),
    FaultCode.RULE_SECOND_HAND: (
        "The rule of {region} is known from a second hand: {citation}, seen {as_of}: "
        "{source}. Read the source beside your decision"
    ),
    FaultCode.RULE_YEARS_SHORT: (
        "{region} asks for {years} years in practice. The person is listed once they have them"
    ),
    FaultCode.RULE_YEARS_NOT_STATED: (
        "{region} asks for {years} years in practice. Enter when the license was issued"
    ),
    FaultCode.RULE_AUTHORIZATION_NEEDED: (
        "{region} also asks for the regulator’s own entry for needling. The practitioner can add it"
    ),
    FaultCode.RULE_TRAINING_NEEDED: (
        "{region} asks for training in IMS or dry needling. Add the course"
    ),
    FaultCode.RULE_PROGRAM_NOT_ACCEPTED: (
        "{region} accepts only courses on its own list. Add one of them if the person took it"
    ),
    FaultCode.RULE_HOURS_SHORT: (
        "{region} asks for {needed} hours of training and the row has {have}. Add the other courses"
    ),
    FaultCode.RULE_HOURS_NOT_STATED: (
        "{region} asks for {needed} hours of training. Enter how many each course took"
    ),
    FaultCode.RULE_IN_PERSON_SHORT: (
        "{region} asks for {needed} hours in person and the row has {have}. Add the other courses"
    ),
    FaultCode.RULE_IN_PERSON_NOT_STATED: (
        "{region} asks for {needed} hours in person. Enter how many hours of each course were"
        " in person"
    ),
    FaultCode.RULE_SESSIONS_SHORT: (
        "{region} asks for {needed} supervised sessions and the row has {have}. Add the other"
        " courses"
    ),
    FaultCode.RULE_SESSIONS_NOT_STATED: (
        "{region} asks for {needed} supervised sessions. Enter how many were part of each course"
    ),
    FaultCode.RULE_EXAM_MISSING: (
        "{region} asks for an examination ({exam}). The practitioner can say which course "
        "ended in one"
    ),
    FaultCode.RULE_COMPLETE_BY: (
        "{region} asks for the rest of the training by {day}. Add it when it is completed"
    ),
    FaultCode.RULE_HEAD_NECK_NEEDED: (
        "{region} asks for training that covers the head and neck. Say which course taught it"
    ),
}
