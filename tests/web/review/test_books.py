"""Boards and programs: administrators change them, as dated versions that everybody reads."""

from typing import Final

import pytest
from flask import Flask

from directory.domain.books import BookRefusal
from directory.domain.vocabulary import ActorKind
from directory.web.review import book_words
from tests.clock import Clock
from tests.pages import Page
from tests.visitors import AccountClient, account, office_of, signed_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NEW = "/review/boards/change"
COLORADO = "/review/boards/change?key=US:CO:physical_therapist"
SOURCED = {
    "source_url": "https://board.example/about",
    "as_of": "2026-11-20",
    "review_on": "2027-11-20",
}
BOARD = {
    **SOURCED,
    "country": "US",
    "region": "US-CO",
    "profession": "physical_therapist",
    "name": "Board <b>of</b> Colorado",
    "lookup_url": "https://register.example/co",
}
PROGRAM = {**SOURCED, "name": "Gunn & Friends", "body": "Example Institute", "country": "CA"}


@pytest.fixture
def administrator(app: Flask) -> AccountClient:
    return signed_in(app, account(app, ActorKind.ADMINISTRATOR))


def seen(page: Page) -> str:
    return page.one("input", name="seen").get("value", "")


def test_a_board_is_changed_and_everybody_reads_it_at_once(
    app: Flask, administrator: AccountClient
) -> None:
    page = administrator.page(COLORADO)
    assert page.heading == "Change a board: Physical therapist, Colorado"
    assert page.one("input", name="review_on").get("value") == "2027-11-24"
    first = seen(page)
    assert administrator.send(COLORADO, **BOARD, seen=first).location == "/review/boards"
    assert "https://register.example/co" in app.test_client().get("/rules/us/co").text
    listed = administrator.get("/review/boards").text
    assert "Board &lt;b&gt;of&lt;/b&gt; Colorado" in listed
    assert "current, next look due 20 Nov 2027" in listed
    # Two who change it at once: the second one is told, and nothing typed is lost.
    late = administrator.send(COLORADO, **{**BOARD, "name": "Typed late"}, seen=first)
    assert late.status_code == 409
    assert "Somebody changed this entry" in late.text
    assert "Typed late" in late.text
    assert "Now it says: Board &lt;b&gt;of&lt;/b&gt; Colorado" in late.text
    assert "Robin Doe on 24 Nov 2026: changed" in " ".join(administrator.page(COLORADO).texts("li"))


def test_a_board_is_added_and_taken_off(administrator: AccountClient, clock: Clock) -> None:
    before = administrator.page("/review/boards").texts("li")
    added = {**BOARD, "region": "", "profession": "", "country": "CA", "name": "All of Canada"}
    assert administrator.send(NEW, **added, off="y").status_code == 303
    assert len(administrator.page("/review/boards").texts("li")) == len(before) + 1
    path = f"{NEW}?key=CA::*"
    assert administrator.send(path, **added, seen="~", off="y").status_code == 409
    clock.at = clock.at.replace(minute=5)
    off = {**added, "seen": seen(administrator.page(path)), "off": "y"}
    assert administrator.send(path, **off).status_code == 303
    assert administrator.page("/review/boards").texts("li") == before
    assert administrator.get(path).status_code == 404
    clock.at = clock.at.replace(minute=6)
    assert administrator.send(NEW, **added).status_code == 303
    assert administrator.page(f"{NEW}?key=CA::*:2").heading.endswith("Canada, all professions")


WRONG: Final[list[tuple[dict[str, str], str]]] = [
    ({"name": " "}, "Enter its name"),
    ({"name": "a\u202eb"}, "Error:"),
    ({"lookup_url": "ftp://board.example/"}, "Enter a web address"),
    ({"source_url": ""}, "Enter a web address"),
    ({"country": "FR"}, "Choose one of the list"),
    ({"region": "US-ZZ"}, "Choose one of the list"),
    ({"country": "CA"}, "This region is in the other country"),
    ({"profession": "dentist"}, "Choose one of the list"),
    ({"as_of": "2026-11-25"}, "Enter today or an earlier day"),
    ({"as_of": "yesterday"}, "Enter a day such as 2026-11-24"),
    ({"review_on": "2026-11-24"}, "Enter a day after today"),
    ({"review_on": "2029-01-01"}, "within two years"),
]


def test_what_is_wrong_with_a_board_is_said_and_nothing_is_lost(
    administrator: AccountClient,
) -> None:
    for changes, said in WRONG:
        answer = administrator.send(NEW, **{**BOARD, **changes})
        assert answer.status_code == 422, changes
        assert said in answer.text, changes
        assert "https://register.example/co" in answer.text or "lookup_url" in changes
    assert administrator.send(NEW).status_code == 422


def test_a_program_is_changed_and_keeps_what_its_paper_proves(
    app: Flask, administrator: AccountClient
) -> None:
    office = office_of(app)
    before = office.shelf.read(office.database).programs.find("acupuncture-canada")
    assert before is not None
    path = "/review/programs/change?key=acupuncture-canada"
    assert administrator.page(path).heading.startswith("Change a program: ")
    sent = administrator.send(path, **{**PROGRAM, "name": "Renamed"})
    assert sent.location == "/review/programs"
    after = office.shelf.read(office.database).programs.find("acupuncture-canada")
    assert after is not None
    assert (after.name, after.body) == ("Renamed", "Example Institute")
    assert (after.counts_as, after.written_exam) == (before.counts_as, before.written_exam)
    assert administrator.send("/review/programs/change", **PROGRAM).status_code == 303
    added = office.shelf.read(office.database).programs.find("gunn-friends")
    assert added is not None
    assert added.counts_as is None
    twice = administrator.send("/review/programs/change", **PROGRAM)
    assert twice.status_code == 409
    assert "on the list already" in twice.text
    assert "Gunn &amp; Friends" in administrator.get("/review/programs").text


def test_reviewers_see_boards_and_programs_and_change_none(app: Flask) -> None:
    reviewer = signed_in(app, account(app, ActorKind.REVIEWER))
    assert reviewer.page("/review/boards").heading == "Boards"
    assert "Change" not in reviewer.page("/review/programs").links()
    assert reviewer.get(NEW).status_code == 403
    assert reviewer.send(NEW, **BOARD).status_code == 403
    administrator = signed_in(app, account(app, ActorKind.ADMINISTRATOR))
    assert administrator.get(f"{NEW}?key=nobody").status_code == 404
    assert administrator.page("/review/programs/change").heading == "Add a program"


@pytest.mark.usefixtures("database_url")
def test_every_refusal_has_its_words() -> None:
    assert set(book_words.REFUSALS) == set(BookRefusal)
