"""What reviewers found about the rule of a place, and which rules people were last judged by."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.rules import BodyLimit, RuleStatus
from directory.domain.vocabulary import AuthorizationKind, Country, Profession
from directory.models.base import Base, ByteOrderedText, Id, slugs


class RuleFinding(Base):
    """A reviewer's dated, sourced answer for one region and profession, shared by everyone.

    It counts from `confirmed_at`, when a second reviewer agreed; `refused_at` where they did not.
    `amends`: the published version that it brings up to date; what it does not speak of stays.
    """

    __tablename__ = "rule_finding"
    __table_args__ = (
        UniqueConstraint("country", "region", "profession", "version"),
        Index(None, "confirmed_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    country: Mapped[Country] = mapped_column(slugs(Country))
    region: Mapped[str]
    profession: Mapped[Profession] = mapped_column(slugs(Profession))
    version: Mapped[str | None] = mapped_column(ByteOrderedText)
    amends: Mapped[str | None] = mapped_column(ByteOrderedText)
    status: Mapped[RuleStatus] = mapped_column(slugs(RuleStatus))
    needling_hours: Mapped[float | None]
    in_person_hours: Mapped[float | None]
    supervised_sessions: Mapped[int | None]
    years_in_practice: Mapped[int | None]
    written_exam: Mapped[bool]
    practical_exam: Mapped[bool]
    authorization: Mapped[AuthorizationKind | None] = mapped_column(slugs(AuthorizationKind))
    regulator_assesses_training: Mapped[bool]
    body_limit: Mapped[BodyLimit] = mapped_column(slugs(BodyLimit))
    trained_after: Mapped[date | None]
    citation: Mapped[str]
    source_url: Mapped[str]
    note: Mapped[str]
    researched_on: Mapped[date]
    # Not keys of `account`: what a rule rests on outlives the people who looked it up.
    proposed_by: Mapped[int] = mapped_column(Id)
    proposed_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(Id)
    confirmed_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]


class RuleApplied(Base):
    """A version of a published rule by which people have been judged, and its fingerprint."""

    __tablename__ = "rule_applied"

    country: Mapped[Country] = mapped_column(slugs(Country), primary_key=True)
    region: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    profession: Mapped[Profession] = mapped_column(slugs(Profession), primary_key=True)
    version: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    digest: Mapped[str]
    applied_at: Mapped[datetime]


class RuleFallout(Base):
    """Somebody who was qualified at a place until a changed rule was applied."""

    __tablename__ = "rule_fallout"
    __table_args__ = (Index(None, "practitioner_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(Id)
    location_id: Mapped[int] = mapped_column(Id)
    country: Mapped[Country] = mapped_column(slugs(Country))
    region: Mapped[str]
    profession: Mapped[Profession] = mapped_column(slugs(Profession))
    version: Mapped[str | None]
    found_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
