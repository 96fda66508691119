"""Signing a regulator's file: which lines a reviewer looks up one by one, and when it may be."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from directory.domain.checks import REGULATOR_DAYS
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind

SAMPLE: Final = 20
"""So many lines are looked up at the source; all of them have to be right."""


class SigningRefusal(StrEnum):
    """Why a file was not signed, marked or put aside."""

    NOT_YOUR_PART = "not_your_part"
    SETTLED = "settled"
    NOTHING_MATCHES = "nothing_matches"
    TOO_OLD = "too_old"
    SAMPLE_OPEN = "sample_open"
    SAMPLE_FAILED = "sample_failed"


def drawn(batch: int, lines: Iterable[int]) -> frozenset[int]:
    """Draw the lines of a batch that are looked up: by a hash, so that nobody chooses them.

    `batch`: its number, which is random and only known once the file has been read.
    """
    return frozenset(sorted(lines, key=lambda line: (_hash(batch, line), line))[:SAMPLE])


def may_mark(*, actor: Actor, settled: bool) -> SigningRefusal | None:
    """Say why somebody may not say what they found of a sample, or put a file aside."""
    if actor.kind is not ActorKind.REVIEWER:
        return SigningRefusal.NOT_YOUR_PART
    return SigningRefusal.SETTLED if settled else None


def may_sign(
    *,
    actor: Actor,
    settled: bool,
    answers: Sequence[bool | None],
    looked_on: date,
    today: date,
) -> SigningRefusal | None:
    """Say why a file may not be signed; `answers`: what was found of each line of the sample."""
    refusals = {
        SigningRefusal.NOTHING_MATCHES: not answers,
        SigningRefusal.TOO_OLD: today > last_day_to_sign(looked_on),
        SigningRefusal.SAMPLE_FAILED: False in answers,
        SigningRefusal.SAMPLE_OPEN: None in answers,
    }
    return may_mark(actor=actor, settled=settled) or next(
        (refusal for refusal, holds in refusals.items() if holds), None
    )


def last_day_to_sign(looked_on: date) -> date:
    """Give the last day on which a file of a day still tells what a register says."""
    return looked_on + timedelta(days=REGULATOR_DAYS)


def _hash(batch: int, line: int) -> bytes:
    return sha256(f"{batch}:{line}".encode()).digest()
