"""People who were qualified at a place until a rule changed, for reviewers to look at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from directory.domain import ids
from directory.domain.vocabulary import Country, Profession
from directory.models.rules import RuleFallout

_MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FalloutView:
    """A place at which somebody is not qualified any more, and the version that decided."""

    id: int
    country: Country
    region: str
    profession: Profession
    version: str | None
    found_at: datetime

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


def open_fallouts(connection: Connection, practitioner_id: int) -> tuple[FalloutView, ...]:
    """Give what no reviewer has looked at yet, the oldest first."""
    rows = connection.execute(
        select(
            RuleFallout.id,
            RuleFallout.country,
            RuleFallout.region,
            RuleFallout.profession,
            RuleFallout.version,
            RuleFallout.found_at,
        )
        .where(RuleFallout.practitioner_id == practitioner_id, RuleFallout.seen_at.is_(None))
        .order_by(RuleFallout.found_at, RuleFallout.id)
        .limit(_MOST)
    )
    return tuple(FalloutView(**row._mapping) for row in rows)  # noqa: SLF001  (SQLAlchemy's own name for it)
