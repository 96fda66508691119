"""Clinics as their managers see them."""

from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, func, select

from directory.domain import ids
from directory.domain.vocabulary import Country
from directory.models.clinics import Clinic
from directory.models.practitioners import PracticeLocation

_MOST = 200
"""Clinics that one account may manage, and people that one clinic may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedClinic:
    """A clinic in short, and how many locations are linked to it."""

    id: int
    name: str
    city: str
    region: str
    country: Country
    people: int

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


def clinics_of(connection: Connection, account_id: int) -> tuple[ManagedClinic, ...]:
    """Give the clinics that an account manages, by name."""
    rows = connection.execute(_managed(account_id).limit(_MOST)).all()
    return tuple(_view(row) for row in rows)


def clinic_of(connection: Connection, account_id: int, *, clinic_id: int) -> ManagedClinic | None:
    """Give a clinic of the account that manages it; None where it does not."""
    row = connection.execute(_managed(account_id).where(Clinic.id == clinic_id).limit(1)).first()
    return None if row is None else _view(row)


def _managed(account_id: int) -> Select[*tuple[object, ...]]:
    people = (
        select(func.count())
        .select_from(PracticeLocation)
        .where(PracticeLocation.clinic_id == Clinic.id)
        .scalar_subquery()
    )
    return (
        select(
            Clinic.id,
            Clinic.name,
            Clinic.city,
            Clinic.region,
            Clinic.country,
            people.label("people"),
        )
        .where(Clinic.manager_account_id == account_id)
        .order_by(Clinic.name, Clinic.id)
    )


def _view(row: Row[*tuple[object, ...]]) -> ManagedClinic:
    return ManagedClinic(
        id=row.id,
        name=row.name,
        city=row.city,
        region=row.region,
        country=row.country,
        people=row.people,
    )
