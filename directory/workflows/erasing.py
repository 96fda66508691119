"""Erasing a person: every row that is about them, and what makes the log traceable to them."""

from sqlalchemy import delete, select

from directory.domain.log_entries import DecisionAct
from directory.models.desk import DeskItem
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.standings import Published
from directory.workflows import decision_log
from directory.workflows.acts import Act, Subject


def erase_person(act: Act, practitioner_id: int) -> None:
    """Forget a person, as if they had never been here; files of theirs go with the next sweep.

    Part of an act that holds them. What the log says of them stays, without a name, and cannot be
    traced to anybody: also that somebody was erased is noted without saying who.
    """
    session = act.session
    session.flush()
    # Listings that became part of this one are the same person.
    doubles = select(Practitioner.id).where(Practitioner.merged_into == practitioner_id)
    for double in session.scalars(doubles.order_by(Practitioner.id)).all():
        _forget(act, double)
    _forget(act, practitioner_id)
    act.log(DecisionAct.ERASED, Subject())


def _forget(act: Act, practitioner_id: int) -> None:
    session = act.session
    session.execute(delete(Mail).where(Mail.practitioner_id == practitioner_id))
    session.execute(delete(DeskItem).where(DeskItem.practitioner_id == practitioner_id))
    # What hangs on the person goes with them, by reference.
    session.execute(delete(Practitioner).where(Practitioner.id == practitioner_id))
    session.expire_all()
    # Standings and postings are taken down by whoever judges, never by a reference.
    act.judge(practitioner_id)
    session.execute(delete(Published).where(Published.practitioner_id == practitioner_id))
    # Entries of this act are appended as it ends, and would bring the salt back.
    act.entries[:] = [each for each in act.entries if each.practitioner_id != practitioner_id]
    decision_log.erase(session, practitioner_id)
