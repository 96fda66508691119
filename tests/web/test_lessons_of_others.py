"""What others paid for in 2026, held here by name: the faults of sign-in libraries like ours.

Flask-Security's advisories of that year: a proof extended by somebody else's passkey, JSON where
a text is expected, a redirect to a host that looks alike, a copied cookie that outlives its
session; and what every privileged act here asks for, a fresh proof of its own.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from directory.db import Database
from directory.domain import ids
from directory.domain.accounts import tokens
from directory.domain.vocabulary import ActorKind, Lacking, LinkPurpose, SignInMethod
from directory.models.sessions import AccountSession
from directory.queries.accounts import Visitor
from directory.web.visitors import SESSION
from directory.workflows.accounts.challenges import ChallengePurpose
from tests.clock import Clock
from tests.visitors import PASSWORD, SAME_SITE, account, anybody, gate_of, signed_in
from tests.ways_in import answer, app_for, challenge_for, passkey_for, session_of
from tests.web.acts import ACTS, Stage, send
from tests.web.callers import AHEAD, ALWAYS, HOURLY, NONE, come, named
from tests.web.doors import COMES_IN, DOORS, GUARDED, RIGHTS, addresses, outcome
from tests.web.test_acts import contents, entries
from tests.web.ways import EMAIL, link_to, opened, sent, unfinished, write

# What is sent is read before any database is asked.
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

OWNER, REVIEWER, ADMINISTRATOR = ActorKind.OWNER, ActorKind.REVIEWER, ActorKind.ADMINISTRATOR


# --- a proof of one's own, for each act ----------------------------------------------------------


ON_LISTINGS: Final = {"change_delegates", "hand_clinic", "leave_directory"}
"""Tried with the listings and clinics that they are about, in tests/web/practitioner."""
ON_THE_DESK: Final = {
    "decide",
    "second_decision",
    "take_evidence",
    "sign_register",
    "change_books",
    "reassign",
    "take_audit",
}
"""Tried with every form of the desk, in tests/web/review/test_every_form.py."""


def test_a_privileged_act_asks_for_a_fresh_proof_and_uses_it_up(
    app: Flask, database: Database, clock: Clock
) -> None:
    """Every act that asks for a proof is refused with an old one, and with one that has served."""
    stage, tried, seq = Stage(app, clock), set(), 0
    for endpoint, acts in ACTS.items():
        proof = RIGHTS[DOORS[endpoint]][1] if DOORS[endpoint] in RIGHTS else NONE
        if proof == NONE:
            continue
        form = acts[0](stage)
        assert form.session is not None
        stale = {ALWAYS: timedelta(minutes=10), HOURLY: timedelta(hours=1)}[proof]
        this = AccountSession.token_hash == tokens.hash_of(form.session)
        changes: list[dict[str, Any]] = [{"proven_at": clock() - stale, "proof_spent": False}]
        if proof == ALWAYS:
            changes.append({"proven_at": clock(), "proof_spent": True})
        for change in changes:
            write(app, update(AccountSession).where(this).values(**change))
            before, seq = contents(database), entries(database)
            refused = send(app, form)
            assert refused.status_code == 303, endpoint
            assert refused.headers["Location"].startswith("/account/step-up"), endpoint
            assert (contents(database), entries(database)) == (before, seq), endpoint
        fresh = {"proven_at": clock(), "proof_spent": False}
        write(app, update(AccountSession).where(this).values(**fresh))
        assert send(app, form).status_code in {200, 303}, endpoint
        assert entries(database) == seq + len(form.entries), endpoint
        tried.add(DOORS[endpoint])
    # A page that is read ahead of an act asks for a proof too, and changes nothing.
    asking = {right for right, (_, proof) in RIGHTS.items() if proof not in {NONE, AHEAD}}
    assert tried == asking & set(DOORS.values()) - ON_LISTINGS - ON_THE_DESK


def test_another_accounts_passkey_proves_nothing(app: Flask, clock: Clock) -> None:
    """In Flask-Security a passkey of any account made the proof fresh again.

    Here it has to be one of the account that is signed in, for the challenge of this session.
    """
    gate = gate_of(app)
    mine, theirs = account(app), account(app)
    own, other = passkey_for(gate, mine), passkey_for(gate, theirs)
    token, visitor = session_of(gate, mine)
    clock.forward(timedelta(minutes=11))
    client = FlaskClient(app, app.response_class)
    client.set_cookie(SESSION, token)
    form = gate.seal.tag(str(visitor.session_id), "form")

    def prove(signed: str) -> TestResponse:
        fields = {"csrf_token": form, "answer": signed}
        return client.post("/account/step-up/passkey", data=fields, headers=SAME_SITE)

    assert client.get("/account/password").status_code == 303
    asked = challenge_for(gate, visitor, ChallengePurpose.PROVE)
    refused = prove(answer(gate, other, challenge=asked))
    assert (refused.status_code, opened(refused)) == (422, False)
    assert client.get("/account/password").status_code == 303
    # The challenge was not used up by it; one's own passkey answers it, and the session goes on.
    assert opened(prove(answer(gate, own, challenge=asked)))
    assert client.get("/account/password").status_code == 200


# --- a text is a text ----------------------------------------------------------------------------

NOT_TEXT: Final[tuple[Any, ...]] = (
    {"email": {"$ne": ""}, "token": {}, "code": []},
    [],
    [[]],
    None,
    1,
    True,
    "x",
)


@on_one_database
@pytest.mark.parametrize("name", ["nobody", "an owner", "an administrator"])
def test_json_where_a_form_is_expected_is_an_empty_form(
    app: Flask, database: Database, name: str
) -> None:
    """In Flask-Security an object in place of a text reached the code that compares texts.

    Here nothing but forms is read; JSON changes nothing, and is a fault of nobody's.
    """
    came = come(app, named(name))
    before = contents(database)
    for address in addresses(app, *GUARDED, role="reviewer"):
        if address.method != "POST":
            continue
        expected = outcome(DOORS[address.endpoint], came.who, writes=True, token=False)
        for body in NOT_TEXT:
            given = came.client.post(address.path, json=body, headers=SAME_SITE)
            statuses = {410, 422} if expected == COMES_IN else {int(expected[:3])}
            assert given.status_code in statuses, (address, body, given.status)
    assert contents(database) == before


NO_ANSWERS: Final = (
    "null", "[]", "{}", "1", '"x"', '{"id": {}}', '{"id": [], "response": {}}', "[" * 9_000, "{",
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {"clientDataJSON": {"a": 1}}}',
)  # fmt: skip


@on_one_database
def test_an_answer_of_a_passkey_that_is_no_answer_is_refused(app: Flask) -> None:
    """As above, for the one field that is read as JSON."""
    client, nobody = signed_in(app, account(app)), anybody(app)
    token = client.token()
    for said in NO_ANSWERS:
        refused = (
            nobody.send_openly("/account/sign-in/passkey", answer=said),
            client.send("/account/step-up/passkey", token=token, answer=said),
            client.send("/account/passkeys/add", token=token, answer=said, name="Phone"),
        )
        assert [each.status_code for each in refused] == [422] * 3, said


# --- where one is led ----------------------------------------------------------------------------

ALIKE: Final = (
    "https://localhost.evil.example/", "http://localhost:8000.evil.example/", "//evil.example/",
    "https://localhost@evil.example/", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "\t//evil.example", "///evil.example", "/\\/evil.example", "https:evil.example", "evil.example",
    "javascript:alert(1)", "/\n//evil.example", "https:///evil.example",
    "/%0a/x\r\nSet-Cookie: a=b",
)  # fmt: skip


@on_one_database
def test_nobody_is_led_to_a_site_that_looks_like_this_one(app: Flask) -> None:
    """In Flask-Security a host that merely begins or ends like one's own was led to.

    Here nothing but a path of this very site is; whatever else stands there leads home.
    """
    number = account(app, email=EMAIL, password=PASSWORD)
    for after in ALIKE:
        fields = {"password": PASSWORD, "next": after}
        for led in (
            sent(app, "/account/sign-in", email=EMAIL, **fields),
            signed_in(app, number).send("/account/step-up/password", **fields),
        ):
            assert opened(led), after
            assert led.headers["Location"] == "/account/", after


# --- a copied cookie -----------------------------------------------------------------------------

Ends = Callable[[Flask, int, Visitor], object]


def _form(app: Flask, visitor: Visitor) -> dict[str, str]:
    return {"csrf_token": gate_of(app).seal.tag(str(visitor.session_id), "form")}


def _sign_out(app: Flask, _: int, visitor: Visitor) -> object:
    """Sign out in the browser that the cookie was copied from."""
    return _post(app, visitor, "/account/sign-out")


def _end_it_elsewhere(app: Flask, number: int, visitor: Visitor) -> object:
    path = f"/account/sessions/{ids.encode(visitor.session_id)}/end"
    return signed_in(app, number).send(path)


def _end_all_others(app: Flask, number: int, _: Visitor) -> object:
    return signed_in(app, number).send("/account/sessions/end-others")


def _change_the_password(app: Flask, number: int, _: Visitor) -> object:
    new = "marble velvet lantern orbit 7"
    return signed_in(app, number).send("/account/password", password=new)


def _remove_a_passkey(app: Flask, number: int, _: Visitor) -> object:
    client = signed_in(app, number)
    passkey_for(gate_of(app), number)
    links = client.page("/account/ways").links().values()
    (path,) = (
        path for path in links if path.startswith("/account/passkeys/") and "add" not in path
    )
    return client.send(path)


def _remove_the_app(app: Flask, number: int, _: Visitor) -> object:
    app_for(gate_of(app), number)
    return signed_in(app, number).send("/account/app/remove")


def _close_the_account(app: Flask, number: int, _: Visitor) -> object:
    return signed_in(app, number).send("/account/close")


def _come_back_by_a_letter(app: Flask, number: int, _: Visitor) -> object:
    token = link_to(app, LinkPurpose.RECOVER, account_id=number)
    return sent(app, "/account/recover/new", token=token)


def _be_disabled(app: Flask, number: int, _: Visitor) -> object:
    administrator = signed_in(app, account(app, ADMINISTRATOR))
    return administrator.send(f"/review/people/{ids.encode(number)}/disable")


def _lose_a_part(app: Flask, number: int, _: Visitor) -> object:
    administrator = signed_in(app, account(app, ADMINISTRATOR))
    return administrator.send(f"/review/people/{ids.encode(number)}/role/reviewer/take")


def _prove_oneself(app: Flask, _: int, visitor: Visitor) -> object:
    return _post(app, visitor, "/account/step-up/password", password=PASSWORD)


def _post(app: Flask, visitor: Visitor, path: str, **fields: str) -> TestResponse:
    # The browser of this very session: its token is not kept, so it is sent as it was copied.
    client = FlaskClient(app, app.response_class)
    client.set_cookie(SESSION, COPIED[visitor.session_id])
    return client.post(path, data={**_form(app, visitor), **fields}, headers=SAME_SITE)


COPIED: Final[dict[int, str]] = {}
"""Tokens of sessions by their number, as a thief has copied them."""


@pytest.mark.parametrize(
    "ends",
    [
        _sign_out, _end_it_elsewhere, _end_all_others, _change_the_password, _remove_a_passkey,
        _remove_the_app, _close_the_account, _come_back_by_a_letter, _be_disabled, _lose_a_part,
        _prove_oneself,
    ],
    ids=lambda ends: ends.__name__.strip("_"),
)  # fmt: skip
def test_a_copied_cookie_is_dead_with_its_session(app: Flask, ends: Ends) -> None:
    """In Flask-Security a copy of a cookie stayed good after its owner had signed out.

    Here a session is a row on the server: with whatever ends it or renews its token, every copy
    of the old one is worth nothing.
    """
    role = REVIEWER if ends is _lose_a_part else OWNER
    number = account(app, role, email=EMAIL, password=PASSWORD)
    token, visitor = session_of(gate_of(app), number)
    COPIED[visitor.session_id] = token
    thief = FlaskClient(app, app.response_class)
    thief.set_cookie(SESSION, token)
    assert thief.get("/account/").status_code == 200
    done = ends(app, number, visitor)
    assert isinstance(done, TestResponse)
    assert done.status_code == 303, done.text
    dead = thief.get("/account/")
    assert dead.status_code == 303
    assert dead.headers["Location"].startswith("/account/sign-in")


def test_a_cookie_from_before_a_sign_in_was_completed_is_dead(
    app: Flask, database: Database, clock: Clock
) -> None:
    """As above: whoever planted a session before somebody signed in has nothing by it."""
    gate, number = gate_of(app), account(app)
    shown = app_for(gate, number)
    token, form = unfinished(app, number)
    client, thief = (FlaskClient(app, app.response_class) for _ in range(2))
    for each in (client, thief):
        each.set_cookie(SESSION, token)
    fields = {"csrf_token": form, "code": shown.at(clock())}
    assert opened(client.post("/account/sign-in/code", data=fields, headers=SAME_SITE))
    assert client.get("/account/").status_code == 200
    assert thief.get("/account/").headers["Location"].startswith("/account/sign-in")
    with database.reading() as connection:
        (kept,) = connection.scalars(select(AccountSession.token_hash)).all()
    assert kept != tokens.hash_of(token)


AGES: Final = (timedelta(minutes=14, seconds=59), timedelta(minutes=15))


@pytest.mark.parametrize("lacking", Lacking)
def test_a_copied_cookie_of_somebody_signing_in_opens_nothing_else(
    app: Flask, lacking: Lacking
) -> None:
    """As above: it lives no longer than a letter takes, and shows no page of the account."""
    number = account(app, REVIEWER, password=PASSWORD)
    by = SignInMethod.PASSWORD
    fresh, old = (signed_in(app, number, by=by, lacking=lacking, ago=ago) for ago in AGES)
    assert fresh.get("/account/").headers["Location"].startswith("/account/sign-in/")
    assert old.get("/account/sign-in/second").headers["Location"].startswith("/account/sign-in?")
