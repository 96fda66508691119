"""The review screen: one person, all that they sent, and what speaks for and against it."""

import pytest
from flask import Flask

from directory.domain import ids
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from tests.factories import person
from tests.visitors import AccountClient, account, office_of, signed_in

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ADA = 7
PAGE = f"/review/person/{ids.encode(ADA)}"


@pytest.fixture
def ada(app: Flask) -> int:
    """List Ada Example, all of whose credentials are verified."""
    with office_of(app).act(Actor(ActorKind.SYSTEM, None)) as act:
        person(act.session, number=ADA)
    return ADA


@pytest.fixture
def reviewer(app: Flask) -> AccountClient:
    return signed_in(app, account(app, ActorKind.REVIEWER))


@pytest.mark.usefixtures("ada")
def test_the_page_has_a_section_for_each_credential(reviewer: AccountClient) -> None:
    page = reviewer.page(PAGE)
    assert page.heading == "Ada Example"
    assert page.texts("h2")[:3] == [
        "Physical therapist, Colorado",
        "Dry needling, levels 1 and 2",
        "Certified Example Needler",
    ]
