"""A geocoder's finer point: taken where it agrees with ours, and left where it does not."""

import pytest
from sqlalchemy import select

from directory.db import Database
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.entry.own_parts import PlacePart, place_part
from directory.domain.geocoding import Located
from directory.domain.vocabulary import Precision
from directory.models.practitioners import PracticeLocation
from directory.queries.own_facts import facts_of_listing
from directory.workflows.acts import Office
from directory.workflows.editing_locations import (
    NoSuchPlace,
    refine_point,
    remove_place,
    save_hours,
)
from directory.workflows.lookups import Lookups, offline_lookups
from tests.factories import person
from tests.offices import OWNER
from tests.web.practitioner.few_places import load_few_places

NUMBER, PLACE = 7, 700


@pytest.fixture
def lookups(database: Database, office: Office) -> Lookups:
    """Give look-ups of a few places, among them that of a person's practice in Denver."""
    load_few_places(database)
    with office.act(OWNER) as act:
        written = person(act.session, number=NUMBER, at=act.at)
        written.account_id = OWNER.account
        written.locations[0].precision = Precision.POSTAL
    return offline_lookups(database)


def refined(office: Office, lookups: Lookups, lat: float, *, lon: float) -> bool:
    located = Located(lat, lon, "100 Example Street", Precision.ROOFTOP)
    with office.act(OWNER) as act:
        return refine_point(
            act, NUMBER, place_id=PLACE, located=located, source="photon", lookups=lookups
        )


def row(database: Database) -> tuple[float, Precision, str | None]:
    with database.reading() as connection:
        found = connection.execute(
            select(
                PracticeLocation.lat, PracticeLocation.precision, PracticeLocation.point_source
            ).where(PracticeLocation.id == PLACE)
        ).one()
    return found.lat, found.precision, found.point_source


def test_a_finer_point_is_taken_with_its_source(
    database: Database, office: Office, lookups: Lookups
) -> None:
    assert refined(office, lookups, 39.7501, lon=-104.9999)
    assert row(database) == (39.7501, Precision.ROOFTOP, "photon")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_point_elsewhere_is_left(database: Database, office: Office, lookups: Lookups) -> None:
    before = row(database)
    # In another state, and far off in the same one.
    assert not refined(office, lookups, 41.14, lon=-104.80)
    assert not refined(office, lookups, 39.07, lon=-108.54)
    with office.act(OWNER) as act:
        home = act.session.get_one(PracticeLocation, PLACE)
        home.street_hidden = True
    assert not refined(office, lookups, 39.7501, lon=-104.9999)
    assert row(database) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("lookups")
def test_places_of_others_are_nowhere(database: Database, office: Office) -> None:
    with office.act(OWNER) as act:
        person(act.session, number=8, at=act.at, family="Other")
    with pytest.raises(NoSuchPlace), office.act(OWNER) as act:
        remove_place(act, 8, place_id=PLACE)
    with database.reading() as connection:
        facts = facts_of_listing(connection, NUMBER)
    assert facts is not None
    seen = fingerprint(place_part(facts.places[0], PlacePart.HOURS))
    with pytest.raises(Stale), office.act(OWNER) as act:
        save_hours(act, NUMBER, place_id=PLACE, hours=(), seen=f"{seen}0")
