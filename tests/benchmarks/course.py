"""The parts of a run: what each needs, made once and shared, and what it measures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import Final

from directory.db import Database
from directory.domain.postings import Searchable
from directory.models import migrations
from directory.workflows.demo import load_demo
from directory.workflows.places import load_places
from tests.benchmarks import (
    changing,
    desk,
    drawing,
    exactness,
    growing,
    pages,
    postgresql,
    records,
    searching,
    served,
    sign_in_timing,
    stores,
)
from tests.benchmarks.crowd import no_search_for_cycles, people, postal_codes
from tests.benchmarks.figures import Figure
from tests.benchmarks.rivals import knows_neighbours
from tests.benchmarks.stores import POSTGRESQL, SQLITE, Store, Written
from tests.clock import START
from tests.clusters import Cluster
from tests.rule_books import REAL

DEMO_PEOPLE: Final = 20_000
EACH_KIND: Final = 20
MOST_BUILD_S: Final = 15
MOST_BUILD_MB: Final = 150
PLACES: Final = 175


@dataclass(frozen=True, kw_only=True)
class Course:
    """One run."""

    folder: Path
    cluster: Cluster | None
    stack: ExitStack
    locations: int
    searches: int
    growth: bool
    written: dict[str, Written] = field(default_factory=dict)

    @cached_property
    def crowd(self) -> Sequence[Sequence[Searchable]]:
        """Everybody who can be found."""
        with no_search_for_cycles():
            return list(people(self.locations))

    @cached_property
    def built(self) -> tuple[Mapping[str, str], float, int]:
        """The filled databases by name, the seconds their postings took to make, and how many."""
        lines, seconds = stores.sorted_lines(self.crowd)
        urls = {name: self.empty(name, "crowd") for name in self.kinds}
        for name, url in urls.items():
            self.written[name] = stores.write_postings(url, lines)
            stores.write_spots(url, self.crowd)
        return urls, seconds, len(lines)

    @cached_property
    def opened(self) -> Mapping[str, Store]:
        """The filled databases, open."""
        return {
            name: self.stack.enter_context(stores.opened(name, url))
            for name, url in self.built[0].items()
        }

    @cached_property
    def recorded(self) -> Mapping[str, Store]:
        """The same with people and places, so that whole searches and pages are answered."""
        for store in self.opened.values():
            store.look_anew()
        for url in self.built[0].values():
            records.write_records(url)
            database = Database(url)
            load_places(database, START)
            database.close()
        return self.opened

    @cached_property
    def demo(self) -> Mapping[str, str]:
        """Databases with demonstration people as of today."""
        urls = {name: self.empty(name, "demo") for name in self.kinds}
        now = datetime.now(UTC)
        for url in urls.values():
            database = Database(url)
            migrations.upgrade(database)
            load_places(database, now)
            load_demo(database, practitioners=DEMO_PEOPLE, seed=1, as_of=now.date(), book=REAL)
            database.close()
        return urls

    @property
    def kinds(self) -> tuple[str, ...]:
        """The databases of this run."""
        return (SQLITE,) if self.cluster is None else (SQLITE, POSTGRESQL)

    @property
    def beside(self) -> Store | None:
        """The database that PostGIS answers in."""
        store = self.opened.get(POSTGRESQL)
        return store if store is not None and knows_neighbours(store) else None

    def empty(self, kind: str, name: str) -> str:
        """Give the URL of a new database."""
        if kind == POSTGRESQL and self.cluster is not None:
            return postgresql.fresh_database(self.cluster, name)
        return stores.sqlite_at(self.folder, name)


def building(run: Course) -> Iterator[Figure]:
    """Build the postings of the crowd."""
    _, seconds, lines = run.built
    million = run.locations / 1_000_000
    for name, written in run.written.items():
        yield Figure(
            name=f"{name}: building postings, a million locations",
            ours=(seconds + written.cpu_s) / million,
            unit="s",
            most=MOST_BUILD_S,
            note=f"{seconds / million:.1f} making {lines / run.locations:.2f} lines a location, "
            f"{written.cpu_s / million:.1f} writing; {written.wall_s / million:.1f} of wall time",
        )
        yield Figure(
            name=f"{name}: postings of a million locations on disk",
            ours=written.size / million / 1e6,
            unit="MB",
            most=MOST_BUILD_MB,
        )


def exact(run: Course) -> Iterator[Figure]:
    """Compare answers with brute force."""
    yield from exactness.figures(list(run.opened.values()), run.crowd, EACH_KIND)


def search(run: Course) -> Iterator[Figure]:
    """Search postings alone."""
    for store in run.opened.values():
        yield from searching.figures(store, run.beside)


def whole(run: Course) -> Iterator[Figure]:
    """Search, count and read the people found."""
    for store in run.recorded.values():
        yield from searching.whole_figures(store, run.beside)


def growth(run: Course) -> Iterator[Figure]:
    """Search a tenth of the crowd and, if asked, five times the crowd."""
    for name, store in run.opened.items():
        yield from growing.figures(
            store,
            lambda size, name=name: run.empty(name, f"crowd_{size}"),  # type: ignore[misc]
            run.locations,
            far=run.growth,
        )


def change(run: Course) -> Iterator[Figure]:
    """Change one practitioner."""
    for name, url in run.demo.items():
        database = Database(url)
        yield from changing.figures(name, database, datetime.now(UTC).replace(microsecond=0))
        database.close()


def web(run: Course) -> Iterator[Figure]:
    """Answer requests in this process."""
    codes = postal_codes(PLACES)
    for name, url in run.demo.items():
        app = pages.make(url, run.folder / "instance")
        yield from pages.figures(f"{name}, {DEMO_PEOPLE:,} people", app, codes)
    for name, store in run.recorded.items():
        url = store.database.url.render_as_string(hide_password=False)
        app = pages.make(url, run.folder / "instance", lambda: START)
        yield from pages.figures(f"{name}, {run.locations:,} locations", app, codes)


def server(run: Course) -> Iterator[Figure]:
    """Answer requests as the real server does."""
    yield from served.figures(_served(run), postal_codes(PLACES))


def maps(_run: Course) -> Iterator[Figure]:
    """Draw the ground under maps."""
    yield from drawing.figures()


def accounts(run: Course) -> Iterator[Figure]:
    """See whether the time of an answer tells who has an account."""
    for kind in run.kinds:
        yield from sign_in_timing.figures(
            kind, run.empty(kind, "accounts"), run.folder / "instance"
        )


def queue(run: Course) -> Iterator[Figure]:
    """Show reviewers a long queue."""
    for kind in run.kinds:
        yield from desk.figures(kind, run.empty(kind, "desk"), run.folder / "instance")


def memory(run: Course) -> Iterator[Figure]:
    """See what a web process keeps."""
    yield served.memory(_served(run), postal_codes(2_000, seed=30), run.searches)


def _served(run: Course) -> dict[str, str]:
    return {
        "DIRECTORY_MODE": "demo",
        "DIRECTORY_INSTANCE": str(run.folder / "instance"),
        "DATABASE_URL": run.demo[SQLITE],
        "SECRET_KEY": token_hex(),
    }


PARTS: Final[Mapping[str, Callable[[Course], Iterator[Figure]]]] = {
    "building": building,
    "exactness": exact,
    "search": search,
    "growth": growth,
    "whole": whole,
    "change": change,
    "web": web,
    "server": server,
    "maps": maps,
    "accounts": accounts,
    "desk": queue,
    "memory": memory,
}
