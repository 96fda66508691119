"""Street maps that an operator may offer beside the ring map, and who sends their pictures."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

_PARTS: Final = ("{z}", "{x}", "{y}")
_LONGEST: Final = 300
# What stands in a header as it is; a port as digits.
_HOST: Final = re.compile(r"[a-z0-9.-]{1,253}(?::[0-9]{1,5})?")
_PLAIN: Final = re.compile(r"[\x21-\x7e]+")

HEADER: Final = 127
"""Bytes of a PMTiles header, by version 3 of its specification; and where in it what stands."""
_MAGIC: Final = b"PMTiles\x03"
_TYPE: Final = 99
_CLOSEST: Final = 101
_VECTOR: Final = 1


class MapMode(StrEnum):
    """Which maps there are."""

    RINGS = "rings"
    TILES = "tiles"
    PMTILES = "pmtiles"
    OFF = "off"

    @property
    def has_streets(self) -> bool:
        """Say whether a street map is offered beside the ring map."""
        return self in {MapMode.TILES, MapMode.PMTILES}


@dataclass(frozen=True, slots=True)
class TileFile:
    """A file of vector tiles: how close it goes."""

    closest: int


@dataclass(frozen=True, slots=True)
class TileSource:
    """Somebody's server of map pictures."""

    address: str
    """With {z}, {x} and {y} where the numbers of a picture stand."""
    host: str
    """As it is said to people."""
    origin: str
    """As a Content-Security-Policy names it."""


def read_tile_source(text: str) -> TileSource | None:
    """Read an address such as https://tiles.example.org/{z}/{x}/{y}.png; None where it is none.

    Exactly one host is asked, so that it can be named before anything is sent to it.
    """
    if len(text) > _LONGEST or not _PLAIN.fullmatch(text):
        return None
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  (raises where it is no number)
    except ValueError:
        return None
    host = parts.netloc.lower()
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or not parts.hostname:
        return None
    rest = f"{parts.path}?{parts.query}"
    if any(rest.count(part) != 1 for part in _PARTS) or parts.fragment:
        return None
    if any(
        brace in rest.replace("{z}", "").replace("{x}", "").replace("{y}", "") for brace in "{}"
    ):
        return None
    return TileSource(text, parts.hostname, f"{parts.scheme}://{host}")


def read_tile_file(header: bytes) -> TileFile | None:
    """Read the first bytes of a PMTiles file, version 3; None where it holds no vector tiles."""
    if len(header) < HEADER or not header.startswith(_MAGIC) or header[_TYPE] != _VECTOR:
        return None
    return TileFile(header[_CLOSEST])
