"""What validation found is said for reviewers, every point and every fault of it."""

import re
from datetime import date

import pytest
from flask import Flask

from directory.domain.entry.faults import Fault, FaultCode, Weight, warning
from directory.domain.entry.looking_over import Point, Said, Tone
from directory.domain.vocabulary import Country
from directory.web.entry_sentences import SENTENCES
from directory.web.review.found_words import FOR_REVIEWERS, GOOD, TONES, rows

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SPELLED = {"licence", "Licence"}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def test_every_point_and_tone_has_words(app: Flask) -> None:
    with app.test_request_context("/"):
        assert set(GOOD) == set(Point)
        assert set(TONES) == set(Tone)
        said = rows([Said(point=point) for point in Point], Country.US)
    assert {row.word for row in said} == {"In order"}
    assert len({row.text for row in said}) == len(Point)


def test_words_for_reviewers_tell_what_the_practitioner_is_told(app: Flask) -> None:
    with app.test_request_context("/"):
        for code, text in FOR_REVIEWERS.items():
            given = placeholders(str(SENTENCES[code]))
            assert placeholders(str(text)) <= given | SPELLED, code
            # A reviewer is not told what to enter.
            assert "your" not in str(text).lower().split(), code


def test_faults_are_said_one_a_line_in_their_own_spelling(app: Flask) -> None:
    faults = (
        warning(FaultCode.FIRST_LICENSED_AFTER_ISSUED, "first", start=date(2021, 1, 1), day="x"),
        Fault(FaultCode.END_PAST, "expires", Weight.ERROR, (("day", "2026-11-01"),)),
    )
    with app.test_request_context("/"):
        said = rows([Said(point=Point.DATES, faults=faults)], Country.CA)
        like = rows([Said(point=Point.NAME, likeness=0.9)], Country.US)
        other = rows(
            [Said(point=Point.PROGRAM, faults=(warning(FaultCode.PROGRAM_NOT_LISTED, "program"),))],
            Country.US,
        )
    assert [(row.tone, row.word, row.text) for row in said] == [
        (
            "against",
            "Against it",
            "They say that they were first licensed after this licence began (1 January 2021).",
        ),
        ("against", "Against it", "It ended on 1 November 2026."),
    ]
    assert like[0].text == "The name is the practitioner’s (likeness 0.90)."
    assert other[0].text.endswith("certificate counts as.")
