"""Which clinic an address is about, of those that somebody manages."""

from flask import Response, abort, g, redirect, url_for

from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.queries.clinics import OwnClinic, clinic_of
from directory.web.guards import here
from directory.web.practitioner.whose import number_in
from directory.web.wiring import services


def clinic_at(clinic_id: str) -> OwnClinic:
    """Give the clinic of an address; 404 where somebody does not manage it.

    From here on they act as its manager, whatever else they are.
    """
    number = number_in(clinic_id)
    with services().database.reading() as connection:
        found = clinic_of(connection, here().account.id, clinic_id=number)
    if found is None:
        abort(404)
    g.actor = Actor(ActorKind.CLINIC_MANAGER, here().account.id)
    return found


def to_clinic(clinic: OwnClinic) -> Response:
    """Lead to the page of a clinic."""
    to = url_for("practitioner.clinic", clinic_id=clinic.key)
    return redirect(to, 303)  # type: ignore[return-value]
