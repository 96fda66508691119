"""What a reviewer has a listing say is said wherever the listing is: card, page and JSON alike."""

import json

import pytest
from flask import Flask

from directory.db import Database
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, PublicNotice
from directory.queries.listings import slug_of
from directory.web.presenters.notices import NAMES
from directory.workflows.notices import set_notice
from tests.clock import Clock
from tests.factories import person
from tests.pages import PageClient
from tests.visitors import account, office_of

SEARCH = "lat=39.7392&lon=-104.9847"
SAID = {
    PublicNotice.CALL_FIRST: "Call first. Some details here may be wrong.",
    PublicNotice.BEING_RECHECKED: "We are checking this listing again.",
}


def said(client: PageClient) -> tuple[list[object], list[str]]:
    """Read the notice in every answer for programs, and the notes on every page."""
    (found,) = client.get(f"/api/v1/search?{SEARCH}").get_json(force=True)["results"]
    record = client.get(f"/api/v1/practitioners/{found['id']}").get_json(force=True)
    line = json.loads(client.get("/api/v1/export/practitioners.ndjson").data)
    card = client.page(f"/search?{SEARCH}")
    page = client.page(f"/practitioners/{found['id']}/ada-example")
    notes = [
        text
        for each in (card, page)
        for text in each.texts("div", class_="note")
        if text in SAID.values()
    ]
    links = {**card.links(), **page.links()}
    assert links["Report a mistake: Ada Example"] == f"/practitioners/{found['id']}/report"
    return [found["notice"], record["notice"], line["notice"]], notes


def test_a_notice_is_said_everywhere_and_nowhere_else(
    app: Flask, client: PageClient, database: Database, clock: Clock
) -> None:
    with database.transaction() as session:
        person(session, number=7, at=clock())
    assert said(client) == ([None] * 3, [])
    reviewer = Actor(ActorKind.REVIEWER, account(app, ActorKind.REVIEWER))
    for notice in PublicNotice:
        with office_of(app).act(reviewer) as act:
            set_notice(act, 7, notice=notice)
        assert said(client) == ([notice.value] * 3, [SAID[notice]] * 2)


def test_every_notice_has_its_words() -> None:
    assert set(SAID) == set(NAMES) == set(PublicNotice)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Report", "report-report"), ("Ada Report", "ada-report"), ("李 Report", "report-report")],
)
def test_no_profile_has_the_address_of_a_page_beside_it(name: str, slug: str) -> None:
    assert slug_of(name) == slug
