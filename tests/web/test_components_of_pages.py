"""What a component says to whoever does not see it: names, roles, states in words."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import get_template_attribute

from tests.pages import Page, check, read, words
from tests.web.stage import stage


@pytest.fixture(autouse=True)
def _on_stage() -> Iterator[None]:
    with stage():
        yield


def shown(file: str, name: str, *given: Any, **more: Any) -> Page:  # noqa: ANN401  (any macro's)
    macro: Any = get_template_attribute(f"components/{file}.html", name)
    html = macro(*given, **more)
    page = read(f"<!DOCTYPE html><html lang=en><title>Part</title><h1>Part</h1>{html}</html>")
    check(page)
    return page


def task(status: str, said: str, href: str = "/t") -> dict[str, str]:
    return {"name": f"{status} task", "href": href, "hint": "", "status": status, "said": said}


def test_a_task_is_read_with_how_it_stands() -> None:
    tasks = [task("completed", "Completed"), task("problem", "There is a problem")]
    page = shown("task_list", "task_list", [*tasks, task("later", "Cannot start yet", "")])
    links = page.all("a")
    assert [words(page.one("span", id=each.get("aria-describedby", ""))) for each in links] == [
        "Completed",
        "There is a problem",
    ]
    assert len(page.all("li")) == 3, "what cannot be begun is no link"


def test_a_timeline_says_which_step_is_now() -> None:
    quiet = {"why": "", "words": "", "by_owner": False}
    events = [
        {"said": "Sent", "on": "1 Nov 2026", "is_now": False, **quiet},
        {"said": "Asked", "on": "3 Nov 2026", "is_now": True, **quiet, "why": "Unreadable."},
    ]
    page = shown("timeline", "timeline", {"events": events})
    (now,) = page.all("li", aria_current="step")
    assert words(now).startswith("Asked 3 Nov 2026")
    assert words(now[-1]) == "Unreadable."
    assert page.one("ol") is not None, "in the order in which it happened"


def test_pages_say_which_is_here_and_name_their_numbers() -> None:
    pages = [{"href": "/1", "text": "1"}, {"href": "", "text": "2"}, None]
    around = {"showing": "Showing 21–40", "previous": "/1", "next": "/3", "pages": pages}
    page = shown("pagination", "pagination", around)
    assert page.one("nav").get("aria-label") == "Pages of results"
    assert words(page.one("span", aria_current="page")) == "Page 2"
    assert page.texts("a") == ["Previous", "Page 1", "Next"]
    assert page.one("li", class_="gap").get("aria-hidden") == "true"
    alone = {"showing": "Showing 1–3", "previous": "", "next": "", "pages": []}
    assert not shown("pagination", "pagination", alone).all("ul")


def test_a_confirmation_is_announced_and_holds_nothing_to_press() -> None:
    page = shown("confirmation", "confirmation", "Your report is here.", "Reference", "HD-1")
    box = page.one("div", role="status")
    assert words(box[0]) == "Your report is here."
    assert words(page.one("strong")) == "HD-1"
    assert not [each for each in box.iter() if each.tag in {"a", "button", "input"}]


def test_a_filter_in_force_says_that_pressing_it_takes_it_away() -> None:
    page = shown("filter_tags", "filter_tags", [{"href": "/x", "text": "Migraine"}], "/clear")
    assert page.texts("a") == ["Remove filter: Migraine", "Clear all"]
    assert not shown("filter_tags", "filter_tags", []).all("a")


def test_the_care_card_names_the_number_before_anything_folds() -> None:
    page = shown("care_card", "care_card", "112")
    card = page.one("div", class_="care")
    assert card.get("role") == "note"
    assert [each.tag for each in card] == ["p", "details"]
    assert "Call 112" in words(card[0])


def test_a_note_is_a_bar_and_words() -> None:
    page = shown("notes", "note", "Call first.", "Source: a page", "wait")
    assert page.one("div").get("class") == "note wait"
    assert page.texts("p") == ["Call first.", "Source: a page"]


def test_changing_a_fact_says_which() -> None:
    page = shown("fact_rows", "fact_rows", [("City", "Denver", "/c"), ("Street", "", "/s")])
    assert page.texts("a") == ["Change City", "Add Street"]
    assert page.texts("dt") == ["City", "Street"]
    assert "Not stated" in page.texts("dd")[1]


def test_a_drawing_has_a_title_and_its_table_a_name_and_heads() -> None:
    columns = [{"label": "Jan", "value": "12", "height": 60}]
    drawing = {"id": "d", "title": "People a month", "columns": columns}
    page = shown("drawings", "columns", drawing)
    assert page.one("svg").get("role") == "img"
    assert words(page.one("title", id="d")) == "People a month"
    table = {"caption": "People", "heads": ["Month", "People"], "rows": [["January", "12"]]}
    page = shown("drawings", "table", table)
    scrolls = page.one("div", role="region")
    assert (scrolls.get("tabindex"), scrolls.get("aria-label")) == ("0", "People")
    assert [each.get("scope") for each in page.all("th")] == ["col", "col", "row"]


def test_marks_never_stand_without_words() -> None:
    lines = [
        {"mark": mark, "finding": f"Found {mark}", "how": "", "on": "", "ask": ""}
        for mark in ("tick", "dot", "none")
    ]
    page = shown("checks", "checks", lines)
    assert page.texts("li") == ["Found tick", "Found dot", "Found none"]
    assert all(svg.get("aria-hidden") == "true" for svg in page.all("svg"))


def test_a_place_on_offer_is_a_link_with_what_tells_it_apart() -> None:
    choices = [{"href": "/il", "text": "Springfield, IL", "note": "Sangamon County"}]
    page = shown("place_choices", "place_choices", choices)
    assert page.texts("li") == ["Springfield, IL Sangamon County"]
    assert page.links() == {"Springfield, IL": "/il"}


def test_old_and_new_are_told_apart_without_color() -> None:
    rows = [{"term": "City", "old": "Boulder", "new": "Denver"}]
    page = shown("old_new", "old_new_table", rows, "What changes")
    assert words(page.one("caption")) == "What changes"
    assert [each.get("data-label") for each in page.all("td") if each.get("data-label")] == [
        "Now",
        "New",
    ]
