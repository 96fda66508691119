"""The accounts of invented people, of which anybody may open one in a demonstration."""

from sqlalchemy import Connection, select

from directory.models.accounts import Account
from directory.queries.accounts import AccountView, account_of


def invented(connection: Connection) -> tuple[AccountView, ...]:
    """List the accounts of invented people that can be signed in to, by address."""
    numbers = connection.scalars(
        select(Account.id)
        .where(Account.synthetic, Account.disabled_at.is_(None), Account.closed_at.is_(None))
        .order_by(Account.email)
    )
    found = [account_of(connection, number) for number in numbers.all()]
    return tuple(account for account in found if account is not None)
