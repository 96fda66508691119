"""What practitioners say of themselves: plain text, with promises and comparisons flagged."""

from typing import Final

from directory.domain.entry.faults import Checked, FaultCode, flag
from directory.domain.entry.text import read_lines
from directory.domain.place_text import plain

LONGEST_BIO: Final = 2000
_MARKS: Final = frozenset("#%")

PROMISES: Final = (
    # English
    "guarantee", "guarantees", "guaranteed", "cure", "cures", "cured", "100 %", "100 percent",
    "best", "# 1", "no 1", "number one", "leading", "top rated", "better than", "unlike other",
    "unlike others", "only one who", "miracle", "pain free", "painless", "risk free", "permanent",
    "permanently", "always works", "never fails", "for good", "most experienced",
    # Spanish
    "garantia", "garantiza", "garantizo", "garantizamos", "garantizado", "garantizada", "cura",
    "curo", "curar", "curamos", "curado", "100 por ciento", "mejor", "mejores", "numero uno",
    "n 1", "lider", "milagro", "milagroso", "sin dolor", "sin riesgo", "sin riesgos",
    "para siempre", "permanente", "infalible",
    # French
    "garanti", "garantie", "garantis", "garantit", "garantir", "garantissons", "guerir",
    "guerit", "guerison", "gueris", "guerissons", "100 pour cent", "meilleur", "meilleure",
    "meilleurs", "meilleures", "numero un", "n o 1", "numero 1", "miraculeux", "sans douleur",
    "sans risque", "mieux que", "pour toujours", "definitif", "definitivement", "infaillible",
)  # fmt: skip
"""Guarantees and comparisons, as `plain` writes them; a reviewer reads what stands around them."""


def read_bio(text: str, *, field: str = "bio") -> Checked[str | None]:
    """Read what a person says of themselves."""
    read = read_lines(text, field, longest=LONGEST_BIO)
    found = promises(read.value or "")
    if not found:
        return read
    return Checked(read.value, (flag(FaultCode.BIO_PROMISES, field, words=", ".join(found)),))


def promises(text: str) -> tuple[str, ...]:
    """Give the guarantees and comparisons that stand in a text, in the order of the list."""
    spaced = "".join(
        mark if mark.isalnum() else f" {mark} " if mark in _MARKS else " "
        for mark in plain(text[: 2 * LONGEST_BIO])
    )
    sought = f" {' '.join(spaced.split())} "
    return tuple(phrase for phrase in PROMISES if f" {phrase} " in sought)
