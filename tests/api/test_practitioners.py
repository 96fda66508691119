from datetime import timedelta

import pytest

from directory.db import Database
from directory.domain import ids
from tests.clock import Clock
from tests.factories import Seen, person
from tests.pages import PageClient

PATH = "/api/v1/practitioners"


def test_a_record_is_that_of_the_contract(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7, languages=("en", "es"), locations=(Seen(lat=40.0),))
    answer = client.get(f"{PATH}/{ids.encode(7)}")
    record = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert (record["id"], record["name"]) == (ids.encode(7), "Ada Example")
    assert record["listed"] is True
    assert record["new_patients"] == {"status": "yes", "confirmed_on": "2026-11-12"}
    assert [place["id"] for place in record["locations"]] == [ids.encode(700), ids.encode(701)]
    found = client.get("/api/v1/search?lat=39.7392&lon=-104.9847").get_json(force=True)
    assert record["locations"][0] == found["results"][0]["location"]


def test_a_lapsed_record_says_that_it_is_not_listed(
    client: PageClient, database: Database, clock: Clock
) -> None:
    with database.transaction() as session:
        person(session, number=7)
    clock.forward(timedelta(days=200))
    answer = client.get(f"{PATH}/{ids.encode(7)}")
    record = answer.get_json(force=True)
    assert (answer.status_code, record["listed"]) == (200, False)
    assert record["locations"][0]["qualified"] is False
    assert record["locations"][0]["checks"]["licence"]["status"] == "none_on_record"


@pytest.mark.parametrize(
    "public_id",
    [
        ids.encode(8), "0", "x" * 12, "0" * 13, "0" * 100_000, "00000000000U", "%00", "%FF" * 12,
        "%ED%A0%80", "..%2F..", "٠" * 12, "'%20OR%201=1", "00000000000%0A",
    ],
)  # fmt: skip
def test_nobody_is_a_problem_with_words(
    client: PageClient, database: Database, public_id: str
) -> None:
    with database.transaction() as session:
        person(session, number=7)
    answer = client.get(f"{PATH}/{public_id}")
    found = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert found["detail"]
    assert client.get(f"/practitioners/{public_id}").status_code == 404


def test_who_was_never_public_is_not_told_apart_from_nobody(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        person(session, number=7, published=False, licensed=False, trained=False, attested_on=None)
    missing = client.get(f"{PATH}/{ids.encode(8)}")
    hidden = client.get(f"{PATH}/{ids.encode(7)}")
    assert hidden.status_code == missing.status_code == 404
    assert "Example" not in hidden.get_data(as_text=True)


@pytest.mark.parametrize(
    "query", ["_external=1", "endpoint=x", "_anchor=%00", "public_id=x", "_scheme=javascript"]
)
def test_other_parameters_break_nothing(client: PageClient, database: Database, query: str) -> None:
    with database.transaction() as session:
        person(session, number=7)
    plain = client.get(f"{PATH}/{ids.encode(7)}")
    assert client.get(f"{PATH}/{ids.encode(7)}?{query}").data == plain.data
    page = client.get(f"/practitioners/{ids.encode(7)}?{query}")
    assert page.headers["Location"] == f"/practitioners/{ids.encode(7)}/ada-example"
