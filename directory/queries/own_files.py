"""Who stands on the side of a listing: its owner, who keeps it, and who runs its clinics."""

from typing import Final

from sqlalchemy import Connection, select, union

from directory.models.accounts import Account, Delegate
from directory.models.clinics import Clinic
from directory.models.practitioners import PracticeLocation, Practitioner

_MOST: Final = 200


def own_side(connection: Connection, practitioner_id: int) -> frozenset[int]:
    """Give the accounts on a listing's side; nobody of them decides about it."""
    return frozenset(_accounts(connection, practitioner_id))


def is_own(connection: Connection, practitioner_id: int, *, account_id: int | None) -> bool:
    """Say whether an account stands on a listing's side."""
    return account_id is not None and account_id in own_side(connection, practitioner_id)


def own_addresses(connection: Connection, practitioner_id: int) -> frozenset[str]:
    """Give the e-mail addresses of a listing's side."""
    side = sorted(own_side(connection, practitioner_id))
    found = connection.scalars(
        select(Account.email).where(Account.id.in_(side)).order_by(Account.id).limit(_MOST)
    )
    own = connection.scalar(select(Practitioner.email).where(Practitioner.id == practitioner_id))
    return frozenset(filter(None, (own, *found)))


def _accounts(connection: Connection, practitioner_id: int) -> list[int]:
    owner = select(Practitioner.account_id.label("account")).where(
        Practitioner.id == practitioner_id, Practitioner.account_id.is_not(None)
    )
    keepers = select(Delegate.account_id).where(Delegate.practitioner_id == practitioner_id)
    managers = (
        select(Clinic.manager_account_id)
        .join(PracticeLocation, PracticeLocation.clinic_id == Clinic.id)
        .where(
            PracticeLocation.practitioner_id == practitioner_id,
            Clinic.manager_account_id.is_not(None),
        )
    )
    side = union(owner, keepers, managers).subquery()
    return list(connection.scalars(select(side.c.account).order_by(side.c.account).limit(_MOST)))
