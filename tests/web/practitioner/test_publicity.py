"""Who can see a listing: published, paused, away, left, and the preview."""

import pytest
from flask import Flask

from directory.models.practitioners import Practitioner
from directory.workflows.leaving import erase_due
from tests.pages import read_page
from tests.visitors import AccountClient, office_of, signed_in
from tests.ways_in import SYSTEM, letters
from tests.web.practitioner.drafted import filled_in, written
from tests.web.practitioner.keeping import delegate_of, owner_of, path_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGE = path_of(7, "publicity")
AWAY = {"until-month": "3", "until-day": "1", "until-year": "2027"}


@pytest.fixture
def client(app: Flask) -> AccountClient:
    found = signed_in(app, owner_of(app, 7))
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Practitioner, 7).declared_at = act.at
    return found


def public(app: Flask) -> int:
    return app.test_client().get(f"/practitioners/{path_of(7, '').split('/')[2]}").status_code


def test_a_listing_is_paused_and_published_again(app: Flask, client: AccountClient) -> None:
    page = client.page(PAGE)
    assert page.heading == "New patients, and who can see your listing"
    assert any(each.startswith("Patients can see it.") for each in page.texts("p"))
    assert client.send(path_of(7, "pause")).location == PAGE
    assert any(each.startswith("Paused: patients do not") for each in client.page(PAGE).texts("p"))
    assert public(app) == 301, "the page is there, and says that they are not listed now"
    assert client.send(path_of(7, "publish")).location == PAGE
    assert "Pause my listing" in client.page(PAGE).texts("button")


def test_no_new_patients_until_a_day_with_one_press(app: Flask, client: AccountClient) -> None:
    page = client.page(PAGE)
    # A month from now stands there already.
    boxes = {name: page.one("input", name=name).get("value") for name in AWAY}
    assert boxes == {"until-month": "12", "until-day": "24", "until-year": "2026"}
    assert client.send(path_of(7, "away"), **AWAY).status_code == 303
    said = client.page(PAGE).texts("p")
    assert "You take no new patients until 1 Mar 2027. After that day it is not known." in said
    assert client.send(path_of(7, "taking")).status_code == 303
    assert written(office_of(app), 7).no_new_patients_until is None


def test_a_day_that_cannot_be_is_said_at_the_field(app: Flask, client: AccountClient) -> None:
    for typed in (AWAY | {"until-year": "2030"}, AWAY | {"until-month": "14"}, {"until-day": ""}):
        page = read_page(client.send(path_of(7, "away"), **typed))
        assert page.status == 422
        assert page.title.startswith("Error: ")
        assert [each for each in page.links().values() if each == "#until"]
    assert written(office_of(app), 7).takes_new_patients


def test_a_delegate_says_who_is_taken_and_publishes_nothing(
    app: Flask, client: AccountClient
) -> None:
    delegate = signed_in(app, delegate_of(app, 7))
    assert "Pause my listing" not in delegate.page(PAGE).texts("button")
    assert delegate.send(path_of(7, "away"), **AWAY).status_code == 303
    assert delegate.send(path_of(7, "pause")).status_code == 403
    assert client.page(PAGE).status == 200


def test_whoever_leaves_is_gone_and_may_come_back(app: Flask, client: AccountClient) -> None:
    page = client.page(path_of(7, "leave"))
    assert page.heading == "Leave the directory"
    assert "What goes on 24 Dec 2026" in page.texts("h2")
    assert client.send(path_of(7, "come-back")).status_code == 409
    assert client.send(path_of(7, "leave")).location == PAGE
    assert public(app) == 410
    assert "listing_left" in [each for _, each in letters(office_of(app).database)]
    assert client.get(path_of(7, "leave")).status_code == 303
    assert client.send(path_of(7, "come-back")).location == PAGE
    assert public(app) == 301
    assert erase_due(office_of(app)) == 0


def test_to_leave_takes_a_proof_of_its_own_each_time(client: AccountClient) -> None:
    assert client.send(path_of(7, "leave")).location == PAGE
    client.send(path_of(7, "come-back"))
    assert "step-up" in client.send(path_of(7, "leave")).location


def test_who_has_not_declared_is_led_to_the_tasks(app: Flask) -> None:
    client = signed_in(app, filled_in(app, 8))
    page = client.page(path_of(8, "publicity"))
    assert page.links()["Finish the tasks and send your listing first"] == path_of(8, "")
    assert client.send(path_of(8, "publish")).location == path_of(8, "")


def test_the_preview_is_the_public_page_and_says_what_is_not_shown(app: Flask) -> None:
    client = signed_in(app, filled_in(app, 8))
    answered = client.get(path_of(8, "preview"))
    assert "no-store" in answered.headers["Cache-Control"]
    page = read_page(answered)
    assert page.heading == "Ada Example"
    assert page.one("meta", name="robots").get("content") == "noindex"
    assert "Only you see this page" in page.texts("h2")
    assert "Physical therapist, Colorado: Saved" in page.texts("li")
    assert "No license on record." in page.texts("p")
    assert client.get(f"/practitioners/{path_of(8, '').split('/')[2]}").status_code == 404
    delegate = signed_in(app, delegate_of(app, 8)).page(path_of(8, "preview"))
    assert "Physical therapist, Colorado: Saved" not in delegate.texts("li")


def test_without_a_place_there_is_nothing_to_preview(app: Flask) -> None:
    client = signed_in(app, filled_in(app, 8))
    with office_of(app).act(SYSTEM) as act:
        row = act.session.get_one(Practitioner, 8)
        row.locations.clear()
        act.session.flush()
        act.judge(8)
    assert client.page(path_of(8, "preview")).heading == "There is nothing to show yet"
