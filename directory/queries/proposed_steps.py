"""A step that one reviewer proposed and a second one is to confirm, settled or not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from directory.domain import ids
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind
from directory.models.accounts import Account
from directory.models.reviews import ProposedStep


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedView:
    """What was proposed; `decision`: all of it, as it was written down."""

    id: int
    practitioner_id: int
    kind: CredentialKind
    subject_id: int
    action: Action
    decision: str
    proposed_by: int
    proposer: str
    proposed_at: datetime
    settled_at: datetime | None

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def subject_key(self) -> str:
        """The credential that it is about, as addresses write it."""
        return ids.encode(self.subject_id)


def proposed_step(connection: Connection, proposal_id: int, *, of: int) -> ProposedView | None:
    """Find a step that was proposed about a person."""
    row = connection.execute(
        select(
            ProposedStep.id,
            ProposedStep.practitioner_id,
            ProposedStep.subject_kind.label("kind"),
            ProposedStep.subject_id,
            ProposedStep.action,
            ProposedStep.decision,
            ProposedStep.proposed_by,
            Account.name.label("proposer"),
            ProposedStep.proposed_at,
            ProposedStep.settled_at,
        )
        .join(Account, Account.id == ProposedStep.proposed_by)
        .where(ProposedStep.id == proposal_id, ProposedStep.practitioner_id == of)
    ).first()
    return None if row is None else ProposedView(**row._mapping)  # noqa: SLF001  (SQLAlchemy's name for the row as a mapping)
