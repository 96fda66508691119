"""Who may act on a credential: whose part it is, whose file, and who decided on it before."""

from directory.domain import verification
from directory.domain.situations import Actor, Refusal, Situation
from directory.domain.verification import Action, Appeal
from directory.domain.vocabulary import ActorKind


def not_theirs(situation: Situation, action: Action, *, actor: Actor) -> Refusal | None:
    """Say why somebody may not act so on this file, however it stands; None where they may."""
    steps = verification.STEPS.items()
    if not any(actor.kind in step.actors for (_, taken), step in steps if taken is action):
        return Refusal.NOT_YOUR_PART
    if actor.kind is ActorKind.OWNER:
        return None if actor.account == situation.owner else Refusal.NOT_YOURS
    # Whatever other part they play: nobody decides on their own file.
    return Refusal.OWN_FILE if situation.is_own(actor.account) else None


def not_now(situation: Situation, action: Action, *, actor: Actor) -> Refusal | None:
    """Say why a step cannot be taken as the file stands; None where it can."""
    step = verification.STEPS.get((situation.state, action))
    if step is None:
        return Refusal.NOT_ALLOWED_FROM_HERE
    if actor.kind not in step.actors:
        return Refusal.NOT_YOUR_PART
    if step.only_if not in {None, situation.appeal}:
        once = step.only_if is Appeal.NONE
        return Refusal.ALREADY_APPEALED if once else Refusal.NOT_ALLOWED_FROM_HERE
    if action is Action.UNDO and not _may_undo(situation, actor):
        return Refusal.UNDO_OVER
    # An appeal is heard by somebody else, and by them from its first question to its end.
    heard = situation.appeal is Appeal.OPEN and actor.account in situation.decided_by
    return Refusal.SAME_REVIEWER if heard and actor.kind is ActorKind.REVIEWER else None


def _may_undo(situation: Situation, actor: Actor) -> bool:
    return situation.undoable is not None and situation.undoable.by == actor.account


def allowed(situation: Situation, actor: Actor) -> tuple[Action, ...]:
    """Give what somebody may do with a credential: a page's buttons, from the same table."""
    return tuple(
        action
        for action in Action
        if not_theirs(situation, action, actor=actor) is None
        and not_now(situation, action, actor=actor) is None
    )
