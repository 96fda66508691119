import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.domain.checks import Lack
from directory.domain.noting import Findings
from directory.domain.reasons import Reason
from directory.domain.situations import Actor, Refusal
from directory.domain.verification import Action
from directory.domain.vocabulary import (
    ActorKind,
    CredentialKind,
    CredentialState,
    Finding,
    RegisterStatus,
)
from directory.models.credentials import CredentialCheck, Licence
from directory.models.decision_log import LogEntry
from directory.models.desk import DecisionFact, LastDecision, NotedCheck
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.workflows.acts import Office
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.deciding import AlreadyProposed
from directory.workflows.noted_checks import note_check
from directory.workflows.verification import Proposed, StepRefused
from tests.clock import Clock
from tests.factories import person
from tests.offices import OWNER, REVIEWER, SECOND_REVIEWER, open_accounts
from tests.workflows.desk_scene import LICENCE, decide, licence, look, note, submitted

ASKED = {"reason": Reason.NUMBER_DIFFERS, "words": "Which number is on your card?"}


_LEAVES = select(LogEntry.leaf).order_by(LogEntry.seq)


def rows(database: Database, table: type) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_a_look_is_noted_first_and_the_decision_rests_on_it(
    database: Database, office: Office, clock: Clock
) -> None:
    version = submitted(database, clock)
    with pytest.raises(StepRefused) as refused:
        decide(office, Action.VERIFY, version)
    assert refused.value.lacks == (Lack.NO_RECORD,)
    note(office, status_words="")
    with pytest.raises(StepRefused) as refused:
        decide(office, Action.VERIFY, version)
    assert refused.value.lacks == (Lack.STATUS_WORDS,)
    # Noted anew, it stands in place of the first one, and the page is not stale for it.
    note(office)
    clock.forward(timedelta(hours=2))
    decide(office, Action.VERIFY, version)
    with database.reading() as connection:
        check = connection.execute(
            select(CredentialCheck.reviewer_id, CredentialCheck.status_words).where(
                CredentialCheck.licence_id == LICENCE, CredentialCheck.source_name.like("Example%")
            )
        ).all()
        fact = connection.execute(
            select(DecisionFact.action, DecisionFact.waited, DecisionFact.undone)
        ).one()
        letter = connection.execute(select(Mail.template, Mail.next_at, Mail.params)).one()
        used = connection.scalar(select(NotedCheck.used_at))
        acts = [json.loads(leaf)["act"] for leaf in connection.scalars(_LEAVES)]
    assert (REVIEWER.account, "Active, no discipline") in check
    assert fact == (Action.VERIFY, 2 * 3600, False)
    # The letter waits for as long as the decision can be taken back.
    assert (letter.template, letter.next_at) == (
        "credential_verify",
        clock() + timedelta(minutes=1),
    )
    assert used == clock()
    assert acts == ["check_recorded", "check_recorded", "verified"]
    now = licence(database)
    assert (now.register_status, now.register_words) == (
        RegisterStatus.ACTIVE,
        "Active, no discipline",
    )
    # A look serves one decision; the next one asks for another.
    with pytest.raises(StepRefused) as refused:
        decide(office, Action.EXTEND, now.version)
    assert refused.value.lacks == (Lack.NO_RECORD,)


def test_one_look_serves_several_credentials_of_a_person(
    database: Database, office: Office, clock: Clock
) -> None:
    submitted(database, clock)
    with database.transaction() as session:
        person(session, number=2, at=clock())
    training = (CredentialKind.TRAINING, 1)
    with office.act(REVIEWER) as act:
        note_check(act, look(act.today), credential_id=LICENCE, serves=[training])
    assert rows(database, NotedCheck) == 2
    assert rows(database, LogEntry) == 1
    with pytest.raises(NoSuchCredential), office.act(REVIEWER) as act:
        note_check(
            act, look(act.today), credential_id=LICENCE, serves=[(CredentialKind.TRAINING, 2)]
        )


def test_what_a_reviewer_finds_of_conditions_is_written_with_the_look(
    database: Database, office: Office, clock: Clock
) -> None:
    submitted(database, clock)
    with office.act(REVIEWER) as act:
        restricted = look(act.today, status_found=RegisterStatus.RESTRICTED)
        note_check(
            act,
            restricted,
            credential_id=LICENCE,
            findings=Findings(bars_needling=Finding.NO),
        )
    now = licence(database)
    assert now.bars_needling is Finding.NO
    decide(office, Action.VERIFY, now.version)
    # What is public changes by a decision alone.
    with pytest.raises(StepRefused) as refused, office.act(REVIEWER) as act:
        note_check(
            act, restricted, credential_id=LICENCE, findings=Findings(bars_needling=Finding.YES)
        )
    assert refused.value.refusal is Refusal.NOT_ALLOWED_FROM_HERE


def test_nobody_notes_or_decides_on_their_own_file(
    database: Database, office: Office, clock: Clock
) -> None:
    version = submitted(database, clock)
    with database.transaction() as session:
        session.get_one(Practitioner, 1).account_id = REVIEWER.account
    with pytest.raises(StepRefused) as looking:
        note(office)
    with pytest.raises(StepRefused) as deciding:
        decide(office, Action.QUERY, version, **ASKED)
    assert looking.value.refusal is deciding.value.refusal is Refusal.OWN_FILE
    with pytest.raises(StepRefused), office.act(OWNER) as act:
        note_check(act, look(act.today), credential_id=LICENCE)
    assert rows(database, LogEntry) == 0


def test_a_step_for_two_is_proposed_once(database: Database, office: Office, clock: Clock) -> None:
    version = submitted(database, clock)
    note(office)
    decide(office, Action.VERIFY, version)
    suspend = {"reason": Reason.REGISTER_SUSPENDED, "words": "It is suspended there."}
    decide(office, Action.SUSPEND, version + 1, **suspend)
    note(office)
    lift = {"reason": Reason.REGISTER_ACTIVE_AGAIN, "words": ""}
    assert isinstance(decide(office, Action.LIFT, version + 2, **lift), Proposed)
    with pytest.raises(AlreadyProposed):
        decide(office, Action.LIFT, version + 2, actor=SECOND_REVIEWER, **lift)
    # Proposing is no decision yet, and a suspension cannot be taken back: its letter leaves.
    assert rows(database, DecisionFact) == 2
    assert rows(database, LastDecision) == 0
    with database.reading() as connection:
        leaves = connection.scalar(
            select(Mail.next_at).where(Mail.template == "credential_suspend")
        )
    assert leaves == clock()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_administrators_are_told_once_of_very_many_decisions(
    database: Database, office: Office, clock: Clock
) -> None:
    version = submitted(database, clock)
    with database.transaction() as session:
        for number in (1, 2):
            administrator = Actor(ActorKind.ADMINISTRATOR, 9_500 + number)
            open_accounts(session, administrator, at=clock())
        session.add_all(
            DecisionFact(
                id=number,
                account_id=REVIEWER.account or 0,
                day=clock().date(),
                at=clock(),
                kind=CredentialKind.LICENCE,
                action=Action.QUERY,
                waited=None,
                undone=False,
            )
            for number in range(149)
        )
    decide(office, Action.QUERY, version, **ASKED)
    decide(office, Action.RESUME, licence(database).version)
    decide(office, Action.QUERY, licence(database).version, actor=SECOND_REVIEWER, **ASKED)
    with database.reading() as connection:
        told = connection.execute(
            select(Mail.account_id, Mail.params, Mail.next_at).where(Mail.template == "desk_alert")
        ).all()
    assert sorted(row.account_id for row in told) == [9_501, 9_502]
    # It does not wait: it is no letter that could be taken back.
    assert {row.next_at for row in told} == {clock()}
    assert {json.loads(row.params)["day"] for row in told} == {"2026-11-24"}
    assert licence(database).state is CredentialState.QUERIED


def test_one_number_is_verified_for_one_person(
    database: Database, office: Office, clock: Clock
) -> None:
    version = submitted(database, clock)
    note(office)
    with database.transaction() as session:
        person(session, number=2, at=clock())
        numbers = [session.get_one(Licence, each) for each in (LICENCE, 2 * LICENCE)]
        numbers[0].number = numbers[1].number
    with pytest.raises(StepRefused) as refused:
        decide(office, Action.VERIFY, version + 1)
    assert refused.value.refusal is Refusal.NUMBER_ELSEWHERE
    assert licence(database).state is CredentialState.SUBMITTED
