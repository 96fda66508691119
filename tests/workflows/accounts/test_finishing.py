from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain.accounts.limits import ALLOWANCES, Limit
from directory.domain.accounts.links import LIFETIMES
from directory.domain.vocabulary import ActorKind, Lacking, LinkPurpose, SignInMethod
from directory.models.sessions import AccountSession, KnownDevice
from directory.models.sign_in import CodeApp, RecoveryCode
from directory.queries.accounts import Visitor
from directory.queries.links import LinkDead
from directory.workflows.accounts import proofs
from directory.workflows.accounts.challenges import ChallengePurpose
from directory.workflows.accounts.gate import Caller, Gate
from directory.workflows.accounts.sessions import end_sessions, remember_device
from directory.workflows.accounts.sign_in import (
    Opened,
    OtherBrowser,
    confirm_device,
    finish_by_code,
    finish_by_passkey,
    finish_by_recovery_code,
)
from directory.workflows.accounts.trying import MustWait, NotProven
from tests.authenticators import SoftKey
from tests.clock import Clock
from tests.visitors import account, gate_of
from tests.ways_in import (
    HERE,
    SYSTEM,
    answer,
    app_for,
    challenge_for,
    codes_for,
    letters,
    number_of,
    passkey_for,
    session_of,
    token_in,
    who,
    who_or_none,
)

STEP = timedelta(seconds=30)


@pytest.fixture
def gate(app: Flask) -> Gate:
    return gate_of(app)


@pytest.fixture
def owner(app: Flask) -> int:
    """Give the account of somebody who does not review or administer."""
    return account(app, ActorKind.OWNER)


def waiting(gate: Gate, number: int, lacking: Lacking = Lacking.CODE) -> tuple[str, Visitor]:
    """Begin a sign-in by a password."""
    return session_of(gate, number, by=SignInMethod.PASSWORD, lacking=lacking)


def known_here(gate: Gate, number: int) -> Caller:
    """Give a caller in whose browser the account was signed in to before."""
    with gate.office.act(SYSTEM) as act:
        return replace(HERE, device_token=remember_device(act, number))


# --- A code of the app ---------------------------------------------------------------------------


def test_a_code_from_a_known_browser_completes_a_sign_in_under_a_new_token(
    gate: Gate, owner: int, clock: Clock
) -> None:
    shown = app_for(gate, owner)
    token, visitor = waiting(gate, owner)
    here = known_here(gate, owner)
    opened = finish_by_code(gate, visitor, code=shown.at(clock.at), caller=here)
    assert (opened.lacking, opened.device_token) == (None, None)
    found = who(gate, opened.token)
    assert found.session_id == visitor.session_id
    assert found.session.opened_by is SignInMethod.PASSWORD_AND_CODE
    assert who_or_none(gate, token) is None
    assert letters(gate.office.database) == []


def spaced(code: str) -> str:
    return f" {code[:3]} {code[3:]} "


def wide(code: str) -> str:
    return "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in code)


def dashed(code: str) -> str:
    return f"{code[:3]}\u2013{code[3:]}"


def arabic(code: str) -> str:
    return "".join(chr(ord(digit) - ord("0") + 0x0660) for digit in code)


@pytest.mark.parametrize("written", [str, spaced, wide, dashed, arabic])
def test_a_code_that_was_used_is_dead_however_it_is_written(
    gate: Gate, owner: int, clock: Clock, written: Callable[[str], str]
) -> None:
    shown = app_for(gate, owner)
    code = shown.at(clock.at)
    here = known_here(gate, owner)
    _, first = waiting(gate, owner)
    finish_by_code(gate, first, code=written(code), caller=here)
    for again in (code, written(code)):
        _, visitor = waiting(gate, owner)
        with pytest.raises(NotProven):
            finish_by_code(gate, visitor, code=again, caller=here)


def test_a_code_from_before_one_that_was_used_is_dead_too(
    gate: Gate, owner: int, clock: Clock
) -> None:
    shown, here = app_for(gate, owner), known_here(gate, owner)
    _, first = waiting(gate, owner)
    finish_by_code(gate, first, code=shown.at(clock.at), caller=here)
    _, visitor = waiting(gate, owner)
    with pytest.raises(NotProven):
        finish_by_code(gate, visitor, code=shown.at(clock.at - STEP), caller=here)
    finish_by_code(gate, visitor, code=shown.at(clock.at + STEP), caller=here)


@pytest.mark.parametrize(
    ("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_half_a_minute_off(
    gate: Gate, owner: int, clock: Clock, steps: int, *, taken: bool
) -> None:
    shown = app_for(gate, owner)
    _, visitor = waiting(gate, owner)
    code = shown.at(clock.at + steps * STEP)
    if taken:
        finish_by_code(gate, visitor, code=code, caller=HERE)
    else:
        with pytest.raises(NotProven):
            finish_by_code(gate, visitor, code=code, caller=HERE)


def test_another_accounts_code_completes_nothing(
    app: Flask, gate: Gate, owner: int, clock: Clock
) -> None:
    app_for(gate, owner)
    other = app_for(gate, account(app))
    _, visitor = waiting(gate, owner)
    for code in (other.at(clock.at), "", "12345", "abcdef", "\0"):
        with pytest.raises(NotProven):
            finish_by_code(gate, visitor, code=code, caller=HERE)


def test_of_eight_who_use_one_code_at_once_one_gets_in(
    gate: Gate, owner: int, clock: Clock
) -> None:
    shown = app_for(gate, owner)
    # Checked by all before it counts for any.
    found = [proofs.by_code(gate, shown.at(clock.at), account_id=owner) for _ in range(8)]
    together = Barrier(len(found))

    def race(proof: proofs.Proof | None) -> bool:
        assert proof is not None
        together.wait(30)
        with gate.office.act(SYSTEM) as act:
            return proof.counts(act)

    with ThreadPoolExecutor(len(found)) as threads:
        assert sum(threads.map(race, found)) == 1


def test_an_app_that_was_replaced_between_the_check_and_the_act_proves_nothing(
    gate: Gate, owner: int, clock: Clock
) -> None:
    proof = proofs.by_code(gate, app_for(gate, owner).at(clock.at), account_id=owner)
    assert proof is not None
    with gate.office.act(SYSTEM) as act:
        act.session.query(CodeApp).update({"sealed_secret": "another"})
    with gate.office.act(SYSTEM) as act:
        assert not proof.counts(act)


@pytest.mark.parametrize("lacking", [Lacking.PASSKEY, Lacking.DEVICE_LINK])
def test_a_code_does_not_stand_in_for_a_passkey_or_the_link(
    gate: Gate, owner: int, clock: Clock, lacking: Lacking
) -> None:
    shown = app_for(gate, owner)
    _, visitor = waiting(gate, owner, lacking)
    with pytest.raises(NotProven):
        finish_by_code(gate, visitor, code=shown.at(clock.at), caller=HERE)


def test_five_codes_are_tried_and_the_sixth_waits(gate: Gate, owner: int, clock: Clock) -> None:
    shown, codes = app_for(gate, owner), codes_for(gate, owner)
    _, visitor = waiting(gate, owner)
    for _ in range(ALLOWANCES[Limit.CODE_ACCOUNT].times):
        with pytest.raises(NotProven):
            finish_by_code(gate, visitor, code="", caller=HERE)
    with pytest.raises(MustWait):
        finish_by_code(gate, visitor, code=shown.at(clock.at), caller=HERE)
    with pytest.raises(MustWait):
        finish_by_recovery_code(gate, visitor, code=codes[0], caller=HERE)


# --- A code from paper ---------------------------------------------------------------------------


def test_a_recovery_code_works_once_and_is_told_of(app: Flask, gate: Gate, owner: int) -> None:
    codes, others = codes_for(gate, owner), codes_for(gate, account(app))
    here = known_here(gate, owner)
    thief, _ = session_of(gate, owner)
    _, visitor = waiting(gate, owner)
    for wrong in (others[0], codes[0][:-1], "", "\0"):
        with pytest.raises(NotProven):
            finish_by_recovery_code(gate, visitor, code=wrong, caller=here)
    opened = finish_by_recovery_code(
        gate, visitor, code=codes[0].replace("-", " ").upper(), caller=here
    )
    assert who(gate, opened.token).session.opened_by is SignInMethod.RECOVERY_CODE
    assert who_or_none(gate, thief) is None, "it ends other sessions"
    assert [template for _, template in letters(gate.office.database)] == ["recovery_code_used"]
    _, again = waiting(gate, owner)
    with pytest.raises(NotProven):
        finish_by_recovery_code(gate, again, code=codes[0], caller=here)
    finish_by_recovery_code(gate, again, code=codes[1], caller=here)
    used = RecoveryCode.used_at.is_not(None)
    assert number_of(gate.office.database, RecoveryCode, used) == 2


def test_of_two_who_come_in_by_codes_from_paper_at_once_one_stays(gate: Gate, owner: int) -> None:
    codes, here = codes_for(gate, owner), known_here(gate, owner)
    both = [waiting(gate, owner)[1] for _ in range(2)]
    together = Barrier(2)

    def race(pair: tuple[Visitor, str]) -> bool:
        visitor, code = pair
        together.wait(30)
        try:
            finish_by_recovery_code(gate, visitor, code=code, caller=here)
        except NotProven:
            # Each ends the other's; neither waits for ever.
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sum(threads.map(race, zip(both, codes, strict=False))) == 1
    assert number_of(gate.office.database, AccountSession) == 1


def test_a_recovery_code_that_was_used_or_replaced_meanwhile_proves_nothing(
    gate: Gate, owner: int
) -> None:
    codes = codes_for(gate, owner)
    twice = [proofs.by_recovery_code(gate, codes[0], account_id=owner) for _ in range(2)]
    replaced = proofs.by_recovery_code(gate, codes[1], account_id=owner)
    with gate.office.act(SYSTEM) as act:
        assert [proof.counts(act) for proof in twice if proof] == [True, False]
    codes_for(gate, owner)
    with gate.office.act(SYSTEM) as act:
        assert replaced is not None
        assert not replaced.counts(act)


def test_staff_without_their_passkey_come_in_by_a_recovery_code_and_have_no_rights_of_staff(
    app: Flask, gate: Gate
) -> None:
    number = account(app, ActorKind.ADMINISTRATOR)
    code = codes_for(gate, number)[0]
    _, visitor = waiting(gate, number, Lacking.PASSKEY)
    opened = finish_by_recovery_code(gate, visitor, code=code, caller=known_here(gate, number))
    assert opened.lacking is None
    assert who(gate, opened.token).session.opened_by is SignInMethod.RECOVERY_CODE


def test_a_recovery_code_does_not_stand_in_for_the_link(gate: Gate, owner: int) -> None:
    codes = codes_for(gate, owner)
    _, visitor = waiting(gate, owner, Lacking.DEVICE_LINK)
    with pytest.raises(NotProven):
        finish_by_recovery_code(gate, visitor, code=codes[0], caller=HERE)
    with gate.office.database.reading() as connection:
        assert set(connection.scalars(select(RecoveryCode.used_at))) == {None}


# --- A passkey -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lacking", Lacking)
def test_a_passkey_completes_any_sign_in_from_any_browser(
    gate: Gate, owner: int, lacking: Lacking
) -> None:
    key = passkey_for(gate, owner)
    _, visitor = waiting(gate, owner, lacking)
    said = answer(gate, key, visitor=visitor)
    opened = finish_by_passkey(gate, visitor, answer=said, caller=HERE)
    assert opened.lacking is None
    assert who(gate, opened.token).session.opened_by is SignInMethod.PASSKEY


def test_a_challenge_of_another_session_or_for_another_purpose_completes_nothing(
    gate: Gate, owner: int
) -> None:
    key = passkey_for(gate, owner, SoftKey(counts=False))
    _, visitor = waiting(gate, owner)
    _, other = waiting(gate, owner)
    for whose, purpose in (
        (other, ChallengePurpose.PROVE),
        (None, ChallengePurpose.PROVE),
        (visitor, ChallengePurpose.SIGN_IN),
        (visitor, ChallengePurpose.ADD),
        (None, ChallengePurpose.SIGN_IN),
    ):
        said = answer(gate, key, challenge=challenge_for(gate, whose, purpose))
        with pytest.raises(NotProven):
            finish_by_passkey(gate, visitor, answer=said, caller=HERE)
    right = challenge_for(gate, visitor, ChallengePurpose.PROVE)
    finish_by_passkey(gate, visitor, answer=answer(gate, key, challenge=right), caller=HERE)
    with pytest.raises(NotProven):
        finish_by_passkey(gate, visitor, answer=answer(gate, key, challenge=right), caller=HERE)


def test_another_accounts_passkey_completes_nothing(app: Flask, gate: Gate, owner: int) -> None:
    passkey_for(gate, owner)
    theirs = passkey_for(gate, account(app))
    _, visitor = waiting(gate, owner)
    with pytest.raises(NotProven):
        finish_by_passkey(gate, visitor, answer=answer(gate, theirs, visitor=visitor), caller=HERE)


def test_a_sign_in_that_is_complete_is_not_completed_again(gate: Gate, owner: int) -> None:
    key, codes = passkey_for(gate, owner), codes_for(gate, owner)
    _, visitor = session_of(gate, owner, by=SignInMethod.PASSWORD)
    with pytest.raises(NotProven):
        finish_by_passkey(gate, visitor, answer=answer(gate, key, visitor=visitor), caller=HERE)
    with pytest.raises(NotProven):
        finish_by_recovery_code(gate, visitor, code=codes[0], caller=HERE)


@pytest.mark.parametrize("from_known", [True, False])
def test_a_sign_in_that_was_ended_meanwhile_is_not_completed(
    gate: Gate, owner: int, clock: Clock, *, from_known: bool
) -> None:
    shown, codes = app_for(gate, owner), codes_for(gate, owner)
    here = known_here(gate, owner) if from_known else HERE
    _, visitor = waiting(gate, owner)
    with gate.office.act(SYSTEM) as act:
        end_sessions(act, owner)
    before = number_of(gate.office.database, KnownDevice)
    with pytest.raises(NotProven):
        finish_by_code(gate, visitor, code=shown.at(clock.at), caller=here)
    with pytest.raises(NotProven):
        finish_by_recovery_code(gate, visitor, code=codes[0], caller=here)
    assert number_of(gate.office.database, AccountSession) == 0
    assert number_of(gate.office.database, KnownDevice) == before
    assert letters(gate.office.database) == []
    unused = RecoveryCode.used_at.is_(None)
    assert number_of(gate.office.database, RecoveryCode, unused) == len(codes)


# --- The link that is sent because a browser is new ----------------------------------------------


def from_new(gate: Gate, number: int, clock: Clock) -> tuple[Opened, Visitor]:
    """Sign in by a password and a code in a browser that was never used before."""
    shown = app_for(gate, number)
    _, visitor = waiting(gate, number)
    opened = finish_by_code(gate, visitor, code=shown.at(clock.at), caller=HERE)
    return opened, who(gate, opened.token)


def test_a_code_from_a_new_browser_waits_for_the_link_in_a_letter(
    gate: Gate, owner: int, clock: Clock
) -> None:
    opened, visitor = from_new(gate, owner, clock)
    database = gate.office.database
    assert (opened.lacking, opened.device_token) == (Lacking.DEVICE_LINK, None)
    assert letters(database) == [(visitor.account.email, "new_device")]
    done = confirm_device(gate, visitor, token=token_in(database, "new_device"), caller=HERE)
    assert done.lacking is None
    assert who(gate, done.token).session.opened_by is SignInMethod.PASSWORD_AND_CODE
    assert who_or_none(gate, opened.token) is None
    # From now on the browser is known.
    here = replace(HERE, device_token=done.device_token)
    _, again = waiting(gate, owner)
    code = codes_for(gate, owner)[0]
    assert finish_by_recovery_code(gate, again, code=code, caller=here).lacking is None


def test_the_link_completes_the_sign_in_that_waits_for_it_and_no_other(
    gate: Gate, owner: int, clock: Clock
) -> None:
    _, victim = from_new(gate, owner, clock)
    token = token_in(gate.office.database, "new_device")
    _, other = waiting(gate, owner, Lacking.DEVICE_LINK)
    with pytest.raises(OtherBrowser):
        confirm_device(gate, other, token=token, caller=HERE)
    confirm_device(gate, victim, token=token, caller=HERE)
    with pytest.raises(LinkDead):
        confirm_device(gate, victim, token=token, caller=HERE)


def test_the_link_works_for_ten_minutes(gate: Gate, owner: int, clock: Clock) -> None:
    _, visitor = from_new(gate, owner, clock)
    clock.forward(LIFETIMES[LinkPurpose.NEW_DEVICE])
    with pytest.raises(LinkDead):
        confirm_device(
            gate, visitor, token=token_in(gate.office.database, "new_device"), caller=HERE
        )


def test_the_link_is_dead_once_its_sign_in_is_ended(gate: Gate, owner: int, clock: Clock) -> None:
    _, visitor = from_new(gate, owner, clock)
    with gate.office.act(SYSTEM) as act:
        end_sessions(act, owner)
    with pytest.raises(LinkDead):
        confirm_device(
            gate, visitor, token=token_in(gate.office.database, "new_device"), caller=HERE
        )


def test_another_accounts_known_browser_is_a_new_one(
    app: Flask, gate: Gate, owner: int, clock: Clock
) -> None:
    shown = app_for(gate, owner)
    _, visitor = waiting(gate, owner)
    here = known_here(gate, account(app))
    opened = finish_by_code(gate, visitor, code=shown.at(clock.at), caller=here)
    assert opened.lacking is Lacking.DEVICE_LINK


def test_a_recovery_code_from_a_new_browser_waits_for_the_link_too_and_ends_others_then(
    gate: Gate, owner: int
) -> None:
    codes = codes_for(gate, owner)
    thief, _ = session_of(gate, owner)
    _, visitor = waiting(gate, owner)
    opened = finish_by_recovery_code(gate, visitor, code=codes[0], caller=HERE)
    assert opened.lacking is Lacking.DEVICE_LINK
    assert who_or_none(gate, thief) is not None
    token = token_in(gate.office.database, "new_device")
    confirm_device(gate, who(gate, opened.token), token=token, caller=HERE)
    assert who_or_none(gate, thief) is None
