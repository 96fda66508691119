"""Everybody who may come to a door: each kind of session, of each kind of account, once."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Country, Lacking, Precision, SignInMethod
from directory.models.accounts import Account, Delegate
from directory.models.clinics import Clinic
from directory.models.sessions import AccountSession
from directory.models.sign_in import Passkey
from directory.web.visitors import SESSION
from directory.workflows.accounts.sessions import open_session
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id
from tests.authenticators import encoded
from tests.factories import person
from tests.visitors import account, gate_of, office_of

NONE, AHEAD, HOURLY, ALWAYS = "none", "ahead", "hourly", "always"
_FRESH: Final = frozenset({NONE, AHEAD, HOURLY, ALWAYS})
_WITHIN_HALF_AN_HOUR: Final = frozenset({NONE, AHEAD, HOURLY})
_WITHIN_THE_HOUR: Final = frozenset({NONE, HOURLY})
_OLD: Final = frozenset({NONE})
_ROLES: Final = frozenset({ActorKind.OWNER, ActorKind.REVIEWER, ActorKind.ADMINISTRATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A kind of visitor: what holds for them, as a person would say it, and how they come about.

    `known`: their session opens something. `proofs`: the freshness that their last proof has.
    `edge`: they stand beside another kind, at a boundary of it.
    `session` and `account`: what is written over the rows of a session opened just now by a
    passkey, or None where that session is gone; a length of time is that long before now.
    """

    name: str
    parts: frozenset[str] = frozenset()
    known: bool = True
    lacking: str | None = None
    strong: bool = True
    proofs: frozenset[str] = _FRESH
    cookie: bool = True
    edge: bool = False
    session: dict[str, Any] | None = field(default_factory=dict)
    account: dict[str, Any] = field(default_factory=dict)


def _who(name: str, *parts: str, **more: Any) -> Who:  # noqa: ANN401  (any field)
    return Who(name=name, parts=frozenset(parts), **more)


_BY_PASSWORD: Final = {"opened_by": SignInMethod.PASSWORD, "proof": SignInMethod.PASSWORD}
_OPENED_BY_PASSWORD: Final = {"opened_by": SignInMethod.PASSWORD}
_BY_CODE: Final = {
    "opened_by": SignInMethod.PASSWORD_AND_CODE,
    "proof": SignInMethod.PASSWORD_AND_CODE,
}
_HOUR, _TEN_MINUTES = timedelta(hours=1), timedelta(minutes=10)
_HALF_AN_HOUR: Final = timedelta(minutes=30)
_SECOND: Final = timedelta(seconds=1)

NOBODY: Final = _who("nobody", known=False, cookie=False)
EVERYONE: Final = (
    NOBODY,
    _who("a cookie of nobody’s", edge=True, known=False, session={"token_hash": "0" * 64}),
    _who("signed out", "owner", known=False, session=None),
    _who("a session that has ended", "owner", known=False, session={"ends_at": timedelta(0)}),
    _who("a session in its last second", "owner", edge=True, session={"ends_at": -_SECOND}),
    _who("a reviewer idle for an hour", "reviewer", known=False, session={"seen_at": _HOUR}),
    _who(
        "an administrator idle for nearly an hour",
        "administrator",
        edge=True, session={"seen_at": _HOUR - _SECOND},
    ),
    _who("an owner idle for an hour", "owner", edge=True, session={"seen_at": _HOUR}),
    _who("a disabled owner", "owner", edge=True, known=False, account={"disabled_at": _SECOND}),
    _who("a disabled administrator", "administrator", known=False, account={"disabled_at": _HOUR}),
    _who("a closed account", edge=True, known=False, account={"closed_at": _SECOND}),
    _who(
        "an owner who lacks a code", "owner", lacking="code", strong=False,
        session={**_BY_PASSWORD, "lacking": Lacking.CODE},
    ),
    _who(
        "an administrator who lacks a passkey", "administrator", "reviewer", lacking="passkey",
        strong=False, session={**_BY_PASSWORD, "lacking": Lacking.PASSKEY},
    ),
    _who(
        "an owner who lacks the link of a new device", "owner", lacking="device_link",
        strong=False, session={**_BY_CODE, "lacking": Lacking.DEVICE_LINK},
    ),
    _who("somebody without any part"),
    _who("an owner", "owner"),
    _who("an owner by password", "owner", strong=False, session=_BY_PASSWORD),
    _who("a delegate", "delegate"),
    _who("a manager of a clinic", "clinic_manager"),
    _who("a reviewer", "reviewer"),
    _who("an administrator", "administrator"),
    _who("a reviewer who administers", "reviewer", "administrator"),
    _who("a reviewer by password", "reviewer", strong=False, session=_BY_PASSWORD),
    _who("an administrator by password", "administrator", strong=False, session=_BY_PASSWORD),
    _who("an administrator by code", "administrator", edge=True, strong=False, session=_BY_CODE),
    _who(
        "an administrator by password who proved a passkey", "administrator",
        session=_OPENED_BY_PASSWORD,
    ),
    _who(

               "a reviewer by a recovery code who keeps a listing too", "reviewer", "owner",
        edge=True, strong=False,
        session={"opened_by": SignInMethod.RECOVERY_CODE, "proof": SignInMethod.RECOVERY_CODE},
    ),
    _who(
        "an administrator of the demonstration", "administrator",
        session={"opened_by": SignInMethod.DEMO, "proof": SignInMethod.DEMO},
        account={"synthetic": True},
    ),
    _who("an owner whose proof is spent", "owner", proofs=_WITHIN_HALF_AN_HOUR,
         session={"proof_spent": True}),
    _who("an administrator whose proof is spent", "administrator", proofs=_WITHIN_HALF_AN_HOUR,
         session={"proof_spent": True}),
    _who("an owner with a proof of nearly ten minutes", "owner",
         edge=True, session={"proven_at": _TEN_MINUTES - _SECOND}),
    _who("an owner with a proof of ten minutes", "owner", proofs=_WITHIN_HALF_AN_HOUR,
         session={"proven_at": _TEN_MINUTES}),

            _who("an administrator with a proof of ten minutes", "administrator",
         edge=True, proofs=_WITHIN_HALF_AN_HOUR,
         session={"proven_at": _TEN_MINUTES}),
    _who("a reviewer with a proof of nearly half an hour", "reviewer",
         edge=True, proofs=_WITHIN_HALF_AN_HOUR, session={"proven_at": _HALF_AN_HOUR - _SECOND}),
    _who("a reviewer with a proof of half an hour", "reviewer", proofs=_WITHIN_THE_HOUR,
         session={"proven_at": _HALF_AN_HOUR}),
    _who("an administrator with a proof of nearly an hour", "administrator",
         edge=True, proofs=_WITHIN_THE_HOUR, session={"proven_at": _HOUR - _SECOND}),
    _who("an administrator with a proof of an hour", "administrator", proofs=_OLD,
         session={"proven_at": _HOUR}),
    _who("a reviewer with a proof from the future", "reviewer", edge=True, proofs=_OLD,
         session={"proven_at": -_SECOND}),
)  # fmt: skip
"""Boundaries stand on both sides: nearly ten minutes is fresh, ten are not."""
KINDS: Final = tuple(who for who in EVERYONE if not who.edge)


def named(name: str) -> Who:
    """Find a kind of visitor."""
    return next(who for who in EVERYONE if who.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Somebody who has come: their browser, the token of their forms, and what is theirs."""

    who: Who
    client: FlaskClient
    token: str
    account_id: int
    passkey_id: int
    session_id: int


def come(app: Flask, who: Who) -> Came:
    """Open an account of a kind, and a session of it, and give the browser that holds it.

    The client reads no pages: whoever wants them read asks `AccountClient`.
    """
    roles = [ActorKind(part) for part in sorted(who.parts) if part in _ROLES]
    number = account(app, *roles)
    with office_of(app).act(Actor(ActorKind.SYSTEM, None)) as act:
        _give(act.session, who, account_id=number, act=act)
        fresh = open_session(
            act, number, by=SignInMethod.PASSKEY, lacking=None, device="Firefox, Linux"
        )
        passkey_id = _passkey(act, number)
        _write_over(act, who, account_id=number, session_id=fresh.id)
    client = FlaskClient(app, app.response_class)
    if who.cookie:
        client.set_cookie(SESSION, fresh.token)
    return Came(
        who=who,
        client=client,
        token=gate_of(app).seal.tag(str(fresh.id), "form"),
        account_id=number,
        passkey_id=passkey_id,
        session_id=fresh.id,
    )


def _give(session: Session, who: Who, *, account_id: int, act: Act) -> None:
    if "owner" in who.parts:
        person(session, at=act.at, published=False).account_id = account_id
    if "delegate" in who.parts:
        kept = person(session, at=act.at, published=False)
        session.add(Delegate(practitioner_id=kept.id, account_id=account_id, since=act.at))
    if "clinic_manager" in who.parts:
        session.add(_clinic(account_id, act=act))
    session.flush()


def _clinic(account_id: int, *, act: Act) -> Clinic:
    return Clinic(
        id=fresh_id(),
        manager_account_id=account_id,
        name="Example Clinic",
        street="100 Example Street",
        city="Denver",
        region="CO",
        postal_code="80202",
        country=Country.US,
        lat=39.7392,
        lon=-104.9847,
        precision=Precision.STREET,
        time_zone="America/Denver",
        created_at=act.at,
    )


def _passkey(act: Act, account_id: int) -> int:
    number = fresh_id()
    act.session.add(
        Passkey(
            id=number,
            account_id=account_id,
            credential_id=encoded(number.to_bytes(32)),
            public_key="none",
            sign_count=0,
            name="Work phone",
            added_at=act.at,
            used_at=None,
        )
    )
    return number


def _write_over(act: Act, who: Who, *, account_id: int, session_id: int) -> None:
    def before(values: dict[str, Any]) -> dict[str, Any]:
        return {
            name: act.at - value if isinstance(value, timedelta) else value
            for name, value in values.items()
        }

    this = AccountSession.id == session_id
    act.session.flush()
    if who.session is None:
        act.session.execute(delete(AccountSession).where(this))
    elif who.session:
        act.session.execute(update(AccountSession).where(this).values(**before(who.session)))
    if who.account:
        act.session.execute(
            update(Account).where(Account.id == account_id).values(**before(who.account))
        )
