"""Looking at somebody who fell out by a changed rule: the rule has spoken, nothing is decided."""

from sqlalchemy import select

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.models.rules import RuleFallout
from directory.workflows.acts import Act, Subject
from directory.workflows.own_files import guard_own


class NoSuchFallout(Exception):
    """There is nothing of this number that waits to be looked at."""


def see_fallout(act: Act, practitioner_id: int, *, fallout_id: int) -> None:
    """Take a changed rule's consequence off the desk; raises `NoSuchFallout` and `OwnFile`."""
    act.hold(practitioner_id)
    guard_own(act, practitioner_id)
    row = act.session.scalar(
        select(RuleFallout)
        .where(RuleFallout.id == fallout_id, RuleFallout.practitioner_id == practitioner_id)
        .with_for_update()
    )
    if row is None or row.seen_at is not None:
        raise NoSuchFallout
    row.seen_at = act.at
    act.log(
        DecisionAct.NOTED,
        Subject(practitioner_id=practitioner_id, kind=SubjectKind.RULE, id=fallout_id),
        reason="fallout_seen",
    )
