"""Where a patient is: asked for once they press, rounded before it leaves, and never needed."""

from urllib.parse import parse_qs, urlsplit

from tests.browsers import Open
from tests.servers import LiveServer

DENVER = {"latitude": 39.739236, "longitude": -104.984862}
ANSWERS = """code => navigator.geolocation.getCurrentPosition = (_, no) =>
    setTimeout(() => no({code, PERMISSION_DENIED: 1}), 0)"""


def test_a_place_is_rounded_on_the_device(live_server: LiveServer, visit: Open) -> None:
    visitor = visit(live_server.url, geolocation=DENVER, permissions=["geolocation"])
    page = visitor.go("/")
    page.get_by_label("Headache type").select_option(label="Migraine")
    page.get_by_role("button", name="Use my location").click()
    page.wait_for_url("**/search?**")
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["lat"], asked["lon"], asked["headache"]) == (["39.74"], ["-104.98"], ["migraine"])
    assert "near" not in asked
    assert not any("39.7392" in address for address in visitor.requests)


def test_what_the_device_does_is_said(live_server: LiveServer, visit: Open) -> None:
    page = visit(live_server.url).go("/")
    said = page.locator("[data-locate-said]")
    # A device that neither answers nor refuses yet
    page.evaluate("navigator.geolocation.getCurrentPosition = () => {}")
    page.get_by_role("button", name="Use my location").click()
    assert said.text_content() == "Asking your device for your location…"
    for code, words in (
        (1, "You have not let us use your location. Type a ZIP code or city instead"),
        (2, "We could not find your location. Type a ZIP code or city instead"),
        (3, "We could not find your location. Type a ZIP code or city instead"),
    ):
        page.evaluate(ANSWERS, code)
        page.get_by_role("button", name="Use my location").click()
        page.get_by_text(words).wait_for()
        assert said.get_attribute("role") == "status"
    assert urlsplit(page.url).path == "/"


def test_without_scripts_nobody_offers_it(live_server: LiveServer, visit: Open) -> None:
    page = visit(live_server.url, javascript=False).go("/")
    assert not page.get_by_role("button", name="Use my location").is_visible()
