import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account
from tests.pages import read_page
from tests.visitors import PASSWORD, SAME_SITE, account, gate_of, signed_in
from tests.ways_in import letters, logged, number_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

EMAIL = "robin@people.example"


def test_an_account_is_closed_and_its_browser_forgets_the_session(app: Flask) -> None:
    client = signed_in(app, account(app, ActorKind.OWNER, email=EMAIL))
    assert client.page("/account/close").heading == "Close your account"
    answered = client.send("/account/close")
    assert (answered.status_code, answered.location) == (303, "/account/gone")
    assert client.get_cookie("session") is None
    assert client.page("/account/gone").heading == "Your account is closed"
    database = gate_of(app).office.database
    assert letters(database) == [(EMAIL, "account_closed")]
    assert number_of(database, Account, Account.closed_at.is_not(None)) == 1


def test_the_last_administrator_is_told_to_invite_another_one(app: Flask) -> None:
    client = signed_in(app, account(app, ActorKind.ADMINISTRATOR))
    page = read_page(client.send("/account/close"))
    assert page.status == 409
    assert any("You are the last administrator." in each for each in page.texts("p"))
    assert client.get("/account/close").status_code == 200, "nothing was done"


def test_the_data_come_as_a_file_that_nobody_keeps(app: Flask) -> None:
    client = signed_in(app, account(app, email=EMAIL, password=PASSWORD))
    assert client.page("/account/data").heading == "Download your data"
    answered = client.send("/account/data")
    assert (answered.status_code, answered.mimetype) == (200, "application/json")
    assert answered.headers["Content-Disposition"] == 'attachment; filename="account.json"'
    assert answered.headers["Cache-Control"] == "private, no-store"
    data = json.loads(answered.data)
    assert data["account"][0]["email"] == EMAIL
    assert set(data["password_hash"][0]) == {"account_id", "set_at"}
    again = client.send("/account/data")
    assert (again.status_code, again.location) == (303, "/account/step-up?next=/account/data")


def test_of_two_forms_sent_at_once_one_is_done_and_the_other_asks_for_a_proof(app: Flask) -> None:
    client = signed_in(app, account(app))
    form, cookie = {"csrf_token": client.token()}, client.get_cookie("session")
    assert cookie is not None

    def send(_: int) -> int:
        own = app.test_client()
        own.set_cookie("session", cookie.value)
        return own.post("/account/data", data=form, headers=SAME_SITE).status_code

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(send, range(4))) == [200, 303, 303, 303]
    assert logged(gate_of(app).office.database) == ["data_taken"]
