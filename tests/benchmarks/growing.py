"""How much longer the common search takes among more people."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final

from tests.benchmarks import questions, stores
from tests.benchmarks.crowd import no_search_for_cycles, people, visitors
from tests.benchmarks.figures import Figure
from tests.benchmarks.meters import Race
from tests.benchmarks.rivals import Point
from tests.benchmarks.stores import Store

POINTS: Final = 200
WARM_UP: Final = 30
MOST: Final = 1.6
FAR: Final = 5


def figures(
    store: Store, empty: Callable[[int], str], locations: int, *, far: bool
) -> Iterator[Figure]:
    """Ask in turn among a tenth, the whole and, where wanted, five times as many."""
    sizes = [locations // 10] + ([locations * FAR] if far else [])
    smallest, largest = sizes[0], max(*sizes, locations)
    with _filled(store, empty, sizes) as others:
        crowds = {locations: store, **others}
        race = Race[Point](
            {
                f"{size:,}": (each.meter, questions.paging(each, questions.COMMON))
                for size, each in sorted(crowds.items())
            }
        ).run(visitors(POINTS), warm_up=visitors(WARM_UP, seed=20))
        for size in sorted(crowds):
            if size != smallest:
                yield Figure(
                    name=f"{store.name}: common, among {size:,}",
                    ours=race.typical(f"{size:,}"),
                    unit="ms",
                    beside=race.typical(f"{smallest:,}"),
                    beside_name=f"among {smallest:,}",
                    most=MOST if size == largest else None,
                )


@contextmanager
def _filled(
    store: Store, empty: Callable[[int], str], sizes: Sequence[int]
) -> Iterator[dict[int, Store]]:
    with ExitStack() as stack:
        others = {}
        for size in sizes:
            url = empty(size)
            with no_search_for_cycles():
                crowd = list(people(size))
            stores.write_postings(url, stores.sorted_lines(crowd)[0])
            del crowd
            stores.settle(url)
            others[size] = stack.enter_context(stores.opened(store.name, url))
        yield others
