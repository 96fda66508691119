"""Findings on the desk: proposed with a source, confirmed by somebody else, kept for everyone."""

from typing import Final

import pytest
from flask import Flask

from directory.domain.books import Freshness
from directory.domain.findings import ANSWERS, FindingRefusal
from directory.domain.rules import BodyLimit
from directory.domain.vocabulary import ActorKind
from directory.web.review import finding_form, finding_words, rule_books
from tests.visitors import AccountClient, account, signed_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGE = "/review/rules/finding?country=US&region={}&profession=physical_therapist"
PENNSYLVANIA, CALIFORNIA = PAGE.format("PA"), PAGE.format("CA")
GIVEN = {
    "status": "permitted_with_requirements",
    "citation": "Letter <1> of the board",
    "source_url": "https://board.example/letter",
    "researched_on": "2026-11-20",
    "needling_hours": "54",
    "written_exam": "y",
    "body_limit": "none",
    "note": "The board leaves the rest to training.",
}


@pytest.fixture
def reviewer(app: Flask) -> AccountClient:
    return signed_in(app, account(app, ActorKind.REVIEWER))


def test_a_finding_is_proposed_confirmed_and_counts(app: Flask, reviewer: AccountClient) -> None:
    page = reviewer.page(PENNSYLVANIA)
    assert page.heading == "Finding: Physical therapists, Pennsylvania"
    sent = reviewer.send(PENNSYLVANIA, **GIVEN)
    assert sent.status_code == 303
    path = sent.location
    own = reviewer.page(path)
    assert "Letter <1> of the board" in own.texts("dd")
    assert "54 hours of needling training; a written examination" in own.texts("dd")
    assert "You proposed this." in reviewer.get(path).text
    assert reviewer.page(PENNSYLVANIA).texts("h2")[1] == "Waiting for a second reviewer"
    alone = reviewer.send(f"{path}/confirm")
    assert alone.status_code == 409
    assert "Another reviewer has to confirm it." in alone.text
    second = signed_in(app, account(app, ActorKind.REVIEWER))
    assert second.page(path).links()["Confirm this finding"] == f"{path}/confirm"
    assert second.page(f"{path}/confirm").heading == "Confirm a finding"
    assert second.send(f"{path}/confirm").location == path
    assert "confirmed it on 24 Nov 2026" in second.get(path).text
    assert "/step-up" in second.send(f"{path}/confirm").location, "a proof counts once"
    assert reviewer.send(f"{path}/put-aside").status_code == 409
    public = app.test_client().get("/rules/us/pa").text
    assert "Letter &lt;1&gt; of the board" in public
    assert "54 hours" in public
    listed = reviewer.get("/review/books").text
    assert "Holds until 20 Nov 2027." in listed


WRONG: Final[list[tuple[dict[str, str], str]]] = [
    ({"status": "silent"}, "Choose what the source says"),
    ({"status": "requires_registration"}, "Choose the entry that they need"),
    ({"citation": " "}, "Enter which text or letter this stands in"),
    ({"citation": "x" * 501}, "characters"),
    ({"source_url": "ftp://board.example/"}, "Enter the address of the source"),
    ({"researched_on": "11/20/2026"}, "Enter a day such as 2026-11-24"),
    ({"researched_on": "2026-11-25"}, "Enter today or an earlier day"),
    ({"researched_on": "2025-11-01"}, "more than 12 months ago"),
    ({"needling_hours": "0"}, "Enter a whole number from 1 to 2000"),
    ({"trained_after": "soon"}, "Enter a day such as 2026-11-24"),
    ({"authorization": "a crown"}, "Choose one of the list"),
    ({"body_limit": "ear"}, "Choose one of the list"),
    ({"note": "a\x00b"}, "Error:"),
]


def test_what_is_wrong_with_a_finding_is_said_and_nothing_is_lost(
    reviewer: AccountClient,
) -> None:
    for changes, said in WRONG:
        answer = reviewer.send(PENNSYLVANIA, **{**GIVEN, **changes})
        assert answer.status_code == 422, changes
        assert said in answer.text, changes
        assert "The board leaves the rest to training." in answer.text or "note" in changes
    assert reviewer.send(PENNSYLVANIA).status_code == 422


def test_a_rule_that_speaks_for_itself_is_amended(app: Flask, reviewer: AccountClient) -> None:
    page = reviewer.page(CALIFORNIA)
    assert "Bring this rule up to date" in page.texts("h2")
    version = page.one("input", name="amends").get("value", "")
    assert page.one("input", name="citation").get("value", "").startswith("Cal. Bus.")
    stale = reviewer.send(CALIFORNIA, **GIVEN, amends="2020-01-01")
    assert stale.status_code == 409
    assert "Another version of the rule was published" in stale.text
    bare = reviewer.send(CALIFORNIA, **GIVEN)
    assert bare.status_code == 409
    sent = reviewer.send(CALIFORNIA, **GIVEN, amends=version)
    assert f"Version {version} of the rule." in reviewer.page(sent.location).texts("dd")
    second = signed_in(app, account(app, ActorKind.REVIEWER))
    assert second.send(f"{sent.location}/confirm").status_code == 303
    assert "Holds until another version is published." in second.get("/review/books").text


def test_a_finding_is_put_aside(reviewer: AccountClient) -> None:
    path = reviewer.send(PENNSYLVANIA, **GIVEN).location
    assert reviewer.page(f"{path}/put-aside").heading == "Put a finding aside"
    assert reviewer.send(f"{path}/put-aside").location == path
    assert "put it aside on 24 Nov 2026" in reviewer.get(path).text


def test_what_is_not_there_is_not_found(reviewer: AccountClient) -> None:
    for path in (
        PAGE.format("ZZ"),
        PAGE.format(""),
        "/review/rules/finding",
        "/review/rules/finding?country=US&region=CO&profession=dentist",
        "/review/rules/findings/~",
        "/review/rules/findings/AAAA",
    ):
        assert reviewer.get(path).status_code == 404, path


def test_rules_are_listed_by_region_and_by_what_is_due(app: Flask) -> None:
    administrator = signed_in(app, account(app, ActorKind.ADMINISTRATOR))
    page = administrator.page("/review/books")
    assert "Rules to look at again" in page.texts("h2")
    colorado = administrator.page("/review/books?region=US-CO")
    assert "Rules: Colorado" in colorado.texts("h2")
    assert any(each.startswith("Physical therapist, Colorado") for each in colorado.texts("li"))
    assert "Settle or amend" not in administrator.get("/review/books?region=US-CO").text
    assert administrator.page("/review/books?region=nonsense").texts("h2") == page.texts("h2")


@pytest.mark.usefixtures("database_url")
def test_every_code_has_its_words() -> None:
    assert set(finding_words.REFUSALS) == set(FindingRefusal)
    assert set(finding_form.STATUSES) == set(ANSWERS)
    assert set(finding_form.LIMITS) == set(BodyLimit)
    assert set(rule_books.FRESHNESS) == set(Freshness)
