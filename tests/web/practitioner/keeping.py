"""Listings of accounts, and the links that their letters carried."""

import json

from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.accounts.tokens import hash_of
from directory.models.accounts import Account, Delegate
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.sessions import OneTimeLink
from tests.factories import person
from tests.visitors import SAME_SITE, AccountClient, account, office_of, signed_in
from tests.ways_in import SYSTEM


def owner_of(app: Flask, number: int, *, email: str | None = None) -> int:
    """Write a person with this number and the account that owns them; gives the account's."""
    holder = account(app, email=email)
    with office_of(app).act(SYSTEM) as act:
        written = person(act.session, number=number, at=act.at, given="Ada", family="Example")
        written.account_id = holder
    return holder


def delegate_of(app: Flask, practitioner_id: int, *, email: str | None = None) -> int:
    """Open an account that keeps a listing; gives the account's number."""
    holder = account(app, email=email)
    with office_of(app).act(SYSTEM) as act:
        act.session.add(Delegate(practitioner_id=practitioner_id, account_id=holder, since=act.at))
    return holder


def proven(app: Flask, account_id: int) -> AccountClient:
    """Give a client with a new session, whose proof has served nothing yet."""
    return signed_in(app, account_id)


def path_of(practitioner_id: int, rest: str = "people") -> str:
    """Give an address about a listing."""
    return f"/listing/{ids.encode(practitioner_id)}/{rest}"


def token_in_letter(database: Database, template: str, *, to: str) -> str:
    """Give the token of the last such letter to an address: the one before it leads nowhere."""
    with database.reading() as connection:
        written = connection.scalars(
            select(Mail.params).where(Mail.template == template, Mail.to_address == to)
        )
        tokens = {str(json.loads(params)["token"]) for params in written}
        alive = connection.scalars(
            select(OneTimeLink.token_hash).where(OneTimeLink.used_at.is_(None))
        ).all()
    (found,) = (token for token in tokens if hash_of(token) in alive)
    return found


def letters_to(database: Database, email: str) -> list[str]:
    """Name the letters to an address."""
    with database.reading() as connection:
        return list(connection.scalars(select(Mail.template).where(Mail.to_address == email)))


def owner_now(database: Database, practitioner_id: int) -> int | None:
    """Say whose a listing is."""
    with database.reading() as connection:
        return connection.scalar(
            select(Practitioner.account_id).where(Practitioner.id == practitioner_id)
        )


def keepers_now(database: Database, practitioner_id: int) -> set[int]:
    """Say who keeps a listing beside its owner."""
    with database.reading() as connection:
        return set(
            connection.scalars(
                select(Delegate.account_id).where(Delegate.practitioner_id == practitioner_id)
            )
        )


def email_of(database: Database, account_id: int) -> str:
    """Give what an account signs in with."""
    with database.reading() as connection:
        return connection.scalars(select(Account.email).where(Account.id == account_id)).one()


def answered(client: AccountClient, where: str, *, token: str) -> int:
    """Answer an invitation by its link, and say how that was answered."""
    form = {"csrf_token": client.token(), "token": token}
    return client.post(f"/listing/{where}", data=form, headers=SAME_SITE).status_code
