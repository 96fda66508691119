"""Rows of tables as a driver takes them in bulk: nothing but numbers and text."""

from datetime import date
from typing import Any

from directory.models.base import Base

Row = tuple[Any, ...]
Rows = dict[type[Base], list[Row]]


def plain(value: object) -> object:
    """Write a value as both databases store it."""
    if value is None or value.__class__ is int:
        return value
    if isinstance(value, str):
        # Of our words as well: much faster than their `value`.
        return str(value)
    if isinstance(value, bool):
        # SQLite's driver looks long for how to store what is not quite a whole number.
        return int(value)
    return value.isoformat() if isinstance(value, date) else value
