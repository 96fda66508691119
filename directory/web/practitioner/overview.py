"""What somebody keeps: listings and clinics, each with where it stands."""

from flask import render_template

from directory.domain.accounts.rights import Right
from directory.queries.keeping import kept_by
from directory.web.guards import here, needs
from directory.web.practitioner.wing import blueprint
from directory.web.wiring import services


@blueprint.get("/")
@needs(Right.BEGIN_LISTING)
def overview() -> str:
    """Show what somebody keeps, and how to begin."""
    with services().database.reading() as connection:
        listings = kept_by(connection, here().account.id)
    return render_template("practitioner/overview.html", listings=listings)
