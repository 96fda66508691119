"""Who asks: the session and the browser that its cookies name, and how they are set and ended.

Patients have neither: both cookies come with an account, and pages for patients read none.
"""

from datetime import timedelta
from typing import Final

from flask import Response, request

from directory.domain.accounts import tokens
from directory.domain.accounts.sessions import DEVICE_KNOWN_FOR, is_alive
from directory.queries.accounts import Visitor, visitor_with
from directory.web.client_address import client_network
from directory.web.devices import device_named
from directory.web.languages import language
from directory.web.wiring import services
from directory.workflows.accounts.gate import Caller
from directory.workflows.accounts.sessions import see

SESSION: Final = "session"
DEVICE: Final = "device"
_MOST_TOKEN: Final = 100
"""Characters of a token; what is longer is none of ours, and is not hashed."""


def visitor() -> Visitor | None:
    """Find who asks; None for everybody without a session that is alive, of an open account."""
    token = _cookie(SESSION)
    if token is None:
        return None
    kept, now = services(), services().clock()
    with kept.database.reading() as connection:
        found = visitor_with(connection, tokens.hash_of(token))
    if found is None or not found.account.is_open:
        return None
    if not is_alive(found.session, of_staff=found.account.holder.staff, at=now):
        return None
    see(kept.database, found.session_id, seen_at=found.session.seen_at, at=now)
    return found


def caller() -> Caller:
    """Say where this request comes from."""
    return Caller(
        network=client_network(),
        device=device_named(request.user_agent.string),
        device_token=_cookie(DEVICE),
        language=language(),
    )


def keep_session(response: Response, token: str, *, device_token: str | None = None) -> None:
    """Let the browser keep a session until it is closed, and its own token for longer."""
    _set(response, SESSION, token=token)
    if device_token is not None:
        _set(response, DEVICE, token=device_token, kept=DEVICE_KNOWN_FOR)


def drop_session(response: Response) -> None:
    """Let the browser forget its session; it stays a browser that is known."""
    response.delete_cookie(
        _name(SESSION), path="/", secure=_is_secure(), httponly=True, samesite="Lax"
    )


def _set(response: Response, name: str, *, token: str, kept: timedelta | None = None) -> None:
    response.set_cookie(
        _name(name),
        token,
        max_age=kept,
        path="/",
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _cookie(name: str) -> str | None:
    token = request.cookies.get(_name(name), "")
    return token if 0 < len(token) <= _MOST_TOKEN else None


def _name(name: str) -> str:
    # With this prefix a browser takes the cookie from this very host alone, over HTTPS.
    return f"__Host-{name}" if _is_secure() else name


def _is_secure() -> bool:
    return services().settings.base_url.startswith("https://")
