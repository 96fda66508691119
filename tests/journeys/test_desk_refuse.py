"""A reviewer does not accept a licence; its owner reads why and appeals, to another reviewer."""

from playwright.sync_api import expect

from directory.domain.vocabulary import ActorKind
from tests.browsers import Open
from tests.journeys.desk import Desk, fits, heading, opened_from_the_queue, press, step
from tests.servers import LiveServer

WORDS = "We looked for the number PTL.0990002 twice. Tell us where it is listed."
ANSWER = "It is listed under my former name, Nora Berg."


def test_a_reason_is_read_and_answered(live_server: LiveServer, visit: Open, desk: Desk) -> None:
    # Given somebody whose licence waits, and a reviewer whose browser runs no scripts
    nora = desk.listed(990_002, "Nora", family="Lindholm", waits=True)
    reviewer = visit(live_server.url, javascript=False)
    desk.comes_in(reviewer, ActorKind.REVIEWER)
    opened_from_the_queue(reviewer, nora)
    # When they do not accept it and say no reason
    press(step(reviewer, "Not accepted"), "Not accepted")
    # Then they are asked for one
    expect(step(reviewer, "Not accepted")).to_contain_text("Choose a reason")
    # When they give one, and read the letter before it leaves
    page = reviewer.page
    page.locator(nora.field("refuse", "reason")).select_option(value="not_on_register")
    page.locator(nora.field("refuse", "words")).fill(WORDS)
    press(step(reviewer, "Not accepted"), "See what they will read")
    expect(page.locator(".letter")).to_contain_text(WORDS)
    expect(page.locator(nora.field("refuse", "words"))).to_have_value(WORDS)
    press(step(reviewer, "Not accepted"), "Not accepted")
    expect(page.locator("form.undo")).to_contain_text(f"Not accepted: {nora.name}.")
    # Then the practitioner sees it with the reason and the words, on a phone
    owner = visit(live_server.url, width=360)
    desk.comes_in(owner, as_account=nora.owner)
    owner.go(nora.status)
    heading(owner, "Where your listing stands")
    expect(owner.page.locator("p.lead")).to_contain_text("This was not accepted")
    expect(owner.page.get_by_text("We did not find it on the register").first).to_be_visible()
    expect(owner.page.get_by_text(WORDS).first).to_be_visible()
    fits(owner)
    # When they answer
    owner.page.get_by_role("link", name="Appeal").click()
    heading(owner, "Appeal against the decision")
    owner.page.locator('[name="words"]').fill(ANSWER)
    fits(owner)
    press(owner, "Send the appeal")
    heading(owner, "Where your listing stands")
    expect(owner.page.locator("p.lead")).to_contain_text("Nothing. We are checking")
    # Then another reviewer finds it on the desk as an appeal, with the answer
    another = visit(live_server.url)
    desk.comes_in(another, ActorKind.REVIEWER)
    another.go("/review/queue?tab=to_check&q=flag:appeal+Lindholm")
    expect(another.page.locator("table.queue tbody tr")).to_have_count(1)
    fits(another)
    another.page.get_by_role("button", name=f"Open {nora.name}").click()
    heading(another, nora.name)
    expect(another.page.get_by_text(ANSWER).first).to_be_visible()
    assert owner.strangers() == []
