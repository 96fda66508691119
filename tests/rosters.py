"""Rosters for tests: deterministic, with bad rows of many kinds whose fault is known."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Final

from directory.domain.roster_columns import COLUMNS

TOWNS: Final = (
    ("Denver", "CO", "80202", "303", "US"),
    ("Phoenix", "AZ", "85004", "602", "US"),
    ("Chicago", "IL", "60601", "312", "US"),
    ("Houston", "TX", "77002", "713", "US"),
    ("Atlanta", "GA", "30303", "404", "US"),
    ("Calgary", "AB", "T2P 1J9", "403", "CA"),
)
"""City, region, postal code, area code and country; physical therapists may needle in each."""
GIVEN: Final = ("Ada", "Bea", "Cal", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jon")
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def npi(number: int) -> str:
    """Make an NPI whose last digit proves the others."""
    nine = f"1{number:08d}"
    digits = [int(digit) for digit in f"80840{nine}"]
    total = sum(digits[-2::-2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[-1::-2])
    return f"{nine}{-total % 10}"


def family(number: int) -> str:
    """Make a name out of a number, since names have letters."""
    word = ""
    for _ in range(4):
        number, at = divmod(number, len(LETTERS))
        word += LETTERS[at]
    return word.capitalize() + "son"


def row(number: int, **cells: str) -> dict[str, str]:
    """Make a good row of the person of this number; `cells` replace some."""
    city, region, postal, area, country = TOWNS[number % len(TOWNS)]
    made = dict.fromkeys(COLUMNS, "") | {
        "given_name": GIVEN[number % len(GIVEN)],
        "family_name": family(number),
        "profession": "physical_therapist",
        "npi": npi(number) if country == "US" else "",
        "email": f"p{number}@people.example",
        "phone": f"{area}-555-{100 + number % 100:04d}",
        "website": "https://clinic.example/",
        "location_name": f"Clinic {number}",
        "street": f"{number + 1} Main Street",
        "city": city,
        "region": region,
        "postal_code": postal,
        "country": country,
        "headaches": "tension;migraine",
        "languages": "en;es",
        "licence_number": f"PT{number:06d}",
        "licence_region": region,
        "licence_class": "full",
        "licence_issued": "2015-03-01",
        "licence_expires": "2028-02-28",
        "training_provider": "Example Institute",
        "training_course": "Dry needling 1 and 2",
        "training_technique": "dry_needling",
        "training_hours": "80",
        "hours_in_person": "80",
        "supervised_sessions": "200",
        "training_completed": "2019-05-01",
        "head_and_neck": "yes",
    }
    unknown = cells.keys() - made.keys()
    assert not unknown, unknown
    return made | cells


@dataclass(frozen=True, slots=True)
class Bad:
    """A way in which a row is bad: what it has, and the column that the report names."""

    cells: Mapping[str, str]
    field: str


BAD: Final = (
    Bad({"npi": "1234567890"}, "npi"),
    Bad({"npi": "12345"}, "npi"),
    Bad({"given_name": ""}, "given_name"),
    Bad({"family_name": "123"}, "family_name"),
    Bad({"profession": "wizard"}, "profession"),
    Bad({"email": "nobody"}, "email"),
    Bad({"phone": "12"}, "phone"),
    Bad({"website": "ftp://clinic.example"}, "website"),
    Bad({"location_name": ""}, "location_name"),
    Bad({"street": ""}, "street"),
    Bad({"postal_code": "ABC"}, "postal_code"),
    Bad({"region": "ZZ"}, "region"),
    Bad({"postal_code": "10001"}, "street"),
    Bad({"lat": "40.7128", "lon": "-74.0060"}, "street"),
    Bad({"lat": "40.7128"}, "lat"),
    Bad({"country": "FR"}, "country"),
    Bad({"headaches": "tension;toothache"}, "headaches"),
    Bad({"languages": "klingon"}, "languages"),
    Bad({"licence_number": "??"}, "licence_number"),
    Bad({"licence_expires": "2019-01-01"}, "licence_expires"),
    Bad({"licence_expires": "28/02/2028"}, "licence_expires"),
    Bad({"licence_issued": "2027-01-01"}, "licence_issued"),
    Bad({"training_hours": "many"}, "training_hours"),
    Bad({"training_hours": "10"}, "training_hours"),
    Bad({"training_completed": "2031-01-01"}, "training_completed"),
    Bad({"training_technique": "magic"}, "training_technique"),
    Bad({"head_and_neck": "maybe"}, "head_and_neck"),
    Bad({"supervised_sessions": "-1"}, "supervised_sessions"),
    Bad({"certification_body": "Example Board", "certification": ""}, "certification"),
)
"""Every one is American: a Canadian has no NPI and another postal code."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A file's rows, and the field that the report names for each bad line."""

    rows: tuple[dict[str, str], ...]
    bad: Mapping[int, str]


def roster(lines: int, *, bad: int) -> Roster:
    """Make a roster in which every so many rows is bad, each in the next way."""
    every = lines // bad
    rows: list[dict[str, str]] = []
    fields: dict[int, str] = {}
    kinds = cycle(BAD)
    for number in range(lines):
        if number % every != every - 1:
            rows.append(row(number))
            continue
        # The first five towns are American.
        kind, place = next(kinds), row(number - number % len(TOWNS) + number % 5)
        mine = {"npi": npi(number), "licence_number": f"PT{number:06d}"}
        rows.append(place | mine | {"family_name": family(number)} | dict(kind.cells))
        fields[number + 2] = kind.field
    return Roster(tuple(rows), fields)


def written(rows: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS) -> str:
    """Write rows as the text of a file."""
    names = list(columns)
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def save(file: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write rows into a file."""
    file.write_text(written(rows), encoding="utf-8")
    return file


def read_report(file: Path) -> Iterator[dict[str, str]]:
    """Read what a report says, row by row."""
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
