"""A roster brought people in, and letters ask them: one takes the listing, one never wants it."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from directory.domain.roster_columns import COLUMNS
from tests.browsers import Open, Visit
from tests.letterbox import letter_to, link_in
from tests.rosters import row
from tests.servers import LiveServer, operate

PASSWORD = "lantern orbit velvet sugar 9"  # noqa: S105  (of nobody)
ASKED = "Take your listing in this directory"
TAKER, LEAVER = 900_000, 900_006
"""Both in Denver, with numbers that nobody of the demonstration has."""
DESKTOP, PHONE = 1280, 320


@pytest.fixture
def letters(demo_environment: dict[str, str]) -> Path:
    """Give the folder that the demonstration's letters are written to."""
    return Path(demo_environment["DIRECTORY_INSTANCE"]) / "mail-out"


def name_of(person: Mapping[str, str]) -> str:
    return f"{person['given_name']} {person['family_name']}"


def table(file: Path, *people: Mapping[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(people)
    return file


def heading(visitor: Visit, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)


def press(visitor: Visit, words: str) -> None:
    visitor.page.get_by_role("button", name=words, exact=True).click()


def fits(visitor: Visit) -> None:
    """Hold the page that is open to its window, and to everybody's ways of reading it."""
    wide = visitor.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
    assert wide <= 0
    # What looks for barriers is a script itself.
    if visitor.page.locator("html").evaluate("() => matchMedia('(scripting: enabled)').matches"):
        assert visitor.barriers() == []


def asked(visitor: Visit, letters: Path, *, person: Mapping[str, str]) -> str:
    """Open the letter's link; whoever it is about reads what is held. Gives the link."""
    link = link_in(letter_to(visitor.page, letters, address=person["email"], subject=ASKED))
    visitor.go(link)
    heading(visitor, "We hold a listing about you")
    expect(visitor.page.get_by_role("heading", level=2).first).to_have_text(name_of(person))
    expect(visitor.page.locator("main")).to_contain_text(person["location_name"])
    fits(visitor)
    return link


def registered(visitor: Visit, letters: Path, *, person: Mapping[str, str]) -> None:
    """Open an account by the letter that was really written."""
    visitor.go("/account/register")
    visitor.page.get_by_label("E-mail address").fill(person["email"])
    press(visitor, "Send me a link")
    letter = letter_to(
        visitor.page, letters, address=person["email"], subject="Confirm your e-mail address"
    )
    visitor.go(link_in(letter))
    visitor.page.get_by_label("Your name").fill(name_of(person))
    visitor.page.get_by_label("Password (optional)").fill(PASSWORD)
    press(visitor, "Open the account")
    heading(visitor, "Your account")


def test_an_imported_listing_is_taken_by_letter_and_another_is_forgotten(
    live_server: LiveServer,
    visit: Open,
    letters: Path,
    demo_environment: dict[str, str],
    tmp_path: Path,
) -> None:
    # Given two people whom a roster brought in, and who are asked once
    taker, leaver = row(TAKER), row(LEAVER)
    roster = table(tmp_path / "roster.csv", taker, leaver)
    people = table(tmp_path / "people.csv", taker, leaver, columns=("npi",))
    said = operate("wsgi", "import", "roster", str(roster), environment=demo_environment)
    assert "2 new people" in said
    said = operate("wsgi", "people", "invite", str(people), environment=demo_environment)
    assert said.count("asked; the letter waits to be sent") == 2
    again = operate("wsgi", "people", "invite", str(people), environment=demo_environment)
    assert again.count("asked within the last 90 days already") == 2
    # When one opens the letter on a phone without scripts, opens an account, and takes the listing
    first = visit(live_server.url, width=PHONE, javascript=False)
    link = asked(first, letters, person=taker)
    registered(first, letters, person=taker)
    first.go(link)
    press(first, "This is me, take the listing")
    heading(first, f"Listing of {name_of(taker)}")
    fits(first)
    # Then it is theirs to complete, nobody else sees it, and the link opens nothing any more
    first.go("/listing/")
    expect(first.page.get_by_role("link", name=name_of(taker))).to_be_visible()
    first.go(link)
    heading(first, "This invitation does not work any more")
    # When the other one never wants to be listed, without an account
    second = visit(live_server.url, width=DESKTOP)
    link = asked(second, letters, person=leaver)
    press(second, "Never list me")
    heading(second, "You will not be listed")
    fits(second)
    second.go(link)
    heading(second, "This invitation does not work any more")
    # Then the roster leaves both alone from now on: one keeps it, the other is not brought back.
    report = tmp_path / "report.csv"
    roster = table(tmp_path / "later.csv", taker, {**leaver, "phone": "303-555-0199"})
    said = operate(
        *("wsgi", "import", "roster", str(roster), "--report", str(report)),
        environment=demo_environment,
    )
    assert "0 new people" in said
    assert "This person asked never to be listed" in report.read_text(encoding="utf-8")
    assert first.strangers() == second.strangers() == []
