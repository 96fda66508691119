"""A reviewer suspends a licence, and whoever held it is gone from pages, answers and the export."""

from playwright.sync_api import expect

from directory.domain.vocabulary import ActorKind
from tests.browsers import Open
from tests.journeys.desk import Desk, fits, heading, press, step, where_seen
from tests.servers import LiveServer

EVERYWHERE = {"results": True, "search": True, "record": True, "export": True}
NOWHERE = dict.fromkeys(EVERYWHERE, False)


def test_whoever_is_suspended_is_gone_at_once(
    live_server: LiveServer, visit: Open, desk: Desk
) -> None:
    # Given somebody whom patients find
    ines = desk.listed(990_003, "Ines", family="Lindgren", waits=False)
    patient = visit(live_server.url)
    assert where_seen(patient, ines) == EVERYWHERE
    # When a reviewer suspends the licence, on a phone
    reviewer = visit(live_server.url, width=360)
    desk.comes_in(reviewer, ActorKind.REVIEWER)
    reviewer.go(f"/review/person/{ines.person}")
    heading(reviewer, ines.name)
    for folded in reviewer.page.locator("summary", has_text="Show all of it").all():
        folded.click()
    fits(reviewer)
    suspend = step(reviewer, "Suspend")
    page = reviewer.page
    page.locator(ines.field("suspend", "reason")).select_option(value="register_suspended")
    page.locator(ines.field("suspend", "words")).fill("The board suspended it on Monday.")
    press(suspend, "Suspend")
    heading(reviewer, ines.name)
    # Then no page, no answer and no export says that they are qualified
    assert where_seen(patient, ines) == NOWHERE
    # And their owner reads why.
    owner = visit(live_server.url, javascript=False)
    desk.comes_in(owner, as_account=ines.owner)
    owner.go(ines.status)
    expect(owner.page.get_by_text("the register says that it is suspended").first).to_be_visible()
    expect(owner.page.get_by_text("The board suspended it on Monday.").first).to_be_visible()
    assert reviewer.strangers() == []
