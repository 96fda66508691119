"""Whom a roster brought in: they take the listing by a letter's link, or are forgotten for good."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import ClaimState, InvitationOutcome
from directory.models.decision_log import LogEntry
from directory.models.listings import Claim, Invitation, OptOut
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.standings import PostingRow, Published, Standing
from directory.workflows.accounts.closing import close_account
from directory.workflows.granting import take as give
from directory.workflows.inviting import AGAIN_AFTER, Asked, Invited, invite_to_take
from tests.clock import Clock
from tests.factories import person
from tests.visitors import (
    SAME_SITE,
    AccountClient,
    account,
    anybody,
    gate_of,
    office_of,
    signed_in,
)
from tests.ways_in import SYSTEM, session_of
from tests.web.practitioner.keeping import token_in_letter
from tests.web.practitioner.own_pages import refused

EMAIL = "ada@clinic.example"


def stub(app: Flask, number: int = 7, *, email: str | None = EMAIL) -> None:
    with office_of(app).act(SYSTEM) as act:
        written = person(act.session, number=number, at=act.at, published=False)
        written.email = email


def take(client: AccountClient, token: str) -> TestResponse:
    held = {"csrf_token": client.token(), "token": token}
    return client.post("/listing/invited", data=held, headers=SAME_SITE)


def ask(app: Flask, **whom: object) -> Invited:
    with office_of(app).act(SYSTEM) as act:
        return invite_to_take(act, Asked(**whom))  # type: ignore[arg-type]


def test_the_letter_shows_what_is_held_and_its_address_takes_it(
    app: Flask, database: Database
) -> None:
    stub(app)
    assert ask(app, id=7) is Invited.INVITED
    token = token_in_letter(database, "take_listing", to=EMAIL)
    page = anybody(app).page(f"/listing/invited?token={token}")
    assert page.heading == "We hold a listing about you"
    assert "Ada Example" in page.texts("h2")
    assert "Physical therapist, Colorado" in page.texts("li")
    # A letter that was passed on opens nothing.
    stranger = signed_in(app, account(app))
    assert "take the listing" not in " ".join(
        stranger.page(f"/listing/invited?token={token}").texts("button")
    )
    assert take(stranger, token).status_code == 409
    mine = signed_in(app, account(app, email=EMAIL))
    assert mine.page(f"/listing/invited?token={token}").texts("button")
    taken = take(mine, token)
    assert taken.status_code == 303
    assert mine.page(taken.location).heading == "Listing of Ada Example"
    assert take(mine, token).status_code == 410
    assert anybody(app).get(f"/listing/invited?token={token}").status_code == 410
    with database.reading() as connection:
        assert connection.scalars(select(Invitation.outcome)).all() == [InvitationOutcome.ACCEPTED]
        # What reviewers checked, or did not, stays as it was; and nothing is public by this.
        assert connection.scalars(select(Practitioner.published)).all() == [False]


def test_who_never_wants_to_be_listed_is_forgotten_for_good(app: Flask, database: Database) -> None:
    stub(app)
    ask(app, id=7)
    token = token_in_letter(database, "take_listing", to=EMAIL)
    nobody = anybody(app)
    done = nobody.send_openly("/listing/invited/never", token=token)
    assert done.status_code == 200
    assert "You will not be listed" in done.get_data(as_text=True)
    assert nobody.send_openly("/listing/invited/never", token=token).status_code == 410
    with database.reading() as connection:
        for table in (Practitioner, Standing, PostingRow, Published, Invitation, Mail, Claim):
            assert connection.scalar(select(func.count()).select_from(table)) == 0, table
        keys = connection.scalars(select(OptOut.key_hash)).all()
        assert keys
        assert all(len(key) == 64 for key in keys)
        assert connection.scalar(select(func.count()).select_from(LogEntry))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_somebody_is_asked_only_where_it_makes_sense(app: Flask, clock: Clock) -> None:
    stub(app, 7)
    stub(app, 8, email=None)
    stub(app, 9)
    owner = account(app)
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Practitioner, 9).account_id = owner
    assert ask(app, id=99) is Invited.NOBODY
    assert ask(app, npi="1234567893") is Invited.NOBODY
    assert ask(app, id=8) is Invited.NO_ADDRESS
    assert ask(app, id=8, email="nobody") is Invited.NO_ADDRESS
    assert ask(app, id=8, email="eight@clinic.example") is Invited.INVITED
    assert ask(app, id=9) is Invited.HELD
    assert ask(app, id=7) is Invited.INVITED
    assert ask(app, id=7) is Invited.LATELY
    clock.at += AGAIN_AFTER
    assert ask(app, id=7) is Invited.INVITED


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_links_of_nobody_and_odd_tokens_lead_nowhere(app: Flask) -> None:
    nobody, me = anybody(app), signed_in(app, account(app))
    for token in ("", "x", "\x00", "a" * 10_000):
        assert nobody.get("/listing/invited", query_string={"token": token}).status_code == 410
        refused(nobody.send_openly("/listing/invited/never", token=token), 410)
        refused(take(me, token), 410)


def closed(app: Flask, account_id: int) -> None:
    gate = gate_of(app)
    _, visitor = session_of(gate, account_id)
    with gate.office.act(SYSTEM) as act:
        close_account(act, visitor)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_had_the_listing_or_is_public_is_not_asked(app: Flask) -> None:
    with office_of(app).act(SYSTEM) as act:
        person(act.session, number=8, at=act.at).email = EMAIL
    assert ask(app, id=8) is Invited.HELD
    stub(app)
    owner = account(app)
    with office_of(app).act(SYSTEM) as act:
        had = act.session.get_one(Practitioner, 7)
        had.account_id, had.declared_at = owner, act.at
    closed(app, owner)
    assert ask(app, id=7, email=EMAIL) is Invited.HELD


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_letter_leads_nowhere_once_somebody_has_taken_the_listing(
    app: Flask, database: Database
) -> None:
    stub(app)
    ask(app, id=7)
    token = token_in_letter(database, "take_listing", to=EMAIL)
    owner = account(app)
    with office_of(app).act(SYSTEM) as act:
        give(act, act.session.get_one(Practitioner, 7), account_id=owner)
    nobody = anybody(app)
    assert nobody.get(f"/listing/invited?token={token}").status_code == 410
    closed(app, owner)
    refused(nobody.send_openly("/listing/invited/never", token=token), 410)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_claims_end_with_the_taking_and_only_other_people_are_told(
    app: Flask, database: Database
) -> None:
    stub(app)
    mine = signed_in(app, account(app, email=EMAIL))
    other = signed_in(app, account(app, email="other@people.example"))
    for client in (mine, other):
        begun = client.send(f"/listing/claims/new/{ids.encode(7)}", way="papers")
        assert begun.status_code == 303
    ask(app, id=7)
    assert take(mine, token_in_letter(database, "take_listing", to=EMAIL)).status_code == 303
    with database.reading() as connection:
        states = connection.scalars(select(Claim.state).order_by(Claim.state)).all()
        told = select(Mail.to_address).where(Mail.template == "claim_refused")
        assert connection.scalars(told).all() == ["other@people.example"]
    assert states == [ClaimState.GRANTED, ClaimState.REFUSED]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_numbers_are_compared_as_they_are_on_record(app: Flask) -> None:
    stub(app)
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Practitioner, 7).npi = "1234567893"
    assert ask(app, npi="1234-567-893") is Invited.INVITED
