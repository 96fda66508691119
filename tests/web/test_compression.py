"""Which answers are packed, for whom, and that those with a secret never are."""

import gzip
import json
from typing import Final

import pytest
from flask import Flask

from directory.db import Database
from directory.web.compression import OPEN_WINGS
from tests.clock import Clock
from tests.factories import person
from tests.pages import PageClient
from tests.web.callers import come, named
from tests.web.doors import GUARDED

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

GZIP: Final = {"Accept-Encoding": "gzip, deflate, br, zstd"}
OPEN: Final = ("/", "/rules/us/co", "/api/v1/rules", "/log/")
EXPORT: Final = "/api/v1/export/practitioners.ndjson"


@pytest.mark.parametrize("path", OPEN)
def test_what_holds_no_secret_is_packed(client: PageClient, path: str) -> None:
    plain, packed = client.get(path), client.get(path, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert len(answer.headers.getlist("Vary")) == 1


TAKES: Final = {
    "": False,
    "gzip": True,
    "GZIP": True,
    "br;q=1.0, gzip;q=0.8, *;q=0.1": True,
    "gzip;q=0": False,
    "gzip;q=0.000": False,
    "gzip;q=0, *": False,
    "*": True,
    "*;q=0": False,
    "identity": False,
    "identity, gzip;q=0.5": False,
    "identity;q=0.5, gzip": True,
    "identity;q=0": False,
    "br": False,
    "\x01,;;q=,=": False,
    "gzipped": False,
}


def test_the_reader_s_program_says_what_it_takes(app: Flask) -> None:
    client = app.test_client()
    for accepted, packed in TAKES.items():
        answer = client.get("/rules", headers={"Accept-Encoding": accepted})
        assert answer.status_code == 200
        assert (answer.headers.get("Content-Encoding") == "gzip") is packed, accepted
    assert client.get("/rules", headers={"Accept-Encoding": "gzip;q=what"}).status_code == 200


def test_a_head_says_how_long_the_packed_page_is(app: Flask) -> None:
    client = app.test_client()
    whole, head = client.get("/rules", headers=GZIP), client.head("/rules", headers=GZIP)
    assert head.data == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]
    assert head.headers["Content-Encoding"] == "gzip"


def test_what_is_short_stays_as_it_is(app: Flask) -> None:
    answer = app.test_client().get("/log/key", headers=GZIP)
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_refusal_is_packed_as_well(app: Flask) -> None:
    refused = app.test_client().get("/search?near=", headers=GZIP)
    assert b"There is a problem" in gzip.decompress(refused.data)


def test_a_long_list_is_packed_as_it_goes(app: Flask, database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        for number in range(1, 6):
            person(session, number=number, at=clock.at)
    client = app.test_client()
    plain, packed = client.get(EXPORT), client.get(EXPORT, headers=GZIP)
    assert "Content-Length" not in packed.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len([json.loads(line) for line in plain.data.splitlines()]) == 5
    assert client.head(EXPORT, headers=GZIP).status_code == 200


def test_no_wing_that_knows_who_asks_is_packed(app: Flask) -> None:
    """A token in a page, and words of somebody else beside it: its length would tell the token."""
    assert not OPEN_WINGS & set(GUARDED)
    owner = come(app, named("an owner"))
    for path in ("/account/", "/account/name", "/account/sign-in", "/review/nowhere"):
        answer = owner.client.get(path, headers=GZIP)
        assert "Content-Encoding" not in answer.headers, path
        assert len(answer.data) > 512 or answer.status_code in {303, 308}, path


def test_no_page_that_is_packed_answers_to_a_cookie(app: Flask) -> None:
    """But to that for light or dark, which is no secret."""
    owner = come(app, named("an owner"))
    for path in OPEN:
        known = owner.client.get(path, headers=GZIP)
        assert known.data == app.test_client().get(path, headers=GZIP).data, path
