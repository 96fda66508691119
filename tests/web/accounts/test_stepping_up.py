from datetime import timedelta

import pytest
from flask import Flask

from directory.domain.vocabulary import ActorKind, SignInMethod
from directory.web.visitors import SESSION
from tests.clock import Clock
from tests.visitors import PASSWORD, account, anybody, gate_of, signed_in
from tests.ways_in import app_for, codes_for, passkey_for
from tests.web.accounts.faults import faulty

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

STEP_UP = "/account/step-up"
OLD = timedelta(hours=2)


def test_an_act_that_asks_for_a_proof_is_led_to_after_it(app: Flask) -> None:
    client = signed_in(
        app, account(app, password=PASSWORD), by=SignInMethod.PASSWORD, ago=timedelta(minutes=11)
    )
    assert client.get("/account/ways").status_code == 200
    asked = client.get("/account/password")
    assert (asked.status_code, asked.location) == (303, f"{STEP_UP}?next=/account/password")
    page = client.page(asked.location or "")
    assert page.heading == "Confirm that it is you"
    assert page.texts("h2") == ["Your password"]
    assert page.one("input", name="next", type="hidden", value="/account/password") is not None
    old = client.get_cookie(SESSION)
    proven = client.send(f"{STEP_UP}/password", password=PASSWORD, next="/account/password")
    assert (proven.status_code, proven.location) == (303, "/account/password")
    assert client.page("/account/password").heading == "Set a password"
    stale = anybody(app)
    assert old is not None
    stale.set_cookie(SESSION, old.value)
    assert stale.get("/account/").status_code == 303


def test_a_proof_serves_one_act_and_its_form_leads_to_another_proof(app: Flask) -> None:
    client = signed_in(app, account(app, password=PASSWORD), by=SignInMethod.PASSWORD)
    assert client.send("/account/recovery-codes").status_code == 200
    again = client.send("/account/recovery-codes")
    assert (again.status_code, again.location) == (303, f"{STEP_UP}?next=/account/recovery-codes")


def test_what_is_wrong_with_a_password_is_said_there(app: Flask) -> None:
    client = signed_in(app, account(app, password=PASSWORD), ago=OLD)
    said = "What you entered is not right. Try again."
    page = faulty(
        client.send(f"{STEP_UP}/password", password="", next="/account/close"),
        at="password",
        said=said,
    )
    assert page.one("input", name="next", type="hidden", value="/account/close") is not None


def test_an_account_with_everything_is_asked_for_any_of_it(app: Flask, clock: Clock) -> None:
    gate, number = gate_of(app), account(app, password=PASSWORD)
    shown, codes = app_for(gate, number), codes_for(gate, number)
    key = passkey_for(gate, number)
    client = signed_in(app, number, ago=OLD)
    page = client.page(f"{STEP_UP}?next=/account/close")
    assert page.texts("h2") == ["Your passkey", "Your password", "A recovery code"]
    given = {"password": PASSWORD, "code": shown.at(clock.at), "next": "/account/close"}
    assert client.send(f"{STEP_UP}/password", **given).location == "/account/close"
    assert client.send(f"{STEP_UP}/code", code=codes[0]).location == "/account/"
    options = client.page(STEP_UP).one("form", data_passkey="get").get("data-options")
    said = key.get(options or "", gate.site.origin)
    proven = client.send(f"{STEP_UP}/passkey", answer=said, next="/account/ways")
    assert (proven.status_code, proven.location) == (303, "/account/ways")
    # Each is refused a second time, and says so where it was entered.
    paper = "That recovery code is not right, or was used before. Try another one."
    faulty(client.send(f"{STEP_UP}/code", code=codes[0]), at="paper", said=paper)
    passkey = "That passkey did not work here. Try again."
    faulty(client.send(f"{STEP_UP}/passkey", answer=said), at="passkey", said=passkey)


def test_the_sixth_try_waits(app: Flask) -> None:
    number = account(app, password=PASSWORD)
    app_for(gate_of(app), number)
    client = signed_in(app, number, ago=OLD)
    token = client.token()
    for _ in range(5):
        client.send(f"{STEP_UP}/code", token=token)
    wait = "You have tried many times in a short while. Wait 15 minutes and try again."
    for path, at in (("code", "paper"), ("password", "password")):
        answered = client.send(f"{STEP_UP}/{path}", token=token)
        faulty(answered, at=at, said=wait, status=429)
        assert answered.headers["Retry-After"] == "900"


def test_staff_are_asked_for_a_passkey_or_paper(app: Flask) -> None:
    gate, number = gate_of(app), account(app, ActorKind.REVIEWER, password=PASSWORD)
    passkey_for(gate, number)
    client = signed_in(app, number)
    assert client.page(STEP_UP).texts("h2") == ["Your passkey", "A recovery code"]
    refused = client.send(f"{STEP_UP}/password", password=PASSWORD)
    assert refused.status_code == 422


def test_whoever_has_nothing_to_prove_themselves_by_is_shown_the_way_to_a_link(app: Flask) -> None:
    page = signed_in(app, account(app), by=SignInMethod.MAIL_LINK, ago=OLD).page(STEP_UP)
    assert page.links()["Send me a link"] == "/account/recover"
