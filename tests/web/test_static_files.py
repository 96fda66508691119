"""Static files: for ever under their version, for a while under any other, and packed once."""

import gzip
import re
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from flask import Flask, url_for
from werkzeug.test import TestResponse

from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

STATIC: Final = Path(__file__).parents[2] / "directory" / "static"
NAMES: Final = sorted(
    path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()
)
FOR_EVER: Final = "public, max-age=31536000, immutable"
FOR_A_WHILE: Final = "public, max-age=300"
GZIP: Final = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def version(client: PageClient) -> str:
    """Read the version out of a page, as a browser does."""
    sheet = client.page("/rules").one("link", rel="stylesheet").get("href", "")
    found = re.fullmatch(r"/static/([0-9a-f]{16})/look\.css", sheet)
    assert found, sheet
    return found[1]


def bytes_of(answer: TestResponse) -> bytes:
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(answer.data) if packed else answer.data


def test_every_file_stays_for_ever_under_its_version(client: PageClient, version: str) -> None:
    for name, headers in product(NAMES, ({}, GZIP)):
        answer = client.get(f"/static/{version}/{name}", headers=headers)
        assert bytes_of(answer) == (STATIC / name).read_bytes(), name
        assert answer.headers["Cache-Control"] == FOR_EVER
        assert answer.headers["ETag"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize("path", ["", "0123456789abcdef/"])
def test_without_the_right_version_the_file_of_today_comes_for_a_while(
    client: PageClient, path: str
) -> None:
    answer = client.get(f"/static/{path}look.css")
    assert answer.data == (STATIC / "look.css").read_bytes()
    assert answer.headers["Cache-Control"] == FOR_A_WHILE


def test_every_language_shares_the_files_of_the_site(client: PageClient, version: str) -> None:
    for tongue in ("es", "fr"):
        page = client.page(f"/{tongue}/rules")
        files = [
            link.get("href", "") for link in page.all("link") if "/static/" in str(link.attrib)
        ]
        assert len(files) == 3
        assert all(each.startswith(f"/static/{version}/") for each in files), files


def test_a_site_below_another_address_has_its_files_there(app: Flask, version: str) -> None:
    mounted = {"SCRIPT_NAME": "/needling", "PATH_INFO": "/es/"}
    with app.test_request_context(environ_overrides=mounted):
        assert url_for("static", filename="look.css") == f"/needling/static/{version}/look.css"
    with app.test_request_context():
        outside = url_for("static", filename="look.css", _external=True)
        assert outside == f"http://localhost/static/{version}/look.css"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("look.css", "text/css; charset=utf-8"),
        ("js/page.js", "text/javascript; charset=utf-8"),
        ("mark.svg", "image/svg+xml"),
        ("fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2", "font/woff2"),
    ],
)
def test_a_file_says_what_it_is(client: PageClient, name: str, kind: str) -> None:
    assert client.get(f"/static/{name}").headers["Content-Type"] == kind


def test_text_is_packed_for_whom_takes_it(client: PageClient) -> None:
    plain, packed = client.get("/static/look.css"), client.get("/static/look.css", headers=GZIP)
    assert len(packed.data) < len(plain.data) / 3
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"], "two answers under one name"
    font = client.get(f"/static/{next(n for n in NAMES if n.endswith('.woff2'))}", headers=GZIP)
    assert "Content-Encoding" not in font.headers
    assert "Vary" not in font.headers


@pytest.mark.parametrize("headers", [{}, GZIP])
def test_who_has_the_file_is_told_so(client: PageClient, headers: dict[str, str]) -> None:
    tag = client.get("/static/look.css", headers=headers).headers["ETag"]
    again = client.get("/static/look.css", headers={**headers, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == FOR_A_WHILE
    assert again.headers["Vary"] == "Accept-Encoding"
    other = client.get("/static/look.css", headers={**headers, "If-None-Match": '"another"'})
    assert other.status_code == 200


@pytest.mark.parametrize("headers", [{}, GZIP])
def test_a_head_has_the_length_and_nothing_else(
    client: PageClient, headers: dict[str, str]
) -> None:
    whole = client.get("/static/look.css", headers=headers)
    head = client.head("/static/look.css", headers=headers)
    assert head.data == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_a_part_is_a_part_of_the_file_itself(client: PageClient) -> None:
    answer = client.get("/static/look.css", headers={**GZIP, "Range": "bytes=0-99"})
    assert (answer.status_code, answer.data) == (206, (STATIC / "look.css").read_bytes()[:100])
    assert "Content-Encoding" not in answer.headers
    beyond = client.get("/static/look.css", headers={"Range": "bytes=9999999-"})
    assert beyond.status_code == 416


NOWHERE: Final = (
    "",
    "nothing.css",
    "../config.py",
    "%2e%2e/config.py",
    "js",
    "js/",
    "/look.css",
    "0123456789abcdef",
    "0123456789abcdef/../look.css",
    "look.css%00",
    "0123456789ABCDEF/look.css",
    "x" * 4000,
)


def test_nothing_else_is_a_file(client: PageClient) -> None:
    for path in NOWHERE:
        answer = client.get(f"/static/{path}", follow_redirects=False)
        assert answer.status_code in {308, 404}, path
        assert "max-age=31536000" not in answer.headers["Cache-Control"]


def test_nobody_changes_a_file(client: PageClient) -> None:
    assert client.post("/static/look.css").status_code == 405
