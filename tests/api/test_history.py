"""`as_of` of a practitioner: what was published at the end of a day, as the contract writes it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import CredentialState
from directory.models.credentials import Licence
from directory.models.practitioners import Practitioner
from directory.models.standings import Published
from directory.workflows.standings import restate
from tests.clock import START, Clock
from tests.factories import person
from tests.pages import PageClient
from tests.rule_books import ANYWHERE

PATH = f"/api/v1/practitioners/{ids.encode(7)}"


@pytest.fixture(autouse=True)
def _somebody(database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        person(session, number=7)
    clock.forward(timedelta(days=200))


def problem(answer: TestResponse) -> Any:  # noqa: ANN401  (JSON)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    return answer.get_json(force=True)


def test_the_answer_is_that_of_the_contract(client: PageClient) -> None:
    answer = client.get(f"{PATH}?as_of=2026-11-30")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    record = answer.get_json(force=True)
    assert list(record) == ["id", "as_of", "listed", "locations"]
    assert (record["id"], record["as_of"], record["listed"]) == (ids.encode(7), "2026-11-30", True)
    assert record["locations"] == [
        {
            "id": ids.encode(700),
            "region": "CO",
            "country": "US",
            "time_zone": "America/Denver",
            "profession": "physical_therapist",
            "qualified": True,
            "qualified_until": "2027-03-01T07:00:00Z",
            "listed": True,
            "rule": {
                "version": "2020-01-01",
                "address": "/api/v1/rules?country=US&region=CO&profession=physical_therapist"
                "&as_of=2026-11-30",
            },
            "checks": {
                "licence": {
                    "status": "checked",
                    "how": "regulator_register",
                    "on": "2026-11-03",
                    "until": "2027-03-01T07:00:00Z",
                },
                "training": {
                    "status": "checked",
                    "how": "document_seen",
                    "on": "2026-11-02",
                    "until": None,
                    "head_neck": "yes",
                },
                "accreditation": {
                    "status": "checked",
                    "how": "issuer_confirmed",
                    "on": "2026-10-28",
                    "until": "2028-11-01T06:00:00Z",
                },
            },
        }
    ]


def test_checks_are_shaped_as_on_the_record_of_today(client: PageClient, clock: Clock) -> None:
    earlier = client.get(f"{PATH}?as_of=2026-11-24").get_json(force=True)
    clock.at = START
    today = client.get(PATH).get_json(force=True)
    assert earlier["locations"][0]["checks"] == today["locations"][0]["checks"]


def test_a_lapse_is_seen_on_its_day(client: PageClient) -> None:
    before, after = (
        client.get(f"{PATH}?as_of={day}").get_json(force=True)
        for day in ("2027-02-28", "2027-03-01")
    )
    assert (before["listed"], after["listed"]) == (True, False)
    assert after["locations"][0]["qualified_until"] is None
    assert after["locations"][0]["checks"]["licence"] == {
        "status": "none_on_record", "how": None, "on": None, "until": None,
    }  # fmt: skip


def test_a_location_without_a_rule_says_so(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        session.execute(delete(Licence))
        restate(session, 7, at=START + timedelta(days=1), book=ANYWHERE)
    (place,) = client.get(f"{PATH}?as_of=2026-11-26").get_json(force=True)["locations"]
    assert (place["rule"], place["profession"], place["listed"]) == (None, None, False)


@pytest.mark.parametrize("typed", ["yesterday", "2026-02-30", "20261130", "%D9%A2026-11-30", "%00"])
def test_what_is_no_day_is_a_problem_that_says_what_to_do(client: PageClient, typed: str) -> None:
    found = problem(client.get(f"{PATH}?as_of={typed}"))
    assert found["detail"] == "Give the day as year, month and day, such as 2026-03-31."
    assert found["errors"] == [
        {"name": "as_of", "code": "not_a_day", "detail": found["detail"]},
    ]


def test_a_day_is_given_once(client: PageClient) -> None:
    found = problem(client.get(f"{PATH}?as_of=2026-11-29&as_of=2026-11-30"))
    assert found["errors"][0]["code"] == "repeated"
    assert found["detail"] == "Give one day, not several."


def test_the_future_is_a_problem(client: PageClient, clock: Clock) -> None:
    today = clock.at.date().isoformat()
    found = problem(client.get(f"{PATH}?as_of={today}"))
    assert found["errors"][0]["code"] == "not_ended"
    assert found["detail"].startswith("Choose an earlier day. ")


def test_a_day_that_goes_on_at_the_location_is_a_problem(client: PageClient, clock: Clock) -> None:
    clock.at = START.replace(day=25, hour=6, minute=59, second=59)
    assert problem(client.get(f"{PATH}?as_of=2026-11-24"))["errors"][0]["code"] == "not_ended"
    clock.forward(timedelta(seconds=1))
    assert client.get(f"{PATH}?as_of=2026-11-24").status_code == 200


def test_an_empty_day_is_today(client: PageClient) -> None:
    assert client.get(f"{PATH}?as_of=").data == client.get(PATH).data


def test_who_was_never_listed_is_not_told_apart_from_nobody(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        person(session, number=8, published=False)
    for day in ("2026-11-30", "2020-01-01"):
        hidden, nobody = (
            client.get(f"/api/v1/practitioners/{ids.encode(number)}?as_of={day}")
            for number in (8, 404)
        )
        assert hidden.status_code == nobody.status_code == 404
        assert hidden.data == nobody.data
    assert client.get("/api/v1/practitioners/x?as_of=2026-11-30").status_code == 404


def test_before_the_first_listing_nobody_was_listed(client: PageClient) -> None:
    answer = client.get(f"{PATH}?as_of=2026-11-23")
    assert answer.get_json(force=True) == {
        "id": ids.encode(7), "as_of": "2026-11-23", "listed": False, "locations": [],
    }  # fmt: skip


def test_a_day_is_answered_in_the_same_bytes_after_every_later_act(
    client: PageClient, database: Database, clock: Clock
) -> None:
    paths = [f"{PATH}?as_of=2026-11-{day}" for day in (23, 24, 25, 26)]
    before = [client.get(path).data for path in paths]
    assert b"Ada" not in b"".join(before)
    assert b'Denver"' in b"".join(before)  # the time zone; the city is said nowhere
    with database.transaction() as session:
        for licence in session.scalars(select(Licence)):
            licence.state = CredentialState.REVOKED
        made = session.get_one(Practitioner, 7)
        made.family_name = "Renamed"
        made.locations[0].region = "HI"
        made.locations[0].time_zone = "Pacific/Honolulu"
        restate(session, 7, at=clock.at, book=ANYWHERE)
    assert client.get(PATH).status_code == 410
    assert [client.get(path).data for path in paths] == before
    with database.transaction() as session:
        session.delete(session.get_one(Practitioner, 7))
        restate(session, 7, at=clock.at + timedelta(days=1), book=ANYWHERE)
    clock.forward(timedelta(days=3))
    assert client.get(PATH).status_code == 404
    assert [client.get(path).data for path in paths] == before
    left = client.get(f"{PATH}?as_of={(clock.at - timedelta(days=1)).date()}")
    assert left.get_json(force=True)["locations"] == []


def test_somebody_who_was_erased_is_nobody(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        session.delete(session.get_one(Practitioner, 7))
        session.execute(delete(Published))
        restate(session, 7, at=START, book=ANYWHERE)
    erased = client.get(f"{PATH}?as_of=2026-11-30")
    nobody = client.get(f"/api/v1/practitioners/{ids.encode(404)}?as_of=2026-11-30")
    assert (erased.status_code, erased.data) == (404, nobody.data)
