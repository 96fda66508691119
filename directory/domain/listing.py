"""From what is on file about a person to what stands for each of their practice locations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from directory.domain.clock import NEVER, seconds
from directory.domain.holding import licensed_until
from directory.domain.postings import Searchable
from directory.domain.programs import ProgramBook
from directory.domain.rules import RuleBook
from directory.domain.verdict import (
    Location,
    Practitioner,
    Verdict,
    assess,
    new_patients_until,
)
from directory.domain.vocabulary import (
    Access,
    Ages,
    Country,
    Gender,
    Headache,
    HeadNeck,
    Payment,
    Technique,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a person says of themselves that search filters by, and their credentials."""

    practitioner_id: int
    credentials: Practitioner
    headaches: frozenset[Headache]
    languages: frozenset[str]
    techniques: frozenset[Technique]
    gender: Gender | None
    remote_first_talk: bool
    takes_new_patients: bool | None
    new_patients_confirmed_on: date | None
    no_new_patients_until: date | None = None
    ages: frozenset[Ages] = frozenset()
    payment: frozenset[Payment] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One practice location of a person."""

    location_id: int
    place: Location
    lat: float
    lon: float
    access: frozenset[Access]


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds at one location, and how search knows it; instants as `clock.seconds`."""

    verdict: Verdict
    searchable: Searchable
    new_patients_until: int


@dataclass(frozen=True, slots=True)
class Book:
    """What the directory holds people against: the rules of every place, and the kept list."""

    rules: RuleBook
    programs: ProgramBook


_UNTIL_NOW: Mapping[int, datetime] = {}


def standings(
    profile: Profile,
    practices: Iterable[Practice],
    *,
    at: datetime,
    book: Book,
    qualified_since: Mapping[int, datetime] = _UNTIL_NOW,
) -> list[Standing]:
    """Judge each location of a person at an instant.

    `qualified_since`: since when they have been qualified at a location, where they are.
    """
    return [
        _standing(
            profile,
            practice,
            at=at,
            book=book,
            since=qualified_since.get(practice.location_id, NEVER),
        )
        for practice in practices
    ]


def _standing(
    profile: Profile, practice: Practice, *, at: datetime, book: Book, since: datetime
) -> Standing:
    place = practice.place
    verdict = assess(
        profile.credentials,
        place,
        at=at,
        rules=book.rules,
        programs=book.programs,
        qualified_since=since,
    )
    known_until = seconds(
        new_patients_until(
            profile.new_patients_confirmed_on,
            place.time_zone,
            stated=profile.no_new_patients_until if profile.takes_new_patients is False else None,
        )
    )
    remote: dict[tuple[Country, str], int] = {}
    if profile.remote_first_talk:
        licences = profile.credentials.licences
        for licence in licences:
            until = licensed_until(licence, place.time_zone, at=at, licences=licences)
            if until > NEVER:
                region = licence.country, licence.region
                remote[region] = max(remote.get(region, 0), seconds(until))
    searchable = Searchable(
        location_id=practice.location_id,
        practitioner_id=profile.practitioner_id,
        lat=practice.lat,
        lon=practice.lon,
        country=place.country,
        profession=verdict.profession,
        headaches=profile.headaches,
        languages=profile.languages,
        techniques=profile.techniques,
        head_neck=verdict.head_neck is HeadNeck.YES,
        access=practice.access,
        gender=profile.gender,
        ages=profile.ages,
        payment=profile.payment,
        listed_until=seconds(verdict.listed_until),
        partial_until=seconds(verdict.partial_until),
        taking_until=known_until if profile.takes_new_patients is True else 0,
        not_taking_until=known_until if profile.takes_new_patients is False else 0,
        remote_regions=remote,
    )
    return Standing(verdict, searchable, known_until)
