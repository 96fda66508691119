from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.domain.listing import Book
from directory.domain.rules import Confidence, Rule, RuleBook, RuleStatus
from directory.domain.vocabulary import Country, Profession
from directory.models.decision_log import LogEntry
from directory.models.rules import RuleApplied, RuleFallout
from directory.models.standings import Published, Standing
from directory.workflows.rules import RulesReport, RuleTextChanged, apply_rules, digest_of
from tests.clock import Clock
from tests.factories import person
from tests.offices import SYSTEM, office_at
from tests.rule_books import ANYWHERE, permitted

COLORADO = (Country.US, "CO", Profession.PHYSICAL_THERAPIST)
FIRST = permitted(*COLORADO)
UTAH = permitted(Country.US, "UT", Profession.PHYSICAL_THERAPIST)
PROHIBITED = replace(
    FIRST,
    version="2026-11-25",
    recorded_on=date(2026, 11, 25),
    status=RuleStatus.PROHIBITED,
    confidence=Confidence.HIGH,
)


def book(*rules: Rule) -> Book:
    return Book(RuleBook(rules), ANYWHERE.programs)


class Apply(Protocol):
    """Applies rules, as a deployment does that brings them."""

    def __call__(self, *rules: Rule) -> RulesReport: ...


@pytest.fixture
def applied(database: Database, tmp_path: Path, clock: Clock) -> Apply:
    """Apply rules, as a deployment does that brings them."""

    def apply(*rules: Rule) -> RulesReport:
        with office_at(database, tmp_path, clock=clock, book=book(*rules)).act(SYSTEM) as act:
            return apply_rules(act)

    return apply


def until(database: Database, number: int) -> int:
    with database.reading() as connection:
        found = connection.scalar(
            select(Standing.qualified_until).where(Standing.practitioner_id == number)
        )
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def people(database: Database, clock: Clock) -> None:
    """Write somebody in Colorado and somebody in Utah, judged without any rule."""
    with database.transaction() as session:
        person(session, number=1, at=clock(), book=book())
        person(session, number=2, region="UT", at=clock(), book=book())
    assert until(database, 1) == until(database, 2) == 0


def test_the_first_rules_judge_everyone(database: Database, applied: Apply) -> None:
    report = applied(FIRST)
    assert (report.new_versions, report.fallout) == (1, ())
    assert until(database, 1) > 0
    # Utah has no rule: nobody knows, so nobody is qualified there.
    assert until(database, 2) == 0


def test_applying_again_changes_nothing(database: Database, applied: Apply, clock: Clock) -> None:
    applied(FIRST, UTAH)
    clock.forward(timedelta(hours=1))
    report = applied(FIRST, UTAH)
    assert report == RulesReport(first=False, new_versions=0, changed=frozenset(), fallout=())
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(LogEntry)) == 1


def test_a_changed_rule_takes_out_whom_it_prohibits_and_nobody_else(
    database: Database,
    applied: Apply,
    clock: Clock,
) -> None:
    applied(FIRST, UTAH)
    clock.forward(timedelta(days=1))
    report = applied(FIRST, PROHIBITED, UTAH)
    assert [(each.practitioner_id, each.version) for each in report.fallout] == [(1, "2026-11-25")]
    assert until(database, 1) == 0
    assert until(database, 2) > 0
    with database.reading() as connection:
        assert connection.scalars(select(RuleFallout.practitioner_id)).all() == [1]
        said = connection.execute(
            select(Published.rule_version, Published.qualified_until > 0)
            .where(Published.practitioner_id == 1)
            .order_by(Published.recorded_us)
        ).all()
        versions = connection.scalar(select(func.count()).select_from(RuleApplied))
    assert [tuple(row) for row in said] == [
        (None, False),
        ("2020-01-01", True),
        ("2026-11-25", False),
    ]
    assert versions == 3


def test_a_known_end_takes_people_out_at_midnight_before_anybody_applies_it(
    database: Database,
    applied: Apply,
    clock: Clock,
) -> None:
    later = replace(PROHIBITED, recorded_on=date(2026, 11, 20), in_force_from=date(2026, 12, 1))
    applied(FIRST, later)
    # The last instant of November in Denver.
    assert until(database, 1) == 1796108400
    clock.forward(timedelta(days=8))
    report = applied(FIRST, later)
    assert report.changed == {COLORADO}
    assert report.fallout == ()
    assert until(database, 1) == 0


def test_a_day_on_which_a_rule_begins_to_permit_brings_people_in(
    database: Database,
    applied: Apply,
    clock: Clock,
) -> None:
    waits = replace(FIRST, status=RuleStatus.AUTHORIZED_PENDING_RULES)
    begins = replace(
        FIRST,
        version="2026-11-20",
        recorded_on=date(2026, 11, 20),
        in_force_from=date(2026, 12, 1),
    )
    applied(waits, begins)
    assert until(database, 1) == 0
    clock.forward(timedelta(days=6))
    assert applied(waits, begins).changed == frozenset()
    clock.forward(timedelta(days=2))
    assert applied(waits, begins).changed == {COLORADO}
    assert until(database, 1) > 0


def test_a_version_that_was_used_is_never_rewritten(database: Database, applied: Apply) -> None:
    applied(FIRST)
    before = until(database, 1)
    with pytest.raises(RuleTextChanged, match="2020-01-01"):
        applied(replace(FIRST, status=RuleStatus.PROHIBITED))
    assert until(database, 1) == before
    # Where its source is read may move, and a note may be worded better.
    applied(replace(FIRST, source_url="https://new.example/", note="Said better."))


def test_who_was_judged_before_the_day_began_in_the_west_is_judged_again(
    database: Database, applied: Apply, clock: Clock
) -> None:
    begins = replace(
        FIRST,
        version="2026-11-20",
        recorded_on=date(2026, 11, 20),
        in_force_from=date(2026, 12, 1),
    )
    applied(begins)
    # By UTC it is the first of December, in Denver still the day before.
    clock.at = datetime(2026, 12, 1, 3, tzinfo=UTC)
    applied(begins)
    assert until(database, 1) == 0
    clock.forward(timedelta(hours=12))
    applied(begins)
    assert until(database, 1) > 0


@pytest.mark.parametrize(
    "changed",
    [
        {"needling_hours": 24.0},
        {"accepted_programs": frozenset({"gunn-ims"})},
        {"trained_after": date(2020, 1, 1)},
        {"confidence": Confidence.LOW},
        {"citation": "Another Code 2"},
    ],
)
def test_whatever_decides_is_in_the_fingerprint(changed: dict[str, object]) -> None:
    assert digest_of(replace(FIRST, **changed)) != digest_of(FIRST)  # type: ignore[arg-type]
