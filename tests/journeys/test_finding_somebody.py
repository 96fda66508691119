"""A patient finds somebody near: from the first page to a profile, with and without scripts."""

import re

import pytest

from tests.browsers import Open
from tests.servers import LiveServer

WAYS = pytest.mark.parametrize(
    ("javascript", "width"),
    [
        pytest.param(True, 1280, id="desk"),
        pytest.param(False, 1280, id="desk without scripts"),
        pytest.param(True, 360, id="phone"),
        pytest.param(False, 360, id="phone without scripts"),
    ],
)


@WAYS
def test_from_the_first_page_to_a_profile(
    live_server: LiveServer, visit: Open, *, javascript: bool, width: int
) -> None:
    visitor = visit(live_server.url, javascript=javascript, width=width)
    page = visitor.go("/")
    page.locator("input[name=near]").fill("10001")
    page.keyboard.press("Tab")
    page.get_by_label("Headache type").select_option(label="Migraine")
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url("**/search?**")

    heading = page.get_by_role("heading", level=1)
    assert re.fullmatch(
        r"\d+ checked practitioners? who sees? people with migraine"
        r" within 25 miles of New York, NY 10001",
        heading.text_content() or "",
    )
    assert page.title() == heading.text_content()
    first = page.locator("ol.results").first.get_by_role("heading").first
    name = first.text_content()
    assert name
    first.get_by_role("link").click()
    page.wait_for_url("**/practitioners/**")

    assert page.get_by_role("heading", level=1).text_content() == name
    assert "/practitioners/" in page.url
    assert page.get_by_role("heading", name="What we checked").is_visible()
    assert page.get_by_text("these people are invented").is_visible()
    assert visitor.strangers() == []
    assert visitor.complaints == []
    assert page.context.cookies() == []


@WAYS
def test_a_name_that_several_places_share_is_asked_about(
    live_server: LiveServer, visit: Open, *, javascript: bool, width: int
) -> None:
    page = visit(live_server.url, javascript=javascript, width=width).go("/")
    page.locator("input[name=near]").fill("Springfield")
    page.keyboard.press("Tab")
    page.get_by_label("Headache type").select_option(label="Migraine")
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url("**/search?**")
    assert page.get_by_role("heading", level=1).text_content() == "Which Springfield?"
    page.get_by_role("link", name="Springfield, IL").click()
    page.wait_for_url("**near=Springfield,+IL**")
    assert "of Springfield, IL" in (page.get_by_role("heading", level=1).text_content() or "")
    assert "headache=migraine" in page.url


def test_with_the_keyboard_alone(live_server: LiveServer, visit: Open) -> None:
    page = visit(live_server.url).go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("input[name=near]").focus()
    page.keyboard.type("94110-1234")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert "San Francisco, CA 94110" in page.title()


def test_a_mistake_takes_the_reader_to_what_has_to_be_corrected(
    live_server: LiveServer, visit: Open
) -> None:
    page = visit(live_server.url).go("/search?near=Dnever%2C+CO")
    assert page.title().startswith("Error: ")
    assert page.evaluate("'problem' in document.activeElement.dataset")
    page.get_by_role("link", name="Denver, CO").first.click()
    page.wait_for_url("**near=Denver,+CO**")
    assert "Denver, CO" in page.title()


def test_the_display_switch_sets_the_only_cookie_there_is(
    live_server: LiveServer, visit: Open
) -> None:
    page = visit(live_server.url, javascript=False, color_scheme="light").go(
        "/search?near=80211&headache=migraine"
    )
    address = page.url
    page.get_by_role("button", name="Dark").click()
    page.locator('html[data-theme="dark"]').wait_for(state="attached")
    assert page.url == address
    assert page.locator("html").get_attribute("data-theme") == "dark"
    cookies = page.context.cookies()
    assert [(cookie["name"], cookie["value"]) for cookie in cookies] == [("theme", "dark")]
    page.get_by_role("button", name="Auto").click()
    page.locator("html:not([data-theme])").wait_for(state="attached")
    assert page.context.cookies() == []
