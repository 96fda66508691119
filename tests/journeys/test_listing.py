"""A new practitioner opens an account, enters everything with files, sends it, and sees it."""

import time
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browsers import Open, Visit
from tests.letterbox import letter_to, link_in
from tests.servers import LiveServer
from tests.web.practitioner.drafting import CERTIFICATION, LICENCE, TRAINING

PASSWORD = "lantern orbit velvet sugar 9"  # noqa: S105  (of nobody)
DESKTOP, PHONE = 1280, 320
MINUTES_S = 15 * 60
PLACE = {
    "name": "Oak Clinic",
    "street": "12 Oak Street",
    "city": "Raleigh",
    "postal_code": "27601",
}


@pytest.fixture
def letters(demo_environment: dict[str, str]) -> Path:
    """Give the folder that the demonstration's letters are written to."""
    return Path(demo_environment["DIRECTORY_INSTANCE"]) / "mail-out"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Give a photo of a certificate, as a phone takes one."""
    kept = BytesIO()
    Image.new("RGB", (600, 800), "white").save(kept, "JPEG")
    path = tmp_path / "certificate.jpg"
    path.write_bytes(kept.getvalue())
    return path


def heading(visitor: Visit, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)


def press(visitor: Visit, words: str) -> None:
    visitor.page.get_by_role("button", name=words, exact=True).click()


def follow(visitor: Visit, words: str) -> None:
    visitor.page.get_by_role("link", name=words, exact=True).first.click()


def fits(visitor: Visit) -> None:
    """Hold the page that is open to its window, and to everybody's ways of reading it."""
    wide = visitor.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
    assert wide <= 0, visitor.page.url
    # What looks for barriers is a script itself, and would wait for ever where none runs.
    if visitor.page.locator("html").evaluate("() => matchMedia('(scripting: enabled)').matches"):
        assert visitor.barriers() == []


def fill(visitor: Visit, fields: Mapping[str, str]) -> None:
    """Fill in the fields of a page, whichever kinds they are."""
    for name, value in fields.items():
        field = visitor.page.locator(f'[name="{name}"]')
        kind = field.first.get_attribute("type")
        if kind in {"radio", "checkbox"}:
            visitor.page.locator(f'[name="{name}"][value="{value}"]').check()
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value=value)
        else:
            field.fill(value)


def registered(visitor: Visit, letters: Path, *, email: str) -> None:
    """Open an account by the letter that was really written."""
    visitor.go("/account/register")
    visitor.page.get_by_label("E-mail address").fill(email)
    press(visitor, "Send me a link")
    letter = letter_to(visitor.page, letters, address=email, subject="Confirm your e-mail address")
    visitor.go(link_in(letter))
    visitor.page.get_by_label("Your name").fill("Ada Marsh")
    visitor.page.get_by_label("Password (optional)").fill(PASSWORD)
    press(visitor, "Open the account")
    heading(visitor, "Your account")


def begun(visitor: Visit) -> None:
    """Answer the three questions, and give a name."""
    visitor.go("/listing/start")
    fits(visitor)
    follow(visitor, "Start")
    fill(visitor, {"profession": "physical_therapist"})
    press(visitor, "Continue")
    fill(visitor, {"place": "US-NC"})
    press(visitor, "Continue")
    fill(visitor, {"trained": "yes"})
    press(visitor, "Continue")
    fits(visitor)
    visitor.go("/listing/begin")
    fill(visitor, {"given_name": "Ada", "family_name": "Marsh"})
    press(visitor, "Begin the listing")
    heading(visitor, "Listing of Ada Marsh")
    fits(visitor)


def entered(
    visitor: Visit, pages: Mapping[str, Mapping[str, str]], *, task: str, add: str, paper: Path
) -> None:
    """Enter a credential page by page, with a file, and come back to the tasks."""
    follow(visitor, task)
    fits(visitor)
    press(visitor, add)
    for fields in pages.values():
        where = visitor.page.url
        fill(visitor, fields)
        press(visitor, "Save and continue")
        if visitor.page.url == where:
            # Something is worth a second look; what was typed is saved.
            press(visitor, "Save and continue")
    heading(visitor, "Is this right?")
    fits(visitor)
    press(visitor, "Save")
    if task == "Professional licenses":
        visitor.page.locator('input[type="file"]').set_input_files(paper)
        press(visitor, "Save and continue")
        fits(visitor)
        follow(visitor, "No more files")
    else:
        # One file may be for several things.
        visitor.page.locator('[name="also"]').check()
        press(visitor, "Save and continue")
    fits(visitor)
    follow(visitor, "Back to your listing")
    heading(visitor, "Listing of Ada Marsh")


def a_place(visitor: Visit) -> None:
    """Say where one sees patients."""
    follow(visitor, "Clinics, hours and access")
    fits(visitor)
    follow(visitor, "Add a place")
    fill(visitor, PLACE)
    visitor.page.get_by_label("State or province").select_option(value="US-NC")
    press(visitor, "Save and continue")
    heading(visitor, "Is this the right place?")
    fits(visitor)
    press(visitor, "Yes, this is the right place")
    back_to_tasks(visitor)


def patients(visitor: Visit) -> None:
    """Say which headaches one sees."""
    follow(visitor, "Patients and headaches you see")
    fits(visitor)
    follow(visitor, "Add Headaches you see")
    visitor.page.get_by_label("Migraine", exact=True).check()
    press(visitor, "Save")
    back_to_tasks(visitor)


def back_to_tasks(visitor: Visit) -> None:
    """Leave in the middle, as somebody does who is called away; all is saved."""
    fits(visitor)
    listing = "/".join(visitor.page.url.split("/")[3:5])
    visitor.go(f"/{listing}/")
    heading(visitor, "Listing of Ada Marsh")


def filled_in(visitor: Visit, letters: Path, *, email: str, paper: Path) -> None:
    """Go through all the tasks but the last one."""
    registered(visitor, letters, email=email)
    begun(visitor)
    # A number is one person's alone.
    licence = {
        **LICENCE,
        "number": {"number": f"p{10_000 + hash_of(email)}"},
        "name": {"name_on_licence": "Ada Marsh"},
    }
    entered(visitor, licence, task="Professional licenses", add="Add a license", paper=paper)
    entered(visitor, TRAINING, task="Training", add="Add a course", paper=paper)
    certificate = {**CERTIFICATION, "number": {"number": f"CEN-{hash_of(email)}"}}
    entered(visitor, certificate, task="Certification", add="Add a certification", paper=paper)
    a_place(visitor)
    patients(visitor)


def hash_of(email: str) -> int:
    """Give a number of a person's own, below ten thousand."""
    return sum(ord(mark) * place for place, mark in enumerate(email, start=1)) % 10_000


def sent(visitor: Visit, letters: Path, *, email: str) -> None:
    """Check the answers, send them, and see where they stand."""
    expect(visitor.page.get_by_text("6 of 7 tasks done. Not public yet.")).to_be_visible()
    follow(visitor, "Check your answers and send")
    fits(visitor)
    press(visitor, "Send")
    expect(visitor.page).to_have_title("Error: Check your answers and send")
    fits(visitor)
    visitor.page.get_by_label("Yes", exact=True).check()
    visitor.page.get_by_label("What I entered is true and complete.", exact=False).check()
    press(visitor, "Send")
    heading(visitor, "Your listing is sent")
    fits(visitor)
    reference = visitor.page.locator("strong.key").inner_text()
    letter_to(visitor.page, letters, address=email, subject=reference)
    follow(visitor, "See where it stands")
    heading(visitor, "Where your listing stands")
    fits(visitor)
    nothing = "Nothing. We are checking, and will e-mail you."
    expect(visitor.page.get_by_text(nothing)).to_be_visible()
    expect(visitor.page.get_by_text("Being checked")).to_have_count(3)
    follow(visitor, "Back to your listing")
    expect(visitor.page.get_by_text("7 of 7 tasks done.")).to_be_visible()


def test_a_new_practitioner_enters_everything_and_sends_it(
    live_server: LiveServer, visit: Open, letters: Path, paper: Path
) -> None:
    visitor = visit(live_server.url, width=DESKTOP)
    email = "ada@oak.example"
    began = time.monotonic()
    filled_in(visitor, letters, email=email, paper=paper)
    # Before it is sent, only they see the page.
    follow(visitor, "See it as patients will")
    heading(visitor, "Ada Marsh")
    fits(visitor)
    follow(visitor, "Back to your listing")
    sent(visitor, letters, email=email)
    assert time.monotonic() - began < MINUTES_S
    assert visitor.strangers() == []
    # A page that says what is wrong is answered with 422, which a browser notes.
    assert [each for each in visitor.complaints if "422" not in each] == []


def test_without_scripts_on_a_phone_all_of_it_can_be_done(
    live_server: LiveServer, visit: Open, letters: Path, paper: Path
) -> None:
    visitor = visit(live_server.url, javascript=False, width=PHONE, color_scheme="dark")
    email = "bea@elm.example"
    filled_in(visitor, letters, email=email, paper=paper)
    sent(visitor, letters, email=email)
    # And somebody who is away says so with one press.
    follow(visitor, "New patients, and who can see your listing")
    fits(visitor)
    press(visitor, "Say so to patients")
    expect(visitor.page.get_by_text("You take no new patients until")).to_be_visible()
    fits(visitor)
    assert visitor.strangers() == []
