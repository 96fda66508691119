import pyotp
import pytest
from flask import Flask

from directory.domain import ids
from directory.domain.vocabulary import ActorKind
from directory.models.sign_in import CodeApp, Passkey
from directory.queries.sign_in_methods import methods_of, passkeys_of
from directory.workflows.accounts.gate import Gate
from tests.authenticators import SoftKey
from tests.clock import Clock
from tests.pages import Page, read_page
from tests.visitors import PASSWORD, AccountClient, account, anybody, gate_of, signed_in
from tests.ways_in import app_for, number_of, passkey_for
from tests.web.accounts.faults import faulty

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

WRONG_CODE = "That code is not right. Check the clock of your phone, and enter the next code."


@pytest.fixture
def gate(app: Flask) -> Gate:
    return gate_of(app)


@pytest.fixture
def owner(app: Flask) -> int:
    return account(app, ActorKind.OWNER, email="robin@people.example")


# --- The password --------------------------------------------------------------------------------


def test_a_password_is_set_and_everywhere_else_is_signed_out(app: Flask, owner: int) -> None:
    client, other = signed_in(app, owner), signed_in(app, owner)
    answered = client.send("/account/password", password=PASSWORD)
    assert (answered.status_code, answered.location) == (303, "/account/ways")
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 303
    form = {"email": "robin@people.example", "password": PASSWORD}
    assert anybody(app).send_openly("/account/sign-in", **form).status_code == 303


@pytest.mark.parametrize(
    "password", ["", "short", "a" * 20, "robin@people.example", "Robin Doe Robin Doe"]
)
def test_what_is_wrong_with_a_password_is_said_at_its_field(
    app: Flask, owner: int, password: str
) -> None:
    client = signed_in(app, owner)
    answered = client.send("/account/password", password=password)
    (words,) = read_page(answered).texts("p", class_="error")
    page = faulty(answered, at="password", said=words.removeprefix("Error: "))
    assert page.one("input", id="password").get("value", "") == ""
    # The proof is not used up by it.
    assert client.get("/account/password").status_code == 200


# --- The app -------------------------------------------------------------------------------------


def secret_on(page: Page) -> str:
    return page.texts("strong", class_="key")[0].replace(" ", "")


def sealed_on(page: Page) -> str:
    return page.one("input", name="sealed").get("value", "")


def test_an_app_is_added_with_its_first_code_which_is_used_up(
    app: Flask, gate: Gate, owner: int, clock: Clock
) -> None:
    client = signed_in(app, owner)
    page = client.page("/account/app")
    secret, sealed = secret_on(page), sealed_on(page)
    assert secret not in sealed
    for typed in ("000000", "", "x"):
        answered = client.send("/account/app", sealed=sealed, code=typed)
        again = faulty(answered, at="code", said=WRONG_CODE)
        assert (secret_on(again), sealed_on(again)) == (secret, sealed), "the picture stays"
    code = pyotp.TOTP(secret).at(clock.at)
    answered = client.send("/account/app", sealed=sealed, code=code)
    assert (answered.status_code, answered.location) == (303, "/account/ways")
    assert number_of(gate.office.database, CodeApp) == 1
    # Signing in with the code that added it does not work.
    client = signed_in(app, owner)
    proven = client.send("/account/step-up/password", password="", code=code)
    assert proven.status_code == 422


def test_a_secret_of_another_session_or_of_nobody_is_not_kept(
    app: Flask, gate: Gate, owner: int, clock: Clock
) -> None:
    thief = signed_in(app, account(app))
    page = thief.page("/account/app")
    client, code = signed_in(app, owner), pyotp.TOTP(secret_on(page)).at(clock.at)
    foreign = gate.seal.close("x y", "code app")
    for sealed in (sealed_on(page), foreign, "", "x", sealed_on(page)[:-2]):
        answered = client.send("/account/app", sealed=sealed, code=code)
        assert (answered.status_code, answered.location) == (303, "/account/app")
    assert number_of(gate.office.database, CodeApp) == 0


def test_an_app_is_removed(app: Flask, gate: Gate, owner: int) -> None:
    app_for(gate, owner)
    client = signed_in(app, owner)
    assert client.page("/account/app/remove").heading == "Remove the app for codes"
    answered = client.send("/account/app/remove")
    assert (answered.status_code, answered.location) == (303, "/account/ways")
    assert number_of(gate.office.database, CodeApp) == 0


# --- Codes on paper ------------------------------------------------------------------------------


def test_recovery_codes_are_shown_once(app: Flask, gate: Gate, owner: int) -> None:
    client = signed_in(app, owner)
    assert not client.page("/account/recovery-codes").all("ul", class_="codes")
    answered = client.send("/account/recovery-codes")
    page = read_page(answered)
    codes = [each.text or "" for each in page.one("ul", class_="codes").iter("li")]
    assert (page.status, len(set(codes))) == (200, 10)
    assert answered.headers["Cache-Control"] == "private, no-store"
    with gate.office.database.reading() as connection:
        assert methods_of(connection, owner).recovery_codes_left == 10
    assert not any(code in client.get("/account/ways").text for code in codes)


# --- Passkeys ------------------------------------------------------------------------------------


def made(client: AccountClient, gate: Gate, key: SoftKey) -> str:
    page = client.page("/account/passkeys/add")
    options = page.one("form", data_passkey="create").get("data-options") or ""
    return key.create(options, gate.site.origin)


def path_of(gate: Gate, number: int) -> str:
    with gate.office.database.reading() as connection:
        (only, *_) = passkeys_of(connection, number)
    return f"/account/passkeys/{only.public_id}/remove"


def test_a_passkey_is_added_with_a_name(app: Flask, gate: Gate, owner: int) -> None:
    client, key = signed_in(app, owner), SoftKey()
    said = made(client, gate, key)
    for name in ("", "x" * 61, "a\u202e"):
        answered = client.send("/account/passkeys/add", name=name, answer=said)
        (words,) = read_page(answered).texts("p", class_="error")[:1]
        faulty(answered, at="name", said=words.removeprefix("Error: "))
    answered = client.send("/account/passkeys/add", name="Work phone", answer=said)
    assert (answered.status_code, answered.location) == (303, "/account/ways")
    assert number_of(gate.office.database, Passkey) == 1


def test_a_passkey_that_was_made_for_another_session_is_not_added(
    app: Flask, gate: Gate, owner: int
) -> None:
    foreign = made(signed_in(app, account(app)), gate, SoftKey())
    client = signed_in(app, owner)
    for said in (foreign, "", "{}"):
        answered = client.send("/account/passkeys/add", name="Phone", answer=said)
        faulty(answered, at="name", said="The passkey could not be added. Try again.")
    assert number_of(gate.office.database, Passkey) == 0


def test_a_passkey_is_removed(app: Flask, gate: Gate, owner: int) -> None:
    passkey_for(gate, owner)
    client, path = signed_in(app, owner), path_of(gate, owner)
    assert client.page(path).heading == "Remove a passkey"
    answered = client.send(path)
    assert (answered.status_code, answered.location) == (303, "/account/ways")
    assert client.get(path).status_code == 303, "the proof was used up"


def test_somebody_elses_passkey_is_not_there(app: Flask, gate: Gate, owner: int) -> None:
    other = account(app)
    passkey_for(gate, other)
    client = signed_in(app, owner)
    for path in (path_of(gate, other), f"/account/passkeys/{ids.encode(1)}/remove"):
        assert client.get(path).status_code == 404
        assert client.send(path).status_code == 404
    for odd in ("x", "%00", "1" * 500):
        assert client.get(f"/account/passkeys/{odd}/remove").status_code == 404
    assert number_of(gate.office.database, Passkey) == 1


def test_staff_are_told_that_it_is_their_last_passkey(app: Flask, gate: Gate) -> None:
    number = account(app, ActorKind.REVIEWER)
    passkey_for(gate, number)
    page = read_page(signed_in(app, number).send(path_of(gate, number)))
    assert page.status == 409
    assert any("This is your last passkey" in each for each in page.texts("p"))
    assert number_of(gate.office.database, Passkey) == 1
