"""Who asked never to be listed."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from directory.models.listings import OptOut


def opted_out(connection: Connection, keys: Collection[str]) -> frozenset[str]:
    """Give those of some keys by which nobody may be listed; some hundreds at a time."""
    if not keys:
        return frozenset()
    found = select(OptOut.key_hash).where(OptOut.key_hash.in_(keys)).order_by(OptOut.key_hash)
    return frozenset(connection.scalars(found.limit(len(keys))))
