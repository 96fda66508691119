"""The addresses of the log of decisions."""

from pathlib import Path
from typing import Any, Final

import orjson
from flask import Blueprint, Response, make_response, render_template

from directory.adapters.log_signing import public_keys
from directory.domain import log_heads
from directory.queries import decision_log
from directory.queries.decision_log import MOST_LINES, BeyondTheLog
from directory.web.faults import problem
from directory.web.log.pages import LogPage
from directory.web.log.parameters import UnusableParameters, numbers
from directory.web.speech import format_decimal, gettext
from directory.web.wiring import services

blueprint = Blueprint("log", __name__, url_prefix="/log")

# Anybody may keep what is here: that is what makes it hard to change. What can never change may be
# kept for a day, what grows for a minute.
STEADY: Final = "public, max-age=86400"
GROWING: Final = "public, max-age=60"


@blueprint.errorhandler(UnusableParameters)
def _unusable(fault: UnusableParameters) -> Response:
    return problem(400, gettext("The parameters cannot be used"), detail=str(fault))


@blueprint.errorhandler(BeyondTheLog)
def _beyond(fault: BeyondTheLog) -> Response:
    detail = gettext(
        "The log has %(size)s entries so far, and what you ask for is beyond them.",
        size=format_decimal(fault.size),
    )
    return problem(404, gettext("Not in the log"), detail=detail)


@blueprint.get("/")
def index() -> Response:
    """Say what the log is and how to check it."""
    kept = services()
    page = LogPage(decision_log.newest_head(kept.database), shows_demo=kept.settings.demo)
    return make_response(render_template("log/index.html", page=page))


@blueprint.get("/head")
def head() -> Response:
    """Answer the newest signed head."""
    numbers()
    newest = decision_log.newest_head(services().database)
    if newest is None:
        raise BeyondTheLog(0)
    return _json(log_heads.shown(newest), GROWING)


@blueprint.get("/key")
def key() -> Response:
    """Answer the keys that heads are or were signed with."""
    numbers()
    keys = public_keys(Path(services().settings.log_key))
    return _json({"keys": keys.shown()}, GROWING)


@blueprint.get("/entries")
def entries() -> Response:
    """Answer lines of the log exactly as they are hashed."""
    start, count = numbers("start", "count")
    if not 1 <= count <= MOST_LINES:
        raise UnusableParameters(
            gettext("Set “count” to a number from 1 to %(most)s.", most=format_decimal(MOST_LINES))
        )
    found = decision_log.lines(services().database, start, count=count)
    body = {"start": start, "size": found.size, "leaves": found.leaves}
    return _json(body, GROWING)


@blueprint.get("/proof/inclusion")
def inclusion() -> Response:
    """Answer what shows that an entry is in the log of a size."""
    seq, size = numbers("seq", "size")
    if seq >= size:
        raise UnusableParameters(gettext("Set “seq” to a number that is less than “size”."))
    shown = decision_log.inclusion(services().database, seq, size=size)
    body = {"seq": seq, "size": size, "leaf_hash": shown.leaf_hash.hex(), "proof": _hex(shown.path)}
    return _json(body, STEADY)


@blueprint.get("/proof/consistency")
def consistency() -> Response:
    """Answer what shows that the log of one size begins with that of an earlier size."""
    first, second = numbers("first", "second")
    if not 1 <= first <= second:
        raise UnusableParameters(
            gettext("Set “first” to a number from 1 up to what “second” is set to.")
        )
    path = decision_log.consistency(services().database, first, second=second)
    return _json({"first": first, "second": second, "proof": _hex(path)}, STEADY)


def _hex(path: tuple[bytes, ...]) -> list[str]:
    return [part.hex() for part in path]


def _json(body: Any, kept_for: str) -> Response:  # noqa: ANN401  (whatever JSON can hold)
    answer = Response(orjson.dumps(body), mimetype="application/json")
    answer.headers["Cache-Control"] = kept_for
    # Whoever watches the log may do so from a page of their own.
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
