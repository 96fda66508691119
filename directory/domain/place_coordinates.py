"""The ways people write a latitude and a longitude."""

import re
import unicodedata
from typing import Final

Degrees = tuple[float, float]

MINUSES: Final = dict.fromkeys(map(ord, "\u2212\u2013\u2014\u2010\u2011\ufe63\uff0d"), "-")
MARKS: Final = str.maketrans(
    {
        "\u00ba": "\u00b0",
        "\u02da": "\u00b0",
        "\u2032": "'",
        "\u2019": "'",
        "\u2033": '"',
        "\u201d": '"',
    }
)
LABELS: Final = re.compile(r"\b(?:geo|latitude|lat|longitude|long|lon|lng)\b[:=]?", re.IGNORECASE)
ANGLE: Final = re.compile(
    r"""(?P<before>[NSEWO])?\s*
    (?P<sign>[+-])?(?P<degrees>\d{1,3}(?:\.\d{1,15})?)\s*(?P<ring>\u00b0)?\s*
    (?:(?P<minutes>\d{1,2}(?:\.\d{1,12})?)\s*'\s*)?
    (?:(?P<seconds>\d{1,2}(?:\.\d{1,12})?)\s*(?:"|'')\s*)?
    (?(before)|(?P<after>[NSEWO](?![A-Za-z]))?)""",
    re.VERBOSE | re.IGNORECASE,
)
DECIMAL_COMMA: Final = re.compile(r"(?<=\d),(?=\d)")
SOUTH_OR_WEST: Final = frozenset("SWO")
EAST_OR_WEST: Final = frozenset("EWO")
SIXTY: Final = 60
STEEPEST_LATITUDE: Final = 90
FARTHEST_LONGITUDE: Final = 180


def coordinates(text: str) -> Degrees | None:
    """Latitude and longitude, when the text is a pair of them and nothing else."""
    if not any(mark.isdigit() for mark in text):
        return None
    plain = unicodedata.normalize("NFC", text).translate(MINUSES).translate(MARKS)
    plain = LABELS.sub(" ", plain).strip(" ()[];,\t\n")
    if ";" in plain or plain.count(",") > 1:
        # Where the comma is the decimal sign, something else parts the two numbers.
        plain = DECIMAL_COMMA.sub(".", plain)
    first = ANGLE.match(plain)
    if first is None:
        return None
    between = plain[first.end() :]
    rest = between.lstrip(" ,;/\t\n")
    second = ANGLE.fullmatch(rest)
    if second is None or (rest == between and not _marked(first)):
        return None
    if "," not in between and not (_marked(first) or _marked(second)):
        # "80211 1234" and "39 104" are not a point: somebody must have written a part of a degree.
        return None
    return _pair(first, second)


def is_on_earth(lat: float, lon: float) -> bool:
    return abs(lat) <= STEEPEST_LATITUDE and abs(lon) <= FARTHEST_LONGITUDE


def _marked(angle: re.Match[str]) -> bool:
    return any(angle[part] for part in ("before", "sign", "ring", "after")) or "." in angle[0]


def _pair(first: re.Match[str], second: re.Match[str]) -> Degrees | None:
    one, other = _signed(first), _signed(second)
    if one is None or other is None:
        return None
    if _letter(first) in EAST_OR_WEST or _letter(second) in frozenset("NS"):
        one, other = other, one
        first, second = second, first
    if _letter(first) in EAST_OR_WEST or _letter(second) in frozenset("NS"):
        return None
    return (one, other) if is_on_earth(one, other) else None


def _letter(angle: re.Match[str]) -> str:
    return (angle["after"] or angle["before"] or "-").upper()


def _signed(angle: re.Match[str]) -> float | None:
    minutes, seconds = float(angle["minutes"] or 0), float(angle["seconds"] or 0)
    if minutes >= SIXTY or seconds >= SIXTY:
        return None
    size = float(angle["degrees"]) + minutes / 60 + seconds / 3600
    return -size if (angle["sign"] == "-") != (_letter(angle) in SOUTH_OR_WEST) else size
