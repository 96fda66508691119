"""A patient's list: kept in an address, set side by side, printed, and never stored."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from directory.db import Database
from directory.domain import ids, shortlist
from directory.models.practitioners import Practitioner
from directory.workflows.standings import restate
from tests.clock import START
from tests.factories import person
from tests.pages import PageClient, read_page, words
from tests.rule_books import ANYWHERE

ADA, BEA, CAL, DEE, EVE = (ids.encode(n) for n in range(1, 6))
NAMES = ("Ada", "Bea", "Cal", "Dee", "Eve")


@pytest.fixture(autouse=True)
def people(app: Flask, database: Database) -> None:
    del app  # its database, empty
    with database.transaction() as session:
        for number, given in enumerate(NAMES, 1):
            person(session, number=number, given=given)
        person(session, number=6, given="Fay", published=False)


def test_the_list_shows_people_in_the_order_they_were_kept(client: PageClient) -> None:
    page = client.page(f"/list?ids={CAL},{ADA}")
    assert page.heading == "My list: 2 people"
    names = [n for n, href in page.links().items() if href.startswith("/practitioners/")]
    assert names == ["Cal Example", "Ada Example"]
    assert page.title.startswith("My list: 2 people")


def test_an_empty_list_says_how_to_fill_it(client: PageClient) -> None:
    page = client.page("/list")
    assert page.heading == "My list"
    assert page.links()["New search"] == "/"


def test_everybody_can_be_taken_off_again(client: PageClient) -> None:
    page = client.page(f"/list?ids={ADA},{BEA}")
    off = [href for href in page.links().values() if href == f"/list?ids={BEA}"]
    assert off
    assert client.page(off[0]).heading == "My list: 1 person"


@pytest.mark.parametrize("asked", ["nobody", "6", "%00", ",,,", "<b>", "x" * 9000])
def test_what_is_no_id_is_left_out(client: PageClient, asked: str) -> None:
    assert client.page(f"/list?ids={asked},{ADA}").heading == "My list: 1 person"


def test_who_was_never_public_is_not_named(client: PageClient) -> None:
    page = client.page(f"/list?ids={ADA},{ids.encode(6)},{ids.encode(77)}")
    said = words(page.root)
    assert "2 entries of this list lead to nobody. We left them out." in said
    assert "Fay" not in said


def test_who_is_listed_no_longer_stays_with_a_word(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        bea = session.get_one(Practitioner, 2)
        bea.headaches.clear()
        session.flush()
        restate(session, 2, at=START, book=ANYWHERE)
    page = client.page(f"/list?ids={ADA},{BEA}")
    assert page.heading == "My list: 2 people"
    assert "Bea Example" in words(page.root)
    assert not any(name.startswith("Call Bea") for name in page.links())


def test_a_list_is_no_page_for_search_engines_and_sets_nothing(client: PageClient) -> None:
    for path in (f"/list?ids={ADA}", f"/list/print?ids={ADA}", f"/compare?ids={ADA},{BEA}"):
        answer = client.get(path)
        assert "Set-Cookie" not in answer.headers
        assert read_page(answer).one("meta", name="robots").get("content") == "noindex"


def test_a_list_holds_no_more_than_an_address_can(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        for number in range(7, 7 + shortlist.LONGEST + 2):
            person(session, number=number)
    asked = ",".join(ids.encode(n) for n in range(7, 7 + shortlist.LONGEST + 2))
    assert client.page(f"/list?ids={asked}").heading == f"My list: {shortlist.LONGEST} people"


def test_the_print_out_has_telephones_and_questions(client: PageClient) -> None:
    page = client.page(f"/list/print?ids={ADA},{BEA}")
    said = words(page.root)
    assert "Ada Example" in said
    assert "Bea Example" in said
    assert "Questions to ask" in said
    assert f"/list?ids={ADA},{BEA}".replace(",", "%2C") in {
        href.replace(",", "%2C") for href in page.links().values()
    }


def test_people_stand_side_by_side_with_their_checks(client: PageClient) -> None:
    page = client.page(f"/compare?ids={ADA},{BEA}&list={ADA},{BEA},{CAL}")
    heads = page.texts("th", scope="col")
    assert [head.split()[0] for head in heads] == ["Ada", "Bea"]
    assert {"License", "Training", "Certification"} <= set(page.texts("th", scope="row"))
    for row in page.one("tbody").iter("tr"):
        assert len(list(row.iter("td"))) == 2, "a fact nobody stated says so"
    assert page.links()["Back to my list"].replace("%2C", ",") == f"/list?ids={ADA},{BEA},{CAL}"


def test_one_alone_cannot_be_compared_and_is_told_so(client: PageClient) -> None:
    for path in ("/compare", f"/compare?ids={ADA}", "/compare?ids=nonsense"):
        assert client.page(path).status == 200


def test_five_are_too_many_to_compare_and_all_are_still_chosen(client: PageClient) -> None:
    page = client.page(f"/compare?ids={ADA},{BEA},{CAL},{DEE},{EVE}")
    assert page.status == 400
    assert "Choose up to 4 people. You have chosen 5." in words(page.root)
    boxes = page.all("input", type="checkbox", name="ids")
    assert [box.get("value") for box in boxes if "checked" in box.attrib] == [
        ADA, BEA, CAL, DEE, EVE,
    ]  # fmt: skip


def test_a_search_carries_the_list_along(client: PageClient) -> None:
    page = client.page(f"/search?lat=39.739&lon=-104.985&list={ADA}")
    kept = [href for href in page.links().values() if href.startswith("/list?ids=")]
    assert f"/list?ids={ADA}" in kept
    links = [(words(link), link.get("href", "")) for link in page.all("a")]
    saves = [href for name, href in links if name.startswith("Save to my list")]
    offs = [href for name, href in links if name.startswith("Take off my list")]
    assert len(saves) == len(NAMES) - 1, links
    assert all(f"list={ADA}," in href.replace("%2C", ",") for href in saves)
    assert ["list=" in href for href in offs] == [False]


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Give what is asked of the database meanwhile."""
    asked: list[str] = []

    def note(*event: object) -> None:
        asked.append(str(event[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine, "before_cursor_execute", note)


def left(database: Database, number: int) -> None:
    """Let somebody be listed no longer."""
    with database.transaction() as session:
        gone = session.get_one(Practitioner, number)
        gone.headaches.clear()
        session.flush()
        restate(session, number, at=START, book=ANYWHERE)


def test_who_cannot_be_compared_any_more_is_named(client: PageClient, database: Database) -> None:
    left(database, 2)
    page = client.page(f"/compare?ids={ADA},{BEA},{CAL}")
    assert "Bea Example is not listed now." in words(page.one("main"))
    assert len(page.texts("th", scope="col")) == 2


def test_the_error_leads_to_somebody_who_can_be_chosen(
    client: PageClient, database: Database
) -> None:
    left(database, 1)
    page = client.page(f"/compare?ids={ADA},{BEA},{CAL},{DEE},{EVE}&list={ADA},{BEA}")
    assert page.status == 400
    target = page.links()["Choose up to 4 people. You have chosen 5."]
    assert page.one("input", id=target.removeprefix("#")).get("value") == BEA
    shown = {box.get("value") for box in page.all("input", name="ids")}
    assert shown == {BEA, CAL, DEE, EVE}, "whoever was chosen is still on the page"


def test_the_list_goes_along_from_its_own_pages(client: PageClient) -> None:
    kept = f"{ADA},{BEA}"
    for path in (
        f"/list?ids={kept}",
        f"/list/print?ids={kept}",
        f"/compare?ids={kept}&list={kept}",
    ):
        page = client.page(path)
        away = [
            href.replace("%2C", ",") for name, href in page.links().items() if name == "New search"
        ]
        assert all(f"list={kept}" in href for href in away), path
        assert f"/list?ids={kept}" in {
            href.replace("%2C", ",") for href in page.links().values()
        }, path


def test_a_list_takes_as_many_statements_for_twenty_as_for_one(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        for number in range(7, 27):
            person(session, number=number)
    for number in range(7, 27, 2):
        left(database, number)
    with counted(database) as few:
        client.page(f"/list?ids={ids.encode(7)},{ids.encode(8)}")
    with counted(database) as many:
        client.page("/list?ids=" + ",".join(ids.encode(n) for n in range(7, 27)))
    assert len(many) == len(few) <= 3
