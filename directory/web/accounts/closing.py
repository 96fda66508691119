"""Taking one's data along, and closing an account."""

import orjson
from flask import Response, redirect, render_template, url_for

from directory.domain.accounts.rights import Right
from directory.queries.account_data import data_of
from directory.web.accounts.wing import blueprint
from directory.web.guards import actor, for_everybody, here, needs, stay
from directory.web.visitors import drop_session
from directory.web.wiring import services
from directory.workflows.accounts.closing import LastAdministrator, close_account, take_data


@blueprint.get("/data")
@needs(Right.TAKE_DATA)
def data_page() -> str:
    """Say what the file holds, before it is made."""
    return render_template("accounts/data.html")


@blueprint.post("/data")
@needs(Right.TAKE_DATA)
def data_taken() -> Response:
    """Hand over everything that is kept about the account."""
    with services().office.act(actor()) as act:
        take_data(act, here())
    with services().database.reading() as connection:
        data = data_of(connection, here().account.id)
    response = Response(orjson.dumps(data, option=orjson.OPT_INDENT_2), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="account.json"'
    return response


@blueprint.get("/close")
@needs(Right.CLOSE_ACCOUNT)
def close_page() -> str:
    """Say what goes and what stays, before the account is closed."""
    return render_template("accounts/close.html", last=False)


@blueprint.post("/close")
@needs(Right.CLOSE_ACCOUNT)
def closed() -> Response:
    """Close it."""
    try:
        with services().office.act(actor()) as act:
            close_account(act, here())
    except LastAdministrator:
        return stay(render_template("accounts/close.html", last=True), 409)
    response = redirect(url_for("accounts.gone"), 303)
    drop_session(response)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


@blueprint.get("/gone")
@for_everybody
def gone() -> str:
    """Say that the account is closed."""
    return render_template("accounts/gone.html")
