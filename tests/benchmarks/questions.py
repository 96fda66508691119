"""The searches that are measured."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from directory.domain.postings import LANGUAGE_LISTS, wanted
from directory.domain.search import COUNTED, PER_PAGE, Criteria
from directory.domain.vocabulary import Access, Gender, Headache, Profession
from directory.queries.nearest import Hit, Nearest
from directory.queries.search import SearchPage, search
from tests.benchmarks.crowd import NOW
from tests.benchmarks.rivals import Point
from tests.benchmarks.stores import Store

COMMON: Final = Criteria(lat=0, lon=0, within_km=40.2336, headache=Headache.MIGRAINE)
PAGE_5: Final = replace(COMMON, page=5)
RARE: Final = replace(COMMON, within_km=80.4672, languages=frozenset({"vi"}))
THREE: Final = Criteria(
    lat=0,
    lon=0,
    within_km=80.4672,
    headache=Headache.CLUSTER,
    gender=Gender.WOMAN,
    access=frozenset({Access.LOW_LIGHT}),
)
EMPTY: Final = Criteria(
    lat=0,
    lon=0,
    within_km=40.0,
    professions=frozenset({Profession.CHIROPRACTOR}),
    access=frozenset({Access.LOW_LIGHT}),
)


def rarest(store: Store) -> Criteria:
    """Ask, at any distance, for the language that the fewest speak."""
    attrs = ", ".join(map(str, LANGUAGE_LISTS.values()))
    fewest = store.connection.exec_driver_sql(
        f"SELECT attr FROM posting WHERE attr IN ({attrs})"  # noqa: S608  (our own numbers)
        " GROUP BY attr ORDER BY count(*), attr LIMIT 1"
    ).scalar()
    tags = {attr: tag for tag, attr in LANGUAGE_LISTS.items()}
    return replace(COMMON, within_km=None, languages=frozenset({tags[int(fewest or 0)]}))


def around(store: Store, asked: Criteria, point: Point) -> Nearest:
    """Put a search around a point."""
    lat, lon = point
    within_m = None if asked.within_km is None else asked.within_km * 1000
    return Nearest(store.connection, wanted(asked, NOW), lat=lat, lon=lon, within_m=within_m)


def paging(store: Store, asked: Criteria) -> Callable[[Point], Sequence[Hit]]:
    """Give one page: who, where and how far."""

    def ask(point: Point) -> Sequence[Hit]:
        return around(store, asked, point).first(asked.offset + PER_PAGE)[asked.offset :]

    return ask


def counting(store: Store, asked: Criteria) -> Callable[[Point], object]:
    """Give the same page, and count as far as we count."""
    need = asked.offset + PER_PAGE
    return lambda point: around(store, asked, point).page(need, limit=COUNTED + 1)


def answering(
    store: Store, asked: Criteria, *, with_partial: bool = False
) -> Callable[[Point], SearchPage]:
    """Answer the whole search, as a page or the JSON interface asks for it."""

    def ask(point: Point) -> SearchPage:
        lat, lon = point
        criteria = replace(asked, lat=lat, lon=lon)
        return search(store.database, criteria, now=NOW, with_partial=with_partial)

    return ask
