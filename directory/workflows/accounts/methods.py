"""Changing by what an account is signed in to: each change uses a proof up and is written home."""

import secrets
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from directory.adapters.passkeys import NewPasskey
from directory.domain.accounts.codes import RANDOM_BYTES, hash_of, recovery_code
from directory.models.sign_in import CodeApp, Passkey, PasswordHash, RecoveryCode
from directory.queries.accounts import Visitor
from directory.workflows.accounts.challenges import ChallengePurpose, spend_challenge
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.links import end_links
from directory.workflows.accounts.noting import note_change
from directory.workflows.accounts.proofs import SEALED_FOR
from directory.workflows.accounts.sessions import end_sessions, forget_devices, spend_proof
from directory.workflows.accounts.trying import NotProven
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id

RECOVERY_CODES = 10


class Method(StrEnum):
    """What a letter says was added or removed."""

    PASSWORD = "password"  # noqa: S105  (a word, not a secret)
    PASSKEY = "passkey"
    APP = "app"


class LastPasskey(Exception):
    """Whoever reviews or administers keeps one passkey at least."""


class NoSuchPasskey(Exception):
    """The account has no passkey of this number."""


def set_password(act: Act, visitor: Visitor, *, hashed: str) -> None:
    """Set a password, as `Hasher` makes it; every other session, link and browser ends with it."""
    spend_proof(act, visitor.session_id)
    kept = act.session.get(PasswordHash, visitor.account.id)
    if kept is None:
        kept = PasswordHash(account_id=visitor.account.id)
        act.session.add(kept)
    kept.hash, kept.set_at = hashed, act.at
    # Links first: a session that one of them is opening at this moment is waited for, and ended.
    end_links(act, visitor.account.id)
    end_sessions(act, visitor.account.id, but=visitor.session_id)
    forget_devices(act, visitor.account.id)
    tell_holder(act, visitor.account, template="password_changed")
    note_change(act, visitor.account.id, what="password_set")


def add_passkey(
    act: Act, gate: Gate, *, visitor: Visitor, made: NewPasskey, challenge: bytes, name: str
) -> None:
    """Add a passkey that answered `challenge`; raises `NotProven` where it was answered before."""
    spend_proof(act, visitor.session_id)
    fresh = spend_challenge(
        act.session,
        challenge,
        seal=gate.seal,
        purpose=ChallengePurpose.ADD,
        subject=str(visitor.session_id),
        at=act.at,
    )
    if not fresh:
        raise NotProven
    keep_passkey(act, visitor.account.id, made=made, name=name)
    tell_holder(act, visitor.account, template="method_added", method=Method.PASSKEY)
    note_change(act, visitor.account.id, what="passkey_added")


def keep_passkey(act: Act, account_id: int, *, made: NewPasskey, name: str) -> None:
    """Write a passkey; one that is known already, anywhere, is `NotProven`."""
    act.session.add(
        Passkey(
            id=fresh_id(),
            account_id=account_id,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            name=name,
            added_at=act.at,
            used_at=None,
        )
    )
    try:
        act.session.flush()  # whether it is known, the database says
    except IntegrityError as known:
        raise NotProven from known


def remove_passkey(act: Act, visitor: Visitor, *, passkey_id: int) -> None:
    """Remove a passkey of the account; raises `NoSuchPasskey` and `LastPasskey`."""
    spend_proof(act, visitor.session_id)
    account = visitor.account
    # Held, so that of two who remove one each at once the second finds the first one gone.
    held = set(
        act.session.scalars(
            select(Passkey.id)
            .where(Passkey.account_id == account.id)
            .order_by(Passkey.id)
            .with_for_update()
        )
    )
    if account.holder.staff and held == {passkey_id}:
        raise LastPasskey
    removed = act.session.execute(
        delete(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == account.id)
    )
    if not removed.rowcount:  # type: ignore[attr-defined]
        raise NoSuchPasskey
    end_sessions(act, account.id, but=visitor.session_id)
    tell_holder(act, account, template="method_removed", method=Method.PASSKEY)
    note_change(act, visitor.account.id, what="passkey_removed")


def add_app(act: Act, gate: Gate, *, visitor: Visitor, secret: str, step: int) -> None:
    """Add the app that shows codes of `secret`, of which that of time `step` was shown."""
    spend_proof(act, visitor.session_id)
    act.session.merge(
        CodeApp(
            account_id=visitor.account.id,
            sealed_secret=gate.seal.close(secret, SEALED_FOR),
            last_step=step,
            added_at=act.at,
        )
    )
    tell_holder(act, visitor.account, template="method_added", method=Method.APP)
    note_change(act, visitor.account.id, what="app_added")


def remove_app(act: Act, visitor: Visitor) -> None:
    """Remove the app; codes on paper that stood in for it stay for the passkey, if there is one."""
    spend_proof(act, visitor.session_id)
    act.session.execute(delete(CodeApp).where(CodeApp.account_id == visitor.account.id))
    end_sessions(act, visitor.account.id, but=visitor.session_id)
    tell_holder(act, visitor.account, template="method_removed", method=Method.APP)
    note_change(act, visitor.account.id, what="app_removed")


def new_recovery_codes(act: Act, visitor: Visitor) -> tuple[str, ...]:
    """Make ten new codes, of which the holder is shown each once; the old ones end."""
    spend_proof(act, visitor.session_id)
    codes = keep_recovery_codes(act, visitor.account.id)
    tell_holder(act, visitor.account, template="recovery_codes_made")
    note_change(act, visitor.account.id, what="recovery_codes_made")
    return codes


def keep_recovery_codes(act: Act, account_id: int) -> tuple[str, ...]:
    """Draw ten codes and write down what checks them, in place of those from before."""
    act.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = tuple(recovery_code(secrets.token_bytes(RANDOM_BYTES)) for _ in range(RECOVERY_CODES))
    act.session.add_all(
        RecoveryCode(account_id=account_id, code_hash=hash_of(code), used_at=None) for code in codes
    )
    return codes
