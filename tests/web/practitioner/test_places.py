"""Places: added, found offline, moved without dragging, told apart from homes, ended."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import Precision
from directory.models.listings import HeldChange
from directory.models.practitioners import PracticeLocation
from directory.queries.own_facts import OwnFacts, facts_of_listing
from tests.factories import person
from tests.visitors import AccountClient, account, office_of, signed_in
from tests.ways_in import SYSTEM
from tests.web.practitioner.few_places import load_few_places
from tests.web.practitioner.own_pages import clinic_row, refused, said_at, save

ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NUMBER = 7
DENVER = {
    "name": "Lakeside Physical Therapy",
    "street": "12 Main St",
    "city": "Denver",
    "where": "US-CO",
    "postal_code": "80211",
}


def begun(app: Flask, *, checked: bool = False) -> AccountClient:
    """Give a client of the owner of a listing that has one place; nothing of it was checked."""
    office = office_of(app)
    load_few_places(office.database)
    holder = account(app)
    with office.act(SYSTEM) as act:
        written = person(
            act.session, number=NUMBER, at=act.at,
            licensed=checked, trained=checked, accreditation=checked, published=checked,
        )  # fmt: skip
        written.account_id = holder
    return signed_in(app, holder)


def facts(database: Database) -> OwnFacts:
    with database.reading() as connection:
        found = facts_of_listing(connection, NUMBER, today=date(2026, 12, 1))
    assert found is not None
    return found


def path(rest: str = "") -> str:
    return f"/listing/{ids.encode(NUMBER)}/places{rest}"


def place_path(place_id: int, part: str) -> str:
    return path(f"/{ids.encode(place_id)}/{part}")


def test_a_place_is_added_found_offline_and_moved_by_buttons(
    app: Flask, database: Database
) -> None:
    client = begun(app)
    answer = save(client, path("/new"), **DENVER)
    assert answer.status_code == 303
    added = facts(database).places[-1]
    assert answer.location == place_path(added.id, "point")
    # The postal code says where it is, with no network.
    assert added.precision is Precision.POSTAL
    assert (round(added.lat), round(added.lon)) == (40, -105)
    assert added.time_zone == "America/Denver"
    page = client.page(answer.location)
    assert page.heading == "Is this the right place?"
    assert page.texts("button").count("North 50 m") == 1
    # Looking at another point writes nothing.
    moved = client.page(place_path(added.id, f"point?lat={added.lat}&lon={added.lon}&move=n500"))
    assert "You are looking at a point that is not saved yet." in moved.texts("p")
    assert facts(database).places[-1] == added
    # Until somebody says that it is right.
    sent = save(
        client,
        place_path(added.id, f"point?lat={added.lat}&lon={added.lon}&move=n500"),
        to=place_path(added.id, "point"),
    )
    assert sent.status_code == 303
    now = facts(database).places[-1]
    assert now.lat == pytest.approx(added.lat + 500 / 111_320, abs=1e-5)
    assert (now.precision, now.point_source) == (Precision.STREET, "stated")
    assert "Lakeside Physical Therapy" in client.page(path()).texts("h2")


@ON_ONE
def test_a_point_outside_the_region_or_far_from_its_address_is_refused(
    app: Flask, database: Database
) -> None:
    client = begun(app)
    save(client, path("/new"), **DENVER)
    place = facts(database).places[-1]
    where = place_path(place.id, "point")
    # Cheyenne is in Wyoming, Grand Junction far off in Colorado.
    outside = refused(save(client, where, lat="41.14", lon="-104.82"))
    assert said_at(outside, "lat").endswith("Correct the address or the region")
    far = refused(save(client, where, lat="39.06", lon="-108.55"))
    assert "Move it nearer" in said_at(far, "lat")
    looked = client.get(f"{where}?lat=41.14&lon=-104.82")
    assert looked.status_code == 422
    assert "both" in said_at(refused(client.get(f"{where}?lat=41.14&lon=")), "lat")
    assert "degrees" in said_at(refused(client.get(f"{where}?lat=a&lon=b")), "lat")
    assert facts(database).places[-1] == place


@ON_ONE
def test_a_home_is_never_on_the_map(app: Flask, database: Database) -> None:
    client = begun(app)
    save(client, path("/new"), **DENVER)
    place = facts(database).places[-1]
    save(client, place_path(place.id, "point"), lat="39.77", lon="-105.0")
    home = save(client, place_path(place.id, "address"), street_hidden="y", street="")
    assert home.status_code == 303
    now = facts(database).places[-1]
    assert now.street_hidden
    # The point that was confirmed is gone with it.
    assert (now.lat, now.lon, now.precision) == (place.lat, place.lon, Precision.POSTAL)
    page = client.page(place_path(place.id, "point"))
    assert not page.all("button", name="move")
    assert not [each for each in page.links().values() if "openstreetmap" in each]


@ON_ONE
def test_a_new_address_never_keeps_the_old_point_and_a_new_name_does(
    app: Flask, database: Database
) -> None:
    client = begun(app)
    save(client, path("/new"), **DENVER)
    place = facts(database).places[-1]
    save(client, place_path(place.id, "point"), lat="39.77", lon="-105.0")
    save(client, place_path(place.id, "address"), name="Another Name")
    renamed = facts(database).places[-1]
    assert (renamed.name, renamed.lat) == ("Another Name", 39.77)
    save(client, place_path(place.id, "address"), street="99 Other Ave")
    assert facts(database).places[-1].lat == place.lat


def test_moving_to_another_region_waits_once_anything_was_checked(
    app: Flask, database: Database
) -> None:
    client = begun(app, checked=True)
    place = facts(database).places[0]
    where = place_path(place.id, "address")
    to_wyoming = {"city": "Cheyenne", "where": "US-WY", "postal_code": "82001"}
    assert save(client, where, **to_wyoming).location == path()
    assert facts(database).places[0].region == "CO"
    assert "You asked to move this place to Cheyenne, WY" in " ".join(
        client.page(path()).texts("p")
    )
    with database.reading() as connection:
        held = connection.scalars(select(HeldChange.id)).all()
    assert len(held) == 1
    # Within the region it goes at once, and what waited is taken back.
    save(client, where, city="Boulder", postal_code="80302")
    assert facts(database).places[0].city == "Boulder"
    with database.reading() as connection:
        assert connection.scalars(select(HeldChange.outcome)).all() == ["withdrawn"]


@ON_ONE
def test_hours_are_read_as_people_write_them(app: Flask, database: Database) -> None:
    client = begun(app)
    place = facts(database).places[0]
    where = place_path(place.id, "hours")
    wrong = refused(save(client, where, day_1="nine to five", day_2="5pm-9am", day_3="9-12, 11-2"))
    assert said_at(wrong, "day_1").startswith("Write the hours as from and to")
    assert said_at(wrong, "day_2").startswith("These hours end before they begin")
    assert said_at(wrong, "day_3").startswith("Two of these hours overlap")
    assert wrong.one("input", id="day_1").get("value") == "nine to five"
    typed = {"day_1": "9 am to noon, 1-5:30 pm", "day_6": "10–2"}
    saved = save(client, where, **typed, same_2="y", same_3="y")
    assert saved.status_code == 303
    said = " ".join(client.page(path()).texts("dd")).replace("\u202f", " ")
    assert "Monday to Wednesday 9:00 AM–12:00 PM, 1:00 PM–5:30 PM" in said
    assert "Thursday to Friday Closed; Saturday 10:00 AM–2:00 PM; Sunday Closed" in said
    assert save(client, where).status_code == 303
    assert len(facts(database).places[0].hours) == 7


@ON_ONE
def test_two_tabs_do_not_overwrite_each_other_silently(app: Flask, database: Database) -> None:
    client = begun(app)
    place = facts(database).places[0]
    for part, first, second in (
        ("hours", {"day_1": "9-12"}, {"day_1": "8-11"}),
        ("access", {"parking": "Behind the house"}, {"parking": "None"}),
        ("reach", {"website": "https://one.example/"}, {"website": "https://two.example/"}),
        ("address", {"name": "First Name"}, {"name": "Second Name"}),
        ("end", {"ended_on-year": "2027", "ended_on-month": "1", "ended_on-day": "2"},
         {"ended_on-year": "2028", "ended_on-month": "1", "ended_on-day": "2"}),
    ):  # fmt: skip
        where = place_path(place.id, part)
        (seen,) = [each.get("value", "") for each in client.page(where).all("input", name="seen")][
            :1
        ]
        assert save(client, where, **first).status_code == 303
        overtaken = refused(save(client, where, **second, seen=seen), 409)
        assert "This changed while you were typing" in overtaken.texts("h2")
        (name, value), *_ = second.items()
        assert overtaken.one("input", name=name).get("value") == value
        # Saving again is a decision.
        again = overtaken.all("input", name="seen")[0].get("value", "")
        assert save(client, where, **second, seen=again).status_code == 303


def test_a_place_ends_or_goes(app: Flask, database: Database) -> None:
    client = begun(app)
    save(client, path("/new"), **DENVER)
    first, second = facts(database).places
    where = place_path(second.id, "end")
    assert "day" in said_at(refused(save(client, where, **{"ended_on-year": "2027"})), "ended_on")
    day = {"ended_on-year": "2027", "ended_on-month": "2", "ended_on-day": "28"}
    assert save(client, where, **day).status_code == 303
    assert facts(database).places[-1].ended_on == date(2027, 2, 28)
    # Nothing was ever checked, so nobody saw it: it goes without a trace.
    save(client, where, to=place_path(second.id, "remove"))
    assert [each.id for each in facts(database).places] == [first.id]


def test_what_was_public_is_not_removed_but_ends(app: Flask, database: Database) -> None:
    client = begun(app, checked=True)
    (only,) = facts(database).places
    save(client, place_path(only.id, "end"), to=place_path(only.id, "remove"))
    (kept,) = facts(database).places
    assert kept.ended_on is not None


@ON_ONE
def test_what_a_clinic_keeps_is_not_changed_here(app: Flask, database: Database) -> None:
    client = begun(app)
    (only,) = facts(database).places
    manager = account(app)
    with office_of(app).act(SYSTEM) as act:
        act.session.add(clinic_row(5, manager, at=act.at))
        act.session.flush()
        row = act.session.get(PracticeLocation, only.id)
        assert row is not None
        row.clinic_id, row.clinic_accepted_at = 5, act.at
    for part in ("address", "point", "reach", "hours", "access"):
        assert refused(client.get(place_path(only.id, part)), 409).heading == (
            "The clinic keeps this"
        )
    assert client.page(place_path(only.id, "end")).status == 200
    assert not [each for each in client.page(path()).links() if each.startswith("Change Hours")]
