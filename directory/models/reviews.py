"""What reviewers keep beside decisions: steps that wait for a second of them, and holds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind, HoldKind
from directory.models.base import Base, Id, slugs


class ProposedStep(Base):
    """A step that one reviewer proposed and a second must confirm; open until `settled_at`.

    `decision`: all of it as JSON, since exactly this one can be confirmed.
    """

    __tablename__ = "proposed_step"
    __table_args__ = (Index(None, "subject_kind", "subject_id"), Index(None, "settled_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    subject_kind: Mapped[CredentialKind] = mapped_column(slugs(CredentialKind))
    subject_id: Mapped[int] = mapped_column(Id)
    action: Mapped[Action] = mapped_column(slugs(Action))
    decision: Mapped[str]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None]
    confirmed: Mapped[bool | None]


class Hold(Base):
    """A suspension of a person or an exclusion, also one under review; open until `ended_at`."""

    __tablename__ = "practitioner_hold"
    __table_args__ = (Index(None, "practitioner_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    kind: Mapped[HoldKind] = mapped_column(slugs(HoldKind))
    reason: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
