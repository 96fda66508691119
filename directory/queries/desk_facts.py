"""All that may be work about people: who they are, their credentials, and what else is open."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select

from directory.domain.desk import Matter, Paper, Person, words_of
from directory.domain.rules import RuleBook
from directory.models.practitioners import FormerName, PracticeLocation, Practises, Practitioner
from directory.queries.desk_matters import matter_rows, matters
from directory.queries.desk_papers import WHO, Row, paper, paper_rows


@dataclass(frozen=True, slots=True)
class OnDesk:
    """All that may be work about a person."""

    person: Person
    papers: tuple[Paper, ...]
    matters: tuple[Matter, ...]


def facts_of(
    connection: Connection, people: Sequence[int], *, rules: RuleBook, today: date
) -> tuple[OnDesk, ...]:
    """Read what is open about people, a few hundred at most; whoever has nothing is left out."""
    who = {"who": list(people)}
    papers, others = paper_rows(connection, who, today=today), matter_rows(connection, who)
    busy = {"who": [each for each in people if papers.get(each) or others.get(each)]}
    if not busy["who"]:
        return ()
    former: defaultdict[int, list[str]] = defaultdict(list)
    for row in connection.execute(_FORMER, busy):
        former[row.practitioner_id].append(row.name)
    return tuple(
        OnDesk(
            _person(row, former[row.id], papers=papers[row.id]),
            tuple(paper(each, row.country, rules=rules, today=today) for each in papers[row.id]),
            matters(others[row.id]),
        )
        for row in connection.execute(_PEOPLE, busy)
    )


def _first(column: Any, owner: Any, *, order: Any) -> Any:  # noqa: ANN401  (any column of a person)
    found = select(column).where(owner == Practitioner.id).order_by(order).limit(1)
    return found.scalar_subquery().label(column.key)


_PEOPLE: Final = select(
    Practitioner.id,
    Practitioner.given_name,
    Practitioner.family_name,
    Practitioner.suffix,
    Practitioner.reference,
    *(
        _first(column, PracticeLocation.practitioner_id, order=PracticeLocation.position)
        for column in (PracticeLocation.country, PracticeLocation.region)
    ),
    _first(Practises.profession, Practises.practitioner_id, order=Practises.profession),
).where(Practitioner.id.in_(WHO))
_FORMER: Final = (
    select(FormerName.practitioner_id, FormerName.name)
    .where(FormerName.practitioner_id.in_(WHO))
    .order_by(FormerName.id)
)


def _person(row: Row, former: Sequence[str], *, papers: Sequence[Row]) -> Person:
    name = " ".join(filter(None, (row.given_name, row.family_name, row.suffix)))
    numbers = (paper.number for paper in papers)
    return Person(
        id=row.id,
        name=name,
        words=words_of(name, *former, row.reference, *numbers),
        country=row.country,
        region=row.region,
        profession=row.profession,
    )
