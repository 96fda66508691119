"""Reports: by when they are looked at, how a form is sent once more, and what may end one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from directory.domain.reports import (
    LATEST,
    SOONEST,
    ReportFacts,
    ReportRefusal,
    Told,
    Trap,
    due_on,
    refusal,
    refusal_to_close,
    suggests_call_first,
    trap,
)
from directory.domain.vocabulary import (
    ActorKind,
    Country,
    PublicNotice,
    ReportOutcome,
    ReportReason,
)

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
OPEN = ReportFacts(is_open=True)
DONE = replace(OPEN, notice=PublicNotice.CALL_FIRST, suspended=True, owner_asked=True)
TOLD = Told(reason=ReportReason.CONTACT, outcome=None, sender="a", email=None)


def test_a_licence_is_looked_at_within_one_working_day_and_others_within_five() -> None:
    # Thursday, 26 November 2026 is Thanksgiving in the United States and no holiday in Canada.
    eve = date(2026, 11, 25)
    days = {
        (reason, country): due_on(reason, eve, country=country)
        for reason, country in product(ReportReason, Country)
    }
    assert days[ReportReason.CREDENTIAL, Country.US] == date(2026, 11, 27)
    assert days[ReportReason.CREDENTIAL, Country.CA] == date(2026, 11, 26)
    others = set(ReportReason) - {ReportReason.CREDENTIAL}
    assert {days[reason, Country.US] for reason in others} == {date(2026, 12, 3)}


@pytest.mark.parametrize(
    ("age", "why"),
    [
        (timedelta(0), Trap.TOO_QUICK),
        (SOONEST - timedelta(microseconds=1), Trap.TOO_QUICK),
        (SOONEST, None),
        (LATEST, None),
        (LATEST + timedelta(seconds=1), Trap.TOO_OLD),
        (timedelta(seconds=-1), None),
        (None, Trap.TOO_OLD),
    ],
)
def test_nobody_answers_before_they_have_read(age: timedelta | None, why: Trap | None) -> None:
    assert trap(None if age is None else NOW - age, at=NOW) is why


def test_reviewers_alone_work_on_reports_and_never_on_their_own() -> None:
    for kind, is_open, own in product(ActorKind, (True, False), (True, False)):
        found = refusal(ReportFacts(is_open=is_open, own=own), kind)
        if kind is not ActorKind.REVIEWER:
            assert found is ReportRefusal.NOT_YOUR_PART
        elif own:
            assert found is ReportRefusal.OWN_FILE
        else:
            assert found is (None if is_open else ReportRefusal.CLOSED)


def test_an_outcome_claims_nothing_that_was_not_done() -> None:
    lacking = {
        ReportOutcome.NOTICE_SHOWN: ReportRefusal.NOTICE_MISSING,
        ReportOutcome.SUSPENDED: ReportRefusal.NOT_SUSPENDED,
        ReportOutcome.ASKED_OWNER: ReportRefusal.OWNER_NOT_ASKED,
    }
    for outcome in ReportOutcome:
        by = ActorKind.REVIEWER
        assert refusal_to_close(OPEN, by, outcome=outcome) is lacking.get(outcome)
        assert refusal_to_close(DONE, by, outcome=outcome) is None
        closed = replace(DONE, is_open=False)
        assert refusal_to_close(closed, by, outcome=outcome) is ReportRefusal.CLOSED


def test_two_people_by_themselves_suggest_that_patients_call_first() -> None:
    other = replace(TOLD, sender="b", reason=ReportReason.NOT_THERE)
    assert suggests_call_first([TOLD, other])
    assert suggests_call_first([TOLD, TOLD, replace(other, email="ann@people.example")])


@pytest.mark.parametrize(
    "other",
    [
        replace(TOLD),
        replace(TOLD, sender=None),
        replace(TOLD, sender="b", reason=ReportReason.NOT_TAKING_PATIENTS),
        replace(TOLD, sender="b", outcome=ReportOutcome.DUPLICATE),
        replace(TOLD, sender="b", outcome=ReportOutcome.NOT_CONFIRMED),
        replace(TOLD, sender="b", outcome=ReportOutcome.NOT_OURS),
    ],
)
def test_one_reporter_or_one_that_was_wrong_suggests_nothing(other: Told) -> None:
    assert not suggests_call_first([TOLD, other])
    assert not suggests_call_first([TOLD])


def test_one_address_from_two_networks_is_one_reporter() -> None:
    one = replace(TOLD, email="ann@people.example")
    assert not suggests_call_first([one, replace(one, sender="b")])
    assert suggests_call_first([one, replace(one, sender="b", email="bob@people.example")])


def test_what_was_put_right_still_speaks() -> None:
    put_right = replace(TOLD, sender="b", outcome=ReportOutcome.CORRECTED)
    assert suggests_call_first([TOLD, put_right])
