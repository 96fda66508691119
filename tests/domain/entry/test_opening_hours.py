"""Hours as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.opening_hours import (
    DAY,
    LONGEST_HOURS,
    WEEK,
    Span,
    by_day,
    field_of,
    read_day,
    read_week,
    written,
)
from tests.domain.entry.said import said, stops

H = 60


def times(text: str) -> list[tuple[int, int]]:
    read = read_day(text, 1, field="day_1")
    assert read.passes, text
    return [(span.opens, span.closes) for span in read.value]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9-17", [(9 * H, 17 * H)]),
        ("9 am to 5 pm", [(9 * H, 17 * H)]),
        ("9 AM – 5 PM", [(9 * H, 17 * H)]),
        ("9:00–17:30", [(9 * H, 17 * H + 30)]),
        ("9 a.m. to 5:30 p.m.", [(9 * H, 17 * H + 30)]),
        ("9 to 5", [(9 * H, 17 * H)]),
        ("9 am - 5", [(9 * H, 17 * H)]),
        ("1-5 pm", [(13 * H, 17 * H)]),
        ("9-5 pm", [(9 * H, 17 * H)]),
        ("11-1", [(11 * H, 13 * H)]),
        ("9 am to noon, 1-5:30 pm", [(9 * H, 12 * H), (13 * H, 17 * H + 30)]),
        ("13:00-17:00; 8:00-12:00", [(8 * H, 12 * H), (13 * H, 17 * H)]),
        ("8h30 à 12h et 13h à 17h", [(8 * H + 30, 12 * H), (13 * H, 17 * H)]),
        ("9:00 a 13:00 y 15:00 a 19:00", [(9 * H, 13 * H), (15 * H, 19 * H)]),
        ("12 am to 12 pm", [(0, 12 * H)]),
        ("6 pm to midnight", [(18 * H, DAY)]),
        ("0:00-24:00", [(0, DAY)]),
        ("", []),
        ("  closed ", []),
        ("Cerrado", []),
    ],
)
def test_hours_are_read_however_they_are_written(text: str, spans: list[tuple[int, int]]) -> None:
    assert times(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "nine to five",
        "9",
        "9-12-17",
        "9:60-12",
        "25-26",
        "24:30-25",
        "13 pm to 15 pm",
        "0 am to 3 am",
        "9-10, 11-12, 13-14, 15-16, 17-18",
        "9-12,",
        "٩-١٢",
        "9-12" + " " * LONGEST_HOURS,
    ],
)
def test_what_cannot_be_read_is_said(text: str) -> None:
    assert said(read_day(text, 1, field="day_1")) == stops(FaultCode.OPENING_HOURS_FORM)


def test_hours_that_end_before_they_begin_or_overlap_are_refused() -> None:
    order, overlap = FaultCode.OPENING_HOURS_ORDER, FaultCode.OPENING_HOURS_OVERLAP
    assert said(read_day("5 pm to 9 am", 1, field="day_1")) == stops(order)
    assert said(read_day("17:00-17:00", 1, field="day_1")) == stops(order)
    assert said(read_day("9-12, 11:30-14", 1, field="day_1")) == stops(overlap)
    assert times("9-12, 12-14") == [(9 * H, 12 * H), (12 * H, 14 * H)]


def test_days_are_as_monday_where_that_is_ticked() -> None:
    read = read_week({1: "9-12", 2: "nonsense", 3: "13-15"}, as_monday=[1, 2, 5])
    assert read.passes
    assert {span.weekday for span in read.value} == {1, 2, 3, 5}
    assert by_day(read.value)[2] == (Span(2, 9 * H, 12 * H),)
    assert by_day(read.value)[7] == ()


def test_each_day_says_its_own_mistake_and_monday_says_it_once() -> None:
    read = read_week({1: "x", 4: "y"}, as_monday=[2, 3])
    assert [fault.field for fault in read.faults] == [field_of(1), field_of(4)]


SPANS = st.lists(st.integers(0, 24 * 4), min_size=2, max_size=8, unique=True).map(
    lambda marks: [
        Span(1, opens * 15, closes * 15)
        for opens, closes in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False)
    ]
)


@given(SPANS)
def test_what_is_written_is_read_again(spans: list[Span]) -> None:
    assert read_day(written(spans), 1, field="day_1") == Checked(tuple(spans))


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    read = read_week(dict.fromkeys(WEEK, text))
    assert all(0 <= span.opens < span.closes <= DAY for span in read.value)
