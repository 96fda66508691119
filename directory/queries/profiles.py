"""One person's whole public record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, bindparam, exists, or_, select, text, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from directory.db import Database
from directory.domain.notes import Note, read
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    CredentialState,
    Gender,
    Headache,
    HeadNeck,
    HoldKind,
    PillarStatus,
    Profession,
    PublicNotice,
    Technique,
)
from directory.models.credentials import (
    Authorization,
    Certification,
    CredentialCheck,
    Licence,
    Training,
)
from directory.models.practitioners import Practitioner, Uses
from directory.models.reviews import Hold
from directory.models.standings import Published, Standing
from directory.queries.listing_views import CheckView, LocationView, NewPatientsView
from directory.queries.listings import COLUMNS, TABLES, full_name, location_of, person_of
from directory.queries.stated import NOTHING_STATED, Stated, day_of, stated_of


@dataclass(frozen=True, slots=True)
class LicenceView:
    """A verified licence; `number` and dates as on the register."""

    profession: Profession
    region: str
    country: Country
    number: str
    issued: date | None
    expires: date | None
    check: CheckView | None
    source_name: str | None


@dataclass(frozen=True, slots=True)
class AuthorizationView:
    """A verified entry for needling at the regulator; some have neither number nor end."""

    kind: AuthorizationKind
    region: str
    country: Country
    number: str | None
    issued: date | None
    expires: date | None
    check: CheckView | None
    source_name: str | None


@dataclass(frozen=True, slots=True)
class TrainingRecordView:
    """A verified training; `hours` is None where the certificate does not say."""

    provider: str
    course: str
    technique: Technique
    hours: float | None
    completed_year: int
    head_neck: HeadNeck
    check: CheckView | None


@dataclass(frozen=True, slots=True)
class CertificationView:
    """A verified certification."""

    body: str
    name: str
    number: str | None
    issued: date | None
    expires: date | None
    check: CheckView | None


@dataclass(frozen=True, slots=True)
class ReasonsView:
    """Why the verdict at a location was as it was when it was given, and by which rule."""

    notes: tuple[Note, ...]
    rule_version: str | None


class Publicity(StrEnum):
    """How a person may be shown at all."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Everything public about one person; only what a reviewer verified is in the records.

    `reasons` go with `locations`, one each. `rechecked`: reviewers look at it again, and until
    then nobody finds it.
    """

    id: str
    name: str
    given_name: str
    family_name: str
    suffix: str | None
    slug: str
    publicity: Publicity
    synthetic: bool
    headaches: tuple[Headache, ...]
    languages: tuple[str, ...]
    technique: frozenset[Technique]
    gender: Gender | None
    remote: bool
    bio: str | None
    new_patients: NewPatientsView
    updated_at: datetime
    locations: tuple[LocationView, ...]
    licences: tuple[LicenceView, ...]
    authorizations: tuple[AuthorizationView, ...]
    trainings: tuple[TrainingRecordView, ...]
    certifications: tuple[CertificationView, ...]
    reasons: tuple[ReasonsView, ...]
    stated: Stated = NOTHING_STATED
    unconfirmed_since: date | None = None
    notice: PublicNotice | None = None
    rechecked: bool = False

    @property
    def listed(self) -> bool:
        """Whether a search can find this person now."""
        return self.publicity is Publicity.LISTED


_ONCE_PUBLIC: Final = frozenset(
    {CredentialState.VERIFIED, CredentialState.SUSPENDED, CredentialState.REVOKED}
)
_HIDDEN: Final = or_(
    Practitioner.paused_at.is_not(None), Practitioner.left_at.is_not(None)
) & exists().where(Published.practitioner_id == Practitioner.id, Published.shown)
"""Whoever was public once is said not to be listed now, or to have left; nobody else is named."""
_MOST: Final = 50
"""Records of one kind that a profile shows; nobody has nearly as many."""
_later: Final = aliased(Licence)
_STATES: Final = (
    select(Licence.state)
    .where(
        Licence.practitioner_id == bindparam("who"),
        # Of the periods of a licence the latest counts: those before save none that is revoked.
        ~exists().where(
            _later.practitioner_id == Licence.practitioner_id,
            _later.renews_id == Licence.id,
            _later.state.in_(_ONCE_PUBLIC),
        ),
    )
    .order_by(Licence.id)
    .limit(_MOST)
)
_HELD: Final = (
    exists()
    .where(
        Hold.practitioner_id == Practitioner.id,
        Hold.ended_at.is_(None),
        # An exclusion that stands is not looked at again by itself.
        Hold.kind.in_([HoldKind.SUSPENSION, HoldKind.EXCLUSION_REVIEW]),
    )
    .label("held")
)


def names_of(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Name those of some people whom `profile` would show, listed or not."""
    rows = connection.execute(
        select(
            Practitioner.id,
            Practitioner.given_name,
            Practitioner.family_name,
            Practitioner.suffix,
        )
        .where(
            Practitioner.id.in_(numbers),
            or_(Practitioner.published, _HIDDEN),
            exists().where(Standing.practitioner_id == Practitioner.id),
            exists().where(
                Licence.practitioner_id == Practitioner.id, Licence.state.in_(_ONCE_PUBLIC)
            ),
        )
        .order_by(Practitioner.id)
        .limit(len(numbers))
    )
    return {row.id: full_name(row[1], row[2], suffix=row[3]) for row in rows}


def profile(
    database: Database, practitioner_id: int, *, now: int, to_keeper: bool = False
) -> ProfileView | None:
    """Read a person at an instant (UTC seconds); None for who is unknown or was never public.

    `to_keeper`: they keep the listing themselves, and look at what will be public; then None means
    that there is no place yet.
    """
    with database.reading() as connection:
        head = connection.execute(
            select(Practitioner.bio, Practitioner.updated_at, Practitioner.left_at, _HELD)
            .where(Practitioner.id == practitioner_id)
            .where(true() if to_keeper else or_(Practitioner.published, _HIDDEN))
            .limit(1)
        ).first()
        if head is None:
            return None
        rows = connection.execute(
            text(
                f"SELECT {COLUMNS}, s.notes, s.rule_version"
                f" FROM {TABLES} WHERE s.practitioner_id = :id"
                f" ORDER BY l.position LIMIT {_MOST}"
            ),
            {"id": practitioner_id},
        ).all()
        states = connection.scalars(_STATES, {"who": practitioner_id}).all()
        if not rows or not (to_keeper or _ONCE_PUBLIC & set(states)):
            return None
        techniques = connection.scalars(
            select(Uses.technique)
            .where(Uses.practitioner_id == practitioner_id)
            .order_by(Uses.technique)
            .limit(_MOST)
        ).all()
        licences = _licences(connection, practitioner_id)
        authorizations = _authorizations(connection, practitioner_id)
        trainings = _trainings(connection, practitioner_id)
        certifications = _certifications(connection, practitioner_id)
        stated = stated_of(connection, practitioner_id, today=day_of(now))
    person = person_of(rows[0], now)
    publicity = Publicity.NOT_LISTED
    if head.left_at is not None or _ONCE_PUBLIC & set(states) == {CredentialState.REVOKED}:
        publicity = Publicity.GONE
    elif person.headaches and any(row.partial_until > now for row in rows):
        publicity = Publicity.LISTED
    return ProfileView(
        id=person.id,
        name=person.name,
        given_name=rows[0].given_name,
        family_name=rows[0].family_name,
        suffix=rows[0].suffix,
        slug=person.slug,
        publicity=publicity,
        synthetic=person.synthetic,
        headaches=person.headaches,
        languages=person.languages,
        technique=frozenset(techniques),
        gender=person.gender,
        remote=person.remote,
        bio=head.bio,
        new_patients=person.new_patients,
        updated_at=head.updated_at,
        locations=tuple(location_of(row, now) for row in rows),
        licences=licences,
        authorizations=authorizations,
        trainings=trainings,
        certifications=certifications,
        stated=stated,
        reasons=tuple(ReasonsView(read(row.notes), row.rule_version) for row in rows),
        unconfirmed_since=person.unconfirmed_since,
        notice=person.notice,
        rechecked=head.held or CredentialState.SUSPENDED in states,
    )


_LAST_CHECK: Final = (
    CredentialCheck.source,
    CredentialCheck.looked_on,
    CredentialCheck.source_name,
)


def _verified(
    connection: Connection,
    practitioner_id: int,
    *,
    kind: type[Licence] | type[Authorization] | type[Training] | type[Certification],
    link: InstrumentedAttribute[int | None],
) -> Sequence[Any]:
    """Read the verified records of one kind with the last look at each, newest look first."""
    later, renewal = aliased(CredentialCheck), aliased(kind)
    newer = exists().where(
        getattr(later, link.key) == kind.id,
        tuple_(later.looked_on, later.id) > tuple_(CredentialCheck.looked_on, CredentialCheck.id),
    )
    statement = (
        select(*kind.__table__.columns, *_LAST_CHECK)
        .join_from(kind, CredentialCheck, link == kind.id, isouter=True)
        .where(kind.practitioner_id == practitioner_id)
        .where(kind.state == CredentialState.VERIFIED, ~newer)
        # Of a paper's periods the latest is shown; the earlier ones are history.
        .where(~exists().where(renewal.renews_id == kind.id, renewal.state == kind.state))
        .order_by(CredentialCheck.looked_on.desc(), kind.id)
        .limit(_MOST)
    )
    return connection.execute(statement).all()


def _check(row: Any) -> CheckView | None:  # noqa: ANN401  (a row of whatever kind)
    if row.source is None:
        return None
    return CheckView(PillarStatus.CHECKED, row.source, row.looked_on, None)


def _licences(connection: Connection, practitioner_id: int) -> tuple[LicenceView, ...]:
    rows = _verified(connection, practitioner_id, kind=Licence, link=CredentialCheck.licence_id)
    return tuple(
        LicenceView(
            row.profession,
            row.region,
            row.country,
            row.number,
            row.issued,
            row.expires,
            _check(row),
            row.source_name,
        )
        for row in rows
    )


def _authorizations(connection: Connection, practitioner_id: int) -> tuple[AuthorizationView, ...]:
    rows = _verified(
        connection, practitioner_id, kind=Authorization, link=CredentialCheck.authorization_id
    )
    return tuple(
        AuthorizationView(
            row.kind,
            row.region,
            row.country,
            row.number,
            row.issued,
            row.expires,
            _check(row),
            row.source_name,
        )
        for row in rows
    )


def _trainings(connection: Connection, practitioner_id: int) -> tuple[TrainingRecordView, ...]:
    rows = _verified(connection, practitioner_id, kind=Training, link=CredentialCheck.training_id)
    return tuple(
        TrainingRecordView(
            row.provider,
            row.course,
            row.technique,
            row.hours,
            row.completed_year,
            row.head_neck,
            _check(row),
        )
        for row in rows
    )


def _certifications(connection: Connection, practitioner_id: int) -> tuple[CertificationView, ...]:
    rows = _verified(
        connection, practitioner_id, kind=Certification, link=CredentialCheck.certification_id
    )
    return tuple(
        CertificationView(row.body, row.name, row.number, row.issued, row.expires, _check(row))
        for row in rows
    )
