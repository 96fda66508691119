"""How right and how current the directory is, for everybody."""

from flask import render_template

from directory.web.measured import measured
from directory.web.presenters.accuracy import AccuracyPage
from directory.web.public.views import blueprint
from directory.web.wiring import services


@blueprint.get("/accuracy")
def accuracy() -> str:
    """Show every figure with how it is computed."""
    page = AccuracyPage(measured(), demo=services().settings.demo)
    return render_template("public/accuracy.html", page=page)
