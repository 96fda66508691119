"""The kept list of training programs and certifying bodies, and what each one's paper proves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from directory.domain.vocabulary import Country, CountsAs, Profession


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program or credential; body and abbreviation together name it (abbreviations collide).

    `counts_as` is None where it is not established: then a reviewer's finding decides.
    `written_exam`, `practical_exam`: what the certificate ends in, as far as known.
    `professions`: who is eligible; empty where no limit is known.
    """

    slug: str
    abbreviation: str
    name: str
    body: str
    country: Country | None
    counts_as: CountsAs | None
    written_exam: bool
    practical_exam: bool
    professions: frozenset[Profession]
    hours: float | None
    lookup_url: str
    source_url: str
    as_of: str
    confidence: str
    note: str


class ProgramBook:
    """The kept list, by slug; it never changes once built."""

    def __init__(self, programs: Iterable[Program]) -> None:
        """Take programs; two of one slug, or of one body and letters, are refused."""
        found: dict[str, Program] = {}
        labels: set[tuple[str, str]] = set()
        for program in programs:
            label = program.body, program.abbreviation or program.name
            if program.slug in found:
                raise ValueError(f"two programs of one slug: {program.slug}")
            if label in labels:
                raise ValueError(f"two programs of one body and name: {', '.join(label)}")
            labels.add(label)
            found[program.slug] = program
        self._programs: Mapping[str, Program] = MappingProxyType(found)

    def __iter__(self) -> Iterator[Program]:
        """Go through the list in its order."""
        return iter(self._programs.values())

    def find(self, slug: str | None) -> Program | None:
        """Give the program of a slug, None where the list has none."""
        return None if slug is None else self._programs.get(slug)
