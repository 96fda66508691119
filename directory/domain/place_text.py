"""How the name of a place is folded, so that every way of typing it compares equal."""

import re
import unicodedata
from typing import Final

LONGEST_TEXT: Final = 200
"""Longer texts are not read at all: no pattern ever meets an unbounded one."""

WORDS: Final[dict[str, str]] = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "mtns": "mountains",
    "pt": "point",
    "bch": "beach",
    "spg": "spring",
    "spgs": "springs",
    "hts": "heights",
    "hls": "hills",
    "vlg": "village",
    "vly": "valley",
    "jct": "junction",
    "ctr": "center",
    "cntr": "center",
    "centre": "center",
    "twp": "township",
    "lk": "lake",
    "lks": "lakes",
    "isl": "island",
    "hbr": "harbor",
    "harbour": "harbor",
    "cnty": "county",
}
DIRECTIONS: Final[dict[str, str]] = {"n": "north", "s": "south", "e": "east", "w": "west"}
FORMALITIES: Final = (
    ("the",),
    ("city", "of"),
    ("town", "of"),
    ("village", "of"),
    ("township", "of"),
    ("ville", "de"),
    ("municipalite", "de"),
)
APOSTROPHES: Final = dict.fromkeys(map(ord, "'\u2018\u2019\u02bb\u02bc`\u00b4\u2032"))
SPACED_APOSTROPHES: Final = dict.fromkeys(APOSTROPHES, " ")
# "L.A." and "D.C." are one word; "St.Louis" is two.
INITIALS: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.)+[^\W\d_]?(?!\w)")


def fold(text: str) -> str:
    """The key under which a name is stored and sought."""
    return _fold(text[:LONGEST_TEXT].translate(APOSTROPHES))


def fold_variants(text: str) -> tuple[str, ...]:
    """The key, and the one with apostrophes as gaps: people type both "d'Alene" and "d Alene"."""
    cut = text[:LONGEST_TEXT]
    typed = dict.fromkeys((cut.translate(APOSTROPHES), cut.translate(SPACED_APOSTROPHES)))
    return tuple(dict.fromkeys(filter(None, map(_fold, typed))))


def plain(text: str) -> str:
    """Without accents, widths and case: letters compare by their base alone."""
    folded = unicodedata.normalize("NFKC", text)
    # Case folding can give new accents to take off (as the dotted capital I does), and the reverse.
    for _ in range(2):
        spread = unicodedata.normalize("NFKD", folded).casefold()
        folded = "".join(mark for mark in spread if not unicodedata.combining(mark))
    return unicodedata.normalize("NFKC", folded)


def _fold(text: str) -> str:
    simple = plain(text) if not text.isascii() else text.lower()
    if "." in simple:
        simple = INITIALS.sub(lambda found: found[0].replace(".", ""), simple)
    if "&" in simple:
        simple = simple.replace("&", " and ")
    if not simple.isalnum():
        simple = "".join(mark if mark.isalnum() else " " for mark in simple)
    words = simple.split()
    last = len(words) - 1
    words = [
        DIRECTIONS[word] if word in DIRECTIONS and at < last else WORDS.get(word, word)
        for at, word in enumerate(words)
    ]
    return " ".join(_without_formalities(words))


def _without_formalities(words: list[str]) -> list[str]:
    start = 0
    while True:
        for formality in FORMALITIES:
            end = start + len(formality)
            if end < len(words) and tuple(words[start:end]) == formality:
                start = end
                break
        else:
            return words[start:]
