import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain.accounts import tokens
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.vocabulary import (
    ActorKind,
    Country,
    LinkPurpose,
    MailState,
    Precision,
    ProposalKind,
    ProposalOutcome,
    SignInMethod,
)
from directory.models.accounts import Account, AccountProposal, AccountRole, Delegate
from directory.models.base import Base
from directory.models.clinics import Clinic
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.sign_in import PasswordHash
from directory.queries.account_data import data_of
from directory.queries.accounts import Visitor
from directory.workflows.accounts import proposals
from directory.workflows.accounts.closing import (
    LastAdministrator,
    close_account,
    keep_an_administrator,
    take_data,
)
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.links import make_link
from directory.workflows.accounts.recovering import ask_to_recover
from directory.workflows.accounts.registering import ask_to_register
from directory.workflows.accounts.sessions import ProofSpent, remember_device
from directory.workflows.accounts.staff import Refused, disable
from directory.workflows.accounts.trying import hold_sign_in
from directory.workflows.acts import Subject
from directory.workflows.mail import queue, tell
from tests.clock import Clock
from tests.factories import person
from tests.visitors import account, gate_of
from tests.ways_in import (
    HERE,
    SYSTEM,
    app_for,
    codes_for,
    holder,
    letters,
    logged,
    number_of,
    passkey_for,
    session_of,
    who_or_none,
)

EMAIL, NAME = "robin.unmistakable@people.example", "Robin Unmistakable"
LISTED = "listing.unmistakable@clinic.example"
PERSON = 7


def close(gate: Gate, visitor: Visitor) -> None:
    with gate.office.act(Actor(ActorKind.OWNER, visitor.account.id)) as act:
        close_account(act, visitor)


def everything(database: Database) -> dict[str, str]:
    """Read every row of every table, as text."""
    with database.reading() as connection:
        return {
            table.name: repr(connection.execute(select(*table.c)).all())
            for table in Base.metadata.sorted_tables
        }


def full_of_traces(app: Flask) -> tuple[Gate, Visitor, str]:
    """Let an account leave whatever traces it can; gives also who closes it, and their token."""
    gate = gate_of(app)
    number = account(app, ActorKind.OWNER, ActorKind.REVIEWER, email=EMAIL)
    administrator = account(app, ActorKind.ADMINISTRATOR)
    for give in (passkey_for, app_for, codes_for):
        give(gate, number)
    with gate.office.act(SYSTEM) as act:
        act.session.get_one(Account, number).name = NAME
        act.session.add(PasswordHash(account_id=number, hash="-", set_at=act.at))
        listed = person(act.session, number=PERSON, at=act.at)
        listed.account_id, listed.email = number, LISTED
        person(act.session, number=8, at=act.at)
        act.session.flush()
        act.session.add(Delegate(practitioner_id=8, account_id=number, since=act.at))
        act.session.add(Delegate(practitioner_id=PERSON, account_id=administrator, since=act.at))
        act.session.add(_clinic(number, at=act.at))
        remember_device(act, number)
        make_link(act, LinkPurpose.CHANGE_ADDRESS, email="new@people.example", account_id=number)
        make_link(act, LinkPurpose.JOIN_STAFF, email=EMAIL, role="administrator", fresh="")
        tell(act, PERSON, template="credential_verify")
        queue(act, to_address=LISTED, template="decision", practitioner_id=PERSON)
    ask_to_register(gate, EMAIL, caller=HERE)
    ask_to_recover(gate, EMAIL, caller=HERE)
    hold_sign_in(gate, EMAIL, caller=HERE)
    for settled in (True, False):
        _, visitor = session_of(gate, administrator)
        kind = ProposalKind.RESET_METHODS
        with gate.office.act(Actor(ActorKind.ADMINISTRATOR, administrator)) as act:
            made = proposals.propose(act, visitor, kind=kind, email=EMAIL)
            if settled:
                row = act.session.get_one(AccountProposal, made)
                row.outcome, row.settled_at = ProposalOutcome.REFUSED, act.at
    token, visitor = session_of(gate, number)
    return gate, visitor, token


def _clinic(account_id: int, *, at: datetime) -> Clinic:
    return Clinic(
        id=3,
        manager_account_id=account_id,
        name="Example Clinic",
        street="100 Example Street",
        city="Denver",
        region="CO",
        postal_code="80202",
        country=Country.US,
        lat=39.7392,
        lon=-104.9847,
        precision=Precision.STREET,
        time_zone="America/Denver",
        created_at=at,
    )


# --- What is left --------------------------------------------------------------------------------


def test_nothing_that_is_left_names_the_holder(app: Flask) -> None:
    gate, visitor, token = full_of_traces(app)
    database = gate.office.database
    before = everything(database)
    traced = {name for name, rows in before.items() if EMAIL in rows or NAME in rows}
    assert traced == {"account", "one_time_link", "mail", "account_proposal"}
    assert LISTED in before["practitioner"]
    close(gate, visitor)
    assert letters(database) == [*_told_others(database), (EMAIL, "account_closed")]
    with database.transaction() as session:
        # As after it is sent: see the tests of the post.
        last = session.query(Mail).filter_by(template="account_closed").one()
        last.to_address = ""
    left = {name for name, rows in everything(database).items() if "unmistakable" in rows.lower()}
    assert left == set()
    assert who_or_none(gate, token) is None


def _told_others(database: Database) -> list[tuple[str, str]]:
    return [each for each in letters(database) if each[1] == "role_proposed"]


def test_of_an_account_only_its_number_stays(app: Flask, clock: Clock) -> None:
    gate, visitor, _ = full_of_traces(app)
    close(gate, visitor)
    number, database = visitor.account.id, gate.office.database
    with database.reading() as connection:
        row = connection.execute(select(Account).where(Account.id == number)).one()
        own = {
            table.name
            for table in Base.metadata.sorted_tables
            if "account_id" in table.c
            and connection.execute(select(table).where(table.c.account_id == number)).first()
        }
    assert (row.name, row.closed_at) == ("", clock.at)
    assert row.email.startswith("closed:")
    assert own == {"mail"}
    ask_to_register(gate, EMAIL, caller=HERE)
    assert (EMAIL, "register") in letters(database), "the address can open a new account"


def test_a_listing_leaves_in_the_same_act(app: Flask, clock: Clock) -> None:
    gate, visitor, _ = full_of_traces(app)
    client = app.test_client()
    search = "/api/v1/search?lat=39.7392&lon=-104.9847"
    assert client.get(search).get_json()["total"] == 2
    close(gate, visitor)
    found = client.get(search).get_json()
    assert (found["total"], found["results"][0]["id"]) == (1, "000000000008")
    with gate.office.database.reading() as connection:
        listed = connection.execute(select(Practitioner).where(Practitioner.id == PERSON)).one()
        assert connection.scalar(select(Clinic.manager_account_id)) is None
    assert (listed.published, listed.account_id, listed.email) == (False, None, None)
    assert listed.updated_at == clock.at
    assert number_of(gate.office.database, Delegate) == 0
    assert logged(gate.office.database)[-2:] == [DecisionAct.LEFT, "account_closed"]


def test_open_proposals_about_an_account_or_by_it_are_withdrawn(app: Flask) -> None:
    gate = gate_of(app)
    first, second = account(app, ActorKind.ADMINISTRATOR), account(app, ActorKind.ADMINISTRATOR)
    third = account(app, ActorKind.ADMINISTRATOR, email=EMAIL)
    made = []
    for proposer, email in ((third, "new@people.example"), (first, EMAIL)):
        _, visitor = session_of(gate, proposer)
        with gate.office.act(Actor(ActorKind.ADMINISTRATOR, proposer)) as act:
            made.append(
                proposals.propose(
                    act, visitor, kind=ProposalKind.GRANT_ROLE, email=email, role=ActorKind.REVIEWER
                )
            )
    _, leaving = session_of(gate, third)
    close(gate, leaving)
    with gate.office.database.reading() as connection:
        found = connection.execute(select(AccountProposal.outcome, AccountProposal.settled_by))
        assert list(found) == [(ProposalOutcome.WITHDRAWN, third)] * 2
    _, visitor = session_of(gate, second)
    for number in made:
        with (
            pytest.raises(Refused),
            gate.office.act(Actor(ActorKind.ADMINISTRATOR, second)) as act,
        ):
            proposals.confirm(act, visitor, proposal_id=number)


# --- The last administrator ----------------------------------------------------------------------


def test_the_last_administrator_stays_and_nothing_is_done(app: Flask, clock: Clock) -> None:
    gate, visitor = holder(app, ActorKind.ADMINISTRATOR)
    locked = account(app, ActorKind.ADMINISTRATOR)
    account(app, ActorKind.REVIEWER)
    with gate.office.act(SYSTEM) as act:
        act.session.get_one(Account, locked).disabled_at = clock.at
    before = everything(gate.office.database)
    with pytest.raises(LastAdministrator):
        close(gate, visitor)
    assert everything(gate.office.database) == before
    account(app, ActorKind.ADMINISTRATOR)
    close(gate, visitor)


def test_whoever_does_not_administer_may_leave_a_directory_without_administrators(
    app: Flask,
) -> None:
    gate, visitor = holder(app, ActorKind.REVIEWER)
    close(gate, visitor)
    with gate.office.act(SYSTEM) as act, pytest.raises(LastAdministrator):
        keep_an_administrator(act, but=1)


def both_at_once(*acts: Callable[[], None], refusals: tuple[type[Exception], ...]) -> int:
    """Do acts at the same moment; gives how many were done."""
    together = Barrier(len(acts))

    def race(do: Callable[[], None]) -> bool:
        together.wait(30)
        try:
            do()
        except refusals:
            return False
        return True

    with ThreadPoolExecutor(len(acts)) as threads:
        return sum(threads.map(race, acts))


def test_of_two_administrators_who_close_at_once_one_stays(app: Flask) -> None:
    gate, first = holder(app, ActorKind.ADMINISTRATOR)
    _, second = holder(app, ActorKind.ADMINISTRATOR)
    done = both_at_once(
        lambda: close(gate, first), lambda: close(gate, second), refusals=(LastAdministrator,)
    )
    assert done == 1
    administers = AccountRole.role == ActorKind.ADMINISTRATOR
    assert number_of(gate.office.database, AccountRole, administers) == 1


def test_an_administrator_who_closes_while_another_locks_them_waits_for_nobody_for_ever(
    app: Flask,
) -> None:
    gate, first = holder(app, ActorKind.ADMINISTRATOR)
    _, second = holder(app, ActorKind.ADMINISTRATOR)
    account(app, ActorKind.ADMINISTRATOR)

    def lock() -> None:
        with gate.office.act(Actor(ActorKind.ADMINISTRATOR, second.account.id)) as act:
            disable(act, second, account_id=first.account.id)

    done = both_at_once(lambda: close(gate, first), lock, refusals=(ProofSpent, Refused))
    assert done == 1


def test_closing_uses_a_proof_up(app: Flask) -> None:
    gate, visitor = holder(app)
    with gate.office.act(SYSTEM) as act:
        take_data(act, visitor)
    with pytest.raises(ProofSpent):
        close(gate, visitor)
    with pytest.raises(ProofSpent), gate.office.act(SYSTEM) as act:
        take_data(act, visitor)
    assert logged(gate.office.database) == ["data_taken"]


# --- The data that is taken along ----------------------------------------------------------------


def test_the_data_hold_what_is_kept_and_no_secret(app: Flask) -> None:
    gate, visitor, token = full_of_traces(app)
    with gate.office.act(Actor(ActorKind.OWNER, visitor.account.id)) as act:
        act.log(DecisionAct.LEFT, Subject(practitioner_id=PERSON), words="What was said to them")
    with gate.office.database.reading() as connection:
        data = data_of(connection, visitor.account.id)
        hidden = {
            str(value)
            for table in Base.metadata.sorted_tables
            for column in table.c
            if column.name
            in {
                "hash",
                "token_hash",
                "sealed_secret",
                "code_hash",
                "public_key",
                "credential_id",
                "params",
            }
            for value in connection.scalars(select(column))
        } - {"-"}
    # As text in JSON stands in JSON, too.
    text = json.dumps(data).replace("\\", "")
    assert hidden
    assert not [secret for secret in {*hidden, token, tokens.hash_of(token)} if secret in text]
    assert data["account"][0]["email"] == EMAIL
    assert data["practitioner"][0]["email"] == LISTED
    assert data["decisions"][-1]["words"] == "What was said to them"
    assert len(data["passkey"]) == len(data["code_app"]) == len(data["password_hash"]) == 1
    assert len(data["recovery_code"]) == 10
    assert {row["opened_by"] for row in data["account_session"]} == {SignInMethod.PASSKEY}
    assert {row["state"] for row in data["mail"]} == {MailState.WAITING}
    assert data["account"][0]["created_at"] == "2026-11-24T18:00:00+00:00"
    assert "clinic" in data
    assert all(rows for rows in data.values())


def test_the_data_hold_nothing_of_anybody_else(app: Flask) -> None:
    gate, _, _ = full_of_traces(app)
    with gate.office.database.reading() as connection:
        data = data_of(connection, account(app))
    assert set(data) == {"account"}
