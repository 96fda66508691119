from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain.accounts.limits import ALLOWANCES, Limit
from directory.domain.vocabulary import ActorKind, SignInMethod
from directory.models.accounts import Account
from directory.models.mail import Mail
from directory.models.sessions import OneTimeLink
from directory.models.sign_in import PasswordHash
from directory.queries.links import LinkDead
from directory.workflows.accounts.registering import ask_to_register, register
from directory.workflows.accounts.trying import MustWait
from tests.visitors import PASSWORD, account, gate_of
from tests.ways_in import HERE, SYSTEM, letters, number_of, token_in, who

EMAIL = "robin@people.example"


def test_an_account_is_opened_by_the_link_in_a_letter(app: Flask) -> None:
    gate = gate_of(app)
    ask_to_register(gate, EMAIL, caller=replace(HERE, language="es"))
    database = gate.office.database
    assert letters(database) == [(EMAIL, "register")]
    assert number_of(database, Account) == 0
    token = token_in(database, "register")
    opened = register(
        gate, token, name="Robin Doe", password=PASSWORD, caller=replace(HERE, language="fr")
    )
    visitor = who(gate, opened.token)
    assert (opened.lacking, opened.device_token is None) == (None, False)
    assert (visitor.account.email, visitor.account.name) == (EMAIL, "Robin Doe")
    assert visitor.account.language == "fr"
    assert visitor.account.parts == {ActorKind.OWNER}
    assert visitor.session.opened_by is SignInMethod.MAIL_LINK
    assert visitor.account.holder.password
    with database.reading() as connection:
        kept = connection.scalar(select(PasswordHash.hash))
        assert connection.scalars(select(Mail.language)).all() == ["es"]
    assert gate.hasher.verify(kept, PASSWORD)
    # The browser in which an account is opened is no news to its holder.
    assert letters(database) == [(EMAIL, "register")]


def test_an_account_can_be_opened_without_a_password(app: Flask) -> None:
    gate = gate_of(app)
    ask_to_register(gate, EMAIL, caller=HERE)
    token = token_in(gate.office.database, "register")
    opened = register(gate, token, name="Robin Doe", password=None, caller=HERE)
    assert not who(gate, opened.token).account.holder.password


def test_the_holder_of_a_known_address_is_told_and_no_link_leads_to_it(app: Flask) -> None:
    gate = gate_of(app)
    known = account(app, email=EMAIL)
    with gate.office.act(SYSTEM) as act:
        act.session.get_one(Account, known).language = "fr"
    ask_to_register(gate, EMAIL, caller=HERE)
    database = gate.office.database
    assert letters(database) == [(EMAIL, "already_registered")]
    with database.reading() as connection:
        assert connection.execute(select(Mail.params, Mail.language)).one() == ("{}", "fr")


def test_known_and_unknown_addresses_leave_as_many_rows(app: Flask) -> None:
    gate = gate_of(app)
    account(app, email=EMAIL)
    for count, email in enumerate((EMAIL, "nobody@people.example"), start=1):
        ask_to_register(gate, email, caller=HERE)
        assert number_of(gate.office.database, Mail) == count
        assert number_of(gate.office.database, OneTimeLink) == count


def test_an_address_that_was_taken_meanwhile_opens_no_second_account(app: Flask) -> None:
    gate = gate_of(app)
    ask_to_register(gate, EMAIL, caller=HERE)
    token = token_in(gate.office.database, "register")
    account(app, email=EMAIL)
    with pytest.raises(LinkDead):
        register(gate, token, name="Robin Doe", password=None, caller=HERE)
    assert number_of(gate.office.database, Account) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_letters_to_an_address_are_held_to_their_limit(app: Flask) -> None:
    gate = gate_of(app)
    for _ in range(ALLOWANCES[Limit.LETTER_ACCOUNT].times):
        ask_to_register(gate, EMAIL, caller=HERE)
    with pytest.raises(MustWait) as caught:
        ask_to_register(gate, EMAIL, caller=HERE)
    assert caught.value.seconds == ALLOWANCES[Limit.LETTER_ACCOUNT].within.total_seconds()
