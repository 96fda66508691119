"""Samples on the desk: each line of a listing is answered, once, and counted without a name."""

import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain import ids
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.reports import Recheck, RecheckResult
from directory.workflows.rechecks import draw_week
from tests.factories import person
from tests.pages import Page
from tests.visitors import AccountClient, account, office_of, signed_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ADA = 7
PERSON = f"/review/person/{ids.encode(ADA)}"
SYSTEM = Actor(ActorKind.SYSTEM, None)


@pytest.fixture
def me(app: Flask) -> int:
    return account(app, ActorKind.REVIEWER)


@pytest.fixture
def reviewer(app: Flask, me: int) -> AccountClient:
    """Sign a reviewer in, when one listing has been drawn."""
    with office_of(app).act(SYSTEM) as act:
        person(act.session, number=ADA)
    assert draw_week(office_of(app), 1) == 1
    return signed_in(app, me)


def page_of(reviewer: AccountClient) -> tuple[str, Page]:
    links = reviewer.page(PERSON).links()
    path = links["Look at this listing anew, by 9 Dec 2026"]
    return path, reviewer.page(path)


def answers(page: Page, **changed: str) -> dict[str, str]:
    asked = {field.get("name", "") for field in page.all("input", type="radio")}
    seen = page.one("input", name="seen").get("value", "")
    return {**dict.fromkeys(asked, "right"), "seen": seen, "note": "Called.", **changed}


def results(app: Flask) -> list[tuple[bool, bool]]:
    with office_of(app).act(SYSTEM) as act:
        found = act.session.scalars(select(RecheckResult)).all()
        return [(each.exact, each.functional) for each in found]


def test_a_sample_is_looked_at_line_by_line(app: Flask, reviewer: AccountClient) -> None:
    path, page = page_of(reviewer)
    assert page.heading == "Sample re-check: Ada Example"
    legends = page.texts("legend")
    assert legends == [
        "The Colorado register has the license PTL.0000007 as valid",
        "They see patients at Example Clinic",
        "They do IMS or dry needling for headaches",
        "Address: Example Clinic, 100 Example Street, Denver, CO 80202",
        "Telephone: (303) 555-0100",
        "Name: Ada Example",
        "They take new patients",
    ]
    # What is not answered is asked again, and what was typed stays.
    fields = answers(page, phone="nonsense")
    del fields["address"]
    again = reviewer.send(path, **fields)
    assert again.status_code == 422
    assert again.text.count("Choose how you found this") >= 2
    assert "Called." in again.text
    done = reviewer.send(path, **answers(page, new_patients="wrong"))
    assert (done.status_code, done.location) == (303, PERSON)
    assert results(app) == [(False, True)]
    after = reviewer.page(PERSON).texts("li")
    assert any("A patient would have found them all the same. Note: Called." in t for t in after)
    # A second one comes too late, and is told who was first.
    late = reviewer.send(path, **answers(page))
    assert late.status_code == 409
    assert "It is not looked at twice." in late.text
    assert results(app) == [(False, True)]


def test_a_listing_that_changed_meanwhile_is_compared_again(
    app: Flask, reviewer: AccountClient
) -> None:
    path, page = page_of(reviewer)
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(PracticeLocation, ADA * 100).phone = "+13035550199"
    changed = reviewer.send(path, **answers(page, hours="wrong", phone="wrong"))
    assert changed.status_code == 409
    assert "(303) 555-0199" in changed.text
    assert "Called." in changed.text
    assert results(app) == []


def test_a_listing_that_is_not_public_any_more_counts_for_nothing(
    app: Flask, reviewer: AccountClient
) -> None:
    path, _ = page_of(reviewer)
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Practitioner, ADA).published = False
        act.session.flush()
        act.judge(ADA)
    page = reviewer.page(path)
    assert page.texts("legend") == []
    assert any("not public now" in text for text in page.texts("p"))
    seen = page.one("input", name="seen").get("value", "")
    assert reviewer.send(path, seen=seen).status_code == 303
    assert results(app) == []
    with office_of(app).act(SYSTEM) as act:
        assert act.session.scalars(select(Recheck.done_at)).one() is not None


def test_nobody_looks_at_their_own_listing_and_odd_addresses_lead_nowhere(
    app: Flask, reviewer: AccountClient, me: int
) -> None:
    path, page = page_of(reviewer)
    nobody = ids.encode(1)
    for wrong in (
        path.replace(ids.encode(ADA), nobody),
        f"{PERSON}/rechecks/{nobody}",
        f"{PERSON}/rechecks/nonsense",
    ):
        assert reviewer.get(wrong).status_code == 404
        assert reviewer.send(wrong, **answers(page)).status_code == 404
    assert reviewer.send(path).status_code == 409
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Practitioner, ADA).account_id = me
    assert reviewer.get(path).status_code == 403
    assert reviewer.send(path, **answers(page)).status_code == 403
    assert results(app) == []
