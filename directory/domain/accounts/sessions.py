"""How long somebody stays signed in, and for how long a proof of who they are is good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from directory.domain.vocabulary import Lacking, SignInMethod

LONGEST: Final = timedelta(hours=12)
IDLE_OF_STAFF: Final = timedelta(hours=1)
UNFINISHED: Final = timedelta(minutes=15)
"""So long may a sign-in wait for what it lacks: a letter takes minutes."""
SEEN_EVERY: Final = timedelta(minutes=1)
"""Being seen is written down at most so often; an idle hour is exact to this minute."""
DEVICE_KNOWN_FOR: Final = timedelta(days=90)

_STRONG: Final = frozenset({SignInMethod.PASSKEY, SignInMethod.DEMO})


class StepUp(StrEnum):
    """How fresh a proof of who somebody is has to be for an act."""

    NONE = "none"
    AHEAD = "ahead"
    HOURLY = "hourly"
    ALWAYS = "always"


FRESH: Final = {
    StepUp.AHEAD: timedelta(minutes=30),
    StepUp.HOURLY: timedelta(hours=1),
    StepUp.ALWAYS: timedelta(minutes=10),
}
"""The age up to which a proof serves; for `ALWAYS` it serves one act.

`AHEAD` is asked of a page on which an hourly proof is needed at its end: half an hour is left to
fill it in, and what was typed is never lost to a proof that ran out meanwhile.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """A session as it is stored; every datetime is aware. The columns say what each means."""

    opened_by: SignInMethod
    lacking: Lacking | None
    seen_at: datetime
    ends_at: datetime
    proven_at: datetime
    proof: SignInMethod
    proof_spent: bool


def is_alive(session: SessionFacts, *, of_staff: bool, at: datetime) -> bool:
    """Say whether a session still opens anything at all."""
    idle = of_staff and at >= session.seen_at + IDLE_OF_STAFF
    return at < session.ends_at and not idle


def is_proven(session: SessionFacts, need: StepUp, *, at: datetime) -> bool:
    """Say whether the last proof is fresh enough for an act."""
    if need is StepUp.NONE:
        return True
    spent = need is StepUp.ALWAYS and session.proof_spent
    # A proof from the future is a clock that went back; it proves nothing.
    return not spent and session.proven_at <= at < session.proven_at + FRESH[need]


def is_strong(session: SessionFacts) -> bool:
    """Say whether the rights of reviewers and administrators hold in a session.

    The last proof decides: a code from paper lets somebody add a passkey, and decide nothing.
    """
    return session.proof in _STRONG
