"""A patient says that a listing is wrong, with and without scripts."""

import pytest

from tests.browsers import Open
from tests.servers import LiveServer

TRIES = 100


@pytest.mark.parametrize(
    ("javascript", "width"),
    [pytest.param(True, 1280, id="desk"), pytest.param(False, 320, id="phone without scripts")],
)
def test_a_mistake_is_reported_from_a_profile(
    live_server: LiveServer, visit: Open, *, javascript: bool, width: int
) -> None:
    visitor = visit(live_server.url, javascript=javascript, width=width)
    page = visitor.go("/search?near=10001")
    # When a patient goes from a result to its page, and from there to report a mistake
    name = page.locator("ol.results").first.get_by_role("heading").first.text_content() or ""
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_url("**/practitioners/**")
    page.get_by_role("link", name="Report a mistake").click()
    page.wait_for_url("**/report")
    assert page.get_by_role("heading", level=1).text_content() == (
        f"Report a mistake in the listing of {name}"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if javascript:
        assert visitor.barriers() == []
    # And says what is wrong
    page.get_by_label("They no longer work there").check()
    page.get_by_label("What did you find? (optional)").fill("They left in the spring.")
    if javascript:
        assert page.get_by_text("Characters left: 476").is_visible()
    # Then a report that was sent more quickly than anybody reads is sent once more
    page.get_by_role("button", name="Send the report").click()
    for _ in range(TRIES):
        if "/report/sent" in page.url:
            break
        assert page.get_by_label("They no longer work there").is_checked()
        page.get_by_role("button", name="Send the report").click()
    # And there is a reference to keep.
    assert page.get_by_role("heading", level=1).text_content() == "We have your report"
    assert page.locator("strong.key").text_content()
    if javascript:
        assert visitor.barriers() == []
    assert visitor.strangers() == []
    assert page.context.cookies() == []
