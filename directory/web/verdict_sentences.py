"""Why a verdict is as it is: what it means for a patient, and what the owner can do now."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.notes import Note, NoteCode
from directory.domain.rules import FINDING_MONTHS, Rule
from directory.domain.vocabulary import AuthorizationKind, Country, Profession
from directory.web.rule_condition_sentences import hours, sessions, years
from directory.web.rule_sentences import day, kind, named, people, rule_seen, seen, spelled
from directory.web.speech import gettext
from directory.web.verdict_owner_sentences import OWNER
from directory.web.verdict_patient_sentences import PATIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Where a verdict was given: the region by its name, and the rule that counted there, if any.

    `profession`: that of the licence which carries the location; a note may name another.
    """

    country: Country
    region: str
    profession: Profession | None
    rule: Rule | None


_EXAMS: Final = {
    "written": lazy_gettext("a written examination"),
    "practical": lazy_gettext("a practical examination"),
}
_SESSIONS: Final = frozenset(
    {NoteCode.TRAINING_SESSIONS_SHORT, NoteCode.TRAINING_SESSIONS_NOT_STATED}
)


def for_patient(note: Note, judged: Judged) -> str:
    """Say what a reason means for somebody who looks for help."""
    if note.code is NoteCode.RULE_NOT_ESTABLISHED and judged.rule is None:
        return gettext(
            "We have not checked whether %(people)s may do dry needling in %(region)s. A reviewer"
            " looks before we list anyone.",
            **_values(note, judged),
        )
    return _said(PATIENT[note.code], note, judged=judged)


def for_owner(note: Note, judged: Judged) -> str:
    """Say what the person themselves can do about a reason now."""
    return _said(OWNER[note.code], note, judged=judged)


def _said(sentence: object, note: Note, *, judged: Judged) -> str:
    return spelled(str(sentence) % _values(note, judged), judged.country)


def _values(note: Note, judged: Judged) -> dict[str, str]:
    """Put the parameters of a note into words; those that a sentence does not need are spare."""
    given = dict(note.params)
    profession = Profession(given["profession"]) if "profession" in given else judged.profession
    values = {
        "region": named(judged.region),
        "people": people(profession, judged.country) if profession else gettext("they"),
        "seen": rule_seen(judged.rule) if judged.rule else "",
        "looked": seen(judged.rule) if judged.rule else "",
        "months": str(FINDING_MONTHS),
    }
    for name, value in given.items():
        match name:
            case "needed" | "have":
                counted = note.code in _SESSIONS
                values[name] = sessions(int(value)) if counted else hours(float(value))
            case "years":
                values[name] = years(int(value))
            case "kind":
                values[name] = kind(AuthorizationKind(value))
            case "exam":
                values[name] = str(_EXAMS[value])
            case "day" | "after":
                values["day"] = day(date.fromisoformat(value))
    return values
