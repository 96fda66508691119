from datetime import date

import pytest

from directory.domain.entry.dates import (
    Completion,
    check_completion,
    check_first_licensed,
    check_period,
    read_completion,
    read_completion_parts,
    read_date,
    read_date_parts,
)
from directory.domain.entry.faults import Checked, FaultCode
from tests.domain.entry.said import Short, fields, params, said, stops, warns

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text", ["2027-02-28", " 2027-2-28 ", "2027/02/28", "2027.2.28", "２０２７-02-28"]
)
def test_a_day_is_year_month_day(text: str) -> None:
    assert read_date(text, "f") == Checked(date(2027, 2, 28))


def test_a_day_in_three_boxes_takes_spaces() -> None:
    assert read_date_parts(" 2027 ", "02", day="28 ", field="f") == Checked(date(2027, 2, 28))


def test_no_day_is_no_day() -> None:
    assert read_date(" ", "f") == Checked(None)
    assert read_date_parts("", " ", day="", field="f") == Checked(None)


@pytest.mark.parametrize(
    "text",
    [
        "02/28/2027",
        "28 Feb 2027",
        "2027-02",
        "20270228",
        "2027-02-28T00:00",
        "٢٠٢٧-02-28",
        "-2027-02-28",
        "2027-02-28" + " x" * 20,
        "1" * 99,
    ],
)
def test_another_form_of_date_is_refused(text: str) -> None:
    assert said(read_date(text, "f")) == stops(FaultCode.DATE_FORM)


@pytest.mark.parametrize("parts", [("2027", "Feb", "28"), ("2027", "2", "-1"), ("20270", "2", "1")])
def test_boxes_hold_digits(parts: tuple[str, str, str]) -> None:
    year, month, day = parts
    read = read_date_parts(year, month, day=day, field="f")
    assert said(read) == stops(FaultCode.DATE_NOT_DIGITS)


@pytest.mark.parametrize("parts", [("", "2", "28"), ("2027", "", "28"), ("2027", "2", " ")])
def test_a_day_has_three_parts(parts: tuple[str, str, str]) -> None:
    year, month, day = parts
    refused = read_date_parts(year, month, day=day, field="f")
    assert said(refused) == stops(FaultCode.DATE_INCOMPLETE)


@pytest.mark.parametrize("text", ["27-02-28", "7-02-28", "027-02-28"])
def test_a_year_has_four_digits(text: str) -> None:
    refused = read_date(text, "f")
    assert said(refused) == stops(FaultCode.DATE_YEAR_DIGITS)
    assert params(refused) == {"year": text.partition("-")[0]}


def test_years_are_of_our_time() -> None:
    assert read_date("1900-01-01", "f") == Checked(date(1900, 1, 1))
    assert read_date("2199-12-31", "f") == Checked(date(2199, 12, 31))
    for text in ("1899-12-31", "2200-01-01", "0000-01-01"):
        assert said(read_date(text, "f")) == stops(FaultCode.DATE_YEAR_RANGE)
        assert params(read_date(text, "f")) == {"first": "1900", "last": "2199"}


@pytest.mark.parametrize(
    "text", ["2027-13-01", "2027-00-10", "2027-01-00", "2027-01-32", "2027-04-31", "2028-02-30"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    refused = read_date(text, "f")
    assert said(refused) == stops(FaultCode.DATE_IMPOSSIBLE)
    assert params(refused) == {"text": text}


@pytest.mark.parametrize("text", ["2027-12-31", "2027-01-31", "2027-04-30", "2028-02-29"])
def test_the_last_days_of_months_exist(text: str) -> None:
    assert read_date(text, "f").passes


@pytest.mark.parametrize("year", ["2027", "1900", "2100"])
def test_29_february_needs_a_leap_year(year: str) -> None:
    refused = read_date(f"{year}-02-29", "f")
    assert said(refused) == stops(FaultCode.DATE_NOT_LEAP)
    assert params(refused) == {"year": year}


def test_a_course_may_have_ended_in_a_year_alone() -> None:
    assert read_completion(" 2014 ", "f") == Checked(Completion(2014))
    assert read_completion("2014-05-03", "f") == Checked(Completion(2014, date(2014, 5, 3)))
    assert read_completion("", "f") == Checked(None)
    assert said(read_completion("14", "f")) == stops(FaultCode.DATE_YEAR_DIGITS)
    assert said(read_completion("1899", "f")) == stops(FaultCode.DATE_YEAR_RANGE)
    assert said(read_completion("2014-02-30", "f")) == stops(FaultCode.DATE_IMPOSSIBLE)


def test_a_course_may_have_ended_in_a_year_alone_of_three_boxes() -> None:
    def read(year: str, month: str, day: str) -> Checked[Completion | None]:
        return read_completion_parts(year, month, day=day, field="f")

    assert read("2014", "", " ") == Checked(Completion(2014))
    assert read("2014", "5", "3") == Checked(Completion(2014, date(2014, 5, 3)))
    assert read("", "", "") == Checked(None)
    assert said(read("2014", "5", "")) == stops(FaultCode.DATE_INCOMPLETE)
    assert said(read("2014", "", "3")) == stops(FaultCode.DATE_INCOMPLETE)
    assert said(read("", "5", "3")) == stops(FaultCode.DATE_INCOMPLETE)
    assert said(read("mmxiv", "", "")) == stops(FaultCode.DATE_INCOMPLETE)


def period(issued: date | None, expires: date | None, *, submitting: bool = True) -> Short:
    return said(check_period(issued, expires, today=TODAY, submitting=submitting))


def test_a_credential_was_not_issued_in_the_future() -> None:
    assert period(date(2026, 11, 23), None) == []
    assert period(TODAY, None) == []
    assert period(date(2026, 11, 25), None) == stops(FaultCode.ISSUED_IN_FUTURE)


def test_the_end_comes_after_the_start() -> None:
    start = date(2026, 11, 20)
    for end in (date(2026, 11, 19), start):
        assert period(start, end, submitting=False) == [
            *stops(FaultCode.END_NOT_AFTER_START),
            *warns(FaultCode.END_PAST),
        ]
    assert period(start, date(2026, 11, 21), submitting=False) == warns(FaultCode.END_PAST)
    assert period(date(2026, 11, 25), date(2026, 11, 25)) == [
        *stops(FaultCode.ISSUED_IN_FUTURE),
        *stops(FaultCode.END_NOT_AFTER_START),
    ]


def test_the_end_is_at_most_ten_years_off() -> None:
    assert period(None, date(2036, 11, 23)) == []
    assert period(None, date(2036, 11, 24)) == []
    assert period(None, date(2036, 11, 25)) == stops(FaultCode.END_TOO_FAR)
    far = check_period(None, date(2040, 1, 1), today=TODAY, submitting=True)
    assert params(far) == {"latest": "2036-11-24"}


def test_ten_years_after_29_february_is_28_february() -> None:
    leap = date(2028, 2, 29)
    assert check_period(None, date(2038, 2, 28), today=leap, submitting=True) == ()
    far = check_period(None, date(2038, 3, 1), today=leap, submitting=True)
    assert said(far) == stops(FaultCode.END_TOO_FAR)


@pytest.mark.parametrize("end", [date(2026, 11, 23), TODAY])
def test_what_has_ended_can_be_saved_and_not_sent(end: date) -> None:
    assert period(None, end) == stops(FaultCode.END_PAST)
    assert period(None, end, submitting=False) == warns(FaultCode.END_PAST)
    found = check_period(None, end, today=TODAY, submitting=True)
    assert params(found) == {"day": end.isoformat(), "today": "2026-11-24"}
    assert fields(found) == ["expires"]


def test_what_ends_tomorrow_can_be_sent_and_what_has_no_end_too() -> None:
    assert period(None, date(2026, 11, 25)) == []
    assert period(None, None) == []


def test_nobody_was_first_licensed_in_the_future() -> None:
    assert check_first_licensed(TODAY, None, today=TODAY) == ()
    found = check_first_licensed(date(2026, 11, 25), None, today=TODAY)
    assert said(found) == stops(FaultCode.FIRST_LICENSED_IN_FUTURE)
    assert check_first_licensed(None, date(2020, 1, 1), today=TODAY) == ()


def test_a_first_licence_after_this_one_only_warns() -> None:
    issued = date(2020, 1, 2)
    assert check_first_licensed(issued, issued, today=TODAY) == ()
    found = check_first_licensed(date(2020, 1, 3), issued, today=TODAY)
    assert said(found) == warns(FaultCode.FIRST_LICENSED_AFTER_ISSUED)


def completion(year: int, on: date | None = None, *, licensed: date | None = None) -> Short:
    return said(check_completion(Completion(year, on), today=TODAY, first_licensed_on=licensed))


def test_training_did_not_end_in_the_future() -> None:
    assert completion(2026, TODAY) == []
    assert completion(2026, date(2026, 11, 25)) == stops(FaultCode.TRAINING_IN_FUTURE)
    assert completion(2026) == []
    assert completion(2027) == stops(FaultCode.TRAINING_IN_FUTURE)


def test_training_before_the_first_licence_only_warns() -> None:
    licensed = date(2014, 6, 1)
    assert completion(2014, licensed, licensed=licensed) == []
    before = warns(FaultCode.TRAINING_BEFORE_LICENCE)
    assert completion(2014, date(2014, 5, 31), licensed=licensed) == before
    assert completion(2014, licensed=licensed) == []
    assert completion(2013, licensed=licensed) == before


def test_a_day_and_a_year_of_training_agree() -> None:
    assert completion(2013, date(2014, 1, 1)) == stops(FaultCode.TRAINING_YEAR_DIFFERS)


def test_a_year_of_training_is_of_our_time() -> None:
    assert completion(1899) == stops(FaultCode.DATE_YEAR_RANGE)
    assert completion(1900) == []
    assert completion(2200) == stops(FaultCode.DATE_YEAR_RANGE)
    assert completion(2199) == stops(FaultCode.TRAINING_IN_FUTURE)


def test_faults_of_training_stand_at_what_was_entered() -> None:
    alone = check_completion(Completion(2027), today=TODAY, first_licensed_on=None)
    day = check_completion(Completion(2027, date(2027, 1, 1)), today=TODAY, first_licensed_on=None)
    assert fields(alone) == ["completed_year"]
    assert fields(day) == ["completed_on"]
