"""Every component at its narrowest, turned around and enlarged: nothing sticks out of the page."""

from typing import Final

import pytest

from tests.browsers import Open
from tests.servers import LiveServer

TURNED: Final = "document.documentElement.dir = 'rtl'"
TWICE: Final = "document.documentElement.style.fontSize = '200%'"
STICKS_OUT: Final = """() => {
  const wide = document.documentElement.clientWidth;
  const left = [...document.querySelectorAll("body *")]
    .filter((each) => !each.closest(".visually-hidden, .skip, .scrolls, svg *"))
    .map((each) => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.right > wide + 1 || box.left < -1))
    .map(([html]) => html);
  return document.documentElement.scrollWidth > wide ? ["the page scrolls", ...left] : left;
}"""
# Of what can have the focus: where no ring is drawn, or part of it is cut off by a box around it.
WITHOUT_A_RING: Final = """() => {
  const found = [];
  const may = "a, button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const each of document.querySelectorAll(may)) {
    each.focus({ focusVisible: true });
    if (document.activeElement !== each || each.closest("svg")) continue;
    const style = getComputedStyle(each);
    const box = each.getBoundingClientRect();
    const ring = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    const reach = ring + parseFloat(style.outlineOffset);
    if (ring < 2) found.push(`no ring: ${each.outerHTML.slice(0, 90)}`);
    if (box.left < reach || box.right + reach > innerWidth) {
      found.push(`cut off by the window: ${each.outerHTML.slice(0, 90)}`);
    }
    for (let outer = each.parentElement; outer !== document.body; outer = outer.parentElement) {
      if (getComputedStyle(outer).overflowX === "visible") continue;
      const edge = outer.getBoundingClientRect();
      if (box.left - reach < edge.left - 0.5 || box.top - reach < edge.top - 0.5) {
        found.push(`cut off: ${each.outerHTML.slice(0, 90)}`);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("change", ["", TURNED, TWICE], ids=["", "right to left", "200 %"])
def test_nothing_sticks_out_of_the_page(live_server: LiveServer, visit: Open, change: str) -> None:
    page = visit(live_server.url, width=640 if change == TWICE else 320).go("/components")
    if change:
        page.evaluate(change)
    assert page.evaluate(STICKS_OUT) == []


def test_whatever_has_the_focus_has_a_whole_ring(live_server: LiveServer, visit: Open) -> None:
    for width in (320, 1280):
        page = visit(live_server.url, width=width).go("/components")
        page.keyboard.press("Tab")
        assert page.evaluate(WITHOUT_A_RING) == []


def test_no_component_is_a_barrier(live_server: LiveServer, visit: Open) -> None:
    visitor = visit(live_server.url, width=1280)
    visitor.go("/components")
    assert visitor.barriers() == []
    assert visitor.complaints == []
    assert visitor.strangers() == []
