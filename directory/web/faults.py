"""What is answered when something is wrong: a page for people, problem details for programs."""

import orjson
from flask import Flask, Response, current_app, render_template, request
from flask_babel import lazy_gettext
from werkzeug.exceptions import HTTPException

from directory.db import DatabaseUnreachable
from directory.web.speech import ngettext

PAGES = frozenset({400, 403, 404, 405, 410, 413, 429, 500, 503})
PROBLEM = "application/problem+json"
_TITLES = {
    400: lazy_gettext("Bad Request"),
    404: lazy_gettext("Not Found"),
    405: lazy_gettext("Method Not Allowed"),
    410: lazy_gettext("Gone"),
    413: lazy_gettext("Content Too Large"),
    429: lazy_gettext("Too Many Requests"),
    500: lazy_gettext("Internal Server Error"),
    503: lazy_gettext("Service Unavailable"),
}
_TROUBLE = lazy_gettext("Something went wrong here, not with your request. Try again later.")
_UNREADABLE = lazy_gettext("This request cannot be read. Check how it is written.")
_DETAILS = {
    404: lazy_gettext("There is nothing at this address. Check how it is written."),
    405: lazy_gettext("This address answers GET requests."),
    410: lazy_gettext("This person is not in the directory now."),
    413: lazy_gettext("What you sent is too large. Send less."),
    429: lazy_gettext("You have asked many times in a short while. Wait, and ask again."),
    500: _TROUBLE,
    503: _TROUBLE,
}


def problem(status: int, title: str, **more: object) -> Response:
    """Write problem details (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return Response(orjson.dumps(body), status, mimetype=PROBLEM)


def answer_faults(app: Flask) -> None:
    """Answer every HTTP error in kind."""
    app.register_error_handler(DatabaseUnreachable, _unreachable)

    @app.errorhandler(HTTPException)
    def _answer(error: HTTPException) -> Response | tuple[str, int]:
        if error.response is not None and not isinstance(error.response, str):
            return error.response  # type: ignore[return-value]
        status = error.code or 500
        if request.path.startswith("/api/"):
            answer = problem(status, _title(status, error.name), detail=_detail(status))
        else:
            page = status if status in PAGES else (400 if status < 500 else 500)  # noqa: PLR2004
            answer = Response(render_template(f"errors/{page}.html", wait=_wait(error)), status)
        for name, value in error.get_headers():
            if name.lower() not in {"content-type", "content-length"}:
                answer.headers[name] = value
        return answer


def _wait(error: HTTPException) -> str:
    """Say how long somebody who asked too often waits; a wait that is not named is a minute."""
    seconds = getattr(error, "retry_after", None)
    minutes = max(1, -(-seconds // 60)) if isinstance(seconds, int) else 1
    return ngettext(
        "Wait %(num)s minute and try again.", "Wait %(num)s minutes and try again.", minutes
    )


def _unreachable(fault: DatabaseUnreachable) -> Response:
    current_app.logger.error("%s", fault)
    if request.path.startswith("/api/"):
        answer = problem(503, _title(503, "Service Unavailable"), detail=_detail(503))
    else:
        answer = Response(render_template("errors/503.html"), 503)
    answer.headers["Retry-After"] = "10"
    return answer


def _title(status: int, name: str) -> str:
    """What HTTP calls a status, in the reader's language."""
    return str(_TITLES.get(status, name))


def _detail(status: int) -> str:
    return str(_DETAILS.get(status, _UNREADABLE))
