"""Hours of training: as typed, as parts of a total, and added up over courses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from directory.domain.entry.faults import Checked, Fault, FaultCode, error, warning
from directory.domain.entry.text import LONGEST_WORD, check_whole, short

LEAST_HOURS: Final = 1
MOST_HOURS: Final = 2000
MOST_SESSIONS: Final = 1000
"""This directory's own cap: more is a slip of the keyboard."""
# A comma with three digits behind it may be one thousand or one: it is not read at all.
_HOURS: Final = re.compile(r"[0-9]{1,5}(?:[.,][0-9]{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of one course; None is not stated, never zero."""

    total: float | None = None
    in_person: float | None = None
    live_online: float | None = None
    self_study: float | None = None
    foundation: float | None = None

    @property
    def parts(self) -> tuple[float | None, ...]:
        """The kinds that make up the total (foundation hours come from the degree)."""
        return self.in_person, self.live_online, self.self_study

    @property
    def stated(self) -> float:
        """What the stated parts come to, exact to the hundredth."""
        return sum(_hundredths(part) for part in self.parts if part is not None) / 100


@dataclass(frozen=True, slots=True)
class HourSum:
    """Hours of one kind over several courses: what is stated, and how many do not state it."""

    stated: float
    not_stated: int


def read_hours(text: str, field: str) -> Checked[float | None]:
    """Read a number of hours, with a point or a decimal comma; empty is not stated."""
    typed = short(text, LONGEST_WORD)
    if not typed:
        return Checked(None)
    if not _HOURS.fullmatch(typed):
        return Checked(None, (error(FaultCode.HOURS_NOT_A_NUMBER, field),))
    return Checked(float(typed.replace(",", ".")))


def check_hours(hours: Hours) -> tuple[Fault, ...]:
    """Hold hours within their bounds and parts within their total; ask what is not stated."""
    found = [*_out_of_range(hours)]
    if found:
        return tuple(found)
    if hours.total is None:
        return (warning(FaultCode.HOURS_TOTAL_UNKNOWN, "hours"),)
    stated, total = _hundredths(hours.stated), _hundredths(hours.total)
    if stated > total:
        code = FaultCode.HOURS_PARTS_EXCEED_TOTAL
        return (error(code, "hours", total=hours.total, parts=hours.stated),)
    if stated < total:
        rest = (total - stated) / 100
        return (warning(FaultCode.HOURS_SPLIT_UNKNOWN, "hours", total=hours.total, rest=rest),)
    return ()


def check_sessions(sessions: int | None) -> tuple[Fault, ...]:
    """Hold a number of supervised sessions within its bounds."""
    return check_whole(sessions, "supervised_sessions", low=0, high=MOST_SESSIONS)


def add_up(kind: Iterable[float | None]) -> HourSum:
    """Add up hours of one kind over courses; what is not stated is counted, never as zero."""
    each = tuple(kind)
    stated = [_hundredths(hours) for hours in each if hours is not None]
    return HourSum(sum(stated) / 100, len(each) - len(stated))


def _out_of_range(hours: Hours) -> Iterable[Fault]:
    if hours.total is not None and not LEAST_HOURS <= hours.total <= MOST_HOURS:
        yield error(FaultCode.HOURS_RANGE, "hours", least=LEAST_HOURS, most=MOST_HOURS)
    for field, part in (
        ("hours_in_person", hours.in_person),
        ("hours_live_online", hours.live_online),
        ("hours_self_study", hours.self_study),
        ("foundation_hours", hours.foundation),
    ):
        if part is not None and not 0 <= part <= MOST_HOURS:
            yield error(FaultCode.HOURS_PART_RANGE, field, most=MOST_HOURS)


def _hundredths(hours: float) -> int:
    """Count in whole hundredths: 0.1 + 0.2 is not more than 0.3."""
    return round(hours * 100)
