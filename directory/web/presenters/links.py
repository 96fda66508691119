"""A link as every page prints it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; without an address, the place where the reader already is."""

    text: str
    href: str = ""
    note: str = ""
