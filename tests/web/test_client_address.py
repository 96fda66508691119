"""Which client a request is counted under, with and without proxies before the server."""

import pytest
from flask import Flask, request
from werkzeug.datastructures import Headers

from directory.web.client_address import client_network

PEER = "192.0.2.7"
CLIENT = "203.0.113.5"
FORGED = "198.51.100.66"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def proxies() -> str:
    return ""


@pytest.fixture
def environment(environment: dict[str, str], proxies: str) -> dict[str, str]:
    return environment | {"DIRECTORY_PROXIES": proxies}


def seen(app: Flask, *forwarded: str, peer: str | None = PEER) -> str:
    """Send a request through all that stands before the app; say whom it is counted under."""
    app.add_url_rule("/client", view_func=lambda: {"network": client_network()})
    headers = Headers([("X-Forwarded-For", each) for each in forwarded])
    answer = app.test_client().get(
        "/client", headers=headers, environ_overrides={"REMOTE_ADDR": peer}
    )
    return str(answer.get_json()["network"])


@pytest.mark.parametrize(
    ("peer", "network"),
    [
        (PEER, PEER),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", PEER),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_client_counts_under_the_network_it_comes_from(
    app: Flask, peer: str | None, network: str
) -> None:
    assert seen(app, peer=peer) == network


@pytest.mark.parametrize("proxies", ["", "0"])
@pytest.mark.parametrize("forwarded", [FORGED, f"{FORGED}, {CLIENT}", "nonsense", ""])
def test_without_a_proxy_nothing_forged_changes_anything(app: Flask, forwarded: str) -> None:
    assert seen(app, forwarded) == PEER


@pytest.mark.parametrize("proxies", ["1"])
@pytest.mark.parametrize(
    "forwarded",
    [
        (CLIENT,),
        (f"{FORGED}, {CLIENT}",),
        (FORGED, CLIENT),
        (f"{FORGED}, {FORGED},{CLIENT}",),
        (f"nonsense, {CLIENT}",),
    ],
)
def test_behind_one_proxy_only_the_last_entry_counts(
    app: Flask, forwarded: tuple[str, ...]
) -> None:
    assert seen(app, *forwarded) == CLIENT


@pytest.mark.parametrize("proxies", ["2"])
def test_behind_two_proxies_the_last_but_one_counts(app: Flask) -> None:
    assert seen(app, f"{FORGED}, {CLIENT}, 192.0.2.8") == CLIENT


@pytest.mark.parametrize(
    ("proxies", "forwarded"), [("1", ()), ("2", ()), ("2", (FORGED,)), ("3", (FORGED, FORGED))]
)
def test_a_request_that_came_around_the_proxies_counts_under_its_own_address(
    app: Flask, forwarded: tuple[str, ...]
) -> None:
    assert seen(app, *forwarded) == PEER


@pytest.mark.parametrize(("proxies", "secure"), [("", False), ("1", True)])
def test_a_proxy_says_how_the_client_asked_but_never_for_which_host_or_path(
    app: Flask, *, secure: bool
) -> None:
    app.add_url_rule("/asked", view_func=lambda: {"asked": request.url, "root": request.root_path})
    headers = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "forged.example",
        "X-Forwarded-Prefix": "/forged",
    }
    answer = app.test_client().get("/asked", headers=headers).get_json()
    scheme = "https" if secure else "http"
    assert answer == {"asked": f"{scheme}://localhost/asked", "root": ""}
