"""The lists in `data/demo` that invented people are made of, and the places they can live in."""

import csv
import gzip
from collections.abc import Iterator
from typing import Final

from directory import paths
from directory.adapters.place_files import FOLDER, PLACE_FILES, verify_place_files
from directory.domain.places import PlaceKind

LISTS: Final = paths.DATA / "demo"
_LIVED_IN: Final = frozenset({PlaceKind.POSTAL.value, PlaceKind.CITY.value})


def demo_rows(name: str) -> list[dict[str, str]]:
    """Read one of the lists."""
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def town_rows() -> Iterator[dict[str, str]]:
    """Read the postal codes and towns of the gazetteer, as they are written.

    Not `read_gazetteer`: spelling out every name of every place would cost ten times more.
    """
    verify_place_files()
    with gzip.open(FOLDER / PLACE_FILES[0], "rt", encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        columns = next(lines)
        kind = columns.index("kind")
        for line in lines:
            if line[kind] in _LIVED_IN:
                yield dict(zip(columns, line, strict=True))
