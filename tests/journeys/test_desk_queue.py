"""A reviewer goes through the queue: by keyboard, on a telephone, and from the oldest on."""

import re

from playwright.sync_api import expect

from directory.domain.vocabulary import ActorKind
from tests.browsers import Open
from tests.journeys.desk import Desk, fits, heading, press
from tests.servers import LiveServer


def test_a_reviewer_goes_through_the_queue(
    live_server: LiveServer, visit: Open, desk: Desk
) -> None:
    # Given a reviewer who has switched the keys on
    ana = visit(live_server.url)
    desk.comes_in(ana, ActorKind.REVIEWER)
    ana.go("/review/")
    heading(ana, "Queue: To check")
    fits(ana)
    ana.page.get_by_role("link", name="Your desk").click()
    heading(ana, "Your desk")
    fits(ana)
    ana.page.get_by_label("Keyboard shortcuts").check()
    press(ana, "Keep it")
    expect(ana.page.get_by_text("Kept.")).to_have_count(1)
    # When they move by keys
    ana.go("/review/queue?tab=reports")
    ana.go("/review/queue")
    links = ana.page.locator("tbody th a")
    ana.page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    ana.page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    ana.page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    # Then a letter that is typed into the search moves nothing,
    search = ana.page.get_by_role("searchbox")
    search.press("j")
    expect(search).to_have_value("j")
    # and Enter opens the file of the row, which nobody else then takes for free.
    ana.page.keyboard.press("Escape")
    ana.page.locator("h1").click()
    links.nth(0).focus()
    ana.page.keyboard.press("Enter")
    expect(ana.page).to_have_url(re.compile(r"/review/person/[0-9a-z]{12}$"))
    taken = ana.page.url
    ben = visit(live_server.url, width=320)
    desk.comes_in(ben, ActorKind.REVIEWER)
    ben.go("/review/queue")
    expect(ben.page.get_by_text("opened this just now").first).to_be_visible()
    fits(ben)
    # The next one by themselves is another one's file.
    press(ben, "Start with the oldest")
    expect(ben.page).to_have_url(re.compile(r"/review/person/[0-9a-z]{12}$"))
    assert ben.page.url != taken
    assert not [*ana.complaints, *ben.complaints, *ana.strangers(), *ben.strangers()]


def test_files_are_assigned_together_without_scripts(
    live_server: LiveServer, visit: Open, desk: Desk
) -> None:
    cleo = visit(live_server.url, javascript=False, width=360)
    desk.comes_in(cleo, ActorKind.REVIEWER)
    cleo.go("/review/queue?tab=expiring")
    for number in range(2):
        cleo.page.locator("tbody input[type=checkbox]").nth(number).check()
    press(cleo, "Assign")
    cleo.page.get_by_role("searchbox").fill("assigned:me")
    press(cleo, "Narrow down")
    expect(cleo.page.locator("tbody tr")).to_have_count(2)
    fits(cleo)
    # Taken away again, the part of the search is gone.
    cleo.page.get_by_role("link", name="assigned:me").click()
    expect(cleo.page.get_by_role("searchbox")).to_have_value("")
