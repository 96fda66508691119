from http.cookies import Morsel, SimpleCookie

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from directory.domain.vocabulary import ActorKind
from directory.web.wiring import services
from tests.pages import PageClient
from tests.visitors import PASSWORD, SAME_SITE, account, anybody, signed_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

EMAIL = "robin@people.example"
PUBLIC = [
    "/",
    "/search?lat=39.7392&lon=-104.9847",
    "/rules",
    "/rules/us/co",
    "/es/",
    "/practitioners/000000000007",
    "/api/v1/search?lat=39.7392&lon=-104.9847",
    "/api/v1/rules",
    "/log/",
    "/static/look.css",
    "/nowhere",
]


class AnyCookies(PageClient):
    """A client that takes every cookie; what they are is looked at here."""

    given = frozenset({"session", "device", "__Host-session", "__Host-device"})


@pytest.fixture
def environment(environment: dict[str, str], request: pytest.FixtureRequest) -> dict[str, str]:
    base_url = getattr(request, "param", "http://localhost:8000")
    return {**environment, "DIRECTORY_BASE_URL": base_url}


over_https = pytest.mark.parametrize("environment", ["https://needling.example"], indirect=True)


def cookies_of(answered: TestResponse) -> dict[str, Morsel[str]]:
    found = SimpleCookie()
    for each in answered.headers.getlist("Set-Cookie"):
        found.load(each)
    return dict(found)


def arrived(app: Flask) -> tuple[AnyCookies, TestResponse]:
    account(app, ActorKind.OWNER, email=EMAIL, password=PASSWORD)
    app.test_client_class = AnyCookies
    client = app.test_client()
    assert isinstance(client, AnyCookies)
    form = {"email": EMAIL, "password": PASSWORD}
    answered = client.post(
        "/account/sign-in", data=form, headers=SAME_SITE, base_url=app_address(app)
    )
    assert answered.status_code == 303
    return client, answered


def app_address(app: Flask) -> str:
    with app.app_context():
        secure = services().settings.base_url.startswith("https")
    return "https://localhost" if secure else "http://localhost"


@over_https
def test_over_https_cookies_are_this_hosts_alone_and_no_scripts(app: Flask) -> None:
    client, answered = arrived(app)
    found = cookies_of(answered)
    assert set(found) == {"__Host-session", "__Host-device"}
    for each in found.values():
        assert (each["httponly"], each["secure"]) == (True, True)
        assert (each["samesite"], each["path"], each["domain"]) == ("Lax", "/", "")
        assert len(each.value) == 43
    assert (found["__Host-session"]["max-age"], found["__Host-session"]["expires"]) == ("", "")
    assert found["__Host-device"]["max-age"] == str(90 * 24 * 60 * 60)
    shown = client.get("/account/", base_url="https://localhost")
    assert shown.status_code == 200
    # What another host of the domain could set is not looked at.
    other = app.test_client()
    other.set_cookie("session", found["__Host-session"].value, domain="localhost")
    assert other.get("/account/", base_url="https://localhost").status_code == 303


def test_on_a_machine_of_ones_own_cookies_have_plain_names(app: Flask) -> None:
    _, answered = arrived(app)
    found = cookies_of(answered)
    assert set(found) == {"session", "device"}
    for each in found.values():
        assert (each["httponly"], each["secure"]) == (True, "")
        assert (each["samesite"], each["path"], each["domain"]) == ("Lax", "/", "")


@over_https
def test_signing_out_drops_the_session_as_it_was_set(app: Flask) -> None:
    client, _ = arrived(app)
    page = client.page("/account/name", base_url="https://localhost")
    token = page.all("input", name="csrf_token")[0].get("value")
    answered = client.post(
        "/account/sign-out",
        data={"csrf_token": token},
        headers=SAME_SITE,
        base_url="https://localhost",
    )
    (dropped,) = cookies_of(answered).values()
    assert (dropped.key, dropped.value, dropped["max-age"]) == ("__Host-session", "", "0")
    assert (dropped["secure"], dropped["httponly"], dropped["path"]) == (True, True, "/")


def test_no_page_for_patients_sets_a_cookie_or_differs_for_somebody_signed_in(app: Flask) -> None:
    client = signed_in(app, account(app, ActorKind.ADMINISTRATOR))
    assert client.get("/account/").status_code == 200
    stranger = anybody(app)
    for path in PUBLIC:
        answered, other = (each.get(path, buffered=True) for each in (client, stranger))
        assert "Set-Cookie" not in answered.headers, path
        assert "Cookie" not in answered.headers.get("Vary", ""), path
        assert (answered.status_code, answered.data) == (other.status_code, other.data), path


def test_looking_around_sets_no_cookie(app: Flask) -> None:
    client = signed_in(app, account(app))
    for path in ("/account/", "/account/ways", "/account/sign-in", "/account/data"):
        assert "Set-Cookie" not in client.get(path).headers, path


@pytest.mark.parametrize("token", ["", "x", "x" * 101, "x" * 4_000, "é", "a b", '"', "%00"])
def test_a_cookie_that_is_none_of_ours_is_nobodys(app: Flask, token: str) -> None:
    client = anybody(app)
    for name in ("session", "device"):
        client.set_cookie(name, token)
    assert client.get("/account/").status_code == 303
    answered = client.send_openly("/account/sign-in", email=EMAIL, password="")
    assert answered.status_code == 422
