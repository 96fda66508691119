"""The places where somebody sees patients: added, told where they are, ended."""

from typing import Any

from flask import Response, redirect, render_template, request, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.entry.editing import Stale
from directory.domain.entry.own_parts import KEPT_BY_CLINIC, PlacePart
from directory.domain.vocabulary import HeldKind
from directory.queries.keeping import Kept
from directory.queries.own_facts import OwnPlace
from directory.web.address_form import FIELD_NAMES, AddressForm
from directory.web.entry_validators import put_at_fields
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.fact_rows import place_row, place_rows
from directory.web.practitioner.looking_up import lookups
from directory.web.practitioner.persons import waiting
from directory.web.practitioner.place_forms import EndForm
from directory.web.practitioner.refining import refine
from directory.web.practitioner.saving import CHANGED, facts_of
from directory.web.practitioner.saving_places import (
    by_clinic,
    form_page,
    kept_place,
    saved,
    seen,
    to_places,
)
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.acts import Act
from directory.workflows.admission import EntryFaulty
from directory.workflows.editing_locations import (
    KeptByClinic,
    Placed,
    add_place,
    end_place,
    remove_place,
    save_address,
)


@blueprint.get("/<listing_id>/places")
@needs(Right.SEE_LISTING)
def locations(listing_id: str) -> str:
    """Show the places, with a way to change each thing."""
    kept = listing(listing_id)
    facts = facts_of(kept)
    return render_template(
        "practitioner/places.html",
        kept=kept,
        places=[(place, place_rows(place)) for place in facts.places],
        by_clinic=KEPT_BY_CLINIC,
        waits={held.place_id: held for held in waiting(kept) if held.kind is HeldKind.LOCATION},
    )


@blueprint.get("/<listing_id>/places/new")
@needs(Right.EDIT_LISTING)
def place_new(listing_id: str) -> str:
    """Ask for the address of another place."""
    return _address_page(listing(listing_id), None, form=AddressForm.filled())


@blueprint.post("/<listing_id>/places/new")
@needs(Right.EDIT_LISTING)
def place_added(listing_id: str) -> Response:
    """Add it, and ask whether its point is right."""
    kept, form = listing(listing_id), AddressForm.filled(typed=typed())
    try:
        with services().office.act(actor()) as act:
            placed = add_place(act, kept.id, address=form.entry(), lookups=lookups())
    except EntryFaulty as faulty:
        put_at_fields(form, faulty.faults, country=form.country, names=FIELD_NAMES)
        return stay(_address_page(kept, None, form=form))
    return _to_point(kept, placed)


@blueprint.get("/<listing_id>/places/<place_id>/address")
@needs(Right.EDIT_LISTING)
def place_address(listing_id: str, place_id: str) -> str | Response:
    """Ask for the address of a place."""
    kept, place = kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return by_clinic(kept, place)
    return _address_page(kept, place, form=AddressForm.filled(place))


@blueprint.post("/<listing_id>/places/<place_id>/address")
@needs(Right.EDIT_LISTING)
def place_address_saved(listing_id: str, place_id: str) -> Response:
    """Change it, and ask whether its new point is right."""
    kept, place = kept_place(listing_id, place_id)
    form = AddressForm.filled(place, typed())
    try:
        with services().office.act(actor()) as act:
            placed = save_address(
                act,
                kept.id,
                place_id=place.id,
                address=form.entry(),
                seen=request.form.get("seen", ""),
                lookups=lookups(),
            )
    except EntryFaulty as faulty:
        put_at_fields(form, faulty.faults, country=form.country, names=FIELD_NAMES)
        return stay(_address_page(kept, place, form=form))
    except Stale:
        kept, place = kept_place(listing_id, place_id)
        return stay(_address_page(kept, place, form=form, changed=True), CHANGED)
    except KeptByClinic:
        return by_clinic(kept, place)
    return _to_point(kept, placed)


@blueprint.get("/<listing_id>/places/<place_id>/end")
@needs(Right.EDIT_LISTING)
def place_end(listing_id: str, place_id: str) -> str:
    """Ask for the last day, or whether the place is to go."""
    kept, place = kept_place(listing_id, place_id)
    form = EndForm(data={"ended_on": place.ended_on})
    return form_page(kept, place, part=PlacePart.END, form=form)


@blueprint.post("/<listing_id>/places/<place_id>/end")
@needs(Right.EDIT_LISTING)
def place_ended(listing_id: str, place_id: str) -> Response:
    """Save the last day."""
    kept, place = kept_place(listing_id, place_id)
    form = EndForm(typed())
    if not form.validate():
        return stay(form_page(kept, place, part=PlacePart.END, form=form))

    def save(act: Act) -> None:
        day: Any = form.ended_on.read
        seen = request.form.get("seen", "")
        end_place(act, kept.id, place_id=place.id, last_day=day, seen=seen)

    return saved(kept, place, save=save, part=PlacePart.END, form=form)


@blueprint.post("/<listing_id>/places/<place_id>/remove")
@needs(Right.EDIT_LISTING)
def place_removed(listing_id: str, place_id: str) -> Response:
    """Remove a place; where patients could have seen it, it ends today and its history stays."""
    kept, place = kept_place(listing_id, place_id)
    with services().office.act(actor()) as act:
        remove_place(act, kept.id, place_id=place.id)
    return to_places(kept)


def _address_page(
    kept: Kept,
    place: OwnPlace | None,
    *,
    form: AddressForm,
    changed: bool = False,
) -> str:
    rows = [] if place is None or not changed else [place_row(place, PlacePart.ADDRESS)]
    return render_template(
        "practitioner/place_address.html",
        kept=kept,
        place=place,
        form=form,
        seen="" if place is None else seen(place, PlacePart.ADDRESS, changed=changed),
        changed=rows,
    )


def _to_point(kept: Kept, placed: Placed) -> Response:
    if placed.held:
        return to_places(kept)
    place = facts_of(kept).place(placed.id)
    if place is not None:
        refine(kept, place)
    to = url_for("practitioner.place_point", listing_id=kept.key, place_id=ids.encode(placed.id))
    return redirect(to, 303)  # type: ignore[return-value]
