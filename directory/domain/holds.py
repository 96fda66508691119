"""Holding a person as a whole out of every list, and letting them back: who may, and why.

To hold takes one reviewer, because waiting could harm; to end a hold takes two.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from directory.domain.reasons import Reason
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, HoldKind


class HoldRefusal(StrEnum):
    """Why a hold was not opened, or its end not proposed."""

    NOT_YOUR_PART = "not_your_part"
    OWN_FILE = "own_file"
    HELD_ALREADY = "held_already"
    NOT_OPEN = "not_open"
    REASON_NOT_FOR_THIS = "reason_not_for_this"
    WORDS_MISSING = "words_missing"


OPENS: Final[Mapping[HoldKind, frozenset[Reason]]] = MappingProxyType(
    {
        HoldKind.SUSPENSION: frozenset(
            {
                Reason.REGISTER_SUSPENDED,
                Reason.REGISTER_REVOKED,
                Reason.REPORT_UNDER_REVIEW,
                Reason.REPORT_CONFIRMED,
                Reason.DOCUMENT_DOUBTED,
                Reason.FALSE_STATEMENT,
            }
        ),
        HoldKind.EXCLUSION_REVIEW: frozenset({Reason.EXCLUSION_PENDING}),
        HoldKind.EXCLUSION: frozenset({Reason.EXCLUSION_CONFIRMED}),
    }
)
"""Why somebody is held; a hold under review is opened by the list itself."""
ENDS: Final[Mapping[HoldKind, frozenset[Reason]]] = MappingProxyType(
    {
        HoldKind.SUSPENSION: frozenset(
            {
                Reason.REGISTER_ACTIVE_AGAIN,
                Reason.REPORT_NOT_CONFIRMED,
                Reason.CORRECTED,
                Reason.APPEAL_GRANTED,
            }
        ),
        HoldKind.EXCLUSION_REVIEW: frozenset({Reason.EXCLUSION_NOT_THEIRS}),
        # Reinstated, or never theirs.
        HoldKind.EXCLUSION: frozenset(
            {Reason.EXCLUSION_NOT_THEIRS, Reason.CORRECTED, Reason.APPEAL_GRANTED}
        ),
    }
)
"""Why a hold is ended."""


def may_open(
    kind: HoldKind,
    *,
    actor: Actor,
    own: bool,
    held: frozenset[HoldKind],
    reason: Reason | None,
    words: str,
) -> HoldRefusal | None:
    """Say why somebody may not open a hold; None where they may.

    `held`: the kinds of the holds that are open. `own`: they stand on the person's side.
    """
    refusal = _may_hold(actor, own=own)
    if refusal is not None:
        return refusal
    if kind in held:
        return HoldRefusal.HELD_ALREADY
    return _said(OPENS[kind], reason=reason, words=words)


def may_end(
    kind: HoldKind,
    *,
    actor: Actor,
    own: bool,
    is_open: bool,
    reason: Reason | None,
    words: str,
) -> HoldRefusal | None:
    """Say why somebody may not propose that a hold ends; None where they may."""
    refusal = _may_hold(actor, own=own)
    if refusal is not None:
        return refusal
    if not is_open:
        return HoldRefusal.NOT_OPEN
    return _said(ENDS[kind], reason=reason, words=words)


def _may_hold(actor: Actor, *, own: bool) -> HoldRefusal | None:
    if actor.kind is not ActorKind.REVIEWER:
        return HoldRefusal.NOT_YOUR_PART
    return HoldRefusal.OWN_FILE if own else None


def _said(reasons: frozenset[Reason], *, reason: Reason | None, words: str) -> HoldRefusal | None:
    if reason not in reasons:
        return HoldRefusal.REASON_NOT_FOR_THIS
    return None if words.strip() else HoldRefusal.WORDS_MISSING
