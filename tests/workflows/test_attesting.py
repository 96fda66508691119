"""Confirming a listing: by a letter's link, once; by whoever holds it; and what it brings back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from directory.db import Database
from directory.domain.clock import local_day
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.vocabulary import ActorKind, LinkPurpose, NewPatients
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.queries.confirmable import confirmable
from directory.queries.links import LinkDead
from directory.queries.profiles import Publicity, profile
from directory.workflows.accounts.links import make_link
from directory.workflows.acts import Office
from directory.workflows.attesting import attest, attest_by_link, confirm_new_patients
from directory.workflows.entering import NoSuchPerson
from tests.clock import START, Clock
from tests.factories import CONFIRMED_ON, person
from tests.offices import OWNER, REVIEWER, SECOND_REVIEWER, SYSTEM


@pytest.fixture
def listed(database: Database, office: Office) -> int:  # noqa: ARG001  (it opens the accounts)
    with database.transaction() as session:
        made = person(session, number=7, at=START - timedelta(days=300))
        made.account_id = OWNER.account
        return made.id


def seen_by(office: Office, listed: int) -> str:
    with office.database.reading() as connection:
        facts = confirmable(connection, listed, today=office.now().date())
        assert facts is not None
        return fingerprint(facts.shown())


def link_for(office: Office, listed: int, *, account: int | None = OWNER.account) -> str:
    with office.act(SYSTEM) as act:
        return make_link(
            act,
            LinkPurpose.STILL_CORRECT,
            email="ana@clinic.example",
            account_id=account,
            subject_id=listed,
        )


def kept(database: Database) -> Practitioner:
    with database.transaction() as session:
        return session.scalars(select(Practitioner)).one()


def test_a_link_confirms_once_and_brings_a_hidden_listing_back(
    database: Database, office: Office, clock: Clock, listed: int
) -> None:
    clock.at = START + timedelta(days=400)
    with database.transaction() as session:
        person_of = session.get_one(Practitioner, listed)
        person_of.no_new_patients_until = date(2027, 1, 1)
    token, seen = link_for(office, listed), seen_by(office, listed)
    attest_by_link(office, token, new_patients=NewPatients.YES, seen=seen)
    found = kept(database)
    today = local_day(clock.at, "America/Denver")
    assert (found.attested_on, found.new_patients_confirmed_on) == (today, today)
    assert found.new_patients_confirmed_by is ActorKind.OWNER
    assert found.no_new_patients_until is None
    with pytest.raises(LinkDead):
        attest_by_link(office, token, new_patients=NewPatients.YES, seen=seen)


def test_what_is_confirmed_shows_at_once(
    database: Database, office: Office, clock: Clock, listed: int
) -> None:
    clock.at = START + timedelta(days=91)
    now = int(clock.at.timestamp())
    before = profile(database, listed, now=now)
    assert before is not None
    assert before.new_patients.status is NewPatients.NOT_KNOWN
    assert before.publicity is Publicity.LISTED
    with office.act(OWNER) as act:
        attest(act, listed, new_patients=NewPatients.NO)
    after = profile(database, listed, now=now)
    assert after is not None
    assert after.new_patients.status is NewPatients.NO


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_the_page_did_not_show_is_not_confirmed(
    database: Database, office: Office, listed: int
) -> None:
    token, seen = link_for(office, listed), seen_by(office, listed)
    with database.transaction() as session:
        session.execute(update(PracticeLocation).values(phone="+13035550199"))
    with pytest.raises(Stale):
        attest_by_link(office, token, new_patients=NewPatients.YES, seen=seen)
    assert kept(database).attested_on == CONFIRMED_ON
    # The link is not used up by it.
    attest_by_link(office, token, new_patients=NewPatients.YES, seen=seen_by(office, listed))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_link_dies_with_the_hold_on_the_listing(
    database: Database, office: Office, clock: Clock, listed: int
) -> None:
    token, seen = link_for(office, listed), seen_by(office, listed)
    for values in (
        {"account_id": SECOND_REVIEWER.account},
        {"account_id": OWNER.account, "left_at": clock.at},
    ):
        with database.transaction() as session:
            session.execute(update(Practitioner).values(**values))
        with pytest.raises(LinkDead):
            attest_by_link(office, token, new_patients=NewPatients.YES, seen=seen)
    gone = link_for(office, 4_711)
    with pytest.raises(LinkDead):
        attest_by_link(office, gone, new_patients=NewPatients.YES, seen=seen)
    assert kept(database).attested_on == CONFIRMED_ON


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_staff_confirm_by_telephone_and_a_manager_says_one_thing_alone(
    database: Database, office: Office, clock: Clock, listed: int
) -> None:
    clock.at = START + timedelta(days=30)
    with office.act(OWNER) as act:
        confirm_new_patients(act, listed, new_patients=NewPatients.NO)
    found = kept(database)
    assert (found.takes_new_patients, found.attested_on) == (False, CONFIRMED_ON)
    with office.act(REVIEWER) as act:
        attest(act, listed, new_patients=NewPatients.NOT_KNOWN, by_telephone=True)
        assert act.entries[0].reason == "by_telephone"
    found = kept(database)
    assert found.takes_new_patients is None
    assert found.new_patients_confirmed_on is None
    assert found.attested_on == local_day(clock.at, "America/Denver")
    with pytest.raises(NoSuchPerson), office.act(OWNER) as act:
        attest(act, 4_711, new_patients=NewPatients.YES)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_no_that_lasts_stays_and_one_that_is_over_goes(
    database: Database, office: Office, clock: Clock, listed: int
) -> None:
    last = clock.at.date() + timedelta(days=10)
    with database.transaction() as session:
        session.execute(
            update(Practitioner).values(takes_new_patients=False, no_new_patients_until=last)
        )
    with office.act(OWNER) as act:
        attest(act, listed, new_patients=NewPatients.NO)
    assert kept(database).no_new_patients_until == last
    clock.forward(timedelta(days=20))
    with office.act(OWNER) as act:
        attest(act, listed, new_patients=NewPatients.NO)
    assert kept(database).no_new_patients_until is None
