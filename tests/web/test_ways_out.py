"""Where nobody is found, what to take away is said with what that would show; namesakes differ."""

import pytest
from flask import Flask

from directory.db import Database
from directory.domain.vocabulary import Access
from tests.factories import person
from tests.pages import PageClient, words

HERE = "/search?lat=39.7392&lon=-104.9847"


@pytest.fixture(autouse=True)
def people(app: Flask, database: Database) -> None:
    """Two who speak Spanish, one of them with a step-free entrance; three who speak English."""
    del app  # its database, empty
    with database.transaction() as session:
        person(session, languages=("es",), family="Uno", access=(Access.STEP_FREE,))
        person(session, languages=("es",), family="Dos")
        for _ in range(3):
            person(session, access=(Access.LOW_LIGHT,))


def ways(client: PageClient, query: str) -> list[str]:
    return [
        name
        for name in client.page(f"{HERE}&{query}").links()
        if name.startswith("Remove filter") and "would" in name
    ]


def test_the_filter_that_costs_most_comes_first(client: PageClient) -> None:
    query = "language=es&access=step_free&access=low_light"
    assert ways(client, query) == [
        "Remove filter: Low-light waiting area (would show 1)",
    ]
    assert ways(client, "language=es&access=low_light") == [
        "Remove filter: Spanish (would show 3)",
        "Remove filter: Low-light waiting area (would show 2)",
    ]


def test_what_is_wrong_with_a_distance_stands_at_its_field(client: PageClient) -> None:
    page = client.page(f"{HERE}&within=-1")
    assert page.status == 400
    said = page.one("p", id="within-error")
    assert "from 0.1 to 12427" in words(said)
    assert page.one("select", id="within").get("aria-describedby") == "within-error"
    assert page.all("select", id="unit", aria_invalid="true") == []


def test_where_none_helps_alone_all_are_offered(client: PageClient) -> None:
    page = client.page(f"{HERE}&language=fr&access=lie_down")
    offered = [name for name in page.texts("a") if name.startswith("Remove filter: ")]
    assert offered[-2:] == ["Remove filter: French", "Remove filter: Room to lie down"]
    assert not any("would" in name for name in offered)


def test_what_it_says_is_what_then_is_shown(client: PageClient) -> None:
    page = client.page(f"{HERE}&language=es&access=low_light")
    led = page.links()["Remove filter: Spanish (would show 3)"]
    assert client.page(led).heading.startswith("3 checked practitioners")


def test_links_of_namesakes_are_told_apart(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, family="Twin")
        person(session, family="Twin", city="Aurora", lat=39.7294, lon=-104.8319)
    page = client.page(HERE)
    names = [name for name in page.texts("a") if name.startswith("Ada Twin")]
    assert len(set(names)) == len(names) == 2
    assert [name for name in page.texts("a") if name == "Ada Uno"]
