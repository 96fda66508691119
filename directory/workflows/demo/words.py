"""The words in `data/demo` that demo people, their practices and credentials are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

from directory.adapters.demo_files import demo_rows
from directory.domain.vocabulary import Country, Profession, Technique
from directory.workflows.demo.chance import Weighted

Region = tuple[Country, str]
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Speech:
    """A region's area codes, and its languages with how many in a hundred speak them."""

    area_codes: tuple[str, ...]
    languages: tuple[tuple[str, float], ...]

    @property
    def first(self) -> str:
        """The language that everyday words there are in."""
        return self.languages[0][0]


@dataclass(frozen=True, slots=True)
class Course:
    """An invented course."""

    provider: str
    name: str
    hours: float
    in_person: float
    live_online: float
    self_study: float
    sessions: int
    written_exam: bool
    practical_exam: bool


@dataclass(frozen=True, slots=True)
class Body:
    """An invented certifying body and its credential."""

    name: str
    credential: str
    letters: str


class Words:
    """Every list, each read when first needed."""

    @cached_property
    def regions(self) -> dict[Region, Speech]:
        """What is spoken and dialled in each region."""
        return {
            (Country(entry["country"]), entry["region"]): Speech(
                tuple(entry["area_codes"].split()),
                tuple(
                    (tag, float(percent))
                    for tag, _, percent in (
                        each.partition(":") for each in entry["languages"].split()
                    )
                ),
            )
            for entry in demo_rows("regions")
        }

    @cached_property
    def compact(self) -> frozenset[Region]:
        """Regions whose boards send readers to the register of PT Compact privileges."""
        return frozenset(
            (Country(row["country"]), row["region"])
            for row in demo_rows("regions")
            if row["compact"]
        )

    @cached_property
    def professions(self) -> dict[Country, dict[Profession, float]]:
        """How common professions are in each country."""
        weights: dict[Country, dict[Profession, float]] = {country: {} for country in Country}
        for row in demo_rows("professions"):
            weights[Country(row["country"])][Profession(row["profession"])] = float(row["weight"])
        return weights

    @cached_property
    def cultures(self) -> dict[Region, Weighted[str]]:
        """Languages that names come from."""
        weights: dict[tuple[str, str], dict[str, float]] = {}
        for row in demo_rows("cultures"):
            of = weights.setdefault((row["country"], row["region"]), {})
            of[row["language"]] = float(row["weight"])
        return {
            (country, region): Weighted(
                (weights[country, ""] | weights.get((country, region), {})).items()
            )
            for country, region in self.regions
        }

    @cached_property
    def given_names(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Given names by language and gender."""
        return _grouped(
            ((row["language"], row["gender"]), row["name"]) for row in demo_rows("given_names")
        )

    @cached_property
    def family_names(self) -> dict[str, tuple[str, ...]]:
        """Family names by language."""
        return _grouped((row["language"], row["name"]) for row in demo_rows("family_names"))

    @cached_property
    def streets(self) -> dict[str, tuple[str, ...]]:
        """Streets, with a gap for the number, by language."""
        return _grouped((row["language"], row["pattern"]) for row in demo_rows("streets"))

    @cached_property
    def clinic_words(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Words that may come first and second in the name of a practice, by language."""
        rows = demo_rows("clinic_words")
        return {
            language: (
                tuple(r["first"] for r in rows if r["language"] == language and r["first"]),
                tuple(r["second"] for r in rows if r["language"] == language and r["second"]),
            )
            for language in dict.fromkeys(row["language"] for row in rows)
        }

    @cached_property
    def clinic_patterns(self) -> dict[tuple[Profession, str], tuple[str, ...]]:
        """Names of practices with a gap, by profession and by country or language."""
        return _grouped(
            ((Profession(row["profession"]), row["style"]), row["pattern"])
            for row in demo_rows("clinic_patterns")
        )

    @cached_property
    def courses(self) -> dict[tuple[Country, Technique], tuple[Course, ...]]:
        """Courses by country and technique."""
        return _grouped(
            (
                (Country(row["country"]), Technique(row["technique"])),
                Course(
                    provider=row["provider"],
                    name=row["course"],
                    hours=float(row["hours"]),
                    in_person=float(row["in_person"] or 0),
                    live_online=float(row["live_online"] or 0),
                    self_study=float(row["self_study"] or 0),
                    sessions=int(row["sessions"]),
                    written_exam=bool(row["written_exam"]),
                    practical_exam=bool(row["practical_exam"]),
                ),
            )
            for row in demo_rows("courses")
        )

    @cached_property
    def bodies(self) -> dict[tuple[Country, Technique], tuple[Body, ...]]:
        """Certifying bodies by country and technique."""
        return _grouped(
            (
                (Country(row["country"]), Technique(row["technique"])),
                Body(row["body"], row["name"], row["letters"]),
            )
            for row in demo_rows("bodies")
        )

    @cached_property
    def bios(self) -> dict[str, tuple[str, ...]]:
        """What people say of themselves, by language."""
        return _grouped((row["language"], row["text"]) for row in demo_rows("bios"))


@cache
def read_words() -> Words:
    """Give the lists, the same for every load of a process."""
    return Words()


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
