"""A practitioner opens an account, signs in, loses what they signed in with, and comes back."""

import time
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browsers import Open, Visit
from tests.letterbox import letter_to, link_in
from tests.servers import LiveServer
from tests.virtual_keys import virtual_key

PASSWORD = "lantern orbit velvet sugar 9"  # noqa: S105  (of nobody)


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


def registered(visitor: Visit, letters: Path, *, email: str, password: str) -> None:
    """Open an account by the letter that was really written."""
    visitor.go("/account/register")
    visitor.page.get_by_label("E-mail address").fill(email)
    press(visitor, "Send me a link")
    heading(visitor, "Check your e-mail")
    letter = letter_to(visitor.page, letters, address=email, subject="Confirm your e-mail address")
    visitor.go(link_in(letter))
    heading(visitor, "Finish opening your account")
    visitor.page.get_by_label("Your name").fill("Ann Lee")
    visitor.page.get_by_label("Password (optional)").fill(password)
    press(visitor, "Open the account")


def test_a_passkey_is_added_used_lost_and_replaced(
    live_server: LiveServer, visit: Open, letters: Path
) -> None:
    visitor = visit(live_server.url, width=1280)
    key = virtual_key(visitor.page)
    email = "ann@passkeys.example"
    # Given an account with a passkey and no password
    registered(visitor, letters, email=email, password="")
    heading(visitor, "Add a passkey")
    visitor.page.get_by_label("Name of the passkey").fill("Work phone")
    press(visitor, "Make the passkey")
    heading(visitor, "Ways to sign in")
    assert key.count() == 1
    assert visitor.barriers() == []
    # When they sign out and in again with it
    press(visitor, "Sign out")
    heading(visitor, "You are signed out")
    follow(visitor, "Sign in again")
    press(visitor, "Sign in with a passkey")
    heading(visitor, "Your account")
    # And lose it
    press(visitor, "Sign out")
    heading(visitor, "You are signed out")
    key.forget()
    follow(visitor, "Sign in again")
    press(visitor, "Sign in with a passkey")
    expect(visitor.page.get_by_role("status")).to_contain_text("No passkey was used")
    # Then a link by mail lets them in, and the lost one goes
    follow(visitor, "Sign in with a link by e-mail")
    visitor.page.get_by_label("E-mail address").fill(email)
    press(visitor, "Send me a link")
    heading(visitor, "Check your e-mail")
    link = link_in(letter_to(visitor.page, letters, address=email, subject="Get back"))
    visitor.go(link)
    press(visitor, "Continue")
    heading(visitor, "Ways to sign in")
    follow(visitor, "Remove Work phone")
    press(visitor, "Remove the passkey")
    heading(visitor, "Ways to sign in")
    expect(visitor.page.get_by_text("Work phone")).to_have_count(0)
    # And the link is used up
    visitor.go(link)
    heading(visitor, "This link does not work any more")
    letter_to(visitor.page, letters, address=email, subject="removed")
    assert visitor.strangers() == []


def test_without_scripts_on_a_phone_a_password_and_an_app_do(
    live_server: LiveServer, visit: Open, letters: Path
) -> None:
    visitor = visit(live_server.url, javascript=False, width=360, color_scheme="dark")
    email = "bo@passwords.example"
    # Given an account with a password, after one that is too short was refused
    registered(visitor, letters, email=email, password="too short")  # noqa: S106
    expect(visitor.page).to_have_title("Error: Finish opening your account")
    visitor.page.get_by_label("Password (optional)").fill(PASSWORD)
    press(visitor, "Open the account")
    heading(visitor, "Your account")
    # When an app for codes is added
    visitor.go("/account/app")
    secret = visitor.page.locator(".key").inner_text().replace(" ", "")
    app = pyotp.TOTP(secret)
    visitor.page.get_by_label("Code from your app").fill("000000")
    press(visitor, "Add the app")
    expect(visitor.page).to_have_title("Error: Add an app for codes")
    visitor.page.get_by_label("Code from your app").fill(app.now())
    press(visitor, "Add the app")
    heading(visitor, "Ways to sign in")
    # Then the password alone opens nothing, and a code in any script does, once
    press(visitor, "Sign out")
    heading(visitor, "You are signed out")
    follow(visitor, "Sign in again")
    visitor.page.get_by_label("E-mail address").fill(email.upper())
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(visitor, "Sign in")
    heading(visitor, "One more step to sign in")
    code = app.at(time.time() + 30)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    visitor.page.get_by_label("6 digits from your app").fill(f"{wide[:3]} {wide[3:]}")
    press(visitor, "Continue")
    heading(visitor, "Your account")
    wide_page = visitor.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
    assert wide_page <= 0


def test_a_code_from_a_new_browser_waits_for_the_letter(
    live_server: LiveServer, visit: Open, letters: Path
) -> None:
    email = "cy@devices.example"
    first = visit(live_server.url, javascript=False)
    registered(first, letters, email=email, password=PASSWORD)
    heading(first, "Your account")
    first.go("/account/app")
    app = pyotp.TOTP(first.page.locator(".key").inner_text().replace(" ", ""))
    first.page.get_by_label("Code from your app").fill(app.now())
    press(first, "Add the app")
    heading(first, "Ways to sign in")
    # Given somebody in another browser with the password and a code
    other = visit(live_server.url, javascript=False)
    other.go("/account/sign-in")
    other.page.get_by_label("E-mail address").fill(email)
    other.page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(other, "Sign in")
    other.page.get_by_label("6 digits from your app").fill(app.at(time.time() + 30))
    press(other, "Continue")
    heading(other, "Open the link we sent you")
    link = link_in(
        letter_to(other.page, letters, address=email, subject="Confirm that you are signing in")
    )
    # When the link is opened in the wrong browser, nobody is signed in by it
    first.go(link)
    heading(first, "Open this link in the other browser")
    other.go("/account/")
    heading(other, "Open the link we sent you")
    # And in the right one, they are
    other.go(link)
    press(other, "Continue")
    heading(other, "Your account")
