"""Who keeps listings and clinics in a demonstration: an owner, a delegate, a clinic's manager."""

from typing import Final

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from directory.models.accounts import Delegate
from directory.models.clinics import Clinic, ClinicOffers
from directory.models.practitioners import Offers, PracticeLocation, Practitioner
from directory.workflows.demo.people import identifier_of
from directory.workflows.demo.scene import Scene

_CLINIC: Final = -1_000
"""The number of the clinic; people are numbered from 0 up, accounts from -1 down."""
_SHARED_BY: Final = 3
_ADDRESS: Final = (
    "name", "street", "city", "region", "postal_code", "country", "lat", "lon", "precision",
    "time_zone", "phone", "website", "parking",
)  # fmt: skip


def keep_for(connection: Connection, scene: Scene, *, account: int, listing: int) -> None:
    """Let an account keep a listing for its owner."""
    connection.execute(
        insert(Delegate).values(practitioner_id=listing, account_id=account, since=scene.at)
    )


def manage_clinic(connection: Connection, scene: Scene, *, account: int) -> None:
    """Let an account manage the clinic that the most people share, if some do."""
    place = _shared_place(connection)
    if place is None:
        return
    number = identifier_of(scene.seed, _CLINIC)
    connection.execute(
        insert(Clinic).values(
            id=number,
            manager_account_id=account,
            created_at=scene.at,
            version=1,
            **{name: getattr(place, name) for name in _ADDRESS},
        )
    )
    here = and_(
        PracticeLocation.name == place.name,
        PracticeLocation.street == place.street,
        PracticeLocation.postal_code == place.postal_code,
        PracticeLocation.practitioner_id.in_(select(Practitioner.id).where(Practitioner.synthetic)),
    )
    connection.execute(
        update(PracticeLocation).where(here).values(clinic_id=number, clinic_accepted_at=scene.at)
    )
    offered = select(Offers.access).where(Offers.location_id == place.id).order_by(Offers.access)
    for access in connection.scalars(offered).all():
        connection.execute(insert(ClinicOffers).values(clinic_id=number, access=access))


def drop_clinics(connection: Connection, *, managers: list[int]) -> None:
    """Take away the clinics that invented people manage."""
    connection.execute(delete(Clinic).where(Clinic.manager_account_id.in_(managers)))


def _shared_place(connection: Connection) -> Row[*tuple[object, ...]] | None:
    shared = (
        select(func.min(PracticeLocation.id).label("first"))
        .join(Practitioner, Practitioner.id == PracticeLocation.practitioner_id)
        .where(
            Practitioner.synthetic,
            PracticeLocation.street_hidden.is_(False),
            PracticeLocation.street.is_not(None),
        )
        .group_by(PracticeLocation.name, PracticeLocation.street, PracticeLocation.postal_code)
        .having(func.count(PracticeLocation.practitioner_id.distinct()) >= _SHARED_BY)
        .order_by(
            func.count(PracticeLocation.practitioner_id.distinct()).desc(),
            func.min(PracticeLocation.id),
        )
        .limit(1)
    )
    first = connection.scalar(shared)
    if first is None:
        return None
    columns = (PracticeLocation.id, *(getattr(PracticeLocation, name) for name in _ADDRESS))
    return connection.execute(select(*columns).where(PracticeLocation.id == first)).one()
