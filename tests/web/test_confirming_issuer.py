"""What an issuer sees by the link of a letter, and how boards reach a person."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, CredentialKind, IssuerAnswer
from directory.models.mail import Mail
from directory.queries.issuer_requests import requests_of
from directory.workflows.issuer_requests import ask_issuer
from tests.clock import Clock
from tests.factories import person
from tests.pages import PageClient, read_page
from tests.visitors import SAME_SITE, account, office_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FIELDS = {"answer": "confirmed", "words": "", "by": "Kim Doe, registrar"}


def link(app: Flask, database: Database, kind: CredentialKind) -> str:
    """Ask about a credential of somebody; gives the token of the letter."""
    reviewer = Actor(ActorKind.REVIEWER, account(app, ActorKind.REVIEWER))
    number = 700 if kind is CredentialKind.LICENCE else 7
    with office_of(app).act(reviewer) as act:
        ask_issuer(
            act,
            kind,
            credential_id=number,
            issuer="Example Institute",
            email=f"{kind.value}@school.example",
            language="en",
        )
    with database.reading() as connection:
        to = f"{kind.value}@school.example"
        params = connection.scalars(select(Mail.params).where(Mail.to_address == to)).one()
    return str(json.loads(params)["token"])


@pytest.fixture(autouse=True)
def listing(database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        person(session, number=7, at=clock())


def test_an_issuer_sees_what_it_is_asked_and_answers_once(
    app: Flask, client: PageClient, database: Database
) -> None:
    token = link(app, database, CredentialKind.TRAINING)
    page = client.page(f"/confirm?token={token}")
    assert page.heading == "Is this on your record?"
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts == {
        "Name": "Ada Example",
        "What": "Dry needling, levels 1 and 2",
        "Provider": "Example Institute",
        "Completed": "1 May 2022",
        "Hours": "54",
    }
    for wrong in ({"answer": ""}, {"answer": "differs"}, {"by": " "}, {"words": "x" * 1_001}):
        data = {"token": token, **FIELDS, **wrong}
        refused = client.post("/confirm", data=data, headers=SAME_SITE)
        assert refused.status_code == 422, wrong
        assert read_page(refused).title.startswith("Error: Is this on your record?")
    data = {"token": token, **FIELDS}
    assert client.post("/confirm", data=data).status_code == 400
    done = client.post("/confirm", data=data, headers=SAME_SITE)
    assert done.status_code == 303
    assert client.page(done.headers["Location"]).heading == "Thank you. Your answer is noted"
    again = client.post("/confirm", data=data, headers=SAME_SITE)
    assert again.status_code == 410
    assert client.get(f"/confirm?token={token}").status_code == 410
    with database.reading() as connection:
        (said,) = requests_of(connection, 7)
    assert (said.answer, said.answered_by) == (IssuerAnswer.CONFIRMED, FIELDS["by"])


def test_licences_and_certifications_are_shown_as_their_issuers_know_them(
    app: Flask, client: PageClient, database: Database
) -> None:
    token = link(app, database, CredentialKind.LICENCE)
    page = client.page(f"/confirm?token={token}")
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts == {
        "Name": "Ada Example",
        "What": "Physical therapist, Colorado",
        "Number": "PTL.0000007",
        "Issued": "1 Mar 2020",
        "Ends": "28 Feb 2027",
    }
    token = link(app, database, CredentialKind.CERTIFICATION)
    page = client.page(f"/confirm?token={token}")
    assert "Example Board of Needling" in page.texts("dd")


def test_without_a_token_there_is_nothing_to_confirm(client: PageClient) -> None:
    for path in ("/confirm", "/confirm?token=", "/confirm?token=%00", "/confirm?token=a&token=b"):
        assert client.get(path).status_code == 410
    data = {"token": "x" * 100_000, "answer": ["a", "b"]}
    assert client.post("/confirm", data=data, headers=SAME_SITE).status_code == 410


def test_boards_find_how_to_reach_a_person(client: PageClient) -> None:
    page = client.page("/regulators")
    assert page.heading == "For boards and issuers of credentials"
    assert client.page("/").links()["For boards and issuers"] == "/regulators"
