"""Letters to the holder of an account."""

from directory.queries.accounts import AccountView
from directory.workflows.acts import Act
from directory.workflows.mail import queue


def tell_holder(act: Act, account: AccountView, *, template: str, **params: str) -> None:
    """Queue a letter to the address an account is signed in to with, in its language."""
    queue(
        act,
        to_address=account.email,
        template=template,
        language=account.language,
        account_id=account.id,
        params=params,
    )
