"""The six questions that patients are told to ask, answered by choices and a few words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from directory.domain.entry.bios import promises
from directory.domain.entry.faults import Checked, FaultCode, error, flag
from directory.domain.entry.text import read_lines

LONGEST_ANSWER: Final = 500
_WORDS: Final = "_words"


class Question(StrEnum):
    """One of the six."""

    EXPERIENCE = "experience"
    VISIT = "visit"
    RISKS = "risks"
    WORKING = "working"
    SESSIONS = "sessions"
    AFTERCARE = "aftercare"


CHOICES: Final[Mapping[Question, tuple[str, ...]]] = {
    Question.EXPERIENCE: ("under_2_years", "2_to_4_years", "5_to_9_years", "10_years_or_more"),
    Question.VISIT: ("examines_first", "explains_muscles", "needles_at_first", "other_therapy_too"),
    Question.RISKS: (
        "tells_risks", "asks_consent", "asks_medicines", "may_stop", "says_alternatives",
    ),
    Question.WORKING: (
        "headache_diary", "headache_days", "questionnaire", "neck_movement", "stops",
    ),
    Question.SESSIONS: ("1_to_3", "4_to_6", "7_to_10", "more_than_10", "depends"),
    Question.AFTERCARE: ("in_writing", "whom_to_call", "what_is_usual", "exercises"),
}  # fmt: skip
"""What can be chosen; sentences stand with the pages."""
ONE_ALONE: Final = frozenset({Question.EXPERIENCE, Question.SESSIONS})
"""Questions with one answer; the others may have several."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: what was chosen, in the order of the choices, and what was added in words."""

    choices: tuple[str, ...] = ()
    words: str | None = None

    def __bool__(self) -> bool:
        """Say whether anything was answered."""
        return bool(self.choices or self.words)


def read_answer(question: Question, choices: Iterable[str], *, words: str) -> Checked[Answered]:
    """Read an answer; words that promise or compare are flagged for a reviewer."""
    given = frozenset(choices)
    chosen = tuple(each for each in CHOICES[question] if each in given)
    if len(chosen) < len(given) or (question in ONE_ALONE and len(chosen) > 1):
        values = ", ".join(CHOICES[question])
        fault = error(FaultCode.CHOICE_UNKNOWN, "choices", values=values)
        return Checked(Answered(chosen), (fault,))
    read = read_lines(words, "words", longest=LONGEST_ANSWER)
    found = promises(read.value or "")
    flags = (flag(FaultCode.ANSWER_PROMISES, "words", words=", ".join(found)),) if found else ()
    return Checked(Answered(chosen, read.value), (*read.faults, *flags))


def answered(stored: Mapping[str, str], question: Question) -> Answered:
    """Read an answer as it is kept."""
    kept = frozenset(stored.get(question.value, "").split())
    chosen = tuple(each for each in CHOICES[question] if each in kept)
    return Answered(chosen, stored.get(question.value + _WORDS))


def to_store(question: Question, answer: Answered) -> dict[str, str]:
    """Write an answer as it is kept: choices and words apart, and nothing for nothing."""
    kept = {question.value: " ".join(answer.choices), question.value + _WORDS: answer.words or ""}
    return {name: text for name, text in kept.items() if text}


def keys_of(question: Question) -> tuple[str, str]:
    """Give the names under which a question is kept."""
    return question.value, question.value + _WORDS
