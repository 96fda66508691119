"""Taking a copy of the log of decisions, which is itself noted in it."""

from sqlalchemy import select

from directory.domain.log_entries import DecisionAct
from directory.models.practitioners import Practitioner
from directory.queries.accounts import Visitor
from directory.queries.audit import Wish
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Subject


def take_audit(act: Act, visitor: Visitor, *, wish: Wish) -> None:
    """Note that somebody takes a copy, and of what; they have proved anew who they are."""
    spend_proof(act, visitor.session_id)
    person = act.session.scalar(select(Practitioner.id).where(Practitioner.id == wish.person))
    act.log(
        DecisionAct.AUDIT_TAKEN,
        Subject(practitioner_id=person),
        act=wish.act,
        by_somebody=wish.actor is not None or wish.by_nobody,
        first=wish.first.isoformat() if wish.first else None,
        last=wish.last.isoformat() if wish.last else None,
    )
