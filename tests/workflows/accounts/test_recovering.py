import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain.vocabulary import ActorKind, Lacking, LinkPurpose, SignInMethod
from directory.models.accounts import Account
from directory.models.mail import Mail
from directory.models.sessions import OneTimeLink
from directory.queries.links import LinkDead
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.links import make_link
from directory.workflows.accounts.recovering import ask_to_recover, recover
from directory.workflows.accounts.sign_in import (
    Opened,
    finish_by_code,
    finish_by_passkey,
    finish_by_recovery_code,
)
from tests.clock import Clock
from tests.visitors import PASSWORD, account, gate_of
from tests.ways_in import (
    HERE,
    SYSTEM,
    answer,
    app_for,
    codes_for,
    letters,
    number_of,
    passkey_for,
    session_of,
    token_in,
    who,
    who_or_none,
)

EMAIL = "robin@people.example"


def by_link(gate: Gate) -> Opened:
    ask_to_recover(gate, EMAIL, caller=HERE)
    return recover(gate, token_in(gate.office.database, "recover"), caller=HERE)


def test_a_link_opens_a_plain_account_and_ends_its_other_sessions(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app, ActorKind.OWNER, email=EMAIL, password=PASSWORD)
    thief, _ = session_of(gate, number)
    unfinished, _ = session_of(gate, number, lacking=Lacking.CODE)
    strangers, _ = session_of(gate, account(app))
    opened = by_link(gate)
    assert opened.lacking is None
    assert who(gate, opened.token).session.opened_by is SignInMethod.MAIL_LINK
    assert who_or_none(gate, thief) is who_or_none(gate, unfinished) is None
    assert who_or_none(gate, strangers) is not None


@pytest.mark.parametrize("way", ["code", "recovery code", "passkey"])
def test_a_link_does_not_get_around_the_app_and_ends_other_sessions_once_completed(
    app: Flask, clock: Clock, way: str
) -> None:
    gate = gate_of(app)
    number = account(app, ActorKind.OWNER, email=EMAIL)
    shown, codes, key = app_for(gate, number), codes_for(gate, number), passkey_for(gate, number)
    theirs, _ = session_of(gate, number)
    opened = by_link(gate)
    assert (opened.lacking, opened.device_token) == (Lacking.CODE, None)
    visitor = who(gate, opened.token)
    assert who_or_none(gate, theirs) is not None
    match way:
        case "code":
            done = finish_by_code(gate, visitor, code=shown.at(clock.at), caller=HERE)
            counts_as = SignInMethod.MAIL_LINK
        case "recovery code":
            done = finish_by_recovery_code(gate, visitor, code=codes[0], caller=HERE)
            counts_as = SignInMethod.RECOVERY_CODE
        case _:
            said = answer(gate, key, visitor=visitor)
            done = finish_by_passkey(gate, visitor, answer=said, caller=HERE)
            counts_as = SignInMethod.PASSKEY
    # Whoever has the letter needs no second one because the browser is new.
    assert done.lacking is None
    assert who(gate, done.token).session.opened_by is counts_as
    assert who_or_none(gate, theirs) is None
    assert who_or_none(gate, opened.token) is None


@pytest.mark.parametrize("role", [ActorKind.REVIEWER, ActorKind.ADMINISTRATOR])
def test_for_staff_a_link_lacks_a_passkey(app: Flask, role: ActorKind) -> None:
    gate = gate_of(app)
    number = account(app, role, email=EMAIL, password=PASSWORD)
    app_for(gate, number)
    opened = by_link(gate)
    assert opened.lacking is Lacking.PASSKEY


def test_an_unknown_address_is_told_that_there_is_no_account(app: Flask) -> None:
    gate = gate_of(app)
    ask_to_recover(gate, EMAIL, caller=HERE)
    database = gate.office.database
    assert letters(database) == [(EMAIL, "no_account")]
    assert number_of(database, OneTimeLink) == 1
    with database.reading() as connection:
        assert connection.scalar(select(Mail.params)) == "{}"


def test_a_disabled_account_is_told_so_and_gets_no_link(app: Flask, clock: Clock) -> None:
    gate = gate_of(app)
    number = account(app, email=EMAIL)
    with gate.office.act(SYSTEM) as act:
        act.session.get_one(Account, number).disabled_at = clock.at
    ask_to_recover(gate, EMAIL, caller=HERE)
    assert letters(gate.office.database) == [(EMAIL, "account_disabled")]
    with gate.office.database.reading() as connection:
        assert connection.scalar(select(Mail.params)) == "{}"
        assert connection.scalar(select(OneTimeLink.account_id)) is None


@pytest.mark.parametrize("change", ["disabled", "closed", "moved"])
def test_a_link_leads_nowhere_once_the_account_is_not_what_it_was(
    app: Flask, clock: Clock, change: str
) -> None:
    gate = gate_of(app)
    number = account(app, email=EMAIL)
    ask_to_recover(gate, EMAIL, caller=HERE)
    with gate.office.act(SYSTEM) as act:
        row = act.session.get_one(Account, number)
        match change:
            case "disabled":
                row.disabled_at = clock.at
            case "closed":
                row.closed_at = clock.at
            case _:
                row.email = "elsewhere@people.example"
    with pytest.raises(LinkDead):
        recover(gate, token_in(gate.office.database, "recover"), caller=HERE)


def test_a_link_for_an_unknown_address_opens_no_account_that_comes_later(app: Flask) -> None:
    gate = gate_of(app)
    with gate.office.act(SYSTEM) as act:
        token = make_link(act, LinkPurpose.RECOVER, email=EMAIL)
    account(app, email=EMAIL)
    with pytest.raises(LinkDead):
        recover(gate, token, caller=HERE)
