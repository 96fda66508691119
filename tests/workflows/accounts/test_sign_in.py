from dataclasses import replace

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from directory.domain.accounts.limits import ALLOWANCES, Limit
from directory.domain.vocabulary import ActorKind, Lacking, SignInMethod
from directory.models.accounts import Account
from directory.models.sessions import AccountSession, LimitWindow
from directory.models.sign_in import Passkey, PasswordHash
from directory.workflows.accounts import proofs
from directory.workflows.accounts.challenges import LIFETIME, ChallengePurpose
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.sign_in import (
    Opened,
    open_by,
    sign_in_by_passkey,
    sign_in_by_password,
)
from directory.workflows.accounts.trying import MustWait, NotProven
from tests.authenticators import SoftKey
from tests.clock import Clock
from tests.visitors import PASSWORD, account, gate_of
from tests.ways_in import (
    HERE,
    SYSTEM,
    answer,
    app_for,
    challenge_for,
    holder,
    letters,
    number_of,
    passkey_for,
    who,
    who_or_none,
)

EMAIL = "robin@people.example"


def by_password(gate: Gate, email: str = EMAIL, *, password: str = PASSWORD) -> Opened:
    return sign_in_by_password(gate, email, password=password, caller=HERE)


def by_passkey(gate: Gate, said: str) -> Opened:
    return sign_in_by_passkey(gate, said, caller=HERE)


def lock(gate: Gate, number: int) -> None:
    with gate.office.act(SYSTEM) as act:
        act.session.get_one(Account, number).disabled_at = act.at


# --- By a password -------------------------------------------------------------------------------


def test_a_password_opens_a_plain_account_and_a_new_browser_is_told_of_once(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app, ActorKind.OWNER, email=EMAIL, password=PASSWORD)
    opened = by_password(gate)
    visitor = who(gate, opened.token)
    assert (visitor.account.id, opened.lacking) == (number, None)
    assert visitor.session.opened_by is visitor.session.proof is SignInMethod.PASSWORD
    assert letters(gate.office.database) == [(EMAIL, "signed_in")]
    here = replace(HERE, device_token=opened.device_token)
    again = sign_in_by_password(gate, EMAIL, password=PASSWORD, caller=here)
    assert (again.lacking, again.device_token) == (None, None)
    assert len(letters(gate.office.database)) == 1
    # Signing in again leaves the others signed in.
    assert who_or_none(gate, opened.token) is not None


@pytest.mark.parametrize(
    ("role", "has_app", "lacking"),
    [
        (ActorKind.OWNER, True, Lacking.CODE),
        (ActorKind.REVIEWER, False, Lacking.PASSKEY),
        (ActorKind.ADMINISTRATOR, True, Lacking.PASSKEY),
    ],
)
def test_a_password_alone_opens_no_account_that_asks_for_more(
    app: Flask, role: ActorKind, lacking: Lacking, *, has_app: bool
) -> None:
    gate = gate_of(app)
    number = account(app, role, email=EMAIL, password=PASSWORD)
    if has_app:
        app_for(gate, number)
    opened = by_password(gate)
    assert (opened.lacking, opened.device_token) == (lacking, None)
    assert who(gate, opened.token).session.lacking is lacking
    assert letters(gate.office.database) == []
    assert number_of(gate.office.database, LimitWindow) == 3, "it counts until all is proven"


def test_what_does_not_prove_anything_opens_nothing(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app, email=EMAIL, password=PASSWORD)
    account(app, email="without@people.example")
    for email, password in (
        (EMAIL, PASSWORD + "x"),
        (EMAIL, ""),
        ("without@people.example", PASSWORD),
        ("nobody@people.example", PASSWORD),
    ):
        with pytest.raises(NotProven):
            by_password(gate, email, password=password)
    lock(gate, number)
    with pytest.raises(NotProven):
        by_password(gate)
    assert number_of(gate.office.database, AccountSession) == 0


def test_a_password_that_was_changed_between_the_check_and_the_act_opens_nothing(
    app: Flask,
) -> None:
    gate = gate_of(app)
    number = account(app, password=PASSWORD)
    proof = proofs.by_password(gate, PASSWORD, account_id=number)
    with gate.office.act(SYSTEM) as act:
        act.session.get_one(PasswordHash, number).hash = "another"
    with pytest.raises(NotProven):
        open_by(gate, proof, caller=HERE)


def test_an_account_that_was_disabled_between_the_check_and_the_act_opens_nothing(
    app: Flask,
) -> None:
    gate = gate_of(app)
    number = account(app, password=PASSWORD)
    proof = proofs.by_password(gate, PASSWORD, account_id=number)
    lock(gate, number)
    with pytest.raises(NotProven):
        open_by(gate, proof, caller=HERE)


def test_a_password_that_is_taken_away_between_the_check_and_the_act_opens_nothing(
    app: Flask,
) -> None:
    gate = gate_of(app)
    number = account(app, password=PASSWORD)
    proof = proofs.by_password(gate, PASSWORD, account_id=number)
    with gate.office.act(SYSTEM) as act:
        act.session.delete(act.session.get_one(PasswordHash, number))
    with pytest.raises(NotProven):
        open_by(gate, proof, caller=HERE)


def test_a_hash_of_before_is_made_anew_when_its_password_is_used(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app, email=EMAIL)
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with gate.office.act(SYSTEM) as act:
        act.session.add(PasswordHash(account_id=number, hash=old, set_at=act.at))
    by_password(gate)
    with gate.office.database.reading() as connection:
        new = connection.scalar(select(PasswordHash.hash))
    assert new is not None
    assert not gate.hasher.outdated(new)
    assert gate.hasher.verify(new, PASSWORD)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_tries_are_counted_until_somebody_has_arrived(app: Flask) -> None:
    gate = gate_of(app)
    account(app, email=EMAIL, password=PASSWORD)
    times = ALLOWANCES[Limit.SIGN_IN_ACCOUNT].times
    for _ in range(times - 1):
        with pytest.raises(NotProven):
            by_password(gate, password="")
    by_password(gate)
    for _ in range(times):
        with pytest.raises(NotProven):
            by_password(gate, password="")
    with pytest.raises(MustWait):
        by_password(gate)


# --- By a passkey --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [ActorKind.OWNER, ActorKind.ADMINISTRATOR])
def test_a_passkey_opens_any_account(app: Flask, clock: Clock, role: ActorKind) -> None:
    gate = gate_of(app)
    number = account(app, role, password=PASSWORD)
    app_for(gate, number)
    key = passkey_for(gate, number)
    opened = by_passkey(gate, answer(gate, key))
    visitor = who(gate, opened.token)
    assert (visitor.account.id, opened.lacking) == (number, None)
    assert visitor.session.opened_by is SignInMethod.PASSKEY
    with gate.office.database.reading() as connection:
        kept = connection.execute(select(Passkey.sign_count, Passkey.used_at)).one()
    assert kept == (1, clock.at)


def test_an_answer_is_taken_once(app: Flask) -> None:
    gate = gate_of(app)
    key = passkey_for(gate, account(app), SoftKey(counts=False))
    challenge = challenge_for(gate, None, ChallengePurpose.SIGN_IN)
    by_passkey(gate, answer(gate, key, challenge=challenge))
    for again in (challenge, challenge):
        with pytest.raises(NotProven):
            by_passkey(gate, answer(gate, key, challenge=again))


def test_a_challenge_for_anything_else_signs_nobody_in(app: Flask, clock: Clock) -> None:
    gate, visitor = holder(app)
    key = passkey_for(gate, visitor.account.id)
    for purpose in (ChallengePurpose.PROVE, ChallengePurpose.ADD):
        for subject in (visitor, None):
            with pytest.raises(NotProven):
                by_passkey(gate, answer(gate, key, challenge=challenge_for(gate, subject, purpose)))
    with pytest.raises(NotProven):
        by_passkey(gate, answer(gate, key, challenge=b"c" * 56))
    late = answer(gate, key)
    clock.forward(LIFETIME)
    with pytest.raises(NotProven):
        by_passkey(gate, late)


def test_a_counter_that_does_not_go_on_opens_nothing(app: Flask) -> None:
    gate = gate_of(app)
    key = passkey_for(gate, account(app))
    by_passkey(gate, answer(gate, key))
    key.held[-1].count -= 1
    with pytest.raises(NotProven):
        by_passkey(gate, answer(gate, key))
    by_passkey(gate, answer(gate, key))


def test_a_passkey_that_says_it_is_somebody_elses_opens_nothing(app: Flask) -> None:
    gate = gate_of(app)
    key = passkey_for(gate, account(app))
    own, key.held[-1].handle = key.held[-1].handle, account(app).to_bytes(8)
    with pytest.raises(NotProven):
        by_passkey(gate, answer(gate, key))
    key.held[-1].handle = own
    by_passkey(gate, answer(gate, key))


def test_of_two_copies_of_a_passkey_that_were_checked_at_once_one_counts(app: Flask) -> None:
    gate = gate_of(app)
    key = passkey_for(gate, account(app))
    both = []
    for _ in range(2):
        key.held[-1].count = 0
        both.append(proofs.by_passkey(gate, answer(gate, key), purpose=ChallengePurpose.SIGN_IN))
    open_by(gate, both[0], caller=HERE)
    with pytest.raises(NotProven):
        open_by(gate, both[1], caller=HERE)


def test_a_passkey_of_a_disabled_account_or_one_that_was_removed_opens_nothing(app: Flask) -> None:
    gate = gate_of(app)
    locked, removed = account(app), account(app)
    key, gone = passkey_for(gate, locked), passkey_for(gate, removed)
    lock(gate, locked)
    with gate.office.act(SYSTEM) as act:
        act.session.query(Passkey).filter_by(account_id=removed).delete()
    for each in (key, gone):
        with pytest.raises(NotProven):
            by_passkey(gate, answer(gate, each))


@pytest.mark.parametrize("said", ["", "{}", "null", "[]", "\0", "é" * 70_000])
def test_what_is_no_answer_opens_nothing(app: Flask, said: str) -> None:
    with pytest.raises(NotProven):
        by_passkey(gate_of(app), said)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_network_tries_passkeys_so_often(app: Flask) -> None:
    gate = gate_of(app)
    with pytest.raises(NotProven):
        by_passkey(gate, "")
    with gate.office.act(SYSTEM) as act:
        act.session.query(LimitWindow).update({"tried": ALLOWANCES[Limit.PASSKEY_NETWORK].times})
    with pytest.raises(MustWait):
        by_passkey(gate, "")
