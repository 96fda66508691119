"""Where an invitation leads, for people without an account, with one, and for nobody."""

import json
from typing import Any, Final

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from directory.db import Database
from directory.domain import ids
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Lacking, LinkPurpose, SignInMethod
from directory.models.accounts import Account, AccountProposal, AccountRole
from directory.models.decision_log import LogEntry
from directory.models.mail import Mail
from directory.models.sign_in import Passkey
from directory.queries.accounts import account_at
from directory.workflows.accounts.joining import newcomer_id
from directory.workflows.accounts.links import make_link
from tests.authenticators import SoftKey
from tests.pages import Page
from tests.visitors import (
    PASSWORD,
    AccountClient,
    account,
    anybody,
    gate_of,
    office_of,
    signed_in,
    token_of,
)

NEW: Final = "newcomer@people.example"
ORIGIN: Final = "http://localhost:8000"
NOBODY: Final = Actor(ActorKind.SYSTEM, None)
REVIEWER, ADMINISTRATOR = ActorKind.REVIEWER, ActorKind.ADMINISTRATOR


def invited(app: Flask, *, role: ActorKind = REVIEWER, fresh: bool = False) -> str:
    """Invite an address; gives the token of the link in the letter."""
    with office_of(app).act(NOBODY) as act:
        whose = account_at(act.session.connection(), NEW)
        return make_link(
            act,
            LinkPurpose.JOIN_STAFF,
            email=NEW,
            account_id=whose.id if whose else None,
            role=role,
            fresh="yes" if fresh else "",
        )


def options_of(page: Page) -> str:
    (form,) = (form for form in page.all("form") if form.get("data-passkey"))
    return form.get("data-options", "")


def join(client: AccountClient, token: str, key: SoftKey, *, name: str = "Kim Doe") -> TestResponse:
    """Make a passkey as the page asks, and accept."""
    made = key.create(options_of(client.page(f"/account/join?token={token}")), ORIGIN)
    return client.send_openly("/account/join", link=token, name=name, answer=made)


def accept(client: AccountClient, token: str, key: SoftKey) -> TestResponse:
    """Use a passkey as the page asks, and accept."""
    page = client.page(f"/account/join?token={token}")
    used = key.get(options_of(page), ORIGIN)
    form = next(form for form in page.all("form") if form.get("data-passkey"))
    assert form.get("action") == "/account/join/accept"
    return client.send("/account/join/accept", link=token, answer=used)


def with_passkey(client: AccountClient) -> SoftKey:
    """Add a passkey to the account that a client is signed in to."""
    key = SoftKey()
    made = key.create(options_of(client.page("/account/passkeys/add")), ORIGIN)
    assert client.send("/account/passkeys/add", name="Phone", answer=made).status_code == 303
    return key


def lock(app: Flask, account_id: int) -> None:
    with office_of(app).act(NOBODY) as act:
        act.session.get_one(Account, account_id).disabled_at = act.at


def found(database: Database, *what: Any) -> list[Any]:  # noqa: ANN401  (whatever is asked for)
    with database.reading() as connection:
        return list(connection.scalars(select(*what)))


def logged(database: Database) -> list[str]:
    return [json.loads(leaf)["act"] for leaf in found(database, LogEntry.leaf)]


# --- somebody new --------------------------------------------------------------------------------


def test_somebody_new_joins_with_a_passkey_and_is_shown_ten_codes_once(
    app: Flask, database: Database
) -> None:
    token, client, key = invited(app), anybody(app), SoftKey()
    page = client.page(f"/account/join?token={token}")
    assert page.heading == "Help run the directory"
    assert f"You sign in with {NEW}. Your part: reviewer." in page.texts("p")
    answer = join(client, token, key)
    assert answer.status_code == 200, answer.text
    assert answer.text.count("<li>") >= 10
    assert "shown only now" in answer.text
    assert client.page("/review/queue").heading == "Queue: To check"
    with database.reading() as connection:
        made = account_at(connection, NEW)
    assert made is not None
    assert made.id == newcomer_id(gate_of(app).seal, token)
    assert (made.name, set(made.parts)) == ("Kim Doe", {REVIEWER})
    assert made.holder.passkey
    assert logged(database) == [DecisionAct.ACCOUNT_OPENED, DecisionAct.ROLE_GRANTED]
    # The passkey opens the account afterwards, and says whose it is.
    again = anybody(app)
    signed = key.get(options_of(again.page("/account/sign-in")), ORIGIN)
    assert again.send_openly("/account/sign-in/passkey", answer=signed).location == "/account/"


def test_a_link_joins_once(app: Flask, database: Database) -> None:
    token = invited(app)
    client = anybody(app)
    page = options_of(client.page(f"/account/join?token={token}"))
    answers = [SoftKey().create(page, ORIGIN), SoftKey().create(page, ORIGIN)]
    sent = [
        client.send_openly("/account/join", link=token, name="Kim Doe", answer=answer)
        for answer in answers
    ]
    assert [answer.status_code for answer in sent] == [200, 410]
    assert len(found(database, Passkey.id)) == 1
    assert anybody(app).get(f"/account/join?token={token}").status_code == 410


def test_looking_at_an_invitation_changes_nothing(app: Flask, database: Database) -> None:
    token = invited(app)
    for _ in range(2):
        assert anybody(app).get(f"/account/join?token={token}").status_code == 200
    assert not found(database, Account.id)


def test_what_is_wrong_is_said_and_the_link_works_still(app: Flask) -> None:
    token, client = invited(app), anybody(app)
    nameless = join(client, token, SoftKey(), name=" ")
    assert nameless.status_code == 422
    assert "Error" in nameless.text
    for answer in ("", "{}", SoftKey(verifies=False).create(_options(client, token), ORIGIN)):
        refused = client.send_openly("/account/join", link=token, name="Kim", answer=answer)
        assert refused.status_code == 422
        assert "The passkey could not be added." in refused.text
    assert join(client, token, SoftKey()).status_code == 200


def _options(client: AccountClient, token: str) -> str:
    return options_of(client.page(f"/account/join?token={token}"))


def test_a_passkey_made_for_another_invitation_is_none_for_this_one(app: Flask) -> None:
    client, other = anybody(app), invited(app)
    made = SoftKey().create(_options(client, other), ORIGIN)
    token = invited(app)
    answer = client.send_openly("/account/join", link=token, name="Kim Doe", answer=made)
    assert answer.status_code == 422


def test_another_site_cannot_send_the_form(app: Flask) -> None:
    token, client = invited(app), anybody(app)
    made = SoftKey().create(_options(client, token), ORIGIN)
    sent = client.post(
        "/account/join",
        data={"link": token, "name": "Kim Doe", "answer": made},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert sent.status_code == 400


# --- somebody with an account --------------------------------------------------------------------


def test_somebody_with_an_account_accepts_with_its_passkey(app: Flask, database: Database) -> None:
    theirs = account(app, ActorKind.OWNER, email=NEW)
    client = signed_in(app, theirs)
    key = with_passkey(client)
    before = logged(database)
    answer = accept(client, invited(app, role=ADMINISTRATOR), key)
    # There is no code on paper yet.
    assert answer.location == "/account/recovery-codes"
    assert set(found(database, AccountRole.role)) == {ActorKind.OWNER, ADMINISTRATOR}
    assert logged(database)[len(before) :] == [DecisionAct.ROLE_GRANTED]
    assert (NEW, "role_granted") in {
        tuple(row) for row in _rows(database, Mail.to_address, Mail.template)
    }
    assert client.page("/review/people").heading == "People"
    assert client.send("/account/recovery-codes").status_code == 200


def _rows(database: Database, *what: Any) -> list[Any]:  # noqa: ANN401  (whatever is asked for)
    with database.reading() as connection:
        return list(connection.execute(select(*what)))


def test_a_link_alone_never_adds_a_passkey_or_a_part_to_an_account(
    app: Flask, database: Database
) -> None:
    account(app, ActorKind.OWNER, email=NEW, password=PASSWORD)
    token, client = invited(app), anybody(app)
    page = client.page(f"/account/join?token={token}")
    assert page.links()["Sign in"] == f"/account/sign-in?next=/account/join?token%3D{token}"
    assert not [form for form in page.all("form") if form.get("data-passkey")]
    elsewhere = gate_of(app).site.registration(
        challenge=b"c" * 56, account_id=1, email=NEW, name="Kim", known=()
    )
    made = SoftKey().create(elsewhere, ORIGIN)
    sent = client.send_openly("/account/join", link=token, name="Kim Doe", answer=made)
    assert sent.status_code in {410, 422}
    assert client.send_openly("/account/join/accept", link=token).location.startswith(
        "/account/sign-in"
    )
    assert not found(database, Passkey.id)
    assert found(database, AccountRole.role) == [ActorKind.OWNER]


def test_a_sign_in_that_lacks_something_accepts_nothing(app: Flask) -> None:
    theirs = account(app, ActorKind.OWNER, email=NEW)
    half = signed_in(app, theirs, by=SignInMethod.PASSWORD, lacking=Lacking.CODE)
    token = invited(app)
    assert "Sign in" in half.page(f"/account/join?token={token}").links()
    assert half.send("/account/join/accept", token="", link=token).location == (
        "/account/sign-in/second"
    )


def test_an_account_without_a_passkey_is_asked_to_add_one(app: Flask) -> None:
    theirs = account(app, ActorKind.OWNER, email=NEW)
    page = signed_in(app, theirs).page(f"/account/join?token={invited(app)}")
    assert page.links()["Add a passkey"] == "/account/passkeys/add"


def test_somebody_elses_invitation_is_of_no_use(app: Flask, database: Database) -> None:
    account(app, ActorKind.OWNER, email=NEW)
    other = signed_in(app, account(app, ActorKind.OWNER))
    key = with_passkey(other)
    token = invited(app)
    page = other.page(f"/account/join?token={token}")
    assert "You are signed in to another account." in " ".join(page.texts("p"))
    proof = key.get(options_of(other.page("/account/step-up")), ORIGIN)
    sent = other.send("/account/join/accept", link=token, answer=proof)
    assert sent.status_code == 410
    assert REVIEWER not in found(database, AccountRole.role)


def test_a_passkey_that_does_not_prove_gives_no_part(app: Flask, database: Database) -> None:
    client = signed_in(app, account(app, ActorKind.OWNER, email=NEW))
    with_passkey(client)
    token = invited(app)
    wrong = client.send("/account/join/accept", link=token, answer="{}")
    assert wrong.status_code == 422
    assert "That passkey did not work here." in wrong.text
    unsent = client.send("/account/join/accept", token="", link=token, answer="{}")
    assert unsent.status_code == 400
    assert found(database, AccountRole.role) == [ActorKind.OWNER]


def test_an_invitation_to_a_part_that_is_held_or_to_a_locked_account_is_dead(app: Flask) -> None:
    theirs = account(app, REVIEWER, email=NEW)
    assert anybody(app).get(f"/account/join?token={invited(app)}").status_code == 410
    token = invited(app, role=ADMINISTRATOR)
    assert anybody(app).get(f"/account/join?token={token}").status_code == 200
    lock(app, theirs)
    for answer in (
        anybody(app).get(f"/account/join?token={token}"),
        anybody(app).send_openly("/account/join", link=token, name="Kim"),
    ):
        assert answer.status_code == 410


# --- beginning anew ------------------------------------------------------------------------------


def test_whose_ways_in_were_removed_begins_anew_by_the_letter(
    app: Flask, database: Database
) -> None:
    theirs = account(app, REVIEWER, email=NEW)
    token, client = invited(app, fresh=True), anybody(app)
    page = client.page(f"/account/join?token={token}")
    assert page.heading == "Begin anew with a passkey"
    assert not page.all("input", name="name")
    refused = client.send_openly("/account/join", link=token, answer="{}")
    assert refused.status_code == 422
    assert join(client, token, SoftKey()).status_code == 200
    assert client.page("/review/queue").heading == "Queue: To check"
    assert found(database, Passkey.account_id) == [theirs]
    assert found(database, AccountRole.role) == [REVIEWER]
    assert found(database, Account.name) == ["Robin Doe"]
    assert logged(database) == [DecisionAct.ACCOUNT_CHANGED]
    # Once there is a passkey, no letter adds another one.
    assert anybody(app).get(f"/account/join?token={invited(app, fresh=True)}").status_code == 410


# --- from the proposal to the part ---------------------------------------------------------------


def test_from_a_proposal_to_a_part(app: Flask, database: Database) -> None:
    first, second = (account(app, ADMINISTRATOR) for _ in range(2))
    signed_in(app, first).send("/review/people/invite", email=NEW, role="administrator")
    (number,) = found(database, AccountProposal.id)
    path = f"/review/people/proposals/{ids.encode(number)}/confirm"
    assert signed_in(app, second).send(path).status_code == 303
    (params,) = (
        json.loads(row.params)
        for row in _rows(database, Mail.template, Mail.params)
        if row.template == "join_staff"
    )
    client = anybody(app)
    assert join(client, params["token"], SoftKey()).status_code == 200
    assert client.page("/review/people").heading == "People"


# --- disabled, on every path ---------------------------------------------------------------------


@pytest.fixture
def administrator(app: Flask) -> AccountClient:
    return signed_in(app, account(app, ADMINISTRATOR))


def disable(administrator: AccountClient, account_id: int) -> None:
    done = administrator.send(f"/review/people/{ids.encode(account_id)}/disable")
    assert done.status_code == 303


def test_disabling_closes_every_way_in(app: Flask, administrator: AccountClient) -> None:
    theirs = account(app, ActorKind.OWNER, email=NEW, password=PASSWORD)
    client = signed_in(app, theirs)
    key = with_passkey(client)
    half = signed_in(app, theirs, by=SignInMethod.PASSWORD, lacking=Lacking.CODE)
    new = signed_in(app, theirs, by=SignInMethod.PASSWORD, lacking=Lacking.DEVICE_LINK)
    new_token, half_token = (
        token_of(each.page(page)) if each.page(page).all("input", name="csrf_token") else ""
        for each, page in ((new, "/account/sign-in/new-device"), (half, "/account/sign-in/second"))
    )
    with office_of(app).act(NOBODY) as act:
        recover = make_link(act, LinkPurpose.RECOVER, email=NEW, account_id=theirs)
    change = "elsewhere@people.example"
    with office_of(app).act(NOBODY) as act:
        address = make_link(act, LinkPurpose.CHANGE_ADDRESS, email=change, account_id=theirs)
    staff_link = invited(app)
    disable(administrator, theirs)

    # Sessions: whole ones, half ones, and those that wait for a letter.
    assert client.get("/account/").location.startswith("/account/sign-in")
    second = half.send("/account/sign-in/code", token=half_token, code="123456")
    assert second.location.startswith("/account/sign-in")
    device = new.send("/account/device", token=new_token)
    assert device.location.startswith("/account/sign-in")
    # The password, and the passkey.
    fresh = anybody(app)
    typed = fresh.send_openly("/account/sign-in", email=NEW, password=PASSWORD)
    assert typed.status_code == 422
    signed = key.get(options_of(fresh.page("/account/sign-in")), ORIGIN)
    assert fresh.send_openly("/account/sign-in/passkey", answer=signed).status_code == 422
    # Links that are on their way.
    for path, token in (("recover/new", recover), ("address/confirm", address)):
        assert fresh.send_openly(f"/account/{path}", token=token).status_code == 410, path
    assert fresh.get(f"/account/join?token={staff_link}").status_code == 410


def test_a_link_that_a_locked_account_asks_for_is_none(
    app: Flask, database: Database, administrator: AccountClient
) -> None:
    theirs = account(app, ActorKind.OWNER, email=NEW)
    disable(administrator, theirs)
    anybody(app).send_openly("/account/recover", email=NEW)
    letters = {
        row.template: json.loads(row.params) for row in _rows(database, Mail.template, Mail.params)
    }
    assert "recover" not in letters
    assert letters["account_disabled"] == {}
