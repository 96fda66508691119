"""The account as its holder sees it: who, by what it is signed in to, and the name."""

from flask import Response, redirect, render_template, url_for

from directory.domain.accounts.rights import Right
from directory.queries.sign_in_methods import methods_of
from directory.web.accounts.forms import name_form, read
from directory.web.accounts.wing import blueprint
from directory.web.guards import actor, here, needs, stay
from directory.web.wiring import services
from directory.workflows.accounts.changing import change_name


@blueprint.get("/")
@needs(Right.SEE_ACCOUNT)
def overview() -> str:
    """Show the account."""
    return render_template("accounts/overview.html", account=here().account)


@blueprint.get("/ways")
@needs(Right.SEE_ACCOUNT)
def ways() -> str:
    """Show by what the account is signed in to."""
    with services().database.reading() as connection:
        methods = methods_of(connection, here().account.id)
    return render_template("accounts/ways.html", account=here().account, methods=methods)


@blueprint.get("/name")
@needs(Right.CHANGE_NAME)
def name_page() -> str:
    """Ask for the name and the language of letters."""
    account = here().account
    form = name_form(said=account.name, spoken=account.language)
    return render_template("accounts/name.html", form=form)


@blueprint.post("/name")
@needs(Right.CHANGE_NAME)
def name_changed() -> Response:
    """Change both."""
    account = here().account
    form = name_form(said=account.name, spoken=account.language)
    if not form.validate():
        return stay(render_template("accounts/name.html", form=form))
    with services().office.act(actor()) as act:
        change_name(act, here(), name=read(form.name), language=form.language.data)
    return redirect(url_for("accounts.overview"), 303)  # type: ignore[return-value]
