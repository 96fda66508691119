"""Private calendars: made, shown once, read by whoever has the address, and ended."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import func, select, update

from directory.db import Database
from directory.models.accounts import Account
from directory.models.credentials import Authorization
from directory.models.decision_log import LogEntry
from directory.models.listings import CalendarFeed
from directory.models.practitioners import PracticeLocation, Practitioner
from tests.clock import Clock
from tests.pages import Page, read_page
from tests.visitors import account, anybody, office_of
from tests.ways_in import SYSTEM
from tests.web.practitioner.keeping import delegate_of, owner_of, path_of, proven
from tests.web.practitioner.own_pages import clinic_row

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def address_on(page: Page) -> str:
    """Give the path and query of the address that a page shows once."""
    (address,) = page.texts("code")
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def read(app: Flask, address: str) -> list[Any]:
    """Give the entries of a calendar, as another program reads them."""
    answer = anybody(app).get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer.headers
    assert b"PTL." not in answer.data
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def days(calendar: list[Any]) -> dict[str, date]:
    return {str(event["SUMMARY"]): event["DTSTART"].dt for event in calendar}


def noted(database: Database, act: str) -> int:
    with database.reading() as connection:
        found = connection.scalar(
            select(func.count()).where(LogEntry.leaf.contains(f'"act":"{act}"'))
        )
    return found or 0


def test_an_address_is_shown_once_read_without_a_session_and_ended(
    app: Flask, database: Database, clock: Clock
) -> None:
    owner = owner_of(app, 7)
    client = proven(app, owner)
    path = path_of(7, "calendar")
    page = read_page(client.send(path))
    address = address_on(page)
    assert not client.page(path).texts("code")
    calendar = read(app, address)
    assert days(calendar) == {
        "Confirm the listing: Ada Example": date(2027, 2, 10),
        "Last day of the license in CO: Ada Example": date(2027, 2, 28),
        "Last day of Certified Example Needler: Ada Example": date(2028, 10, 31),
    }
    events = {str(event["UID"]): event for event in calendar}
    assert all(re.fullmatch(r"[a-z-]+-[0-9a-z]{12}@localhost", uid) for uid in events)
    (licence,) = (each for uid, each in events.items() if uid.startswith("licence-ends"))
    rings = [alarm["TRIGGER"].dt for alarm in licence.walk("VALARM")]
    assert rings == [timedelta(hours=9) - timedelta(days=each) for each in (30, 14, 7, 1)]
    assert str(licence["URL"]).endswith("/licences")
    # Confirmed anew, the same entry moves to another day.
    clock.forward(timedelta(days=10))
    with database.transaction() as session:
        session.execute(update(Practitioner).values(attested_on=clock().date()))
    later = {str(event["UID"]): event["DTSTART"].dt for event in read(app, address)}
    assert later.keys() == events.keys()
    assert date(2027, 3, 4) in later.values()
    with database.reading() as connection:
        (feed,) = connection.execute(select(CalendarFeed)).all()
    assert address.partition("token=")[2] not in str(feed)
    client = proven(app, owner)
    (end,) = [
        form.get("action", "")
        for form in client.page(path).all("form", method="post")
        if form.get("action", "").endswith("/end")
    ]
    assert client.send(end).status_code == 303
    assert anybody(app).get(address).status_code == 404
    assert client.send(end).status_code == 404
    assert (noted(database, "feed_made"), noted(database, "feed_revoked")) == (1, 1)


@on_one_database
def test_an_address_dies_with_what_it_was_made_for(app: Flask, database: Database) -> None:
    owner = owner_of(app, 7)
    keeper = delegate_of(app, 7)
    own = address_on(read_page(proven(app, owner).send(path_of(7, "calendar"))))
    theirs = address_on(read_page(proven(app, keeper).send(path_of(7, "calendar"))))
    assert days(read(app, own)) == days(read(app, theirs))
    another = account(app)
    with database.transaction() as session:
        session.execute(update(Practitioner).values(account_id=another))
    assert anybody(app).get(own).status_code == 404
    assert anybody(app).get(theirs).status_code == 200
    with database.transaction() as session:
        session.execute(
            update(Account).where(Account.id == keeper).values(disabled_at=office_of(app).now())
        )
    assert anybody(app).get(theirs).status_code == 404
    for odd in ("", "?token=", "?token=a%00b", f"?token={'x' * 3000}", "?token=%FF", "?token[]=x"):
        assert anybody(app).get(f"/listing/calendar.ics{odd}").status_code == 404


@on_one_database
def test_five_addresses_are_enough_and_nobody_ends_anothers(app: Flask, database: Database) -> None:
    client, path = proven(app, owner_of(app, 7)), path_of(7, "calendar")
    for _ in range(5):
        assert client.send(path).status_code == 200
    refused = client.send(path)
    assert refused.status_code == 409
    assert "End one of them" in refused.text
    with database.reading() as connection:
        feed = connection.scalars(select(CalendarFeed.id).order_by(CalendarFeed.id)).first()
    assert feed is not None
    stranger = proven(app, owner_of(app, 8))
    for end in (path_of(8, "calendar"), path_of(7, "calendar")):
        assert stranger.send(f"{end}/{feed:012d}/end").status_code == 404
    assert noted(database, "feed_revoked") == 0


@on_one_database
def test_a_clinics_manager_sees_everybodys_days(
    app: Flask, database: Database, clock: Clock
) -> None:
    manager = account(app)
    for number in (7, 8, 9):
        owner_of(app, number)
    with office_of(app).act(SYSTEM) as act:
        act.session.add(clinic_row(70, manager, at=act.at))
        act.session.flush()
        act.session.execute(
            update(PracticeLocation)
            .where(PracticeLocation.practitioner_id.in_((7, 8)))
            .values(clinic_id=70, clinic_accepted_at=act.at)
        )
        act.session.add(
            Authorization(
                id=77, practitioner_id=7, country="US", region="CO", kind="registration",
                state="verified", state_since=act.at, appeal="none", expires=date(2027, 1, 5),
            )
        )  # fmt: skip
    client, path = proven(app, manager), path_of(70, "calendar").replace("/listing/", _CLINICS)
    address = address_on(read_page(client.send(path)))
    calendar = read(app, address)
    assert len(calendar) == 7
    assert date(2027, 1, 5) in days(calendar).values()
    clock.forward(timedelta(days=1))
    with database.transaction() as session:
        session.execute(update(PracticeLocation).values(ended_on=clock().date() - _DAY))
    assert not read(app, address)
    client = proven(app, manager)
    (end,) = [
        form.get("action", "")
        for form in client.page(path).all("form", method="post")
        if form.get("action", "").endswith("/end")
    ]
    assert client.send(end).status_code == 303
    assert anybody(app).get(address).status_code == 404
    assert proven(app, account(app)).page(path).status in {403, 404}


_CLINICS = "/listing/clinics/"
_DAY = timedelta(days=1)
