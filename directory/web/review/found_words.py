"""What validation found, as reviewers read it: what is in order, and what is worth a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.entry.faults import Fault, FaultCode
from directory.domain.entry.looking_over import Point, Said, Tone
from directory.domain.vocabulary import Country
from directory.web.entry_sentences import sentence, worded
from directory.web.rule_sentences import spelled
from directory.web.speech import format_decimal, gettext

TONES: Final = {
    Tone.GOOD: lazy_gettext("In order"),
    Tone.LOOK: lazy_gettext("Look"),
    Tone.AGAINST: lazy_gettext("Against it"),
}
"""Beside the color: meaning is never color alone."""
GOOD: Final = {
    Point.NUMBER: lazy_gettext("The number has the usual form."),
    Point.ELSEWHERE: lazy_gettext("No other listing has this number."),
    Point.NAME: lazy_gettext("The name is the practitioner’s."),
    Point.DATES: lazy_gettext("The dates fit each other and today."),
    Point.CLASS: lazy_gettext("It is of full class."),
    Point.CONDITIONS: lazy_gettext("No conditions are stated."),
    Point.HOME: lazy_gettext("It stands by itself, or names its home license."),
    Point.PROGRAM: lazy_gettext("The program is on the kept list."),
    Point.HOURS: lazy_gettext("The hours add up."),
    Point.HEAD_NECK: lazy_gettext("They say that it covered the head and neck."),
    Point.TWICE: lazy_gettext("It was sent once."),
    Point.RULE: lazy_gettext("The rule of the place lets them needle, with what they have sent."),
    Point.OTHER: lazy_gettext("Nothing else was found."),
}
FOR_REVIEWERS: Final = {
    FaultCode.LICENCE_NUMBER_UNUSUAL: lazy_gettext(
        "Numbers in %(region)s usually look like %(example)s, and this one does not."
    ),
    FaultCode.LICENCE_NUMBER_OF_ASSISTANT: lazy_gettext(
        "%(region)s gives numbers like this to assistants. Others look like %(example)s."
    ),
    FaultCode.LICENCE_NUMBER_OF_PRIVILEGE: lazy_gettext(
        "%(region)s gives numbers like this to compact privileges."
    ),
    FaultCode.LICENCE_ON_ANOTHER_LISTING: lazy_gettext(
        "This number is on another listing. Compare the two before you decide."
    ),
    FaultCode.PRIVILEGE_HOME_MISSING: lazy_gettext("It names no home %(licence)s."),
    FaultCode.FIRST_LICENSED_AFTER_ISSUED: lazy_gettext(
        "They say that they were first licensed after this %(licence)s began (%(start)s)."
    ),
    FaultCode.END_PAST: lazy_gettext("It ended on %(day)s."),
    FaultCode.TRAINING_BEFORE_LICENCE: lazy_gettext(
        "It ended before their first %(licence)s (%(licensed)s). It may have been part of a degree."
    ),
    FaultCode.HOURS_SPLIT_UNKNOWN: lazy_gettext(
        "They do not say how %(rest)s of %(total)s hours were taught."
    ),
    FaultCode.HOURS_TOTAL_UNKNOWN: lazy_gettext("They do not say how many hours it took."),
    FaultCode.HEAD_NECK_NOT_STATED: lazy_gettext(
        "They do not say whether it covered the head and neck. Ask."
    ),
    FaultCode.HEAD_NECK_NO: lazy_gettext(
        "It did not cover the head and neck. With this alone they do not appear in search."
    ),
    FaultCode.TRAINING_ADDED_ALREADY: lazy_gettext(
        "They sent a course of this name, provider and year twice."
    ),
    FaultCode.RULE_REFUSES: lazy_gettext(
        "The rule of %(region)s does not let this profession needle."
    ),
    FaultCode.RULE_WAITS: lazy_gettext(
        "The law of %(region)s lets them needle once the board has made rules. It has made none."
    ),
    FaultCode.RULE_BODY_LIMIT: lazy_gettext(
        "In %(region)s this profession may needle only parts that leave out the head and neck."
    ),
    FaultCode.RULE_SECOND_HAND: lazy_gettext(
        "The rule of %(region)s is known from a second hand. Read its source before you decide."
    ),
    FaultCode.RULE_YEARS_SHORT: lazy_gettext("%(region)s asks for %(years)s years in practice."),
    FaultCode.RULE_YEARS_NOT_STATED: lazy_gettext(
        "%(region)s asks for %(years)s years in practice. They do not say since when they practice."
    ),
    FaultCode.RULE_AUTHORIZATION_NEEDED: lazy_gettext(
        "%(region)s also asks for the regulator’s own entry for needling. They have sent none."
    ),
    FaultCode.RULE_TRAINING_NEEDED: lazy_gettext(
        "%(region)s asks for training in IMS or dry needling. They have sent none."
    ),
    FaultCode.RULE_PROGRAM_NOT_ACCEPTED: lazy_gettext(
        "%(region)s accepts only courses on its own list. They have sent none of them."
    ),
    FaultCode.RULE_HOURS_SHORT: lazy_gettext(
        "%(region)s asks for %(needed)s hours of training. They have sent %(have)s."
    ),
    FaultCode.RULE_HOURS_NOT_STATED: lazy_gettext(
        "%(region)s asks for %(needed)s hours of training. They do not say how many they have."
    ),
    FaultCode.RULE_IN_PERSON_SHORT: lazy_gettext(
        "%(region)s asks for %(needed)s hours in person. They have sent %(have)s."
    ),
    FaultCode.RULE_IN_PERSON_NOT_STATED: lazy_gettext(
        "%(region)s asks for %(needed)s hours in person. They do not say how many they have."
    ),
    FaultCode.RULE_SESSIONS_SHORT: lazy_gettext(
        "%(region)s asks for %(needed)s supervised sessions. They have sent %(have)s."
    ),
    FaultCode.RULE_SESSIONS_NOT_STATED: lazy_gettext(
        "%(region)s asks for %(needed)s supervised sessions. They do not say how many they had."
    ),
    FaultCode.RULE_EXAM_MISSING: lazy_gettext(
        "%(region)s asks for an examination (%(exam)s). They have sent no course that ended in one."
    ),
    FaultCode.RULE_COMPLETE_BY: lazy_gettext(
        "%(region)s lets them begin now and asks for the rest of the training by %(day)s."
    ),
    FaultCode.RULE_HEAD_NECK_NEEDED: lazy_gettext(
        "%(region)s asks for training that covers the head and neck. They have sent none that did."
    ),
}
"""What is said to the practitioner as "you" elsewhere; the other sentences serve both."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what was found; `tone` also names its color."""

    tone: str
    word: str
    text: str


def rows(found: Iterable[Said], country: Country) -> tuple[Row, ...]:
    """Say each point; several faults of a point are several lines. `country` spells "license"."""
    return tuple(
        Row(said.tone.value, str(TONES[said.tone]), text)
        for said in found
        for text in _texts(said, country)
    )


def _texts(said: Said, country: Country) -> tuple[str, ...]:
    if said.faults:
        return tuple(_fault(fault, country) for fault in said.faults)
    if said.likeness is not None:
        like = format_decimal(said.likeness, "0.00")
        return (gettext("The name is the practitioner’s (likeness %(score)s).", score=like),)
    return (spelled(str(GOOD[said.point]), country),)


def _fault(fault: Fault, country: Country) -> str:
    text = FOR_REVIEWERS.get(fault.code)
    if text is None:
        said = sentence(fault, country)
        return said if said.endswith((".", "?")) else f"{said}."
    return worded(str(text), fault, country=country)
