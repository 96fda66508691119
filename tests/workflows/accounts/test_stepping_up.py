from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from directory.domain.accounts.limits import ALLOWANCES, Limit
from directory.domain.vocabulary import ActorKind, SignInMethod
from directory.models.sign_in import RecoveryCode
from directory.queries.accounts import Visitor
from directory.workflows.accounts.challenges import ChallengePurpose
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.sessions import end_sessions, spend_proof
from directory.workflows.accounts.stepping_up import (
    prove_by_passkey,
    prove_by_password,
    prove_by_recovery_code,
)
from directory.workflows.accounts.trying import MustWait, NotProven
from tests.authenticators import SoftKey
from tests.clock import Clock
from tests.visitors import PASSWORD, account, gate_of
from tests.ways_in import (
    SYSTEM,
    answer,
    app_for,
    challenge_for,
    codes_for,
    holder,
    number_of,
    passkey_for,
    session_of,
    who,
    who_or_none,
)


def test_a_proof_by_password_renews_the_session_and_its_token(app: Flask, clock: Clock) -> None:
    gate = gate_of(app)
    token, visitor = session_of(gate, account(app, password=PASSWORD))
    with gate.office.act(SYSTEM) as act:
        spend_proof(act, visitor.session_id)
    clock.forward(timedelta(hours=2))
    new = prove_by_password(gate, visitor, password=PASSWORD, code="")
    found = who(gate, new)
    assert (found.session_id, found.session.proof) == (visitor.session_id, SignInMethod.PASSWORD)
    assert (found.session.proven_at, found.session.proof_spent) == (clock.at, False)
    assert found.session.ends_at == visitor.session.ends_at, "it lives no longer for that"
    assert who_or_none(gate, token) is None
    with pytest.raises(NotProven):
        prove_by_password(gate, visitor, password=PASSWORD + "x", code="")


def test_a_password_proves_with_a_code_where_there_is_an_app(app: Flask, clock: Clock) -> None:
    gate = gate_of(app)
    number = account(app, password=PASSWORD)
    shown = app_for(gate, number)
    _, visitor = session_of(gate, number)
    code = shown.at(clock.at)
    for password, typed in ((PASSWORD, ""), (PASSWORD, "000000"), ("", code)):
        with pytest.raises(NotProven):
            prove_by_password(gate, visitor, password=password, code=typed)
    # What was refused has not used the code up.
    new = prove_by_password(gate, visitor, password=PASSWORD, code=code)
    assert who(gate, new).session.proof is SignInMethod.PASSWORD_AND_CODE
    with pytest.raises(NotProven):
        prove_by_password(gate, visitor, password=PASSWORD, code=code)


def test_for_staff_a_password_proves_nothing_and_a_passkey_does(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app, ActorKind.REVIEWER, password=PASSWORD)
    key = passkey_for(gate, number)
    _, visitor = session_of(gate, number)
    with pytest.raises(NotProven):
        prove_by_password(gate, visitor, password=PASSWORD, code="")
    new = prove_by_passkey(gate, visitor, answer=answer(gate, key, visitor=visitor))
    assert who(gate, new).session.proof is SignInMethod.PASSKEY


def test_flask_security_2026_another_accounts_passkey_does_not_step_up(app: Flask) -> None:
    gate = gate_of(app)
    victim, thief = account(app), account(app)
    passkey_for(gate, victim)
    theirs = passkey_for(gate, thief)
    token, visitor = session_of(gate, victim)
    said = answer(gate, theirs, visitor=visitor)
    with pytest.raises(NotProven):
        prove_by_passkey(gate, visitor, answer=said)
    # Nor where it does not say whose it is, nor where it says that it is the victim's.
    theirs.tells_handle = False
    with pytest.raises(NotProven):
        prove_by_passkey(gate, visitor, answer=answer(gate, theirs, visitor=visitor))
    theirs.tells_handle, theirs.held[-1].handle = True, victim.to_bytes(8)
    with pytest.raises(NotProven):
        prove_by_passkey(gate, visitor, answer=answer(gate, theirs, visitor=visitor))
    assert who_or_none(gate, token) is not None


def test_a_challenge_proves_once_in_its_own_session_for_its_own_purpose(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app)
    key = passkey_for(gate, number, SoftKey(counts=False))
    (_, visitor), (_, other) = session_of(gate, number), session_of(gate, number)
    for whose, purpose in (
        (other, ChallengePurpose.PROVE),
        (visitor, ChallengePurpose.ADD),
        (None, ChallengePurpose.SIGN_IN),
    ):
        said = answer(gate, key, challenge=challenge_for(gate, whose, purpose))
        with pytest.raises(NotProven):
            prove_by_passkey(gate, visitor, answer=said)
    right = challenge_for(gate, visitor, ChallengePurpose.PROVE)
    prove_by_passkey(gate, visitor, answer=answer(gate, key, challenge=right))
    with pytest.raises(NotProven):
        prove_by_passkey(gate, visitor, answer=answer(gate, key, challenge=right))


def test_a_recovery_code_proves_once_where_there_is_an_app_to_lose(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app)
    codes = codes_for(gate, number)
    _, visitor = session_of(gate, number)
    with pytest.raises(NotProven):
        prove_by_recovery_code(gate, visitor, code=codes[0])
    app_for(gate, number)
    _, visitor = session_of(gate, number)
    new = prove_by_recovery_code(gate, visitor, code=codes[0])
    assert who(gate, new).session.proof is SignInMethod.RECOVERY_CODE
    with pytest.raises(NotProven):
        prove_by_recovery_code(gate, visitor, code=codes[0])


def _by_code(gate: Gate, visitor: Visitor) -> str:
    return prove_by_recovery_code(gate, visitor, code="")


def _by_password(gate: Gate, visitor: Visitor) -> str:
    return prove_by_password(gate, visitor, password="", code="")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("prove", [_by_code, _by_password])
def test_five_proofs_are_tried_and_the_sixth_waits(
    app: Flask, prove: Callable[[Gate, Visitor], str]
) -> None:
    gate, visitor = holder(app)
    for _ in range(ALLOWANCES[Limit.CODE_ACCOUNT].times):
        with pytest.raises(NotProven):
            prove(gate, visitor)
    with pytest.raises(MustWait):
        prove(gate, visitor)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_proves_themselves_often_is_not_made_to_wait(app: Flask) -> None:
    gate, visitor = holder(app, password=PASSWORD)
    for _ in range(ALLOWANCES[Limit.CODE_ACCOUNT].times + 2):
        prove_by_password(gate, visitor, password=PASSWORD, code="")


def test_a_session_that_was_ended_meanwhile_proves_nothing_and_uses_nothing_up(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app)
    app_for(gate, number)
    codes = codes_for(gate, number)
    _, visitor = session_of(gate, number)
    with gate.office.act(SYSTEM) as act:
        end_sessions(act, number)
    with pytest.raises(NotProven):
        prove_by_recovery_code(gate, visitor, code=codes[0])
    unused = RecoveryCode.used_at.is_(None)
    assert number_of(gate.office.database, RecoveryCode, unused) == len(codes)
