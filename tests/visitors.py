"""People with accounts, and clients that are signed in as they are."""

from datetime import timedelta
from typing import cast

from flask import Flask
from werkzeug.test import TestResponse

from directory.domain import ids
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Lacking, SignInMethod
from directory.models.accounts import Account, AccountRole
from directory.models.sign_in import PasswordHash
from directory.web.visitors import SESSION
from directory.web.wiring import services
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.sessions import open_session
from directory.workflows.acts import Office
from directory.workflows.identifiers import fresh_id
from tests.pages import Page, PageClient

PASSWORD = "lantern orbit velvet sugar 9"  # noqa: S105  (of nobody)
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
COOKIES = frozenset({"session", "device"})


class AccountClient(PageClient):
    """A client that keeps the cookies of an account, and no others."""

    given = COOKIES

    def token(self, page: str = "/account/name") -> str:
        """Read the token of this session's forms from a page."""
        return token_of(self.page(page))

    def send(self, path: str, *, token: str | None = None, **fields: str) -> TestResponse:
        """Send a form as a page of this site does."""
        given = {"csrf_token": self.token() if token is None else token}
        return self.post(path, data={**given, **fields}, headers=SAME_SITE)

    def send_openly(self, path: str, **fields: str) -> TestResponse:
        """Send a form that needs no session."""
        return self.post(path, data=fields, headers=SAME_SITE)


def token_of(page: Page) -> str:
    """Give the token that the forms of a page carry."""
    found = {field.get("value", "") for field in page.all("input", name="csrf_token")}
    assert len(found) == 1, f"{len(found)} tokens on a page, not one"
    return found.pop()


def gate_of(app: Flask) -> Gate:
    with app.app_context():
        return services().gate


def office_of(app: Flask) -> Office:
    with app.app_context():
        return services().office


def anybody(app: Flask) -> AccountClient:
    """Give a client of somebody who is not signed in, and may come to be."""
    app.test_client_class = AccountClient
    return cast("AccountClient", app.test_client())


def account(
    app: Flask, *roles: ActorKind, email: str | None = None, password: str | None = None
) -> int:
    """Open an account with these roles; gives its number."""
    number = fresh_id()
    gate = gate_of(app)
    with gate.office.act(Actor(ActorKind.SYSTEM, None)) as act:
        act.session.add(
            Account(
                id=number,
                email=email or f"{ids.encode(number)}@people.example",
                name="Robin Doe",
                language="en",
                synthetic=False,
                created_at=act.at,
                disabled_at=None,
                closed_at=None,
            )
        )
        act.session.flush()
        act.session.add_all(AccountRole(account_id=number, role=role) for role in roles)
        if password is not None:
            hashed = gate.hasher.hash(password)
            act.session.add(PasswordHash(account_id=number, hash=hashed, set_at=act.at))
    return number


def signed_in(
    app: Flask,
    account_id: int,
    *,
    by: SignInMethod = SignInMethod.PASSKEY,
    lacking: Lacking | None = None,
    ago: timedelta = timedelta(0),
) -> AccountClient:
    """Give a client with a session of an account, proven as it was opened, so long ago."""
    client = anybody(app)
    with office_of(app).act(Actor(ActorKind.SYSTEM, None)) as act:
        act.at -= ago
        fresh = open_session(act, account_id, by=by, lacking=lacking, device="Firefox, Linux")
    client.set_cookie(SESSION, fresh.token)
    return client
