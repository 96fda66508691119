"""A reviewer takes somebody from the queue, notes a look, approves, and patients find them."""

from datetime import UTC, datetime

from playwright.sync_api import expect

from directory.domain.vocabulary import ActorKind
from tests.browsers import Open
from tests.journeys.desk import (
    Desk,
    fits,
    heading,
    look,
    opened_from_the_queue,
    press,
    step,
    where_seen,
)
from tests.servers import LiveServer

NOWHERE = {"results": False, "search": False, "record": False, "export": False}
EVERYWHERE = dict.fromkeys(NOWHERE, True)


def test_from_the_queue_to_what_patients_see(
    live_server: LiveServer, visit: Open, desk: Desk
) -> None:
    # Given somebody whose licence waits, so that no patient sees them
    vera = desk.listed(990_001, "Vera", family="Lindqvist", waits=True)
    patient = visit(live_server.url)
    assert where_seen(patient, vera) == NOWHERE
    reviewer = visit(live_server.url)
    desk.comes_in(reviewer, ActorKind.REVIEWER)
    # When a reviewer opens them from the queue
    opened_from_the_queue(reviewer, vera)
    # Then nothing can be approved before its source was looked at
    approve = step(reviewer, "Approve")
    expect(approve).to_contain_text("Look it up at its source")
    expect(approve.get_by_role("button")).to_have_count(0)
    # When they look it up, and forget the status
    today = datetime.now(UTC).date().isoformat()
    look(
        reviewer, vera, source_name="Example State Register", looked_on=today,
        url="https://register.example/vera",
    )  # fmt: skip
    # Then the look is kept, and it is said what it lacks
    expect(step(reviewer, "Approve")).to_contain_text("Say which status the source shows.")
    fits(reviewer)
    # When it is complete
    look(
        reviewer, vera, source_name="Example State Register", looked_on=today,
        url="https://register.example/vera", status="active", status_words="Active",
    )  # fmt: skip
    # Then it is approved, which can be taken back for a while
    press(step(reviewer, "Approve"), "Approve")
    heading(reviewer, vera.name)
    expect(reviewer.page.locator("form.undo")).to_contain_text(f"Approved: {vera.name}.")
    expect(reviewer.page.locator("form.undo").get_by_role("button")).to_have_count(1)
    fits(reviewer)
    # And patients and programs find them, and nobody has them to check any more.
    assert where_seen(patient, vera) == EVERYWHERE
    patient.page.get_by_role("link", name=vera.name).first.click()
    heading(patient, vera.name)
    expect(patient.page.get_by_text("Example State Register").first).to_be_visible()
    reviewer.go(f"/review/queue?tab=to_check&q={vera.name.replace(' ', '+')}")
    expect(reviewer.page.get_by_role("link", name=vera.name)).to_have_count(0)
    assert reviewer.strangers() == []
    assert [each for each in reviewer.complaints if "422" not in each] == []
