"""Checking the answers, declaring that they are true, and what the page after it says."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import update

from directory.domain.vocabulary import CredentialState
from directory.models.credentials import Licence, Training
from tests.pages import read_page
from tests.visitors import AccountClient, office_of, signed_in
from tests.ways_in import SYSTEM
from tests.web.practitioner.drafted import filled_in, written
from tests.web.practitioner.keeping import path_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
GIVEN = {"publish": "yes", "true": "y"}


@pytest.fixture
def client(app: Flask) -> AccountClient:
    return signed_in(app, filled_in(app, 7))


def test_all_that_was_entered_is_shown_with_the_page_where_it_is_changed(
    client: AccountClient,
) -> None:
    page = client.page(path_of(7, "check"))
    assert page.heading == "Check your answers and send"
    assert page.links()["Change Professional licenses"] == path_of(7, "licences")
    said = " ".join(page.texts("dd"))
    assert "Number PTL.0000007" in said
    assert "Ada Example" in said
    assert "Not stated" in said


def test_whoever_sends_gets_a_reference_and_a_day(app: Flask, client: AccountClient) -> None:
    answered = client.send(path_of(7, "check"), **GIVEN)
    assert (answered.status_code, answered.location) == (303, path_of(7, "sent"))
    page = client.page(path_of(7, "sent"))
    assert page.heading == "Your listing is sent"
    assert written(office_of(app), 7).reference in page.texts("strong")
    assert any("(3 working days)" in each for each in page.texts("p"))
    assert "7 of 7 tasks done. Patients see it as soon as it is checked." in client.page(
        path_of(7, "")
    ).texts("p")


def test_without_the_word_or_the_choice_nothing_is_sent(app: Flask, client: AccountClient) -> None:
    page = read_page(client.send(path_of(7, "check")))
    assert page.status == 422
    assert page.title.startswith("Error: ")
    links = page.links()
    assert links["Say whether to show your listing once it is checked"] == "#publish"
    assert links["Confirm that what you entered is true and complete"] == "#true"
    again = read_page(client.send(path_of(7, "check"), publish="perhaps", true="y"))
    assert again.links()["Choose yes or no"] == "#publish"
    assert written(office_of(app), 7).reference is None


def test_what_stands_against_a_credential_is_said_where_it_stands(
    app: Flask, client: AccountClient
) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.execute(
            update(Training).values(completed_year=2031, completed_on=date(2031, 1, 1))
        )
    page = read_page(client.send(path_of(7, "check"), **GIVEN))
    assert page.status == 422
    said, where = next((k, v) for k, v in page.links().items() if v.startswith("#training-"))
    assert "Nothing was sent. Correct this, and come back." in page.texts("p")
    assert said
    assert page.one("*", id=where[1:]).tag == "div"
    assert written(office_of(app), 7).reference is None


def test_an_ended_licence_is_named_and_stays_behind(app: Flask, client: AccountClient) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.execute(update(Licence).values(expires=date(2026, 1, 1)))
    answered = client.get(path_of(7, "check"))
    assert (answered.status_code, answered.location) == (303, path_of(7, ""))
    assert client.send(path_of(7, "check"), **GIVEN).location == path_of(7, "")
    assert client.get(path_of(7, "sent")).location == path_of(7, "")


def test_a_second_tab_sends_nothing_twice(app: Flask, client: AccountClient) -> None:
    client.send(path_of(7, "check"), **GIVEN)
    reference = written(office_of(app), 7).reference
    assert client.send(path_of(7, "check"), **GIVEN).status_code == 303
    assert written(office_of(app), 7).reference == reference
    with office_of(app).database.transaction() as session:
        assert {each.state for each in session.query(Licence)} == {CredentialState.SUBMITTED}
