"""The guide's pages: fit to be shown in every language, sourced, and leading on."""

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from flask import Flask

from directory.adapters.guide_files import read_guide
from directory.domain.guide import Kind
from tests.pages import Page, PageClient, words

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
OWN = ("about", "privacy", "accessibility")
SLUGS = tuple(read_guide().pages["en"])


def path_of(slug: str, language: str = "en") -> str:
    prefix = "" if language == "en" else f"/{language}"
    return f"{prefix}/{slug}" if slug in OWN else f"{prefix}/guide/{slug}"


def local(page: Page) -> Iterator[str]:
    for address in page.links().values():
        parts = urlsplit(address)
        if not parts.netloc and parts.path.startswith("/"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_page_is_shown_in_every_language(client: PageClient, language: str) -> None:
    for slug, page in read_guide().pages[language].items():
        shown = client.page(path_of(slug, language))
        assert shown.heading == " ".join(page.front.title.split())
        assert shown.one("html").get("lang") == language
        assert not shown.all("article", lang="en")
        assert shown.one("meta", name="description").get("content") == page.front.summary


@pytest.mark.parametrize("slug", SLUGS)
def test_every_link_leads_somewhere(client: PageClient, slug: str) -> None:
    for address in set(local(client.page(path_of(slug)))):
        assert client.get(address, follow_redirects=True).status_code == 200, address


def test_links_to_other_sites_name_them_and_tell_them_nothing(client: PageClient) -> None:
    for link in client.page("/guide/warning-signs").one("article").iter("a"):
        if link.get("href", "").startswith("http"):
            assert link.get("rel") == "noopener noreferrer"
    assert "(medlineplus.gov), read 1 Dec 2026" in words(client.page("/guide/warning-signs").root)


def test_pages_about_medicine_say_that_nobody_has_reviewed_them(client: PageClient) -> None:
    for slug, page in read_guide().pages["en"].items():
        said = "Not yet reviewed by a clinician." in words(client.page(path_of(slug)).root)
        assert said == (page.front.kind is Kind.MEDICAL)


def test_the_hub_leads_to_every_page_about_medicine(client: PageClient) -> None:
    links = client.page("/guide").links().values()
    for slug, page in read_guide().pages["en"].items():
        if page.front.kind is Kind.MEDICAL:
            assert path_of(slug) in links


def test_one_page_leads_to_the_next(client: PageClient) -> None:
    medical = [s for s, p in read_guide().pages["en"].items() if p.front.kind is Kind.MEDICAL]
    for slug, following in pairwise(medical):
        names = client.page(path_of(slug)).links()
        assert names[f"Next: {read_guide().pages['en'][following].front.menu}"] == path_of(
            following
        )
    assert not any(name.startswith("Next:") for name in client.page(path_of(medical[-1])).links())


def test_pages_about_the_site_stand_at_its_root(client: PageClient) -> None:
    answer = client.get("/guide/privacy")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/privacy")


@pytest.mark.parametrize("slug", ["gout", "..", "Migraine", "%00", "x" * 500, "a/b"])
def test_what_there_is_not_is_not_found(client: PageClient, slug: str) -> None:
    assert client.get(f"/guide/{slug}").status_code in {301, 308, 404}


def test_headache_types_have_the_sections_that_were_promised(client: PageClient) -> None:
    for slug in ("tension-type", "migraine", "cluster", "sinus", "neck-related"):
        headings = client.page(f"/guide/{slug}").texts("h2")
        assert "Could needling help?" in headings
        assert "What it feels like" in headings
        assert "When to see a doctor" in headings
        assert "Find someone" in headings


def test_a_search_begins_with_the_headache_of_the_page(client: PageClient) -> None:
    links = client.page("/guide/migraine").links()
    assert links["Find someone near you"] == "/?headache=migraine&access=low_light"
    begun = client.page(links["Find someone near you"])
    chosen = [
        o for o in begun.one("select", id="headache").iter("option") if "selected" in o.attrib
    ]
    assert [words(option) for option in chosen] == ["Migraine"]


def test_both_numbers_are_said_where_countries_differ(app: Flask, client: PageClient) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from directory.web.wiring import services, wire  # noqa: PLC0415

    with app.app_context():
        kept = services()
        wire(app, replace(kept, settings=replace(kept.settings, emergency_ca="112")))
    assert "Call 911 (in Canada 112) if a headache" in words(
        client.page("/guide/warning-signs").root
    )
