"""Published and paused, and new patients that are not taken for a while."""

from datetime import timedelta

import pytest

from directory.domain.clock import end_of, seconds
from directory.models.practitioners import Practitioner
from directory.models.standings import Standing
from directory.workflows.acts import Office
from directory.workflows.publicity import (
    NotAway,
    NotPublishable,
    pause,
    publish,
    stay_away,
    take_new_patients,
)
from tests.factories import person
from tests.offices import OWNER

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NUMBER = 7


@pytest.fixture
def listing(office: Office) -> int:
    with office.act(OWNER) as act:
        person(act.session, number=NUMBER, at=act.at)
    return NUMBER


def standing(office: Office) -> Standing:
    with office.database.transaction() as session:
        found = session.get_one(Standing, NUMBER * 100)
        session.expunge(found)
    return found


def test_who_never_declared_publishes_nothing(office: Office, listing: int) -> None:
    with office.act(OWNER) as act:
        pause(act, listing)
        pause(act, listing)
    assert [each.act for each in act.entries] == ["paused"]
    with pytest.raises(NotPublishable), office.act(OWNER) as act:
        publish(act, listing)


def test_what_is_published_already_stays_so(office: Office, listing: int) -> None:
    with office.act(OWNER) as act:
        act.session.get_one(Practitioner, listing).declared_at = act.at
        publish(act, listing)
        assert act.entries == []


def test_no_new_patients_holds_to_the_end_of_the_stated_day(office: Office, listing: int) -> None:
    with office.act(OWNER) as act:
        until = act.today + timedelta(days=200)
        stay_away(act, listing, until=until)
    assert standing(office).new_patients_until == seconds(end_of(until, "America/Denver"))
    with office.act(OWNER) as act:
        take_new_patients(act, listing)
        today = act.today
    holds = end_of(today + timedelta(days=90), "America/Denver")
    assert standing(office).new_patients_until == seconds(holds)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_day_that_is_past_or_too_far_is_none(office: Office, listing: int, days: int) -> None:
    with pytest.raises(NotAway), office.act(OWNER) as act:
        stay_away(act, listing, until=act.today + timedelta(days=days))
