from dataclasses import replace
from datetime import date, timedelta

import pytest

from directory.domain.boards import Board
from directory.domain.books import (
    Book,
    BookRefusal,
    Change,
    Freshness,
    board_keys,
    freshness,
    latest_review,
    may_change,
    read_board,
    read_program,
    review_of,
    written,
)
from directory.domain.programs import Program
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Country, CountsAs, Profession

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("as_of", "review_on"),
    [
        ("2026-11-20", date(2027, 11, 20)),
        ("2026-11", date(2027, 11, 1)),
        ("2026", date(2027, 1, 1)),
        ("2024-02-29", date(2025, 2, 28)),
        ("2020-03-10 policy; page undated", date(2021, 3, 10)),
        ("2025-26", date(2026, 1, 1)),
        ("2025-02-30", date(2026, 1, 1)),
        ("0000-01", None),
        ("undated", None),
        ("20261", None),
        ("", None),
    ],
)
def test_a_fact_is_looked_at_again_a_year_after_its_source(
    as_of: str, review_on: date | None
) -> None:
    assert review_of(as_of) == review_on


def test_what_is_due_is_stale_and_what_has_no_date_is_said_to_have_none() -> None:
    assert freshness(None, today=TODAY) is Freshness.UNDATED
    assert freshness(TODAY, today=TODAY) is Freshness.CURRENT
    assert freshness(TODAY - timedelta(days=1), today=TODAY) is Freshness.STALE


def test_nobody_puts_the_next_look_off_for_ever() -> None:
    assert latest_review(TODAY) == date(2028, 11, 24)


COLORADO = Board(
    country=Country.US,
    region="CO",
    profession=Profession.PHYSICAL_THERAPIST,
    name="Example Board",
    lookup_url="https://register.example/",
    source="a page of the board",
    confidence="high",
)
GUNN = Program(
    slug="example-ims",
    abbreviation="EX",
    name="Example IMS",
    body="Example Institute",
    country=Country.CA,
    counts_as=CountsAs.BOTH,
    written_exam=True,
    practical_exam=False,
    professions=frozenset({Profession.PHYSICIAN, Profession.CHIROPRACTOR}),
    hours=54.0,
    lookup_url="",
    source_url="https://example.org/",
    as_of="2026-11",
    confidence="high",
    note="",
)
CHANGE = Change(
    book=Book.BOARDS,
    key="US:CO:physical_therapist",
    body=written(COLORADO),
    source_url="https://board.example/",
    as_of=TODAY,
    review_on=TODAY + timedelta(days=365),
    seen=None,
)
ADMINISTRATOR = Actor(ActorKind.ADMINISTRATOR, 1)


@pytest.mark.parametrize("board", [COLORADO, replace(COLORADO, profession=None, region="")])
def test_a_board_is_read_as_it_was_written(board: Board) -> None:
    assert read_board(written(board)) == board


@pytest.mark.parametrize(
    "program", [GUNN, replace(GUNN, country=None, counts_as=None, professions=frozenset())]
)
def test_a_program_is_read_as_it_was_written(program: Program) -> None:
    assert read_program(written(program)) == program


def test_boards_are_named_by_what_they_cover() -> None:
    country = replace(COLORADO, region="", profession=None)
    keys = list(board_keys([COLORADO, country, country, country]))
    assert keys == ["US:CO:physical_therapist", "US::*", "US::*:2", "US::*:3"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"body": ""}, None),
        ({"book": Book.PROGRAMS}, None),
        ({"book": Book.PROGRAMS, "body": ""}, BookRefusal.STAYS),
        ({"source_url": "board.example"}, BookRefusal.SOURCE_MISSING),
        ({"as_of": TODAY + timedelta(days=1)}, BookRefusal.IN_FUTURE),
        ({"review_on": TODAY}, BookRefusal.REVIEW_PAST),
        ({"review_on": date(2028, 11, 24)}, None),
        ({"review_on": date(2028, 11, 25)}, BookRefusal.REVIEW_TOO_FAR),
    ],
)
def test_a_change_has_a_source_a_day_and_a_next_look(
    changes: dict[str, object], refusal: BookRefusal | None
) -> None:
    changed = replace(CHANGE, **changes)  # type: ignore[arg-type]
    assert may_change(changed, actor=ADMINISTRATOR, today=TODAY) is refusal
    reviewer = Actor(ActorKind.REVIEWER, 1)
    assert may_change(changed, actor=reviewer, today=TODAY) is BookRefusal.NOT_YOUR_PART
