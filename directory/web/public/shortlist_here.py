"""The patient's list as the address of this page carries it, and the addresses that change it."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from flask import request, url_for

from directory.domain import shortlist

CARRIED: Final = "list"
"""The parameter of every page but the list's own."""
_OWN: Final = frozenset({"public.shortlist", "public.shortlist_print"})


@dataclass(frozen=True, slots=True)
class Kept:
    """Whom the reader has kept, and where the list of them stands."""

    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def is_full(self) -> bool:
        return len(self.ids) >= shortlist.LONGEST

    @property
    def written(self) -> str:
        return shortlist.written(self.ids)

    @property
    def address(self) -> str:
        """The page of the list."""
        return url_for("public.shortlist", ids=self.written or None)

    def holds(self, one: str) -> bool:
        return one in self.ids

    def toggled(self, one: str, anchor: str = "") -> str:
        """Give the address of this same page with somebody on the list, or off it again.

        Where the list is full it leads to the list, which says so.
        """
        if self.holds(one):
            kept = shortlist.without(self.ids, one)
        elif self.is_full:
            return self.address
        else:
            kept = shortlist.with_one(self.ids, one)
        pairs = [pair for pair in request.args.items(multi=True) if pair[0] != CARRIED]
        if kept:
            pairs.append((CARRIED, shortlist.written(kept)))
        path = request.script_root + request.path
        return (f"{path}?{_query(pairs)}" if pairs else path) + (f"#{anchor}" if anchor else "")


def shortlist_here() -> Kept:
    """Read the list that this page's address carries."""
    name = "ids" if request.endpoint in _OWN else CARRIED
    return Kept(shortlist.read(*request.args.getlist(name)))


def _query(pairs: list[tuple[str, str]]) -> str:
    # A comma between ids reads better, and may stand in a query as it is.
    return urlencode(pairs, safe=",")
