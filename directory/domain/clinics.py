"""What clinics and the places linked to them may do, and whose dates come next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from directory.domain.vocabulary import Country

MOST_PEOPLE: Final = 200
"""Places linked to one clinic, the invited ones among them."""


class ClinicRefusal(StrEnum):
    """Why a clinic does not move, or a place is not linked to one."""

    PEOPLE_ELSEWHERE = "people_elsewhere"
    PLACE_ELSEWHERE = "place_elsewhere"
    PLACE_HIDDEN = "place_hidden"
    PLACE_ENDED = "place_ended"
    LINKED = "linked"
    NO_LISTING = "no_listing"
    ENOUGH = "enough"


class DeadlineKind(StrEnum):
    """What has a last day that a clinic's manager sees; never a document."""

    LICENCE = "licence"
    AUTHORIZATION = "authorization"
    CERTIFICATION = "certification"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """The last day on which something holds."""

    day: date
    kind: DeadlineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkable:
    """A place of a listing, as far as it decides whether a clinic's address may become its own."""

    country: Country
    region: str
    street_hidden: bool
    ended: bool
    linked: bool


def refused_link(place: Linkable, *, country: Country, region: str) -> ClinicRefusal | None:
    """Say why a place is not linked to a clinic in a region; None where it is.

    Another region has another law: there a place of its own is held against it.
    """
    if place.linked:
        return ClinicRefusal.LINKED
    if place.ended:
        return ClinicRefusal.PLACE_ENDED
    if place.street_hidden:
        return ClinicRefusal.PLACE_HIDDEN
    elsewhere = (place.country, place.region) != (country, region)
    return ClinicRefusal.PLACE_ELSEWHERE if elsewhere else None


def refused_move(
    before: tuple[Country, str], after: tuple[Country, str], *, people: int
) -> ClinicRefusal | None:
    """Say why a clinic does not move; None where it does.

    In another region others have to be licensed: nobody is taken there by somebody else.
    """
    moves = people > 0 and before != after
    return ClinicRefusal.PEOPLE_ELSEWHERE if moves else None


def refused_member(*, people: int, invited: int) -> ClinicRefusal | None:
    """Say why nobody more is invited; None where somebody is."""
    return ClinicRefusal.ENOUGH if people + invited >= MOST_PEOPLE else None


def in_order(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Give of each kind the next one, the earliest first."""
    nearest: dict[DeadlineKind, Deadline] = {}
    for each in sorted(deadlines):
        nearest.setdefault(each.kind, each)
    return tuple(sorted(nearest.values()))
