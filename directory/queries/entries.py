"""Rows of credentials, read as the entries that they were made of."""

from typing import Any, assert_never

from directory.domain.entry.dates import Completion
from directory.domain.entry.hours import Hours
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.vocabulary import CredentialKind

CredentialEntry = LicenceEntry | AuthorizationEntry | TrainingEntry | CertificationEntry
Row = Any
"""A row of a table of credentials, or of a statement with its columns."""


def as_entry(row: Row, kind: CredentialKind) -> CredentialEntry:
    """Read a credential as it was entered."""
    match kind:
        case CredentialKind.LICENCE:
            return as_licence(row)
        case CredentialKind.AUTHORIZATION:
            return as_authorization(row)
        case CredentialKind.TRAINING:
            return as_training(row)
        case CredentialKind.CERTIFICATION:
            return as_certification(row)
        case _:
            assert_never(kind)


def as_training(row: Row) -> TrainingEntry:
    """Read a course as it was entered."""
    return TrainingEntry(
        program=row.program,
        provider=row.provider,
        course=row.course,
        technique=row.technique,
        hours=Hours(
            total=row.hours,
            in_person=row.hours_in_person,
            live_online=row.hours_live_online,
            self_study=row.hours_self_study,
            foundation=row.foundation_hours,
        ),
        supervised_sessions=row.supervised_sessions,
        written_exam=row.written_exam,
        practical_exam=row.practical_exam,
        head_neck=row.head_neck,
        completed=Completion(row.completed_year, row.completed_on),
        country=row.country,
        course_approver=row.course_approver,
    )


def as_authorization(row: Row) -> AuthorizationEntry:
    """Read a regulator's own entry for needling as it was entered."""
    return AuthorizationEntry(
        country=row.country,
        region=row.region,
        kind=row.kind,
        number=row.number,
        issued=row.issued,
        expires=row.expires,
    )


def as_licence(row: Row) -> LicenceEntry:
    """Read a licence as it was entered."""
    return LicenceEntry(
        kind=row.kind,
        profession=row.profession,
        country=row.country,
        region=row.region,
        number=row.number,
        name_on_licence=row.name_on_licence,
        licence_class=row.licence_class,
        first_licensed_on=row.first_licensed_on,
        issued=row.issued,
        expires=row.expires,
        conditions=row.conditions,
        has_home=row.home_licence_id is not None,
        renews=row.renews_id is not None,
        name_likeness=row.name_score,
    )


def as_certification(row: Row) -> CertificationEntry:
    """Read a certification as it was entered."""
    return CertificationEntry(
        program=row.program,
        body=row.body,
        name=row.name,
        abbreviation=row.abbreviation,
        body_website=row.body_website,
        number=row.number,
        issued=row.issued,
        expires=row.expires,
    )
