from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.domain.findings import Finding, FindingRefusal
from directory.domain.rules import RuleOrigin, RuleStatus
from directory.domain.vocabulary import Country, Profession
from directory.models.decision_log import LogEntry
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.rules import RuleFallout, RuleFinding
from directory.models.standings import PostingRow, Standing
from directory.workflows.acts import Office
from directory.workflows.findings import (
    FindingRefused,
    NoSuchFinding,
    confirm_finding,
    propose_finding,
    refuse_finding,
)
from tests.clock import Clock
from tests.factories import person
from tests.offices import OWNER, REVIEWER, SECOND_REVIEWER, SYSTEM
from tests.rule_books import REAL

PENNSYLVANIA = (Country.US, "PA", Profession.PHYSICAL_THERAPIST)
FOUND = Finding(
    key=PENNSYLVANIA,
    status=RuleStatus.PERMITTED,
    citation="Example letter of the board",
    source_url="https://board.example/letter",
    researched_on=date(2026, 11, 20),
)


def people_in_pennsylvania(database: Database, clock: Clock, count: int) -> None:
    with database.transaction() as session:
        for number in range(1, count + 1):
            person(
                session,
                number=number,
                region="PA",
                city="Pittsburgh",
                postal_code="15222",
                lat=40.44,
                lon=-79.99,
                time_zone="America/New_York",
                licence_expires=None,
                at=clock(),
                book=REAL,
            )


def qualified(database: Database, clock: Clock) -> int:
    now = int(clock().timestamp())
    with database.reading() as connection:
        listed = connection.scalar(
            select(func.count()).where(Standing.qualified_until > now).select_from(Standing)
        )
        searchable = connection.scalar(
            select(func.count(PostingRow.location_id.distinct())).where(
                PostingRow.listed_until > now
            )
        )
    assert listed == searchable
    return listed or 0


def settled(office: Office, finding: Finding = FOUND) -> list[object]:
    with office.act(REVIEWER) as act:
        proposed = propose_finding(act, finding)
    with office.act(SECOND_REVIEWER) as act:
        return list(confirm_finding(act, proposed))


def test_a_silent_state_passes_only_with_a_finding_and_one_serves_everyone(
    database: Database, office: Office, clock: Clock
) -> None:
    people_in_pennsylvania(database, clock, 3)
    assert qualified(database, clock) == 0
    with office.act(REVIEWER) as act:
        proposed = propose_finding(act, FOUND)
    assert qualified(database, clock) == 0
    with office.act(SECOND_REVIEWER) as act:
        assert confirm_finding(act, proposed) == []
    assert qualified(database, clock) == 3
    # Who comes later is judged by it too, without anybody's looking again.
    with office.act(SYSTEM) as act:
        book = act.book
        rule = book.rules.on(PENNSYLVANIA, clock().date())
    assert rule is not None
    assert (rule.origin, rule.version) == (RuleOrigin.FINDING, "2026-11-24.finding")
    with database.transaction() as session:
        person(session, number=9, region="PA", time_zone="America/New_York", at=clock(), book=book)
    assert qualified(database, clock) == 4
    with database.reading() as connection:
        versions = set(connection.scalars(select(Standing.rule_version)))
    assert versions == {"2026-11-24.finding"}


def test_a_finding_that_ends_takes_people_out_by_itself(
    database: Database, office: Office, clock: Clock
) -> None:
    people_in_pennsylvania(database, clock, 1)
    settled(office, replace(FOUND, researched_on=date(2025, 12, 1)))
    assert qualified(database, clock) == 1
    # Twelve months from the day it was researched, to the end of that day in Pittsburgh.
    clock.at = clock.at.replace(year=2026, month=12, day=2, hour=4, minute=59, second=59)
    assert qualified(database, clock) == 1
    clock.forward(timedelta(seconds=1))
    assert qualified(database, clock) == 0


def test_a_finding_that_prohibits_lists_who_falls_out_and_tells_them(
    database: Database, office: Office, clock: Clock
) -> None:
    people_in_pennsylvania(database, clock, 2)
    with database.transaction() as session:
        session.get_one(Practitioner, 1).email = "ada@people.example"
    settled(office)
    assert qualified(database, clock) == 2
    clock.forward(timedelta(days=3))
    fallout = settled(
        office,
        replace(FOUND, status=RuleStatus.PROHIBITED, researched_on=date(2026, 11, 26)),
    )
    assert len(fallout) == 2
    assert qualified(database, clock) == 0
    with database.reading() as connection:
        rows = connection.execute(
            select(RuleFallout.practitioner_id, RuleFallout.version, RuleFallout.region)
        ).all()
        leaves = connection.scalars(select(LogEntry.leaf)).all()
        letter = connection.execute(select(Mail.to_address, Mail.template, Mail.params)).one()
    assert sorted(rows) == [(n, "2026-11-27.finding", "PA") for n in (1, 2)]
    assert sum('"rejudged"' in leaf for leaf in leaves) == 2
    assert letter[:2] == ("ada@people.example", "rule_changed")
    assert '"region": "PA"' in letter.params


def test_a_finding_needs_two_reviewers(office: Office) -> None:
    with office.act(REVIEWER) as act:
        proposed = propose_finding(act, FOUND)
    for actor, refusal in (
        (REVIEWER, FindingRefusal.SAME_REVIEWER),
        (OWNER, FindingRefusal.NOT_YOUR_PART),
        (SYSTEM, FindingRefusal.NOT_YOUR_PART),
    ):
        with pytest.raises(FindingRefused) as refused, office.act(actor) as act:
            confirm_finding(act, proposed)
        assert refused.value.refusal is refusal
    with office.act(SECOND_REVIEWER) as act:
        refuse_finding(act, proposed)
    with pytest.raises(FindingRefused) as refused, office.act(SECOND_REVIEWER) as act:
        confirm_finding(act, proposed)
    assert refused.value.refusal is FindingRefusal.SETTLED
    with pytest.raises(NoSuchFinding), office.act(SECOND_REVIEWER) as act:
        confirm_finding(act, 1)


def test_two_findings_of_one_day_are_two_versions(database: Database, office: Office) -> None:
    settled(office)
    settled(office, replace(FOUND, needling_hours=50))
    with database.reading() as connection:
        versions = set(connection.scalars(select(RuleFinding.version)))
    assert versions == {"2026-11-24.finding", "2026-11-24.finding-2"}


def test_an_amendment_is_a_version_that_keeps_what_it_does_not_speak_of(
    database: Database, office: Office, clock: Clock
) -> None:
    key = (Country.US, "GA", Profession.PHYSICAL_THERAPIST)
    published = REAL.rules.published(key, clock.at.date())
    assert published is not None
    assert (published.confidence, published.foundation_hours) != (None, None)
    amended = replace(FOUND, key=key, amends=published.version, needling_hours=99)
    settled(office, amended)
    book = office.shelf.read(database).rules
    now = book.on(key, clock.at.date())
    assert now is not None
    assert (now.origin, now.amends) == (RuleOrigin.FINDING, published.version)
    assert (now.needling_hours, now.foundation_hours) == (99, published.foundation_hours)
    assert now.accepted_programs == published.accepted_programs
    two_years_on = clock.at.date() + timedelta(days=730)
    assert book.on(key, two_years_on) == now
    # Of two that amend one version, both are there; of another version, it is told.
    other = replace(amended, amends="2020-01-01")
    with pytest.raises(FindingRefused) as refused, office.act(REVIEWER) as act:
        propose_finding(act, other)
    assert refused.value.refusal is FindingRefusal.OTHER_VERSION


def test_a_rule_that_speaks_for_itself_takes_no_finding(office: Office) -> None:
    california = replace(FOUND, key=(Country.US, "CA", Profession.PHYSICAL_THERAPIST))
    with pytest.raises(FindingRefused) as refused, office.act(REVIEWER) as act:
        propose_finding(act, california)
    assert refused.value.refusal is FindingRefusal.RULE_SPEAKS_FOR_ITSELF
