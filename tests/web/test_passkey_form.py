import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import get_template_attribute, render_template_string
from wtforms import Form, StringField

from tests.pages import Page, check, read, words
from tests.web.stage import stage

OPTIONS = json.dumps({"challenge": "c2FsdA", "user": {"name": 'O\'Hara "Jo" <jo@clinic.example>'}})
WITHOUT = "Passkeys need JavaScript. Turn it on in your browser, or use another way."


class NameForm(Form):
    name = StringField("Name of the passkey", description="For example: my phone")


@pytest.fixture(autouse=True)
def _on_stage() -> Iterator[None]:
    with stage():
        yield


def shown(kind: str = "get", **given: object) -> Page:
    """Show the form on a page of its own."""
    macro = get_template_attribute("components/passkey_form.html", "passkey_form")
    form = macro("/account/passkeys", kind, OPTIONS, "Use a passkey", **given)
    page = read(
        render_template_string(
            "<!DOCTYPE html><html lang=en><title>Keys</title><h1>Keys</h1>{{ form }}</html>",
            form=form,
        )
    )
    check(page)
    return page


def the_form(page: Page) -> Element:
    return page.one("form", action="/account/passkeys", method="post")


def hidden(page: Page) -> dict[str | None, str | None]:
    return {each.get("name"): each.get("value") for each in page.all("input", type="hidden")}


@pytest.mark.parametrize("kind", ["create", "get"])
def test_the_options_arrive_as_they_were_written(kind: str) -> None:
    form = the_form(shown(kind))
    assert form.get("data-passkey") == kind
    assert form.get("data-options") == OPTIONS


def test_without_scripts_the_page_says_what_to_do_and_has_no_button() -> None:
    page = shown()
    button = page.one("button", type="submit", id="passkey")
    assert "hidden" in button.attrib
    assert words(button) == "Use a passkey"
    assert page.texts("p")[0] == WITHOUT
    assert "data-without" in page.all("p")[0].attrib


def test_there_is_a_place_to_say_what_happened() -> None:
    page = shown()
    assert words(page.one("p", role="status")) == ""
    assert page.one("p", role="status") in list(the_form(page).iter())


@pytest.mark.parametrize(
    ("kind", "reasons"),
    [
        ("create", {"cancelled", "known", "failed", "unable"}),
        # A device that knows the passkey is what is wanted here.
        ("get", {"cancelled", "failed", "unable"}),
    ],
)
def test_every_way_to_fail_has_its_sentence(kind: str, reasons: set[str]) -> None:
    given = the_form(shown(kind)).attrib
    texts = {name[5:]: text for name, text in given.items() if name.startswith("data-")}
    del texts["passkey"], texts["options"]
    assert set(texts) == reasons
    assert len(set(texts.values())) == len(reasons)
    for text in texts.values():
        assert text.endswith(".")


def test_only_what_says_something_is_sent_along() -> None:
    assert hidden(shown()) == {"answer": None}
    assert hidden(shown(token="t0ken", next="/account")) == {  # noqa: S106  (no secret)
        "csrf_token": "t0ken",
        "next": "/account",
        "answer": None,
    }
    assert hidden(shown(token="", next="")) == {"answer": None}


def test_a_field_is_asked_before_the_passkey_is_made() -> None:
    form = NameForm()
    form.name.errors = ("Enter a name",)
    page = shown("create", field=form.name)
    field = page.one("input", id="name")
    assert field.get("aria-describedby") == "name-hint name-error"
    parts = list(the_form(page).iter())
    assert parts.index(field) < parts.index(page.one("button"))
    assert not shown("create").all("input", type="text")


def test_two_on_one_page_keep_apart() -> None:
    page = shown(id="another")
    assert page.one("button").get("id") == "another"
