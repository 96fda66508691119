"""What the patient asked, and the addresses of questions that differ from it by one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from directory.web.presenters import words
from directory.web.speech import gettext

if TYPE_CHECKING:
    from directory.domain.search import Criteria
    from directory.domain.vocabulary import Country, Unit

PLACE_AND_DISTANCE = frozenset(
    {"near", "lat", "lon", "within", "within_km", "unit", "sort", "list"}
)
"""What stays when every filter is cleared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A search that was understood: what was meant, and the pairs of its address."""

    label: str
    is_point: bool = False
    country: Country
    criteria: Criteria
    unit: Unit
    within: float | None
    pairs: tuple[tuple[str, str], ...]
    path: str

    @property
    def distance(self) -> str:
        """The radius as said in a sentence; empty for any distance."""
        return (
            ""
            if self.within is None
            else words.radius(self.within, self.unit, language=words.language_here())
        )

    @property
    def need(self) -> str:
        """The headache as said in a sentence; empty where none was chosen."""
        headache = self.criteria.headache
        return "" if headache is None else words.headache_in_sentence(headache)

    @property
    def summary(self) -> str:
        """The rest of the question after its place, for the folded search."""
        headache = self.criteria.headache
        need = gettext("Any headache") if headache is None else words.headache(headache)
        distance = self.distance or gettext("any distance")
        return f"{need} · {distance}"

    def having(self, **changes: str | None) -> str:
        """The address of the same question with these values instead; None leaves a value out."""
        kept = [(name, value) for name, value in self.pairs if name not in changes | {"page": None}]
        return self._address(kept, {k: v for k, v in changes.items() if v is not None})

    def without(self, name: str, value: str | None = None) -> str:
        """The address of the same question less one filter, or less one value of it."""
        return self._address(
            [
                pair
                for pair in self.pairs
                if pair[0] != "page" and (pair[0] != name or value not in {None, pair[1]})
            ],
            {},
        )

    def cleared(self) -> str:
        """The address of the same place and distance without any filter."""
        return self._address([pair for pair in self.pairs if pair[0] in PLACE_AND_DISTANCE], {})

    def _address(self, kept: list[tuple[str, str]], added: dict[str, str]) -> str:
        return f"{self.path}?{urlencode([*kept, *added.items()])}"
