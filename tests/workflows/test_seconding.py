import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from directory.db import Database
from directory.domain.accounts import tokens
from directory.domain.reasons import Reason
from directory.domain.seconding import SecondReviewer
from directory.domain.situations import Actor, Refusal
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialState, SignInMethod
from directory.models.accounts import AccountRole
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.desk import DecisionFact
from directory.models.practitioners import Practitioner
from directory.models.reviews import ProposedStep
from directory.queries.accounts import visitor_with
from directory.workflows.accounts.sessions import open_session
from directory.workflows.acts import Office
from directory.workflows.seconding import (
    NotForYou,
    carry_out_due,
    confirm_step,
    refuse_step,
)
from directory.workflows.verification import NoSuchProposal, Proposed, StepRefused
from tests.clock import Clock
from tests.offices import REVIEWER, SECOND_REVIEWER, office_at
from tests.workflows.desk_scene import decide, licence, note, submitted

SUSPEND = {"reason": Reason.REGISTER_SUSPENDED, "words": "It is suspended there."}
LIFT = {"reason": Reason.REGISTER_ACTIVE_AGAIN, "words": ""}


@dataclass(frozen=True, slots=True)
class Waits:
    """A step that waits: its number, and the version of what it is about."""

    id: int
    version: int


@pytest.fixture
def waits(database: Database, office: Office, clock: Clock) -> Waits:
    """Let the first reviewer propose to lift a suspension."""
    version = submitted(database, clock)
    note(office)
    decide(office, Action.VERIFY, version)
    decide(office, Action.SUSPEND, version + 1, **SUSPEND)
    note(office)
    proposed = decide(office, Action.LIFT, version + 2, **LIFT)
    assert isinstance(proposed, Proposed)
    return Waits(proposed.id, version + 2)


def settle(office: Office, how: object, proposal_id: int, *, by: Actor, **said: str) -> None:
    """Confirm or refuse, each time with a proof of its own."""
    assert by.account is not None
    with office.act(by) as act:
        fresh = open_session(
            act, by.account, by=SignInMethod.PASSKEY, lacking=None, device="Firefox, Linux"
        )
    with office.database.reading() as connection:
        visitor = visitor_with(connection, tokens.hash_of(fresh.token))
    assert visitor is not None
    with office.act(by) as act:
        how(act, visitor, proposal_id=proposal_id, **said)  # type: ignore[operator]


def open_proposals(database: Database) -> int:
    with database.reading() as connection:
        return (
            connection.scalar(
                select(func.count())
                .select_from(ProposedStep)
                .where(ProposedStep.settled_at.is_(None))
            )
            or 0
        )


def test_another_reviewer_confirms_it_once(
    database: Database, office: Office, waits: Waits
) -> None:
    with pytest.raises(StepRefused) as refused:
        settle(office, confirm_step, waits.id, by=REVIEWER)
    assert refused.value.refusal is Refusal.SAME_REVIEWER
    settle(office, confirm_step, waits.id, by=SECOND_REVIEWER)
    now = licence(database)
    assert now.state is CredentialState.VERIFIED
    assert (now.decided_by, now.seconded_by) == (SECOND_REVIEWER.account, REVIEWER.account)
    with database.reading() as connection:
        counted = connection.scalar(
            select(func.count()).where(DecisionFact.account_id == SECOND_REVIEWER.account)
        )
    assert counted == 1
    assert open_proposals(database) == 0
    for how in (confirm_step, refuse_step):
        with pytest.raises(NoSuchProposal):
            settle(
                office,
                how,
                waits.id,
                by=SECOND_REVIEWER,
                **({"words": ""} if how is refuse_step else {}),
            )


def test_it_is_put_aside_with_words_also_by_who_proposed_it(
    database: Database, office: Office, waits: Waits
) -> None:
    with database.transaction() as session:
        session.get_one(Practitioner, 1).account_id = SECOND_REVIEWER.account
    with pytest.raises(NotForYou):
        settle(office, refuse_step, waits.id, by=SECOND_REVIEWER, words="")
    settle(office, refuse_step, waits.id, by=REVIEWER, words="I was wrong.")
    assert open_proposals(database) == 0
    assert licence(database).state is CredentialState.SUSPENDED
    assert last_entry(database) == ("proposal_refused", REVIEWER.account, "I was wrong.")


def last_entry(database: Database) -> tuple[str, int | None, str | None]:
    with database.reading() as connection:
        leaf, who, words = connection.execute(
            select(LogEntry.leaf, LogPrivate.actor_id, LogPrivate.words)
            .join(LogPrivate, LogPrivate.seq == LogEntry.seq)
            .order_by(LogEntry.seq.desc())
            .limit(1)
        ).one()
    return json.loads(leaf)["act"], who, words


@pytest.fixture
def alone(database: Database, office: Office, tmp_path: Path, clock: Clock) -> Office:
    """Give the office of somebody who reviews alone, after a day's delay."""
    assert office.second_reviewer is SecondReviewer.REQUIRED
    return office_at(database, tmp_path, clock=clock, second_reviewer=SecondReviewer.DELAY_24H)


@pytest.mark.usefixtures("waits")
def test_a_day_later_it_is_done_in_the_name_of_who_proposed_it(
    database: Database, office: Office, alone: Office, clock: Clock
) -> None:
    clock.forward(timedelta(hours=23, minutes=59))
    assert not carry_out_due(alone)
    clock.forward(timedelta(minutes=1))
    assert not carry_out_due(office)
    assert carry_out_due(alone) == {"carried out": 1}
    assert licence(database).state is CredentialState.VERIFIED
    assert last_entry(database)[:2] == ("lifted", REVIEWER.account)
    assert not carry_out_due(alone)


@pytest.mark.usefixtures("waits")
def test_what_changed_or_whose_proposer_left_is_put_aside(
    database: Database, alone: Office, clock: Clock
) -> None:
    clock.forward(timedelta(days=1))
    with database.transaction() as session:
        session.execute(delete(AccountRole).where(AccountRole.account_id == REVIEWER.account))
    assert carry_out_due(alone) == {"put aside": 1}
    assert licence(database).state is CredentialState.SUSPENDED
    assert last_entry(database)[:2] == ("proposal_refused", None)
