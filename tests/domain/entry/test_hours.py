import pytest

from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.hours import (
    Hours,
    HourSum,
    add_up,
    check_hours,
    check_sessions,
    read_hours,
)
from tests.domain.entry.said import fields, params, said, stops, warns


@pytest.mark.parametrize(
    ("text", "hours"),
    [("54", 54.0), (" 12.5 ", 12.5), ("12,5", 12.5), ("0", 0.0), ("7,25", 7.25), ("５", 5.0)],
)
def test_hours_are_a_number_with_a_point_or_a_comma(text: str, hours: float) -> None:
    assert read_hours(text, "f") == Checked(hours)


def test_hours_that_are_not_stated_are_not_zero() -> None:
    assert read_hours(" ", "f") == Checked(None)


@pytest.mark.parametrize(
    "text",
    [
        "nan",
        "inf",
        "-inf",
        "-5",
        "+5",
        "1e3",
        "1,000",
        "1.234",
        "5h",
        ".5",
        "5.",
        "٥",
        "½",
        "123456",
        "1" * 50,
        "0x10",
        "1_0",
    ],
)
def test_what_is_no_number_of_hours_is_refused(text: str) -> None:
    assert said(read_hours(text, "f")) == stops(FaultCode.HOURS_NOT_A_NUMBER)


@pytest.mark.parametrize("total", [1, 2000])
def test_hours_are_from_1_to_2000(total: float) -> None:
    assert check_hours(Hours(total=total, in_person=total)) == ()


@pytest.mark.parametrize("total", [0, 0.99, 2000.01, -1, float("nan"), float("inf")])
def test_hours_outside_1_to_2000_are_refused(total: float) -> None:
    refused = check_hours(Hours(total=total))
    assert said(refused) == stops(FaultCode.HOURS_RANGE)
    assert params(refused) == {"least": "1", "most": "2000"}


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ("in_person", "hours_in_person"),
        ("live_online", "hours_live_online"),
        ("self_study", "hours_self_study"),
        ("foundation", "foundation_hours"),
    ],
)
def test_each_part_is_from_0_to_2000(part: str, field: str) -> None:
    for wrong in (-0.01, 2000.01, float("nan")):
        refused = check_hours(Hours(total=2000, **{part: wrong}))
        assert said(refused) == stops(FaultCode.HOURS_PART_RANGE)
        assert fields(refused) == [field]
    for right in (0, 2000):
        found = check_hours(Hours(total=2000, **{part: right}))
        assert FaultCode.HOURS_PART_RANGE not in {fault.code for fault in found}


def test_stated_parts_do_not_exceed_the_total() -> None:
    whole = Hours(total=54, in_person=30, live_online=20, self_study=4)
    assert check_hours(whole) == ()
    over = Hours(total=54, in_person=30, live_online=20, self_study=4.01)
    assert said(check_hours(over)) == stops(FaultCode.HOURS_PARTS_EXCEED_TOTAL)
    assert params(check_hours(over)) == {"total": "54", "parts": "54.01"}
    assert said(check_hours(Hours(total=20, in_person=21))) == stops(
        FaultCode.HOURS_PARTS_EXCEED_TOTAL
    )


def test_parts_are_added_exactly() -> None:
    # As floating-point numbers 1.1 + 2.2 is more than 3.3.
    assert check_hours(Hours(total=3.3, in_person=1.1, self_study=2.2)) == ()


def test_a_split_that_is_not_known_is_a_question_never_zero() -> None:
    for hours in (
        Hours(total=54),
        Hours(total=54, in_person=24),
        Hours(total=54, in_person=24, live_online=0, self_study=0),
    ):
        found = check_hours(hours)
        assert said(found) == warns(FaultCode.HOURS_SPLIT_UNKNOWN)
        assert params(found) == {"total": "54", "rest": f"{54 - hours.stated:g}"}


def test_parts_that_fill_the_total_leave_no_question() -> None:
    assert check_hours(Hours(total=54, in_person=54)) == ()


def test_a_total_that_is_not_known_is_a_question() -> None:
    assert said(check_hours(Hours(in_person=5))) == warns(FaultCode.HOURS_TOTAL_UNKNOWN)


def test_foundation_hours_are_no_part_of_the_total() -> None:
    assert check_hours(Hours(total=24, in_person=24, foundation=50)) == ()


def test_sessions_are_none_or_more_and_not_beyond_reason() -> None:
    assert check_sessions(None) == check_sessions(0) == check_sessions(1000) == ()
    for wrong in (-1, 1001):
        assert said(check_sessions(wrong)) == stops(FaultCode.NUMBER_RANGE)


def test_hours_of_one_kind_add_up_over_courses() -> None:
    assert add_up([20, None, 7.5, 0, None]) == HourSum(27.5, 2)
    assert add_up([]) == HourSum(0, 0)
    assert add_up([1.1, 2.2]) == HourSum(3.3, 0)
