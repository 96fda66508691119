"""What a patient asks of a search, and what it may ask: limits of distance and pages."""

from dataclasses import dataclass
from math import ceil

from directory.domain.vocabulary import (
    Access,
    Ages,
    ChecksFilter,
    Country,
    Gender,
    Headache,
    NewPatientsFilter,
    Payment,
    Profession,
    Sort,
    Technique,
    Unit,
)

PER_PAGE = 20
LAST_PAGE = 50
COUNTED = 1_000
"""People are counted exactly up to this many; other orders than distance need no more."""
NEAREST_SHOWN = 5
WITHIN_MAX_KM = 20_000.0
KM_PER_MILE = 1.609344
DEFAULT_WITHIN = {Country.US: (25.0, Unit.MILES), Country.CA: (50.0, Unit.KILOMETRES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """A search whose place is already a point; distances in kilometres, `None` for any."""

    lat: float
    lon: float
    within_km: float | None
    headache: Headache | None = None
    checks: ChecksFilter = ChecksFilter.ALL
    professions: frozenset[Profession] = frozenset()
    technique: Technique | None = None
    new_patients: NewPatientsFilter = NewPatientsFilter.YES_OR_NOT_KNOWN
    head_neck: bool = False
    languages: frozenset[str] = frozenset()
    access: frozenset[Access] = frozenset()
    remote_in: tuple[Country, str] | None = None
    gender: Gender | None = None
    country: Country | None = None
    age: Ages | None = None
    payment: frozenset[Payment] = frozenset()
    sort: Sort = Sort.DISTANCE
    page: int = 1

    @property
    def offset(self) -> int:
        """How many people stand on the pages before this one."""
        return (self.page - 1) * PER_PAGE


def page_count(total: int) -> int:
    """How many pages a result of this many people has; at least one, never past the last."""
    return max(1, min(LAST_PAGE, ceil(total / PER_PAGE)))


def kilometres(distance: float, unit: Unit) -> float:
    """Turn what the patient typed into kilometres."""
    return distance * KM_PER_MILE if unit is Unit.MILES else distance
