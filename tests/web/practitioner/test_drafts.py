"""Credentials entered a page at a time: saved as typed, reviewed, entered, and safe from tabs."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import CredentialState
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.listings import Draft
from directory.workflows.drafts import MOST_DRAFTS
from tests.clock import Clock
from tests.pages import Page, read_page
from tests.web.practitioner.drafting import (
    AUTHORIZATION,
    CERTIFICATION,
    LICENCE,
    TRAINING,
    date_boxes,
    keeper,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOBODY = {"licensed": False, "trained": False, "accreditation": False}
ALL = {
    "licence": (LICENCE, Licence),
    "training": (TRAINING, Training),
    "certification": (CERTIFICATION, Certification),
    "authorization": (AUTHORIZATION, Authorization),
}


@pytest.mark.parametrize("kind", ALL)
def test_a_credential_is_entered_page_by_page(
    app: Flask, database: Database, clock: Clock, kind: str
) -> None:
    pages, table = ALL[kind]
    who = keeper(app, database, at=clock(), **NOBODY)
    draft = who.begin(kind)
    who.fill_all(draft, pages)
    entered = who.enter(draft)
    assert entered.status_code == 303
    assert entered.location.endswith("/files")
    with database.transaction() as session:
        assert session.scalars(select(table.__table__.c.state)).all() == [CredentialState.DRAFT]
        assert session.scalars(select(Draft)).all() == []


def test_a_draft_survives_leaving_at_every_step(
    app: Flask, database: Database, clock: Clock
) -> None:
    who = keeper(app, database, at=clock(), **NOBODY)
    for kind, (pages, _) in ALL.items():
        draft = who.begin(kind)
        for page, fields in pages.items():
            who.fill_all(draft, {page: fields})
            # Whoever leaves here finds it in the list, and what they typed on its page.
            listed = who.page(LISTS[kind])
            assert any(href.endswith(f"{draft}/check") for href in listed.links().values())
            review = who.page(f"{draft}/check")
            assert review.links()["Go on"] if page != list(pages)[-1] else True
            shown = who.page(f"{draft}/{page}")
            for name, text in fields.items():
                assert text in values(shown, name), (kind, page, name)
        again = who.page(f"{draft}/check")
        assert "Save" in again.texts("button")
        who.send(f"{draft}/remove")
        assert who.client.get(f"{who.listing}/{draft}/check").status_code == 404


LISTS = {
    "licence": "licences",
    "authorization": "licences",
    "training": "trainings",
    "certification": "certifications",
}


def values(page: Page, name: str) -> list[str]:
    """Give what stands in a field, whichever kind it is."""
    found = [
        element.get("value", "")
        for element in page.all("input", name=name)
        if element.get("type") != "radio" or "checked" in element.attrib
    ]
    for select_ in page.all("select", name=name):
        found += [
            option.get("value", "")
            for option in select_.iter("option")
            if "selected" in option.attrib
        ]
    return [*found, *page.texts("textarea", name=name), ""]


def test_two_tabs_do_not_overwrite_each_other(app: Flask, database: Database, clock: Clock) -> None:
    who = keeper(app, database, at=clock(), **NOBODY)
    draft = who.begin("training")
    pages = {name: fields for name, fields in TRAINING.items() if name != "hours"}
    who.fill_all(draft, pages)
    tab = who.page(f"{draft}/hours").one("input", name="seen").get("value", "")
    who.fill_all(draft, {"hours": {"hours": "20", "hours_in_person": "20"}})
    overtaken = who.send(f"{draft}/hours", seen=tab, hours="54", hours_in_person="54")
    page = read_page(overtaken)
    assert page.status == 409
    # What stands now is shown beside what was typed; saving again is a decision.
    assert "20" in page.texts("dd")
    assert "54" in values(page, "hours")
    seen = page.one("input", name="seen").get("value", "")
    assert (
        who.send(f"{draft}/hours", seen=seen, hours="54", hours_in_person="54").status_code == 303
    )

    review = who.page(f"{draft}/check").one("input", name="seen").get("value", "")
    who.fill_all(draft, {"head-neck": {"head_neck": "no"}})
    refused = who.send(f"{draft}/check", seen=review, version="0")
    assert refused.status_code == 409
    assert "Something here changed" in refused.get_data(as_text=True)
    assert who.enter(draft).status_code == 303
    # Pressed twice: the second time there is nothing left to save.
    gone = who.send(f"{draft}/check", seen=review, version="0")
    assert read_page(gone).heading == "This entry is finished or removed"
    with database.transaction() as session:
        assert session.scalars(select(Training.hours)).all() == [54]


def test_a_button_pressed_twice_begins_one_draft_and_nobody_begins_without_end(
    app: Flask, database: Database, clock: Clock
) -> None:
    who = keeper(app, database, at=clock(), **NOBODY)
    assert who.begin("licence") == who.begin("licence")
    for number in range(MOST_DRAFTS):
        who.send("credentials/licence/new", place=f"US-{number}")
    sent = who.send("credentials/licence/new", place="US-CO")
    assert sent.status_code == 409
    assert read_page(sent).heading == "Finish or remove what you began"


def test_none_is_an_answer_about_certification(
    app: Flask, database: Database, clock: Clock
) -> None:
    who = keeper(app, database, at=clock(), **NOBODY)
    assert "I have none" in who.page("certifications").texts("button")
    for said, button in (("yes", "I have one after all"), ("no", "I have none")):
        assert who.send("certifications/none", none=said).status_code == 303
        assert button in who.page("certifications").texts("button")


def test_what_cannot_be_sent_yet_is_kept_and_sent_after_it_is_corrected(
    app: Flask, database: Database, clock: Clock
) -> None:
    who = keeper(app, database, at=clock(), declared=True, **NOBODY)
    draft = who.begin("licence")
    ended = {**LICENCE, "dates": date_boxes("expires", "1", "31", year="2026")}
    who.fill_all(draft, ended)
    review = who.page(f"{draft}/check")
    assert "Save and send" not in review.texts("button")
    assert who.enter(draft).status_code == 303
    listed = who.page("licences")
    assert "You can send it after you renew." in " ".join(listed.texts("p", class_="state"))
    key = key_of(database, Licence)
    change = who.begin("licence", "edit", subject=key)
    who.fill_all(change, {"dates": date_boxes("expires", "1", "31", year="2028")})
    assert "Save and send" in who.page(f"{change}/check").texts("button")
    assert who.enter(change).status_code == 303
    with database.transaction() as session:
        (row,) = session.scalars(select(Licence)).all()
        assert row.state is CredentialState.SUBMITTED
        assert row.expires == date(2028, 1, 31)


def key_of(database: Database, table: type[Licence] | type[Training]) -> str:
    with database.transaction() as session:
        return ids.encode(session.scalars(select(table.id).order_by(table.id)).all()[-1])


def test_what_is_verified_is_corrected_beside_itself(
    app: Flask, database: Database, clock: Clock
) -> None:
    who = keeper(app, database, at=clock(), declared=True)
    key = key_of(database, Training)
    draft = who.begin("training", "correct", subject=key)
    assert draft == who.begin("training", "correct", subject=key)
    who.fill_all(draft, {"hours": {"hours": "60", "hours_in_person": "60"}})
    assert who.enter(draft).status_code == 303
    with database.transaction() as session:
        old, new = session.scalars(select(Training).order_by(Training.hours)).all()
        assert (old.state, new.state) == (CredentialState.VERIFIED, CredentialState.SUBMITTED)
        assert (new.renews_id, new.corrects) == (old.id, True)
    page = who.page("trainings")
    assert any("stays public until we have checked this" in text for text in page.texts("p"))
    # It is not corrected a second time beside the first.
    sent = who.send("credentials/training/new", purpose="correct", subject=key)
    assert sent.location.endswith("/trainings")


def test_a_change_that_a_decision_overtook_is_noticed(
    app: Flask, database: Database, clock: Clock
) -> None:
    who = keeper(app, database, at=clock(), declared=True, **NOBODY)
    draft = who.begin("licence")
    who.fill_all(draft, LICENCE)
    who.enter(draft)
    key = key_of(database, Licence)
    change = who.begin("licence", "edit", subject=key)
    with database.transaction() as session:
        session.scalars(select(Licence)).one().number_typed = "P-1234"
    seen = who.page(f"{change}/check").one("input", name="seen").get("value", "")
    overtaken = who.send(f"{change}/check", seen=seen, version="1")
    assert overtaken.status_code == 409
    assert who.enter(change).status_code == 303
    other = who.begin("licence", "edit", subject=key)
    with database.transaction() as session:
        session.scalars(select(Licence)).one().state = CredentialState.WITHDRAWN
    assert who.enter(other).status_code == 409


def test_withdrawing_is_asked_once_more(app: Flask, database: Database, clock: Clock) -> None:
    who = keeper(app, database, at=clock())
    path = f"credentials/training/{key_of(database, Training)}/withdraw"
    page = who.page(path)
    assert "correct it instead" in " ".join(page.texts("p"))
    version = page.one("input", name="version").get("value", "")
    assert who.send(path, version="77").status_code == 409
    assert who.send(path, version=version).status_code == 303
    with database.transaction() as session:
        assert session.scalars(select(Training.state)).all() == [CredentialState.WITHDRAWN]
    # Pressed twice, it leads to the list.
    assert who.send(path, version=version).status_code == 303
    assert "Withdrawn" in who.page("trainings").texts("summary")


def test_other_peoples_drafts_and_credentials_are_not_found(
    app: Flask, database: Database, clock: Clock
) -> None:
    one = keeper(app, database, at=clock())
    other = keeper(app, database, at=clock())
    draft = other.begin("licence")
    for path in (f"{draft}/place", f"{draft}/check"):
        assert one.client.get(f"{one.listing}/{path}").status_code == 404
        assert one.send(path, seen="", version="").status_code == 404
    assert one.send(f"{draft}/remove").status_code == 404
    key = key_of(database, Training)
    theirs = one.send("credentials/training/new", purpose="correct", subject=key)
    assert theirs.location.endswith("/trainings")
    assert one.client.get(f"{one.listing}/credentials/training/{key}/withdraw").status_code == 404
    assert one.client.get(f"{other.listing}/licences").status_code == 404
    for path in ("credentials/wizardry/new", f"{other.begin('licence')}/nowhere"):
        assert other.send(path, seen="").status_code == 404


ODD = ("\0", "a\0b", "\u202e", "\ud7ff" * 9, "x" * 100_000, "<script>", "-", "US-" + "9" * 5000)


@pytest.mark.parametrize("kind", ALL)
def test_no_odd_answer_is_too_much(app: Flask, database: Database, clock: Clock, kind: str) -> None:
    who = keeper(app, database, at=clock(), **NOBODY)
    draft = who.begin(kind)
    pages, _ = ALL[kind]
    for odd in ODD[:: 1 if kind == "licence" else 3]:
        for page, fields in pages.items():
            sent = who.fill(draft, page, **dict.fromkeys(fields, odd))
            assert sent.status_code in {303, 422}, (page, odd[:9], sent.status_code)
        assert who.client.get(f"{who.listing}/{draft}/check").status_code == 200
        assert who.send(f"{draft}/check", seen="x", version=odd).status_code in {409, 422}
    assert who.client.get(f"{who.listing}/{LISTS[kind]}").status_code == 200
