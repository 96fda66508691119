"""Every message that the fields of a credential can give, seen on the page where it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain.entry.faults import FaultCode as Code
from directory.domain.vocabulary import HeadNeck
from directory.models.credentials import Licence, Training
from tests.clock import Clock
from tests.factories import person
from tests.pages import Page, read_page
from tests.rule_books import REAL
from tests.web.practitioner.drafting import (
    AUTHORIZATION,
    CERTIFICATION,
    LICENCE,
    TRAINING,
    Keeper,
    date_boxes,
    errors,
    keeper,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """What is typed on a page, and what is said there about it."""

    code: Code
    page: str
    fields: Fields
    says: str


NUMBER = "Enter the license number"
TOO_LONG = {"course": "x" * 201, "provider": "Example", "technique": "dry_needling"}
OF_LICENCES: Final = (
    Case(Code.TEXT_MISSING, "profession", {"profession": ""}, "Choose your profession"),
    Case(Code.CHOICE_UNKNOWN, "profession", {"profession": "wizard"}, "Choose one of the answers"),
    Case(Code.TEXT_MISSING, "place", {"place": ""}, "Choose a state or province"),
    Case(Code.REGION_UNKNOWN, "place", {"place": "US-ZZ"}, "Choose a state, province or territory"),
    Case(Code.REGION_UNKNOWN, "place", {"place": "XX"}, "Choose a state, province or territory"),
    Case(Code.TEXT_MISSING, "number", {"number": " "}, f"{NUMBER} as it is on your license"),
    Case(Code.LICENCE_NUMBER_CHARACTERS, "number", {"number": "PT#1"}, f"{NUMBER} with letters"),
    Case(Code.LICENCE_NUMBER_LENGTH, "number", {"number": "P"}, "A license number has 2 to 30"),
    Case(Code.LICENCE_ADDED_ALREADY, "number", {"number": "P7777"}, "You have added this license"),
    Case(
        Code.LICENCE_ON_ANOTHER_LISTING,
        "number",
        {"number": "P8888"},
        "This license number is on another listing. If it is yours, claim that listing",
    ),
    Case(Code.TEXT_MISSING, "name", {"name_on_licence": ""}, "Enter your name as it is on your"),
    Case(Code.NAME_NO_LETTERS, "name", {"name_on_licence": "123"}, "Enter a name that has letters"),
    Case(
        Code.TEXT_NOT_TEXT, "name", {"name_on_licence": "Ada\u202eExample"}, "There are characters"
    ),
    Case(
        Code.DATE_NOT_DIGITS, "dates", date_boxes("expires", "Feb", "1", year="2027"), "in digits"
    ),
    Case(
        Code.DATE_INCOMPLETE,
        "dates",
        date_boxes("expires", "2", "", year="2027"),
        "Enter the day, the month and the year",
    ),
    Case(
        Code.DATE_YEAR_DIGITS,
        "dates",
        date_boxes("expires", "2", "1", year="27"),
        "Enter the year with 4 digits",
    ),
    Case(
        Code.DATE_YEAR_RANGE,
        "dates",
        date_boxes("expires", "2", "1", year="1776"),
        "Enter a year from 1900 to 2199",
    ),
    Case(
        Code.DATE_IMPOSSIBLE,
        "dates",
        date_boxes("expires", "2", "30", year="2027"),
        "There is no such date as 2027-2-30",
    ),
    Case(
        Code.DATE_NOT_LEAP,
        "dates",
        date_boxes("expires", "2", "29", year="2027"),
        "February 2027 has 28 days",
    ),
    Case(
        Code.ISSUED_IN_FUTURE,
        "dates",
        date_boxes("issued", "1", "1", year="2027"),
        "The start date must be today or earlier",
    ),
    Case(
        Code.END_NOT_AFTER_START,
        "dates",
        {
            **date_boxes("issued", "3", "1", year="2026"),
            **date_boxes("expires", "3", "1", year="2026"),
        },
        "The end date must be after 1 March 2026",
    ),
    Case(
        Code.END_TOO_FAR,
        "dates",
        date_boxes("expires", "1", "1", year="2040"),
        "The end date must be 24 November 2036 or earlier",
    ),
    Case(
        Code.FIRST_LICENSED_IN_FUTURE,
        "dates",
        date_boxes("first_licensed_on", "1", "1", year="2027"),
        "The date when you were first licensed must be today or earlier",
    ),
    Case(
        Code.TEXT_TOO_LONG,
        "limits",
        {"licence_class": "full", "conditions": "x" * 1001},
        "Use 1000 characters or fewer",
    ),
    Case(Code.CHOICE_UNKNOWN, "limits", {"licence_class": "golden"}, "Choose one of the answers"),
)
QUESTIONS_OF_LICENCES: Final = (
    Case(
        Code.LICENCE_NUMBER_UNUSUAL,
        "number",
        {"number": "X-1"},
        "Numbers in North Carolina usually look like P1234",
    ),
    Case(
        Code.LICENCE_NUMBER_OF_ASSISTANT,
        "number",
        {"number": "A1234"},
        "North Carolina gives numbers like this to assistants",
    ),
    Case(
        Code.LICENCE_NUMBER_OF_PRIVILEGE,
        "number",
        {"number": "CP1234T"},
        "North Carolina gives numbers like this to compact privileges",
    ),
    Case(
        Code.PRIVILEGE_HOME_MISSING,
        "kind",
        {"kind": "compact_privilege", "home_licence": ""},
        "Add the home license that this compact privilege belongs to",
    ),
    Case(
        Code.FIRST_LICENSED_AFTER_ISSUED,
        "dates",
        {
            **date_boxes("issued", "3", "1", year="2020"),
            **date_boxes("first_licensed_on", "3", "1", year="2021"),
        },
        "You say that you were first licensed after this license began",
    ),
    Case(
        Code.END_PAST,
        "dates",
        date_boxes("expires", "1", "31", year="2026"),
        "This ended on 31 January 2026. You can save it, and send it after you renew",
    ),
)
OF_COURSES: Final = (
    Case(Code.TEXT_MISSING, "program", {"program": ""}, "Choose a program"),
    Case(Code.PROGRAM_UNKNOWN, "program", {"program": "no-such"}, "Choose a program from the list"),
    Case(
        Code.TEXT_MISSING,
        "course",
        {"provider": "", "course": "A course", "technique": "dry_needling"},
        "Enter who gave the course",
    ),
    Case(
        Code.TEXT_MISSING,
        "course",
        {"provider": "Example", "course": "", "technique": "dry_needling"},
        "Enter the name of the course",
    ),
    Case(
        Code.TEXT_MISSING,
        "course",
        {"provider": "Example", "course": "A course"},
        "Choose what the course taught",
    ),
    Case(Code.TEXT_TOO_LONG, "course", TOO_LONG, "Use 200 characters or fewer"),
    Case(
        Code.HOURS_NOT_A_NUMBER, "hours", {"hours": "1,000"}, "Enter the hours as a number, such as"
    ),
    Case(
        Code.HOURS_RANGE, "hours", {"hours": "2001"}, "Training hours must be between 1 and 2,000"
    ),
    Case(
        Code.HOURS_PART_RANGE,
        "hours",
        {"hours": "50", "hours_in_person": "2001"},
        "Enter hours from 0 to 2000",
    ),
    Case(
        Code.HOURS_PARTS_EXCEED_TOTAL,
        "hours",
        {"hours": "20", "hours_in_person": "15", "hours_live_online": "6"},
        "come to 21, more than the total of 20",
    ),
    Case(
        Code.NUMBER_NOT_WHOLE,
        "exams",
        {"supervised_sessions": "1.5"},
        "Enter a whole number from 0 to 1000",
    ),
    Case(
        Code.NUMBER_RANGE,
        "exams",
        {"supervised_sessions": "1001"},
        "Enter a number from 0 to 1000",
    ),
    Case(Code.CHOICE_UNKNOWN, "head-neck", {"head_neck": "maybe"}, "Choose one of the answers"),
    Case(Code.TEXT_MISSING, "completed", {}, "Enter the year in which the course ended"),
    Case(
        Code.TRAINING_IN_FUTURE,
        "completed",
        date_boxes("completed", "", "", year="2027"),
        "The training must have ended by today",
    ),
)
QUESTIONS_OF_COURSES: Final = (
    Case(Code.HOURS_SPLIT_UNKNOWN, "hours", {"hours": "20"}, "How were the other 20 of 20 hours"),
    Case(Code.HOURS_TOTAL_UNKNOWN, "hours", {"hours": ""}, "How many hours did the course take?"),
    Case(
        Code.HEAD_NECK_NOT_STATED,
        "head-neck",
        {"head_neck": "not_stated"},
        "Did the course teach the head and neck?",
    ),
    Case(Code.HEAD_NECK_NO, "head-neck", {"head_neck": "no"}, "you do not appear in search"),
    Case(
        Code.TRAINING_BEFORE_LICENCE,
        "completed",
        date_boxes("completed", "", "", year="2011"),
        "This training ended before your first license",
    ),
)
OF_CERTIFICATIONS: Final = (
    Case(Code.TEXT_MISSING, "body", {"name": "N", "body_website": "https://b.org"}, "certifying"),
    Case(
        Code.TEXT_MISSING,
        "body",
        {"body": "B", "name": "N", "body_website": ""},
        "Enter the website of the certifying body",
    ),
    Case(
        Code.TEXT_TOO_LONG,
        "body",
        {"body": "B", "name": "N", "abbreviation": "x" * 21, "body_website": "https://b.org"},
        "Use 20 characters or fewer",
    ),
    *(
        Case(code, "body", {"body": "B", "name": "N", "body_website": site}, says)
        for code, site, says in (
            (Code.WEBSITE_CHARACTERS, "https://a b.org", "A website has no spaces"),
            (Code.WEBSITE_SCHEME, "ftp://board.org", "begins with https:// or http://"),
            (Code.WEBSITE_FORM, "https://a..b", "Enter the website in full"),
            (Code.WEBSITE_CREDENTIALS, "https://a@board.org", "Remove the user name"),
            (Code.WEBSITE_PORT, "https://board.org:99", "Remove the number after the colon"),
            (Code.WEBSITE_ADDRESS_NUMBER, "https://192.0.2.1", "not a number"),
            (Code.WEBSITE_NOT_PUBLIC, "https://localhost", "that everybody can open"),
        )
    ),
    Case(Code.TEXT_TOO_LONG, "number", {"number": "9" * 61}, "Use 60 characters or fewer"),
)
OF_AUTHORIZATIONS: Final = (
    Case(Code.TEXT_MISSING, "kind", {"kind": ""}, "Choose what kind it is"),
    Case(Code.LICENCE_NUMBER_LENGTH, "number", {"number": "9"}, "number has 2 to 30 characters"),
)
TABLES: Final = {
    "licence": (LICENCE, OF_LICENCES, QUESTIONS_OF_LICENCES),
    "training": (TRAINING, OF_COURSES, QUESTIONS_OF_COURSES),
    "certification": (CERTIFICATION, OF_CERTIFICATIONS, ()),
    "authorization": (AUTHORIZATION, OF_AUTHORIZATIONS, ()),
}


def notes(page: Page) -> str:
    """Give what a page asks to look at once more."""
    return " ".join(page.texts("div", class_="note"))


def filled(who: Keeper, kind: str) -> str:
    draft = who.begin(kind)
    who.fill_all(draft, TABLES[kind][0])
    return draft


def licensed(app: Flask, database: Database, clock: Clock) -> Keeper:
    """Give somebody with P7777 in North Carolina, where somebody else has P8888."""
    who = keeper(app, database, at=clock(), region="NC", trained=False, accreditation=False)
    with database.transaction() as session:
        other = person(session, at=clock(), region="NC", book=REAL)
        for number, owner in (("P7777", who.person), ("P8888", other.id)):
            row = session.query(Licence).filter_by(practitioner_id=owner).one()
            row.number = number
    return who


@pytest.mark.parametrize("kind", TABLES)
def test_what_is_wrong_is_said_where_it_was_typed(
    app: Flask, database: Database, clock: Clock, kind: str
) -> None:
    who = licensed(app, database, clock)
    draft = filled(who, kind)
    for name, cases in groupby(TABLES[kind][1], key=lambda case: case.page):
        first = ""
        for case in cases:
            page = read_page(who.fill(draft, name, **case.fields))
            assert page.status == 422, case
            assert page.title.startswith("Error: "), case
            (first, *_) = errors(page)
            assert case.says in first, (case, first)
            assert any(first in text for text in page.texts("p", class_="error")), case
        # It is kept as it was typed, and said again to whoever comes back.
        assert errors(who.page(f"{draft}/{name}"))[0] == first
        who.fill(draft, name, **TABLES[kind][0][name])


@pytest.mark.parametrize("kind", ["licence", "training"])
def test_what_is_worth_a_second_look_is_asked_once(
    app: Flask, database: Database, clock: Clock, kind: str
) -> None:
    who = licensed(app, database, clock)
    draft = filled(who, kind)
    for case in TABLES[kind][2]:
        sent = who.fill(draft, case.page, **case.fields)
        assert sent.status_code == 303, case
        assert sent.location.endswith(f"/{case.page}"), case
        page = who.page(f"{draft}/{case.page}")
        assert case.says in notes(page), (case, notes(page))
        assert not errors(page), case
        again = who.fill(draft, case.page, **case.fields)
        assert not again.location.endswith(f"/{case.page}"), case
        review = who.page(f"{draft}/check")
        assert any(case.says in text for text in review.texts("p", class_="note")), case
        who.fill(draft, case.page, **TABLES[kind][0][case.page])


def test_a_course_that_is_on_file_is_noticed(app: Flask, database: Database, clock: Clock) -> None:
    who = keeper(app, database, at=clock())
    draft = who.begin("training")
    course = {
        "provider": "example institute",
        "course": "Dry needling, Levels 1 and 2",
        "technique": "dry_needling",
    }
    completed = date_boxes("completed", "5", "1", year="2022")
    who.fill_all(draft, {**TRAINING, "completed": completed, "course": course})
    sent = who.fill(draft, "course", **course)
    assert sent.status_code == 303
    assert "You have added a course of this name" in notes(who.page(f"{draft}/course"))


def test_a_privilege_is_only_offered_where_there_is_one(
    app: Flask, database: Database, clock: Clock
) -> None:
    who = keeper(app, database, at=clock(), licensed=False)
    draft = filled(who, "licence")
    who.fill(draft, "kind", kind="compact_privilege", home_licence="")
    who.fill(draft, "profession", profession="chiropractor")
    page = read_page(who.fill(draft, "kind", kind="compact_privilege", home_licence=""))
    assert "Only physical therapists in the United States" in errors(page)[0]


def rules_of(who: Keeper, profession: str, place: str) -> str:
    """Give what is said of the rule of a place, where it is chosen and where all is reviewed."""
    draft = who.begin("licence")
    who.fill(draft, "profession", profession=profession)
    sent = who.fill(draft, "place", place=place)
    # The rule is said at once, and stops nobody from going on.
    assert sent.location.endswith("/place"), (profession, place, sent.location)
    assert not who.fill(draft, "place", place=place).location.endswith("/place")
    said = notes(who.page(f"{draft}/place"))
    review = " ".join(who.page(f"{draft}/check").texts("section", class_="note"))
    assert all(text in review for text in said.split(". ")[1:-3])
    who.send(f"{draft}/remove")
    return review


@dataclass(frozen=True, slots=True)
class Rule:
    """What the rule of a place says of what was entered."""

    code: Code
    profession: str
    place: str
    says: str


PT, OT = "physical_therapist", "occupational_therapist"
WITHOUT_A_COURSE: Final = (
    Rule(Code.RULE_REFUSES, PT, "US-CA", "In California your profession may not use IMS"),
    Rule(Code.RULE_WAITS, PT, "US-OR", "the law allows it once the board has made rules"),
    Rule(Code.RULE_BODY_LIMIT, OT, "US-TN", "parts of the body that leave out the head"),
    Rule(Code.RULE_TRAINING_NEEDED, PT, "US-MD", "Maryland asks for training in IMS"),
    Rule(Code.RULE_AUTHORIZATION_NEEDED, PT, "US-MD", "the regulator’s own entry for needling"),
    Rule(Code.RULE_YEARS_NOT_STATED, PT, "US-DE", "Enter when you were first licensed"),
)
WITH_A_SHORT_ONE: Final = (
    Rule(Code.RULE_HOURS_SHORT, "chiropractor", "US-AL", "of training and you have entered 5"),
    Rule(Code.RULE_IN_PERSON_SHORT, PT, "US-CO", "hours in person and you have entered 1"),
    Rule(Code.RULE_SESSIONS_SHORT, PT, "US-FL", "sessions and you have entered 1"),
    Rule(Code.RULE_EXAM_MISSING, "athletic_trainer", "US-AZ", "asks for an examination"),
    Rule(Code.RULE_PROGRAM_NOT_ACCEPTED, PT, "CA-SK", "accepts only courses on its own list"),
    Rule(Code.RULE_HEAD_NECK_NEEDED, OT, "US-MS", "training that covers the head and neck"),
    Rule(Code.RULE_YEARS_SHORT, PT, "US-DE", "years in practice. You can go on, and are listed"),
)
WITH_A_SILENT_ONE: Final = (
    Rule(Code.RULE_HOURS_NOT_STATED, "chiropractor", "US-AL", "Enter how many each of your"),
    Rule(Code.RULE_IN_PERSON_NOT_STATED, "chiropractor", "US-AL", "of each course were in person"),
    Rule(Code.RULE_SESSIONS_NOT_STATED, PT, "US-FL", "Enter how many were part of each course"),
)
STATED: Final[Mapping[str, tuple[tuple[Rule, ...], Mapping[str, object]]]] = {
    "none": (WITHOUT_A_COURSE, {}),
    "short": (
        WITH_A_SHORT_ONE,
        {"hours": 5, "hours_in_person": 1, "supervised_sessions": 1, "written_exam": False},
    ),
    "silent": (WITH_A_SILENT_ONE, {"hours": None, "hours_in_person": None}),
}


@pytest.mark.parametrize("stated", STATED)
def test_the_rule_of_the_place_is_said_while_it_is_chosen(
    app: Flask, database: Database, clock: Clock, stated: str
) -> None:
    rules, course = STATED[stated]
    short = stated == "short"
    who = keeper(
        app, database, at=clock(), licensed=short, trained=bool(course), accreditation=False
    )
    with database.transaction() as session:
        for row in session.scalars(select(Training)):
            row.head_neck = HeadNeck.NOT_STATED
            for name, value in course.items():
                setattr(row, name, value)
        for licence in session.scalars(select(Licence)):
            licence.issued = date(2026, 1, 1)
    for rule in rules:
        said = rules_of(who, rule.profession, rule.place)
        assert rule.says in said, (rule, said)


COMPLETES_LATER: Final = (PT, "US-CO")


def test_a_rule_that_gives_time_says_until_when(
    app: Flask, database: Database, clock: Clock
) -> None:
    who = keeper(app, database, at=clock(), licensed=False, accreditation=False)
    with database.transaction() as session:
        for row in session.scalars(select(Training)):
            row.hours = row.hours_in_person = 30
            row.completed_year, row.completed_on = 2026, date(2026, 6, 1)
    said = rules_of(who, *COMPLETES_LATER)
    assert "lets you begin now and asks for the rest of the training by" in said


SEEN: Final = frozenset(
    {
        *(case.code for _, *tables in TABLES.values() for table in tables for case in table),
        *(rule.code for rules, _ in STATED.values() for rule in rules),
        Code.TRAINING_ADDED_ALREADY,
        Code.PRIVILEGE_NOT_OFFERED,
        Code.RULE_COMPLETE_BY,
    }
)
"""Every code that these tests see on a page."""
