import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account
from tests.pages import read_page
from tests.visitors import PASSWORD, account, anybody, gate_of, signed_in
from tests.ways_in import app_for, codes_for, letters, passkey_for, token_in
from tests.web.accounts.faults import faulty

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

EMAIL, NEW = "robin@people.example", "new@people.example"
EVERY_PAGE = [
    "/account/",
    "/account/ways",
    "/account/name",
    "/account/sessions",
    "/account/password",
    "/account/app",
    "/account/app/remove",
    "/account/passkeys/add",
    "/account/recovery-codes",
    "/account/address",
    "/account/address/done",
    "/account/data",
    "/account/close",
    "/account/gone",
    "/account/step-up",
    "/account/sign-in",
    "/account/signed-out",
    "/account/register",
    "/account/recover",
    "/account/letter-sent",
]


@pytest.mark.parametrize("role", [ActorKind.OWNER, ActorKind.ADMINISTRATOR])
def test_every_page_is_fit_to_be_shown_in_every_language_and_is_kept_by_nobody(
    app: Flask, role: ActorKind
) -> None:
    gate, number = gate_of(app), account(app, role, password=PASSWORD)
    for give in (app_for, passkey_for, codes_for):
        give(gate, number)
    client = signed_in(app, number)
    for tongue in ("", "/es", "/fr"):
        for path in EVERY_PAGE:
            answered = client.get(f"{tongue}{path}")
            page = read_page(answered)
            assert page.status == 200, path
            assert page.one("html").get("lang") == (tongue.strip("/") or "en")
            assert answered.headers["Cache-Control"] == "private, no-store", path
            assert page.one("meta", name="robots").get("content") == "noindex"
            for form in page.all("form", method="post"):
                action = form.get("action", "")
                assert action.startswith(f"{tongue}/"), "a form stays in its language"
        for path in ("confirm", "recover/new", "address/confirm", "device"):
            answered = client.get(f"{tongue}/account/{path}?token=x")
            assert read_page(answered).status == 410
            assert answered.headers["Cache-Control"] == "private, no-store", path


def test_mistakes_are_said_in_the_language_of_the_page(app: Flask) -> None:
    for tongue, error in (("es", "Error: "), ("fr", "Erreur")):
        answered = anybody(app).send_openly(f"/{tongue}/account/register", email="")
        page = read_page(answered)
        assert page.status == 422
        assert page.title.startswith(error)


# --- The name ------------------------------------------------------------------------------------


def test_the_name_and_the_language_of_letters_are_changed(app: Flask) -> None:
    client = signed_in(app, account(app))
    page = client.page("/account/name")
    assert page.one("input", id="name").get("value") == "Robin Doe"
    answered = client.send("/account/name", name="  Robin   Roe ", language="fr")
    assert (answered.status_code, answered.location) == (303, "/account/")
    with gate_of(app).office.database.reading() as connection:
        assert connection.execute(select(Account.name, Account.language)).one() == (
            "Robin Roe",
            "fr",
        )


@pytest.mark.parametrize(
    ("name", "language", "at"),
    [("", "en", "name"), ("x" * 5_000, "en", "name"), ("Robin\u202e", "en", "name")],
)
def test_a_name_that_is_none_is_said_at_its_field(
    app: Flask, name: str, language: str, at: str
) -> None:
    client = signed_in(app, account(app))
    answered = client.send("/account/name", name=name, language=language)
    (words,) = read_page(answered).texts("p", class_="error")
    faulty(answered, at=at, said=words.removeprefix("Error: "))


def test_a_language_that_we_do_not_write_is_not_kept(app: Flask) -> None:
    client = signed_in(app, account(app))
    for language in ("xx", "EN", "../en", ""):
        answered = client.send("/account/name", name="Robin Doe", language=language)
        assert read_page(answered).status == 422, language
    with gate_of(app).office.database.reading() as connection:
        assert connection.scalars(select(Account.language)).all() == ["en"]


# --- The address ---------------------------------------------------------------------------------


def test_an_address_is_changed_by_its_link(app: Flask) -> None:
    client = signed_in(app, account(app, email=EMAIL))
    for typed in ("", "robin"):
        answered = client.send("/account/address", email=typed)
        (words,) = read_page(answered).texts("p", class_="error")
        faulty(answered, at="email", said=words.removeprefix("Error: "))
    answered = client.send("/account/address", email=f" {NEW.upper()}")
    assert (answered.status_code, answered.location) == (303, "/account/letter-sent")
    token = token_in(gate_of(app).office.database, "change_address")
    # The letter may be opened in any browser.
    other = anybody(app)
    page = other.page("/account/address/confirm", query_string={"token": token})
    assert f"From now on you sign in with {NEW}." in page.texts("p")
    answered = other.send_openly("/account/address/confirm", token=token)
    assert (answered.status_code, answered.location) == (303, "/account/address/done")
    assert other.page("/account/address/done").heading == "Your e-mail address is changed"
    assert NEW in client.page("/account/").texts("dd")
    dead = read_page(other.send_openly("/account/address/confirm", token=token))
    assert dead.status == 410


def test_letters_to_an_address_are_held_to_their_limit(app: Flask) -> None:
    number = account(app, email=EMAIL)
    for _ in range(3):
        anybody(app).send_openly("/account/register", email=NEW)
    answered = signed_in(app, number).send("/account/address", email=NEW)
    wait = "You have tried many times in a short while. Wait 15 minutes and try again."
    faulty(answered, at="email", said=wait, status=429)
    assert "change_address" not in {each for _, each in letters(gate_of(app).office.database)}
