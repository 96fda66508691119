from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from directory.db import Database
from directory.domain.reasons import Reason
from directory.domain.situations import Actor, Refusal
from directory.domain.verification import Action, Appeal
from directory.domain.vocabulary import CredentialState, MailState
from directory.models.credentials import CredentialCheck
from directory.models.decision_log import LogEntry
from directory.models.desk import DecisionFact, LastDecision, NotedCheck
from directory.models.mail import Mail
from directory.models.standings import PostingRow
from directory.queries.own_credentials import credentials_of_listing
from directory.queries.own_status import happened_to
from directory.workflows.acts import Office
from directory.workflows.purging import purge
from directory.workflows.undoing import undo
from directory.workflows.verification import StepRefused
from tests.clock import Clock
from tests.offices import REVIEWER, SECOND_REVIEWER
from tests.workflows.desk_scene import KIND, LICENCE, decide, licence, note, submitted

REFUSED = {"reason": Reason.NOT_ON_REGISTER, "words": "The number is not on the register."}


def take_back(office: Office, version: int, *, actor: Actor = REVIEWER) -> None:
    with office.act(actor) as act:
        undo(act, KIND, credential_id=LICENCE, version=version)


def many(database: Database, table: type) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (Action.VERIFY, {}),
        (Action.REFUSE, REFUSED),
        (Action.QUERY, {**REFUSED, "reason": Reason.NUMBER_DIFFERS}),
        (Action.DEFER, {"until": "tomorrow"}),
    ],
)
def test_a_decision_is_taken_back_and_nothing_of_it_is_left_but_the_log(
    database: Database, office: Office, clock: Clock, action: Action, said: dict[str, object]
) -> None:
    version = submitted(database, clock)
    note(office)
    before, looks = licence(database), many(database, CredentialCheck)
    clock.forward(timedelta(days=1))
    if "until" in said:
        said = {"until": clock().date() + timedelta(days=1)}
    decide(office, action, version, **said)
    clock.forward(timedelta(seconds=59))
    take_back(office, version + 1)
    after = licence(database)
    assert after.state is CredentialState.SUBMITTED
    assert after.version == version + 2
    for name in ("state_since", "deferred_until", "appeal", "decided_by", "register_words"):
        assert getattr(after, name) == getattr(before, name), name
    assert many(database, Mail) == many(database, LastDecision) == many(database, PostingRow) == 0
    assert many(database, CredentialCheck) == looks
    with database.reading() as connection:
        assert connection.scalar(select(NotedCheck.used_at)) is None
        assert connection.scalar(select(DecisionFact.undone))
        assert many(database, LogEntry) == 3
        # Its owner was never told, and reads nothing of it.
        assert happened_to(connection, 1) == ()
        assert {each.said for each in credentials_of_listing(connection, 1)} == {None}
    # The same look carries the decision that is meant.
    decide(office, Action.VERIFY, version + 2)
    assert many(database, CredentialCheck) == looks + 1


def test_an_appeal_stands_again_as_it_stood(
    database: Database, office: Office, clock: Clock
) -> None:
    version = submitted(database, clock)
    with database.transaction() as session:
        row = session.get_one(type(licence(database)), LICENCE)
        row.appeal, row.appealed_at, row.decided_by = Appeal.OPEN, clock(), SECOND_REVIEWER.account
    note(office)
    decide(office, Action.VERIFY, version + 1)
    assert licence(database).appeal is Appeal.NONE
    take_back(office, version + 2)
    now = licence(database)
    assert (now.appeal, now.appealed_at) == (Appeal.OPEN, clock())
    assert now.decided_by == SECOND_REVIEWER.account


def test_it_is_too_late_or_somebody_elses_or_overtaken(
    database: Database, office: Office, clock: Clock
) -> None:
    version = submitted(database, clock)
    decide(office, Action.REFUSE, version, **REFUSED)

    def refused(*, actor: Actor = REVIEWER, at: int = version + 1) -> Refusal:
        with pytest.raises(StepRefused) as fault:
            take_back(office, at, actor=actor)
        return fault.value.refusal

    assert refused(actor=SECOND_REVIEWER) is Refusal.UNDO_OVER
    assert refused(at=version) is Refusal.STALE
    with database.transaction() as session:
        session.execute(update(Mail).values(state=MailState.CLAIMED))
    assert refused() is Refusal.UNDO_OVER
    with database.transaction() as session:
        session.execute(update(Mail).values(state=MailState.WAITING))
    clock.forward(timedelta(seconds=60))
    assert refused() is Refusal.UNDO_OVER
    assert licence(database).state is CredentialState.REFUSED
    assert many(database, LogEntry) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_cannot_be_taken_back_any_more_is_forgotten(
    database: Database, office: Office, clock: Clock
) -> None:
    decide(office, Action.REFUSE, submitted(database, clock), **REFUSED)
    clock.forward(timedelta(seconds=59))
    assert "decisions" not in purge(office)
    clock.forward(timedelta(seconds=1))
    assert purge(office)["decisions"] == 1
    assert many(database, LastDecision) == 0
