"""Opening, completing, proving and ending sessions, and remembering the browsers they were on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from directory.db import Database
from directory.domain.accounts import tokens
from directory.domain.accounts.sessions import DEVICE_KNOWN_FOR, LONGEST, SEEN_EVERY, UNFINISHED
from directory.domain.vocabulary import Lacking, SignInMethod
from directory.models.accounts import Account
from directory.models.sessions import AccountSession, KnownDevice
from directory.workflows.accounts.trying import NotProven
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id


class ProofSpent(Exception):
    """An act asks for a proof of its own, and the last one has served another act."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A session that was opened just now."""

    id: int
    token: str


def open_session(
    act: Act, account_id: int, *, by: SignInMethod, lacking: Lacking | None, device: str
) -> Fresh:
    """Open a session; those of the account that have ended are swept away."""
    act.session.execute(
        delete(AccountSession).where(
            AccountSession.account_id == account_id, AccountSession.ends_at <= act.at
        )
    )
    fresh = Fresh(fresh_id(), tokens.fresh())
    act.session.add(
        AccountSession(
            id=fresh.id,
            account_id=account_id,
            token_hash=tokens.hash_of(fresh.token),
            lacking=lacking,
            opened_by=by,
            device=device,
            opened_at=act.at,
            seen_at=act.at,
            ends_at=act.at + (LONGEST if lacking is None else UNFINISHED),
            proven_at=act.at,
            proof=by,
            proof_spent=False,
        )
    )
    act.session.flush()  # statements about the account's sessions follow, and must see this one
    return fresh


def go_on(act: Act, session_id: int, *, by: SignInMethod, lacking: Lacking | None) -> str:
    """Take a sign-in to its next step or its end, under a new token.

    Raises `NotProven` where its session has been ended meanwhile.
    """
    changes = {} if lacking is not None else {"ends_at": act.at + LONGEST}
    return _renew(act, session_id, opened_by=by, lacking=lacking, proof=by, **changes)


def prove(act: Act, session_id: int, *, by: SignInMethod) -> str:
    """Note that somebody signed in has proved who they are once more; gives the new token.

    Raises `NotProven` where their session has been ended meanwhile.
    """
    return _renew(act, session_id, proof=by)


def _renew(act: Act, session_id: int, **changes: object) -> str:
    token = tokens.fresh()
    renewed = act.session.execute(
        update(AccountSession)
        .where(AccountSession.id == session_id)
        .values(
            token_hash=tokens.hash_of(token),
            seen_at=act.at,
            proven_at=act.at,
            proof_spent=False,
            **changes,
        )
    )
    if renewed.rowcount != 1:  # type: ignore[attr-defined]
        raise NotProven
    return token


def hold_account(act: Act, session_id: int) -> None:
    """Let no other act in the name of a session's account come between, until this one ends.

    Each holds its own session and may end the others: without this, two would wait for each other.
    """
    whose = select(AccountSession.account_id).where(AccountSession.id == session_id)
    # Rows that refer to the account can still be written.
    act.session.execute(
        select(Account.id)
        .where(Account.id == whose.scalar_subquery())
        .with_for_update(key_share=True)
    )


def spend_proof(act: Act, session_id: int) -> None:
    """Use the last proof up for this act; raises `ProofSpent` where another act has."""
    hold_account(act, session_id)
    spent = act.session.execute(
        update(AccountSession)
        .where(AccountSession.id == session_id, AccountSession.proof_spent.is_(False))
        .values(proof_spent=True)
    )
    if spent.rowcount != 1:  # type: ignore[attr-defined]
        raise ProofSpent


def see(database: Database, session_id: int, *, seen_at: datetime, at: datetime) -> None:
    """Write down that a session is in use; at most once a minute."""
    if at < seen_at + SEEN_EVERY:
        return
    with database.transaction() as session:
        session.execute(
            update(AccountSession).where(AccountSession.id == session_id).values(seen_at=at)
        )


def end_session(act: Act, session_id: int, *, account_id: int) -> bool:
    """End a session of an account; False where it has none of this number."""
    ended = act.session.execute(
        delete(AccountSession).where(
            AccountSession.id == session_id, AccountSession.account_id == account_id
        )
    )
    return bool(ended.rowcount)  # type: ignore[attr-defined]


def end_sessions(act: Act, account_id: int, *, but: int | None = None) -> None:
    """End every session of an account, except perhaps the one that asks for it."""
    others = delete(AccountSession).where(AccountSession.account_id == account_id)
    act.session.execute(others if but is None else others.where(AccountSession.id != but))


def remember_device(act: Act, account_id: int) -> str:
    """Let a browser be known from now on; gives the token that it keeps."""
    act.session.execute(
        delete(KnownDevice).where(
            KnownDevice.account_id == account_id, KnownDevice.ends_at <= act.at
        )
    )
    token = tokens.fresh()
    act.session.add(
        KnownDevice(
            account_id=account_id,
            token_hash=tokens.hash_of(token),
            ends_at=act.at + DEVICE_KNOWN_FOR,
        )
    )
    return token


def is_known(act: Act, account_id: int, *, token: str | None) -> bool:
    """Say whether an account was signed in to in this browser before, not long ago."""
    if token is None:
        return False
    known = select(KnownDevice.ends_at).where(
        KnownDevice.account_id == account_id, KnownDevice.token_hash == tokens.hash_of(token)
    )
    ends_at = act.session.scalar(known)
    return ends_at is not None and act.at < ends_at


def forget_devices(act: Act, account_id: int) -> None:
    """Let every browser be a new one again."""
    act.session.execute(delete(KnownDevice).where(KnownDevice.account_id == account_id))
