"""Whatever is sent where a form is expected: an answer that says so, and never a fault of ours."""

import json
from io import BytesIO
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.domain.vocabulary import Lacking
from directory.web.visitors import SESSION
from tests.visitors import PASSWORD, SAME_SITE, account, gate_of
from tests.ways_in import app_for, session_of
from tests.web.accounts.test_forged import posts

FIELDS: Final = (
    "email",
    "password",
    "name",
    "next",
    "token",
    "code",
    "from",
    "answer",
    "sealed",
    "language",
    "link",
)
FORM: Final = "application/x-www-form-urlencoded"
TOO_LONG: Final = b"email=" + b"x" * (1 << 20)
ASKING_NOTHING: Final = (
    "/sign-out",
    "/end",
    "/end-others",
    "/remove",
    "/recovery-codes",
    "/data",
    "/close",
)
FOR_ALL: Final = ("JSON", "nothing", "NUL", "half a multipart", "too long")
"""Enough for forms without a field of their own."""
Body = dict[str, Any]


def every(value: Any) -> Body:  # noqa: ANN401  (any value of a field)
    return dict.fromkeys(FIELDS, value)


def bodies(token: str) -> dict[str, Body]:
    """Name every odd body that carries this token, where it can carry one at all."""
    also = {"csrf_token": token}
    return {
        "JSON": {"json": {**every("x"), **also}},
        "objects in JSON": {"json": {**every({"$gt": ""}), **also}},
        "no JSON": {"data": "{", "content_type": "application/json"},
        "nothing": {"data": also},
        "each twice": {"data": {**every(["a@people.example", "b@people.example"]), **also}},
        "each token twice": {"data": {**every("x"), "csrf_token": [token, token]}},
        "like objects": {"data": {**{f"{name}[a]": "x" for name in FIELDS}, **also}},
        "files": {"data": {**{n: (BytesIO(b"x"), "x.txt") for n in FIELDS}, **also}},
        "NUL": {"data": {**every("a\0b@people.example"), **also}},
        "NUL alone": {"data": {**every("\0"), **also}},
        "half a character": {
            "data": "&".join(f"{name}=%ed%a0%80%ff" for name in FIELDS) + f"&csrf_token={token}",
            "content_type": FORM,
        },
        "no characters": {"data": b"\xff\xfe=\x00&" * 10, "content_type": FORM},
        "controls": {"data": {**every("\u202e\u200b\x1b\r\n"), **also}},
        "long": {"data": {**every("x@" * 3_000), **also}},
        "too long": {"data": TOO_LONG, "content_type": FORM},
        "many fields": {"data": {**{f"f{n}": "x" for n in range(1_001)}, **also}},
        "half a multipart": {
            "data": b"--x\r\nContent-Disposition: form-data; name=",
            "content_type": "multipart/form-data; boundary=x",
        },
        "multipart without a boundary": {"data": b"x", "content_type": "multipart/form-data"},
        "an answer that is JSON": {
            "data": {**every(json.dumps({"id": [], "response": {"clientDataJSON": 1}})), **also}
        },
        "deep JSON": {"data": {**every("[" * 5_000), **also}},
        "another charset": {"data": b"email=%E9", "content_type": f"{FORM}; charset=utf-7"},
    }


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    # Each request comes from a network of its own: none is turned away for coming too often.
    return {**environment, "DIRECTORY_PROXIES": "1"}


# PostgreSQL takes less than SQLite does: no NUL, and no half characters.
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_no_body_is_a_fault_of_ours(app: Flask) -> None:
    gate = gate_of(app)
    plain, with_app = account(app, password=PASSWORD), account(app, password=PASSWORD)
    app_for(gate, with_app)
    wrong, turn = [], 0
    for path, door in posts(app):
        lacking = Lacking.CODE if door == "unfinished" else None
        for name in FOR_ALL if path.endswith(ASKING_NOTHING) else bodies(""):
            turn += 1
            number = with_app if door == "unfinished" else plain
            if "close" in path:
                number = account(app)
            client, form_token = FlaskClient(app), ""
            if door != "everybody":
                token, visitor = session_of(gate, number, lacking=lacking)
                client.set_cookie(SESSION, token)
                form_token = gate.seal.tag(str(visitor.session_id), "form")
            body = bodies(form_token)[name]
            headers = {**SAME_SITE, "X-Forwarded-For": f"198.51.{turn // 250}.{turn % 250}"}
            answered = client.post(path, headers=headers, **body)
            if not 300 <= answered.status_code < 500 and not _is_done(path, answered.status_code):
                wrong.append(f"{path}, {name}: {answered.status_code}")
    assert turn > 350
    assert not wrong, "\n".join(wrong)


def _is_done(path: str, status: int) -> bool:
    """Say whether a form that asks for no field was simply done, and shows what came of it."""
    return status == 200 and path in {"/account/recovery-codes", "/account/data"}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_no_address_of_a_link_is_a_fault_of_ours(app: Flask) -> None:
    client = FlaskClient(app)
    for token in ("%00", "%ff", "%ed%a0%80", "x" * 5_000, "a&token=b", "%0d%0a"):
        for path in ("confirm", "recover/new", "address/confirm", "device", "join"):
            assert client.get(f"/account/{path}?token={token}").status_code == 410, (path, token)
        assert client.get(f"/account/sign-in?next={token}").status_code == 200, token
