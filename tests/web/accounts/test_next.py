import pytest
from flask import Flask

from directory.domain.vocabulary import SignInMethod
from directory.web.same_site import own_page
from tests.visitors import PASSWORD, account, anybody, signed_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

EMAIL = "robin@people.example"
ELSEWHERE = [
    "",
    " ",
    "account",
    "account/ways",
    "?next=/",
    "#main",
    ".",
    "..//evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/account",
    "//evil.example@localhost/",
    "//localhost/account",
    "//[",
    "//[::1",
    "//a\u2100b.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/account\\..\\..\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    "\0//evil.example",
    " //evil.example",
    "/account\r\nSet-Cookie: session=x",
    "/account\0",
    "/\u2028/evil.example",
    "/\u200b/evil.example",
    "/\u00a0/evil.example",
    "/\ufeff/evil.example",
    "/\U000e0001",
    "http:/account",
    "http://localhost/account",
    "http://localhost.evil.example/account",
    "http://evil.example",
    "https:evil.example",
    "https://evil.example\\@localhost",
    "HTTPS://EVIL.EXAMPLE",
    "http://[",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "ftp://localhost/account",
    "mailto:a@evil.example",
    "\uff0f\uff0fevil.example",
    "／account",
    "@evil.example",
    ":80/account",
    "evil.example",
    "evil.example/account",
    "localhost/account",
    "lоcalhost",
]
OWN = [
    "/",
    "/account/",
    "/account/ways",
    "/account/address?x=1&y=/%2f/evil.example",
    "/search?near=Denver&next=//evil.example",
    "/account/ways#words",
    "/.//evil.example",
    "/@evil.example",
    "/evil.example",
    "/http://evil.example",
    "/%5cevil.example",
    "/%2f/evil.example",
    "/practitioners/7/josé",
    "/uff0f",
]


def test_what_is_no_page_of_ours_is_not_led_to(app: Flask) -> None:
    with app.test_request_context("/account/sign-in"):
        assert [path for path in ELSEWHERE if own_page(path) is not None] == []


def test_a_page_of_ours_is_led_to(app: Flask) -> None:
    with app.test_request_context("/account/sign-in"):
        assert [path for path in OWN if own_page(path) != path] == []
    with app.test_request_context("/account/sign-in", base_url="http://localhost/es"):
        assert [path for path in OWN if own_page(path) != f"/es{path}"] == []


def test_signing_in_and_proving_lead_to_pages_of_ours_alone(app: Flask) -> None:
    number = account(app, email=EMAIL, password=PASSWORD)
    for path, landing in (
        ("//evil.example", "/account/"),
        ("//[", "/account/"),
        ("/account/ways", "/account/ways"),
        # What follows one slash is a path, however it looks; it is written as one.
        ("/practitioners/josé", "/practitioners/jos%C3%A9"),
    ):
        client = anybody(app)
        given = {"email": EMAIL, "password": PASSWORD, "next": path}
        assert client.send_openly("/account/sign-in", **given).location == landing
        client = signed_in(app, number, by=SignInMethod.PASSWORD)
        proven = client.send("/account/step-up/password", password=PASSWORD, next=path)
        assert proven.location == landing


def test_what_is_asked_for_is_never_a_link_on_the_page(app: Flask) -> None:
    for path in ("//evil.example", '"><script>', "/\\e"):
        page = anybody(app).page("/account/sign-in", query_string={"next": path})
        assert path not in {each.get("href") for each in page.all("a")}
        assert path not in {each.get("action") for each in page.all("form")}
