import pytest
from flask import Flask

from directory.domain.vocabulary import ActorKind, Lacking, SignInMethod
from directory.web.visitors import SESSION
from directory.workflows.accounts.gate import Gate
from tests.clock import Clock
from tests.pages import read_page
from tests.visitors import AccountClient, account, anybody, gate_of, signed_in
from tests.ways_in import app_for, codes_for, passkey_for, session_of, token_in
from tests.web.accounts.faults import faulty

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SECOND, NEW_DEVICE = "/account/sign-in/second", "/account/sign-in/new-device"
NO_PASSKEY = "That passkey did not work here. Try again, or use another way."
WRONG_CODE = "That code is not right, or was used before. Enter the next one from your app."
WRONG_PAPER = "That recovery code is not right, or was used before. Try another one."


def waiting(
    app: Flask, number: int, lacking: Lacking = Lacking.CODE, *, by: str = "password"
) -> AccountClient:
    return signed_in(app, number, by=SignInMethod(by), lacking=lacking)


@pytest.fixture
def gate(app: Flask) -> Gate:
    return gate_of(app)


@pytest.fixture
def owner(app: Flask) -> int:
    return account(app, ActorKind.OWNER)


def test_the_page_asks_for_what_the_account_has(app: Flask, gate: Gate, owner: int) -> None:
    app_for(gate, owner)
    page = waiting(app, owner).page(SECOND)
    assert page.heading == "One more step to sign in"
    assert page.texts("h2") == ["Code from your app", "A recovery code"]
    passkey_for(gate, owner)
    page = waiting(app, owner).page(SECOND)
    assert page.texts("h2") == ["Code from your app", "Your passkey", "A recovery code"]
    staff = account(app, ActorKind.REVIEWER)
    passkey_for(gate, staff)
    page = waiting(app, staff, Lacking.PASSKEY).page(SECOND)
    assert page.texts("h2") == ["Your passkey", "A recovery code"]
    assert "This account is opened with a passkey." in page.texts("p")


def test_what_is_wrong_with_a_code_is_said_at_the_code(app: Flask, gate: Gate, owner: int) -> None:
    app_for(gate, owner)
    answered = waiting(app, owner).send(
        "/account/sign-in/code", token=token_at(app, owner), code="123456"
    )
    assert answered.status_code == 400, "another session’s token"
    client = waiting(app, owner)
    for typed in ("000000", "", "abc"):
        answered = client.send("/account/sign-in/code", token=client.token(SECOND), code=typed)
        faulty(answered, at="code", said=WRONG_CODE)


def token_at(app: Flask, number: int) -> str:
    return waiting(app, number).token(SECOND)


@pytest.mark.parametrize("role", [ActorKind.OWNER, ActorKind.REVIEWER])
def test_what_is_wrong_with_a_code_from_paper_is_said_there(
    app: Flask, gate: Gate, role: ActorKind
) -> None:
    number = account(app, role)
    app_for(gate, number)
    lacking = Lacking.CODE if role is ActorKind.OWNER else Lacking.PASSKEY
    client = waiting(app, number, lacking)
    given = {"token": client.token(SECOND), "from": "paper", "code": "0000-0000-0000-0000"}
    faulty(client.send("/account/sign-in/code", **given), at="paper", said=WRONG_PAPER)


def test_what_is_wrong_with_a_passkey_is_said_at_its_button(
    app: Flask, gate: Gate, owner: int
) -> None:
    passkey_for(gate, owner)
    client = waiting(app, owner)
    answered = client.send("/account/sign-in/second/passkey", token=client.token(SECOND))
    faulty(answered, at="passkey", said=NO_PASSKEY)


def test_the_sixth_code_waits(app: Flask, gate: Gate, owner: int, clock: Clock) -> None:
    shown, codes = app_for(gate, owner), codes_for(gate, owner)
    client = waiting(app, owner)
    token = client.token(SECOND)
    for _ in range(5):
        client.send("/account/sign-in/code", token=token, code="")
    wait = "You have tried many times in a short while. Wait 15 minutes and try again."
    for at, more in (
        ("code", {"code": shown.at(clock.at)}),
        ("paper", {"code": codes[0], "from": "paper"}),
    ):
        answered = client.send("/account/sign-in/code", token=token, **more)
        faulty(answered, at=at, said=wait, status=429)
        assert answered.headers["Retry-After"] == "900"


def test_a_passkey_completes_a_sign_in_and_the_cookie_is_a_new_one(
    app: Flask, gate: Gate, owner: int
) -> None:
    key, client = passkey_for(gate, owner), waiting(app, owner)
    old = client.get_cookie(SESSION)
    options = client.page(SECOND).one("form", data_passkey="get").get("data-options")
    assert old is not None
    assert options is not None
    said = key.get(options, gate.site.origin)
    answered = client.send(
        "/account/sign-in/second/passkey", token=client.token(SECOND), answer=said
    )
    assert (answered.status_code, answered.location) == (303, "/account/")
    assert client.page("/account/").heading == "Your account"
    stale = anybody(app)
    stale.set_cookie(SESSION, old.value)
    assert stale.get("/account/").location == "/account/sign-in?next=/account/"
    assert client.get(SECOND).location == "/account/"


def test_after_a_link_somebody_is_led_to_their_ways_to_sign_in(
    app: Flask, gate: Gate, owner: int, clock: Clock
) -> None:
    shown, client = app_for(gate, owner), waiting(app, owner, by="mail_link")
    answered = client.send(
        "/account/sign-in/code", token=client.token(SECOND), code=shown.at(clock.at)
    )
    assert (answered.status_code, answered.location) == (303, "/account/ways")


def test_a_new_browser_waits_for_the_link_which_works_there_and_nowhere_else(
    app: Flask, gate: Gate, owner: int, clock: Clock
) -> None:
    shown, client = app_for(gate, owner), waiting(app, owner)
    answered = client.send(
        "/account/sign-in/code", token=client.token(SECOND), code=shown.at(clock.at)
    )
    assert (answered.status_code, answered.location) == (303, NEW_DEVICE)
    assert client.page(NEW_DEVICE).heading == "Open the link we sent you"
    assert client.get(SECOND).location == NEW_DEVICE
    assert client.get("/account/").location == NEW_DEVICE
    link = token_in(gate.office.database, "new_device")
    for other in (anybody(app), signed_in(app, owner), waiting(app, owner, Lacking.DEVICE_LINK)):
        page = read_page(other.get("/account/device", query_string={"token": link}))
        assert (page.status, page.heading) == (409, "Open this link in the other browser")
    dead = read_page(client.get("/account/device", query_string={"token": "x"}))
    assert (dead.status, dead.heading) == (410, "This link does not work any more")
    page = client.page("/account/device", query_string={"token": link})
    assert page.heading == "Sign in in this browser"


def test_the_link_completes_the_sign_in_once(
    app: Flask, gate: Gate, owner: int, clock: Clock
) -> None:
    shown, client = app_for(gate, owner), waiting(app, owner)
    client.send("/account/sign-in/code", token=client.token(SECOND), code=shown.at(clock.at))
    link = token_in(gate.office.database, "new_device")
    thief, theirs = session_of(gate, owner, lacking=Lacking.DEVICE_LINK)
    form = {"csrf_token": client.token(f"/account/device?token={link}"), "token": link}
    headers = {"Sec-Fetch-Site": "same-origin"}
    # A page that was forged has its own session, and a token for it.
    forged = anybody(app)
    forged.set_cookie(SESSION, thief)
    own = {"csrf_token": gate.seal.tag(str(theirs.session_id), "form"), "token": link}
    page = read_page(forged.post("/account/device", data=own, headers=headers))
    assert (page.status, page.heading) == (409, "Open this link in the other browser")
    answered = client.post("/account/device", data=form, headers=headers)
    assert (answered.status_code, answered.location) == (303, "/account/")
    assert client.get_cookie("device") is not None
    page = read_page(client.get("/account/device", query_string={"token": link}))
    assert page.status == 410
