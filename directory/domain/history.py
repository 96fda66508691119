"""What the directory said on an earlier day: which recorded line counts, and what held then.

A day can be asked for once it has ended at every place that the person then saw patients at; where
there was none, once it has ended everywhere. From that moment on its answer never changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from directory.domain.clock import MICROSECONDS, end_of, iso_day
from directory.domain.notes import Note, read
from directory.domain.vocabulary import CheckSource, Country, HeadNeck, Profession

_FIRST_TO_END = timezone(timedelta(hours=14))
_LAST_TO_END = timezone(timedelta(hours=-12))
"""No clock on Earth is further ahead, or further behind."""


class DayFault(StrEnum):
    """Why a day cannot be asked for."""

    REPEATED = "repeated"
    NOT_A_DAY = "not_a_day"
    NOT_ENDED = "not_ended"


def read_day(given: Sequence[str], now: int) -> date | DayFault | None:
    """Read the day that is asked for, `now` in UTC seconds; empty values count as absent.

    Refused are days that have ended nowhere yet, whoever is asked about.
    """
    typed = [value for value in given if value.strip()]
    if len(typed) > 1:
        return DayFault.REPEATED
    for value in typed:
        day = iso_day(value)
        if day is None:
            return DayFault.NOT_A_DAY
        begun = datetime.fromtimestamp(now, _FIRST_TO_END).date()
        return day if day < begun else DayFault.NOT_ENDED
    return None


@dataclass(frozen=True, slots=True)
class Look:
    """What was known of one pillar; `until`: UTC seconds, exclusive."""

    source: CheckSource | None
    on: date | None
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the directory began to say of a location at an instant (UTC microseconds).

    `shown`: False from the act on that took the location out. `notes` as `notes.written` writes
    them; the ends are UTC seconds, exclusive.
    """

    location_id: int
    recorded_us: int
    shown: bool
    country: Country
    region: str
    time_zone: str
    profession: Profession | None
    rule_version: str | None
    notes: str
    licence: Look
    training: Look
    head_neck: HeadNeck
    accreditation: Look
    qualified_until: int
    partial_until: int


@dataclass(frozen=True, slots=True)
class Said:
    """What was public about a location in the last moment of a day; None: not checked then."""

    line: Line
    listed: bool
    qualified: bool
    licence: Look | None
    training: Look | None
    accreditation: Look | None

    @property
    def notes(self) -> tuple[Note, ...]:
        """Why, in codes, as it was recorded."""
        return read(self.line.notes)


def window(day: date) -> tuple[int, int]:
    """Give the instants at which a day ends first and last on Earth, in UTC microseconds."""
    following = datetime.combine(day + timedelta(days=1), time())
    first, last = (
        int(following.replace(tzinfo=zone).timestamp()) * MICROSECONDS
        for zone in (_FIRST_TO_END, _LAST_TO_END)
    )
    return first, last


def said_on(
    day: date, lines: Iterable[Line], *, begun_us: int, now: int
) -> tuple[Said, ...] | DayFault:
    """Say what was public about a person at the end of a day, by location.

    `lines`: theirs from before the day had ended everywhere; of a location, those from before it
    ended anywhere can be left out but for the last. `begun_us`: when the person was listed for
    the first time; what is older was never public. `now`: UTC seconds.
    """
    counting = _counting(day, lines)
    if now * MICROSECONDS < _closes_us(day, counting.values()):
        return DayFault.NOT_ENDED
    return tuple(
        _said(line, day)
        for _, line in sorted(counting.items())
        if line.shown and begun_us < _ends(day, line.time_zone) * MICROSECONDS
    )


def _counting(day: date, lines: Iterable[Line]) -> dict[int, Line]:
    """Follow a person through the day, and stop where it can be asked for.

    What is recorded later never counts, not even for a location in whose zone the day goes on:
    it may have been answered without that location by then.
    """
    counting: dict[int, Line] = {}
    for line in sorted(lines, key=lambda each: (each.recorded_us, each.location_id)):
        stood = counting.get(line.location_id, line)
        closes = _closes_us(day, counting.values())
        if line.recorded_us < min(closes, _ends(day, stood.time_zone) * MICROSECONDS):
            counting[line.location_id] = line
    return counting


def _closes_us(day: date, lines: Iterable[Line]) -> int:
    return max(
        (_ends(day, line.time_zone) * MICROSECONDS for line in lines if line.shown),
        default=window(day)[1],
    )


def _ends(day: date, time_zone: str) -> int:
    return int(end_of(day, time_zone).timestamp())


def _said(line: Line, day: date) -> Said:
    ends = _ends(day, line.time_zone)

    # Both ends are exclusive: what ends with the day still held in its last moment.
    def held(look: Look) -> Look | None:
        return look if look.source is not None and look.until >= ends else None

    return Said(
        line,
        listed=line.partial_until >= ends,
        qualified=line.qualified_until >= ends,
        licence=held(line.licence),
        training=held(line.training),
        accreditation=held(line.accreditation),
    )
