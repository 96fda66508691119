"""Hours in which patients are seen, read as people write them: "9 am to noon, 1 to 5:30 pm"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from directory.domain.entry.faults import Checked, Fault, FaultCode, error

WEEK: Final = (1, 2, 3, 4, 5, 6, 7)
"""ISO weekdays: 1 is Monday."""
DAY: Final = 24 * 60
HALF_DAY: Final = DAY // 2
NOON: Final = 12
LAST_HOUR: Final = 24
MOST_SPANS: Final = 4
LONGEST_HOURS: Final = 120
MONDAY: Final = 1
_BETWEEN_SPANS: Final = re.compile(r"[,;+&]|\band\b|\by\b|\bet\b")
_BETWEEN_TIMES: Final = re.compile(r"[-‐-―−]|\bto\b|\buntil\b|\bà\b|\ba\b(?!\.?\s*m)")
_TIME: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:\s*[:.h]\s*(?P<minute>[0-9]{2})|\s*h)?\s*(?P<half>[ap]\.?\s*m\.?)?"
)
_NAMED: Final = {"noon": HALF_DAY, "mediodía": HALF_DAY, "midi": HALF_DAY, "midnight": DAY}
_CLOSED: Final = frozenset({"closed", "cerrado", "fermé"})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From when to when on a day of the week; minutes after local midnight."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class _Time:
    minutes: int
    half: str
    """`a`, `p`, or empty where only the clock was given."""


def read_day(text: str, weekday: int, *, field: str) -> Checked[tuple[Span, ...]]:
    """Read the hours of one day; empty and "closed" are no hours."""
    if len(text) > LONGEST_HOURS:
        return _failed(FaultCode.OPENING_HOURS_FORM, field)
    typed = " ".join(text.casefold().split())
    if not typed or typed in _CLOSED:
        return Checked(())
    spans = _spans(typed, weekday)
    wrong = FaultCode.OPENING_HOURS_FORM if spans is None else _wrong(spans)
    return Checked(tuple(spans or ())) if wrong is None else _failed(wrong, field)


def read_week(
    texts: Mapping[int, str], *, as_monday: Iterable[int] = ()
) -> Checked[tuple[Span, ...]]:
    """Read the hours of a week; days `as_monday` have Monday's, whatever stands at them."""
    copied = frozenset(as_monday)
    found: list[Span] = []
    faults: list[Fault] = []
    monday = read_day(texts.get(MONDAY, ""), MONDAY, field=field_of(MONDAY))
    for day in WEEK:
        if day in copied and day != MONDAY:
            found.extend(Span(day, span.opens, span.closes) for span in monday.value)
            continue
        read = read_day(texts.get(day, ""), day, field=field_of(day))
        found.extend(read.value)
        faults.extend(read.faults)
    return Checked(tuple(found), tuple(faults))


def field_of(weekday: int) -> str:
    """Name the field of a day."""
    return f"day_{weekday}"


def by_day(spans: Iterable[Span]) -> dict[int, tuple[Span, ...]]:
    """Give the spans of every day of the week."""
    ordered = sorted(spans)
    kept = {day: tuple(group) for day, group in groupby(ordered, key=lambda span: span.weekday)}
    return {day: kept.get(day, ()) for day in WEEK}


def written(spans: Iterable[Span]) -> str:
    """Write the spans of a day so that `read_day` reads them: "09:00-12:00, 13:00-17:30"."""
    return ", ".join(f"{clock(span.opens)}-{clock(span.closes)}" for span in spans)


def clock(minutes: int) -> str:
    """Write a time of day by the 24-hour clock; the end of a day is 24:00."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _spans(typed: str, weekday: int) -> list[Span] | None:
    """Read spans in order of time; None where one of them cannot be read."""
    parts = [part.strip() for part in _BETWEEN_SPANS.split(typed)]
    found = [_span(part, weekday) for part in parts]
    spans = [span for span in found if span is not None]
    return sorted(spans) if len(spans) == len(parts) <= MOST_SPANS else None


def _wrong(spans: list[Span]) -> FaultCode | None:
    if any(span.opens >= span.closes for span in spans):
        return FaultCode.OPENING_HOURS_ORDER
    if any(first.closes > then.opens for first, then in pairwise(spans)):
        return FaultCode.OPENING_HOURS_OVERLAP
    return None


def _span(text: str, weekday: int) -> Span | None:
    ends = [part.strip() for part in _BETWEEN_TIMES.split(text)]
    times = [_time(end) for end in ends]
    match times:
        case [_Time() as opens, _Time() as closes]:
            return Span(weekday, *_settled(opens, closes))
        case _:
            return None


def _settled(opens: _Time, closes: _Time) -> tuple[int, int]:
    """Take the half of the day that was left to the reader: "1-5 pm", "9-5", "9 am to 5"."""
    first, last = opens.minutes, closes.minutes
    if not opens.half and closes.half == "p" and first + HALF_DAY < last:
        return first + HALF_DAY, last
    if not closes.half and last <= first and last <= HALF_DAY:
        return first, last + HALF_DAY
    return first, last


def _time(text: str) -> _Time | None:
    if text in _NAMED:
        return _Time(_NAMED[text], "n")
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "")[:1]
    if minute >= 60 or hour > (NOON if half else LAST_HOUR) or (half and not hour):  # noqa: PLR2004
        return None
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    minutes = hour * 60 + minute
    return None if minutes > DAY else _Time(minutes, half)


def _failed(code: FaultCode, field: str) -> Checked[tuple[Span, ...]]:
    return Checked((), (error(code, field),))
