"""Forms that another site, another session or nobody gave: they change nothing."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.db import Database
from directory.domain.vocabulary import Lacking, SignInMethod
from directory.models.base import Base
from directory.models.sessions import AccountSession
from directory.web.visitors import SESSION
from directory.web.wiring import services
from tests.visitors import PASSWORD, SAME_SITE, account, gate_of
from tests.ways_in import app_for, codes_for, passkey_for, session_of
from tests.web.doors import DOORS

EMAIL = "robin@people.example"
FOREIGN: Final[list[dict[str, str]]] = [
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "same-origin, cross-site"},
    {"Sec-Fetch-Site": "Same-Origin"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "null"},
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://evil.localhost"},
    {"Origin": "http://localhost:8000"},
    {"Origin": "http://localhost@evil.example"},
    {"Origin": "http://evil.example@localhost"},
    {"Origin": "ftp://localhost"},
    {"Origin": "localhost"},
    {"Origin": "http://"},
    {"Origin": "http://["},
    {"Origin": "http://a\u2100b"},
]
OURS: Final[list[dict[str, str]]] = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Origin": "http://localhost"},
    {"Origin": "https://localhost"},
]


def contents(database: Database) -> dict[str, list[str]]:
    """Read every row of every table, except when sessions were last seen."""
    seen_at = AccountSession.__table__.c.seen_at
    with database.reading() as connection:
        return {
            table.name: sorted(
                map(repr, connection.execute(select(*(c for c in table.c if c is not seen_at))))
            )
            for table in Base.metadata.sorted_tables
        }


def posts(app: Flask, *, door: str | None = None) -> Iterator[tuple[str, str]]:
    """List every address of accounts that takes a form: its path, and whom it lets in."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("accounts.") and "POST" in (rule.methods or ()):
            places = dict.fromkeys(rule.arguments, "000000000007")
            path = app.url_map.bind("localhost").build(rule.endpoint, places)
            lets_in = DOORS[rule.endpoint]
            if door is None or lets_in == door:
                yield path, lets_in


@pytest.fixture
def holder(app: Flask) -> int:
    """Give an account that has everything."""
    gate, number = gate_of(app), account(app, email=EMAIL, password=PASSWORD)
    for give in (passkey_for, app_for, codes_for):
        give(gate, number)
    return number


def with_session(app: Flask, number: int, lacking: Lacking | None) -> tuple[FlaskClient, str]:
    """Give a client that reads nothing, and the token of its forms."""
    gate = gate_of(app)
    token, visitor = session_of(gate, number, by=SignInMethod.PASSKEY, lacking=lacking)
    client = FlaskClient(app)
    client.set_cookie(SESSION, token)
    return client, gate.seal.tag(str(visitor.session_id), "form")


def form(**more: Any) -> dict[str, Any]:  # noqa: ANN401  (any field)
    return {"email": "new@people.example", "name": "Somebody Else", "language": "fr", **more}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_form_from_another_site_changes_nothing(app: Flask, holder: int) -> None:
    with app.app_context():
        database = services().database
    stranger = FlaskClient(app)
    whole, whole_token = with_session(app, holder, None)
    partly, partly_token = with_session(app, holder, Lacking.CODE)
    before = contents(database)
    for path, _ in posts(app):
        for headers in FOREIGN:
            for client, token in ((stranger, ""), (whole, whole_token), (partly, partly_token)):
                answered = client.post(path, data=form(csrf_token=token), headers=headers)
                assert answered.status_code == 400, (path, headers)
                assert b"another site" in answered.data
                assert "Set-Cookie" not in answered.headers
    assert contents(database) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_form_without_this_sessions_token_changes_nothing(app: Flask, holder: int) -> None:
    with app.app_context():
        database = services().database
    whole, whole_token = with_session(app, holder, None)
    partly, partly_token = with_session(app, holder, Lacking.CODE)
    _, anothers = with_session(app, account(app), None)
    gate = gate_of(app)
    before = contents(database)
    for path, door in posts(app):
        if door == "everybody":
            continue
        client, own = (partly, partly_token) if door == "unfinished" else (whole, whole_token)
        other = whole_token if door == "unfinished" else partly_token
        for token in (
            None, "", other, anothers, own[:-1], own + "0", own.upper(), f" {own}", "é", "\0",
            gate.seal.tag("", "form"),
        ):  # fmt: skip
            given = form() if token is None else form(csrf_token=token)
            answered = client.post(path, data=given, headers=SAME_SITE)
            assert answered.status_code == 400, (path, token)
            assert b"from before you signed in" in answered.data
            # Neither does it count where it is not looked for.
            for more in ({"query_string": {"csrf_token": own}}, {"json": {"csrf_token": own}}):
                answered = client.post(path, headers=SAME_SITE, **more)
                assert answered.status_code == 400, (path, more)
    assert contents(database) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_form_of_this_site_is_taken_however_its_browser_says_so(app: Flask, holder: int) -> None:
    for headers in OURS:
        client, token = with_session(app, holder, None)
        answered = client.post("/account/name", data=form(csrf_token=token), headers=headers)
        assert answered.status_code == 303, headers


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_only_looked_at_needs_no_such_proof(app: Flask, holder: int) -> None:
    client, _ = with_session(app, holder, None)
    answered = client.get("/account/", headers={"Sec-Fetch-Site": "cross-site"})
    assert answered.status_code == 200
