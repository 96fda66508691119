"""Each page for when something failed: provoked, calm, in every language, and with a way on."""

from pathlib import Path
from typing import Final

import pytest
from flask import Flask, abort
from werkzeug.exceptions import TooManyRequests

from directory import config, create_app
from directory.web import faults
from tests.pages import Page, PageClient, read_page
from tests.visitors import SAME_SITE

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

REALLY: Final = {
    400: ("POST", "/display", {"headers": {"Sec-Fetch-Site": "cross-site"}}),
    404: ("GET", "/nowhere", {}),
    405: ("POST", "/rules", {}),
    413: ("POST", "/display", {"headers": SAME_SITE, "data": {"next": "x" * (2 << 20)}}),
}
TITLES: Final = {
    400: "This address cannot be read",
    403: "This page is for somebody else",
    404: "Page not found",
    405: "This page cannot do that",
    410: "This page is gone",
    413: "What you sent is too large",
    429: "You have searched many times in a short while",
    500: "There is a problem with the service",
    503: "The service is not available",
}
LANGUAGES: Final = ("", "/es", "/fr")


def fail_with(app: Flask, fault: int | Exception) -> None:
    """Have the page of rules fail."""

    def fails() -> str:
        if isinstance(fault, Exception):
            raise fault
        abort(fault)

    app.testing = False
    app.view_functions["public.rules"] = fails


def says(page: Page) -> str:
    return " ".join(page.texts("p"))


def test_there_is_a_page_for_each_of_these() -> None:
    assert set(TITLES) == faults.PAGES


@on_one_database
def test_it_comes_when_that_happens(app: Flask) -> None:
    for status, (method, path, more) in REALLY.items():
        answer = app.test_client().open(path, method=method, **more)  # type: ignore[arg-type]
        assert answer.status_code == status
        assert read_page(answer).heading == TITLES[status]


@on_one_database
@pytest.mark.parametrize("status", TITLES)
def test_it_is_calm_says_what_to_do_and_leads_on(app: Flask, status: int) -> None:
    fail_with(app, status)
    for language in LANGUAGES:
        _holds(app, status, language=language)


def _holds(app: Flask, status: int, *, language: str) -> None:
    answer = app.test_client().get(f"{language}/rules")
    page = read_page(answer)
    assert answer.status_code == status
    assert (page.heading == TITLES[status]) is (language == "")
    assert page.one("meta", name="robots").get("content") == "noindex"
    assert page.one("html").get("lang") == (language[1:] or "en")
    assert f"{language}/" in [link.get("href") for link in page.all("a", class_="button")], (
        "no way to a new search"
    )
    for word in ("sorry", "please", "oops", "invalid", "should"):
        assert word not in says(page).lower()
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not answer.headers.getlist("Set-Cookie")


@on_one_database
def test_who_asked_too_often_is_told_how_long_to_wait(app: Flask) -> None:
    for seconds, wait in ((None, "1 minute"), (60, "1 minute"), (61, "2 minutes")):
        fail_with(app, TooManyRequests(retry_after=seconds))
        answer = app.test_client().get("/rules")
        assert f"Wait {wait} and try again." in says(read_page(answer))
        assert answer.headers.get("Retry-After") == (None if seconds is None else str(seconds))
        assert "call 911" in says(read_page(answer))


@on_one_database
def test_any_other_fault_is_answered_by_the_page_nearest_to_it(app: Flask) -> None:
    for status, page in ((409, 400), (415, 400), (418, 400), (501, 500)):
        fail_with(app, status)
        answer = app.test_client().get("/rules")
        assert answer.status_code == status
        assert read_page(answer).heading == TITLES[page]


@on_one_database
def test_programs_are_told_in_kind(app: Flask) -> None:
    app.testing = False
    for status in TITLES:

        def fails(code: int = status) -> str:
            abort(code)

        app.view_functions["api.rules"] = fails
        answer = app.test_client().get("/api/v1/rules")
        assert answer.status_code == status
        assert answer.mimetype == "application/problem+json"
        told = answer.get_json()
        assert told["status"] == status
        assert told["title"]
        assert told["detail"].endswith(".")


def test_no_page_needs_the_database(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"This was a database once." * 400)
    app = create_app(
        config.load(
            {
                "SECRET_KEY": "only for tests, and long enough for them",
                "DATABASE_URL": f"sqlite:///{damaged}",
            }
        )
    )
    app.test_client_class = PageClient
    for status, title in TITLES.items():
        fail_with(app, status)
        for language in LANGUAGES:
            answer = app.test_client().get(f"{language}/rules")
            assert answer.status_code == status
            assert language or read_page(answer).heading == title
