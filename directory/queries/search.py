"""A page of search results: the nearest people who fit, how many there are, and ways out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection

from directory.db import Database
from directory.domain.place_text import plain
from directory.domain.postings import wanted
from directory.domain.search import COUNTED, NEAREST_SHOWN, PER_PAGE, Criteria, page_count
from directory.domain.vocabulary import ChecksFilter, Sort
from directory.queries.listing_views import ResultView
from directory.queries.listings import result_of, rows_of
from directory.queries.nearest import Hit, Nearest

FEW: Final = 3
"""With fewer results than this, people without recognised accreditation follow apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of results.

    `total` counts people, exactly up to 1,000. `sort` is the order that was used: others than
    distance are kept for results that were counted exactly. `nearest` is filled only when nobody
    was found. `without_accreditation` counts those who fit but for accreditation, and
    `also` shows them when there are few others; both only where they were asked for.
    """

    results: tuple[ResultView, ...]
    total: int
    total_is_exact: bool
    page: int
    per_page: int
    pages: int
    sort: Sort
    nearest: tuple[ResultView, ...] = ()
    without_accreditation: int | None = None
    also: tuple[ResultView, ...] = ()


def search(
    database: Database, criteria: Criteria, *, now: int, with_partial: bool = False
) -> SearchPage:
    """Answer a search at an instant (UTC seconds)."""
    with database.reading() as connection:
        around = _around(connection, criteria, now=now)
        ahead, counted = around.page(criteria.offset + PER_PAGE, limit=COUNTED + 1)
        exact = counted <= COUNTED
        total = min(counted, COUNTED)
        sort = criteria.sort if exact else Sort.DISTANCE
        hits: Sequence[Hit] = ahead[criteria.offset :]
        if sort is not Sort.DISTANCE and hits:
            ordered = _sorted(connection, around.everyone(), by=sort)
            hits = ordered[criteria.offset : criteria.offset + PER_PAGE]
        nearest: Sequence[Hit] = ()
        if total == 0 and criteria.within_km is not None:
            nearest = _around(connection, replace(criteria, within_km=None), now=now).first(
                NEAREST_SHOWN
            )
        partial: int | None = None
        also: Sequence[Hit] = ()
        if with_partial and criteria.checks is ChecksFilter.ALL:
            partial, also = _partial(connection, criteria, now=now, total=total)
        shown = [hit.location_id for hit in (*hits, *nearest, *also)]
        rows = rows_of(connection, shown)
    return SearchPage(
        results=_views(rows, hits, now=now),
        total=total,
        total_is_exact=exact,
        page=criteria.page,
        per_page=PER_PAGE,
        pages=page_count(total),
        sort=sort,
        nearest=_views(rows, nearest, now=now),
        without_accreditation=partial,
        also=_views(rows, also, now=now),
    )


def _around(connection: Connection, criteria: Criteria, *, now: int) -> Nearest:
    within = None if criteria.within_km is None else criteria.within_km * 1000
    return Nearest(
        connection, wanted(criteria, now), lat=criteria.lat, lon=criteria.lon, within_m=within
    )


def _views(rows: Mapping[int, Any], hits: Sequence[Hit], *, now: int) -> tuple[ResultView, ...]:
    # Who left between the two statements has no row any more, and is left out.
    return tuple(
        result_of(rows[hit.location_id], hit.distance_m, now=now)
        for hit in hits
        if hit.location_id in rows
    )


def _partial(
    connection: Connection, criteria: Criteria, *, now: int, total: int
) -> tuple[int | None, Sequence[Hit]]:
    """Find who fits but for accreditation: everyone in the wider list who is not in the first."""
    if total >= COUNTED:
        return None, ()
    wider = _around(connection, replace(criteria, checks=ChecksFilter.LICENCE_TRAINING), now=now)
    counted = min(wider.count(COUNTED), COUNTED)
    if total >= FEW or counted == total:
        return counted - total, ()
    listed = {hit.practitioner_id for hit in _around(connection, criteria, now=now).everyone()}
    others = [hit for hit in wider.first(PER_PAGE + total) if hit.practitioner_id not in listed]
    return counted - total, others[:PER_PAGE]


def _sorted(connection: Connection, hits: Sequence[Hit], *, by: Sort) -> list[Hit]:
    rows = rows_of(connection, [hit.location_id for hit in hits])
    hits = [hit for hit in hits if hit.location_id in rows]

    def by_name(hit: Hit) -> tuple[str, str, int, int]:
        row = rows[hit.location_id]
        return plain(row[3]), plain(row[2]), hit.practitioner_id, hit.location_id

    def checked_on(hit: Hit) -> str:
        row = rows[hit.location_id]
        return max(str(day) for day in (row[31], row[34], row[38], "") if day is not None)

    if by is Sort.NAME:
        return sorted(hits, key=by_name)
    steady = sorted(hits, key=lambda hit: (hit.practitioner_id, hit.location_id))
    return sorted(steady, key=checked_on, reverse=True)
