"""Answers to the six questions."""

import pytest

from directory.domain.entry.answers import (
    CHOICES,
    LONGEST_ANSWER,
    ONE_ALONE,
    Answered,
    Question,
    answered,
    keys_of,
    read_answer,
    to_store,
)
from directory.domain.entry.faults import FaultCode
from tests.domain.entry.said import flags, said, stops


@pytest.mark.parametrize("question", Question)
def test_an_answer_is_kept_and_read_again(question: Question) -> None:
    some = CHOICES[question][:1] if question in ONE_ALONE else CHOICES[question][::-1]
    read = read_answer(question, some, words=" By talking. ")
    assert read.passes
    assert set(read.value.choices) == set(some)
    stored = to_store(question, read.value)
    assert set(stored) == set(keys_of(question))
    assert answered(stored, question) == read.value


def test_the_order_is_that_of_the_page() -> None:
    read = read_answer(Question.RISKS, ["may_stop", "tells_risks"], words="")
    assert read.value == Answered(("tells_risks", "may_stop"))


def test_nothing_is_kept_of_nothing() -> None:
    read = read_answer(Question.VISIT, [], words="  ")
    assert not read.value
    assert to_store(Question.VISIT, read.value) == {}
    assert answered({}, Question.VISIT) == Answered()


@pytest.mark.parametrize(
    "given", [["nonsense"], ["1_to_3", "4_to_6"], ["tells_risks"], ["1_to_3", ""]]
)
def test_what_was_not_offered_is_refused(given: list[str]) -> None:
    read = read_answer(Question.SESSIONS, given, words="")
    assert said(read) == stops(FaultCode.CHOICE_UNKNOWN)


def test_words_are_held_to_a_length_and_promises_are_flagged() -> None:
    long = read_answer(Question.VISIT, [], words="a" * (LONGEST_ANSWER + 1))
    assert said(long) == stops(FaultCode.TEXT_TOO_LONG)
    promising = read_answer(Question.WORKING, [], words="We guarantee results.")
    assert promising.passes
    assert said(promising) == flags(FaultCode.ANSWER_PROMISES)
