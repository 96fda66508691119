"""Whether somebody has an account is told neither by an answer nor by the work behind it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import argon2._password_hasher as argon2
import pytest
from flask import Flask
from sqlalchemy import event

from directory.db import Database
from directory.domain.accounts.limits import ALLOWANCES, Limit
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account
from directory.models.sign_in import PasswordHash
from directory.web.wiring import services
from tests.visitors import PASSWORD, account, anybody, gate_of, signed_in
from tests.ways_in import SYSTEM, app_for, passkey_for

GUESS = "no password of anybody’s"
# Of one length, and each in a window of its own.
NOBODY, OWNER, STAFF, EMPTY, LOCKED = (
    f"{name}@people.example" for name in ("nobody", "owner1", "staff1", "empty1", "locked")
)


@pytest.fixture
def app(app: Flask) -> Flask:
    """Give an app with accounts of every kind."""
    gate = gate_of(app)
    owner = account(app, ActorKind.OWNER, email=OWNER, password=PASSWORD)
    app_for(gate, owner)
    passkey_for(gate, account(app, ActorKind.ADMINISTRATOR, email=STAFF, password=PASSWORD))
    account(app, email=EMPTY)
    locked = account(app, email=LOCKED, password=PASSWORD)
    with gate.office.act(SYSTEM) as act:
        act.session.get_one(Account, locked).disabled_at = act.at
        act.session.get_one(Account, owner).language = "fr"
    return app


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Note every statement that a database is sent."""
    noted: list[str] = []

    def note(*arguments: Any) -> None:  # noqa: ANN401  (SQLAlchemy's own)
        noted.append(arguments[2])

    event.listen(database.engine, "before_cursor_execute", note)
    yield noted
    event.remove(database.engine, "before_cursor_execute", note)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every computation of argon2."""
    noted: list[str] = []
    for name in ("hash_secret", "verify_secret"):
        real = getattr(argon2, name)

        def counted(*args: Any, _name: str = name, _real: Any = real, **more: Any) -> Any:  # noqa: ANN401
            noted.append(_name)
            return _real(*args, **more)

        monkeypatch.setattr(argon2, name, counted)
    return noted


def plain(body: str, email: str) -> str:
    """Take out of a page what differs by nature: the challenge, and what was typed."""
    without = re.sub(r'data-options="[^"]*"', "", body)
    assert email in without or "<form" not in without
    return without.replace(email, "")


def asked(app: Flask, path: str, email: str, hashed: list[str]) -> tuple[object, ...]:
    """Ask about an address; gives all that somebody could see of the answer and its making."""
    with app.app_context():
        database = services().database
    client = anybody(app)
    hashed.clear()
    with statements(database) as sent:
        answered = client.send_openly(path, email=email, password=GUESS)
    headers = {name: value for name, value in answered.headers if name != "Content-Length"}
    body = plain(answered.get_data(as_text=True), email)
    return answered.status_code, headers, body, sent, list(hashed)


@pytest.mark.parametrize("path", ["/account/sign-in", "/account/register", "/account/recover"])
def test_known_and_unknown_addresses_are_answered_alike_after_the_same_work(
    app: Flask, path: str, hashed: list[str]
) -> None:
    # The first request of an app reads what it keeps from then on.
    asked(app, path, "warm_1@people.example", hashed)
    expected = asked(app, path, NOBODY, hashed)
    status, headers, _, sent, computed = expected
    assert status == (422 if path.endswith("sign-in") else 303)
    assert computed == ["verify_secret"] * path.endswith("sign-in")
    assert sent
    assert isinstance(headers, dict)
    assert "Set-Cookie" not in headers
    for email in (OWNER, STAFF, EMPTY, LOCKED):
        assert asked(app, path, email, hashed) == expected, email


@pytest.mark.parametrize("path", ["/account/sign-in", "/account/register", "/account/recover"])
def test_both_are_held_to_the_same_limits(app: Flask, path: str, hashed: list[str]) -> None:
    signing_in = path.endswith("sign-in")
    times = ALLOWANCES[Limit.SIGN_IN_ACCOUNT if signing_in else Limit.LETTER_ACCOUNT].times
    last = []
    for email in (NOBODY, OWNER):
        for _ in range(times):
            assert anybody(app).send_openly(path, email=email).status_code != 429
        last.append(asked(app, path, email, hashed))
    assert last[0] == last[1]
    assert last[0][0] == 429
    assert last[0][-1] == [], "what is refused costs nothing"


def test_whoever_changes_their_address_learns_nothing_of_the_new_one(
    app: Flask, hashed: list[str]
) -> None:
    with app.app_context():
        database = services().database
    seen = []
    for email in ("warm_1@people.example", NOBODY, OWNER, LOCKED):
        client = signed_in(app, account(app))
        token = client.token()
        with statements(database) as sent:
            answered = client.send("/account/address", token=token, email=email)
        # How much an entry of the log of decisions writes depends on how many there are.
        own = [each for each in sent if "log_" not in each]
        seen.append((answered.status_code, answered.location, answered.data, own))
    assert seen[1] == seen[2] == seen[3]
    assert seen[1][:2] == (303, "/account/letter-sent")
    assert hashed.count("verify_secret") == 0


def test_a_disabled_account_is_no_different_by_its_right_password_either(app: Flask) -> None:
    answers = set()
    for email, password in ((LOCKED, PASSWORD), (NOBODY, PASSWORD)):
        answered = anybody(app).send_openly("/account/sign-in", email=email, password=password)
        answers.add((answered.status_code, plain(answered.get_data(as_text=True), email)))
    assert len(answers) == 1


def test_a_password_that_is_set_is_what_tells_them_apart(app: Flask, hashed: list[str]) -> None:
    # The control: were the statements not noted, nothing above could fail.
    with app.app_context():
        database = services().database
    with statements(database) as sent:
        anybody(app).send_openly("/account/sign-in", email=STAFF, password=PASSWORD)
    assert any("INSERT INTO account_session" in each for each in sent)
    assert any(PasswordHash.__tablename__ in each for each in sent)
    assert hashed == ["verify_secret"]
