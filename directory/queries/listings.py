"""Listings as the public reads them: one statement for many places, judged at one instant."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection

from directory.domain import ids
from directory.domain.attesting import in_doubt_from
from directory.domain.clock import ALWAYS_SECONDS, seconds
from directory.domain.postings import ACCESS_BITS, HEADACHE_BITS, LANGUAGE_BITS
from directory.domain.vocabulary import (
    Access,
    CheckSource,
    Country,
    Gender,
    Headache,
    HeadNeck,
    NewPatients,
    PillarStatus,
    Precision,
    Profession,
    PublicNotice,
)
from directory.queries.listing_views import (
    CheckView,
    Listed,
    LocationView,
    NewPatientsView,
    Person,
    ResultView,
    TrainingView,
)

QUARTER_S: Final = 900

COLUMNS: Final = """
 s.location_id, s.practitioner_id, p.given_name, p.family_name, p.suffix, p.gender,
 p.remote_first_talk, p.synthetic, p.takes_new_patients, p.new_patients_confirmed_on,
 s.new_patients_until, s.mask, s.languages,
 l.name, l.street, l.street_hidden, l.city, l.region, l.postal_code, l.country, l.lat, l.lon,
 l.precision, l.time_zone, l.phone, l.website, s.profession,
 s.qualified_until, s.listed_until, s.partial_until,
 s.licence_source, s.licence_on, s.licence_until,
 s.training_source, s.training_on, s.training_until, s.head_neck,
 s.accreditation_source, s.accreditation_on, s.accreditation_until, p.attested_on, p.notice"""

TABLES: Final = """standing AS s
 JOIN practice_location AS l ON l.id = s.location_id
 JOIN practitioner AS p ON p.id = s.practitioner_id"""


@lru_cache(maxsize=4)
def _statement(dialect: str, size: int) -> str:
    if dialect == "postgresql":
        return f"SELECT {COLUMNS} FROM {TABLES} WHERE s.location_id = ANY(%(ids)s)"
    marks = ", ".join("?" * size)
    return f"SELECT {COLUMNS} FROM {TABLES} WHERE s.location_id IN ({marks})"


def rows_of(connection: Connection, location_ids: Sequence[int]) -> dict[int, Any]:
    """Read the rows of some locations (at most a page of them) in one statement.

    The driver is used directly: for twenty cards an ORM costs ten times the database.
    """
    if not location_ids:
        return {}
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        cursor = driver.execute(_statement("postgresql", 0), {"ids": list(location_ids)})
    else:
        # Padded to few sizes, so that the driver keeps the prepared statement.
        size = 32 if len(location_ids) <= 32 else 1_024  # noqa: PLR2004
        padded = [*location_ids, *([-1] * (size - len(location_ids)))]
        cursor = driver.execute(_statement("sqlite", size), padded)
    return {row[0]: row for row in cursor.fetchall()}


@lru_cache(maxsize=4_096)
def _day(stored: str | date | None) -> date | None:
    # SQLite's driver answers with text where PostgreSQL's answers with a date.
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


@lru_cache(maxsize=4_096)
def instant(stored: int) -> datetime | None:
    """Read a stored end; None where there is none to tell."""
    return datetime.fromtimestamp(stored, UTC) if 0 < stored < ALWAYS_SECONDS else None


@lru_cache(maxsize=1_024)
def _headaches(mask: int) -> tuple[Headache, ...]:
    return tuple(kind for kind, bit in HEADACHE_BITS.items() if mask & bit)


@lru_cache(maxsize=4_096)
def _languages(bits: int) -> tuple[str, ...]:
    return tuple(tag for tag, bit in LANGUAGE_BITS.items() if bits & bit)


@lru_cache(maxsize=1_024)
def _access(mask: int) -> frozenset[Access]:
    return frozenset(kind for kind, bit in ACCESS_BITS.items() if mask & bit)


_TAKEN: Final = frozenset({"report"})
"""Pages beside a profile, whose names no profile has."""
_ALL_HEADACHES: Final = sum(HEADACHE_BITS.values())
_ALL_ACCESS: Final = sum(ACCESS_BITS.values())


def _member(kind: Callable[[str], Any], value: str | None) -> Any:  # noqa: ANN401
    return None if value is None else kind(value)


@lru_cache(maxsize=4_096)
def _check(source: str | None, on: str | date | None, *, until: int, holds: bool) -> CheckView:
    if not holds or source is None:
        return CheckView(PillarStatus.NONE_ON_RECORD, None, None, None)
    return CheckView(PillarStatus.CHECKED, CheckSource(source), _day(on), instant(until))


@lru_cache(maxsize=4_096)
def _training(
    source: str | None, on: str | date | None, *, until: int, holds: bool, head_neck: str
) -> TrainingView:
    check = _check(source, on, until=until, holds=holds)
    return TrainingView(check.status, check.how, check.on, check.until, HeadNeck(head_neck))


def full_name(given: str, family: str, *, suffix: str | None) -> str:
    """Write a name as it is read."""
    return f"{given} {family}, {suffix}" if suffix else f"{given} {family}"


@lru_cache(maxsize=4_096)
def slug_of(name: str) -> str:
    """Make the readable part of a profile's address; ASCII, never empty."""
    from unicodedata import normalize  # noqa: PLC0415

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    slug = "-".join(words) or "profile"
    return f"{slug}-{slug}" if slug in _TAKEN else slug


def person_of(row: Any, now: int) -> Person:  # noqa: ANN401  (a driver's row)
    """Read the person out of a row of `COLUMNS`."""
    name = full_name(row[2], row[3], suffix=row[4])
    takes, confirmed, holds = row[8], _day(row[9]), row[10] > now
    status = NewPatients.NOT_KNOWN
    if takes is not None and holds:
        status = NewPatients.YES if takes else NewPatients.NO
    return Person(
        ids.encode(row[1]),
        name,
        slug_of(name),
        _headaches(row[11] & _ALL_HEADACHES),
        _languages(row[12]),
        _member(Gender, row[5]),
        bool(row[6]),
        bool(row[7]),
        NewPatientsView(status, confirmed),
        _unconfirmed_since(row[40], row[23], now=now),
        _member(PublicNotice, row[41]),
    )


def _unconfirmed_since(stored: str | date | None, time_zone: str, *, now: int) -> date | None:
    """Say when the details were last confirmed, where they are in doubt by now."""
    attested = _day(stored)
    return attested if seconds(in_doubt_from(attested, time_zone)) <= now else None


def location_of(row: Any, now: int) -> LocationView:  # noqa: ANN401  (a driver's row)
    """Read the location out of a row of `COLUMNS`, as it stands at `now` (UTC seconds)."""
    hidden = bool(row[15])
    return LocationView(
        ids.encode(row[0]),
        row[13],
        None if hidden else row[14],
        row[16],
        row[17],
        row[18],
        Country(row[19]),
        row[20],
        row[21],
        Precision(row[22]),
        row[23],
        row[24],
        row[25],
        _access(row[11] & _ALL_ACCESS),
        hidden,
        _member(Profession, row[26]),
        row[27] > now,
        instant(row[27]) if row[27] > now else None,
        instant(row[28]) if row[28] > now else None,
        _check(row[30], row[31], until=row[32], holds=row[32] > now),
        _training(row[33], row[34], until=row[35], holds=row[35] > now, head_neck=row[36]),
        _check(row[37], row[38], until=row[39], holds=row[39] > now),
    )


@lru_cache(maxsize=4_096)
def _listed(row: Any, quarter: int) -> Listed:  # noqa: ANN401
    # Every instant stored is a local midnight, and so a whole quarter of an hour: within one,
    # the same row reads the same. A row that changed is another key.
    now = quarter * QUARTER_S
    return Listed(person_of(row, now), location_of(row, now))


def result_of(row: Any, distance_m: float, *, now: int) -> ResultView:  # noqa: ANN401
    """Read one result; the distance is the search's own."""
    listed = _listed(row, now // QUARTER_S)
    person = listed.person
    return ResultView(
        person.id,
        person.name,
        person.slug,
        round(distance_m / 1000, 4),
        person.headaches,
        person.languages,
        person.gender,
        person.remote,
        person.synthetic,
        listed.location,
        person.new_patients,
        listed,
        person.unconfirmed_since,
        person.notice,
    )
