"""What an online geocoder can answer about an address, and when its point may replace ours."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from directory.domain.place_choice import kilometres
from directory.domain.places import Place
from directory.domain.vocabulary import Precision

REFINES_WITHIN_RADII: Final = 3
REFINES_WITHIN_KM: Final = 15.0


class GeocodingFault(StrEnum):
    """Why there is no answer."""

    BUSY = "busy"
    RATE_LIMITED = "rate_limited"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    UNAVAILABLE = "unavailable"
    GARBLED = "garbled"


@dataclass(frozen=True, slots=True)
class Located:
    lat: float
    lon: float
    label: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class NotLocated:
    """The service works and does not know the address."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer this time; asking again later may give one."""

    fault: GeocodingFault
    retry_after_s: float | None = None


Answer: TypeAlias = Located | NotLocated | Unanswered


class Refinement(StrEnum):
    """What becomes of a finer point: the last two are shown to a person instead of used."""

    ACCEPTED = "accepted"
    OTHER_REGION = "other_region"
    TOO_FAR = "too_far"


def judge_refinement(offline: Place, finer: Place) -> Refinement:
    """Whether a finer point agrees with the gazetteer's; `finer` carries the region it lies in."""
    if (offline.country, offline.region) != (finer.country, finer.region):
        return Refinement.OTHER_REGION
    reach = max(REFINES_WITHIN_RADII * (offline.radius_km or 0.0), REFINES_WITHIN_KM)
    return Refinement.ACCEPTED if kilometres(offline, finer) <= reach else Refinement.TOO_FAR
