"""The map in a real browser: by keyboard, by eye, on a phone; and streets only after a yes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from tests.browsers import Open
from tests.servers import LiveServer, serving
from tests.street_tiles import tile_file, tile_server

SEARCH: Final = "near=New+York,+NY&within=100"
SMALLEST: Final = 24
FOCUSED: Final = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.id"


def named(page: Page) -> list[str]:
    """Give the names in the list beside the map, in its order."""
    return page.locator(".people > li a").all_text_contents()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_map_is_fit_for_everybody(
    live_server: LiveServer, visit: Open, *, width: int, colors: str
) -> None:
    visitor = visit(live_server.url, width=width, color_scheme=colors)
    page = visitor.go(f"/map?{SEARCH}")
    pins = page.locator("#map a[aria-label]:visible")
    assert pins.count() == len(named(page)) > 1
    for pin in pins.all():
        box = pin.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= SMALLEST
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visitor.barriers() == []
    assert visitor.strangers() == []
    assert visitor.complaints == []


def test_with_the_keyboard_a_map_can_be_passed_over(live_server: LiveServer, visit: Open) -> None:
    page = visit(live_server.url, javascript=False).go(f"/search?{SEARCH}")
    skip = page.get_by_role("link", name="Skip map")
    assert (skip.bounding_box() or {"width": 0})["width"] <= 1
    skip.focus()
    assert (skip.bounding_box() or {"width": 0})["width"] > SMALLEST
    page.keyboard.press("Enter")
    assert page.url.endswith("#after-map")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('#map')")


def test_with_the_keyboard_every_pin_is_met_in_order_and_leads_to_its_person(
    live_server: LiveServer, visit: Open
) -> None:
    page = visit(live_server.url, javascript=False).go(f"/map?{SEARCH}")
    names = named(page)
    page.get_by_role("link", name="Skip map").focus()
    for number, name in enumerate(names[:3], 1):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED).startswith(f"Go to result {number}, {name}, ")
    pin = page.locator("#map a:focus .pin")
    assert pin.evaluate("pin => getComputedStyle(pin).strokeWidth") == "4px"
    page.keyboard.press("Enter")
    page.wait_for_url("**#r3")
    # From there the next stop is the person's own link.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == names[2]


# --- Streets ---


@pytest.fixture(scope="module")
def pictures() -> Iterator[tuple[str, list[dict[str, str]]]]:
    with tile_server() as running:
        yield running


@pytest.fixture(scope="module")
def street_server(
    demo_environment: dict[str, str], pictures: tuple[str, list[dict[str, str]]]
) -> Iterator[LiveServer]:
    streets = {
        "DIRECTORY_MAP_MODE": "tiles",
        "DIRECTORY_MAP_TILE_URL": f"{pictures[0]}/{{z}}/{{x}}/{{y}}.png",
        "DIRECTORY_MAP_TILE_ATTRIBUTION": "© Example contributors",
    }
    with serving("wsgi", environment={**demo_environment, **streets}) as running:
        yield running


def test_streets_are_asked_for_and_come_from_one_host(
    street_server: LiveServer, visit: Open, pictures: tuple[str, list[dict[str, str]]]
) -> None:
    host, asked = pictures
    asked.clear()
    visitor = visit(street_server.url)
    page = visitor.go(f"/map?{SEARCH}")
    page.get_by_role("link", name="Open street map").click()
    page.get_by_role("heading", name="Show streets?").wait_for()
    assert visitor.strangers() == []
    assert asked == []
    page.get_by_role("button", name="Show streets").click()
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert not page.locator("#map").is_visible()
    assert visitor.barriers() == []
    page.get_by_role("button", name="Closer").click()
    page.get_by_role("button", name="North").click()
    assert {stranger.startswith(f"{host}/") for stranger in visitor.strangers()} == {True}
    # The picture's place is all that is told: no address of ours, no cookie.
    assert not [each for each in asked if "Referer" in each or "Cookie" in each]
    assert visitor.complaints == []


def test_nothing_on_streets_moves_by_itself_and_all_of_it_is_operated_by_keys(
    street_server: LiveServer, visit: Open
) -> None:
    page = visit(street_server.url).go(f"/map/streets?{SEARCH}&streets=yes")
    page.locator(".leaflet-tile-loaded").first.wait_for()
    page.evaluate(
        """() => { window.moved = 0; for (const name of ['transitionrun', 'animationstart'])
        document.addEventListener(name, () => { window.moved += 1; }, true) }"""
    )
    ground = page.locator("#streets .ground")
    place = "getComputedStyle(document.querySelector('#streets .leaflet-map-pane')).transform"
    for key in ("ArrowUp", "ArrowRight", "+", "-"):
        before = page.evaluate(place)
        ground.focus()
        page.keyboard.press(key)
        assert key in "+-" or page.evaluate(place) != before
    # A wheel scrolls the page, and leaves the map as it is.
    before = page.evaluate(place)
    ground.hover()
    page.mouse.wheel(0, 200)
    assert page.evaluate(place) == before
    pin = page.locator("#streets .ground a.num").nth(1)
    pin.focus()
    assert page.evaluate(FOCUSED).startswith(f"Go to result 2, {named(page)[1]}, ")
    frame, box = ground.bounding_box(), pin.bounding_box()
    assert frame
    assert box
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "after-streets"
    assert page.evaluate("window.moved + document.getAnimations().length") == 0


def test_streets_that_do_not_come_are_spoken_of(
    street_server: LiveServer, visit: Open, pictures: tuple[str, list[dict[str, str]]]
) -> None:
    visitor = visit(street_server.url)
    visitor.page.route(f"{pictures[0]}/**", lambda route: route.abort())
    page = visitor.go(f"/map/streets?{SEARCH}&streets=yes")
    page.get_by_role("status").get_by_text("The streets cannot be shown now.").wait_for()


def test_without_scripts_streets_are_explained_and_the_other_map_stays(
    street_server: LiveServer, visit: Open, pictures: tuple[str, list[dict[str, str]]]
) -> None:
    pictures[1].clear()
    page = visit(street_server.url, javascript=False).go(f"/map/streets?{SEARCH}")
    page.get_by_role("button", name="Show streets").click()
    page.get_by_text("The street map needs JavaScript.").wait_for()
    assert page.locator("#map").is_visible()
    assert not page.locator("#streets").is_visible()
    assert pictures[1] == []


def test_streets_of_a_file_are_drawn_in_this_browser(
    demo_environment: dict[str, str], visit: Open, tmp_path: Path
) -> None:
    file = {
        "DIRECTORY_MAP_MODE": "pmtiles",
        "DIRECTORY_MAP_PMTILES": str(tile_file(tmp_path / "streets.pmtiles")),
    }
    with serving("wsgi", environment={**demo_environment, **file}) as server:
        visitor = visit(server.url)
        page = visitor.go(f"/map/streets?{SEARCH}")
        page.wait_for_function(
            """() => { const tile = document.querySelector('canvas.leaflet-tile-loaded');
            return tile && tile.getContext('2d').getImageData(9, 9, 1, 1).data[2] > 220 }"""
        )
        assert visitor.strangers() == []
        assert visitor.complaints == []
