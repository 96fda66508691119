"""Names that a mistyped one may have meant, by how few slips lie between them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.domain.places import Spelling

ANYWHERE: Final = ("", "")
SHORT: Final = 4
LONG: Final = 10


class Speller:
    """All names, by region; built once for a gazetteer, read by every request."""

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        groups: dict[tuple[str, str], list[Spelling]] = defaultdict(list)
        for spelling in spellings:
            groups[ANYWHERE].append(spelling)
            groups[spelling.country, spelling.region].append(spelling)
        self._groups = {
            scope: (tuple(each.key for each in group), tuple(group))
            for scope, group in groups.items()
        }

    def near(self, key: str, *, country: str, region: str, limit: int) -> tuple[int, ...]:
        """Ids of the places whose names are fewest slips away, the largest first among equals."""
        names, group = self._groups.get((country, region), ((), ()))
        slips = forgiven(key)
        matches = process.extract(
            key, names, scorer=OSA.distance, score_cutoff=slips, limit=None, processor=None
        )
        ranked = sorted(
            (distance, group[at].key[:1] != key[:1], group[at].standing, group[at].place_id)
            for _, distance, at in matches
        )
        return tuple(dict.fromkeys(place_id for *_, place_id in ranked))[:limit]


def forgiven(key: str) -> int:
    """How many slips of the fingers a name of this length may hide."""
    if len(key) <= SHORT:
        return 1
    return 2 if len(key) < LONG else 3


def nearest_spelling(key: str, names: Sequence[str]) -> str | None:
    """The one name that is meant by a slip in a longer word, if there is one."""
    if len(key) <= SHORT:
        return None
    best = process.extractOne(
        key, names, scorer=OSA.distance, score_cutoff=forgiven(key), processor=None
    )
    return best[0] if best else None
