"""Taking a copy of somebody's file out of the directory: with a proof of its own, and on record."""

from sqlalchemy import select

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.models.credentials import Evidence
from directory.queries.accounts import Visitor
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Subject
from directory.workflows.evidence import NoSuchFile
from directory.workflows.own_files import guard_own


def take_copy(act: Act, visitor: Visitor, *, practitioner_id: int, evidence_id: int) -> None:
    """Note that a reviewer takes a copy of a file. Raises `OwnFile` and `NoSuchFile`."""
    spend_proof(act, visitor.session_id)
    act.hold(practitioner_id)
    guard_own(act, practitioner_id)
    found = act.session.scalar(
        select(Evidence.id).where(
            Evidence.id == evidence_id, Evidence.practitioner_id == practitioner_id
        )
    )
    if found is None:
        raise NoSuchFile
    act.log(
        DecisionAct.EVIDENCE_TAKEN,
        Subject(practitioner_id=practitioner_id, kind=SubjectKind.EVIDENCE, id=evidence_id),
    )
