"""The clinics that somebody manages."""

from flask import render_template

from directory.domain.accounts.rights import Right
from directory.queries.clinics import clinics_of
from directory.web.guards import here, needs
from directory.web.practitioner.wing import blueprint
from directory.web.wiring import region_name, services


@blueprint.get("/clinics")
@needs(Right.BEGIN_CLINIC)
def clinics() -> str:
    """Show somebody's clinics, and how to add one."""
    with services().database.reading() as connection:
        managed = clinics_of(connection, here().account.id)
    return render_template("practitioner/clinics.html", clinics=managed, region_name=region_name)
