"""One act: a transaction, who acts when by which rules, and the log entries that go with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import Database
from directory.domain.listing import Book, Standing
from directory.domain.log_entries import DecisionAct, Detail, Entry, SubjectKind
from directory.domain.log_heads import Pen
from directory.domain.rules import Rule
from directory.domain.seconding import SecondReviewer
from directory.domain.situations import Actor
from directory.models.practitioners import Practitioner
from directory.queries.rules import RuleShelf
from directory.workflows.decision_log import append_all
from directory.workflows.desk_items import restate_after
from directory.workflows.standings import restate


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an act is done to."""

    practitioner_id: int | None = None
    kind: SubjectKind | None = None
    id: int | None = None


@dataclass(slots=True, kw_only=True)
class Act:
    """What a workflow function is handed; what it changes holds together with its log entries.

    `policy`: how a second reviewer is had here. `letters`: those that it queued.
    """

    session: Session
    at: datetime
    actor: Actor
    book: Book
    policy: SecondReviewer = SecondReviewer.REQUIRED
    entries: list[Entry] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day on which the act is done, in UTC."""
        return self.at.astimezone(UTC).date()

    def hold(self, practitioner_id: int) -> None:
        """Let no other act on this person come between, until this one ends."""
        # A writer on SQLite is alone from its beginning; there the words FOR UPDATE fall away.
        self.session.execute(
            select(Practitioner.id).where(Practitioner.id == practitioner_id).with_for_update()
        )

    def learn(self, rule: Rule) -> None:
        """Hold people against a rule that this act has made."""
        self.book = replace(self.book, rules=self.book.rules.with_findings([rule]))

    def judge(self, practitioner_id: int) -> list[Standing]:
        """Judge a person anew after what the act has changed."""
        return restate(self.session, practitioner_id, at=self.at, book=self.book)

    def log(
        self,
        done: DecisionAct,
        subject: Subject,
        *,
        from_state: str | None = None,
        to_state: str | None = None,
        reason: str | None = None,
        words: str | None = None,
        rule: Rule | None = None,
        **details: Detail,
    ) -> None:
        """Note what was done; it is appended to the decision log as the act ends."""
        self.entries.append(
            Entry(
                act=done,
                actor_kind=self.actor.kind,
                actor_id=self.actor.account,
                practitioner_id=subject.practitioner_id,
                subject_kind=subject.kind,
                subject_id=subject.id,
                from_state=from_state,
                to_state=to_state,
                reason=reason,
                words=words,
                rule=None if rule is None else rule_id(rule),
                details=details,
            )
        )


def rule_id(rule: Rule) -> str:
    """Name a version of a rule, as `us-co-physical_therapist@2026-11-20`."""
    country, region, profession = rule.key
    return f"{country.lower()}-{region.lower()}-{profession}@{rule.version}"


class Office:
    """Where acts are done: hands each its transaction, and writes its entries before it ends."""

    def __init__(
        self,
        database: Database,
        *,
        shelf: RuleShelf,
        pen: Pen,
        clock: Callable[[], datetime],
        second_reviewer: SecondReviewer = SecondReviewer.REQUIRED,
    ) -> None:
        """Take what every act needs; `second_reviewer`: how the operator has it."""
        self.database = database
        self.shelf = shelf
        self._pen = pen
        self._clock = clock
        self.second_reviewer = second_reviewer

    def now(self) -> datetime:
        """Tell the time by which acts are done."""
        return self._clock()

    @contextmanager
    def act(self, actor: Actor) -> Iterator[Act]:
        """Begin an act; all of it holds when the block ends, or none of it."""
        with self.database.transaction() as session:
            act = Act(
                session=session,
                at=self._clock(),
                actor=actor,
                book=self.shelf.book(session.connection()),
                policy=self.second_reviewer,
            )
            yield act
            # What the log tells of must be in the tables when its entry is written.
            session.flush()
            # Last, because whoever appends holds the log until the transaction ends.
            if act.entries:
                append_all(session, act.entries, at=act.at, pen=self._pen)
                # After that, since whoever holds the log sees what the acts before it did.
                restate_after(session.connection(), act.entries, at=act.at, rules=act.book.rules)
