"""The rules that people are held against: those published with the directory, and findings."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, func, select

from directory.db import Database
from directory.domain.boards import Board
from directory.domain.listing import Book
from directory.domain.programs import ProgramBook
from directory.domain.rules import Confidence, Rule, RuleBook, RuleOrigin
from directory.models.registers import BookVersion
from directory.models.rules import RuleFinding
from directory.queries import books

_MOST_FINDINGS: Final = 10_000
_CONFIRMED: Final = RuleFinding.confirmed_at.is_not(None)
_CHANGES: Final = select(func.count()).select_from(BookVersion).scalar_subquery()
# One statement: it stands at the beginning of every act.
_MARK: Final = select(func.count(), func.max(RuleFinding.confirmed_at), _CHANGES).where(_CONFIRMED)
_FINDINGS: Final = (
    select(*RuleFinding.__table__.columns)
    .where(_CONFIRMED)
    .order_by(RuleFinding.confirmed_at, RuleFinding.id)
    .limit(_MOST_FINDINGS)
)


class RuleShelf:
    """Holds the published rules, boards and programs; joins to them what people found since.

    What is joined is kept until another finding is confirmed, or another board or program changed,
    by whichever process.
    """

    def __init__(
        self, published: RuleBook, programs: ProgramBook, *, boards: Iterable[Board] = ()
    ) -> None:
        """Take what was published with the directory."""
        self.published = published
        self.published_programs = programs
        self.published_boards = tuple(boards)
        self._book = Book(published, programs)
        self._boards = self.published_boards
        self._mark: object = (0, None, 0)
        self._lock = Lock()

    def book(self, connection: Connection) -> Book:
        """Give the rules as a transaction sees them."""
        return self._now(connection)[0]

    def boards(self, connection: Connection) -> tuple[Board, ...]:
        """Give the registers in which people can be looked up, as a transaction sees them."""
        return self._now(connection)[1]

    def _now(self, connection: Connection) -> tuple[Book, tuple[Board, ...]]:
        mark = tuple(connection.execute(_MARK).one())
        with self._lock:
            if mark == self._mark:
                return self._book, self._boards
        findings = connection.execute(_FINDINGS)
        rules = self.published.with_findings(as_rule(row, self.published) for row in findings)
        kept = books.programs(connection, self.published_programs)
        programs = ProgramBook(each.entry for each in kept.values())
        boards = tuple(
            each.entry for each in books.boards(connection, self.published_boards).values()
        )
        book = replace(self._book, rules=rules, programs=programs)
        with self._lock:
            self._book, self._boards, self._mark = book, boards, mark
        return book, boards

    def read(self, database: Database) -> Book:
        """Give the rules as they are now."""
        with database.reading() as connection:
            return self.book(connection)


def _first_day(confirmed_at: datetime) -> date:
    """Give a day that has begun everywhere when a finding is confirmed: it counts at once."""
    return (confirmed_at.astimezone(UTC) - timedelta(hours=12)).date()


def as_rule(finding: Any, published: RuleBook) -> Rule:  # noqa: ANN401  (a row of `rule_finding`)
    """Read a finding as the version of a rule that it is, or would be once it is confirmed.

    What an amendment does not speak of stays as the version says that it amends.
    """
    key = finding.country, finding.region, finding.profession
    amended = published.version(key, finding.amends) if finding.amends else None
    kept = {} if amended is None else {name: getattr(amended, name) for name in _KEPT}
    return Rule(
        country=finding.country,
        region=finding.region,
        profession=finding.profession,
        version=finding.version or "",
        recorded_on=_first_day(finding.confirmed_at or finding.proposed_at),
        origin=RuleOrigin.FINDING,
        status=finding.status,
        # Two reviewers read the source themselves.
        confidence=Confidence.HIGH,
        needling_hours=finding.needling_hours,
        in_person_hours=finding.in_person_hours,
        supervised_sessions=finding.supervised_sessions,
        years_in_practice=finding.years_in_practice,
        written_exam=finding.written_exam,
        practical_exam=finding.practical_exam,
        authorization=finding.authorization,
        regulator_assesses_training=finding.regulator_assesses_training,
        body_limit=finding.body_limit,
        trained_after=finding.trained_after,
        citation=finding.citation,
        source_url=finding.source_url,
        as_of=finding.researched_on.isoformat(),
        note=finding.note,
        researched_on=finding.researched_on,
        amends=finding.amends or "",
        **kept,
    )


_KEPT: Final = (
    "foundation_hours", "hours_before_first_use", "complete_within_years", "accepted_programs",
    "head_neck_training",
)  # fmt: skip
"""What a form for findings does not ask for."""
