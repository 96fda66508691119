"""Four reviewers decide on one credential in the same moment: one of them does."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any, Final

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.domain.decisions import Taken
from directory.domain.reasons import Reason
from directory.domain.situations import Actor, Refusal
from directory.domain.verification import Action
from directory.domain.vocabulary import ActorKind
from directory.models.credentials import CredentialCheck
from directory.models.decision_log import LogEntry
from directory.models.desk import DecisionFact, LastDecision
from directory.models.mail import Mail
from directory.workflows.acts import Office
from directory.workflows.undoing import undo
from directory.workflows.verification import StepRefused
from tests.clock import Clock
from tests.offices import open_accounts
from tests.workflows.desk_scene import KIND, LICENCE, decide, licence, note, submitted

ROUNDS: Final = int(os.environ.get("DIRECTORY_RACES", "20"))
"""A thousand take a quarter of an hour on a busy machine; the suite runs some of them."""
REASONED: Final = {"reason": Reason.NOT_ON_REGISTER, "words": "It is not on the register."}


@dataclass(frozen=True, slots=True)
class Try:
    """What one of the four does."""

    actor: Actor
    action: Action
    said: dict[str, Any]


@pytest.fixture
def four(database: Database, office: Office, clock: Clock) -> tuple[Try, ...]:
    """Give four reviewers, each about to decide otherwise."""
    reviewers = [Actor(ActorKind.REVIEWER, 9_300 + number) for number in range(4)]
    with database.transaction() as session:
        open_accounts(session, *reviewers, at=clock())
    assert office.now() == clock()
    tomorrow = clock().date().replace(day=25)
    return (
        Try(reviewers[0], Action.VERIFY, {}),
        Try(reviewers[1], Action.REFUSE, REASONED),
        Try(reviewers[2], Action.QUERY, REASONED),
        Try(reviewers[3], Action.DEFER, {"until": tomorrow}),
    )


def counted(database: Database) -> Counter[str]:
    with database.reading() as connection:
        return Counter(
            {
                table.__name__: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in (LogEntry, DecisionFact, CredentialCheck, LastDecision)
            }
            | {
                "Mail": connection.scalar(
                    select(func.count()).where(Mail.template.like("credential_%"))
                )
                or 0
            }
        )


def outcomes(office: Office, four: tuple[Try, ...], *, version: int) -> Iterator[object]:
    gate = Barrier(len(four))

    def attempt(one: Try) -> object:
        gate.wait()
        try:
            return decide(office, one.action, version, actor=one.actor, **one.said)
        except StepRefused as refused:
            return refused.refusal

    with ThreadPoolExecutor(len(four)) as pool:
        yield from pool.map(attempt, four)


@pytest.mark.early
def test_of_four_at_once_one_decides_and_the_others_are_told_that_it_changed(
    database: Database, office: Office, four: tuple[Try, ...], clock: Clock
) -> None:
    """Each round is taken back by whoever decided, so that the next one finds it as it was."""
    version, wrong, winners = submitted(database, clock), [], Counter[Action]()
    note(office)
    for number in range(ROUNDS):
        before = counted(database)
        found = list(outcomes(office, four, version=version))
        taken = [each for each in found if isinstance(each, Taken)]
        lost = [each for each in found if each is Refusal.STALE]
        new, now = counted(database) - before, licence(database)
        if (len(taken), len(lost)) != (1, 3):
            wrong.append(f"round {number}: {found}")
            break
        (won,) = taken
        winners[won.action] += 1
        decided = next(one for one in four if one.action is won.action)
        kept = Counter(LogEntry=1, DecisionFact=1, LastDecision=1)
        kept["CredentialCheck"] = int(won.action is Action.VERIFY)
        kept["Mail"] = int(won.action is not Action.DEFER)
        if new != +kept or (now.state, now.version) != (won.state, version + 1):
            wrong.append(f"round {number}: {won.action} left {new} and {now.state}")
        if won.action in {Action.VERIFY, Action.REFUSE} and now.decided_by != decided.actor.account:
            wrong.append(f"round {number}: {now.decided_by} decided")
        with office.act(decided.actor) as act:
            undo(act, KIND, credential_id=LICENCE, version=now.version)
        version = licence(database).version
    assert wrong == []
    assert winners.total() == ROUNDS
