"""An administrator begins with a link, invites a reviewer, and a second administrator agrees."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsers import Open, Visit
from tests.letterbox import letter_to, link_in
from tests.servers import LiveServer, operate
from tests.virtual_keys import virtual_key


@pytest.fixture
def letters(demo_environment: dict[str, str]) -> Path:
    """Give the folder that the demonstration's letters are written to."""
    return Path(demo_environment["DIRECTORY_INSTANCE"]) / "mail-out"


def heading(visitor: Visit, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)


def press(visitor: Visit, words: str) -> None:
    visitor.page.get_by_role("button", name=words, exact=True).click()


def joined(visitor: Visit, letters: Path, *, email: str, name: str) -> None:
    """Take up an invitation with a passkey, and keep the recovery codes."""
    virtual_key(visitor.page)
    link = link_in(letter_to(visitor.page, letters, address=email, subject="invit"))
    visitor.go(link)
    heading(visitor, "Help run the directory")
    assert visitor.barriers() == []
    visitor.page.get_by_label("Your name").fill(name)
    press(visitor, "Make the passkey and accept")
    expect(visitor.page.locator(".codes li")).to_have_count(10)
    visitor.go(link)
    heading(visitor, "This link does not work any more")


def confirmed_to_be(visitor: Visit) -> None:
    """Prove once more, where it is asked for."""
    heading(visitor, "Confirm that it is you")
    press(visitor, "Use a passkey")


def test_two_administrators_make_a_reviewer(
    live_server: LiveServer, visit: Open, letters: Path, demo_environment: dict[str, str]
) -> None:
    addresses = [f"{name}@desk.example" for name in ("ada", "bea")]
    # Given two administrators, each begun with a link that was sent from the command line
    for address in addresses:
        operate("wsgi", "people", "add-admin", address, environment=demo_environment)
    ada, bea = (visit(live_server.url) for _ in addresses)
    joined(ada, letters, email=addresses[0], name="Ada Moss")
    joined(bea, letters, email=addresses[1], name="Bea Hill")
    # When the first one invites a reviewer
    ada.go("/review/people/invite")
    if "Confirm" in ada.page.get_by_role("heading", level=1).inner_text():
        confirmed_to_be(ada)
    heading(ada, "Invite somebody to help run the directory")
    ada.page.get_by_label("E-mail address").fill("rey@desk.example")
    ada.page.get_by_label("Reviewer").check()
    press(ada, "Propose it")
    heading(ada, "People")
    # Then they cannot agree to it themselves
    expect(ada.page.get_by_role("link", name="Take it back")).to_have_count(1)
    assert ada.barriers() == []
    # And the second one can
    bea.go("/review/people")
    bea.page.get_by_role("link", name="Confirm").filter(has_text="rey@desk.example").click()
    if "Confirm that" in bea.page.get_by_role("heading", level=1).inner_text():
        confirmed_to_be(bea)
    press(bea, "Confirm")
    heading(bea, "People")
    # And the reviewer begins
    rey = visit(live_server.url, width=360)
    joined(rey, letters, email="rey@desk.example", name="Rey Park")
    rey.go("/review/")
    expect(rey.page).not_to_have_title("Sign in")
    rey.go("/review/people")
    heading(rey, "This page is for somebody else")
