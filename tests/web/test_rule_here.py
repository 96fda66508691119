"""Above the results stands what the law there keeps from being found, and nothing where it lets."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from flask import Flask

from directory.db import Database
from directory.domain.rules import BodyLimit, Confidence, Rule, RuleBook, RuleStatus
from directory.domain.vocabulary import Country, Profession
from directory.queries.rules import RuleShelf
from directory.web.wiring import services, wire
from tests.clock import Clock
from tests.pages import Page, PageClient, words
from tests.places import Placed
from tests.rule_books import REAL, permitted
from tests.rule_findings import finding

ONLY_SQLITE: Final = pytest.mark.parametrize("placed", ["sqlite"], indirect=True)
Use = Callable[..., None]
PT: Final = "profession=physical_therapist"
HAWAII: Final = replace(
    permitted(Country.US, "HI", Profession.PHYSICAL_THERAPIST),
    status=RuleStatus.PROHIBITED,
    version="2026-11-25",
    recorded_on=date(2026, 11, 25),
    as_of="2026-11-25",
)


@pytest.fixture
def database(placed: Placed) -> Database:
    return placed.database


@pytest.fixture
def clock(placed: Placed) -> Clock:
    return placed.clock


@pytest.fixture
def app(placed: Placed) -> Flask:
    return placed.app


@pytest.fixture
def client(app: Flask) -> PageClient:
    made: Any = app.test_client()
    assert isinstance(made, PageClient)
    return made


def rule_said(page: Page) -> list[str]:
    """Give the notes of a page that lead to the rules of a region."""
    return [
        words(note)
        for note in page.all("div", class_="note")
        if any("/rules/" in link.get("href", "") for link in note.iter("a"))
    ]


@pytest.fixture
def use(app: Flask) -> Iterator[Use]:
    """Let the app have these published rules and no others, while a test runs."""
    with app.app_context():
        kept = services()

    def using(*rules: Rule) -> None:
        wire(app, replace(kept, shelf=RuleShelf(RuleBook(rules), REAL.programs)))

    yield using
    wire(app, kept)


@ONLY_SQLITE
@pytest.mark.parametrize("query", ["", f"&{PT}", f"&{PT}&profession=chiropractor"])
def test_a_law_that_refuses_is_told_with_its_date_and_its_page(
    client: PageClient, query: str
) -> None:
    page = client.page(f"/search?near=Los+Angeles,+CA{query}")
    assert rule_said(page) == [
        (
            "In California, physical therapists may not do dry needling (rule seen January 2026)."
            " We only list professions that may. Who may needle in California?"
        )
    ]
    assert page.links()["Who may needle in California?"] == "/rules/us/ca"


@ONLY_SQLITE
def test_a_law_that_waits_is_told(client: PageClient) -> None:
    (said,) = rule_said(client.page("/search?near=Portland,+OR"))
    assert said.startswith("In Oregon, a law lets physical therapists do dry needling, but it is")


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("near", "query"),
    [
        ("Denver, CO", ""),
        ("Toronto, ON", f"&{PT}"),
        # Silent or second-hand only: told to who asks for that profession, and to nobody else.
        ("Houston, TX", ""),
        ("Pittsburgh, PA", ""),
        ("Pittsburgh, PA", "&profession=acupuncturist"),
        # Not about physical therapists, of whom nobody asked.
        ("Los Angeles, CA", "&profession=acupuncturist"),
        ("Los Angeles, CA", "&profession=acupuncturist&profession=physician"),
    ],
)
def test_nothing_is_told_otherwise(client: PageClient, near: str, query: str) -> None:
    page = client.page(f"/search?near={near.replace(' ', '+')}{query}")
    assert page.status == 200
    assert rule_said(page) == []


@ONLY_SQLITE
def test_a_point_lies_in_a_region_as_a_town_does(client: PageClient) -> None:
    (said,) = rule_said(client.page("/search?lat=34.05&lon=-118.24"))
    assert said.startswith("In California, physical therapists may not")


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("near", "query", "told"),
    [
        (
            "Houston, TX",
            PT,
            "In Texas, it is not settled whether physical therapists may do dry needling",
        ),
        (
            "Denver, CO",
            "profession=athletic_trainer",
            "We have not checked whether athletic trainers may do dry needling in Colorado.",
        ),
        (
            "Washington, DC",
            PT,
            "In the District of Columbia, it is not settled whether physical therapists may",
        ),
        (
            "Winnipeg, MB",
            PT,
            "In Manitoba, it is not settled whether physiotherapists may do dry needling",
        ),
        (
            "Pittsburgh, PA",
            "profession=chiropractor",
            "In Pennsylvania, chiropractors may not do dry needling",
        ),
    ],
)
def test_who_asks_for_a_profession_hears_of_its_rule(
    client: PageClient, near: str, query: str, told: str
) -> None:
    (said,) = rule_said(client.page(f"/search?near={near.replace(' ', '+')}&{query}"))
    assert said.startswith(told)


@ONLY_SQLITE
@pytest.mark.parametrize("code", ["es", "fr"])
def test_other_languages_lead_to_their_own_page(client: PageClient, code: str) -> None:
    page = client.page(f"/{code}/search?near=Los+Angeles,+CA")
    assert len(rule_said(page)) == 1
    assert f"/{code}/rules/us/ca" in page.links().values()


@ONLY_SQLITE
def test_the_day_is_that_of_the_place(client: PageClient, clock: Clock, use: Use) -> None:
    use(HAWAII)
    clock.at = datetime(2026, 11, 25, 9, 59, 59, tzinfo=UTC)
    assert rule_said(client.page("/search?near=Honolulu,+HI")) == []
    clock.at = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    (said,) = rule_said(client.page("/search?near=Honolulu,+HI"))
    assert said.startswith("In Hawaii, physical therapists may not do dry needling")


@ONLY_SQLITE
def test_a_rule_that_leaves_the_head_out_is_told(client: PageClient, use: Use) -> None:
    use(
        replace(
            HAWAII, recorded_on=date(2026, 1, 1), status=RuleStatus.PERMITTED,
            body_limit=BodyLimit.UPPER_LIMB,
        )
    )  # fmt: skip
    (said,) = rule_said(client.page("/search?near=Honolulu,+HI"))
    assert "so not for headache" in said


@ONLY_SQLITE
def test_a_refusal_that_a_list_alone_suggests_is_not_told_as_one(
    client: PageClient, use: Use
) -> None:
    use(replace(HAWAII, recorded_on=date(2026, 1, 1), confidence=Confidence.LOW))
    assert rule_said(client.page("/search?near=Honolulu,+HI")) == []
    (said,) = rule_said(client.page(f"/search?near=Honolulu,+HI&{PT}"))
    assert "it is not settled whether" in said


def test_a_confirmed_finding_changes_what_is_told(client: PageClient, database: Database) -> None:
    page = f"/search?near=Pittsburgh,+PA&{PT}"
    (said,) = rule_said(client.page(page))
    assert said.startswith("In Pennsylvania, it is not settled")
    with database.transaction() as session:
        finding(session)
    assert rule_said(client.page(page)) == []
