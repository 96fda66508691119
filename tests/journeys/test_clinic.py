"""A manager begins a clinic, three practitioners join it, and one of them leaves it again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsers import Open, Visit
from tests.letterbox import letter_to, link_in
from tests.servers import LiveServer

PASSWORD = "lantern orbit velvet sugar 9"  # noqa: S105  (of nobody)
PEOPLE = ("Ida Brook", "Jon Field", "Kay Stone")
DESKTOP, PHONE = 1280, 320


@pytest.fixture
def letters(demo_environment: dict[str, str]) -> Path:
    """Give the folder that the demonstration's letters are written to."""
    return Path(demo_environment["DIRECTORY_INSTANCE"]) / "mail-out"


def heading(visitor: Visit, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)


def press(visitor: Visit, words: str) -> None:
    visitor.page.get_by_role("button", name=words, exact=True).click()


def follow(visitor: Visit, words: str) -> None:
    visitor.page.get_by_role("link", name=words, exact=True).first.click()


def fits(visitor: Visit) -> None:
    """Hold the page that is open to its window, and to everybody's ways of reading it."""
    wide = visitor.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
    assert wide <= 0
    # What looks for barriers is a script itself.
    if visitor.page.locator("html").evaluate("() => matchMedia('(scripting: enabled)').matches"):
        assert visitor.barriers() == []


def address_of(name: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower()}@lakeside.example"


def registered(visitor: Visit, letters: Path, *, name: str) -> None:
    """Open an account by the letter that was really written."""
    visitor.go("/account/register")
    visitor.page.get_by_label("E-mail address").fill(address_of(name))
    press(visitor, "Send me a link")
    letter = letter_to(
        visitor.page, letters, address=address_of(name), subject="Confirm your e-mail address"
    )
    visitor.go(link_in(letter))
    visitor.page.get_by_label("Your name").fill(name)
    visitor.page.get_by_label("Password (optional)").fill(PASSWORD)
    press(visitor, "Open the account")
    heading(visitor, "Your account")


def begun(manager: Visit) -> None:
    """Add the clinic: its address, its point, its hours and its access."""
    manager.go("/listing/clinics")
    follow(manager, "Add a clinic")
    heading(manager, "Add a clinic")
    fits(manager)
    press(manager, "Save and continue")
    expect(manager.page).to_have_title("Error: Add a clinic")
    page = manager.page
    page.get_by_label("Name of the place").fill("Lakeside Clinic")
    page.get_by_label("Street and number").fill("5 Lake Street")
    page.get_by_label("City or town").fill("Denver")
    page.get_by_label("State or province").select_option(value="US-CO")
    page.get_by_label("ZIP or postal code").fill("80203")
    press(manager, "Save and continue")
    heading(manager, "Is this the right place?")
    page.get_by_text("No, move it").click()
    press(manager, "North 50 m")
    heading(manager, "Is this the right place?")
    fits(manager)
    press(manager, "Yes, this is the right place")
    heading(manager, "Lakeside Clinic")
    follow(manager, "Change Hours")
    fits(manager)
    page.get_by_role("textbox", name="Monday").fill("9 to noon, 1 to 5 pm")
    press(manager, "Save")
    follow(manager, "Change Access and parking")
    page.get_by_label("Step-free entrance").check()
    press(manager, "Save")
    heading(manager, "Lakeside Clinic")


def joined(visitor: Visit, letters: Path, *, name: str) -> None:
    """Open the letter before there is an account, come back with one, and join."""
    link = link_in(
        letter_to(visitor.page, letters, address=address_of(name), subject="asks you to join")
    )
    visitor.go(link)
    heading(visitor, "Do you see patients at Lakeside Clinic?")
    fits(visitor)
    registered(visitor, letters, name=name)
    visitor.go(link)
    heading(visitor, "Do you see patients at Lakeside Clinic?")
    visitor.go("/listing/begin")
    given, _, family = name.partition(" ")
    visitor.page.get_by_label("Given name").fill(given)
    visitor.page.get_by_label("Family name").fill(family)
    press(visitor, "Begin the listing")
    heading(visitor, f"Listing of {name}")
    visitor.go(link)
    press(visitor, "Join the clinic")
    expect(visitor.page).to_have_title("Error: Do you see patients at Lakeside Clinic?")
    visitor.page.get_by_label(f"A new place in the listing of {name}").check()
    fits(visitor)
    press(visitor, "Join the clinic")
    heading(visitor, f"Listing of {name}")


def test_a_manager_keeps_a_clinic_of_three(
    live_server: LiveServer, visit: Open, letters: Path
) -> None:
    # Windows without scripts are opened first: beside one that is at work, Chromium may never open
    # them.
    people = [
        visit(live_server.url, javascript=number > 0, width=PHONE if number < 2 else DESKTOP)
        for number, _ in enumerate(PEOPLE)
    ]
    # Given a manager with a clinic
    manager = visit(live_server.url, width=DESKTOP)
    registered(manager, letters, name="Max Lake")
    begun(manager)
    # When three people are invited, who have no account yet, and join
    for visitor, name in zip(people, PEOPLE, strict=True):
        follow(manager, "Invite somebody")
        manager.page.get_by_label("Their e-mail address").fill(address_of(name))
        press(manager, "Send the invitation")
        heading(manager, "Lakeside Clinic")
        joined(visitor, letters, name=name)
    # Then the manager sees each, and each sees what the clinic says in their own listing
    manager.page.reload()
    expect(manager.page.get_by_role("heading", level=3)).to_have_text(list(PEOPLE))
    fits(manager)
    ida = people[0]
    follow(ida, "Clinics, hours and access")
    expect(ida.page.get_by_text("5 Lake Street").first).to_be_visible()
    fits(ida)
    # And a change of hours reaches all three, who are told
    follow(manager, "Change Hours")
    manager.page.get_by_role("textbox", name="Tuesday").fill("10 to 2")
    press(manager, "Save")
    heading(manager, "Lakeside Clinic")
    for visitor, name in zip(people, PEOPLE, strict=True):
        letter_to(visitor.page, letters, address=address_of(name), subject="Your clinic changed")
    ida.page.reload()
    expect(ida.page.locator("main")).to_contain_text("Tuesday")
    # And the manager says that one of them takes no new patients
    manager.page.get_by_role("link", name="Say whether they take new patients").first.click()
    heading(manager, "New patients of Ida Brook")
    fits(manager)
    manager.page.get_by_label("No", exact=True).check()
    press(manager, "Save")
    # When one leaves, the place stays in their listing, and the manager sees them no longer
    ida.page.get_by_role("link", name="Leave the clinic Lakeside Clinic").click()
    heading(ida, "Leave the clinic")
    fits(ida)
    ida.page.get_by_label("Yes. I keep this place in my listing by myself").check()
    press(ida, "Leave the clinic")
    heading(ida, "Listing of Ida Brook")
    manager.page.reload()
    expect(manager.page.get_by_role("heading", level=3)).to_have_text(list(PEOPLE[1:]))
    assert all(visitor.strangers() == [] for visitor in (manager, *people))
