"""What a listing says of itself in public, beyond what search reads; nobody has checked it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import Connection

from directory.domain.entry.opening_hours import Span
from directory.domain.entry.persons import Seen
from directory.domain.vocabulary import Country
from directory.queries.own_facts import facts_of_listing


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """What is said of a place; no hours are not known."""

    hours: tuple[Span, ...]
    parking: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a person says of their work; None and empty are not stated."""

    headaches: tuple[Seen, ...] = ()
    conditions: tuple[str, ...] = ()
    youngest: int | None = None
    oldest: int | None = None
    referral_needed: bool | None = None
    self_pay: bool | None = None
    direct_billing: bool | None = None
    gives_receipts: bool | None = None
    sliding_scale: bool | None = None
    fee_low: int | None = None
    fee_high: int | None = None
    country: Country = Country.US
    booking_link: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, StatedPlace] = field(default_factory=dict)
    """By the identifier of the location."""


NOTHING_STATED: Final = Stated()
_SAME: Final = tuple(name for name in Stated.__dataclass_fields__ if name != "places")


def stated_of(connection: Connection, practitioner_id: int, *, today: date) -> Stated:
    """Read it; `today` turns first years into numbers of years."""
    facts = facts_of_listing(connection, practitioner_id, today=today)
    if facts is None:
        return NOTHING_STATED
    return Stated(
        **{name: getattr(facts, name) for name in _SAME},
        places={place.key: StatedPlace(place.hours, place.parking) for place in facts.places},
    )


def day_of(now: int) -> date:
    """Give the day of an instant in UTC seconds."""
    return datetime.fromtimestamp(now, UTC).date()
