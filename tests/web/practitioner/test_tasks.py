"""The seven tasks of a listing, as its owner and a delegate read them."""

import pytest
from flask import Flask

from tests.visitors import account, signed_in
from tests.web.practitioner.keeping import delegate_of, owner_of, path_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_the_tasks_say_how_each_stands_and_whether_anything_is_public(app: Flask) -> None:
    page = signed_in(app, owner_of(app, 7)).page(path_of(7, ""))
    assert page.heading == "Listing of Ada Example"
    assert "5 of 7 tasks done. Patients can see it." in page.texts("p")
    tasks = page.texts("li")
    assert "Your name and profession In progress" in tasks
    assert "Professional licenses Completed" in tasks
    assert "Check your answers and send" not in page.links()


def test_a_delegate_is_led_to_nothing_that_only_the_owner_does(app: Flask) -> None:
    owner_of(app, 7)
    page = signed_in(app, delegate_of(app, 7)).page(path_of(7, ""))
    assert "Training" not in page.links()
    assert "Where it stands, and messages" not in page.links()
    assert any("Only the owner of the listing does this." in each for each in page.texts("li"))


def test_the_tasks_of_others_are_nowhere(app: Flask) -> None:
    owner_of(app, 7)
    stranger = signed_in(app, account(app))
    # Who keeps no listing at all has no business here; who keeps another one finds nothing.
    assert stranger.get(path_of(7, "")).status_code in {403, 404}
    other = signed_in(app, owner_of(app, 8))
    assert other.get(path_of(7, "")).status_code == 404
    assert other.get("/listing/nonsense/").status_code == 404
