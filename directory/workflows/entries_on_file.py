"""What a person has entered already, as entries: new ones are held against it."""

from datetime import date

from sqlalchemy import func, select

from directory.domain.entry.dates import Completion
from directory.domain.entry.hours import Hours
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.rule_of_the_place import Asking
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.vocabulary import CredentialState, Profession
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.practitioners import Practises
from directory.workflows.acts import Act

_GONE = (CredentialState.WITHDRAWN, CredentialState.REFUSED, CredentialState.REVOKED)


def trainings_of(act: Act, practitioner_id: int) -> tuple[TrainingEntry, ...]:
    """Give the courses of a person that may still count."""
    rows = act.session.scalars(
        select(Training)
        .where(Training.practitioner_id == practitioner_id, Training.state.not_in(_GONE))
        .order_by(Training.id)
    )
    return tuple(map(as_training, rows))


def as_training(row: Training) -> TrainingEntry:
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


def authorizations_of(act: Act, practitioner_id: int) -> tuple[AuthorizationEntry, ...]:
    """Give the authorizations of a person that may still count."""
    rows = act.session.scalars(
        select(Authorization)
        .where(Authorization.practitioner_id == practitioner_id, Authorization.state.not_in(_GONE))
        .order_by(Authorization.id)
    )
    return tuple(map(as_authorization, rows))


def as_authorization(row: Authorization) -> AuthorizationEntry:
    """Read a regulator's own entry for needling as it was entered."""
    return AuthorizationEntry(
        country=row.country,
        region=row.region,
        kind=row.kind,
        number=row.number,
        issued=row.issued,
        expires=row.expires,
    )


def as_licence(row: Licence) -> LicenceEntry:
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


def as_certification(row: Certification) -> CertificationEntry:
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


def asking_of(act: Act, practitioner_id: int, *, licence: LicenceEntry) -> Asking:
    """Ask the rule of a licence's place, with all that its holder has entered."""
    return Asking(
        profession=licence.profession,
        country=licence.country,
        region=licence.region,
        practising_since=practised_since(act, practitioner_id),
        trainings=trainings_of(act, practitioner_id),
        authorizations=authorizations_of(act, practitioner_id),
    )


def professions_of(act: Act, practitioner_id: int) -> frozenset[Profession]:
    """Give the professions that a person has, by their own word or by a licence."""
    said = act.session.scalars(
        select(Practises.profession).where(Practises.practitioner_id == practitioner_id)
    ).all()
    licensed = act.session.scalars(
        select(Licence.profession).where(Licence.practitioner_id == practitioner_id)
    ).all()
    return frozenset((*said, *licensed))


def practised_since(act: Act, practitioner_id: int) -> date | None:
    """Give the first day of practice that a person's licences tell of."""
    return act.session.scalar(
        select(func.min(func.coalesce(Licence.first_licensed_on, Licence.issued))).where(
            Licence.practitioner_id == practitioner_id, Licence.state.not_in(_GONE)
        )
    )
