"""What every answer of the guarded wings carries, whatever it says."""

from typing import Final

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from directory.web.guards import for_everybody
from directory.web.headers import FOR_PEOPLE
from tests.clock import Clock
from tests.pages import read_page
from tests.visitors import SAME_SITE, anybody
from tests.web.acts import send, staged
from tests.web.callers import come, named
from tests.web.doors import GUARDED, addresses

# Headers do not depend on the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
WHO: Final = (
    "nobody",
    "a disabled owner",
    "an owner who lacks a code",
    "an owner",
    "an owner whose proof is spent",
    "a reviewer",
    "an administrator",
    "an administrator by password",
)


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """Give the settings of a demonstration: it has every page that any other server has."""
    return {**environment, "DIRECTORY_MODE": "demo"}


def wrong_with(answer: TestResponse) -> list[str]:
    """List what an answer owes and lacks."""
    headers = answer.headers
    wrong = [
        f"{name}: {headers.getlist(name)}"
        for name, value in FOR_PEOPLE
        if headers.getlist(name) != [value]
    ]
    kept = headers.getlist("Cache-Control")
    if kept != ["private, no-store"]:
        wrong.append(f"may be kept: {kept}")
    said = [part.strip().partition(" ") for part in headers["Content-Security-Policy"].split(";")]
    if {name: value for name, _, value in said} != POLICY:
        wrong.append("another policy")
    if "ETag" in headers or "Access-Control-Allow-Origin" in headers:
        wrong.append("an ETag, or a right for other sites")
    cookies = headers.getlist("Set-Cookie")
    wrong += [each for each in cookies if "HttpOnly" not in each or "SameSite=Lax" not in each]
    return wrong


@pytest.mark.parametrize("name", WHO)
def test_every_answer_carries_every_header(app: Flask, name: str) -> None:
    came, wrong = come(app, named(name)), []
    statuses = set()
    for address in addresses(app, *GUARDED, role="reviewer"):
        for sent in ({}, {"headers": SAME_SITE, "data": {"csrf_token": came.token}}):
            if "sign-out" in address.path or "close" in address.path:
                continue
            answer = came.client.open(address.path, method=address.method, **sent)  # type: ignore[arg-type]
            statuses.add(answer.status_code)
            wrong += [f"{address} {answer.status}: {each}" for each in wrong_with(answer)]
    assert not wrong, "\n".join(wrong)
    assert {303, 400} <= statuses


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/account/nowhere", 404),
        ("GET", "/review/nowhere", 404),
        ("GET", "/account", 308),
        ("PUT", "/account/name", 405),
        ("OPTIONS", "/account/sign-in", 200),
        ("GET", "/account/confirm", 410),
        ("POST", "/account/sign-in", 400),
    ],
)
def test_a_refusal_carries_them_too(app: Flask, method: str, path: str, status: int) -> None:
    answer = anybody(app).open(path, method=method)
    assert answer.status_code == status
    assert not wrong_with(answer)


def test_a_body_that_is_too_large_or_a_fault_of_ours_carries_them_too(app: Flask) -> None:
    app.testing = False
    large = {"email": "x" * (1 << 21)}
    refused = anybody(app).post("/account/sign-in", data=large, headers=SAME_SITE)
    assert refused.status_code in {400, 413}
    assert not wrong_with(refused)

    @for_everybody
    def fails() -> str:
        raise ZeroDivisionError

    app.view_functions["accounts.signed_out"] = fails
    failed = anybody(app).get("/account/signed-out")
    assert failed.status_code == 500
    assert not wrong_with(failed)


def test_every_answer_to_an_act_carries_them_and_shows_a_page_fit_to_be_shown(
    app: Flask, clock: Clock
) -> None:
    for name, form in staged(app, clock):
        answer = send(app, form)
        assert not wrong_with(answer), name
        if answer.mimetype == "text/html" and answer.data and answer.status_code != 303:
            read_page(answer)
        if answer.mimetype == "application/json":
            assert answer.headers["Content-Disposition"].startswith("attachment")


def test_every_page_of_accounts_is_fit_to_be_shown(app: Flask) -> None:
    """No inline script or style, nothing of other sites, every field named: as everywhere."""
    for name in ("nobody", "an owner who lacks a code", "an owner", "an administrator"):
        came = come(app, named(name))
        for address in addresses(app, *GUARDED, role="reviewer"):
            if address.method == "GET":
                answer = came.client.get(address.path)
                if answer.status_code != 303 and answer.mimetype == "text/html":
                    page = read_page(answer)
                    assert page.all("meta", name="robots", content="noindex"), address
