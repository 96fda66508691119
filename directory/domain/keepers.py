"""Who keeps a listing beside its owner, and to whom a listing or a clinic is handed over."""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Final

MOST_KEEPERS: Final = 10
"""People who keep one listing beside its owner, the invited ones among them."""
_ADDRESS: Final = re.compile(r"[/@:\\<>]|www|\w[.。．｡]\w", re.ASCII | re.IGNORECASE)


class KeeperRefusal(StrEnum):
    """Why somebody is not invited, or an invitation not accepted."""

    ONESELF = "oneself"
    KEEPS_ALREADY = "keeps_already"
    ENOUGH = "enough"
    ANOTHER_ADDRESS = "another_address"
    OWNS_A_LISTING = "owns_a_listing"


def refused_keeper(
    email: str, *, owner: str, keepers: Collection[str], invited: Collection[str]
) -> KeeperRefusal | None:
    """Say why an address is not invited to keep a listing; None where it is.

    Whoever was invited already may be invited again: a newer letter replaces the one before.
    """
    if email == owner:
        return KeeperRefusal.ONESELF
    if email in keepers:
        return KeeperRefusal.KEEPS_ALREADY
    if len({*keepers, *invited, email}) > MOST_KEEPERS:
        return KeeperRefusal.ENOUGH
    return None


def refused_answer(
    invited: str, *, holder: str, owns_it: bool = False, owns_another: bool = False
) -> KeeperRefusal | None:
    """Say why an account does not get what an address was invited to; None where it does.

    A letter that was passed on opens nothing. `owns_it`: what it would get is its own already;
    `owns_another`: it would come to have two listings of its own.
    """
    if holder != invited:
        return KeeperRefusal.ANOTHER_ADDRESS
    if owns_it:
        return KeeperRefusal.ONESELF
    return KeeperRefusal.OWNS_A_LISTING if owns_another else None


def sayable(name: str) -> str:
    """Give a name as a letter to a stranger says it; empty where it would carry an address.

    Whoever may have letters sent chooses the names in them, and not what else we write.
    """
    return "" if _ADDRESS.search(name) else name
