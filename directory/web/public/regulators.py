"""The page for boards and issuers: how they reach a person here, and what we do then."""

from flask import render_template

from directory.web.presenters.plain import PlainPage
from directory.web.public.views import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services


@blueprint.get("/regulators")
def regulators() -> str:
    """Say how to reach us."""
    page = PlainPage(gettext("For boards and issuers of credentials"))
    contact = services().settings.contact
    return render_template("public/regulators.html", page=page, contact=contact)
