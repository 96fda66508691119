"""Which rules of the place were asked for: parameters read strictly, or what is wrong with them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import category

from directory.domain.clock import iso_day
from directory.domain.question import Fault, ParameterError
from directory.domain.vocabulary import Country, Profession

RULE_NAMES = ("country", "region", "profession", "as_of")
"""Every parameter of a question about rules, in the order of the public contract."""
LONGEST_NAME = 40
"""How much of an unknown parameter's name is said back."""

_UNPRINTABLE = ("C", "Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleQuestion:
    """Rules of a country, a region and some professions on a day; what is None is not asked.

    Without professions, all are meant.
    """

    country: Country | None
    region: str | None
    professions: frozenset[Profession]
    as_of: date | None

    def wants(self, country: Country, region: str, *, profession: Profession) -> bool:
        """Say whether a rule of this region and profession was asked for."""
        return (
            self.country in {None, country}
            and self.region in {None, region}
            and (not self.professions or profession in self.professions)
        )


def read_rule_question(
    given: Mapping[str, Sequence[str]],
    *,
    regions: Collection[tuple[Country, str]],
    latest: date,
) -> RuleQuestion | tuple[ParameterError, ...]:
    """Read a question about rules; empty values count as absent, unknown names are faults.

    `regions`: those there are. `latest`: the last day that can be asked about. Country and region
    may be written in small letters, as in the address of a page.
    """
    reader = _Reader(given)
    country = reader.country()
    question = RuleQuestion(
        country=country,
        region=reader.region(regions, country),
        professions=reader.professions(),
        as_of=reader.day("as_of", latest),
    )
    return tuple(reader.errors) if reader.errors else question


def read_day(
    given: Mapping[str, Sequence[str]], name: str, *, latest: date
) -> date | tuple[ParameterError, ...] | None:
    """Read one parameter that is a day, and no other; None where it is absent or empty."""
    reader = _Reader({name: given.get(name, ())}, (name,))
    day = reader.day(name, latest)
    return tuple(reader.errors) if reader.errors else day


class _Reader:
    def __init__(
        self, given: Mapping[str, Sequence[str]], names: tuple[str, ...] = RULE_NAMES
    ) -> None:
        self.errors: list[ParameterError] = []
        self._values: dict[str, list[str]] = {}
        for name in names:
            values = [value.strip() for value in given.get(name, ()) if value.strip()]
            if len(values) > 1 and name != "profession":
                self._wrong(name, Fault.REPEATED)
            if values:
                self._values[name] = values
        for name in given:
            if name not in names:
                self._wrong(_shown(name), Fault.UNKNOWN, *names)

    def country(self) -> Country | None:
        value = self._one("country")
        if value is None:
            return None
        try:
            return Country(value.upper())
        except ValueError:
            self._wrong("country", Fault.NOT_ONE_OF, *Country)
            return None

    def region(
        self, regions: Collection[tuple[Country, str]], country: Country | None
    ) -> str | None:
        value = self._one("region")
        if value is None:
            return None
        there = sorted(code for where, code in regions if country in {None, where})
        if value.upper() not in there:
            self._wrong("region", Fault.NOT_ONE_OF, *there)
            return None
        return value.upper()

    def professions(self) -> frozenset[Profession]:
        found = set()
        for value in self._values.get("profession", ()):
            try:
                found.add(Profession(value))
            except ValueError:
                self._wrong("profession", Fault.NOT_ONE_OF, *Profession)
        return frozenset(found)

    def day(self, name: str, latest: date) -> date | None:
        value = self._one(name)
        if value is None:
            return None
        day = iso_day(value)
        if day is None:
            self._wrong(name, Fault.NOT_A_DAY, latest.isoformat())
        elif day > latest:
            self._wrong(name, Fault.IN_THE_FUTURE, latest.isoformat())
            return None
        return day

    def _one(self, name: str) -> str | None:
        return self._values.get(name, [None])[0]

    def _wrong(self, name: str, fault: Fault, *detail: str) -> None:
        if not any(error.name == name for error in self.errors):
            self.errors.append(ParameterError(name, fault, tuple(map(str, detail))))


def _shown(name: str) -> str:
    """Give a name that can be said back, whatever was sent."""
    plain = "".join(" " if category(c)[0] in _UNPRINTABLE else c for c in name[:LONGEST_NAME])
    return plain.strip() or "?"
