"""A search as it was typed: the parameters of an address read strictly, or what is wrong with them.

The page and the API read their parameters here, so that they can never differ.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from unicodedata import category

from directory.domain.languages import known_language
from directory.domain.search import (
    DEFAULT_WITHIN,
    KM_PER_MILE,
    LAST_PAGE,
    WITHIN_MAX_KM,
    Criteria,
    kilometres,
)
from directory.domain.vocabulary import (
    Access,
    Ages,
    ChecksFilter,
    Country,
    Gender,
    Headache,
    NewPatientsFilter,
    Payment,
    Profession,
    Sort,
    Technique,
    Unit,
)

LONGEST_PLACE = 200
LONGEST_VALUE = 40
ANY = "any"
YES = "yes"

NAMES = (
    "near", "lat", "lon", "within", "unit", "within_km", "headache", "checks", "profession",
    "technique", "new_patients", "head_neck", "language", "access", "remote", "gender",
    "same_country", "age", "payment", "sort", "page",
)  # fmt: skip
"""Every parameter of a search, in the order of the public contract."""
REPEATABLE = frozenset({"profession", "language", "access", "payment"})

_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,9})?", re.ASCII)
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", re.ASCII)
_NOT_TEXT = frozenset({"Cc", "Cs", "Co", "Cn"})
_WHOLE = re.compile(r"[0-9]{1,4}", re.ASCII)


class Fault(StrEnum):
    """What can be wrong with a parameter."""

    REPEATED = "repeated"
    NOT_ONE_OF = "not_one_of"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    NOT_WITH = "not_with"
    NEEDS = "needs"
    NO_PLACE = "no_place"
    NOT_A_DAY = "not_a_day"
    IN_THE_FUTURE = "in_the_future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ParameterError:
    """A fault of one parameter; `detail` says what is allowed or which other one it concerns."""

    name: str
    fault: Fault
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A search before its place is known."""

    near: str | None
    point: tuple[float, float] | None
    within: float | None
    within_given: bool
    unit: Unit | None
    headache: Headache | None
    checks: ChecksFilter
    professions: frozenset[Profession]
    technique: Technique | None
    new_patients: NewPatientsFilter
    head_neck: bool
    languages: frozenset[str]
    access: frozenset[Access]
    remote: bool
    gender: Gender | None
    same_country: bool
    age: Ages | None
    payment: frozenset[Payment]
    sort: Sort
    page: int

    def distance(self, country: Country | None) -> tuple[float | None, Unit]:
        """Give the radius and its unit: as asked, or as is usual in the country of the place."""
        if self.within_given:
            return self.within, self.unit or Unit.MILES
        return DEFAULT_WITHIN[country or Country.US]

    def criteria(self, *, lat: float, lon: float, country: Country | None, region: str) -> Criteria:
        """Put the search around a point; `country` and `region` are those of the place."""
        within, unit = self.distance(country)
        return Criteria(
            lat=lat,
            lon=lon,
            within_km=None if within is None else kilometres(within, unit),
            headache=self.headache,
            checks=self.checks,
            professions=self.professions,
            technique=self.technique,
            new_patients=self.new_patients,
            head_neck=self.head_neck,
            languages=self.languages,
            access=self.access,
            remote_in=(country or Country.US, region) if self.remote else None,
            gender=self.gender,
            country=country if self.same_country else None,
            age=self.age,
            payment=self.payment,
            sort=self.sort,
            page=self.page,
        )


def read_question(given: Mapping[str, Sequence[str]]) -> Question | tuple[ParameterError, ...]:
    """Read the parameters of a search; empty values count as absent, other names are ignored."""
    reader = _Reader(given)
    near = reader.text("near", LONGEST_PLACE)
    point = reader.point()
    if near is not None and "lat" in reader.values:
        reader.wrong("lat", Fault.NOT_WITH, "near")
    if near is not None and "lon" in reader.values:
        reader.wrong("lon", Fault.NOT_WITH, "near")
    within, unit = reader.within()
    question = Question(
        near=near,
        point=point,
        within=within,
        within_given="within" in reader.values or "within_km" in reader.values,
        unit=unit,
        headache=reader.member("headache", Headache),
        checks=reader.member("checks", ChecksFilter) or ChecksFilter.ALL,
        professions=reader.members("profession", Profession),
        technique=reader.member("technique", Technique),
        new_patients=reader.member("new_patients", NewPatientsFilter)
        or NewPatientsFilter.YES_OR_NOT_KNOWN,
        head_neck=reader.yes("head_neck"),
        languages=reader.languages(),
        access=reader.members("access", Access),
        remote=reader.yes("remote"),
        gender=reader.member("gender", Gender),
        same_country=reader.yes("same_country"),
        age=reader.member("age", Ages),
        payment=reader.members("payment", Payment),
        sort=reader.member("sort", Sort) or Sort.DISTANCE,
        page=reader.page(),
    )
    if reader.errors:
        return tuple(reader.errors)
    if near is None and point is None:
        return (ParameterError("near", Fault.NO_PLACE),)
    return question


_Member = TypeVar("_Member", bound=StrEnum)


class _Reader:
    def __init__(self, given: Mapping[str, Sequence[str]]) -> None:
        self.errors: list[ParameterError] = []
        self.values: dict[str, list[str]] = {}
        for name in NAMES:
            values = [value for value in given.get(name, ()) if value.strip()]
            if len(values) > 1 and name not in REPEATABLE:
                self.wrong(name, Fault.REPEATED)
            if values:
                self.values[name] = values

    def wrong(self, name: str, fault: Fault, *detail: str) -> None:
        if not any(error.name == name for error in self.errors):
            self.errors.append(ParameterError(name, fault, detail))

    def text(self, name: str, longest: int) -> str | None:
        value = self.values.get(name, [None])[0]
        if value is None:
            return None
        if len(value) > longest:
            self.wrong(name, Fault.TOO_LONG, str(longest))
            return None
        if any(category(c) in _NOT_TEXT for c in value):
            self.wrong(name, Fault.NOT_TEXT)
            return None
        return value.strip()

    def number(self, name: str, pattern: re.Pattern[str], *limits: float) -> float | None:
        value = self.values.get(name, [None])[0]
        if value is None:
            return None
        low, high = limits
        if not pattern.fullmatch(value.strip()):
            self.wrong(name, Fault.NOT_A_NUMBER, f"{low:g}", f"{high:g}")
            return None
        number = float(value)
        if not low <= number <= high:
            self.wrong(name, Fault.OUT_OF_RANGE, f"{low:g}", f"{high:g}")
            return None
        return number

    def point(self) -> tuple[float, float] | None:
        lat = self.number("lat", _DEGREES, -90, 90)
        lon = self.number("lon", _DEGREES, -180, 180)
        if "lat" in self.values and "lon" not in self.values:
            self.wrong("lon", Fault.NEEDS, "lat")
        if "lon" in self.values and "lat" not in self.values:
            self.wrong("lat", Fault.NEEDS, "lon")
        return None if lat is None or lon is None else (lat, lon)

    def within(self) -> tuple[float | None, Unit | None]:
        unit = self.member("unit", Unit)
        if "within_km" in self.values:
            if "within" in self.values:
                self.wrong("within_km", Fault.NOT_WITH, "within")
            return self.number("within_km", _DECIMAL, 0.1, WITHIN_MAX_KM), Unit.KILOMETRES
        if self.values.get("within", [""])[0].strip() == ANY:
            return None, unit
        most = WITHIN_MAX_KM if unit is Unit.KILOMETRES else WITHIN_MAX_KM / KM_PER_MILE // 1
        return self.number("within", _DECIMAL, 0.1, most), unit

    def page(self) -> int:
        return int(self.number("page", _WHOLE, 1, LAST_PAGE) or 1)

    def member(self, name: str, kind: type[_Member]) -> _Member | None:
        found = self.members(name, kind)
        return next(iter(found)) if len(found) == 1 else None

    def members(self, name: str, kind: type[_Member]) -> frozenset[_Member]:
        found = set()
        for value in self.values.get(name, ()):
            try:
                found.add(kind(value.strip()))
            except ValueError:
                self.wrong(name, Fault.NOT_ONE_OF, *(member.value for member in kind))
        return frozenset(found)

    def languages(self) -> frozenset[str]:
        found = set()
        for value in self.values.get("language", ()):
            tag = known_language(value.strip())
            if tag is None:
                self.wrong("language", Fault.NOT_ONE_OF)
            else:
                found.add(tag)
        return frozenset(found)

    def yes(self, name: str) -> bool:
        value = self.values.get(name, [""])[0].strip()
        if value not in {"", YES}:
            self.wrong(name, Fault.NOT_ONE_OF, YES)
        return value == YES
