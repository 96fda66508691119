"""A practitioner renews a licence while the old one still shows, on a phone without scripts."""

from playwright.sync_api import expect

from tests.browsers import Open, Visit
from tests.servers import LiveServer

_YEAR = "2030"


def press(visitor: Visit, words: str) -> None:
    visitor.page.get_by_role("button", name=words).first.click()


def heading(visitor: Visit, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_licence_is_renewed_while_the_old_one_still_shows(
    live_server: LiveServer, visit: Open
) -> None:
    visitor = visit(live_server.url, width=320, javascript=False)
    # Given an invented practitioner, whose licence was checked and is public
    own = ""
    for owner in range(2):
        visitor.go("/account/demo/")
        owners = visitor.page.locator("li").filter(has_text="practitioner")
        owners.nth(owner).get_by_role("button").click()
        visitor.go("/listing/")
        own = visitor.page.locator("h2 a").first.get_attribute("href") or ""
        visitor.go(f"{own.rstrip('/')}/licences")
        if visitor.page.get_by_role("button", name="Add the new date").count():
            break
    heading(visitor, "Your professional licenses")
    checked = visitor.page.get_by_text("Checked").count()
    assert checked
    # When they enter the new end date, mistyped at first
    press(visitor, "Add the new date")
    heading(visitor, "When does the new period end?")
    press(visitor, "Save and continue")
    assert visitor.page.title().startswith("Error: ")
    visitor.page.get_by_label("Month").fill("2")
    visitor.page.get_by_label("Day").fill(" 28 ")
    visitor.page.get_by_label("Year").fill(_YEAR)
    press(visitor, "Save and continue")
    heading(visitor, "Is this right?")
    press(visitor, "Save")
    # Then the old one is still checked, and the new period stands beside it
    visitor.go(f"{own.rstrip('/')}/licences")
    assert visitor.page.get_by_text("Checked").count() == checked
    expect(visitor.page.get_by_text("stays public while we check this").first).to_be_visible()
    # And nothing runs over the edge of the phone.
    wide = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
