"""Matches with the list of excluded people, and everybody on record who is compared with it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from directory.db import Database
from directory.domain import ids
from directory.domain.exclusions import Candidate
from directory.domain.vocabulary import Country, ExclusionOutcome
from directory.models.credentials import Licence
from directory.models.practitioners import FormerName, PracticeLocation, Practitioner
from directory.models.reports import ExclusionMatch

PAGE: Final = 1_000
"""People who are compared together: a few statements, whatever the number of them all."""
_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchView:
    """A line of the list that fits somebody; `held`: it keeps them out of every list."""

    id: int
    practitioner_id: int
    exact: bool
    name_listed: str
    region_listed: str
    basis: str
    excluded_on: date | None
    found_at: datetime
    hold_id: int | None
    outcome: ExclusionOutcome | None
    settled_at: datetime | None

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def held(self) -> bool:
        """Whether it is why they are held."""
        return self.hold_id is not None


_MATCH: Final = select(
    *(
        ExclusionMatch.__table__.columns[name]
        for name in MatchView.__dataclass_fields__
        if name not in {"key", "held"}
    )
)


def matches_of(connection: Connection, practitioner_id: int) -> tuple[MatchView, ...]:
    """Give the matches of a person: open ones first, the newest first among each."""
    return _matches(connection, _MATCH.where(ExclusionMatch.practitioner_id == practitioner_id))


def match_of(connection: Connection, match_id: int) -> MatchView | None:
    """Find a match."""
    return next(iter(_matches(connection, _MATCH.where(ExclusionMatch.id == match_id))), None)


def _matches(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[MatchView, ...]:
    ordered = query.order_by(
        ExclusionMatch.settled_at.is_not(None), ExclusionMatch.found_at.desc(), ExclusionMatch.id
    )
    rows = connection.execute(ordered.limit(_MOST))
    return tuple(MatchView(**row._mapping) for row in rows)  # noqa: SLF001  (SQLAlchemy's own name)


def is_raised(connection: Connection, practitioner_id: int, *, line_sha256: str) -> bool:
    """Say whether a line of the list was raised about a person before."""
    before = select(ExclusionMatch.id).where(
        ExclusionMatch.practitioner_id == practitioner_id,
        ExclusionMatch.line_sha256 == line_sha256,
    )
    return connection.scalar(before) is not None


def everybody(database: Database) -> Iterator[list[Candidate]]:
    """Give everybody on record, page by page; no page keeps the database from others."""
    after = -1
    while True:
        with database.reading() as connection:
            numbers = connection.scalars(
                select(Practitioner.id)
                .where(Practitioner.id > after, Practitioner.merged_into.is_(None))
                .order_by(Practitioner.id)
                .limit(PAGE)
            ).all()
            if not numbers:
                return
            found = candidates(connection, numbers)
        yield found
        after = numbers[-1]


def candidates(connection: Connection, practitioner_ids: Sequence[int]) -> list[Candidate]:
    """Read people as the list is compared with them; a page of them at most."""
    names: defaultdict[int, set[str]] = defaultdict(set)
    regions: defaultdict[int, set[str]] = defaultdict(set)
    who = list(practitioner_ids)
    people = connection.execute(
        select(Practitioner.id, Practitioner.npi, Practitioner.given_name, Practitioner.family_name)
        .where(Practitioner.id.in_(who), Practitioner.merged_into.is_(None))
        .order_by(Practitioner.id)
        .limit(PAGE)
    ).all()
    former = select(FormerName.practitioner_id, FormerName.name).where(
        FormerName.practitioner_id.in_(who)
    )
    for practitioner_id, name in connection.execute(former):
        names[practitioner_id].add(name)
    for table in (PracticeLocation, Licence):
        places = (
            select(table.practitioner_id, table.region)
            .where(table.practitioner_id.in_(who), table.country == Country.US)
            .distinct()
        )
        for practitioner_id, region in connection.execute(places):
            regions[practitioner_id].add(region)
    return [
        Candidate(
            practitioner_id=each.id,
            npi=each.npi,
            names=frozenset({f"{each.given_name} {each.family_name}", *names[each.id]}),
            regions=frozenset(regions[each.id]),
        )
        for each in people
    ]
