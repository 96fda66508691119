"""Licences, authorizations, training and certifications: claims, dates, states and periods.

A renewal is a new row that names the earlier period; nothing that was ever public is overwritten.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    AuthorizationKind,
    CheckSource,
    Country,
    CountsAs,
    CredentialState,
    Finding,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    Profession,
    RegisterStatus,
    Technique,
)
from directory.models.base import Base, ByteOrderedText, Id, slugs


class Credential:
    """What every kind of credential has; `version` guards against decisions on a stale page.

    `decided_by`, `seconded_by`: the accounts behind the decision that stands; not keys, since a
    decision outlives the account. `corrects`: it takes the place of the row that it names as the
    earlier one, which stays public until this one is verified.
    """

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    state: Mapped[CredentialState] = mapped_column(slugs(CredentialState))
    state_since: Mapped[datetime]
    deferred_until: Mapped[date | None]
    appeal: Mapped[Appeal] = mapped_column(slugs(Appeal))
    appealed_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(Id)
    seconded_by: Mapped[int | None] = mapped_column(Id)
    corrects: Mapped[bool | None]
    version: Mapped[int]

    @declared_attr
    def practitioner_id(self) -> Mapped[int]:
        """Whose it is."""
        return mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))

    @declared_attr.directive
    def __mapper_args__(self) -> dict[str, object]:
        """Count versions: a second writer of one version is refused."""
        return {"version_id_col": self.version}


class Licence(Credential, Base):
    """A regulator's permission to practise a profession in a region.

    One number of a region and profession is verified for one practitioner alone; their renewals
    follow their first period.
    """

    __tablename__ = "licence"
    __table_args__ = (
        Index(None, "practitioner_id"),
        Index(None, "country", "region", "profession", "number"),
        Index(
            "uq_licence_verified_number",
            "country",
            "region",
            "profession",
            "number",
            unique=True,
            sqlite_where=text("renews_id IS NULL AND state IN ('verified', 'suspended')"),
            postgresql_where=text("renews_id IS NULL AND state IN ('verified', 'suspended')"),
        ),
    )

    renews_id: Mapped[int | None] = mapped_column(ForeignKey("licence.id", ondelete="CASCADE"))
    kind: Mapped[LicenceKind] = mapped_column(slugs(LicenceKind))
    profession: Mapped[Profession] = mapped_column(slugs(Profession))
    country: Mapped[Country] = mapped_column(slugs(Country))
    region: Mapped[str]
    number: Mapped[str] = mapped_column(ByteOrderedText)
    number_typed: Mapped[str]
    name_on_licence: Mapped[str]
    name_score: Mapped[float | None]
    licence_class: Mapped[LicenceClass] = mapped_column(slugs(LicenceClass))
    register_status: Mapped[RegisterStatus | None] = mapped_column(slugs(RegisterStatus))
    register_words: Mapped[str | None]
    first_licensed_on: Mapped[date | None]
    issued: Mapped[date | None]
    expires: Mapped[date | None]
    conditions: Mapped[str | None]
    bars_needling: Mapped[Finding] = mapped_column(slugs(Finding))
    home_licence_id: Mapped[int | None] = mapped_column(
        ForeignKey("licence.id", ondelete="SET NULL")
    )
    checks: Mapped[list["CredentialCheck"]] = relationship(
        cascade="all, delete-orphan", order_by="CredentialCheck.looked_on"
    )


class Authorization(Credential, Base):
    """A regulator's own entry for needling: a roster, an endorsement, a registration."""

    __tablename__ = "needling_authorization"
    __table_args__ = (Index(None, "practitioner_id"),)

    renews_id: Mapped[int | None] = mapped_column(
        ForeignKey("needling_authorization.id", ondelete="CASCADE")
    )
    country: Mapped[Country] = mapped_column(slugs(Country))
    region: Mapped[str]
    kind: Mapped[AuthorizationKind] = mapped_column(slugs(AuthorizationKind))
    number: Mapped[str | None] = mapped_column(ByteOrderedText)
    issued: Mapped[date | None]
    expires: Mapped[date | None]
    checks: Mapped[list["CredentialCheck"]] = relationship(
        cascade="all, delete-orphan", order_by="CredentialCheck.looked_on"
    )


class Training(Credential, Base):
    """A completed course in IMS or dry needling; an empty number of hours is not known.

    `counts_as`: a reviewer's finding for a program that is not on the kept list.
    """

    __tablename__ = "training"
    __table_args__ = (
        CheckConstraint("hours IS NULL OR hours > 0", name="hours"),
        CheckConstraint(
            "supervised_sessions IS NULL OR supervised_sessions >= 0", name="supervised_sessions"
        ),
        Index(None, "practitioner_id"),
    )

    renews_id: Mapped[int | None] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"))
    program: Mapped[str | None]
    provider: Mapped[str]
    course: Mapped[str]
    technique: Mapped[Technique] = mapped_column(slugs(Technique))
    hours: Mapped[float | None]
    hours_in_person: Mapped[float | None]
    hours_live_online: Mapped[float | None]
    hours_self_study: Mapped[float | None]
    foundation_hours: Mapped[float | None]
    supervised_sessions: Mapped[int | None]
    written_exam: Mapped[bool | None]
    practical_exam: Mapped[bool | None]
    head_neck: Mapped[HeadNeck] = mapped_column(slugs(HeadNeck))
    completed_year: Mapped[int]
    completed_on: Mapped[date | None]
    country: Mapped[str | None]
    course_approver: Mapped[str | None]
    counts_as: Mapped[CountsAs | None] = mapped_column(slugs(CountsAs))
    checks: Mapped[list["CredentialCheck"]] = relationship(
        cascade="all, delete-orphan", order_by="CredentialCheck.looked_on"
    )


class Certification(Credential, Base):
    """A credential from a certifying body; body and abbreviation together name it."""

    __tablename__ = "certification"
    __table_args__ = (Index(None, "practitioner_id"), Index(None, "number"))

    renews_id: Mapped[int | None] = mapped_column(
        ForeignKey("certification.id", ondelete="CASCADE")
    )
    program: Mapped[str | None]
    body: Mapped[str]
    name: Mapped[str]
    abbreviation: Mapped[str | None]
    body_website: Mapped[str | None]
    number: Mapped[str | None] = mapped_column(ByteOrderedText)
    issued: Mapped[date | None]
    expires: Mapped[date | None]
    counts_as: Mapped[CountsAs | None] = mapped_column(slugs(CountsAs))
    checks: Mapped[list["CredentialCheck"]] = relationship(
        cascade="all, delete-orphan", order_by="CredentialCheck.looked_on"
    )


ONE_CREDENTIAL = (
    "CASE WHEN licence_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN authorization_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN training_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN certification_id IS NULL THEN 0 ELSE 1 END = 1"
)


class OfOneCredential:
    """What belongs to one credential of whatever kind."""

    @declared_attr
    def licence_id(self) -> Mapped[int | None]:
        """The licence, where it is one."""
        return mapped_column(ForeignKey("licence.id", ondelete="CASCADE"))

    @declared_attr
    def authorization_id(self) -> Mapped[int | None]:
        """The authorization, where it is one."""
        return mapped_column(ForeignKey("needling_authorization.id", ondelete="CASCADE"))

    @declared_attr
    def training_id(self) -> Mapped[int | None]:
        """The training, where it is one."""
        return mapped_column(ForeignKey("training.id", ondelete="CASCADE"))

    @declared_attr
    def certification_id(self) -> Mapped[int | None]:
        """The certification, where it is one."""
        return mapped_column(ForeignKey("certification.id", ondelete="CASCADE"))


class CredentialCheck(OfOneCredential, Base):
    """A record of looking one credential up at its source."""

    __tablename__ = "credential_check"
    __table_args__ = (
        CheckConstraint(ONE_CREDENTIAL, name="one_credential"),
        Index(None, "licence_id"),
        Index(None, "authorization_id"),
        Index(None, "training_id"),
        Index(None, "certification_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    source: Mapped[CheckSource] = mapped_column(slugs(CheckSource))
    source_name: Mapped[str]
    url: Mapped[str | None]
    looked_on: Mapped[date]
    status_found: Mapped[RegisterStatus | None] = mapped_column(slugs(RegisterStatus))
    status_words: Mapped[str | None]
    end_found: Mapped[date | None]
    reference: Mapped[str | None]
    note: Mapped[str | None]
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    evidence_sha256: Mapped[str | None]


class Evidence(Base):
    """A file that somebody handed in; the bytes stand elsewhere.

    `sha256`: of the bytes as they came. `stored_as`: the random name under which its clean copy
    and the pictures of its `pages` are kept. `name`: what its owner calls it.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("practitioner_id", "sha256"),
        Index(None, "sha256"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(ByteOrderedText)
    media_type: Mapped[str]
    size: Mapped[int]
    name: Mapped[str | None]
    pages: Mapped[int | None]
    stored_as: Mapped[str | None] = mapped_column(ByteOrderedText, index=True, unique=True)
    translation_of: Mapped[int | None] = mapped_column(
        ForeignKey("evidence.id", ondelete="SET NULL")
    )
    received_at: Mapped[datetime]


class CredentialEvidence(OfOneCredential, Base):
    """A file that speaks for a credential; one file may serve several."""

    __tablename__ = "credential_evidence"
    __table_args__ = (
        CheckConstraint(ONE_CREDENTIAL, name="one_credential"),
        Index(None, "evidence_id"),
        Index(None, "licence_id"),
        Index(None, "authorization_id"),
        Index(None, "training_id"),
        Index(None, "certification_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"))
