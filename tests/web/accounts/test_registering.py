import pytest
from flask import Flask

from directory.models.accounts import Account
from directory.workflows.accounts.gate import Gate
from tests.authenticators import SoftKey
from tests.pages import read_page
from tests.visitors import PASSWORD, account, anybody, gate_of
from tests.ways_in import letters, number_of, token_in
from tests.web.accounts.faults import faulty

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

EMAIL = "robin@people.example"


@pytest.fixture
def gate(app: Flask) -> Gate:
    return gate_of(app)


def link(app: Flask, gate: Gate) -> str:
    answered = anybody(app).send_openly("/account/register", email=EMAIL)
    assert (answered.status_code, answered.location) == (303, "/account/letter-sent")
    return token_in(gate.office.database, "register")


@pytest.mark.parametrize("page", ["register", "recover"])
def test_an_address_that_is_none_is_said_at_its_field(app: Flask, gate: Gate, page: str) -> None:
    for typed in ("", "robin", "robin@", "x" * 300):
        answered = anybody(app).send_openly(f"/account/{page}", email=typed)
        (words,) = read_page(answered).texts("p", class_="error")
        shown = faulty(answered, at="email", said=words.removeprefix("Error: "))
        assert shown.one("input", id="email").get("value", "") == typed
    assert letters(gate.office.database) == []


@pytest.mark.parametrize("page", ["register", "recover"])
def test_the_fourth_letter_waits(app: Flask, page: str) -> None:
    client = anybody(app)
    for _ in range(3):
        client.send_openly(f"/account/{page}", email=EMAIL)
    answered = client.send_openly(f"/account/{page}", email=EMAIL)
    wait = "You have tried many times in a short while. Wait 15 minutes and try again."
    faulty(answered, at="email", said=wait, status=429)
    assert answered.headers["Retry-After"] == "900"


def test_an_account_is_opened_with_a_password(app: Flask, gate: Gate) -> None:
    token, client = link(app, gate), anybody(app)
    for _ in range(2):
        page = client.page("/account/confirm", query_string={"token": token})
        assert page.heading == "Finish opening your account"
        assert f"You sign in with {EMAIL}." in page.texts("p")
    assert number_of(gate.office.database, Account) == 0, "looking opens nothing"
    form = {"token": token, "name": "Robin Doe", "password": PASSWORD}
    answered = client.send_openly("/account/confirm", **form)
    assert (answered.status_code, answered.location) == (303, "/account/")
    assert client.page("/account/").texts("dd")[0] == "Robin Doe"
    dead = read_page(anybody(app).send_openly("/account/confirm", **form))
    assert (dead.status, dead.heading) == (410, "This link does not work any more")


def test_without_a_password_a_passkey_is_made_next(app: Flask, gate: Gate) -> None:
    client, key = anybody(app), SoftKey()
    form = {"token": link(app, gate), "name": "Robin Doe"}
    answered = client.send_openly("/account/confirm", **form)
    assert (answered.status_code, answered.location) == (303, "/account/passkeys/add")
    page = client.page("/account/passkeys/add")
    options = page.one("form", data_passkey="create").get("data-options") or ""
    said = key.create(options, gate.site.origin)
    answered = client.send("/account/passkeys/add", name="Work phone", answer=said)
    assert (answered.status_code, answered.location) == (303, "/account/ways")
    listed = client.page("/account/ways").texts("li")
    assert any(each.startswith("Work phone · added") for each in listed)


@pytest.mark.parametrize(
    ("name", "password", "at"),
    [
        ("", PASSWORD, "name"),
        ("Robin\u202e", PASSWORD, "name"),
        ("Robin Doe", "short", "password"),
        ("Robin Doe", "aaaaaaaaaaaaaaaaaaaa", "password"),
        ("Robin Doe", "robin@people.example", "password"),
        ("Robin Doe", "Robin Doe Robin Doe", "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_link_still_works(
    app: Flask, gate: Gate, name: str, password: str, at: str
) -> None:
    token, client = link(app, gate), anybody(app)
    form = {"token": token, "name": name, "password": password}
    answered = client.send_openly("/account/confirm", **form)
    (words,) = read_page(answered).texts("p", class_="error")
    page = faulty(answered, at=at, said=words.removeprefix("Error: "))
    assert page.one("input", name="token").get("value") == token
    assert page.one("input", id="password").get("value", "") == ""
    again = {**form, "name": "Robin Doe", "password": ""}
    assert client.send_openly("/account/confirm", **again).status_code == 303


def test_an_address_that_was_taken_meanwhile_is_said_to_be_a_dead_link(
    app: Flask, gate: Gate
) -> None:
    token = link(app, gate)
    account(app, email=EMAIL)
    answered = anybody(app).send_openly("/account/confirm", token=token, name="Robin Doe")
    assert read_page(answered).status == 410


def test_what_was_typed_is_shown_as_text(app: Flask, gate: Gate) -> None:
    token, typed = link(app, gate), '"><script>alert(1)</script>'
    form = {"token": token, "name": typed, "password": "x"}
    page = read_page(anybody(app).send_openly("/account/confirm", **form))
    assert page.one("input", id="name").get("value") == typed
    assert len(page.all("script")) == 1
