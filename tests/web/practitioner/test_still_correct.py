"""“Is this still right?”: looked at by a link as often as one likes, confirmed once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from directory.db import Database
from directory.domain.vocabulary import LinkPurpose
from directory.models.decision_log import LogEntry
from directory.models.practitioners import OpenHours, PracticeLocation, Practitioner
from directory.workflows.accounts.links import make_link
from tests.clock import Clock
from tests.factories import CONFIRMED_ON
from tests.pages import read_page
from tests.visitors import anybody, office_of
from tests.ways_in import SYSTEM
from tests.web.practitioner.keeping import delegate_of, owner_of, path_of, proven
from tests.web.practitioner.own_pages import refused, said_at, save, shown

PATH = "/listing/still-correct"
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def link_for(app: Flask, owner: int) -> str:
    with office_of(app).act(SYSTEM) as act:
        return make_link(
            act,
            LinkPurpose.STILL_CORRECT,
            email="own@people.example",
            account_id=owner,
            subject_id=7,
        )


def now_of(database: Database) -> Practitioner:
    with database.transaction() as session:
        return session.scalars(select(Practitioner)).one()


def attested(database: Database) -> int:
    with database.reading() as connection:
        return (
            connection.scalar(
                select(func.count()).where(LogEntry.leaf.contains('"act":"attested"'))
            )
            or 0
        )


def test_a_letters_link_shows_the_facts_and_confirms_them_once_without_signing_in(
    app: Flask, database: Database, clock: Clock
) -> None:
    token = link_for(app, owner_of(app, 7))
    with database.transaction() as session:
        session.add(OpenHours(location_id=700, weekday=1, opens=540, closes=1020))
    clock.forward(timedelta(days=30))
    client = anybody(app)
    for _ in range(2):
        assert client.page(f"{PATH}?token={token}").heading == "Is this still right?"
    page = client.page(f"{PATH}?token={token}")
    text = " ".join(page.texts("main"))
    for fact in (
        "Ada Example",
        "Example Clinic, 100 Example Street, Denver, CO 80202",
        "(303) 555-0100",
        "Monday: 9:00",
        "Migraine",
        "English",
        "After 10 Feb 2027, patients read “Not known if taking new patients”.",
        "After 11 May 2027, your listing says since when its details are not confirmed.",
        "After 12 Nov 2027, patients do not find you.",
    ):
        assert fact in text, fact
    assert now_of(database).attested_on == CONFIRMED_ON
    held = shown(page, PATH)
    assert held["new_patients"] == ["yes"]
    answer = client.send_openly(PATH, **{name: value[0] for name, value in held.items()})
    assert answer.status_code == 303
    assert client.page(f"{PATH}/done").heading == "Confirmed"
    found = now_of(database)
    assert found.attested_on == found.new_patients_confirmed_on == clock().date()
    assert attested(database) == 1
    # Used up, for looking and for confirming.
    assert client.page(f"{PATH}?token={token}").status == 410
    again = client.send_openly(PATH, **{name: value[0] for name, value in held.items()})
    assert read_page(again).heading == "This link does not work any more"
    assert again.status_code == 410
    assert attested(database) == 1


@on_one_database
def test_odd_links_and_bodies_are_answered_with_what_to_do(
    app: Flask, database: Database, clock: Clock
) -> None:
    owner = owner_of(app, 7)
    token, client = link_for(app, owner), anybody(app)
    for odd in ("", "nobody", "x" * 5000, "a\x00b", "\u202e", token[:-1], token.swapcase()):
        answer = client.get(PATH, query_string={"token": odd})
        assert answer.status_code == 410
        answer = client.send_openly(PATH, token=odd, new_patients="yes", seen="")
        assert answer.status_code == 410
    for odd in ("", "maybe", "\x00", "yes\u202e"):
        page = refused(client.send_openly(PATH, token=token, new_patients=odd, seen="x"))
        assert said_at(page, "new_patients") == "Choose whether you are taking new patients."
    # A form that saw something else, or nothing, confirms nothing.
    assert client.send_openly(PATH, token=token, new_patients="yes").status_code == 409
    with database.transaction() as session:
        session.execute(update(PracticeLocation).values(city="Boulder"))
    held = shown(client.page(f"{PATH}?token={token}"), PATH)
    with database.transaction() as session:
        session.execute(update(PracticeLocation).values(city="Aurora"))
    overtaken = client.send_openly(PATH, **{name: value[0] for name, value in held.items()})
    page = refused(overtaken, 409)
    assert "Aurora" in " ".join(page.texts("dd"))
    assert "Nothing was confirmed." in " ".join(page.texts("div", role="alert"))
    # From another site, nothing is taken at all.
    assert client.post(PATH, data={"token": token}).status_code == 400
    # After its time, and for somebody who holds the listing no longer, it is dead.
    with database.transaction() as session:
        session.execute(update(Practitioner).values(account_id=None))
    assert client.page(f"{PATH}?token={token}").status == 410
    with database.transaction() as session:
        session.execute(update(Practitioner).values(account_id=owner))
    clock.forward(timedelta(days=46))
    assert client.page(f"{PATH}?token={token}").status == 410
    assert attested(database) == 0
    assert now_of(database).attested_on == CONFIRMED_ON


@on_one_database
def test_owners_and_delegates_confirm_signed_in_and_a_no_that_is_over_is_asked_anew(
    app: Flask, database: Database, clock: Clock
) -> None:
    owner, path = owner_of(app, 7), path_of(7, "still-correct")
    with database.transaction() as session:
        session.execute(
            update(Practitioner).values(
                takes_new_patients=False,
                no_new_patients_until=clock().date() - timedelta(days=1),
            )
        )
    client = proven(app, owner)
    assert (
        "new_patients" not in shown(client.page(path), path)
        or not shown(client.page(path), path)["new_patients"]
    )
    refused(save(client, path))
    assert save(client, path, new_patients="yes").status_code == 303
    assert now_of(database).takes_new_patients is True
    keeper = proven(app, delegate_of(app, 7))
    assert save(keeper, path, new_patients="no").status_code == 303
    found = now_of(database)
    assert found.takes_new_patients is False
    assert found.new_patients_confirmed_by == "delegate"
    assert attested(database) == 2
    stranger = proven(app, owner_of(app, 8))
    assert stranger.page(path).status == 404
