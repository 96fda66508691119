"""Passkeys, apps and codes of accounts, who is signed in by which token, and what letters say."""

import json
from typing import Any, Final

import pyotp
from flask import Flask
from sqlalchemy import func, select

from directory.db import Database
from directory.domain.accounts import tokens
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Lacking, SignInMethod
from directory.models.decision_log import LogEntry
from directory.models.mail import Mail
from directory.models.sign_in import CodeApp
from directory.queries.accounts import Visitor, visitor_with
from directory.workflows.accounts.challenges import ChallengePurpose, fresh_challenge
from directory.workflows.accounts.gate import Caller, Gate
from directory.workflows.accounts.methods import keep_passkey, keep_recovery_codes
from directory.workflows.accounts.proofs import SEALED_FOR
from directory.workflows.accounts.sessions import open_session
from tests.authenticators import SoftKey, encoded
from tests.visitors import account, gate_of

SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
HERE: Final = Caller(network="192.0.2.1", device="Firefox, Linux", device_token=None, language="en")


def passkey_for(gate: Gate, account_id: int, key: SoftKey | None = None) -> SoftKey:
    """Add a passkey to an account; gives what holds it."""
    key, challenge = key or SoftKey(), b"c" * 56
    options = gate.site.registration(
        challenge=challenge, account_id=account_id, email="-", name="-", known=()
    )
    made = gate.site.registered(key.create(options, gate.site.origin), challenge=challenge)
    assert made is not None
    with gate.office.act(SYSTEM) as act:
        keep_passkey(act, account_id, made=made, name="Phone")
    return key


def app_for(gate: Gate, account_id: int) -> pyotp.TOTP:
    """Add an app for codes to an account; gives the app."""
    shown = pyotp.TOTP(pyotp.random_base32())
    with gate.office.act(SYSTEM) as act:
        act.session.add(
            CodeApp(
                account_id=account_id,
                sealed_secret=gate.seal.close(shown.secret, SEALED_FOR),
                last_step=0,
                added_at=act.at,
            )
        )
    return shown


def codes_for(gate: Gate, account_id: int) -> tuple[str, ...]:
    """Make recovery codes for an account."""
    with gate.office.act(SYSTEM) as act:
        return keep_recovery_codes(act, account_id)


def challenge_for(gate: Gate, visitor: Visitor | None, purpose: ChallengePurpose) -> bytes:
    """Make a challenge as a page does for somebody, or for nobody yet."""
    subject = "" if visitor is None else str(visitor.session_id)
    return fresh_challenge(gate.seal, purpose=purpose, subject=subject, at=gate.office.now())


def answer(
    gate: Gate,
    key: SoftKey,
    *,
    visitor: Visitor | None = None,
    purpose: ChallengePurpose | None = None,
    challenge: bytes | None = None,
) -> str:
    """Let a key answer a challenge: unless told otherwise what a page asks of this visitor."""
    meant = ChallengePurpose.SIGN_IN if visitor is None else ChallengePurpose.PROVE
    asked = challenge or challenge_for(gate, visitor, purpose or meant)
    return key.sign(key.held[-1], encoded(asked), origin=gate.site.origin)


def who(gate: Gate, token: str) -> Visitor:
    """Say who has a token; somebody does."""
    found = who_or_none(gate, token)
    assert found is not None, "nobody has this token"
    return found


def who_or_none(gate: Gate, token: str) -> Visitor | None:
    """Say who has a token."""
    with gate.office.database.reading() as connection:
        return visitor_with(connection, tokens.hash_of(token))


def session_of(
    gate: Gate,
    account_id: int,
    *,
    by: SignInMethod = SignInMethod.PASSKEY,
    lacking: Lacking | None = None,
) -> tuple[str, Visitor]:
    """Open a session; gives its token, and whose it is."""
    with gate.office.act(SYSTEM) as act:
        made = open_session(act, account_id, by=by, lacking=lacking, device="Firefox, Linux")
    return made.token, who(gate, made.token)


def holder(app: Flask, *roles: ActorKind, password: str | None = None) -> tuple[Gate, Visitor]:
    """Open an account, and sign in to it by a passkey; gives the gate and who it is."""
    gate = gate_of(app)
    _, visitor = session_of(gate, account(app, *roles, password=password))
    return gate, visitor


def letters(database: Database) -> list[tuple[str, str]]:
    """List the letters: to whom, and which."""
    with database.reading() as connection:
        rows = connection.execute(select(Mail.to_address, Mail.template))
        return sorted((to, template) for to, template in rows)


def token_in(database: Database, template: str) -> str:
    """Give the token in the one letter of a kind."""
    with database.reading() as connection:
        (params,) = connection.scalars(select(Mail.params).where(Mail.template == template))
    token = json.loads(params)["token"]
    assert isinstance(token, str)
    return token


def number_of(database: Database, table: Any, *where: Any) -> int:  # noqa: ANN401  (any table)
    """Count the rows of a table."""
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def logged(database: Database) -> list[str]:
    """List what the log of decisions tells, oldest first: each reason, or the act without one."""
    with database.reading() as connection:
        lines = map(json.loads, connection.scalars(select(LogEntry.leaf).order_by(LogEntry.seq)))
        return [line["reason"] or line["act"] for line in lines]
