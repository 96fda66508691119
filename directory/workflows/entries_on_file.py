"""What a person has entered already, as entries: new ones are held against it."""

from datetime import date

from sqlalchemy import func, select

from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.rule_of_the_place import Asking
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.vocabulary import CredentialState, Profession
from directory.models.credentials import Authorization, Licence, Training
from directory.models.practitioners import Practises
from directory.queries.entries import as_authorization, as_training
from directory.workflows.acts import Act

_GONE = (CredentialState.WITHDRAWN, CredentialState.REFUSED, CredentialState.REVOKED)


def trainings_of(
    act: Act, practitioner_id: int, *, besides: int | None = None
) -> tuple[TrainingEntry, ...]:
    """Give the courses of a person that may still count, but for one."""
    rows = act.session.scalars(
        select(Training)
        .where(Training.practitioner_id == practitioner_id, Training.state.not_in(_GONE))
        .where(Training.id != (besides or 0))
        .order_by(Training.id)
    )
    return tuple(map(as_training, rows))


def authorizations_of(act: Act, practitioner_id: int) -> tuple[AuthorizationEntry, ...]:
    """Give the authorizations of a person that may still count."""
    rows = act.session.scalars(
        select(Authorization)
        .where(Authorization.practitioner_id == practitioner_id, Authorization.state.not_in(_GONE))
        .order_by(Authorization.id)
    )
    return tuple(map(as_authorization, rows))


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
