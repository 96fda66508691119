"""Each kind of field in each state: label, hint, error and input, in that order and tied."""

from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

import pytest
from flask import get_template_attribute
from wtforms import Field, Form

from directory.web.public.gallery_forms import ShownFields, State, shown_fields
from tests.pages import Page, check, read, words
from tests.web.stage import stage

MACROS: Final = {
    "text": ("fields", "line"),
    "number": ("fields", "line"),
    "long": ("fields", "line"),
    "select": ("fields", "line"),
    "radios": ("fields", "choices"),
    "boxes": ("fields", "choices"),
    "many": ("fields", "choices"),
    "day": ("date_field", "date_boxes"),
    "file": ("file_field", "file_field"),
}
STATES: Final = ("Plain", "Hint", "Error", "Hint and error")
INPUTS: Final = frozenset({"input", "select", "textarea"})


@pytest.fixture(autouse=True)
def _on_stage() -> Iterator[None]:
    with stage():
        yield


def state(name: str) -> State:
    return next(each for each in shown_fields() if each.name == name)


def shown(field: Field) -> Page:
    """Print one field alone."""
    file, name = MACROS[field.short_name.removeprefix(_prefix(field))]
    macro: Any = get_template_attribute(f"components/{file}.html", name)
    html = macro(field, ".pdf") if name == "file_field" else macro(field)
    page = read(f"<!DOCTYPE html><html lang=en><title>Form</title><h1>Form</h1>{html}</html>")
    check(page)
    return page


def _prefix(field: Field) -> str:
    return field.name.removesuffix(field.short_name)


def around(page: Page) -> Element:
    (box,) = page.all("*", class_="field")
    return box


def test_every_kind_of_field_is_held_to_this() -> None:
    assert set(MACROS) | {"box"} == set(ShownFields()._fields)
    assert tuple(each.name for each in shown_fields()) == STATES


@pytest.mark.parametrize("name", MACROS)
@pytest.mark.parametrize("at", STATES)
def test_a_field_is_label_hint_error_and_input(name: str, at: str) -> None:
    field = state(at).form[name]
    box = around(shown(field))
    hint, wrong = field.description, list(field.errors)
    order = [
        "input"
        if each.tag in INPUTS
        else "label"
        if each.tag in {"label", "legend"}
        else (each.get("class") or "").split(" ")[0]
        for each in box.iter()
        if each.tag in INPUTS | {"label", "legend"}
        or (each.get("class") or "") in {"hint", "error"}
    ]
    said = [*(["hint"] if hint else []), *(["error"] if wrong else [])]
    assert order[: 2 + len(said)] in (["label", *said, "input"], ["label", *said, "label"])
    assert words(next(each for each in box.iter() if each.tag in {"label", "legend"})) == (
        field.label.text
    )


@pytest.mark.parametrize("name", MACROS)
@pytest.mark.parametrize("at", STATES)
def test_what_is_said_about_a_field_is_read_out_with_it(name: str, at: str) -> None:
    page = shown(state(at).form[name])
    box = around(page)
    tied = box if box.tag == "fieldset" else next(e for e in box.iter() if e.tag in INPUTS)
    named = tied.get("aria-describedby", "").split()
    texts = [words(page.one("*", id=each)) for each in named]
    field = state(at).form[name]
    wrong = [f"Error: {each}" for each in field.errors]
    assert texts == [*([field.description] if field.description else []), *wrong]
    assert ("wrong" in (box.get("class") or "").split()) is bool(wrong)
    if box.tag == "div":
        assert (tied.get("aria-invalid") == "true") is bool(wrong)


@pytest.mark.parametrize("at", STATES)
def test_the_summary_leads_to_an_input_for_each_mistake(at: str) -> None:
    form = state(at).form
    html = str(get_template_attribute("components/error_summary.html", "form_summary")(form))
    fields = "".join(_html(form[name]) for name in MACROS)
    page = read(
        f"<!DOCTYPE html><html lang=en><title>Form</title><h1>Form</h1>{html}{fields}</html>"
    )
    if "rror" not in at:
        assert not page.all("div", class_="problem")
        return
    problem = page.one("div", class_="problem")
    assert problem.get("role") == "alert"
    assert problem.get("tabindex") == "-1"
    targets = [link.get("href", "")[1:] for link in problem.iter("a")]
    assert len(targets) == len(list(form))
    for target in targets:
        if target.endswith("-box"):
            continue
        (led,) = page.all("*", id=target)
        assert led.tag in INPUTS, f"{target} is a <{led.tag}>, which takes no typing"


def _html(field: Field) -> str:
    file, name = MACROS[field.short_name]
    macro: Any = get_template_attribute(f"components/{file}.html", name)
    return str(macro(field, ".pdf") if name == "file_field" else macro(field))


def test_many_choices_show_four_and_a_fold_which_opens_where_one_in_it_is_chosen() -> None:
    def fold(form: Form) -> Element:
        return next(around(shown(form["many"])).iter("details"))

    form = state("Plain").form
    assert len(list(fold(form).iter("input"))) == 5
    assert fold(form).get("open") is None
    form.many.data = ["9"]
    assert fold(form).get("open") is not None


def test_one_box_by_itself_is_named() -> None:
    field = state("Plain").form.box
    html = get_template_attribute("components/fields.html", "checkbox")(field)
    page = read(f"<!DOCTYPE html><html lang=en><title>Form</title><h1>Form</h1>{html}</html>")
    check(page)
    assert page.one("label").get("for") == page.one("input").get("id")
