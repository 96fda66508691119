"""Pages of places: towns with enough people, spelled as people spell them; nowhere a dead end."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import Country, Headache
from directory.web.public import counting
from directory.web.public.counting import towns
from directory.web.wiring import services
from tests.factories import person
from tests.pages import Page, PageClient, words

WINDSOR = (42.25, -83.1)


@pytest.fixture(autouse=True)
def _nothing_counted_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    # Counts are kept by the address of a database, which tests share one after the other.
    monkeypatch.setattr(counting, "_counted", {})


@pytest.fixture
def settled(app: Flask, database: Database) -> Database:
    """Three in Denver, three in a town that the gazetteer spells otherwise, one in Boulder."""
    del app  # its database, empty
    with database.transaction() as session:
        for _ in range(3):
            person(session)
        for _ in range(3):
            person(
                session,
                lat=WINDSOR[0],
                lon=WINDSOR[1],
                city="La Salle",
                region="ON",
                country=Country.CA,
                postal_code="N9J 1A1",
                time_zone="America/Toronto",
                headaches=(Headache.TENSION, Headache.MIGRAINE),
            )
        person(session, city="Boulder", lat=40.015, lon=-105.27)
    return database


def places(page: Page) -> Iterator[str]:
    for href in page.links().values():
        path = urlsplit(href).path
        if path.startswith("/find/"):
            yield path


@pytest.mark.usefixtures("settled")
def test_every_place_that_is_named_leads_to_its_people(client: PageClient) -> None:
    regions = set(places(client.page("/find")))
    assert regions == {"/find/co", "/find/on"}
    for region in regions:
        below = {path for path in places(client.page(region)) if path.count("/") == 3}
        assert below
        for town in below:
            page = client.page(town)
            assert page.status == 200
            assert len(page.one("ol", class_="results").findall("li")) >= 3
            for kind in set(places(page)):
                assert client.get(kind).status_code == 200, kind


@pytest.mark.usefixtures("settled")
def test_a_town_is_called_as_its_people_call_it(client: PageClient) -> None:
    page = client.page("/find/on/la-salle")
    assert page.heading == "3 checked practitioners within 50 km of La Salle, ON"
    assert client.page("/find/on/la-salle/tension").status == 200


@pytest.mark.usefixtures("settled")
def test_too_few_for_a_page_lead_to_the_search(client: PageClient) -> None:
    for path in ("/find/co/denver/cluster",):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/search?headache=cluster&")


@pytest.mark.usefixtures("settled")
def test_addresses_are_small_letters(client: PageClient) -> None:
    for path, small in (
        ("/find/CO", "/find/co"),
        ("/find/CO/Denver", "/find/co/denver"),
        ("/find/co/DENVER/migraine", "/find/co/denver/migraine"),
        ("/find/CO/Denver/Migraine", "/find/co/denver/migraine"),
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, small)


def test_a_region_without_anybody_leads_to_its_rules(client: PageClient) -> None:
    answer = client.get("/find/wy")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/rules/us/wy")
    assert client.page("/find").status == 200


@pytest.mark.parametrize(
    "path", ["/find/zz", "/find/co/atlantis-the-lost", "/find/co/denver/gout", "/find/%00/x"]
)
@pytest.mark.usefixtures("settled")
def test_nowhere_is_not_found(client: PageClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_towns_are_counted_once_a_person(app: Flask, settled: Database) -> None:
    del settled
    with app.app_context():
        counted = {town.city: town for town in towns(services())}
    assert {city: town.people for city, town in counted.items()} == {"Denver": 3, "La Salle": 3}
    assert counted["La Salle"].of_each[Headache.TENSION] == 3
    assert counted["Denver"].of_each[Headache.TENSION] == 0
    assert counted["La Salle"].lat == pytest.approx(WINDSOR[0])


@pytest.mark.usefixtures("settled")
def test_no_page_of_a_place_shows_numbers_for_a_name(client: PageClient) -> None:
    assert "42.25" not in words(client.page("/find/on/la-salle").one("main"))


@pytest.mark.usefixtures("settled")
def test_a_list_goes_along_from_place_to_place(client: PageClient) -> None:
    kept = ids.encode(1)
    for path in ("/find", "/find/co", "/find/co/denver"):
        page = client.page(f"{path}?list={kept}")
        led = {
            words(link): link.get("href", "")
            for link in page.one("main").iter("a")
            if "/find/" in link.get("href", "") and not words(link).startswith("Take off")
        }
        assert led
        assert all(kept in href for href in led.values()), led
    moved = client.get(f"/find/CO?list={kept}").headers["Location"]
    assert moved == f"/find/co?list={kept}"
