"""For which places and professions a finding waits for a second reviewer."""

from typing import Final

from sqlalchemy import Connection, select

from directory.domain.rules import RuleKey
from directory.models.rules import RuleFinding

_MOST: Final = 1_000


def findings_waiting(connection: Connection) -> frozenset[RuleKey]:
    """Give what each proposed finding is about that nobody has settled."""
    rows = connection.execute(
        select(RuleFinding.country, RuleFinding.region, RuleFinding.profession)
        .where(RuleFinding.confirmed_at.is_(None), RuleFinding.refused_at.is_(None))
        .order_by(RuleFinding.proposed_at, RuleFinding.id)
        .limit(_MOST)
    )
    return frozenset((row.country, row.region, row.profession) for row in rows)
