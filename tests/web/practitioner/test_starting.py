"""What it takes, three questions in the address, finding oneself, and one own listing."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.db import Database
from directory.domain.situations import Actor
from directory.domain.verification import Action
from directory.domain.vocabulary import ActorKind, CredentialKind, Profession
from directory.models.decision_log import LogEntry
from directory.models.desk import DecisionFact
from directory.models.practitioners import Practises, Practitioner
from tests.clock import Clock
from tests.visitors import account, anybody, office_of, signed_in
from tests.web.practitioner.own_pages import refused, said_at

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@on_one_database
def test_the_three_questions_lead_to_the_beginning(app: Flask) -> None:
    client = anybody(app)
    page = client.page("/listing/start")
    assert page.heading == "List your practice"
    assert page.links()["Start"] == "/listing/start/profession"
    assert client.page("/listing/start/profession").heading == (
        "Which license do you practice under?"
    )
    asked = client.get("/listing/start/profession?asked=1&profession=physical_therapist")
    assert asked.status_code == 303
    assert asked.location == "/listing/start/place?profession=physical_therapist"
    assert client.page(asked.location).heading == "Where do you see patients?"
    asked = client.get(f"{asked.location}&asked=1&place=US-MD")
    assert asked.status_code == 303
    page = client.page(asked.location)
    # The rule of the place stands beside the question it matters for.
    assert any("Maryland" in each for each in page.texts("section", class_="note"))
    assert any("80 hours" in each for each in page.texts("li"))
    page = client.page(f"{asked.location}&asked=1&trained=yes")
    assert page.heading == "You can list your practice"
    assert page.links()["Continue"] == "/listing/begin?profession=physical_therapist"


@on_one_database
def test_a_question_that_was_not_answered_is_asked_again_with_what_to_do(app: Flask) -> None:
    client = anybody(app)
    base = "/listing/start"
    page = refused(client.get(f"{base}/profession?asked=1"))
    assert said_at(page, "profession") == "Choose your profession, or “None of these”"
    page = refused(client.get(f"{base}/place?asked=1&profession=chiropractor&place=US-ZZ"))
    assert page.all("select", id="place")
    page = refused(client.get(f"{base}/place?asked=1&profession=chiropractor"))
    assert said_at(page, "place") == "Choose the state or province where you see patients"
    page = refused(client.get(f"{base}/training?asked=1&profession=chiropractor&place=US-CO"))
    assert said_at(page, "trained") == "Choose yes or no"
    for path in ("place", "training", "place?profession=astrologer", "training?profession=x"):
        assert client.get(f"{base}/{path}").location == f"{base}/profession"


@on_one_database
def test_who_cannot_be_listed_reads_why_and_what_to_do(app: Flask) -> None:
    client = anybody(app)
    base = "/listing/start"
    page = client.page(f"{base}/profession?asked=1&profession=none")
    assert page.heading == "You cannot list your practice yet"
    page = client.page(f"{base}/place?asked=1&profession=physical_therapist&place=US-CA")
    assert page.heading == "You cannot list your practice yet"
    assert any("California" in each for each in page.texts("section", class_="note"))
    assert page.all("p", class_="source")
    page = client.page(f"{base}/training?asked=1&profession=chiropractor&place=US-CO&trained=no")
    assert page.heading == "You cannot list your practice yet"


def test_an_account_begins_one_listing_and_no_second(app: Flask, database: Database) -> None:
    client = signed_in(app, account(app))
    page = client.page("/listing/begin?profession=chiropractor")
    assert [each.get("value") for each in page.all("input", id="given_name")] == ["Robin"]
    refused(client.send("/listing/begin", given_name="", family_name="Do3"))
    made = {"given_name": "Robin", "family_name": "Doe", "profession": "chiropractor"}
    first = client.send("/listing/begin", **made)
    assert first.status_code == 303
    again = client.send("/listing/begin", **made)
    assert again.location == first.location
    assert client.get("/listing/begin").location == first.location
    assert client.page(first.location).heading == "Listing of Robin Doe"
    assert client.page("/listing/").links()["Robin Doe"] == first.location
    with database.reading() as connection:
        row = connection.execute(select(Practitioner.published, Practitioner.account_id)).one()
        assert row.published is False
        assert connection.scalars(select(Practises.profession)).all() == [Profession.CHIROPRACTOR]
        assert connection.scalar(select(func.count()).select_from(LogEntry)) == 1


@on_one_database
def test_what_no_page_can_hold_is_said_to_be_no_text(app: Flask) -> None:
    client = signed_in(app, account(app))
    for odd in ("A\x00da", "\u202eada", "\x07", "a" * 100_000):
        answer = client.send("/listing/begin", given_name=odd, family_name="Doe")
        refused(answer)
        assert "\x00" not in answer.get_data(as_text=True)


@on_one_database
def test_the_start_says_how_long_others_have_waited_once_that_is_known(
    app: Flask, clock: Clock
) -> None:
    client = anybody(app)
    assert "Half of the licenses" not in client.get("/listing/start").text
    with office_of(app).act(Actor(ActorKind.SYSTEM, None)) as act:
        act.session.add_all(
            DecisionFact(
                id=number,
                account_id=1,
                day=act.today,
                at=act.at,
                kind=CredentialKind.LICENCE,
                action=Action.VERIFY,
                waited=86_400 * 3,
                undone=False,
            )
            for number in range(20)
        )
    clock.forward(timedelta(minutes=15))
    said = "Half of the licenses that we checked in the last 90 days had waited 3 days or less."
    assert said in client.get("/listing/start").text
