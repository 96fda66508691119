"""Forms as browsers send them, links as letters carry them, and every way into an account."""

from collections.abc import Callable
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert
from werkzeug.test import TestResponse

from directory.domain.vocabulary import ActorKind, Lacking, LinkPurpose, SignInMethod
from directory.models.accounts import AccountRole
from directory.web.visitors import SESSION
from directory.workflows.accounts.links import make_link
from tests.authenticators import SoftKey
from tests.visitors import (
    PASSWORD,
    SAME_SITE,
    gate_of,
)
from tests.ways_in import (
    SYSTEM,
    answer,
    app_for,
    codes_for,
    passkey_for,
    session_of,
)
from tests.web.acts import options_of

OWNER, REVIEWER, ADMINISTRATOR = ActorKind.OWNER, ActorKind.REVIEWER, ActorKind.ADMINISTRATOR
EMAIL: Final = "robin@people.example"


def opened(response: TestResponse) -> bool:
    """Say whether an answer hands out a session."""
    set_cookies = response.headers.getlist("Set-Cookie")
    return any(each.startswith(f"{SESSION}=") and "Max-Age=0" not in each for each in set_cookies)


def link_to(app: Flask, purpose: LinkPurpose, **more: Any) -> str:  # noqa: ANN401  (any field)
    """Make a link to the address; gives its token."""
    with gate_of(app).office.act(SYSTEM) as act:
        return make_link(act, purpose, email=EMAIL, **more)


def sent(app: Flask, path: str, **fields: str) -> TestResponse:
    """Send a form as somebody without a session."""
    return FlaskClient(app, app.response_class).post(path, data=fields, headers=SAME_SITE)


def write(app: Flask, statement: Any) -> None:  # noqa: ANN401  (any statement)
    """Change rows past every workflow."""
    with gate_of(app).office.act(SYSTEM) as act:
        act.session.execute(statement)


def insert_role(account_id: int, role: ActorKind) -> Any:  # noqa: ANN401  (a statement)
    return insert(AccountRole).values(account_id=account_id, role=role)


def unfinished(app: Flask, number: int) -> tuple[str, str]:
    """Begin to sign in to an account; gives the session's token, and that of its forms."""
    gate = gate_of(app)
    token, visitor = session_of(gate, number, by=SignInMethod.MAIL_LINK, lacking=Lacking.CODE)
    return token, gate.seal.tag(str(visitor.session_id), "form")


Way = Callable[[Flask, int], tuple[str, dict[str, str], str | None]]
"""Stages a way in to an account: gives the path, the form, and the session it is sent in."""


def _password(_: Flask, __: int) -> tuple[str, dict[str, str], str | None]:
    return "/account/sign-in", {"email": EMAIL, "password": PASSWORD}, None


def _passkey(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    key = passkey_for(gate_of(app), number)
    return "/account/sign-in/passkey", {"answer": answer(gate_of(app), key)}, None


def _letter(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    token = link_to(app, LinkPurpose.RECOVER, account_id=number)
    return "/account/recover/new", {"token": token}, None


def _code(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    shown = app_for(gate_of(app), number)
    token, form = unfinished(app, number)
    code = shown.at(gate_of(app).office.now())
    return "/account/sign-in/code", {"code": code, "csrf_token": form}, token


def _paper(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    code = codes_for(gate_of(app), number)[0]
    token, form = unfinished(app, number)
    return "/account/sign-in/code", {"code": code, "from": "paper", "csrf_token": form}, token


def _second_passkey(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    gate = gate_of(app)
    key = passkey_for(gate, number)
    token, visitor = session_of(gate, number, by=SignInMethod.PASSWORD, lacking=Lacking.PASSKEY)
    form = gate.seal.tag(str(visitor.session_id), "form")
    used = answer(gate, key, visitor=visitor)
    return "/account/sign-in/second/passkey", {"answer": used, "csrf_token": form}, token


def _device(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    gate = gate_of(app)
    by = SignInMethod.PASSWORD_AND_CODE
    token, visitor = session_of(gate, number, by=by, lacking=Lacking.DEVICE_LINK)
    link = link_to(app, LinkPurpose.NEW_DEVICE, account_id=number, session_id=visitor.session_id)
    form = gate.seal.tag(str(visitor.session_id), "form")
    return "/account/device", {"token": link, "csrf_token": form}, token


def _prove_by_password(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    token, form = _signed_in(app, number)
    return "/account/step-up/password", {"password": PASSWORD, "csrf_token": form}, token


def _prove_by_paper(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    app_for(gate_of(app), number)
    code = codes_for(gate_of(app), number)[0]
    token, form = _signed_in(app, number)
    return "/account/step-up/code", {"code": code, "csrf_token": form}, token


def _prove_by_passkey(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    gate = gate_of(app)
    key = passkey_for(gate, number)
    token, visitor = session_of(gate, number)
    form = gate.seal.tag(str(visitor.session_id), "form")
    used = answer(gate, key, visitor=visitor)
    return "/account/step-up/passkey", {"answer": used, "csrf_token": form}, token


def _signed_in(app: Flask, number: int) -> tuple[str, str]:
    token, visitor = session_of(gate_of(app), number)
    return token, gate_of(app).seal.tag(str(visitor.session_id), "form")


def _begin_anew(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    token = link_to(app, LinkPurpose.JOIN_STAFF, account_id=number, role="reviewer", fresh="yes")
    with gate_of(app).office.act(SYSTEM) as act:
        act.session.add(AccountRole(account_id=number, role=REVIEWER))
    page = FlaskClient(app).get(f"/account/join?token={token}").get_data(as_text=True)
    made = SoftKey().create(options_of(page), gate_of(app).site.origin)
    return "/account/join", {"link": token, "answer": made}, None


def _accept(app: Flask, number: int) -> tuple[str, dict[str, str], str | None]:
    gate = gate_of(app)
    key = passkey_for(gate, number)
    token, visitor = session_of(gate, number)
    link = link_to(app, LinkPurpose.JOIN_STAFF, account_id=number, role="reviewer", fresh="")
    form = gate.seal.tag(str(visitor.session_id), "form")
    used = answer(gate, key, visitor=visitor)
    return "/account/join/accept", {"link": link, "answer": used, "csrf_token": form}, token


WAYS: Final[dict[str, tuple[Way, ...]]] = {
    "accounts.sign_in_by_form": (_password,),
    "accounts.sign_in_by_key": (_passkey,),
    "accounts.recovered": (_letter,),
    "accounts.second_by_code": (_code, _paper),
    "accounts.second_by_passkey": (_second_passkey,),
    "accounts.device_confirmed": (_device,),
    "accounts.step_up_by_password": (_prove_by_password,),
    "accounts.step_up_by_passkey": (_prove_by_passkey,),
    "accounts.step_up_by_recovery_code": (_prove_by_paper,),
    "accounts.joined": (_begin_anew,),
    "accounts.accepted": (_accept,),
}
"""Every form that hands out a session of an account that was there before."""
