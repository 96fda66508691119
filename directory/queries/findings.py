"""Findings about the rule of a place: those that wait for a second reviewer, and the others."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, select
from sqlalchemy.orm import aliased

from directory.domain import ids
from directory.domain.rules import Rule, RuleBook, RuleKey
from directory.models.accounts import Account
from directory.models.rules import RuleFinding
from directory.queries.rules import as_rule

MOST: Final = 200
_OPEN: Final = RuleFinding.confirmed_at.is_(None) & RuleFinding.refused_at.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding; `rule`: what it says, as the version of a rule that it is or would be."""

    id: int
    rule: Rule
    proposed_by: int
    proposer: str | None
    proposed_at: datetime
    settler: str | None
    confirmed_at: datetime | None
    refused_at: datetime | None

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def is_open(self) -> bool:
        """Whether it waits for a second reviewer."""
        return self.confirmed_at is None and self.refused_at is None


def waiting(connection: Connection, published: RuleBook) -> tuple[FindingView, ...]:
    """Give what waits for a second reviewer, the oldest first."""
    return _views(connection, published, which=_OPEN)


def waiting_for(
    connection: Connection, published: RuleBook, *, key: RuleKey
) -> tuple[FindingView, ...]:
    """Give what waits for a second reviewer about one region and profession."""
    country, region, profession = key
    about = (
        (RuleFinding.country == country)
        & (RuleFinding.region == region)
        & (RuleFinding.profession == profession)
    )
    return _views(connection, published, which=_OPEN & about)


def confirmed(connection: Connection, published: RuleBook) -> tuple[FindingView, ...]:
    """Give what two reviewers agreed on, in the order in which it was researched."""
    return _views(connection, published, which=RuleFinding.confirmed_at.is_not(None))


def finding(connection: Connection, published: RuleBook, *, number: int) -> FindingView | None:
    """Give one finding; None where there is none of this number."""
    return next(iter(_views(connection, published, which=RuleFinding.id == number)), None)


def _views(
    connection: Connection, published: RuleBook, *, which: ColumnElement[bool]
) -> tuple[FindingView, ...]:
    return tuple(_view(row, published) for row in connection.execute(_rows().where(which)))


def _rows() -> Select[Any]:
    proposer, settler = aliased(Account), aliased(Account)
    statement: Select[Any] = (
        select(
            *RuleFinding.__table__.columns,
            proposer.name.label("proposer"),
            settler.name.label("settler"),
        )
        .join(proposer, proposer.id == RuleFinding.proposed_by, isouter=True)
        .join(settler, settler.id == RuleFinding.settled_by, isouter=True)
        .order_by(RuleFinding.researched_on, RuleFinding.proposed_at, RuleFinding.id)
        .limit(MOST)
    )
    return statement


def _view(row: Row[Any], published: RuleBook) -> FindingView:
    return FindingView(
        id=row.id,
        rule=as_rule(row, published),
        proposed_by=row.proposed_by,
        proposer=row.proposer,
        proposed_at=row.proposed_at,
        settler=row.settler,
        confirmed_at=row.confirmed_at,
        refused_at=row.refused_at,
    )
