"""Days as they are typed, and what may lie before, on and after today."""

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.domain.clock import months_after
from directory.domain.entry.faults import Checked, Fault, FaultCode, error, warning
from directory.domain.entry.text import LONGEST_WORD, short

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
YEAR_DIGITS: Final = 4
MONTHS: Final = 12
FEBRUARY: Final = 2
LEAP_DAY: Final = 29
MOST_MONTHS_AHEAD: Final = 120
"""An end date further off than ten years is a slip of the keyboard."""
_DATE: Final = re.compile(r"([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII)
_PART: Final = re.compile(r"[0-9]{1,4}", re.ASCII)


def read_date(text: str, field: str) -> Checked[date | None]:
    """Read a day written as 2027-02-28; empty is no day."""
    typed = short(text, LONGEST_WORD)
    if not typed:
        return Checked(None)
    found = _DATE.fullmatch(typed)
    if found is None:
        return _failed(error(FaultCode.DATE_FORM, field))
    return _day(*found.groups(), field=field)


def read_date_parts(year: str, month: str, *, day: str, field: str) -> Checked[date | None]:
    """Read a day from three boxes; all of them empty is no day."""
    parts = short(year, LONGEST_WORD), short(month, LONGEST_WORD), short(day, LONGEST_WORD)
    if not any(parts):
        return Checked(None)
    if not all(parts):
        return _failed(error(FaultCode.DATE_INCOMPLETE, field))
    if not all(_PART.fullmatch(part) for part in parts):
        return _failed(error(FaultCode.DATE_NOT_DIGITS, field))
    return _day(*parts, field=field)


@dataclass(frozen=True, slots=True)
class Completion:
    """When a course ended: a day, or the year alone for old courses."""

    year: int
    on: date | None = None


def read_completion(text: str, field: str) -> Checked[Completion | None]:
    """Read when a course ended: 2027-02-28, or 2014 alone."""
    typed = short(text, LONGEST_WORD)
    if _PART.fullmatch(typed):
        return _year_alone(typed, field)
    return _completed(read_date(text, field))


def read_completion_parts(
    year: str, month: str, *, day: str, field: str
) -> Checked[Completion | None]:
    """Read when a course ended from three boxes, of which the year is enough."""
    typed = short(year, LONGEST_WORD)
    if _PART.fullmatch(typed) and not short(month, LONGEST_WORD) and not short(day, LONGEST_WORD):
        return _year_alone(typed, field)
    return _completed(read_date_parts(year, month, day=day, field=field))


def check_period(
    issued: date | None, expires: date | None, *, today: date, submitting: bool
) -> tuple[Fault, ...]:
    """Hold a credential's first and last day against today and each other.

    What has ended can be saved, and sent after it is renewed.
    """
    found = []
    if issued is not None and issued > today:
        found.append(error(FaultCode.ISSUED_IN_FUTURE, "issued", day=issued, today=today))
    if expires is None:
        return tuple(found)
    if issued is not None and expires <= issued:
        found.append(error(FaultCode.END_NOT_AFTER_START, "expires", start=issued))
    if expires > months_after(today, MOST_MONTHS_AHEAD):
        latest = months_after(today, MOST_MONTHS_AHEAD)
        found.append(error(FaultCode.END_TOO_FAR, "expires", latest=latest))
    if expires <= today:
        weigh = error if submitting else warning
        found.append(weigh(FaultCode.END_PAST, "expires", day=expires, today=today))
    return tuple(found)


def check_first_licensed(
    first: date | None, issued: date | None, *, today: date
) -> tuple[Fault, ...]:
    """Hold the day of the very first licence against today and this licence's own start."""
    if first is None:
        return ()
    if first > today:
        field = "first_licensed_on"
        return (error(FaultCode.FIRST_LICENSED_IN_FUTURE, field, day=first, today=today),)
    if issued is not None and first > issued:
        field = "first_licensed_on"
        return (warning(FaultCode.FIRST_LICENSED_AFTER_ISSUED, field, day=first, start=issued),)
    return ()


def check_completion(
    ended: Completion, *, today: date, first_licensed_on: date | None
) -> tuple[Fault, ...]:
    """Hold the end of a course against today and the first licence (degree courses teach it)."""
    field = "completed_on" if ended.on is not None else "completed_year"
    if ended.on is not None and ended.on.year != ended.year:
        return (error(FaultCode.TRAINING_YEAR_DIFFERS, field, year=ended.year, day=ended.on),)
    if not FIRST_YEAR <= ended.year <= LAST_YEAR:
        return (error(FaultCode.DATE_YEAR_RANGE, field, first=FIRST_YEAR, last=LAST_YEAR),)
    future = ended.year > today.year if ended.on is None else ended.on > today
    if future:
        return (error(FaultCode.TRAINING_IN_FUTURE, field, today=today),)
    if first_licensed_on is None:
        return ()
    before = (
        ended.year < first_licensed_on.year if ended.on is None else ended.on < first_licensed_on
    )
    if before:
        return (warning(FaultCode.TRAINING_BEFORE_LICENCE, field, licensed=first_licensed_on),)
    return ()


def _failed(fault: Fault) -> Checked[date | None]:
    return Checked(None, (fault,))


def _year(text: str, field: str) -> Checked[int | None]:
    if len(text) != YEAR_DIGITS:
        return Checked(None, (error(FaultCode.DATE_YEAR_DIGITS, field, year=text),))
    year = int(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        fault = error(FaultCode.DATE_YEAR_RANGE, field, first=FIRST_YEAR, last=LAST_YEAR)
        return Checked(None, (fault,))
    return Checked(year)


def _day(*parts: str, field: str) -> Checked[date | None]:
    read = _year(parts[0], field)
    if read.value is None:
        return Checked(None, read.faults)
    year, month, day = read.value, int(parts[1]), int(parts[2])
    if (month, day) == (FEBRUARY, LEAP_DAY) and not isleap(year):
        return _failed(error(FaultCode.DATE_NOT_LEAP, field, year=year))
    if not 1 <= month <= MONTHS or not 1 <= day <= monthrange(year, month)[1]:
        return _failed(error(FaultCode.DATE_IMPOSSIBLE, field, text="-".join(parts)))
    return Checked(date(year, month, day))


def _year_alone(text: str, field: str) -> Checked[Completion | None]:
    read = _year(text, field)
    return Checked(None if read.value is None else Completion(read.value), read.faults)


def _completed(read: Checked[date | None]) -> Checked[Completion | None]:
    day = read.value
    return Checked(None if day is None else Completion(day.year, day), read.faults)
