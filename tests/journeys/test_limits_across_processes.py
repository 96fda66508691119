"""Somebody tries passwords against the real server, however many workers it has."""

import http.client
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Final
from urllib.parse import urlencode

import pytest

from directory.adapters.password_hashing import Hasher
from directory.db import Database
from directory.domain.accounts.passwords import prepared
from directory.domain.ids import encode
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models.sign_in import PasswordHash
from tests.clock import START
from tests.offices import OWNER, open_accounts
from tests.servers import LiveServer, serving

RIGHT: Final = "kettle orbit mustard violin"
ANOTHER: Final = Actor(ActorKind.OWNER, 9_200)
TRIES, CLIENTS = 80, 8
LET_IN, TRIED, REFUSED = 303, 422, 429
AN_ACCOUNT, A_NETWORK = 10, 50
"""Tries in five minutes."""


@pytest.fixture
def environment(environment: dict[str, str], database_url: str) -> dict[str, str]:
    """Two people with the same good password, and a proxy before the server."""
    with closing(Database(database_url)) as database, database.transaction() as session:
        open_accounts(session, OWNER, ANOTHER, at=START)
        hashed = Hasher().hash(prepared(RIGHT))
        for each in (OWNER, ANOTHER):
            session.add(PasswordHash(account_id=each.account, hash=hashed, set_at=START))
    return environment | {"DIRECTORY_MODE": "demo", "DIRECTORY_PROXIES": "1"}


def email(actor: Actor) -> str:
    assert actor.account is not None
    return f"{encode(actor.account)}@people.example"


def knock(server: LiveServer, address: str, *, password: str = "", network: int = 0) -> int:
    """Try to sign in over a connection of its own, which may go to any worker."""
    form = urlencode({"email": address, "password": password or "correct horse battery staple"})
    headers = {
        "Host": f"localhost:{server.port}",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
        # As a proxy hands on what a client forged, and adds where it came from.
        "X-Forwarded-For": f"198.51.100.{len(address)}, 203.0.113.{network}",
    }
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("POST", "/account/sign-in", form, headers)
        response = connection.getresponse()
        response.read()
        waits = response.headers.get("Retry-After", "0")
        assert (response.status == REFUSED) == (0 < int(waits) <= 300)
        return response.status
    finally:
        connection.close()


def knock_often(server: LiveServer, knocks: Iterable[tuple[str, int]]) -> Mapping[int, int]:
    """Count the answers to tries by address and network, several at a time."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        return Counter(clients.map(lambda each: knock(server, each[0], network=each[1]), knocks))


@pytest.mark.parametrize(
    ("database_url", "workers"),
    [("sqlite", "1"), ("sqlite", "2"), ("sqlite", "4"), ("postgresql", "2")],
    indirect=["database_url"],
)
def test_of_eighty_wrong_passwords_exactly_ten_are_tried(
    environment: dict[str, str], workers: str
) -> None:
    knocks = [(email(OWNER), network) for network in range(TRIES)]
    with serving("wsgi", environment=environment | {"DIRECTORY_WORKERS": workers}) as server:
        assert knock_often(server, knocks) == {TRIED: AN_ACCOUNT, REFUSED: TRIES - AN_ACCOUNT}
        # The right one is not even looked at any more; other people sign in as ever.
        assert knock(server, email(OWNER), password=RIGHT, network=200) == REFUSED
        assert knock(server, email(ANOTHER), password=RIGHT, network=200) == LET_IN


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_network_tries_exactly_fifty_addresses_and_a_restart_forgives_nothing(
    environment: dict[str, str],
) -> None:
    owners = [(email(OWNER), network) for network in range(TRIES)]
    # Each with another forged address before its own; nobody has an account under any of them.
    others = [(f"{'a' * number}@people.example", 200) for number in range(1, TRIES + 1)]
    before = 4
    with serving("wsgi", environment=environment | {"DIRECTORY_WORKERS": "2"}) as server:
        assert knock_often(server, owners[:before]) == {TRIED: before}
        assert knock_often(server, others) == {TRIED: A_NETWORK, REFUSED: TRIES - A_NETWORK}
    with serving("wsgi", environment=environment | {"DIRECTORY_WORKERS": "2"}) as server:
        left = AN_ACCOUNT - before
        assert knock_often(server, owners[before:]) == {TRIED: left, REFUSED: TRIES - AN_ACCOUNT}
        assert knock(server, email(ANOTHER), password=RIGHT, network=200) == REFUSED
        assert knock(server, email(ANOTHER), password=RIGHT, network=201) == LET_IN
