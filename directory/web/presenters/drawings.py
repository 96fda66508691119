"""Figures as a drawing of columns, with the table that says the same beside it."""

from dataclasses import dataclass
from typing import Final

TALL: Final = 100
"""Of so many parts is the tallest column."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `height`: parts of `TALL`, None where nothing is known."""

    label: str
    value: str
    height: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Columns beside each other, each with its figure above and its name below."""

    id: str
    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The names of columns, and rows of which the first cell names the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def heights(values: list[int | None]) -> list[int | None]:
    """Scale values so that the greatest is `TALL`; what is not nothing is never drawn as such."""
    most = max((value for value in values if value is not None), default=0)
    return [
        None if value is None else max(TALL * value // most, min(value, 1)) if most else 0
        for value in values
    ]
