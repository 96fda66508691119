"""The page of components shows every one of them, fit to be read, and in every language."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from flask import Flask
from jinja2 import Environment, nodes

from tests.pages import Page, PageClient

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TEMPLATES: Final = Path(__file__).parents[2] / "templates"
GALLERY: Final = ("public/gallery.html", "layouts/base.html", "layouts/public.html")
ABOUT_A_LISTING: Final = {
    ("own_credentials.html", "begin"),
    ("own_credentials.html", "credential"),
    ("own_credentials.html", "on_file"),
    ("own_credentials.html", "over"),
    ("merge_side.html", "merge_side"),
    ("file_field.html", "file_pages"),
}
"""They lead to the addresses of one listing, and its forms carry the token of a session."""

Macro = tuple[str, str]


def parsed(path: Path) -> nodes.Template:
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(path.read_text())


def imported(tree: nodes.Node, home: str = "") -> dict[str, Macro]:
    """Map the names that a template calls macros by to where they stand."""
    known = {each.name: (home, each.name) for each in tree.find_all(nodes.Macro) if home}
    for line in tree.find_all(nodes.FromImport):
        assert isinstance(line.template, nodes.Const)
        file = Path(line.template.value).name
        for name in line.names:
            original, alias = name if isinstance(name, tuple) else (name, name)
            known[alias] = (file, original)
    return known


def called(tree: nodes.Node, known: dict[str, Macro]) -> Iterator[Macro]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in known:
            yield known[call.node.name]


def macros() -> dict[Macro, set[Macro]]:
    """Map every macro to those it calls."""
    return {
        (path.name, macro.name): set(called(macro, imported(tree, path.name)))
        for path in sorted((TEMPLATES / "components").glob("*.html"))
        for tree in (parsed(path),)
        for macro in tree.find_all(nodes.Macro)
    }


@pytest.fixture
def page(client: PageClient) -> Page:
    return client.page("/components")


def test_every_component_is_shown() -> None:
    known = macros()
    shown: set[Macro] = set()
    for path in (*(TEMPLATES / name for name in GALLERY), *TEMPLATES.glob("public/gallery/*.html")):
        tree = parsed(path)
        shown |= set(called(tree, imported(tree)))
    waiting = list(shown)
    while waiting:
        for inner in known[waiting.pop()] - shown:
            shown.add(inner)
            waiting.append(inner)
    assert set(known) - shown == ABOUT_A_LISTING


@on_one_database
@pytest.mark.parametrize("language", ["", "/es", "/fr"])
def test_it_is_a_page_like_any_other(client: PageClient, language: str) -> None:
    page = client.page(f"{language}/components")
    assert page.one("meta", name="robots").get("content") == "noindex"
    headings = [int(each.tag[1]) for each in page.root.iter() if each.tag in {"h1", "h2", "h3"}]
    assert headings[0] == 1
    # No heading is more than one level below the one before it.
    assert all(below - above <= 1 for above, below in pairwise(headings))


@on_one_database
def test_every_link_on_the_page_leads_somewhere_on_it(page: Page) -> None:
    ids = {element.get("id") for element in page.root.iter()}
    inside = [link.get("href", "") for link in page.all("a")]
    assert {each[1:] for each in inside if each.startswith("#")} <= ids


@on_one_database
def test_nothing_on_it_can_be_sent_anywhere_else(app: Flask, page: Page) -> None:
    """But the question, which is asked by GET as on every page, and the display."""
    actions = {
        (form.get("method", "get"), form.get("action", "/components")) for form in page.all("form")
    }
    assert actions <= {
        ("get", "/search"),
        ("get", "/components"),
        ("post", "/display"),
        ("post", "/components"),
    }
    assert app.test_client().post("/components").status_code == 405
