import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain.vocabulary import LinkPurpose
from directory.models.accounts import Account
from directory.models.mail import Mail
from directory.models.sessions import OneTimeLink
from directory.queries.accounts import account_of
from directory.queries.links import LinkDead
from directory.workflows.accounts.changing import (
    ask_to_change_address,
    change_address,
    change_name,
)
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.links import make_link
from directory.workflows.accounts.recovering import ask_to_recover, recover
from directory.workflows.accounts.sessions import ProofSpent
from tests.clock import Clock
from tests.visitors import account
from tests.ways_in import (
    HERE,
    SYSTEM,
    holder,
    letters,
    logged,
    number_of,
    session_of,
    token_in,
    who_or_none,
)

NEW = "new@people.example"


def email_of(gate: Gate, number: int) -> str:
    with gate.office.database.reading() as connection:
        found = account_of(connection, number)
    assert found is not None
    return found.email


def test_a_name_and_a_language_are_changed_and_noted(app: Flask) -> None:
    gate, visitor = holder(app)
    other = account(app)
    with gate.office.act(SYSTEM) as act:
        change_name(act, visitor, name="Robin Roe", language="fr")
    with gate.office.database.reading() as connection:
        found = connection.execute(select(Account.id, Account.name, Account.language))
        rows = {number: (name, language) for number, name, language in found}
    assert rows == {visitor.account.id: ("Robin Roe", "fr"), other: ("Robin Doe", "en")}
    assert logged(gate.office.database) == ["name_changed"]


def test_an_address_is_changed_by_the_link_that_was_sent_to_it(app: Flask) -> None:
    gate, visitor = holder(app)
    old, number, database = visitor.account.email, visitor.account.id, gate.office.database
    token, _ = session_of(gate, number)
    ask_to_recover(gate, old, caller=HERE)
    with gate.office.act(SYSTEM) as act:
        elsewhere = make_link(
            act, LinkPurpose.CHANGE_ADDRESS, email="elsewhere@people.example", account_id=number
        )
        ask_to_change_address(act, visitor, email=NEW)
    assert email_of(gate, number) == old
    assert (NEW, "change_address") in letters(database)
    change_address(gate, token_in(database, "change_address"))
    assert email_of(gate, number) == NEW
    # The old address is told, and whatever is on its way leads nowhere.
    assert (old, "address_changed") in letters(database)
    with pytest.raises(LinkDead):
        recover(gate, token_in(database, "recover"), caller=HERE)
    with pytest.raises(LinkDead):
        change_address(gate, elsewhere)
    assert who_or_none(gate, token) is not None
    assert logged(database) == ["address_change_asked", "address_changed"]
    with pytest.raises(LinkDead):
        change_address(gate, token_in(database, "change_address"))


def test_the_holder_of_a_known_address_is_told_instead(app: Flask) -> None:
    gate, visitor = holder(app)
    account(app, email=NEW)
    with gate.office.act(SYSTEM) as act:
        ask_to_change_address(act, visitor, email=NEW)
    database = gate.office.database
    assert letters(database) == [(NEW, "address_taken")]
    with database.reading() as connection:
        assert connection.scalar(select(Mail.params)) == "{}"
    # As many rows as for an address that nobody has.
    assert number_of(database, OneTimeLink) == 1
    assert logged(database) == ["address_change_asked"]


def test_an_address_that_was_taken_meanwhile_is_not_changed_to(app: Flask) -> None:
    gate, visitor = holder(app)
    with gate.office.act(SYSTEM) as act:
        ask_to_change_address(act, visitor, email=NEW)
    account(app, email=NEW)
    with pytest.raises(LinkDead):
        change_address(gate, token_in(gate.office.database, "change_address"))
    assert email_of(gate, visitor.account.id) == visitor.account.email
    assert "address_changed" not in {template for _, template in letters(gate.office.database)}


@pytest.mark.parametrize("state", ["disabled_at", "closed_at"])
def test_the_address_of_an_account_that_is_not_open_stays(
    app: Flask, clock: Clock, state: str
) -> None:
    gate, visitor = holder(app)
    with gate.office.act(SYSTEM) as act:
        ask_to_change_address(act, visitor, email=NEW)
        setattr(act.session.get_one(Account, visitor.account.id), state, clock.at)
    with pytest.raises(LinkDead):
        change_address(gate, token_in(gate.office.database, "change_address"))


def test_a_link_of_no_account_changes_nothing(app: Flask) -> None:
    gate, _ = holder(app)
    with gate.office.act(SYSTEM) as act:
        token = make_link(act, LinkPurpose.CHANGE_ADDRESS, email=NEW)
    with pytest.raises(LinkDead):
        change_address(gate, token)


def test_asking_uses_a_proof_up(app: Flask) -> None:
    gate, visitor = holder(app)
    with gate.office.act(SYSTEM) as act:
        ask_to_change_address(act, visitor, email=NEW)
    with pytest.raises(ProofSpent), gate.office.act(SYSTEM) as act:
        ask_to_change_address(act, visitor, email=NEW)
