"""Our order, radius and counts beside geographiclib's, everywhere on the globe."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import asin, degrees
from random import Random
from typing import Final

from directory.domain.postings import Searchable
from directory.domain.search import COUNTED, Criteria
from directory.domain.vocabulary import Access, Headache
from tests.benchmarks import questions
from tests.benchmarks.crowd import EDGES, NOW, everyone, visitors
from tests.benchmarks.ellipsoid import Entry, Truth
from tests.benchmarks.figures import Figure
from tests.benchmarks.rivals import Point
from tests.benchmarks.stores import Store

TIE_M: Final = 0.05
EDGE_M: Final = 0.06
NEEDS: Final = (20, 100)
CITIES: Final = ((40.7128, -74.006), (34.0522, -118.2437), (41.8781, -87.6298), (43.6532, -79.3832))
WHAT: Final = ("order", "radius", "count")
_LONE: Final = 3
"""Points of the whole globe: far from everybody, and slow to check."""


def _migraine(place: Searchable) -> bool:
    return Headache.MIGRAINE in place.headaches


def _spanish_and_step_free(place: Searchable) -> bool:
    return bool(place.headaches) and "es" in place.languages and Access.STEP_FREE in place.access


SEARCHES: Final[Sequence[tuple[Criteria, Callable[[Searchable], bool]]]] = (
    (Criteria(lat=0, lon=0, within_km=None, headache=Headache.MIGRAINE), _migraine),
    (
        Criteria(
            lat=0,
            lon=0,
            within_km=None,
            languages=frozenset({"es"}),
            access=frozenset({Access.STEP_FREE}),
        ),
        _spanish_and_step_free,
    ),
)


def points(each: int) -> dict[str, list[Point]]:
    """Choose where to search, of each kind so many points."""
    rnd = Random(6)  # noqa: S311  (to be repeated, not to be secret)
    globe = [
        (degrees(asin(rnd.uniform(-1, 1))), rnd.uniform(-180, 180)) for _ in range(min(each, _LONE))
    ]
    poles, lines = EDGES[:2], EDGES[2:]
    return {
        "random": [*visitors(each - len(globe), seed=60), *globe],
        "city": [
            (lat + rnd.gauss(0, 0.1), lon + rnd.gauss(0, 0.1))
            for lat, lon in (CITIES[i % len(CITIES)] for i in range(each))
        ],
        "rural": [(rnd.uniform(30, 65), rnd.uniform(-125, -68)) for _ in range(each)],
        "pole": [
            (lat - (lat > 0) * rnd.random() + (lat < 0) * rnd.random(), rnd.uniform(-180, 180))
            for lat, _ in (poles[i % 2] for i in range(each - 2))
        ]
        + list(poles),
        "antimeridian": [
            (lat + rnd.gauss(0, 1), (180 + rnd.gauss(0, 1) + 180) % 360 - 180)
            for lat, _ in (lines[i % 3] for i in range(each))
        ],
    }


def figures(
    stores: Sequence[Store], crowd: Sequence[Sequence[Searchable]], each: int
) -> Iterator[Figure]:
    """Count the searches of each kind that answer otherwise than brute force."""
    wrong: Counter[tuple[str, str]] = Counter()
    asked: Counter[str] = Counter()
    for criteria, wish in SEARCHES:

        def fits(place: Searchable, wish: Callable[[Searchable], bool] = wish) -> bool:
            return place.listed_until > NOW and place.not_taking_until <= NOW and wish(place)

        truth = Truth(everyone(crowd), fits)
        for kind, where in points(each).items():
            for number, point in enumerate(where):
                need = NEEDS[number % len(NEEDS)]
                expected = truth.nearest(point, need)
                metres = _edge(expected, need)
                inside = truth.inside(point, metres)
                asked[kind] += 1
                for store in stores:
                    for what, right in (
                        ("order", _ordered(store, criteria, point, expected, need)),
                        ("radius", _inside(store, criteria, point, metres, inside)),
                        ("count", _counted(store, criteria, point, metres, len(inside))),
                    ):
                        wrong[store.name, f"{kind} {what}"] += not right
    for store in stores:
        for kind, number in asked.items():
            parts = {what: wrong[store.name, f"{kind} {what}"] for what in WHAT}
            yield Figure(
                name=f"{store.name}: {kind}, {number} searches beside geographiclib",
                ours=sum(parts.values()),
                unit="wrong",
                most=0,
                note=", ".join(f"{what} {count}" for what, count in parts.items()),
            )


def _edge(expected: Sequence[Entry], need: int) -> float:
    """Choose a radius that ends right behind someone, by more than what counts as a tie."""
    last = min(need, len(expected)) - 1
    while last > 0 and last + 1 < len(expected):
        gap = expected[last + 1][0] - expected[last][0]
        if gap > 2 * EDGE_M:
            return expected[last][0] + EDGE_M
        last -= 1
    return expected[last][0] + EDGE_M if expected else 1_000.0


def _ordered(
    store: Store, criteria: Criteria, point: Point, expected: Sequence[Entry], need: int
) -> bool:
    hits = questions.around(store, criteria, point).first(need)
    far = {(person, location): metres for metres, person, location in expected}
    return len(hits) == min(need, len(expected)) and all(
        abs(hit.distance_m - metres) < TIE_M
        and abs(far.get((hit.practitioner_id, hit.location_id), -1.0) - metres) < TIE_M
        for hit, (metres, _, _) in zip(hits, expected, strict=False)
    )


def _inside(
    store: Store, criteria: Criteria, point: Point, metres: float, inside: set[int]
) -> bool:
    hits = questions.around(store, replace(criteria, within_km=metres / 1000), point).everyone()
    return {hit.practitioner_id for hit in hits} == inside


def _counted(store: Store, criteria: Criteria, point: Point, metres: float, number: int) -> bool:
    near = questions.around(store, replace(criteria, within_km=metres / 1000), point)
    return near.count(COUNTED + 1) == min(number, COUNTED + 1)
