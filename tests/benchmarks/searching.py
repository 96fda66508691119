"""Searches over postings beside PostGIS's nearest neighbours and rows fetched by key."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.benchmarks import questions, rivals
from tests.benchmarks.crowd import visitors
from tests.benchmarks.figures import Figure
from tests.benchmarks.meters import Meter, Race
from tests.benchmarks.rivals import Point
from tests.benchmarks.stores import POSTGRESQL, SQLITE, Store

POINTS: Final = 300
WARM_UP: Final = 40
KNN: Final = "PostGIS KNN"
KEYS: Final = "20 rows by key"
MOST_OF_KNN: Final = {SQLITE: 0.4, POSTGRESQL: 1.0}
MOST_OF_KEYS: Final = 4.0
MOST_OF_COMMON: Final = {"three filters": 5.0}
MOST_OTHERS: Final = 4.0

Runners = dict[str, tuple[Meter, Callable[[Point], Any]]]


def figures(store: Store, beside: Store | None) -> Iterator[Figure]:
    """Measure each search on one database; `beside` is where PostGIS answers."""
    asked = {
        "common": questions.COMMON,
        "rare filter": questions.RARE,
        "three filters": questions.THREE,
        "page 5": questions.PAGE_5,
        "empty combination within 40 km": questions.EMPTY,
        "rarest filter, any distance": questions.rarest(store),
    }
    runners: Runners = {
        name: (store.meter, questions.paging(store, criteria)) for name, criteria in asked.items()
    }
    runners["common and count"] = store.meter, questions.counting(store, questions.COMMON)
    runners[KEYS] = store.meter, rivals.rows_by_key(store)
    if beside is not None:
        runners[KNN] = beside.meter, rivals.neighbours(beside)
    race = Race(runners).run(visitors(POINTS), warm_up=visitors(WARM_UP, seed=20))

    def figure(name: str, rival: str, most: float | None) -> Figure:
        return Figure(
            name=f"{store.name}: {name}",
            ours=race.typical(name),
            unit="ms",
            beside=race.typical(rival),
            beside_name=rival,
            most=most,
            note=f"p95 {race.slow(name):.2f}",
        )

    if beside is not None:
        yield figure("common", KNN, MOST_OF_KNN[store.name])
    yield figure("common", KEYS, MOST_OF_KEYS)
    for name in asked:
        if name != "common":
            if beside is not None:
                yield figure(name, KNN, None)
            yield figure(name, "common", MOST_OF_COMMON.get(name, MOST_OTHERS))
    yield figure("common and count", KNN if beside is not None else "common", None)


def whole_figures(store: Store, beside: Store | None) -> Iterator[Figure]:
    """Measure searches as the pages ask for them: page, count and the people themselves."""
    page = questions.paging(store, questions.COMMON)
    runners: Runners = {
        "page 1 alone": (store.meter, page),
        "page 1 and count": (store.meter, questions.counting(store, questions.COMMON)),
        "whole search": (store.meter, questions.answering(store, questions.COMMON)),
        "whole search, those without accreditation counted": (
            store.meter,
            questions.answering(store, questions.COMMON, with_partial=True),
        ),
    }
    if beside is not None:
        runners[KNN] = beside.meter, rivals.neighbours(beside)
    race = Race(runners).run(visitors(POINTS), warm_up=visitors(WARM_UP, seed=20))
    rival = KNN if beside is not None else "page 1 alone"
    for name in runners:
        if name not in {KNN, rival}:
            yield Figure(
                name=f"{store.name}: {name}",
                ours=race.typical(name),
                unit="ms",
                beside=race.typical(rival),
                beside_name=rival,
                note=f"p95 {race.slow(name):.2f}",
            )
