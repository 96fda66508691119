from datetime import timedelta
from typing import Any

import pytest
from geographiclib.geodesic import Geodesic
from werkzeug.test import TestResponse

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import Access, Country, Gender, Headache, HeadNeck, Profession
from tests.clock import Clock
from tests.factories import DENVER, Seen, person
from tests.pages import PageClient

PATH = "/api/v1/search"
BOULDER = (40.015, -105.2705)


def body(answer: TestResponse, *, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    read: dict[str, Any] = answer.get_json(force=True)
    return read


def search(client: PageClient, **query: str | float | list[str]) -> dict[str, Any]:
    return body(client.get(PATH, query_string={"near": "Denver, CO", **query}))


def names(found: dict[str, Any]) -> list[str]:
    return [result["name"] for result in found["results"]]


def test_the_json_is_that_of_the_contract(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7, lat=BOULDER[0], lon=BOULDER[1], city="Boulder",
               postal_code="80302", languages=("en", "es"))  # fmt: skip
    found = search(client)
    (result,) = found.pop("results")
    place = found.pop("place")
    assert {key: place[key] for key in ("name", "kind", "country", "region", "precision")} == {
        "name": "Denver, CO", "kind": "city", "country": "US", "region": "CO", "precision": "city",
    }  # fmt: skip
    assert place["radius_km"] > 0
    assert {key: found[key] for key in found.keys() - {"sort"}} == {
        "notice": None, "within_km": 40.2336, "total": 1, "total_is_exact": True, "page": 1,
        "per_page": 20, "next": None, "nearest": [],
    }  # fmt: skip
    metres = Geodesic.WGS84.Inverse(place["lat"], place["lon"], *BOULDER)["s12"]
    assert result["distance_km"] == pytest.approx(metres / 1000, abs=1e-4)
    assert result["id"] == ids.encode(7)
    assert (result["name"], result["headaches"]) == ("Ada Example", ["migraine"])
    assert result["languages"] == ["en", "es"]
    assert result["new_patients"] == {"status": "yes", "confirmed_on": "2026-11-12"}
    location = result["location"]
    expected = {
        "id": ids.encode(700),
        "name": "Example Clinic",
        "address": "100 Example Street",
        "city": "Boulder",
        "region": "CO",
        "postal_code": "80302",
        "country": "US",
        "lat": BOULDER[0],
        "lon": BOULDER[1],
        "precision": "street",
        "time_zone": "America/Denver",
        "profession": "physical_therapist",
        "qualified": True,
        "qualified_until": "2027-03-01T07:00:00Z",
        "listed_until": "2027-03-01T07:00:00Z",
        "checks": {
            "licence": {
                "status": "checked", "how": "regulator_register", "on": "2026-11-03",
                "until": "2027-03-01T07:00:00Z",
            },
            "training": {
                "status": "checked", "how": "document_seen", "on": "2026-11-02", "until": None,
                "head_neck": "yes",
            },
            "accreditation": {
                "status": "checked", "how": "issuer_confirmed", "on": "2026-10-28",
                "until": "2028-11-01T06:00:00Z",
            },
        },
    }  # fmt: skip
    assert {key: location[key] for key in expected} == expected


def test_pages_lead_on_to_the_end_and_past_it(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        for number in range(1, 46):
            person(session, number=number, lat=DENVER[0] + number / 1000)
    found = search(client, headache="migraine", access="", within="50")
    seen = [result["id"] for result in found["results"]]
    while found["next"]:
        assert found["next"].startswith(f"{PATH}?")
        found = body(client.get(found["next"]))
        assert found["within_km"] == pytest.approx(80.4672)
        seen += [result["id"] for result in found["results"]]
    assert found["page"] == 3
    assert seen == [ids.encode(number) for number in range(1, 46)]
    past = search(client, page=4)
    assert (past["results"], past["total"], past["next"]) == ([], 45, None)
    assert search(client, page=50)["results"] == []


def test_the_next_link_keeps_what_was_asked_and_nothing_else(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        for number in range(1, 23):
            person(session, number=number, access=(Access.LOW_LIGHT, Access.STEP_FREE))
    asked = "near=Denver%2C+CO&access=low_light&access=step_free&sort=name&_external=1&_anchor=x"
    found = body(client.get(f"{PATH}?{asked}&_scheme=ftp&_method=x&endpoint=x&utm=1"))
    assert found["next"] == (
        f"{PATH}?page=2&near=Denver,+CO&access=low_light&access=step_free&sort=name"
    )
    assert len(body(client.get(found["next"]))["results"]) == 2


def test_equal_distances_are_ordered_by_id(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        for number in (31, 4, 2**40, 1_000):
            person(session, number=number)
    found = [result["id"] for result in search(client)["results"]]
    assert found == sorted(found)
    assert len(found) == 4


def test_one_person_is_one_result_at_the_nearest_place(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        person(session, lat=40.0, locations=(Seen(), Seen(lat=39.9)))
    found = search(client)
    assert found["total"] == 1
    assert found["results"][0]["location"]["lat"] == DENVER[0]


def test_nobody_within_the_radius_shows_five_from_beyond(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        for number in range(1, 8):
            person(session, number=number, lat=41 + number / 10)
    found = search(client, within=5)
    assert (found["results"], found["total"]) == ([], 0)
    assert [each["id"] for each in found["nearest"]] == [ids.encode(n) for n in range(1, 6)]
    assert set(found["nearest"][0]) == set(search(client, within="any")["results"][0])
    assert search(client, within="any")["within_km"] is None
    assert search(client, within="any")["nearest"] == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Ann A", "Cid C", "Dee D"]),
        ({"headache": "tension"}, ["Cid C"]),
        ({"headache": "sinus"}, []),
        ({"checks": "licence_training"}, ["Ann A", "Bob B", "Cid C", "Dee D"]),
        ({"profession": "chiropractor"}, ["Cid C"]),
        ({"profession": ["chiropractor", "physical_therapist"]}, ["Ann A", "Cid C", "Dee D"]),
        ({"new_patients": "any"}, ["Ann A", "Cid C", "Dee D", "Eve E"]),
        ({"new_patients": "confirmed"}, ["Ann A", "Cid C"]),
        ({"head_neck": "yes"}, ["Ann A", "Cid C"]),
        ({"language": "vi"}, ["Cid C"]),
        ({"language": ["VI", "es"]}, ["Ann A", "Cid C"]),
        ({"access": "lie_down"}, ["Ann A"]),
        ({"access": ["lie_down", "step_free"]}, []),
        ({"gender": "woman"}, ["Ann A"]),
        ({"remote": "yes"}, ["Dee D"]),
        ({"same_country": "yes"}, ["Ann A", "Cid C", "Dee D"]),
        ({"technique": "dry_needling"}, ["Ann A", "Cid C", "Dee D"]),
        ({"technique": "gunn_ims"}, []),
    ],
)
def test_filters(
    client: PageClient, database: Database, asked: dict[str, Any], expected: list[str]
) -> None:
    with database.transaction() as session:
        person(
            session,
            given="Ann",
            family="A",
            languages=("en", "es"),
            gender=Gender.WOMAN,
            access=(Access.LIE_DOWN,),
        )
        person(session, given="Bob", family="B", accreditation=False)
        person(
            session,
            given="Cid",
            family="C",
            languages=("vi",),
            headaches=(Headache.TENSION, Headache.MIGRAINE),
            profession=Profession.CHIROPRACTOR,
        )
        person(
            session,
            given="Dee",
            family="D",
            remote=True,
            takes_new_patients=None,
            head_neck=HeadNeck.NOT_STATED,
        )
        person(session, given="Eve", family="E", takes_new_patients=False)
        person(session, given="Fay", family="F", head_neck=HeadNeck.NO)
        person(session, given="Gil", family="G", headaches=())
        person(session, given="Hal", family="H", published=False)
    found = search(client, **asked)
    assert names(found) == expected
    assert found["total"] == len(expected)


def test_sorting_by_name_is_the_rule_on_both_databases(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        for family in ("Zed", "ábel", "Abel", "abel"):
            person(session, family=family)
    found = names(search(client, sort="name"))
    assert found == ["Ada ábel", "Ada Abel", "Ada abel", "Ada Zed"]


def test_a_lapse_leaves_the_results_that_second(
    client: PageClient, database: Database, clock: Clock
) -> None:
    with database.transaction() as session:
        person(session)
    until = search(client)["results"][0]["location"]["listed_until"]
    assert until == "2027-03-01T07:00:00Z"
    clock.at = clock.at.replace(year=2027, month=3, day=1, hour=7) - timedelta(seconds=1)
    assert search(client)["total"] == 1
    clock.forward(timedelta(seconds=1))
    assert search(client)["total"] == 0


def test_new_patients_are_not_known_after_ninety_days(
    client: PageClient, database: Database, clock: Clock
) -> None:
    with database.transaction() as session:
        person(session)
    clock.forward(timedelta(days=80))
    found = search(client)["results"][0]["new_patients"]
    assert found == {"status": "not_known", "confirmed_on": "2026-11-12"}
    assert search(client, new_patients="confirmed")["total"] == 0


def test_a_search_in_canada_is_in_kilometres(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, lat=49.2827, lon=-123.1207, region="BC", country=Country.CA,
               city="Vancouver", time_zone="America/Vancouver")  # fmt: skip
    found = search(client, near="Vancouver, BC", same_country="yes")
    assert (found["within_km"], found["total"]) == (50, 1)


def test_several_places_of_a_name_are_choices_that_each_resolve_alone(client: PageClient) -> None:
    found = body(client.get(PATH, query_string={"near": "Springfield"}), status=300)
    assert len(found["choices"]) > 1
    for choice in found["choices"]:
        assert {"name", "kind", "country", "region", "lat", "lon", "near"} <= set(choice)
        place = search(client, near=choice["near"])["place"]
        assert (place["lat"], place["lon"]) == (choice["lat"], choice["lon"])
        assert (place["kind"], place["region"]) == (choice["kind"], choice["region"])


@pytest.mark.parametrize(
    ("near", "status", "said"),
    [
        ("Denvr, CO", 404, "Denvr"),
        ("Colorado", 422, "Colorado"),
        ("Paris, France", 422, "France"),
        ("09012", 422, "military"),
    ],
)
def test_a_place_that_is_no_point_is_a_problem_with_words(
    client: PageClient, near: str, status: int, said: str
) -> None:
    answer = client.get(PATH, query_string={"near": near})
    found = body(answer, status=status)
    assert answer.mimetype == "application/problem+json"
    assert (found["type"], found["status"]) == ("about:blank", status)
    assert said in found["detail"]
    for suggestion in found["suggestions"]:
        place = search(client, near=suggestion["near"])["place"]
        assert (place["lat"], place["lon"]) == (suggestion["lat"], suggestion["lon"])
    if near == "Denvr, CO":
        assert "Denver, CO" in {each["near"] for each in found["suggestions"]}


def test_a_postal_code_that_contradicts_the_city_is_told(client: PageClient) -> None:
    found = search(client, near="Boston, MA 80202")
    assert found["place"]["name"] == "Denver, CO 80202"
    assert found["notice"]["code"] == "postal_contradicts_city"
    assert found["notice"]["message"].startswith("80202 is in Denver, CO")
    assert client.get("/search", query_string={"near": "Boston, MA 80202"}).status_code == 200


def test_a_postal_code_that_nobody_has_is_told(client: PageClient) -> None:
    found = search(client, near="Denver, CO 99999")
    assert found["notice"]["code"] == "postal_not_known"
    assert "99999" in found["notice"]["message"]
    assert "Denver, CO" in found["notice"]["message"]
    assert client.get("/search", query_string={"near": "Denver, CO 99999"}).status_code == 200


def test_programs_of_other_sites_may_read_answers_and_nobody_keeps_them(
    client: PageClient,
) -> None:
    headers = client.get(PATH, query_string={"near": "Denver, CO"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "no-store" in headers["Cache-Control"]
