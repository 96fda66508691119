"""The real server as its operators run it: requests a second, and how much memory it keeps."""

import http.client
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from tests.benchmarks.figures import Figure
from tests.benchmarks.meters import spent_by
from tests.benchmarks.pages import JSON, LEAST, ONE_LINE, PAGE, address
from tests.servers import LiveServer, serving

ROUNDS: Final = 6
A_ROUND: Final = 40
CLIENTS: Final = 4
PAGE_EVERY: Final = 10
MOST_MB: Final = 150


def figures(environment: Mapping[str, str], places: Sequence[str]) -> Iterator[Figure]:
    """Ask both servers in turn over one connection each, some hundred times."""
    with (
        serving("tests.benchmarks.one_line", environment=environment) as rival,
        serving("wsgi", environment=environment) as ours,
    ):
        courses: dict[str, tuple[LiveServer, list[str]]] = {
            ONE_LINE: (rival, ["/"] * len(places)),
            JSON: (ours, [address("/api/v1/search", place) for place in places]),
            PAGE: (ours, [address("/search", place) for place in places]),
        }
        cpu: dict[str, list[float]] = {name: [] for name in courses}
        wall: dict[str, list[float]] = {name: [] for name in courses}
        for number in range(ROUNDS + 1):
            for name, (server, addresses) in courses.items():
                these = list(islice(cycle(addresses), number * A_ROUND, (number + 1) * A_ROUND))
                before, start = _spent(server), perf_counter()
                _ask(server, these)
                took, used = perf_counter() - start, _spent(server) - before
                if number:
                    cpu[name].append(used / A_ROUND * 1000)
                    wall[name].append(A_ROUND / took)
    for name in (JSON, PAGE):
        yield Figure(
            name=f"server: {name}",
            ours=1000 / median(cpu[name]),
            unit="requests/s",
            beside=1000 / median(cpu[ONE_LINE]),
            beside_name=ONE_LINE,
            least=LEAST[name],
            note=f"by the server's processor time; one client waiting in turn: "
            f"{median(wall[name]):.0f} beside {median(wall[ONE_LINE]):.0f}",
        )


def memory(environment: Mapping[str, str], places: Sequence[str], searches: int) -> Figure:
    """Search many times, one in ten as a page, and look at what the worker holds."""
    with serving("wsgi", environment=environment) as server:
        addresses = [
            address("/search" if number % PAGE_EVERY == 0 else "/api/v1/search", place)
            for number, place in enumerate(islice(cycle(places), searches))
        ]
        with ThreadPoolExecutor(CLIENTS) as clients:
            shares = [addresses[start::CLIENTS] for start in range(CLIENTS)]
            list(clients.map(lambda share: _ask(server, share), shares))
        resident, own = max(_memory(pid) for pid in _family(server.process.pid))
    return Figure(
        name=f"memory of a web process after {searches:,} searches",
        ours=resident,
        unit="MB",
        most=MOST_MB,
        note=f"of which {own:.0f} MB its own; the rest are files it shares, the database's too",
    )


def _ask(server: LiveServer, addresses: Sequence[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        for each in addresses:
            connection.request("GET", each, headers={"Host": f"localhost:{server.port}"})
            response = connection.getresponse()
            response.read()
            if response.status not in {200, 300}:
                message = f"{each} was answered with {response.status}"
                raise AssertionError(message)
    finally:
        connection.close()


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield from _family(int(child))


def _spent(server: LiveServer) -> float:
    return sum(map(spent_by, _family(server.process.pid)))


def _memory(pid: int) -> tuple[float, float]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kept = {name: value for name, _, value in (line.partition(":") for line in lines)}
    resident, own = (int(kept[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon"))
    return resident, own
