"""Whether the time of an answer tells who has an account, on the pages that anybody may ask."""

import http.client
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from secrets import token_hex
from statistics import median
from time import perf_counter
from typing import Final
from urllib.parse import urlencode

from sqlalchemy import delete

from directory.adapters.password_hashing import Hasher
from directory.db import Database
from directory.domain.accounts.passwords import prepared
from directory.domain.ids import encode
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models import migrations
from directory.models.sessions import LimitWindow
from directory.models.sign_in import PasswordHash
from tests.benchmarks.figures import Figure
from tests.clock import START
from tests.offices import open_accounts
from tests.servers import LiveServer, serving

EACH: Final = 200
WARM_UP: Final = 20
MOST_AUC: Final = 0.60
"""One half: the slower of two answers is as often the unknown address's. One: it always tells."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, and the status of its answer to known addresses and unknown ones alike."""

    path: str
    status: int


PAGES: Final = (
    Asked("/account/sign-in", 422),
    Asked("/account/register", 303),
    Asked("/account/recover", 303),
)


def figures(name: str, url: str, folder: Path) -> Iterator[Figure]:
    """Ask the real server about as many known addresses as unknown ones, in no order."""
    known, unknown = (
        [f"{encode(number)}@people.example" for number in range(start, start + EACH + WARM_UP)]
        for start in (1_000_000, 2_000_000)
    )
    environment = {
        "DIRECTORY_MODE": "demo",
        "DIRECTORY_INSTANCE": str(folder),
        "DATABASE_URL": url,
        "DIRECTORY_PROXIES": "1",
        "SECRET_KEY": token_hex(),
    }
    with closing(Database(url)) as database:
        _register(database)
        with serving("wsgi", environment=environment) as server:
            for page in PAGES:
                _begin_anew(database)
                times = _ask(server, page, {True: known, False: unknown})
                yield Figure(
                    name=f"{name}: telling known addresses by the time of {page.path}",
                    ours=told(times[True], times[False]),
                    unit="AUC",
                    most=MOST_AUC,
                    note=f"{EACH} of each; median {median(times[True]):.2f} ms known, "
                    f"{median(times[False]):.2f} unknown",
                )


def told(these: Sequence[float], those: Sequence[float]) -> float:
    """Give how often the better guess is right: which of two times is one of `these`."""
    longer = sum((a > b) + (a == b) / 2 for a in these for b in those)
    share = longer / (len(these) * len(those))
    return max(share, 1 - share)


def _register(database: Database) -> None:
    migrations.upgrade(database)
    hashed = Hasher().hash(prepared(token_hex()))
    with database.transaction() as session:
        for number in range(1_000_000, 1_000_000 + EACH + WARM_UP):
            open_accounts(session, Actor(ActorKind.OWNER, number), at=START)
            session.add(PasswordHash(account_id=number, hash=hashed, set_at=START))


def _begin_anew(database: Database) -> None:
    # So many letters in an hour are more than everybody together may ask for.
    with database.transaction() as session:
        session.execute(delete(LimitWindow))


def _ask(
    server: LiveServer, page: Asked, addresses: Mapping[bool, Sequence[str]]
) -> Mapping[bool, Sequence[float]]:
    course = [(known, each) for known, these in addresses.items() for each in these[WARM_UP:]]
    Random(1).shuffle(course)  # noqa: S311  (to be repeated, not to be secret)
    first = [(known, each) for known, these in addresses.items() for each in these[:WARM_UP]]
    times: dict[bool, list[float]] = {True: [], False: []}
    lengths = set()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        for number, (known, address) in enumerate(first + course):
            took, length = _time(connection, page, address=address, number=number)
            lengths.add(length)
            if number >= len(first):
                times[known].append(took)
    finally:
        connection.close()
    if len(lengths) != 1:
        message = f"{page.path} tells by its length: {sorted(lengths)} bytes"
        raise AssertionError(message)
    return times


def _time(
    connection: http.client.HTTPConnection, page: Asked, *, address: str, number: int
) -> tuple[float, int]:
    body = urlencode({"email": address, "password": "correct horse battery staple"})
    headers = {
        "Host": f"localhost:{connection.port}",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
        # Each from a network of its own: none comes to its limit.
        "X-Forwarded-For": f"198.51.{number // 256}.{number % 256}",
    }
    start = perf_counter()
    connection.request("POST", page.path, body, headers)
    response = connection.getresponse()
    length = len(response.read())
    took = (perf_counter() - start) * 1000
    if response.status != page.status:
        message = f"{page.path} was answered with {response.status}"
        raise AssertionError(message)
    return took, length
