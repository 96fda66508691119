"""A reader whose program asks for Spanish or French is offered the page in it, and stays here."""

from typing import Final

import pytest
from flask import Flask

from tests.pages import Page, PageClient, read_page

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PATH: Final = "/search?near=&headache=migraine"


def offer(page: Page) -> list[tuple[str | None, str | None]]:
    """Give the language and the address of what the head of a page offers."""
    lines = page.one("header").findall("p")
    return [(link.get("lang"), link.get("href")) for line in lines for link in line.findall("a")]


ASKED: Final = {
    "es": "es",
    "fr-CA,fr;q=0.9,en;q=0.8": "fr",
    "es-419, es;q=0.9": "es",
    "ES-mx": "es",
    "de, fr;q=0.5, en;q=0.3": "fr",
    "en;q=0.5, fr;q=0.9": "fr",
    "": None,
    "*": None,
    "en-US,es;q=0.9": None,
    "en-GB, en;q=0.9, fr;q=0.8": None,
    "de": None,
    "fr;q=0": None,
    "est": None,
    "fr-" + "x" * 5000: "fr",
}


def test_the_first_language_that_we_speak_is_offered(client: PageClient) -> None:
    for asked, code in ASKED.items():
        answer = client.get("/rules", headers={"Accept-Language": asked})
        page = read_page(answer)
        assert answer.status_code == 200, "nobody is sent anywhere"
        assert offer(page) == ([(code, f"/{code}/rules")] if code else []), asked
        assert page.one("html").get("lang") == "en"
        assert "Accept-Language" in answer.headers["Vary"]
    nonsense = {"Accept-Language": "es;q=nonsense\x01, \xff;;,"}
    assert client.get("/rules", headers=nonsense).status_code == 200


@pytest.mark.parametrize(
    ("code", "says"),
    [("es", "Lea esta página en español"), ("fr", "Lire cette page en français")],
)
def test_it_is_said_in_that_language_and_keeps_the_question(
    client: PageClient, code: str, says: str
) -> None:
    page = client.page(PATH, headers={"Accept-Language": code})
    assert page.links()[says] == f"/{code}{PATH}"
    assert page.heading == "Where do you want to search?"


def test_who_is_there_already_is_offered_nothing(client: PageClient) -> None:
    answer = client.get("/es/rules", headers={"Accept-Language": "fr"})
    assert not offer(client.page("/es/rules", headers={"Accept-Language": "fr"}))
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_what_was_sent_cannot_be_read_in_another_language(app: Flask) -> None:
    answer = app.test_client().post("/rules", headers={"Accept-Language": "es"})
    assert answer.status_code == 405
    assert not offer(read_page(answer))
