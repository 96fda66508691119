"""The page of a map: the people of one page of results, large, and a list that says the same."""

import gzip
from typing import Any, Final

import pytest

from directory.db import Database
from directory.domain import ids
from tests.clock import Clock
from tests.factories import person
from tests.pages import Page, PageClient, words
from tests.places import Placed

# What a page says does not depend on the database; the search has its own tests.
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
placed_on_one = pytest.mark.parametrize("placed", ["sqlite"], indirect=True)
HERE: Final = "lat=39.7392&lon=-104.9847&within=100&headache=migraine"


@pytest.fixture
def people(database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        for number in range(1, 24):
            person(session, number=number, at=clock.at, lat=39.74 + number / 100, lon=-104.98)


def pins(page: Page) -> list[dict[str, str]]:
    """Give the pins of both drawings, one after the other."""
    return [
        {"to": link.get("href", ""), "said": link.get("aria-label", ""), "number": words(link)}
        for drawing in page.all("svg", role="group")
        for link in drawing.iter("a")
    ]


def listed(page: Page) -> list[str]:
    return [item.get("id", "") for item in page.one("ol", class_="people").iter("li")]


@on_one_database
@pytest.mark.usefixtures("people")
def test_the_map_and_its_list_are_one_page_of_the_results(client: PageClient) -> None:
    for query in (HERE, f"{HERE}&page=2"):
        results, page = client.page(f"/search?{query}"), client.page(f"/map?{query}")
        assert page.heading == f"Map: {results.heading}"
        people = listed(page)
        assert people == [
            item.get("id") for item in results.one("ol", class_="results").findall("li")
        ]
        assert [pin["to"].removeprefix("#") for pin in pins(page)] == people * 2


@on_one_database
@pytest.mark.usefixtures("people")
def test_the_list_leads_to_the_map_and_the_map_back(client: PageClient) -> None:
    kept = f"list={ids.encode(1)}"
    results = client.page(f"/search?{HERE}&page=2&{kept}")
    map_page = client.page(results.links()["See a larger map"])
    assert listed(map_page)[0] == "r21"
    back = client.page(map_page.links()["Back to the list"])
    assert back.heading == results.heading
    assert kept in map_page.links()["Back to the list"]
    assert back.one("ol", class_="results").findall("li")[0].get("id") == "r21"


@on_one_database
@pytest.mark.usefixtures("people")
def test_the_contract_of_a_map_beside_its_list(client: PageClient) -> None:
    page = client.page(f"/map?{HERE}")
    order = [element.get("id") for element in page.root.iter() if element.get("id")]
    assert order.index("r20") < order.index("map")
    assert page.links()["Skip map"] == "#after-map"
    assert page.one("span", id="after-map").get("tabindex") == "-1"
    for drawing in page.all("svg", role="group"):
        assert drawing.get("aria-labelledby") == "map-name"
        assert "The list says the same." in words(page.one("p", id="map-said"))
    assert pins(page)[0] == {
        "to": "#r1",
        "said": "Go to result 1, Ada Example, 0.8 miles",
        "number": "1",
    }


@on_one_database
def test_where_nobody_is_found_there_is_no_map(client: PageClient) -> None:
    page = client.page(f"/map?{HERE}")
    assert page.heading.startswith("Map: No practitioners ")
    assert not page.all("svg", role="group")
    assert not page.all("ol", class_="people")


@on_one_database
@pytest.mark.usefixtures("people")
def test_past_the_last_page_it_says_so(client: PageClient) -> None:
    page = client.page(f"/map?{HERE}&page=9")
    assert "There are no more people on this page." in page.texts("p", class_="lead")
    assert not page.all("svg", role="group")


@on_one_database
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("near=", 400),
        ("near=Zzyzxq", 404),
        ("lat=1000&lon=x", 400),
        ("near=%00%01&near=Denver", 400),
        ("near=" + "a" * 5000, 400),
        (f"{HERE}&page=0", 400),
        (f"{HERE}&page=99999999999", 400),
        (f"{HERE}&list=%ff,%00,<b>", 200),
        (f"{HERE}&list=" + "a," * 3000, 200),
    ],
)
def test_bad_input_is_answered_as_the_search_answers_it(
    client: PageClient, query: str, status: int
) -> None:
    answer, search = client.get(f"/map?{query}"), client.get(f"/search?{query}")
    assert answer.status_code == search.status_code == status


@pytest.fixture
def placed_client(placed: Placed) -> PageClient:
    made: Any = placed.app.test_client()
    assert isinstance(made, PageClient)
    return made


@placed_on_one
def test_a_name_that_several_places_share_is_asked_about_and_leads_to_maps(
    placed_client: PageClient,
) -> None:
    kept = f"list={ids.encode(7)}"
    page = placed_client.page(f"/map?near=Springfield&headache=migraine&{kept}")
    assert page.heading == "Which Springfield?"
    assert page.links()["Springfield, IL"].startswith("/map?")
    assert "headache=migraine" in page.links()["Springfield, IL"]
    assert kept in page.links()["Springfield, IL"]


class TestWithoutMaps:
    """An operator may want none."""

    @pytest.fixture
    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        return {**environment, "DIRECTORY_MAP_MODE": "off"}

    @on_one_database
    @pytest.mark.usefixtures("people")
    def test_no_page_draws_one_or_leads_to_one(self, client: PageClient) -> None:
        assert client.get(f"/map?{HERE}").status_code == 404
        page = client.page(f"/search?{HERE}")
        assert not page.all("svg", role="group")
        assert not [href for href in page.links().values() if href.startswith("/map")]


@on_one_database
@pytest.mark.usefixtures("people")
def test_a_page_of_twenty_results_and_its_map_stay_small(client: PageClient) -> None:
    for path in ("/search", "/map"):
        assert len(gzip.compress(client.get(f"{path}?{HERE}").data, 9)) <= 20 * 1024


@placed_on_one
def test_a_point_has_no_middle_and_a_town_has(placed: Placed, placed_client: PageClient) -> None:
    with placed.database.transaction() as session:
        person(session, number=1, lat=39.74, lon=-104.98)
    for query, said in (
        ("lat=39.74&lon=-104.99", "Straight-line distance from Denver, CO (39.74, -104.99)."),
        ("near=Denver", "Straight-line distance from the middle of Denver, CO."),
    ):
        assert said in words(placed_client.page(f"/search?{query}").root)
