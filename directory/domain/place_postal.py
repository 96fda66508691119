"""Postal codes of both countries, as they are typed and mistyped."""

import re
from dataclasses import dataclass
from typing import Final

from directory.domain.vocabulary import Country

LOOKALIKES: Final = str.maketrans("OoIiLl", "001111")
FSA_LETTERS: Final = "ABCEGHJ-NPRSTVXY"
WHOLE_DIGITS: Final = re.compile(r"(\d{3,5})(?:[ -]{0,3}(\d{4}))?")
ZIP: Final = re.compile(
    r"(?<![\w.-])([0-9OoIl]{5})(?:-\d{4}|\d{4}| \d{4}(?=\s*(?:$|,)))?(?![\w.-])"
)
SHORT_ZIP: Final = re.compile(r"(?<=\s)(\d{4})(?:-\d{4})?\s*$")
CANADIAN: Final = re.compile(
    rf"(?<!\w)([{FSA_LETTERS}][0-9OIL][A-Z])[ -]{{0,3}}([0-9OIL][A-Z][0-9OIL])(?!\w)", re.IGNORECASE
)
BEGUN: Final = re.compile(
    rf"([{FSA_LETTERS}][0-9OIL][A-Z])[0-9OIL](?:[A-Z][0-9OIL]?)?", re.IGNORECASE
)
FSA_AT_END: Final = re.compile(rf"(?<!\w)([{FSA_LETTERS}][0-9][A-Z])\s*$", re.IGNORECASE)
OF_LETTERS: Final = re.compile(
    rf"([{FSA_LETTERS}][OIL][A-Z])(?:[ -]{{0,3}}[OIL][A-Z][OIL])?", re.IGNORECASE
)
ZIP_WORD: Final = re.compile(r"\b(?:zip|postal|code)\b[: ]{0,3}", re.IGNORECASE)
MILITARY_WORD: Final = re.compile(
    r"\b(?:[AFD]PO|(?:A\.P\.O|F\.P\.O|D\.P\.O)\.?)(?!\w)", re.IGNORECASE
)
MILITARY_STATE: Final = re.compile(r"\b(?:AA|AE|AP)\b")
SMALLEST_FRAGMENT: Final = 2


@dataclass(frozen=True, slots=True)
class Postal:
    """A postal code found in a text, and the text without it."""

    country: Country
    code: str
    rest: str
    leads: bool = False
    """It opens the text, where it may as well be the number of a house."""


def find_postal(text: str) -> Postal | None:
    bare = ZIP_WORD.sub("", text).strip(" ,.;-")
    digits = WHOLE_DIGITS.fullmatch(bare)
    if digits:
        return Postal(Country.US, digits[1].zfill(5), "")
    squeezed = "".join(mark for mark in bare if mark.isalnum())
    begun = BEGUN.fullmatch(squeezed)
    if begun and any(mark.isdigit() for mark in squeezed):
        return Postal(Country.CA, fsa(begun[1]), "")
    found = _last(CANADIAN, bare)
    if found and _has_digits(found[0]):
        return Postal(Country.CA, fsa(found[1]), _without(bare, found))
    found = _last(ZIP, bare)
    if found and sum(mark.isdigit() for mark in found[1]) > SMALLEST_FRAGMENT:
        code, rest = found[1].translate(LOOKALIKES), _without(bare, found)
        return Postal(Country.US, code, rest, leads=found.start() == 0 and bool(rest))
    found = FSA_AT_END.search(bare)
    if found:
        return Postal(Country.CA, fsa(found[1]), _without(bare, found))
    return None


def find_short_zip(text: str) -> Postal | None:
    """Four digits at the end: a ZIP code without its zero, if a state stands before it."""
    found = SHORT_ZIP.search(text)
    return Postal(Country.US, found[1].zfill(5), _without(text, found)) if found else None


def fsa_of_letters(text: str) -> str | None:
    """Letters alone that are a Canadian code if some of them are meant as digits."""
    found = OF_LETTERS.fullmatch(text)
    return fsa(found[1]) if found else None


def fsa(text: str) -> str:
    return (text[0] + text[1].translate(LOOKALIKES) + text[2]).upper()


def is_military_zip(code: str) -> bool:
    return code[:2] == "09" or code[:3] in {"340", "962", "963", "964", "965", "966"}


def military_code(text: str, postal: Postal | None) -> str | None:
    """The code of a military post office; such an address is nowhere on the map."""
    word = MILITARY_WORD.search(text)
    if postal and postal.country is Country.US and is_military_zip(postal.code):
        return postal.code
    if word and (MILITARY_STATE.search(text.upper()) or word[0] == text.strip()):
        return postal.code if postal else word[0].upper().replace(".", "")
    return None


def _has_digits(code: str) -> bool:
    return sum(mark.isdigit() for mark in code) >= SMALLEST_FRAGMENT


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 -- the last one is wanted
        pass
    return found


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()].rstrip(' ,')},{text[found.end() :].lstrip(' ,')}".strip(" ,")
