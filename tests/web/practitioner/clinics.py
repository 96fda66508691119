"""Clinics for tests, and people who are linked to them."""

from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.entry.opening_hours import Span
from directory.domain.vocabulary import Access, Country, Precision
from directory.models.clinics import Clinic, ClinicHours, ClinicOffers
from directory.models.practitioners import PracticeLocation
from directory.queries.own_facts import OwnPlace, facts_of_listing
from tests.factories import DENVER
from tests.visitors import account, office_of
from tests.ways_in import SYSTEM

CLINIC = 70
NINE_TO_FIVE = Span(1, 540, 1020)


def manager_of(app: Flask, number: int = CLINIC, *, email: str | None = None) -> int:
    """Write a clinic in Denver and the account that manages it; gives the account's number."""
    manager = account(app, email=email)
    with office_of(app).act(SYSTEM) as act:
        act.session.add(
            Clinic(
                id=number,
                manager_account_id=manager,
                name="Lakeside Clinic",
                street="5 Lake Street",
                city="Denver",
                region="CO",
                postal_code="80211",
                country=Country.US,
                lat=DENVER[0] + 0.01,
                lon=DENVER[1],
                precision=Precision.STREET,
                time_zone="America/Denver",
                phone="+13035550177",
                website=None,
                parking="Behind the house",
                created_at=act.at,
                access=[ClinicOffers(access=Access.STEP_FREE)],
                hours=[ClinicHours(weekday=1, opens=540, closes=1020)],
            )
        )
    return manager


def link(app: Flask, practitioner_id: int, clinic_id: int = CLINIC) -> int:
    """Link the first place of a listing to a clinic; gives the place's number."""
    with office_of(app).act(SYSTEM) as act:
        place = act.session.scalars(
            select(PracticeLocation)
            .where(PracticeLocation.practitioner_id == practitioner_id)
            .order_by(PracticeLocation.position)
        ).first()
        assert place is not None
        place.clinic_id, place.clinic_accepted_at = clinic_id, act.at
        return place.id


def places(database: Database, practitioner_id: int) -> tuple[OwnPlace, ...]:
    """Read the places of a listing."""
    with database.reading() as connection:
        facts = facts_of_listing(connection, practitioner_id)
    assert facts is not None
    return facts.places


def clinic_path(rest: str = "", number: int = CLINIC) -> str:
    """Give an address about a clinic."""
    path = f"/listing/clinics/{ids.encode(number)}"
    return f"{path}/{rest}" if rest else path
