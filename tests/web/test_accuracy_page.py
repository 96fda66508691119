"""The page about how right the directory is: measured, explained, and silent about few."""

from datetime import timedelta

import pytest
from flask import Flask

from directory.domain.situations import Actor
from directory.domain.verification import Action
from directory.domain.vocabulary import ActorKind, CredentialKind
from directory.models.desk import DecisionFact
from directory.models.reports import RecheckResult
from directory.web.presenters.drawings import heights
from tests.clock import Clock
from tests.factories import person
from tests.pages import PageClient
from tests.visitors import office_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SYSTEM = Actor(ActorKind.SYSTEM, None)


def test_of_few_the_page_says_that_nothing_is_known(app: Flask, client: PageClient) -> None:
    with office_of(app).act(SYSTEM) as act:
        person(act.session)
    page = client.page("/accuracy")
    assert page.heading == "How right and how current this directory is"
    unknown = [text for text in page.texts("p") if text.startswith("Not known yet")]
    assert len(unknown) == 4
    assert not page.all("svg", class_="drawing")
    assert "0 reports are open." in page.texts("p")
    assert client.page("/").links()["How right this directory is"] == "/accuracy"


def test_each_figure_stands_with_its_drawing_its_table_and_how_it_is_computed(
    app: Flask, client: PageClient, clock: Clock
) -> None:
    with office_of(app).act(SYSTEM) as act:
        for _ in range(20):
            person(act.session)
        act.session.add_all(
            RecheckResult(id=number, done_on=act.today, exact=number > 1, functional=True)
            for number in range(40)
        )
        act.session.add_all(
            DecisionFact(
                id=number,
                account_id=1,
                day=act.today,
                at=act.at,
                kind=CredentialKind.LICENCE,
                action=Action.VERIFY,
                waited=(number + 1) * 3_600,
                undone=False,
            )
            for number in range(20)
        )
    page = client.page("/accuracy")
    said = page.texts("p")
    assert any(text.startswith("95% were exactly right (38 of 40; between 83%") for text in said)
    assert any("within the last 90 days, and 100% within 120 days." in text for text in said)
    assert any(text.endswith("had waited for us 10 hours or less.") for text in said)
    assert len(page.all("svg", class_="drawing")) == len(page.all("table")) == 3
    computed = [text for text in page.texts("summary") if text.startswith("How we compute this")]
    assert len(computed) == 5
    assert page.texts("th", scope="row")[1] == "Right enough"
    assert page.texts("td")[3] == "40 of 40"
    # What changes is measured anew a quarter of an hour later.
    with office_of(app).act(SYSTEM) as act:
        act.session.add(RecheckResult(id=99, done_on=act.today, exact=True, functional=True))
    assert "38 of 40" in client.get("/accuracy").text
    clock.forward(timedelta(minutes=15))
    assert "39 of 41" in client.get("/accuracy").text


@pytest.mark.parametrize("spoken", ["es", "fr"])
def test_the_page_is_read_in_every_language(client: PageClient, spoken: str) -> None:
    assert client.page(f"/{spoken}/accuracy").status == 200


def test_columns_are_drawn_to_scale_and_nothing_is_not_unknown(database_url: str) -> None:
    assert database_url
    assert heights([]) == []
    assert heights([None, None]) == [None, None]
    assert heights([0, 0]) == [0, 0]
    assert heights([1, None, 1_000, 500, 0]) == [1, None, 100, 50, 0]
