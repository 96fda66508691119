"""What is measured for everybody: who is current, how long checks take, and how samples ended."""

from datetime import date, datetime, timedelta

import pytest

from directory.db import Database
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind, ReportReason
from directory.models.desk import DecisionFact
from directory.models.reports import Recheck, RecheckResult, Report
from directory.queries.accuracy import Currency, Samples, Waited, public_figures
from tests.clock import START
from tests.factories import Seen, person

TODAY = START.date()


def fact(
    number: int, *, day: date = TODAY, waited: int | None = 0, **other: object
) -> DecisionFact:
    values: dict[str, object] = {
        "id": number,
        "account_id": 1,
        "day": day,
        "at": START,
        "kind": CredentialKind.LICENCE,
        "action": Action.VERIFY,
        "waited": waited,
        "undone": False,
    }
    return DecisionFact(**{**values, **other})


def report(number: int, *, received: datetime, closed: bool = False) -> Report:
    return Report(
        id=number,
        reference=f"R{number}",
        practitioner_id=1,
        location_id=None,
        reason=ReportReason.CONTACT,
        words=None,
        email=None,
        language="en",
        sender_hash=None,
        received_at=received,
        due_on=TODAY,
        triaged_by=None,
        triaged_at=None,
        outcome=None,
        closed_by=None,
        closed_at=START if closed else None,
    )


def recheck(number: int, *, exact: bool | None, answers: str = '{"name":"right"}') -> Recheck:
    return Recheck(
        id=number,
        practitioner_id=1,
        location_id=100,
        drawn_on=TODAY,
        due_on=TODAY,
        answers=answers,
        exact=exact,
        functional=exact,
        note=None,
        done_by=None,
        done_at=START,
    )


def test_everything_is_measured_at_one_instant(database: Database) -> None:
    old = TODAY - timedelta(days=90)
    with database.transaction() as session:
        # Looked up on 3 November, 21 days ago; everybody once, however many places they have.
        person(session, number=1, locations=[Seen(lat=39.9), Seen(region="UT", city="Moab")])
        person(session, number=2, attested_on=old)
        person(session, number=3, published=False)
        person(session, number=4, licence_expires=TODAY - timedelta(days=1))
        session.add_all(fact(number, waited=number * 10) for number in range(1, 6))
        session.add_all(
            [
                fact(10, waited=9_999, undone=True),
                fact(11, waited=9_999, action=Action.REFUSE),
                fact(12, waited=None),
                fact(13, waited=9_999, day=old),
                fact(14, waited=5, kind=CredentialKind.TRAINING),
                fact(15, waited=77, day=date(2026, 10, 31)),
            ]
        )
        session.add_all(
            [
                report(1, received=START),
                report(2, received=START - timedelta(days=30)),
                report(3, received=START - timedelta(days=30), closed=True),
            ]
        )
        session.add_all(
            [
                RecheckResult(id=1, done_on=TODAY, exact=True, functional=True),
                RecheckResult(id=2, done_on=TODAY, exact=False, functional=True),
                RecheckResult(
                    id=3, done_on=TODAY - timedelta(days=365), exact=False, functional=False
                ),
                recheck(1, exact=True),
                recheck(2, exact=None),
                recheck(3, exact=None, answers="{}"),
            ]
        )
    with database.reading() as connection:
        found = public_figures(connection, START)
    assert found.currency == Currency(2, (2, 2, 2, 2, 2), 1)
    assert found.licences == Waited(6, 30)
    assert found.all_kinds == Waited(7, 30)
    assert dict(found.months)[date(2026, 11, 1)] == Waited(5, 30)
    assert dict(found.months)[date(2026, 10, 1)] == Waited(1, 77)
    assert next(first for first, _ in found.months) == date(2026, 6, 1)
    assert (found.reports_open, found.reports_old) == (2, 1)
    assert found.samples == Samples(2, 1, 2, 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_empty_directory_knows_nothing(database: Database) -> None:
    with database.reading() as connection:
        found = public_figures(connection, START)
    assert found.currency == Currency(0, (0, 0, 0, 0, 0), 0)
    assert found.licences == Waited(0, None)
    assert found.samples == Samples(0, 0, 0, 0)
