from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from directory.adapters.passkeys import NewPasskey
from directory.domain.accounts.codes import hash_of
from directory.domain.vocabulary import ActorKind, Lacking, LinkPurpose, SignInMethod
from directory.models.sessions import KnownDevice, OneTimeLink
from directory.models.sign_in import CodeApp, Passkey, PasswordHash, RecoveryCode
from directory.queries.accounts import Visitor
from directory.queries.sign_in_methods import methods_of, passkeys_of
from directory.workflows.accounts import methods
from directory.workflows.accounts.challenges import ChallengePurpose
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.links import make_link
from directory.workflows.accounts.methods import LastPasskey, NoSuchPasskey
from directory.workflows.accounts.proofs import SEALED_FOR
from directory.workflows.accounts.sessions import ProofSpent, prove, remember_device
from directory.workflows.accounts.trying import NotProven
from directory.workflows.acts import Act
from tests.clock import Clock
from tests.visitors import account, gate_of
from tests.ways_in import (
    SYSTEM,
    app_for,
    challenge_for,
    codes_for,
    holder,
    letters,
    logged,
    number_of,
    passkey_for,
    session_of,
    who_or_none,
)

MADE = NewPasskey(credential_id="Y3JlZA", public_key="a2V5", sign_count=7, backed_up=False)


def do(gate: Gate, step: Callable[[Act], object]) -> object:
    with gate.office.act(SYSTEM) as act:
        return step(act)


def ids_of(gate: Gate, visitor: Visitor) -> list[int]:
    with gate.office.database.reading() as connection:
        return [each.id for each in passkeys_of(connection, visitor.account.id)]


def add(gate: Gate, visitor: Visitor, *, made: NewPasskey = MADE, challenge: bytes = b"") -> None:
    asked = challenge or challenge_for(gate, visitor, ChallengePurpose.ADD)
    do(
        gate,
        lambda act: methods.add_passkey(
            act, gate, visitor=visitor, made=made, challenge=asked, name="Phone"
        ),
    )


def remove(gate: Gate, visitor: Visitor, passkey_id: int) -> None:
    do(gate, lambda act: methods.remove_passkey(act, visitor, passkey_id=passkey_id))


# --- The password --------------------------------------------------------------------------------


def test_a_new_password_ends_every_other_session_link_and_known_browser(
    app: Flask, clock: Clock
) -> None:
    gate = gate_of(app)
    number = account(app)
    token, visitor = session_of(gate, number)
    other, _ = session_of(gate, number)
    unfinished, _ = session_of(gate, number, lacking=Lacking.CODE)
    with gate.office.act(SYSTEM) as act:
        remember_device(act, number)
        make_link(act, LinkPurpose.RECOVER, email="-", account_id=number)
    do(gate, lambda act: methods.set_password(act, visitor, hashed="first"))
    database = gate.office.database
    assert who_or_none(gate, token) is not None
    assert who_or_none(gate, other) is who_or_none(gate, unfinished) is None
    assert number_of(database, KnownDevice) == 0
    assert number_of(database, OneTimeLink, OneTimeLink.used_at.is_(None)) == 0
    assert letters(database) == [(visitor.account.email, "password_changed")]
    assert logged(database) == ["password_set"]
    _, again = session_of(gate, number)
    do(gate, lambda act: methods.set_password(act, again, hashed="second"))
    with database.reading() as connection:
        assert connection.execute(select(PasswordHash.hash, PasswordHash.set_at)).one() == (
            "second",
            clock.at,
        )


# --- Passkeys ------------------------------------------------------------------------------------


def test_a_passkey_is_added_with_an_answer_to_a_challenge_of_this_session(app: Flask) -> None:
    gate, visitor = holder(app)
    _, other = session_of(gate, account(app))
    for wrong in (
        challenge_for(gate, other, ChallengePurpose.ADD),
        challenge_for(gate, visitor, ChallengePurpose.PROVE),
        b"c" * 56,
    ):
        with pytest.raises(NotProven):
            add(gate, visitor, challenge=wrong)
    add(gate, visitor)
    database = gate.office.database
    with database.reading() as connection:
        row = connection.execute(
            select(Passkey.account_id, Passkey.credential_id, Passkey.sign_count, Passkey.name)
        ).one()
    assert row == (visitor.account.id, "Y3JlZA", 7, "Phone")
    assert letters(database) == [(visitor.account.email, "method_added")]
    assert logged(database) == ["passkey_added"]


def test_a_challenge_adds_one_passkey(app: Flask) -> None:
    gate, visitor = holder(app)
    challenge = challenge_for(gate, visitor, ChallengePurpose.ADD)
    add(gate, visitor, challenge=challenge)
    do(gate, lambda act: prove(act, visitor.session_id, by=SignInMethod.PASSKEY))
    with pytest.raises(NotProven):
        add(gate, visitor, challenge=challenge)


def test_a_passkey_that_is_known_anywhere_is_not_added_again(app: Flask) -> None:
    gate, visitor = holder(app)
    _, other = session_of(gate, account(app))
    add(gate, other)
    with pytest.raises(NotProven):
        add(gate, visitor)
    # Nothing of the try is left: neither the challenge nor the proof is used up.
    add(gate, visitor, made=NewPasskey("YW5vdGhlcg", "a2V5", sign_count=0, backed_up=False))


def test_a_removed_passkey_ends_every_other_session(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app)
    passkey_for(gate, number)
    token, visitor = session_of(gate, number)
    other, _ = session_of(gate, number)
    remove(gate, visitor, ids_of(gate, visitor)[0])
    assert ids_of(gate, visitor) == []
    assert who_or_none(gate, token) is not None
    assert who_or_none(gate, other) is None
    assert letters(gate.office.database) == [(visitor.account.email, "method_removed")]
    assert logged(gate.office.database) == ["passkey_removed"]


def test_somebody_elses_passkey_is_not_removed(app: Flask) -> None:
    gate, visitor = holder(app)
    _, other = session_of(gate, account(app))
    passkey_for(gate, other.account.id)
    for number in (ids_of(gate, other)[0], 1):
        with pytest.raises(NoSuchPasskey):
            remove(gate, visitor, number)
    assert len(ids_of(gate, other)) == 1


def test_staff_keep_their_last_passkey(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app, ActorKind.REVIEWER)
    passkey_for(gate, number)
    passkey_for(gate, number)
    _, visitor = session_of(gate, number)
    first, second = ids_of(gate, visitor)
    remove(gate, visitor, first)
    _, visitor = session_of(gate, number)
    with pytest.raises(LastPasskey):
        remove(gate, visitor, second)
    assert ids_of(gate, visitor) == [second]


def test_of_staff_who_remove_both_passkeys_at_once_one_stays(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app, ActorKind.ADMINISTRATOR)
    passkey_for(gate, number)
    passkey_for(gate, number)
    both = [session_of(gate, number)[1] for _ in range(2)]
    together = Barrier(2)

    def race(pair: tuple[Visitor, int]) -> bool:
        together.wait(30)
        try:
            remove(gate, *pair)
        except (LastPasskey, ProofSpent):
            # Or their session ended with the other's.
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        pairs = zip(both, ids_of(gate, both[0]), strict=True)
        assert sum(threads.map(race, pairs)) == 1
    assert len(ids_of(gate, both[0])) == 1


# --- The app and the codes on paper --------------------------------------------------------------


def test_an_app_is_kept_sealed_and_the_code_that_was_shown_is_used_up(app: Flask) -> None:
    gate, visitor = holder(app)
    secret = "JBSWY3DPEHPK3PXP"  # noqa: S105  (of nobody)
    for step in (41, 42):
        _, again = session_of(gate, visitor.account.id)
        with gate.office.act(SYSTEM) as act:
            methods.add_app(act, gate, visitor=again, secret=secret, step=step)
    database = gate.office.database
    with database.reading() as connection:
        sealed, last = connection.execute(select(CodeApp.sealed_secret, CodeApp.last_step)).one()
    assert (gate.seal.open(sealed, SEALED_FOR), last) == (secret, 42)
    assert secret not in sealed
    assert {template for _, template in letters(database)} == {"method_added"}
    assert logged(database) == ["app_added", "app_added"]


def test_a_removed_app_ends_every_other_session_and_leaves_codes_on_paper(app: Flask) -> None:
    gate = gate_of(app)
    number = account(app)
    app_for(gate, number)
    app_for(gate, account(app))
    codes_for(gate, number)
    _, visitor = session_of(gate, number)
    other, _ = session_of(gate, number)
    do(gate, lambda act: methods.remove_app(act, visitor))
    database = gate.office.database
    with database.reading() as connection:
        found = methods_of(connection, number)
    assert (found.app_added_at, found.recovery_codes_left) == (None, 10)
    assert number_of(database, CodeApp) == 1
    assert who_or_none(gate, other) is None
    assert letters(database) == [(visitor.account.email, "method_removed")]
    assert logged(database) == ["app_removed"]


def test_ten_recovery_codes_are_drawn_kept_as_hashes_and_replace_those_from_before(
    app: Flask,
) -> None:
    gate, visitor = holder(app)
    others = codes_for(gate, account(app))
    codes_for(gate, visitor.account.id)
    codes = do(gate, lambda act: methods.new_recovery_codes(act, visitor))
    assert isinstance(codes, tuple)
    assert len(set(codes)) == 10
    database = gate.office.database
    with database.reading() as connection:
        kept = set(connection.scalars(select(RecoveryCode.code_hash)))
    assert kept == {hash_of(code) for code in (*codes, *others)}
    assert letters(database) == [(visitor.account.email, "recovery_codes_made")]
    assert logged(database) == ["recovery_codes_made"]


# --- Each change asks for a proof of its own -----------------------------------------------------

CHANGES: dict[str, Callable[[Act, Gate, Visitor], object]] = {
    "set_password": lambda act, _, who: methods.set_password(act, who, hashed="-"),
    "add_passkey": lambda act, gate, who: methods.add_passkey(
        act,
        gate,
        visitor=who,
        made=MADE,
        challenge=challenge_for(gate, who, ChallengePurpose.ADD),
        name="-",
    ),
    "remove_passkey": lambda act, _, who: methods.remove_passkey(act, who, passkey_id=1),
    "add_app": lambda act, gate, who: methods.add_app(act, gate, visitor=who, secret="", step=1),
    "remove_app": lambda act, _, who: methods.remove_app(act, who),
    "new_recovery_codes": lambda act, _, who: methods.new_recovery_codes(act, who),
}


def test_a_proof_serves_one_change(app: Flask) -> None:
    gate, visitor = holder(app)
    do(gate, lambda act: methods.new_recovery_codes(act, visitor))
    for change in CHANGES.values():
        with pytest.raises(ProofSpent), gate.office.act(SYSTEM) as act:
            change(act, gate, visitor)
    assert logged(gate.office.database) == ["recovery_codes_made"]
    assert len(letters(gate.office.database)) == 1
