from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select, update

from directory import config
from directory.cli.prepare import refuse_unprepared
from directory.db import Database
from directory.domain.vocabulary import ActorKind, CredentialState, ProposalKind
from directory.models.accounts import Account, AccountProposal, AccountRole, Delegate
from directory.models.clinics import Clinic
from directory.models.credentials import CredentialCheck, Licence
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.standings import Standing
from directory.workflows.demo import clear_demo, demo_state, invented_accounts, load_demo
from tests.clock import START
from tests.databases import empty_postgresql
from tests.offices import REVIEWER, open_accounts
from tests.rule_books import REAL

DAY = date(2026, 11, 24)


def load(database: Database, *, practitioners: int = 20, seed: int = 1) -> None:
    load_demo(database, practitioners=practitioners, seed=seed, as_of=DAY, book=REAL)


def accounts(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as connection:
        rows = connection.execute(
            select(*Account.__table__.c, AccountRole.role, Practitioner.id)
            .join(AccountRole, AccountRole.account_id == Account.id, isouter=True)
            .join(Practitioner, Practitioner.account_id == Account.id, isouter=True)
            .order_by(Account.email)
        )
        return [tuple(row) for row in rows]


def test_the_same_seed_has_the_same_accounts_on_both_databases(
    sqlite_url: str, postgresql_url: str
) -> None:
    empty_postgresql(postgresql_url)
    small, large = Database(sqlite_url), Database(postgresql_url)
    load(small)
    load(large, practitioners=40)
    first = accounts(small)
    assert first == accounts(large)
    load(small)
    assert accounts(small) == first
    load(small, seed=2)
    assert accounts(small) != first
    small.close()
    large.close()


def test_every_part_is_there_twice_where_two_people_have_to_agree(database: Database) -> None:
    load(database)
    parts = Counter(row[-2] for row in accounts(database))
    assert parts == {
        ActorKind.OWNER: 2,
        ActorKind.REVIEWER: 2,
        ActorKind.ADMINISTRATOR: 2,
        None: 2,
    }
    with database.reading() as connection:
        addresses = connection.scalars(select(Account.email)).all()
        assert connection.scalars(select(Account.synthetic).distinct()).all() == [True]
    assert all(address.endswith(".example") for address in addresses)


def test_the_practitioner_holds_the_listing_of_somebody_who_is_found(database: Database) -> None:
    load(database)
    with database.reading() as connection:
        owned = connection.execute(
            select(Practitioner.id, Practitioner.published, Account.name, Practitioner.given_name)
            .join(Account, Account.id == Practitioner.account_id)
            .where(Account.email == "practitioner@people.example")
        ).one()
        qualified = connection.scalar(
            select(func.max(Standing.qualified_until)).where(Standing.practitioner_id == owned.id)
        )
    assert owned.published
    assert owned.name.startswith(owned.given_name)
    assert qualified is not None
    assert qualified > START.timestamp()


def test_a_delegate_keeps_it_too_and_a_manager_the_clinic_that_most_people_share(
    database: Database,
) -> None:
    load(database, practitioners=100)
    with database.reading() as connection:
        kept = connection.execute(
            select(Account.email, Practitioner.account_id)
            .join(Delegate, Delegate.account_id == Account.id)
            .join(Practitioner, Practitioner.id == Delegate.practitioner_id)
        ).one()
        owner = connection.scalar(
            select(Account.id).where(Account.email == "practitioner@people.example")
        )
        manager, sharing = connection.execute(
            select(Account.email, func.count(PracticeLocation.practitioner_id.distinct()))
            .select_from(Clinic)
            .join(Account, Account.id == Clinic.manager_account_id)
            .join(PracticeLocation, PracticeLocation.clinic_id == Clinic.id)
            .group_by(Account.email)
        ).one()
    assert kept == ("delegate@people.example", owner)
    assert manager == "clinic-manager@people.example"
    assert sharing >= 3
    clear_demo(database)
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(Clinic)) == 0


def test_the_second_practitioner_waits_for_a_licence_to_be_checked(database: Database) -> None:
    load(database, practitioners=100)
    with database.reading() as connection:
        states = connection.scalars(
            select(Licence.state)
            .join(Practitioner, Practitioner.id == Licence.practitioner_id)
            .join(Account, Account.id == Practitioner.account_id)
            .where(Account.email == "practitioner-2@people.example")
        ).all()
    waiting = {CredentialState.SUBMITTED, CredentialState.QUERIED}
    assert waiting & set(states)


def test_nobody_to_own_a_listing_leaves_the_accounts(database: Database) -> None:
    load(database, practitioners=0)
    assert [row[-1] for row in accounts(database)] == [None] * 8


def test_clearing_takes_the_accounts_and_what_they_did_and_spares_real_ones(
    database: Database,
) -> None:
    load(database)
    with database.transaction() as session:
        open_accounts(session, REVIEWER, at=START)
        administrators = session.scalars(
            select(AccountRole.account_id).where(AccountRole.role == ActorKind.ADMINISTRATOR)
        ).all()
        session.add(
            AccountProposal(
                id=1,
                kind=ProposalKind.GRANT_ROLE,
                email="x@people.example",
                role=ActorKind.REVIEWER,
                proposed_by=administrators[0],
                proposed_at=START,
                ends_at=START,
                settled_by=administrators[1],
                settled_at=START,
                outcome=None,
            )
        )
        session.execute(update(CredentialCheck).values(reviewer_id=administrators[0]))
    assert clear_demo(database) == 20
    assert invented_accounts(database) == 0
    assert [row[0] for row in accounts(database)] == [REVIEWER.account]


def test_production_does_not_start_with_accounts_of_invented_people(
    database: Database, environment: dict[str, str]
) -> None:
    settings = config.load(environment)
    refuse_unprepared(settings)
    load(database, practitioners=0)
    assert demo_state(database).synthetic == 0
    with pytest.raises(config.SettingError, match="holds invented people"):
        refuse_unprepared(settings)
    refuse_unprepared(config.load({**environment, "DIRECTORY_MODE": "demo"}))
