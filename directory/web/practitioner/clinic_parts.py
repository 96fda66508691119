"""What a clinic says, begun and changed part by part, for everybody who is linked to it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, abort, current_app, redirect, render_template, request, url_for
from wtforms import Form

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.entry.own_parts import PlacePart, place_part
from directory.domain.geocoding import Located
from directory.queries.clinics import OwnClinic
from directory.web.address_form import FIELD_NAMES, SharedAddressForm
from directory.web.entry_validators import put_at_fields
from directory.web.guards import actor, here, needs, stay
from directory.web.hours_field import HoursForm
from directory.web.practitioner.clinic_doors import clinic_at, to_clinic
from directory.web.practitioner.clinic_sentences import clinic_refusal
from directory.web.practitioner.fact_rows import address_said, place_row
from directory.web.practitioner.looking_up import lookups
from directory.web.practitioner.place_forms import AccessForm, ReachForm
from directory.web.practitioner.place_points import candidate, coordinate, steps
from directory.web.practitioner.wing import blueprint
from directory.web.presenters import words
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.acts import Act
from directory.workflows.admission import EntryFaulty
from directory.workflows.clinic_rows import NoSuchClinic
from directory.workflows.clinics import (
    ClinicRefused,
    begin_clinic,
    refine_clinic_point,
    save_clinic_access,
    save_clinic_address,
    save_clinic_hours,
    save_clinic_point,
    save_clinic_reach,
)
from directory.workflows.locating import locate

CHANGED = 409


@blueprint.get("/clinics/new")
@needs(Right.BEGIN_CLINIC)
def clinic_new_page() -> str:
    """Ask for the address of a clinic."""
    return _new_page(SharedAddressForm.filled())


@blueprint.post("/clinics/new")
@needs(Right.BEGIN_CLINIC)
def clinic_begun() -> Response:
    """Begin it, and ask whether its point is right."""
    form = SharedAddressForm.filled(typed=request.form)
    try:
        with services().office.act(actor()) as act:
            number = begin_clinic(act, here(), address=form.entry(), lookups=lookups())
    except EntryFaulty as faulty:
        put_at_fields(form, faulty.faults, country=form.country, names=FIELD_NAMES)
        return stay(_new_page(form))
    return _to_point(ids.encode(number))


@blueprint.get("/clinics/<clinic_id>/address")
@needs(Right.EDIT_CLINIC)
def clinic_address(clinic_id: str) -> str:
    """Ask for another address."""
    clinic = clinic_at(clinic_id)
    return _page(clinic, PlacePart.ADDRESS, form=SharedAddressForm.filled(clinic))


@blueprint.post("/clinics/<clinic_id>/address")
@needs(Right.EDIT_CLINIC)
def clinic_address_saved(clinic_id: str) -> Response:
    """Change it, and ask whether its new point is right."""
    clinic = clinic_at(clinic_id)
    form = SharedAddressForm.filled(clinic, typed())

    def save(act: Act) -> None:
        save_clinic_address(
            act, here(), clinic_id=clinic.id, address=form.entry(), seen=_given(), lookups=lookups()
        )

    answer = _saved(clinic, PlacePart.ADDRESS, form=form, save=save)
    return _to_point(clinic.key) if answer is None else answer


@blueprint.get("/clinics/<clinic_id>/point")
@needs(Right.EDIT_CLINIC)
def clinic_point(clinic_id: str) -> Response:
    """Ask whether the point is right; a moved one stands in the address and is not saved."""
    page, passes = _point_page(clinic_at(clinic_id), given=request.args)
    return stay(page, 200 if passes else 422)


@blueprint.post("/clinics/<clinic_id>/point")
@needs(Right.EDIT_CLINIC)
def clinic_point_saved(clinic_id: str) -> Response:
    """Keep the point that is looked at."""
    clinic = clinic_at(clinic_id)
    looked = candidate(clinic, typed())
    if not looked.passes:
        return stay(_point_page(clinic, given=request.form)[0])
    point = looked.lat, looked.lon
    try:
        with services().office.act(actor()) as act:
            save_clinic_point(
                act, here(), clinic_id=clinic.id, point=point, seen=_given(), lookups=lookups()
            )
    except Stale:
        return stay(_point_page(clinic_at(clinic_id), given={}, changed=True)[0], CHANGED)
    except EntryFaulty:
        return stay(_point_page(clinic, given=request.form)[0])
    except NoSuchClinic:
        abort(404)
    return to_clinic(clinic)


@blueprint.get("/clinics/<clinic_id>/reach")
@needs(Right.EDIT_CLINIC)
def clinic_reach(clinic_id: str) -> str:
    """Ask how patients reach the clinic."""
    clinic = clinic_at(clinic_id)
    phone = words.telephone(clinic.phone) if clinic.phone else ""
    form = ReachForm(data={"phone": phone, "website": clinic.website or ""})
    return _page(clinic, PlacePart.REACH, form=form)


@blueprint.post("/clinics/<clinic_id>/reach")
@needs(Right.EDIT_CLINIC)
def clinic_reach_saved(clinic_id: str) -> Response:
    """Save it."""
    clinic, form = clinic_at(clinic_id), ReachForm(typed())

    def save(act: Act) -> None:
        save_clinic_reach(
            act,
            here(),
            clinic_id=clinic.id,
            phone=form.phone.data or "",
            website=form.website.data or "",
            seen=_given(),
            lookups=lookups(),
        )

    return _saved(clinic, PlacePart.REACH, form=form, save=save) or to_clinic(clinic)


@blueprint.get("/clinics/<clinic_id>/hours")
@needs(Right.EDIT_CLINIC)
def clinic_hours(clinic_id: str) -> str:
    """Ask when the clinic is open."""
    clinic = clinic_at(clinic_id)
    return _page(clinic, PlacePart.HOURS, form=HoursForm.filled(clinic.hours))


@blueprint.post("/clinics/<clinic_id>/hours")
@needs(Right.EDIT_CLINIC)
def clinic_hours_saved(clinic_id: str) -> Response:
    """Save it."""
    clinic = clinic_at(clinic_id)
    form = HoursForm.filled(clinic.hours, typed())
    if not form.read(country=clinic.country):
        return stay(_page(clinic, PlacePart.HOURS, form=form))

    def save(act: Act) -> None:
        save_clinic_hours(act, here(), clinic_id=clinic.id, hours=form.spans, seen=_given())

    return _saved(clinic, PlacePart.HOURS, form=form, save=save) or to_clinic(clinic)


@blueprint.get("/clinics/<clinic_id>/access")
@needs(Right.EDIT_CLINIC)
def clinic_access(clinic_id: str) -> str:
    """Ask what the clinic offers to those who need it."""
    clinic = clinic_at(clinic_id)
    return _page(clinic, PlacePart.ACCESS, form=AccessForm.filled(clinic))


@blueprint.post("/clinics/<clinic_id>/access")
@needs(Right.EDIT_CLINIC)
def clinic_access_saved(clinic_id: str) -> Response:
    """Save it."""
    clinic = clinic_at(clinic_id)
    form = AccessForm.filled(clinic, typed())
    if not form.validate():
        return stay(_page(clinic, PlacePart.ACCESS, form=form))

    def save(act: Act) -> None:
        save_clinic_access(
            act,
            here(),
            clinic_id=clinic.id,
            access=form.chosen(),
            parking=form.parking.data or "",
            seen=_given(),
        )

    return _saved(clinic, PlacePart.ACCESS, form=form, save=save) or to_clinic(clinic)


def _saved(
    clinic: OwnClinic,
    part: PlacePart,
    *,
    form: Any,  # noqa: ANN401  (whichever the page has)
    save: Callable[[Act], None],
) -> Response | None:
    """Save a part; where that does not do, show its page again with what is in the way."""
    try:
        with services().office.act(actor()) as act:
            save(act)
    except EntryFaulty as faulty:
        put_at_fields(form, faulty.faults, country=clinic.country, names=FIELD_NAMES)
        return stay(_page(clinic, part, form=form))
    except ClinicRefused as refused:
        form.where.errors = [*form.where.errors, clinic_refusal(refused.why)]
        return stay(_page(clinic, part, form=form))
    except Stale:
        now = clinic_at(clinic.key)
        return stay(_page(now, part, form=form, changed=True), CHANGED)
    except NoSuchClinic:
        abort(404)
    return None


def _given() -> str:
    return request.form.get("seen", "")


def _seen(clinic: OwnClinic, part: PlacePart, *, changed: bool) -> str:
    """Keep what the form saw first, so that a mistake in between does not hide a change."""
    now = fingerprint(place_part(clinic, part))
    return now if changed else _given() or now


def _new_page(form: Form) -> str:
    return render_template("practitioner/clinic_new.html", form=form)


def _page(clinic: OwnClinic, part: PlacePart, *, form: Form, changed: bool = False) -> str:
    return render_template(
        "practitioner/clinic_part.html",
        clinic=clinic,
        part=part,
        form=form,
        seen=_seen(clinic, part, changed=changed),
        changed=[place_row(clinic.as_place(), part)] if changed else [],
    )


def _point_page(
    clinic: OwnClinic, *, given: Mapping[str, str], changed: bool = False
) -> tuple[str, bool]:
    looked = candidate(clinic, given)
    page = render_template(
        "practitioner/clinic_point.html",
        clinic=clinic,
        said=address_said(clinic.as_place()),
        form=None if looked.passes else looked.form,
        candidate=looked,
        steps=steps(),
        lat=coordinate(looked.lat),
        lon=coordinate(looked.lon),
        seen=fingerprint(place_part(clinic, PlacePart.POINT)),
        changed=[place_row(clinic.as_place(), PlacePart.POINT)] if changed else [],
    )
    return page, looked.passes


def _to_point(clinic_id: str) -> Response:
    _refine(clinic_at(clinic_id))
    to = url_for("practitioner.clinic_point", clinic_id=clinic_id)
    return redirect(to, 303)  # type: ignore[return-value]


def _refine(clinic: OwnClinic) -> None:
    """Ask the operator's geocoder; whatever it answers, the point that was found offline stands."""
    kept = services()
    # Asked between two acts: nobody waits in a transaction for somebody else's server.
    address = f"{clinic.street}, {clinic.city}, {clinic.region} {clinic.postal_code}"
    answer = locate(kept.settings, kept.database, address=address)
    if isinstance(answer, Located):
        with kept.office.act(actor()) as act:
            refine_clinic_point(act, here(), clinic_id=clinic.id, located=answer, lookups=lookups())
    elif answer is not None:
        current_app.logger.info("%s gave no point for an address.", kept.settings.geocoder.value)
