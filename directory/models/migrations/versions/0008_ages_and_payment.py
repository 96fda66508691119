"""Searches by ages and ways to pay: the bits of those who have said so already.

A mask says by bits 53 to 56 which groups of ages somebody sees, and by bits 57 to 59 which ways to
pay they offer; see `directory.domain.postings`. Who has said neither keeps their mask.
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ALL = sum(1 << bit for bit in range(53, 60))
_BITS = f"""
 (CASE WHEN {{least}} <= 11 THEN {1 << 53} ELSE 0 END)
 + (CASE WHEN {{most}} >= 12 AND {{least}} <= 17 THEN {1 << 54} ELSE 0 END)
 + (CASE WHEN {{most}} >= 18 AND {{least}} <= 64 THEN {1 << 55} ELSE 0 END)
 + (CASE WHEN {{most}} >= 65 THEN {1 << 56} ELSE 0 END)"""
_AGES = _BITS.format(least="COALESCE(p.youngest_seen, 0)", most="COALESCE(p.oldest_seen, 200)")
_SAID = f"""(CASE WHEN p.youngest_seen IS NULL AND p.oldest_seen IS NULL THEN 0 ELSE {_AGES} END)
 + (CASE WHEN p.sliding_scale THEN {1 << 57} ELSE 0 END)
 + (CASE WHEN p.direct_billing THEN {1 << 58} ELSE 0 END)
 + (CASE WHEN p.gives_receipts THEN {1 << 59} ELSE 0 END)"""


def upgrade() -> None:
    for table in ("standing", "posting"):
        op.execute(
            f"UPDATE {table} SET mask = mask + (SELECT {_SAID} FROM practitioner AS p"
            f" WHERE p.id = {table}.practitioner_id)"
            f" WHERE mask & {_ALL} = 0 AND EXISTS (SELECT 1 FROM practitioner AS p"
            f" WHERE p.id = {table}.practitioner_id)"
        )


def downgrade() -> None:
    for table in ("standing", "posting"):
        op.execute(f"UPDATE {table} SET mask = mask - (mask & {_ALL})")
