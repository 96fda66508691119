"""What a page owes whoever reads it, asked of a browser that shows it."""

# ruff: noqa: E501 -- scripts that a browser runs stand as they are written

from collections.abc import Iterator
from typing import Any, Final

from playwright.sync_api import Page

from tests.audit.light import light_of, too_bright
from tests.browsers import Visit

PHONE: Final = 360
DESK: Final = 1400
HEIGHTS: Final = {PHONE: 800, DESK: 1680}
MOST_STOPS: Final = 900
"""Tab stops after which a page is given up on."""

_NAMED: Final = """() => {
  const said = [];
  const heads = document.querySelectorAll("h1");
  if (heads.length !== 1) said.push(`${heads.length} h1, not one`);
  else {
    const words = heads[0].innerText.replace(/\\s+/g, " ").trim();
    const title = document.title.replace(/\\s+/g, " ").replace(/^(Error|Erreur ?): /, "");
    if (!words || !title.startsWith(words)) said.push(`the title "${document.title}" does not begin with the h1 "${words}"`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) said.push(`the id ${id} stands twice`);
  if (!document.documentElement.lang) said.push("no language is named");
  return said;
}"""
_MOVES: Final = """() => {
  const said = [];
  for (const each of document.querySelectorAll("*")) {
    const style = getComputedStyle(each);
    if (style.animationName !== "none") said.push(`${each.tagName} is animated`);
    if (parseFloat(style.transitionDuration) > 0) said.push(`${each.tagName} has a transition`);
    if (["dotted", "dashed"].includes(style.borderTopStyle)) said.push(`${each.tagName} has a ${style.borderTopStyle} line`);
  }
  return [...new Set(said)];
}"""
_WIDE: Final = """(direction) => {
  document.documentElement.dir = direction;
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  document.documentElement.removeAttribute("dir");
  return over > 0 ? [`${over} pixels too wide (${direction})`] : [];
}"""
_STOPS: Final = """() => {
  const fields = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const radios = new Set();
  return [...document.querySelectorAll(fields)].filter((each) => {
    if (each.disabled || each.type === "hidden" || each.tabIndex < 0 || !each.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    if (each.type !== "radio") return true;
    // Of the answers to one question the keyboard stops at one.
    const name = `${each.form && each.form.id} ${each.name}`;
    return !radios.has(name) && radios.add(name);
  }).length;
}"""
_FROM_THE_START: Final = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}"""
_FOCUSED: Final = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  // Whoever comes to the same thing again is caught, or has been everywhere.
  // A field for a date has several stops of its own.
  const met = (window.metByKeyboard ||= new Set());
  if (here === window.lastStop) return (window.again = (window.again || 0) + 1) > 8 ? null : { again: true };
  if (met.has(here)) return null;
  met.add(here);
  window.lastStop = here;
  window.again = 0;
  const drawn = here.querySelector(":scope > .pin") || here;
  const style = getComputedStyle(drawn);
  const ring = drawn === here
    ? style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    : parseFloat(style.strokeWidth) >= 3;
  const box = here.getClientRects()[0] || here.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const named = (here.id || here.innerText || here.getAttribute("aria-label") || here.tagName).slice(0, 50);
  return {
    named: `${here.tagName.toLowerCase()} "${named.trim()}"`,
    ring,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    covered: !!top && top !== here && !here.contains(top) && !top.contains(here) && !(here.labels && [...here.labels].some((label) => label.contains(top))),
  };
}"""


def faults_of(visit: Visit, theme: str, *, scripts: bool) -> Iterator[str]:
    """Go through everything that a page owes; `scripts`: whether it may run any."""
    page = visit.page
    yield from (f"asked of somebody else: {address}" for address in visit.strangers())
    yield from (f"console: {words}" for words in visit.complaints)
    size = page.viewport_size
    if size and size["width"] == DESK:
        # The budget is one of a picture of that size: on a phone there is less paper about the words.
        yield from too_bright(light_of(page.screenshot(), theme), theme)
    yield from _asked(page, _NAMED)
    yield from _asked(page, _MOVES)
    for direction in ("ltr", "rtl"):
        yield from _asked(page, _WIDE, direction)
    if scripts:
        yield from visit.barriers()
        yield from by_keyboard(page)


def by_keyboard(page: Page) -> Iterator[str]:
    """Go through a page by Tab alone: every stop is reached, seen, ringed and not covered."""
    expected = page.evaluate(_STOPS)
    page.evaluate(_FROM_THE_START)
    reached = 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate(_FOCUSED)
        if stop is None:
            break
        if "again" in stop:
            continue
        reached += 1
        if not stop["ring"]:
            yield f"{stop['named']}: no focus ring"
        if not stop["seen"]:
            yield f"{stop['named']}: out of sight when it has the focus"
        if stop["covered"]:
            yield f"{stop['named']}: covered when it has the focus"
    if reached < expected:
        yield f"Tab reaches {reached} of {expected} things"


def _asked(page: Page, script: str, argument: str = "") -> list[str]:
    found: list[str] = page.evaluate(script, argument) if argument else page.evaluate(script)
    return found
