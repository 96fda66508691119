from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain.accounts.limits import ALLOWANCES, Limit
from directory.domain.vocabulary import ActorKind
from directory.models.sessions import AccountSession, LimitWindow
from tests.clock import Clock
from tests.pages import read_page
from tests.visitors import PASSWORD, account, anybody, gate_of, signed_in
from tests.ways_in import SYSTEM, answer, app_for, number_of, passkey_for
from tests.web.accounts.faults import faulty

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

EMAIL = "robin@people.example"
NOT_RIGHT = "The e-mail address or the password is not right. Try again."
NO_PASSKEY = "That passkey did not work here. Try again, or use another way."


def test_a_password_leads_to_where_somebody_wanted_to_go(app: Flask) -> None:
    account(app, ActorKind.OWNER, email=EMAIL, password=PASSWORD)
    client = anybody(app)
    page = client.page("/account/sign-in?next=/account/sessions")
    assert [each.get("value") for each in page.all("input", name="next")][-2:] == [
        "/account/sessions",
        "/account/sessions",
    ]
    # Addresses that differ in capitals alone are one account's.
    answered = client.send_openly(
        "/account/sign-in",
        email=" Robin@People.Example",
        password=PASSWORD,
        next="/account/sessions",
    )
    assert (answered.status_code, answered.location) == (303, "/account/sessions")
    assert client.page("/account/sessions").heading == "Where you are signed in"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (EMAIL, PASSWORD + "x"),
        (EMAIL, ""),
        ("nobody@people.example", PASSWORD),
        ("no address", PASSWORD),
        ("", ""),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_of_what_is_wrong_nothing_more_is_said(app: Flask, email: str, password: str) -> None:
    account(app, email=EMAIL, password=PASSWORD)
    client = anybody(app)
    answered = client.send_openly("/account/sign-in", email=email, password=password)
    page = faulty(answered, at="email", said=NOT_RIGHT)
    assert page.one("input", id="password").get("value", "") == ""
    assert client.get_cookie("session") is None


def test_a_try_too_many_says_how_long_to_wait(app: Flask, clock: Clock) -> None:
    client = anybody(app)
    for _ in range(ALLOWANCES[Limit.SIGN_IN_ACCOUNT].times):
        client.send_openly("/account/sign-in", email=EMAIL, password="")
    answered = client.send_openly("/account/sign-in", email=EMAIL, password="")
    wait = "You have tried many times in a short while. Wait 5 minutes and try again."
    faulty(answered, at="email", said=wait, status=429)
    assert answered.headers["Retry-After"] == "300"
    clock.forward(ALLOWANCES[Limit.SIGN_IN_ACCOUNT].within - timedelta(minutes=1))
    answered = client.send_openly("/account/sign-in", email=EMAIL, password="")
    one = "You have tried many times in a short while. Wait 1 minute and try again."
    faulty(answered, at="email", said=one, status=429)
    assert answered.headers["Retry-After"] == "60"


def test_a_passkey_signs_in_and_leads_on(app: Flask) -> None:
    gate, number = gate_of(app), account(app, ActorKind.OWNER)
    key, client = passkey_for(gate, number), anybody(app)
    options = client.page("/account/sign-in").one("form", data_passkey="get").get("data-options")
    assert options is not None
    said = key.get(options, gate.site.origin)
    answered = client.send_openly("/account/sign-in/passkey", answer=said, next="/account/ways")
    assert (answered.status_code, answered.location) == (303, "/account/ways")
    again = anybody(app).send_openly("/account/sign-in/passkey", answer=said)
    faulty(again, at="passkey", said=NO_PASSKEY)


def test_passkeys_that_are_tried_too_often_wait(app: Flask) -> None:
    client = anybody(app)
    assert client.send_openly("/account/sign-in/passkey").status_code == 422
    with gate_of(app).office.act(SYSTEM) as act:
        act.session.query(LimitWindow).update({"tried": ALLOWANCES[Limit.PASSKEY_NETWORK].times})
    answered = client.send_openly("/account/sign-in/passkey", next="/account/ways")
    wait = "You have tried many times in a short while. Wait 5 minutes and try again."
    page = faulty(answered, at="passkey", said=wait, status=429)
    assert page.all("input", name="next")[-1].get("value") == "/account/ways"


def test_whoever_has_an_app_is_led_to_the_next_step(app: Flask) -> None:
    number = account(app, email=EMAIL, password=PASSWORD)
    app_for(gate_of(app), number)
    client = anybody(app)
    answered = client.send_openly("/account/sign-in", email=EMAIL, password=PASSWORD)
    assert (answered.status_code, answered.location) == (303, "/account/sign-in/second")
    assert client.get("/account/").location == "/account/sign-in/second"


def test_signing_out_ends_the_session_and_keeps_the_browser(app: Flask) -> None:
    account(app, email=EMAIL, password=PASSWORD)
    client = anybody(app)
    client.send_openly("/account/sign-in", email=EMAIL, password=PASSWORD)
    answered = client.send("/account/sign-out")
    assert (answered.status_code, answered.location) == (303, "/account/signed-out")
    assert client.get_cookie("session") is None
    assert client.get_cookie("device") is not None
    assert number_of(gate_of(app).office.database, AccountSession) == 0
    assert client.page("/account/signed-out").heading == "You are signed out"
    assert client.get("/account/").location == "/account/sign-in?next=/account/"


def test_a_form_of_somebody_who_is_signed_out_leads_back_to_a_page_not_to_the_form(
    app: Flask,
) -> None:
    for path, back in (
        ("/account/sign-out", "/account/sign-in"),
        ("/account/sessions/end-others", "/account/sign-in"),
        ("/account/sign-in/code", "/account/sign-in"),
        ("/account/step-up/password", "/account/sign-in"),
        ("/account/name", "/account/sign-in?next=/account/name"),
        ("/account/close", "/account/sign-in?next=/account/close"),
    ):
        answered = anybody(app).send_openly(path)
        assert (answered.status_code, answered.location) == (303, back)
    spanish = anybody(app).send_openly("/es/account/name")
    assert spanish.location == "/es/account/sign-in?next=/account/name"


def test_the_page_shows_to_somebody_who_is_signed_in_too(app: Flask) -> None:
    client = signed_in(app, account(app))
    assert client.page("/account/sign-in").heading == "Sign in"


def test_what_a_passkey_answered_on_another_page_does_not_sign_in(app: Flask) -> None:
    gate, number = gate_of(app), account(app)
    key = passkey_for(gate, number)
    said = answer(gate, key, challenge=b"c" * 56)
    answered = anybody(app).send_openly("/account/sign-in/passkey", answer=said)
    page = read_page(answered)
    assert page.status == 422
    with gate.office.database.reading() as connection:
        assert connection.scalars(select(AccountSession.id)).all() == []
