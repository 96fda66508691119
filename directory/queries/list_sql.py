"""The statements that read search lists: the one place where the two databases differ in reading.

A statement is written for the shape of a search (which comparisons it needs at all) and, on
SQLite, for how many ranges it reads; both come from small closed sets, so that the drivers keep
the prepared statements.
"""

import re
from functools import lru_cache
from typing import Final

from directory.domain.clock import ALWAYS_SECONDS
from directory.domain.postings import ANY_LANGUAGE, ANY_PROFESSION, SOLE_BIT, Wanted

PROBED: Final = 2_000
"""Postings read on each side of a point before a probe gives up."""

_CHORD: Final = "(p.x - :x) * (p.x - :x) + (p.y - :y) * (p.y - :y) + (p.z - :z) * (p.z - :z)"
_COLUMNS: Final = "p.practitioner_id, p.location_id, p.x, p.y, p.z"

Shape = tuple[bool, ...]


def shape_of(want: Wanted) -> Shape:
    """Say which comparisons a search needs; the others are left out of its statements."""
    return (
        want.every != 0,
        want.some != ANY_PROFESSION,
        want.languages != ANY_LANGUAGE,
        want.listed_after >= 0,
        want.taking_after >= 0,
        want.not_taking_before < ALWAYS_SECONDS,
    )


def _fits(shape: Shape) -> str:
    every, some, languages, listed, taking, not_taking = shape
    # Nobody is listed longer than licence and training hold, so one instant is enough.
    tests = ["p.listed_until > :listed_after" if listed else "p.partial_until > :partial_after"]
    if every:
        tests.insert(0, "p.mask & :every = :every")
    if some:
        tests.append("p.mask & :some <> 0")
    if languages:
        tests.append("p.languages & :languages <> 0")
    if taking:
        tests.append("p.taking_until > :taking_after")
    if not_taking:
        tests.append("p.not_taking_until <= :not_taking_before")
    return " AND ".join(tests)


_USED: Final = ("mask", "", "languages", "listed_until", "taking_until", "not_taking_until")


@lru_cache(maxsize=256)
def probe(dialect: str, shape: Shape) -> str:
    """Count, and bound by the farthest, the `need` nearest of a few postings along the curve."""
    used = {name for name, needed in zip(_USED, shape, strict=True) if needed and name}
    used |= {"mask"} if shape[1] else set()
    used |= set() if shape[3] else {"partial_until"}
    columns = ", ".join(sorted(used | {"x", "y", "z"}))
    sides = " UNION ALL ".join(
        f"""SELECT d FROM (SELECT {_CHORD} AS d FROM (
          SELECT {columns} FROM posting WHERE attr = :attr AND cell {step}
          ORDER BY attr {way}, cell {way} LIMIT {PROBED}
        ) AS p WHERE {_fits(shape)} LIMIT :need) AS side_{way or "up"}"""
        for step, way in ((">= :cell", ""), ("< :cell", "DESC"))
    )
    return _written(
        dialect,
        f"SELECT count(*), max(d) FROM (SELECT d FROM ({sides}) AS both_sides"
        " ORDER BY d LIMIT :need) AS nearest",
    )


@lru_cache(maxsize=1_024)
def scan(dialect: str, shape: Shape, *, ranges: int, lists: int) -> str:
    """Read the nearest postings of some ranges; without ranges, of the whole list."""
    source = _source(
        dialect, shape, ranges=ranges, lists=lists, columns=f"{_CHORD} AS d, {_COLUMNS}"
    )
    return _written(
        dialect,
        f"{source} ORDER BY d, practitioner_id, location_id LIMIT :limit",
    )


@lru_cache(maxsize=1_024)
def count_sole(dialect: str, shape: Shape, *, ranges: int, lists: int) -> str:
    """Count the people with a single place in some ranges, up to a limit."""
    source = _source(
        dialect, shape, ranges=ranges, lists=lists, columns="1", also=f"p.mask & {SOLE_BIT} <> 0"
    )
    return _written(dialect, f"SELECT count(*) FROM ({source} LIMIT :limit) AS people")


@lru_cache(maxsize=1_024)
def count(dialect: str, shape: Shape, *, ranges: int, lists: int) -> str:
    """Count people up to a limit, and say whether any stand between the inner and the outer chord.

    Someone with one place inside and one at the edge is counted twice: then count again, inside.
    """
    source = _source(
        dialect, shape, ranges=ranges, lists=lists, columns=f"{_CHORD} AS d, p.practitioner_id"
    )
    return _written(
        dialect,
        f"""SELECT count(*), coalesce(max(edge), 0) FROM (
          SELECT DISTINCT practitioner_id, CASE WHEN d > :inner THEN 1 ELSE 0 END AS edge
          FROM ({source}) AS found WHERE d <= :outer LIMIT :limit
        ) AS people""",
    )


def _source(
    dialect: str, shape: Shape, *, ranges: int, lists: int, columns: str, also: str = ""
) -> str:
    attrs = ", ".join(f":attr{i}" for i in range(lists))
    picked = f"p.attr IN ({attrs})" if lists > 1 else "p.attr = :attr0"
    fits = f"{_fits(shape)} AND {also}" if also else _fits(shape)
    rows = f"SELECT {columns} FROM"
    where = f"{picked} AND p.cell BETWEEN r.low AND r.high AND {fits}"
    if not ranges:
        return f"{rows} posting AS p WHERE {picked} AND {fits}"
    if dialect == "sqlite":
        pairs = ", ".join(f"(:low{i}, :high{i})" for i in range(ranges))
        # CROSS JOIN fixes the order: for each range a seek, never each posting against ranges.
        return (
            f"WITH r(low, high) AS (VALUES {pairs}) {rows} r CROSS JOIN posting AS p WHERE {where}"
        )
    # OFFSET 0 keeps the planner from turning the look-up around.
    return (
        "SELECT q.* FROM unnest(:lows, :highs) AS r(low, high)"
        f" CROSS JOIN LATERAL ({rows} posting AS p WHERE {where} OFFSET 0) AS q"
    )


def _written(dialect: str, statement: str) -> str:
    if dialect == "sqlite":
        return statement
    return re.sub(r":(\w+)", r"%(\1)s", statement)
