"""A patient keeps two people, sets them side by side, and prints: with and without scripts."""

import re

import pytest
from playwright.sync_api import PdfMargins

from tests.browsers import Open
from tests.servers import LiveServer

WAYS = pytest.mark.parametrize(
    ("javascript", "width"),
    [
        pytest.param(True, 1280, id="desk"),
        pytest.param(False, 360, id="phone without scripts"),
    ],
)
EDGES: PdfMargins = {"top": "0.4in", "bottom": "0.4in", "left": "0.4in", "right": "0.4in"}
SEARCH = "/search?near=New+York%2C+NY&within=100"


@WAYS
def test_two_people_are_kept_compared_and_printed(
    live_server: LiveServer, visit: Open, *, javascript: bool, width: int
) -> None:
    visitor = visit(live_server.url, javascript=javascript, width=width)
    page = visitor.go(SEARCH)
    names = page.locator("ol.results h2 a").all_text_contents()[:2]
    for number in (1, 2):
        page.locator(f"#r{number}").get_by_role("link", name="Save to my list").click()
        page.wait_for_url(f"**#r{number}")
    assert page.locator("#r1").get_by_role("link", name="Take off my list").is_visible()

    page.get_by_role("link", name="My list (2)").click()
    page.wait_for_url("**/list?ids=**")
    assert page.get_by_role("heading", level=1).text_content() == "My list: 2 people"
    for box in page.locator("input[name=ids]").all():
        box.check()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_url("**/compare?**")
    heads = page.locator("thead th[scope=col] > a:first-child").all_text_contents()
    assert heads == names
    reach = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert reach <= 0, "the page has to be moved sideways"

    page.get_by_role("link", name="Back to my list").click()
    page.wait_for_url("**/list?ids=**")
    page.get_by_role("link", name="Print", exact=True).click()
    page.wait_for_url("**/list/print?ids=**")
    for name in names:
        assert page.get_by_text(name).first.is_visible()
    assert visitor.strangers() == []
    assert visitor.complaints == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("language", ["", "/es", "/fr"])
def test_the_sheet_to_take_along_is_one_sheet(
    live_server: LiveServer, visit: Open, language: str
) -> None:
    page = visit(live_server.url).go(SEARCH)
    profiles = [
        link.get_attribute("href") or "" for link in page.locator("ol.results h2 a").all()[:5]
    ]
    for profile in profiles:
        page.goto(f"{live_server.url}{language}{profile.rpartition('/')[0]}/handout")
        paper = page.pdf(format="Letter", margin=EDGES)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, profile


@pytest.mark.parametrize("width", [320, 390])
def test_four_side_by_side_do_not_widen_a_phone(
    live_server: LiveServer, visit: Open, width: int
) -> None:
    page = visit(live_server.url, width=width).go(SEARCH)
    links = [each.get_attribute("href") or "" for each in page.locator("ol.results h2 a").all()]
    ids = ",".join(link.split("/")[2] for link in links[:4])
    page.goto(f"{live_server.url}/compare?ids={ids}")
    assert page.locator("thead th").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width
