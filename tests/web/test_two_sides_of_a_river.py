"""Vancouver, Washington and Portland, Oregon: one person, two laws, and every output says so."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from directory.cli.export import export
from directory.db import Database
from directory.domain import ids
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    AuthorizationKind,
    CheckSource,
    Country,
    CredentialState,
    Technique,
)
from directory.models.credentials import Authorization, Certification, CredentialCheck
from directory.workflows.standings import restate
from tests.clock import Clock
from tests.factories import Seen, person
from tests.pages import PageClient, words
from tests.rule_books import REAL

ENDORSEMENT = AuthorizationKind.ENDORSEMENT

ZONE: Final = "America/Los_Angeles"
VANCOUVER: Final = Seen(
    lat=45.6387, lon=-122.6615, city="Vancouver", region="WA", postal_code="98660", time_zone=ZONE
)
PORTLAND: Final = Seen(
    lat=45.5152, lon=-122.6784, city="Portland", region="OR", postal_code="97204", time_zone=ZONE
)
PERSON: Final = ids.encode(7)
IN_VANCOUVER, IN_PORTLAND = ids.encode(700), ids.encode(701)


@pytest.fixture
def clock() -> Clock:
    """Give the clock of the machine: the command line has no other one."""
    return Clock(datetime.now(UTC).replace(microsecond=0))


@pytest.fixture(autouse=True)
def endorsed(database: Database, clock: Clock) -> None:
    """Write a physical therapist who is licensed in both states, and endorsed in Washington."""
    today = clock.at.date()
    looked = {"source": CheckSource.REGULATOR_REGISTER, "looked_on": today - timedelta(days=2)}
    with database.transaction() as session:
        person(
            session, number=7, at=clock.at, book=REAL, locations=(PORTLAND,),
            lat=VANCOUVER.lat, lon=VANCOUVER.lon, city="Vancouver", region="WA",
            postal_code="98660", time_zone=ZONE, licence_expires=None, attested_on=today,
            confirmed_on=today, techniques=(Technique.DRY_NEEDLING,),
        )  # fmt: skip
        session.add(
            Authorization(
                id=1, practitioner_id=7, country=Country.US, region="WA", kind=ENDORSEMENT,
                issued=date(2024, 1, 1), state=CredentialState.VERIFIED, state_since=clock.at,
                appeal=Appeal.NONE,
                checks=[CredentialCheck(id=1, source_name="Example Register", **looked)],
            )
        )  # fmt: skip
        for check in session.scalars(select(CredentialCheck)):
            check.looked_on = today - timedelta(days=2)
        session.scalars(select(Certification)).one().expires = today + timedelta(days=400)
        restate(session, 7, at=clock.at, book=REAL)


def places(found: dict[str, Any]) -> dict[str, bool]:
    """Say of each place of a record whether the person is qualified there."""
    return {place["id"]: place["qualified"] for place in found["locations"]}


BOTH: Final = {IN_VANCOUVER: True, IN_PORTLAND: False}


@pytest.mark.parametrize("around", [VANCOUVER, PORTLAND], ids=lambda place: place.city)
@pytest.mark.parametrize("checks", ["all", "licence_training"])
def test_a_search_finds_the_first_place_alone(
    client: PageClient, around: Seen, checks: str
) -> None:
    found = client.get(
        f"/api/v1/search?lat={around.lat}&lon={around.lon}&checks={checks}"
    ).get_json(force=True)
    (result,) = found["results"]
    assert (result["id"], result["location"]["id"]) == (PERSON, IN_VANCOUVER)
    assert result["location"]["qualified"] is True
    near = f"lat={around.lat}&lon={around.lon}&within=2&unit=km&checks={checks}"
    close = client.get(f"/api/v1/search?{near}").get_json(force=True)
    assert close["total"] == (1 if around is VANCOUVER else 0)


@pytest.mark.parametrize("around", [VANCOUVER, PORTLAND], ids=lambda place: place.city)
def test_the_page_of_results_shows_the_first_place_alone(client: PageClient, around: Seen) -> None:
    page = client.page(f"/search?lat={around.lat}&lon={around.lon}&headache=migraine")
    (card,) = page.all("div", class_="card")
    assert "Ada Example" in words(card)
    assert "Vancouver, WA" in words(card)
    assert "Portland, OR" not in words(card)


def test_the_profile_says_of_each_place_what_holds_there(client: PageClient) -> None:
    page = client.page(f"/practitioners/{PERSON}/ada-example")
    vancouver, portland = (
        words(panel)
        for panel in page.one("section", aria_labelledby="visit").iter("div")
        if "panel" in panel.get("class", "").split()
    )
    assert "Vancouver, WA" in vancouver
    assert "Portland, OR" in portland
    good, waiting = "All three checks are good here until", "it is not in use yet"
    assert (good in vancouver, waiting in vancouver) == (True, False)
    assert (good in portland, waiting in portland) == (False, True)


def test_the_profile_shows_the_endorsement_and_how_it_was_checked(client: PageClient) -> None:
    checked = words(client.page(f"/practitioners/{PERSON}/ada-example").one("main"))
    assert "An endorsement, from the regulator (Washington)" in checked
    french = words(client.page(f"/fr/practitioners/{PERSON}/ada-example").one("main"))
    assert "An endorsement" not in french


def test_the_record_says_of_each_place_what_holds_there(client: PageClient) -> None:
    record = client.get(f"/api/v1/practitioners/{PERSON}").get_json(force=True)
    assert record["listed"] is True
    assert places(record) == BOTH
    portland = record["locations"][1]
    assert portland["qualified_until"] is None
    assert portland["listed_until"] is None
    # The license of Oregon is there; it is the law that waits.
    assert portland["checks"]["licence"]["status"] == "checked"


def test_the_export_says_of_each_place_what_holds_there(client: PageClient) -> None:
    text = client.get("/api/v1/export/practitioners.ndjson").get_data(as_text=True)
    (line,) = text.splitlines()
    assert places(json.loads(line)) == BOTH


@pytest.mark.parametrize("kind", ["csv", "ndjson"])
def test_the_command_line_says_of_each_place_what_holds_there(
    app: Flask, environment: dict[str, str], kind: str
) -> None:
    assert app.testing
    done = CliRunner().invoke(export, ["practitioners", "--format", kind], env=environment)
    assert done.exit_code == 0, done.output
    if kind == "ndjson":
        (line,) = done.output.splitlines()
        assert places(json.loads(line)) == BOTH
        return
    rows = list(csv.DictReader(io.StringIO(done.output)))
    assert {row["location_id"]: row["qualified"] for row in rows} == {
        IN_VANCOUVER: "True",
        IN_PORTLAND: "False",
    }
    until = {row["location_id"]: row["qualified_until"] for row in rows}
    assert until[IN_VANCOUVER] > ""
    assert until[IN_PORTLAND] == ""


def test_without_the_endorsement_neither_place_finds_them(
    client: PageClient, database: Database, clock: Clock
) -> None:
    with database.transaction() as session:
        session.scalars(select(Authorization)).one().state = CredentialState.SUBMITTED
        restate(session, 7, at=clock.at, book=REAL)
    for around in (VANCOUVER, PORTLAND):
        found = client.get(f"/api/v1/search?lat={around.lat}&lon={around.lon}")
        assert found.get_json(force=True)["results"] == []
    record = client.get(f"/api/v1/practitioners/{PERSON}").get_json(force=True)
    assert (record["listed"], places(record)) == (False, {IN_VANCOUVER: False, IN_PORTLAND: False})
