"""Clinics: kept by a manager, for everybody who agreed to be linked, and for nobody else."""

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import Access, ActorKind, Country
from directory.models.clinics import Clinic
from directory.models.practitioners import Practitioner
from directory.queries.clinics import clinics_of, members_of
from tests.pages import read_page
from tests.visitors import SAME_SITE, AccountClient, account, office_of
from tests.ways_in import SYSTEM
from tests.web.practitioner.clinics import (
    CLINIC,
    NINE_TO_FIVE,
    clinic_path,
    link,
    manager_of,
    places,
)
from tests.web.practitioner.few_places import load_few_places
from tests.web.practitioner.keeping import (
    answered,
    email_of,
    letters_to,
    owner_of,
    path_of,
    proven,
    token_in_letter,
)

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ADDRESS = {
    "name": "Lakeside Clinic",
    "street": "5 Lake Street",
    "city": "Denver",
    "where": "US-CO",
    "postal_code": "80211",
}


def seen(client: AccountClient, path: str) -> dict[str, str]:
    """Open a form, and give what it carries along."""
    page = client.page(path)
    return {"seen": page.one("input", name="seen").get("value", "")}


def joined(client: AccountClient, token: str, place: str) -> int:
    form = {"csrf_token": client.token(), "token": token, "place": place}
    return client.post("/listing/join-clinic", data=form, headers=SAME_SITE).status_code


def test_a_change_reaches_every_linked_place_and_no_other(app: Flask, database: Database) -> None:
    manager = manager_of(app)
    for number in (7, 8, 9):
        owner_of(app, number, email=f"person-{number}@people.example")
    for number in (7, 8):
        link(app, number)
    client = proven(app, manager)
    path = clinic_path("hours")
    sent = client.send(path, day_1="9 to 5", same_2="y", **seen(client, path))
    assert sent.status_code == 303
    for number in (7, 8):
        (place,) = places(database, number)
        assert [span.weekday for span in place.hours] == [1, 2]
        assert place.hours[0] == NINE_TO_FIVE
        assert "clinic_changed" in letters_to(database, f"person-{number}@people.example")
    assert not places(database, 9)[0].hours
    assert not letters_to(database, "person-9@people.example")
    path = clinic_path("access")
    form = {"csrf_token": client.token(), **seen(client, path), "access": ["low_light", "x"]}
    answer = client.post(path, data={**form, "parking": "In front"}, headers=SAME_SITE)
    assert answer.status_code == 303
    place = places(database, 7)[0]
    assert (place.access, place.parking) == (frozenset({Access.LOW_LIGHT}), "In front")
    path = clinic_path("reach")
    sent = client.send(path, phone="303-555-0188", website="", **seen(client, path))
    assert sent.status_code == 303
    assert places(database, 8)[0].phone == "+13035550188"


def test_another_address_moves_them_and_they_are_judged_anew(
    app: Flask, database: Database
) -> None:
    load_few_places(database)
    manager = manager_of(app)
    owner_of(app, 7)
    link(app, 7)
    client = proven(app, manager)
    path = clinic_path("address")
    moved = {**ADDRESS, "street": "1 New Street", "city": "Boulder", "postal_code": "80302"}
    answer = client.send(path, **moved, **seen(client, path))
    assert answer.headers["Location"] == clinic_path("point")
    (place,) = places(database, 7)
    assert (place.street, place.city, place.kept_by_clinic) == ("1 New Street", "Boulder", True)
    assert place.lat > 39.9
    page = client.page(clinic_path("point"))
    assert page.heading == "Is this the right place?"
    looked = client.page(clinic_path(f"point?lat={place.lat}&lon={place.lon}&move=n50"))
    fields = {
        name: looked.all("input", name=name)[0].get("value", "") for name in ("lat", "lon", "seen")
    }
    assert places(database, 7)[0].lat == place.lat
    assert client.send(clinic_path("point"), **fields).status_code == 303
    assert 0 < places(database, 7)[0].lat - place.lat < 0.001


def test_a_clinic_with_people_moves_to_no_other_region(app: Flask, database: Database) -> None:
    load_few_places(database)
    manager = manager_of(app)
    owner_of(app, 7)
    place = link(app, 7)
    client = proven(app, manager)
    path = clinic_path("address")
    away = {**ADDRESS, "city": "Cheyenne", "where": "US-WY", "postal_code": "82001"}
    answer = client.send(path, **away, **seen(client, path))
    assert answer.status_code == 422
    assert "Add the new address as a clinic of its own" in answer.text
    assert read_page(answer).one("input", name="city").get("value") == "Cheyenne"
    assert places(database, 7)[0].region == "CO"
    # Without people it does
    sent = client.send(clinic_path(f"people/{ids.encode(place)}/remove"), stays="yes")
    assert sent.status_code == 303
    assert client.send(path, **away, **seen(client, path)).status_code == 303
    assert places(database, 7)[0].region == "CO"


@on_one_database
def test_two_tabs_do_not_overwrite_each_other_silently(app: Flask, database: Database) -> None:
    client = proven(app, manager_of(app))
    path = clinic_path("hours")
    old = seen(client, path)
    assert client.send(path, day_1="7-5", **old).status_code == 303
    answer = client.send(path, day_1="8-4", **old)
    assert answer.status_code == 409
    page = read_page(answer)
    assert page.one("input", name="day_1").get("value") == "8-4"
    again = {"seen": page.one("input", name="seen").get("value", "")}
    assert client.send(path, day_1="8-4", **again).status_code == 303
    with database.reading() as connection:
        spans = connection.execute(select(Clinic.version)).scalar()
    assert spans is not None


@on_one_database
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "name"),
        ({"street": ""}, "street"),
        ({"city": ""}, "city"),
        ({"where": "US-XX"}, "state"),
        ({"where": ""}, "state"),
        ({"postal_code": "80"}, "ZIP"),
        ({"city": "Cheyenne", "postal_code": "82001"}, ""),
        ({"name": "x" * 100_000}, ""),
        ({"name": "ada\u202e"}, ""),
    ],
)
def test_an_address_that_does_not_do_is_said_at_its_field(
    app: Flask, database: Database, wrong: dict[str, str], said: str
) -> None:
    load_few_places(database)
    manager = account(app)
    answer = proven(app, manager).send("/listing/clinics/new", **{**ADDRESS, **wrong})
    assert answer.status_code == 422
    page = read_page(answer)
    assert page.title.startswith("Error: Add a clinic")
    assert said.lower() in " ".join(page.texts("p", class_="error")).lower()
    with database.reading() as connection:
        assert not clinics_of(connection, manager)


def test_a_clinic_is_begun_by_its_address(app: Flask, database: Database) -> None:
    load_few_places(database)
    manager = account(app)
    client = proven(app, manager)
    assert client.page("/listing/clinics").heading == "Your clinics"
    assert client.page("/listing/clinics/new").heading == "Add a clinic"
    answer = client.send("/listing/clinics/new", **ADDRESS)
    assert answer.status_code == 303
    assert client.page(answer.headers["Location"]).heading == "Is this the right place?"
    with database.reading() as connection:
        (made,) = clinics_of(connection, manager)
    assert (made.name, made.city, made.region, made.country, made.people) == (
        "Lakeside Clinic", "Denver", "CO", Country.US, 0,
    )  # fmt: skip
    assert client.page(f"/listing/clinics/{made.key}").heading == "Lakeside Clinic"
    for part in ("address", "reach", "hours", "access", "invite"):
        assert client.page(f"/listing/clinics/{made.key}/{part}").status == 200


def test_somebody_joins_with_a_new_place_or_one_that_is_there(
    app: Flask, database: Database
) -> None:
    manager = manager_of(app, email="manager@people.example")
    owner = owner_of(app, 7)
    email = email_of(database, owner)
    client = proven(app, manager)
    assert client.send(clinic_path("invite"), email=email).status_code == 303
    token = token_in_letter(database, "join_clinic", to=email)
    own = proven(app, owner)
    page = own.page(f"/listing/join-clinic?token={token}")
    assert page.heading == "Do you see patients at Lakeside Clinic?"
    (new, there) = [each.get("value", "") for each in page.all("input", name="place")]
    assert new == f"{ids.encode(7)}:new"
    assert joined(own, token, "") == 422
    assert joined(own, token, there) == 303
    (place,) = places(database, 7)
    assert (place.street, place.phone, place.parking) == (
        "5 Lake Street", "+13035550177", "Behind the house",
    )  # fmt: skip
    assert (place.hours, place.access) == ((NINE_TO_FIVE,), frozenset({Access.STEP_FREE}))
    # What the clinic does not say was not wrong
    assert place.website == "https://clinic.example/"
    assert "clinic_joined" in letters_to(database, "manager@people.example")
    assert own.page(f"/listing/join-clinic?token={token}").status == 410
    # The practitioner keeps it no more, until they leave
    assert own.get(path_of(7, f"places/{place.key}/hours")).status_code == 409
    leave = path_of(7, f"places/{place.key}/leave-clinic")
    assert own.page(leave).heading == "Leave the clinic"
    assert own.send(leave).status_code == 422
    assert own.send(leave, stays="no").status_code == 303
    (place,) = places(database, 7)
    assert (place.clinic_id, place.street) == (None, "5 Lake Street")
    assert place.ended_on is not None
    assert "clinic_left" in letters_to(database, "manager@people.example")
    assert own.send(leave, stays="no").status_code == 404
    # Asked again, a place that has ended is not offered, and a new one comes behind it
    client.send(clinic_path("invite"), email=email)
    token = token_in_letter(database, "join_clinic", to=email)
    assert joined(own, token, there) == 422
    assert joined(own, token, new) == 303
    assert [each.kept_by_clinic for each in places(database, 7)] == [False, True]


def test_only_what_can_be_linked_is_offered(app: Flask, database: Database) -> None:
    manager = manager_of(app)
    owner = owner_of(app, 7)
    other = owner_of(app, 8)
    with office_of(app).act(SYSTEM) as act:
        person = act.session.get_one(Practitioner, 7)
        person.locations[0].region = "WY"
    email = email_of(database, owner)
    proven(app, manager).send(clinic_path("invite"), email=email)
    token = token_in_letter(database, "join_clinic", to=email)
    own = proven(app, owner)
    page = own.page(f"/listing/join-clinic?token={token}")
    assert len(page.all("input", name="place")) == 1
    # Nor can it be had by its number, nor that of somebody else's listing
    elsewhere = f"{ids.encode(7)}:{places(database, 7)[0].key}"
    theirs = f"{ids.encode(8)}:{places(database, 8)[0].key}"
    for place in (elsewhere, theirs, f"{ids.encode(8)}:new", "x", ":", "\x00"):
        assert joined(own, token, place) == 422
    assert not any(place.clinic_id for place in (*places(database, 7), *places(database, 8)))
    # Somebody without a listing is led to begin one
    nobody = proven(app, account(app))
    assert not nobody.page(f"/listing/join-clinic?token={token}").all("input", name="place")
    assert joined(nobody, token, f"{ids.encode(8)}:new") == 422
    # Whoever it was passed on to may use it for their own listing
    assert joined(proven(app, other), token, f"{ids.encode(8)}:new") == 303


def test_a_manager_sees_dates_and_no_documents_confirms_and_lets_go(
    app: Flask, database: Database
) -> None:
    manager = manager_of(app)
    owner = owner_of(app, 7)
    place = ids.encode(link(app, 7))
    client = proven(app, manager)
    text = client.get(clinic_path()).text
    assert "28 Feb 2027" in text
    assert "PTL." not in text
    path = clinic_path(f"people/{place}/new-patients")
    assert client.page(path).heading == "New patients of Ada Example"
    assert client.send(path).status_code == 422
    assert client.send(path, takes="maybe").status_code == 422
    assert client.send(path, takes="no").status_code == 303
    with database.reading() as connection:
        (member,) = members_of(connection, CLINIC)
    assert member.takes_new_patients is False
    assert member.new_patients_confirmed_by is ActorKind.CLINIC_MANAGER
    path = clinic_path(f"people/{place}/remove")
    assert client.page(path).heading == "Remove Ada Example from this clinic"
    assert client.send(path, stays="no").status_code == 303
    assert "clinic_left" in letters_to(database, email_of(database, owner))
    (left,) = places(database, 7)
    assert left.ended_on is not None
    # From then on nothing of theirs is the manager's
    for rest in (f"people/{place}/new-patients", f"people/{place}/remove"):
        assert client.get(clinic_path(rest)).status_code == 404
        assert client.send(clinic_path(rest), takes="yes", stays="no").status_code == 404


def test_clinics_of_others_are_not_there(app: Flask, database: Database) -> None:
    """IDOR: the number of somebody else's clinic, or of a place elsewhere, opens nothing."""
    manager_of(app, email="manager@people.example")
    owner_of(app, 7)
    place = ids.encode(link(app, 7))
    stranger = manager_of(app, 71)
    client = proven(app, stranger)
    rests = (
        "",
        "address",
        "point",
        "reach",
        "hours",
        "access",
        "invite",
        "hand-over",
        f"people/{place}/new-patients",
        f"people/{place}/remove",
    )
    for rest in rests:
        assert client.get(clinic_path(rest)).status_code == 404, rest
        if rest:
            fields = {"takes": "no", "stays": "no", "email": "ann@people.example"}
            assert client.send(clinic_path(rest), **fields).status_code == 404, rest
    # Nor by way of their own clinic
    for rest in rests[-2:]:
        assert client.get(clinic_path(rest, 71)).status_code == 404
        assert client.send(clinic_path(rest, 71), takes="no", stays="no").status_code == 404
    # Nor does managing a clinic open the listing, its papers or its files
    manager = proven(app, account(app))
    for rest in ("", "licences", "files", "people", "places"):
        assert manager.get(path_of(7, rest)).status_code in {403, 404}
    assert places(database, 7)[0].clinic_id == CLINIC


def test_an_invitation_taken_back_or_of_a_former_manager_leads_nowhere(
    app: Flask, database: Database
) -> None:
    manager = manager_of(app)
    owner = owner_of(app, 7)
    email = email_of(database, owner)
    client = proven(app, manager)
    client.send(clinic_path("invite"), email=email)
    token = token_in_letter(database, "join_clinic", to=email)
    links = client.page(clinic_path()).links()
    (path,) = (to for words, to in links.items() if words.startswith("Take it back"))
    assert client.page(path).heading == "Take the invitation back"
    assert client.send(path).status_code == 303
    assert client.send(path).status_code == 404
    own = proven(app, owner)
    assert own.get(f"/listing/join-clinic?token={token}").status_code == 410
    assert joined(own, token, f"{ids.encode(7)}:new") == 410
    assert len(places(database, 7)) == 1


def test_nothing_that_was_granted_survives_a_clinic_that_is_handed_over(
    app: Flask, database: Database
) -> None:
    """PyPI's audit of 2026: permissions that survive a transfer of ownership."""
    former = manager_of(app, email="former@people.example")
    owner = owner_of(app, 7)
    link(app, 7)
    new = account(app, email="new@people.example")
    client = proven(app, former)
    client.send(clinic_path("invite"), email="ann@people.example")
    invited = token_in_letter(database, "join_clinic", to="ann@people.example")
    assert client.page(clinic_path("hand-over")).heading == "Hand the clinic to another manager"
    own = client.send(clinic_path("hand-over"), email="former@people.example")
    assert own.status_code == 422
    sent = client.send(clinic_path("hand-over"), email="new@people.example")
    assert sent.status_code == 303
    # The proof has served.
    again = client.send(clinic_path("hand-over"), email="other@people.example")
    assert again.headers["Location"].startswith("/account/step-up")
    token = token_in_letter(database, "hand_over", to="new@people.example")
    taker = proven(app, new)
    assert taker.page(f"/listing/hand-over?token={token}").heading == "Take over Lakeside Clinic"
    assert answered(proven(app, owner), "hand-over", token=token) == 409
    assert answered(taker, "hand-over", token=token) == 303
    assert client.get(clinic_path()).status_code in {403, 404}
    assert client.send(clinic_path("invite"), email="b@people.example").status_code in {403, 404}
    assert taker.page(clinic_path()).heading == "Lakeside Clinic"
    assert taker.get(f"/listing/join-clinic?token={invited}").status_code == 410
    assert "handed_over" in letters_to(database, "former@people.example")
    assert "clinic_handed_over" in letters_to(database, email_of(database, owner))


@on_one_database
def test_too_many_letters_wait(app: Flask, database: Database) -> None:
    client = proven(app, manager_of(app))
    email = "ann@people.example"
    answers = [client.send(clinic_path("invite"), email=email) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert letters_to(database, email) == ["join_clinic"] * 3
