"""Is somebody listed? By name or number, with a way on when not."""

from urllib.parse import urlsplit

import pytest
from flask import Flask

from directory.db import Database
from directory.domain import ids
from directory.models.practitioners import Practitioner
from directory.queries import asked_for
from directory.web.presenters.kept import SHOWN
from directory.workflows.standings import restate
from tests.clock import START
from tests.factories import Seen, person
from tests.pages import Page, PageClient, words
from tests.rule_books import ANYWHERE


@pytest.fixture(autouse=True)
def people(app: Flask, database: Database) -> None:
    del app  # its database, empty
    with database.transaction() as session:
        person(session, number=1, given="Ada", family="Lovelace")
        person(session, number=2, given="José", family="Núñez")
        person(session, number=3, given="Ada", family="O'Hara", region="WY", city="Cheyenne")
        person(session, number=5, given="Ana", family="Smith-Jones")
        person(session, number=6, given="Maria", family="de la Cruz")
        person(session, number=7, given="Lan", family="Ẩn")
        person(session, number=4, given="Una", family="Secret", published=False)
        session.get_one(Practitioner, 1).npi = "1234567893"


def names(page: Page) -> list[str]:
    """Give the names of those who were found, by their links."""
    return sorted(name for name, href in page.links().items() if href.startswith("/practitioners/"))


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("lovelace", "Ada Lovelace"),
        ("ADA  LOVELACE", "Ada Lovelace"),
        ("nunez", "José Núñez"),
        ("jose núñez", "José Núñez"),
        ("o'hara", "Ada O'Hara"),
        ("ohara", "Ada O'Hara"),
        ("ana jones", "Ana Smith-Jones"),
        ("Cruz", "Maria de la Cruz"),
        ("lan ẩn", "Lan Ẩn"),
        ("1234567893", "Ada Lovelace"),
        ("PTL.0000002", "José Núñez"),
    ],
)
def test_a_name_or_a_number_finds_one(client: PageClient, who: str, found: str) -> None:
    page = client.page("/check", query_string={"who": who})
    assert names(page) == [found]
    assert page.one("input", name="who").get("value") == who


@pytest.mark.parametrize(
    "who", ["ada", "grace hopper", "lovelaces", "PTL.7777777", "secret", "una secret"]
)
def test_nobody_is_found_by_a_given_name_or_before_they_are_public(
    client: PageClient, who: str
) -> None:
    page = client.page("/check", query_string={"who": who})
    assert (page.status, names(page)) == (200, [])
    assert "This does not mean that anything is wrong." in words(page.root)


def test_a_region_narrows_and_leads_to_its_boards(client: PageClient) -> None:
    assert names(client.page("/check?who=o'hara&region=US-WY")) == ["Ada O'Hara"]
    elsewhere = client.page("/check?who=o'hara&region=US-CO")
    assert names(elsewhere) == []
    hosts = {urlsplit(href).hostname for href in elsewhere.links().values() if "://" in href}
    assert "apps.colorado.gov" in hosts
    # A list of exclusions of the whole country is no board
    assert "www.oig.hhs.gov" not in hosts
    assert elsewhere.links()["Who may needle in Colorado"] == "/rules/us/co"
    assert names(client.page("/check?who=o'hara&region=nowhere")) == ["Ada O'Hara"]


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("", "Enter a name or a license number"),
        ("   ", "Enter a name or a license number"),
        ("a", "Enter at least 3 letters of the name"),
        ("x" * 101, "Enter at most 100 characters"),
        ("%", "Enter at least 3 letters of the name"),
    ],
)
def test_what_cannot_be_looked_for_is_said(client: PageClient, who: str, says: str) -> None:
    page = client.page("/check", query_string={"who": who})
    assert page.status == 400
    assert says in words(page.one("main"))
    assert page.one("input", name="who").get("aria-invalid") == "true"


@pytest.mark.parametrize(
    "who",
    [
        "\0\0\0\0",
        "a\0bcd",
        "Jo\x01nes",
        "%%%%",
        "<script>",
        "'; DROP TABLE practitioner",
        "\u202eabc",
    ],
)
def test_odd_letters_break_nothing(client: PageClient, who: str) -> None:
    assert client.page("/check", query_string={"who": who}).status in {200, 400}


def test_who_is_listed_no_longer_is_named_as_such(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        ada = session.get_one(Practitioner, 1)
        ada.headaches.clear()
        session.flush()
        restate(session, 1, at=START, book=ANYWHERE)
    assert "Ada" not in words(client.page("/check?who=lovelace").one("main"))
    page = client.page("/check?who=ada lovelace")
    assert "Ada Lovelace" in words(page.one("main"))
    assert not any(name.startswith("Call") for name in page.links())


def test_the_page_asks_before_anybody_is_looked_for(client: PageClient) -> None:
    page = client.page("/check")
    assert names(page) == []
    assert page.one("meta", name="robots").get("content") == "noindex"
    assert {"", "US-CO", "CA-ON"} <= {o.get("value") for o in page.all("option")}


def test_the_second_place_of_somebody_counts_too(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, number=9, family="Twoplace", locations=(Seen(region="UT", city="Moab"),))
    assert names(client.page("/check?who=twoplace&region=US-UT")) == ["Ada Twoplace"]
    assert ids.encode(9) in " ".join(client.page("/check?who=twoplace").links().values())


def test_letters_that_others_have_no_keys_for_are_read(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        for number, family in enumerate(("Łukasik", "Øster", "Đặng", "van der Zwaard"), 20):
            person(session, number=number, family=family)
    for who, found in (
        ("lukasik", "Łukasik"),
        ("oster", "Øster"),
        ("dang", "Đặng"),
        ("zwaard", "van der Zwaard"),
    ):
        assert names(client.page("/check", query_string={"who": who})) == [f"Ada {found}"]


def test_many_of_one_name_are_counted_and_the_first_are_shown(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        for number in range(30, 30 + SHOWN + 3):
            person(session, number=number, family="Common")
    page = client.page("/check?who=common")
    assert page.texts("h2", id="answer") == [
        f"{SHOWN + 3} people of that name or number are listed."
    ]
    assert len(page.one("ul", class_="results").findall("li")) == SHOWN


def test_everybody_is_read_however_many_there_are(
    client: PageClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_for, "_AT_ONCE", 2)
    with database.transaction() as session:
        for number in range(40, 46):
            person(session, number=number, family="Late" if number == 45 else "Lark")
    assert names(client.page("/check?who=late")) == ["Ada Late"]


def test_a_list_is_carried_through_a_check(client: PageClient) -> None:
    kept = ids.encode(1)
    page = client.page(f"/check?list={kept}")
    assert page.one("input", type="hidden", name="list").get("value") == kept
