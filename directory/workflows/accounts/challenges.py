"""Challenges that a passkey answers once: nothing is kept of them until they have been answered."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from directory.adapters.sealing import Seal
from directory.domain.clock import seconds
from directory.models.sessions import UsedChallenge

LIFETIME: Final = timedelta(minutes=10)
LEEWAY: Final = timedelta(minutes=10)
"""For how long after its end a used challenge is remembered: servers whose clocks differ by less
agree that it is used. (PyPI's audit of 2026, finding 1: the note of what was used ended while
what was used was still taken.)"""
_RANDOM, _ENDS, _TAG = 16, 8, 32
_PURPOSE: Final = "passkey challenge"
_MOST_FORGOTTEN: Final = 100
# One statement, so that of two at once only one has written; the same on either database.
_USED: Final = text(
    "INSERT INTO used_challenge (challenge_hash, ends_at) VALUES (:hash, :ends)"
    " ON CONFLICT DO NOTHING"
)


class ChallengePurpose(StrEnum):
    """What an answer is for; for anything else it is worth nothing."""

    ADD = "add"
    SIGN_IN = "sign_in"
    PROVE = "prove"


def fresh_challenge(seal: Seal, *, purpose: ChallengePurpose, subject: str, at: datetime) -> bytes:
    """Make 56 bytes that nobody else could, good for ten minutes.

    `subject`: whose they are, such as the number of a session; "" for somebody not known yet.
    """
    ends = seconds(at + LIFETIME).to_bytes(_ENDS)
    body = secrets.token_bytes(_RANDOM) + ends
    return body + _tag(seal, body, purpose=purpose, subject=subject)


def spend_challenge(
    session: Session,
    challenge: bytes,
    *,
    seal: Seal,
    purpose: ChallengePurpose,
    subject: str,
    at: datetime,
) -> bool:
    """Use a challenge up: True once, if it was made here for this and has not ended.

    Two transactions at once: the second waits for the first, and is True only if that one fails.
    """
    body, tag = challenge[:-_TAG], challenge[-_TAG:]
    ends = int.from_bytes(body[_RANDOM:])
    ours = secrets.compare_digest(tag, _tag(seal, body, purpose=purpose, subject=subject))
    if not ours or seconds(at) >= ends or not _note(session, challenge, ends=ends):
        return False
    _forget(session, at=at)
    return True


def _tag(seal: Seal, body: bytes, *, purpose: ChallengePurpose, subject: str) -> bytes:
    # The hex and the purpose have no spaces: no two of these texts are alike.
    return bytes.fromhex(seal.tag(f"{body.hex()} {purpose} {subject}", _PURPOSE))


def _note(session: Session, challenge: bytes, *, ends: int) -> bool:
    kept_until = ends + int(LEEWAY.total_seconds())
    values = {"hash": sha256(challenge).hexdigest(), "ends": kept_until}
    written: Any = session.execute(_USED, values)
    return bool(written.rowcount == 1)


def _forget(session: Session, *, at: datetime) -> None:
    # Those that another transaction is forgetting are left to it: nobody waits, nobody deadlocks.
    over = (
        select(UsedChallenge.challenge_hash)
        .where(UsedChallenge.ends_at <= at)
        .order_by(UsedChallenge.ends_at)
        .limit(_MOST_FORGOTTEN)
        .with_for_update(skip_locked=True)
    )
    session.execute(
        delete(UsedChallenge).where(UsedChallenge.challenge_hash.in_(over)),
        execution_options={"synchronize_session": False},
    )
