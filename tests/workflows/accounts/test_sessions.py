from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain.accounts.sessions import (
    DEVICE_KNOWN_FOR,
    IDLE_OF_STAFF,
    LONGEST,
    SEEN_EVERY,
    UNFINISHED,
)
from directory.domain.vocabulary import ActorKind, Lacking, SignInMethod
from directory.models.sessions import AccountSession, KnownDevice
from directory.queries.sign_in_methods import sessions_of
from directory.web.visitors import SESSION
from directory.workflows.accounts import sessions
from directory.workflows.accounts.sessions import (
    ProofSpent,
    end_session,
    end_sessions,
    go_on,
    is_known,
    prove,
    remember_device,
    see,
    spend_proof,
)
from directory.workflows.accounts.trying import NotProven
from tests.clock import Clock
from tests.visitors import AccountClient, account, anybody, gate_of, signed_in
from tests.ways_in import SYSTEM, holder, number_of, session_of, who, who_or_none

SECOND = timedelta(seconds=1)


def is_in(client: AccountClient) -> bool:
    return client.get("/account/").status_code == 200


# --- How long ------------------------------------------------------------------------------------


def test_a_session_ends_after_twelve_hours_however_much_it_is_used_and_proven(
    app: Flask, clock: Clock
) -> None:
    gate, number = gate_of(app), account(app, ActorKind.OWNER)
    token, visitor = session_of(gate, number)
    clock.forward(LONGEST - SECOND)
    client = anybody(app)
    client.set_cookie(SESSION, token)
    assert is_in(client)
    with gate.office.act(SYSTEM) as act:
        token = prove(act, visitor.session_id, by=SignInMethod.PASSKEY)
    client.set_cookie(SESSION, token)
    assert is_in(client)
    clock.forward(SECOND)
    assert not is_in(client)


@pytest.mark.parametrize("role", [ActorKind.OWNER, ActorKind.REVIEWER, ActorKind.ADMINISTRATOR])
def test_an_idle_hour_ends_a_session_of_staff_alone(
    app: Flask, clock: Clock, role: ActorKind
) -> None:
    client = signed_in(app, account(app, role))
    for _ in range(3):
        clock.forward(IDLE_OF_STAFF - SECOND)
        assert is_in(client), "each use begins the hour anew"
    clock.forward(IDLE_OF_STAFF)
    assert is_in(client) is (role is ActorKind.OWNER)


def test_that_a_session_is_in_use_is_written_down_at_most_once_a_minute(
    app: Flask, clock: Clock
) -> None:
    gate, visitor = holder(app)
    first = clock.at
    for after, written in (
        (SEEN_EVERY - SECOND, first),
        (SECOND, first + SEEN_EVERY),
        (SEEN_EVERY + SECOND, first + 2 * SEEN_EVERY + SECOND),
    ):
        clock.forward(after)
        with gate.office.database.reading() as connection:
            seen = connection.scalar(select(AccountSession.seen_at))
        assert seen is not None
        see(gate.office.database, visitor.session_id, seen_at=seen, at=clock.at)
        with gate.office.database.reading() as connection:
            assert connection.scalar(select(AccountSession.seen_at)) == written


def test_a_sign_in_that_lacks_something_waits_a_quarter_of_an_hour_whatever_its_steps(
    app: Flask, clock: Clock
) -> None:
    gate, number = gate_of(app), account(app)
    began = clock.at
    _, visitor = session_of(gate, number, by=SignInMethod.PASSWORD, lacking=Lacking.CODE)
    clock.forward(timedelta(minutes=5))
    with gate.office.act(SYSTEM) as act:
        token = go_on(
            act,
            visitor.session_id,
            by=SignInMethod.PASSWORD_AND_CODE,
            lacking=Lacking.DEVICE_LINK,
        )
    assert who(gate, token).session.ends_at == began + UNFINISHED
    clock.forward(timedelta(minutes=5))
    with gate.office.act(SYSTEM) as act:
        token = go_on(act, visitor.session_id, by=SignInMethod.PASSWORD_AND_CODE, lacking=None)
    assert who(gate, token).session.ends_at == clock.at + LONGEST


# --- Tokens --------------------------------------------------------------------------------------


def test_of_a_token_only_a_hash_is_kept(app: Flask) -> None:
    gate = gate_of(app)
    token, _ = session_of(gate, account(app))
    with gate.office.act(SYSTEM) as act:
        device = remember_device(act, who(gate, token).account.id)
    with gate.office.database.reading() as connection:
        kept = repr(
            [*connection.execute(select(AccountSession)), *connection.execute(select(KnownDevice))]
        )
    assert token not in kept
    assert device not in kept


def test_a_proof_or_a_step_brings_a_new_token_and_the_old_one_is_dead(
    app: Flask, clock: Clock
) -> None:
    gate, number = gate_of(app), account(app)
    old, visitor = session_of(gate, number, by=SignInMethod.PASSWORD, lacking=Lacking.CODE)
    with gate.office.act(SYSTEM) as act:
        completed = go_on(act, visitor.session_id, by=SignInMethod.PASSKEY, lacking=None)
    assert who_or_none(gate, old) is None
    assert who(gate, completed).session_id == visitor.session_id
    clock.forward(timedelta(minutes=30))
    with gate.office.act(SYSTEM) as act:
        spend_proof(act, visitor.session_id)
        proven = prove(act, visitor.session_id, by=SignInMethod.RECOVERY_CODE)
    assert who_or_none(gate, completed) is None
    found = who(gate, proven).session
    assert (found.proof, found.proven_at) == (SignInMethod.RECOVERY_CODE, clock.at)
    assert (found.proof_spent, found.opened_by) == (False, SignInMethod.PASSKEY)


def test_a_session_that_was_ended_meanwhile_is_neither_completed_nor_proven(app: Flask) -> None:
    gate, visitor = holder(app)
    with gate.office.act(SYSTEM) as act:
        assert end_session(act, visitor.session_id, account_id=visitor.account.id)
    with pytest.raises(NotProven), gate.office.act(SYSTEM) as act:
        prove(act, visitor.session_id, by=SignInMethod.PASSKEY)
    with pytest.raises(NotProven), gate.office.act(SYSTEM) as act:
        go_on(act, visitor.session_id, by=SignInMethod.PASSKEY, lacking=None)


def test_a_proof_serves_one_act(app: Flask) -> None:
    gate, visitor = holder(app)
    with gate.office.act(SYSTEM) as act:
        spend_proof(act, visitor.session_id)
    with pytest.raises(ProofSpent), gate.office.act(SYSTEM) as act:
        spend_proof(act, visitor.session_id)


def test_a_session_that_is_gone_has_no_proof(app: Flask) -> None:
    gate, visitor = holder(app)
    with gate.office.act(SYSTEM) as act:
        end_sessions(act, visitor.account.id)
        with pytest.raises(ProofSpent):
            spend_proof(act, visitor.session_id)


# --- Ending --------------------------------------------------------------------------------------


def test_somebody_elses_session_is_not_ended(app: Flask) -> None:
    gate, visitor = holder(app)
    other = account(app)
    with gate.office.act(SYSTEM) as act:
        assert not end_session(act, visitor.session_id, account_id=other)
        assert not end_session(act, 1, account_id=visitor.account.id)
        end_sessions(act, other)
    assert number_of(gate.office.database, AccountSession) == 1
    with gate.office.act(SYSTEM) as act:
        assert end_session(act, visitor.session_id, account_id=visitor.account.id)
    assert number_of(gate.office.database, AccountSession) == 0


def test_every_session_but_one_is_ended(app: Flask) -> None:
    gate, visitor = holder(app)
    number = visitor.account.id
    others = [session_of(gate, number)[0], session_of(gate, number, lacking=Lacking.CODE)[0]]
    with gate.office.act(SYSTEM) as act:
        end_sessions(act, number, but=visitor.session_id)
    assert [who_or_none(gate, token) for token in others] == [None, None]
    assert number_of(gate.office.database, AccountSession) == 1


def test_sessions_that_are_over_are_swept_away_with_the_next_one(app: Flask, clock: Clock) -> None:
    gate, number = gate_of(app), account(app)
    session_of(gate, number)
    session_of(gate, account(app))
    clock.forward(LONGEST - SECOND)
    session_of(gate, number)
    assert number_of(gate.office.database, AccountSession) == 3
    clock.forward(SECOND)
    session_of(gate, number)
    # Another account's stays until its holder comes again.
    assert number_of(gate.office.database, AccountSession) == 3


def test_the_list_shows_sessions_that_are_complete_and_not_over_the_last_seen_first(
    app: Flask, clock: Clock
) -> None:
    gate, number = gate_of(app), account(app)
    session_of(gate, number, lacking=Lacking.CODE)
    session_of(gate, account(app))
    _, first = session_of(gate, number)
    clock.forward(SECOND)
    _, second = session_of(gate, number)
    with gate.office.database.reading() as connection:
        found = sessions_of(connection, number, at=clock.at)
        assert [each.id for each in found] == [second.session_id, first.session_id]
        assert {each.device for each in found} == {"Firefox, Linux"}
        later = first.session.ends_at
        assert [each.id for each in sessions_of(connection, number, at=later)] == [
            second.session_id
        ]


# --- Browsers ------------------------------------------------------------------------------------


def test_a_browser_is_known_for_ninety_days_to_its_account_alone(app: Flask, clock: Clock) -> None:
    gate, number = gate_of(app), account(app)
    with gate.office.act(SYSTEM) as act:
        token = remember_device(act, number)
    for after, known in ((DEVICE_KNOWN_FOR - SECOND, True), (SECOND, False)):
        clock.forward(after)
        with gate.office.act(SYSTEM) as act:
            assert is_known(act, number, token=token) is known
            assert not is_known(act, number + 1, token=token)
            assert not is_known(act, number, token="")
            assert not is_known(act, number, token=None)


def test_browsers_that_are_over_are_swept_away_with_the_next_one(app: Flask, clock: Clock) -> None:
    gate, number = gate_of(app), account(app)
    for wait, kept in ((DEVICE_KNOWN_FOR - SECOND, 1), (SECOND, 2), (SECOND, 2)):
        with gate.office.act(SYSTEM) as act:
            remember_device(act, number)
        assert number_of(gate.office.database, KnownDevice) == kept
        clock.forward(wait)
    with gate.office.act(SYSTEM) as act:
        sessions.forget_devices(act, number)
    assert number_of(gate.office.database, KnownDevice) == 0
