"""Leaving, coming back, and being erased after a month."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from directory.domain.vocabulary import ActorKind
from directory.models.base import Base
from directory.models.decision_log import LogEntry, LogPrivate, LogSalt
from directory.models.listings import Message
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.queries.profiles import Publicity, profile
from directory.workflows.acts import Office
from directory.workflows.erasing import erase_person
from directory.workflows.leaving import NotGone, come_back, erase_due
from directory.workflows.messages import write_to_reviewers
from directory.workflows.publicity import pause, publish
from tests.clock import Clock
from tests.factories import person
from tests.offices import OWNER, SYSTEM

NUMBER = 7


@pytest.fixture
def listing(office: Office) -> int:
    with office.act(OWNER) as act:
        made = person(act.session, number=NUMBER, at=act.at)
        made.account_id = OWNER.account
        made.declared_at = act.at
        act.judge(NUMBER)
        write_to_reviewers(act, NUMBER, body="I may leave.")
    return NUMBER


def gone(office: Office) -> None:
    with office.act(SYSTEM) as act:
        row = act.session.get_one(Practitioner, NUMBER)
        row.published, row.left_at = False, act.at
        act.session.flush()
        act.judge(NUMBER)


def publicity(office: Office) -> Publicity | None:
    found = profile(office.database, NUMBER, now=int(office.now().timestamp()))
    return None if found is None else found.publicity


def test_a_paused_listing_is_not_listed_and_one_that_left_is_gone(
    office: Office, listing: int
) -> None:
    with office.act(OWNER) as act:
        pause(act, listing)
    assert publicity(office) is Publicity.NOT_LISTED
    with office.act(OWNER) as act:
        publish(act, listing)
    gone(office)
    assert publicity(office) is Publicity.GONE


def test_whoever_was_never_public_is_nowhere_paused_or_not(office: Office) -> None:
    with office.act(OWNER) as act:
        person(act.session, number=NUMBER, at=act.at, published=False)
        pause(act, NUMBER)
    assert publicity(office) is None


def test_whoever_left_comes_back_within_a_month(office: Office, listing: int, clock: Clock) -> None:
    with pytest.raises(NotGone), office.act(OWNER) as act:
        come_back(act, listing)
    gone(office)
    clock.forward(timedelta(days=29))
    assert erase_due(office) == 0
    with office.act(OWNER) as act:
        come_back(act, listing)
    assert publicity(office) is Publicity.NOT_LISTED
    assert erase_due(office) == 0


def test_after_a_month_nothing_of_them_is_left_and_the_log_still_holds(
    office: Office, listing: int, clock: Clock
) -> None:
    gone(office)
    clock.forward(timedelta(days=30))
    with pytest.raises(NotGone), office.act(OWNER) as act:
        come_back(act, listing)
    assert erase_due(office) == 1
    assert erase_due(office) == 0
    assert publicity(office) is None
    with office.database.reading() as connection:
        for table in Base.metadata.tables.values():
            if "practitioner_id" in table.c:
                of_them = table.c.practitioner_id == NUMBER
                found = connection.scalar(select(func.count()).select_from(table).where(of_them))
                assert found == 0, table.name
        assert connection.scalar(select(func.count()).select_from(Message)) == 0
        assert connection.scalar(select(LogEntry.leaf).order_by(LogEntry.seq.desc()).limit(1))
        assert connection.scalars(select(LogSalt.practitioner_id)).all() == []
        assert (
            connection.scalars(
                select(LogPrivate.practitioner_id).where(LogPrivate.practitioner_id == NUMBER)
            ).all()
            == []
        )


def test_an_erasure_leaves_others_alone(office: Office, listing: int) -> None:
    with office.act(SYSTEM) as act:
        person(act.session, number=8, at=act.at)
        erase_person(act, listing)
    with office.database.reading() as connection:
        assert connection.scalars(select(Practitioner.id)).all() == [8]


@pytest.mark.usefixtures("listing")
def test_messages_count_who_wrote_them(office: Office) -> None:
    with office.database.reading() as connection:
        assert connection.scalars(select(Message.by)).all() == [ActorKind.OWNER]
        assert connection.scalars(select(Mail.template)).all() == []
