"""Patients have no session: nothing is read from a cookie, and none is set."""

from typing import Any

from flask import Flask, Request
from flask.sessions import SessionInterface, SessionMixin


class NoSession(SessionInterface):
    """Opens nothing; whoever writes to the session of a request is told so by Flask."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:  # noqa: ARG002
        """Say that there is none."""
        return None

    def save_session(self, *_: Any) -> None:  # noqa: ANN401
        """Write nothing."""
