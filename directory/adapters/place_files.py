"""The gazetteer's files in `data/places`, checked against their manifest before a row is read."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from directory import paths
from directory.adapters.sealed_files import manifest_bytes, sealed_rows, verify_sealed
from directory.domain.place_regions import Region, RegionBook
from directory.domain.place_text import fold_variants
from directory.domain.places import Place, PlaceKind, Qualifier

FOLDER: Final = paths.DATA / "places"
PLACE_FILES: Final = ("places.csv.gz", "foreign.csv")
REGION_FILE: Final = "regions.csv"
FIRST_REGION_ID: Final = 2_000_001


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """A place and every folded name it is found under."""

    place: Place
    keys: tuple[str, ...]


def gazetteer_version(folder: Path = FOLDER) -> str:
    """Changes exactly when the gazetteer's content does."""
    return hashlib.sha256(manifest_bytes(folder)).hexdigest()[:16]


def read_gazetteer(folder: Path = FOLDER) -> Iterator[GazetteerRow]:
    """Every place: postal codes, towns, counties, regions, and the large ones outside."""
    for name in PLACE_FILES:
        for entry in sealed_rows(folder, name):
            place = _place(entry)
            names = (place.name, *filter(None, entry["aliases"].split("|")))
            keys = () if place.kind is PlaceKind.POSTAL else names
            yield GazetteerRow(
                place, tuple(dict.fromkeys(key for each in keys for key in fold_variants(each)))
            )
    for at, region in enumerate(read_regions(folder).regions):
        yield GazetteerRow(region.as_place(FIRST_REGION_ID + at), region.keys)


@cache
def read_regions(folder: Path = FOLDER) -> RegionBook:
    return RegionBook(map(_region, sealed_rows(folder, REGION_FILE)))


def verify_place_files(folder: Path = FOLDER) -> None:
    """Raise `DamagedDataFile` unless every file is the one that the manifest names."""
    verify_sealed(folder, *PLACE_FILES, REGION_FILE)


def _place(entry: dict[str, str]) -> Place:
    return Place(
        id=int(entry["id"]),
        kind=PlaceKind(entry["kind"]),
        code=entry["code"],
        name=entry["name"],
        region=entry["region"],
        country=entry["country"],
        county=entry["county"],
        lat=float(entry["lat"]),
        lon=float(entry["lon"]),
        population=int(entry["population"]) if entry["population"] else None,
        radius_km=float(entry["radius_km"]) if entry["radius_km"] else None,
        time_zone=entry["time_zone"],
        postal_kind=entry["postal_kind"],
        qualifier=Qualifier(entry["qualifier"]),
    )


def _region(entry: dict[str, str]) -> Region:
    return Region(
        country=entry["country"],
        code=entry["code"],
        name=entry["name"],
        name_fr=entry["name_fr"],
        name_es=entry["name_es"],
        aliases=tuple(filter(None, entry["aliases"].split("|"))),
        lat=float(entry["lat"]),
        lon=float(entry["lon"]),
        population=int(entry["population"]),
        south=float(entry["south"]),
        west=float(entry["west"]),
        north=float(entry["north"]),
        east=float(entry["east"]),
        time_zone=entry["time_zone"],
    )
