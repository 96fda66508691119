"""The clinics that somebody manages, and each with its people."""

from flask import render_template

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import InvitationKind
from directory.queries.clinics import clinics_of, members_of
from directory.queries.delegates import open_invitations
from directory.web.guards import here, needs
from directory.web.practitioner.clinic_doors import clinic_at
from directory.web.practitioner.clinic_sentences import DEADLINES
from directory.web.practitioner.fact_rows import place_rows
from directory.web.practitioner.wing import blueprint
from directory.web.wiring import region_name, services


@blueprint.get("/clinics")
@needs(Right.BEGIN_CLINIC)
def clinics() -> str:
    """Show somebody's clinics, and how to add one."""
    with services().database.reading() as connection:
        managed = clinics_of(connection, here().account.id)
    return render_template("practitioner/clinics.html", clinics=managed, region_name=region_name)


@blueprint.get("/clinics/<clinic_id>")
@needs(Right.SEE_CLINIC)
def clinic(clinic_id: str) -> str:
    """Show what a clinic says, and its people with their next last days; never a document."""
    kept, now = clinic_at(clinic_id), services().clock()
    with services().database.reading() as connection:
        members = members_of(connection, kept.id)
        asked = open_invitations(connection, at=now, clinic_id=kept.id)
    return render_template(
        "practitioner/clinic.html",
        clinic=kept,
        rows=place_rows(kept.as_place())[:-1],
        members=members,
        asked=asked,
        today=now.date(),
        deadline_named=DEADLINES,
        HANDED=InvitationKind.HAND_CLINIC,
    )
