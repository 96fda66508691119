"""Sentences about credentials that people enter, and about the rule of their place."""

from typing import Final

from directory.domain.entry.faults import FaultCode
from directory.sentences.marking import marked

SENTENCES: Final = {
    FaultCode.LICENCE_NUMBER_CHARACTERS: marked(
        "Enter the %(licence)s number with letters A to Z, digits, spaces, dots, slashes and "
        "hyphens only, beginning with a letter or digit"
    ),
    FaultCode.LICENCE_NUMBER_LENGTH: marked(
        "A %(licence)s number has %(least)s to %(most)s characters. "
        "Enter it as it is on your %(licence)s"
    ),
    FaultCode.LICENCE_NUMBER_UNUSUAL: marked(
        "Numbers in %(region)s usually look like %(example)s. "
        "Check the number, and go on if it is right"
    ),
    FaultCode.LICENCE_NUMBER_OF_ASSISTANT: marked(
        "%(region)s gives numbers like this to assistants, and others like %(example)s. "
        "Check the number, and go on if it is right"
    ),
    FaultCode.LICENCE_NUMBER_OF_PRIVILEGE: marked(
        "%(region)s gives numbers like this to compact privileges. "
        "If it is one, enter it as a compact privilege"
    ),
    FaultCode.LICENCE_ADDED_ALREADY: marked("You have added this %(licence)s already"),
    FaultCode.LICENCE_ON_ANOTHER_LISTING: marked(
        "This %(licence)s number is on another listing. If it is yours, claim that listing"
    ),
    FaultCode.LICENCE_CONDITIONS: marked(
        "The %(licence)s has practice conditions. Read whether they bar needling"
    ),
    FaultCode.LICENCE_CLASS_NOT_FULL: marked(
        "This is not a full %(licence)s. Look up what its class allows"
    ),
    FaultCode.PRIVILEGE_HOME_MISSING: marked(
        "Add the home %(licence)s that this compact privilege belongs to"
    ),
    FaultCode.PRIVILEGE_NOT_OFFERED: marked(
        "Only physical therapists in the United States have compact privileges. "
        "Enter this as a %(licence)s"
    ),
    FaultCode.DATE_FORM: marked("Enter the date as year, month and day, such as 2027-02-28"),
    FaultCode.DATE_NOT_DIGITS: marked(
        "Enter the month, the day and the year in digits, such as 2, 28 and 2027"
    ),
    FaultCode.DATE_INCOMPLETE: marked("Enter the day, the month and the year"),
    FaultCode.DATE_YEAR_DIGITS: marked("Enter the year with 4 digits, such as 2027"),
    FaultCode.DATE_YEAR_RANGE: marked("Enter a year from %(first)s to %(last)s"),
    FaultCode.DATE_IMPOSSIBLE: marked(
        "There is no such date as %(text)s. Check the day and the month"
    ),
    FaultCode.DATE_NOT_LEAP: marked("February %(year)s has 28 days. Check the day and the year"),
    FaultCode.ISSUED_IN_FUTURE: marked(
        "The start date must be today or earlier. If it has not begun, add it when it has"
    ),
    FaultCode.FIRST_LICENSED_IN_FUTURE: marked(
        "The date when you were first licensed must be today or earlier"
    ),
    FaultCode.FIRST_LICENSED_AFTER_ISSUED: marked(
        "You say that you were first licensed after this %(licence)s began (%(start)s). "
        "Check both dates, and go on if they are right"
    ),
    FaultCode.END_NOT_AFTER_START: marked("The end date must be after %(start)s"),
    FaultCode.END_TOO_FAR: marked("The end date must be %(latest)s or earlier. Check the year"),
    FaultCode.END_PAST: marked(
        "This ended on %(day)s. You can save it, and send it after you renew"
    ),
    FaultCode.TRAINING_IN_FUTURE: marked(
        "The training must have ended by today. Add it when you have completed it"
    ),
    FaultCode.TRAINING_BEFORE_LICENCE: marked(
        "This training ended before your first %(licence)s (%(licensed)s). "
        "Check both dates, and go on if it was part of your degree"
    ),
    FaultCode.TRAINING_YEAR_DIFFERS: marked(
        "You say %(year)s and %(day)s. Enter one date on which the training ended"
    ),
    FaultCode.HOURS_NOT_A_NUMBER: marked(
        "Enter the hours as a number, such as 54 or 12.5, without a comma for thousands"
    ),
    FaultCode.HOURS_RANGE: marked("Training hours must be between 1 and 2,000"),
    FaultCode.HOURS_PART_RANGE: marked("Enter hours from 0 to %(most)s"),
    FaultCode.HOURS_PARTS_EXCEED_TOTAL: marked(
        "The hours in person, live online and self-study come to %(parts)s, more than the "
        "total of %(total)s. Correct the total or the parts"
    ),
    FaultCode.HOURS_SPLIT_UNKNOWN: marked(
        "How were the other %(rest)s of %(total)s hours taught: in person, live online or by "
        "self-study? Look at your certificate, or ask the course provider"
    ),
    FaultCode.HOURS_TOTAL_UNKNOWN: marked(
        "How many hours did the course take? Look at your certificate, or ask the course provider"
    ),
    FaultCode.HEAD_NECK_NOT_STATED: marked(
        "Did the course teach the head and neck? If you can, say yes or no: patients ask"
    ),
    FaultCode.HEAD_NECK_NO: marked(
        "With training that did not cover the head and neck you do not appear in search. "
        "Add a course that did, if you have one"
    ),
    FaultCode.TRAINING_ADDED_ALREADY: marked(
        "You have added a course of this name, provider and year already. "
        "Go on if you took two of them"
    ),
    FaultCode.PROGRAM_UNKNOWN: marked(
        "Choose a program from the list, or choose “another” and enter its name and website"
    ),
    FaultCode.PROGRAM_NOT_LISTED: marked(
        "This program is not on the kept list. Decide what its certificate counts as"
    ),
    FaultCode.PROGRAM_COUNTS_UNKNOWN: marked(
        "The kept list does not say what this program counts as. Decide it for this certificate"
    ),
    FaultCode.PROGRAM_COUNTS_NONE: marked(
        "By the kept list this program counts neither as training nor as accreditation. "
        "Read its row before you decide"
    ),
    FaultCode.PROGRAM_NOT_ACCREDITING: marked(
        "By the kept list this program counts as training only, not as accreditation. "
        "Read its row before you decide"
    ),
    FaultCode.PROFESSION_NOT_ELIGIBLE: marked(
        "The program takes other professions than this one: %(eligible)s. Ask the certifying body"
    ),
    FaultCode.CERTIFICATION_NUMBER_ELSEWHERE: marked(
        "The same certification number is on another listing. Compare the two before you decide"
    ),
    FaultCode.AUTHORIZATION_NUMBER_ELSEWHERE: marked(
        "The same authorization number is on another listing. Compare the two before you decide"
    ),
    FaultCode.RULE_REFUSES: marked(
        "In %(region)s your profession may not use IMS or dry needling (%(citation)s, seen "
        "%(as_of)s: %(source)s). Tell us if this has changed"
    ),
    FaultCode.RULE_WAITS: marked(
        "In %(region)s the law allows it once the board has made rules, and it has made none yet "
        "(%(citation)s, seen %(as_of)s: %(source)s). Come back when it has"
    ),
    FaultCode.RULE_BODY_LIMIT: marked(
        "In %(region)s your profession may needle only parts of the body that leave out the head "
        "and neck (%(citation)s, seen %(as_of)s: %(source)s). Tell us if this has changed"
    ),
    FaultCode.RULE_NOT_ESTABLISHED: marked(
        "What the law of %(region)s lets this profession do is not established. "
        "Research it once, and record a finding for everyone"
    ),
    FaultCode.RULE_SECOND_HAND: marked(
        "The rule of %(region)s is known from a second hand: %(citation)s, seen %(as_of)s: "
        "%(source)s. Read the source beside your decision"
    ),
    FaultCode.RULE_YEARS_SHORT: marked(
        "%(region)s asks for %(years)s years in practice. "
        "You can go on, and are listed once you have them"
    ),
    FaultCode.RULE_YEARS_NOT_STATED: marked(
        "%(region)s asks for %(years)s years in practice. Enter when you were first licensed"
    ),
    FaultCode.RULE_AUTHORIZATION_NEEDED: marked(
        "%(region)s also asks for the regulator’s own entry for needling. Add it if you have it"
    ),
    FaultCode.RULE_TRAINING_NEEDED: marked(
        "%(region)s asks for training in IMS or dry needling. Add your course"
    ),
    FaultCode.RULE_PROGRAM_NOT_ACCEPTED: marked(
        "%(region)s accepts only courses on its own list. Add one of them if you took it"
    ),
    FaultCode.RULE_HOURS_SHORT: marked(
        "%(region)s asks for %(needed)s hours of training and you have entered %(have)s. "
        "Add your other courses"
    ),
    FaultCode.RULE_HOURS_NOT_STATED: marked(
        "%(region)s asks for %(needed)s hours of training. Enter how many each of your courses took"
    ),
    FaultCode.RULE_IN_PERSON_SHORT: marked(
        "%(region)s asks for %(needed)s hours in person and you have entered %(have)s. "
        "Add your other courses"
    ),
    FaultCode.RULE_IN_PERSON_NOT_STATED: marked(
        "%(region)s asks for %(needed)s hours in person. "
        "Enter how many hours of each course were in person"
    ),
    FaultCode.RULE_SESSIONS_SHORT: marked(
        "%(region)s asks for %(needed)s supervised sessions and you have entered %(have)s. "
        "Add your other courses"
    ),
    FaultCode.RULE_SESSIONS_NOT_STATED: marked(
        "%(region)s asks for %(needed)s supervised sessions. "
        "Enter how many were part of each course"
    ),
    FaultCode.RULE_EXAM_MISSING: marked(
        "%(region)s asks for an examination (%(exam)s). Say which of your courses ended in one"
    ),
    FaultCode.RULE_COMPLETE_BY: marked(
        "%(region)s lets you begin now and asks for the rest of the training by %(day)s. "
        "Add it when you have completed it"
    ),
    FaultCode.RULE_HEAD_NECK_NEEDED: marked(
        "%(region)s asks for training that covers the head and neck. "
        "Say which of your courses taught it"
    ),
}
