"""The gazetteer's files in `data/places`, checked against their manifest before a row is read."""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from directory import paths
from directory.domain.place_regions import Region, RegionBook
from directory.domain.place_text import fold_variants
from directory.domain.places import Place, PlaceKind, Qualifier

FOLDER: Final = paths.DATA / "places"
MANIFEST: Final = "manifest.json"
PLACE_FILES: Final = ("places.csv.gz", "foreign.csv")
REGION_FILE: Final = "regions.csv"
FIRST_REGION_ID: Final = 2_000_001


class DamagedDataFile(Exception):
    """A file of reference data is missing or is not the one that was shipped."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(
            f"{path} {problem}: restore it from the release, or build it again "
            "with data/places/build.py."
        )


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """A place and every folded name it is found under."""

    place: Place
    keys: tuple[str, ...]


def gazetteer_version(folder: Path = FOLDER) -> str:
    """Changes exactly when the gazetteer's content does."""
    return hashlib.sha256(_manifest_bytes(folder)).hexdigest()[:16]


def read_gazetteer(folder: Path = FOLDER) -> Iterator[GazetteerRow]:
    """Every place: postal codes, towns, counties, regions, and the large ones outside."""
    for name in PLACE_FILES:
        for entry in _entries(folder, name):
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
    return RegionBook(map(_region, _entries(folder, REGION_FILE)))


def verify_place_files(folder: Path = FOLDER) -> None:
    """Raise `DamagedDataFile` unless every file is the one that the manifest names."""
    for name in (*PLACE_FILES, REGION_FILE):
        _content(folder, name)


def _entries(folder: Path, name: str) -> list[dict[str, str]]:
    content, rows = _content(folder, name)
    plain = gzip.decompress(content) if name.endswith(".gz") else content
    entries = list(csv.DictReader(io.StringIO(plain.decode("utf-8"))))
    if len(entries) != rows:
        raise DamagedDataFile(folder / name, f"has {len(entries)} rows, not {rows}")
    return entries


def _content(folder: Path, name: str) -> tuple[bytes, int]:
    path = folder / name
    entry = _manifest(folder).get(name)
    if not isinstance(entry, dict):
        raise DamagedDataFile(folder / MANIFEST, f"does not name {name}")
    try:
        content = path.read_bytes()
    except OSError:
        raise DamagedDataFile(path, "cannot be read") from None
    if hashlib.sha256(content).hexdigest() != entry.get("sha256"):
        raise DamagedDataFile(path, f"is not the file that {MANIFEST} names")
    return content, int(entry.get("rows", -1))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        files = json.loads(_manifest_bytes(folder))["files"]
    except (ValueError, KeyError, TypeError):
        raise DamagedDataFile(folder / MANIFEST, "is not a manifest") from None
    if not isinstance(files, dict):
        raise DamagedDataFile(folder / MANIFEST, "is not a manifest")
    return files


def _manifest_bytes(folder: Path) -> bytes:
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        raise DamagedDataFile(folder / MANIFEST, "cannot be read") from None


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
