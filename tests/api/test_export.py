import json
from datetime import timedelta
from typing import Any

import pytest

from directory.db import Database
from directory.domain import ids
from tests.clock import START, Clock
from tests.factories import Seen, person
from tests.pages import PageClient

PATH = "/api/v1/export/practitioners.ndjson"


def lines(client: PageClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"{PATH}?{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/x-ndjson")
    text = answer.get_data(as_text=True)
    assert not text or text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def test_one_line_a_listed_person(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, number=2**50, given="Bea")
        person(session, number=7, locations=(Seen(lat=40.0),))
        person(session, number=8, published=False)
        person(session, number=9, headaches=())
        person(session, number=10, licensed=False)
    found = lines(client)
    assert [line["id"] for line in found] == [ids.encode(7), ids.encode(2**50)]
    first = found[0]
    assert {"id", "name", "headaches", "languages", "new_patients", "updated_at", "locations"} <= (
        set(first)
    )
    assert first["updated_at"] == "2026-11-24T18:00:00Z"
    searched = client.get("/api/v1/search?lat=39.7392&lon=-104.9847").get_json(force=True)
    assert first["locations"][0] == searched["results"][0]["location"]
    assert len(first["locations"]) == 2


def test_nobody_is_an_empty_export(client: PageClient) -> None:
    assert lines(client) == []


def test_who_lapsed_is_not_in_it(client: PageClient, database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        person(session)
    clock.forward(timedelta(days=200))
    assert lines(client) == []


@pytest.mark.parametrize(
    ("since", "count"),
    [
        ("", 2), ("2026-11-24", 2), ("2026-11-25", 1), ("2026-11-24T18:00:00Z", 2),
        ("2026-11-24T18:00:01Z", 1), ("2026-11-24T18:00", 2), ("2026-11-26", 0),
        ("0001-01-01", 2), ("9999-12-31", 0),
    ],
)  # fmt: skip
def test_only_what_changed_since(
    client: PageClient, database: Database, since: str, count: int
) -> None:
    with database.transaction() as session:
        person(session)
        person(session, at=START + timedelta(days=1))
    assert len(lines(client, f"since={since}")) == count


@pytest.mark.parametrize(
    "since",
    [
        "yesterday", "2026-13-01", "2026-02-30", "2026-11-24T25:00:00Z", "20261124", "1", "%00",
        "2026-11-24T18:00:00%2B02:00", "0000-01-01", "10000-01-01", "%FF", "x" * 100_000,
        "%D9%A2026-11-24", "2026-11-24%00",
    ],
)  # fmt: skip
def test_a_since_that_is_no_date_is_named(client: PageClient, since: str) -> None:
    answer = client.get(f"{PATH}?since={since}")
    found = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert "since" in found["detail"]


@pytest.mark.parametrize("query", ["_external=1", "endpoint=x", "_anchor=x", "near=%00", "page=0"])
def test_other_parameters_break_nothing(client: PageClient, database: Database, query: str) -> None:
    with database.transaction() as session:
        person(session)
    assert lines(client, query) == lines(client)
