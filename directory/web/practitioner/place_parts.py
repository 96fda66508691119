"""One part of a place a page: its point, how it is reached, hours, access."""

from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request

from directory.domain.accounts.rights import Right
from directory.domain.entry.own_parts import PlacePart
from directory.queries.keeping import Kept
from directory.queries.own_facts import OwnPlace
from directory.web.guards import needs, stay
from directory.web.hours_field import HoursForm
from directory.web.practitioner.fact_rows import address_said, place_row
from directory.web.practitioner.looking_up import lookups
from directory.web.practitioner.place_forms import AccessForm, ReachForm
from directory.web.practitioner.place_points import candidate, coordinate, steps
from directory.web.practitioner.saving_places import by_clinic, form_page, kept_place, saved, seen
from directory.web.practitioner.wing import blueprint
from directory.web.presenters import words
from directory.web.typed import typed
from directory.workflows.acts import Act
from directory.workflows.editing_locations import save_access, save_hours, save_point, save_reach


@blueprint.get("/<listing_id>/places/<place_id>/point")
@needs(Right.EDIT_LISTING)
def place_point(listing_id: str, place_id: str) -> str | Response:
    """Ask whether the point is right; a moved one stands in the address and is not saved."""
    kept, place = kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return by_clinic(kept, place)
    page, passes = _point_page(kept, place, given=request.args)
    return stay(page, 200 if passes else 422)


@blueprint.post("/<listing_id>/places/<place_id>/point")
@needs(Right.EDIT_LISTING)
def place_point_saved(listing_id: str, place_id: str) -> Response:
    """Keep the point that is looked at."""
    kept, place = kept_place(listing_id, place_id)
    looked = candidate(place, typed())
    if not looked.passes:
        return stay(_point_page(kept, place, given=typed())[0])

    def save(act: Act) -> None:
        save_point(
            act,
            kept.id,
            place_id=place.id,
            point=(looked.lat, looked.lon),
            seen=request.form.get("seen", ""),
            lookups=lookups(),
        )

    return saved(
        kept, place, save=save, again=lambda: _point_page(kept, place, given={}, changed=True)[0]
    )


@blueprint.get("/<listing_id>/places/<place_id>/reach")
@needs(Right.EDIT_LISTING)
def place_reach(listing_id: str, place_id: str) -> str | Response:
    """Ask how patients reach a place."""
    kept, place = kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return by_clinic(kept, place)
    phone = words.telephone(place.phone) if place.phone else ""
    form = ReachForm(data={"phone": phone, "website": place.website or ""})
    return form_page(kept, place, part=PlacePart.REACH, form=form)


@blueprint.post("/<listing_id>/places/<place_id>/reach")
@needs(Right.EDIT_LISTING)
def place_reach_saved(listing_id: str, place_id: str) -> Response:
    """Save it, once what is odd about it was seen."""
    kept, place = kept_place(listing_id, place_id)
    form = ReachForm(typed())

    def save(act: Act) -> None:
        save_reach(
            act,
            kept.id,
            place_id=place.id,
            phone=form.phone.data or "",
            website=form.website.data or "",
            seen=request.form.get("seen", ""),
            noticed=(form.noticed.data or "").split(),
            lookups=lookups(),
        )

    return saved(kept, place, save=save, part=PlacePart.REACH, form=form)


@blueprint.get("/<listing_id>/places/<place_id>/hours")
@needs(Right.EDIT_LISTING)
def place_hours(listing_id: str, place_id: str) -> str | Response:
    """Ask when patients are seen."""
    kept, place = kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return by_clinic(kept, place)
    return form_page(kept, place, part=PlacePart.HOURS, form=HoursForm.filled(place.hours))


@blueprint.post("/<listing_id>/places/<place_id>/hours")
@needs(Right.EDIT_LISTING)
def place_hours_saved(listing_id: str, place_id: str) -> Response:
    """Save it."""
    kept, place = kept_place(listing_id, place_id)
    form = HoursForm.filled(place.hours, typed())
    if not form.read(country=place.country):
        return stay(form_page(kept, place, part=PlacePart.HOURS, form=form))

    def save(act: Act) -> None:
        seen = request.form.get("seen", "")
        save_hours(act, kept.id, place_id=place.id, hours=form.spans, seen=seen)

    return saved(kept, place, save=save, part=PlacePart.HOURS, form=form)


@blueprint.get("/<listing_id>/places/<place_id>/access")
@needs(Right.EDIT_LISTING)
def place_access(listing_id: str, place_id: str) -> str | Response:
    """Ask what a place offers."""
    kept, place = kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return by_clinic(kept, place)
    return form_page(kept, place, part=PlacePart.ACCESS, form=AccessForm.filled(place))


@blueprint.post("/<listing_id>/places/<place_id>/access")
@needs(Right.EDIT_LISTING)
def place_access_saved(listing_id: str, place_id: str) -> Response:
    """Save it."""
    kept, place = kept_place(listing_id, place_id)
    form = AccessForm.filled(place, typed())
    if not form.validate():
        return stay(form_page(kept, place, part=PlacePart.ACCESS, form=form))

    def save(act: Act) -> None:
        save_access(
            act,
            kept.id,
            place_id=place.id,
            access=form.chosen(),
            parking=form.parking.data or "",
            seen=request.form.get("seen", ""),
        )

    return saved(kept, place, save=save, part=PlacePart.ACCESS, form=form)


def _point_page(
    kept: Kept,
    place: OwnPlace,
    *,
    given: Mapping[str, Any],
    changed: bool = False,
) -> tuple[str, bool]:
    looked = candidate(place, given)
    page = render_template(
        "practitioner/place_point.html",
        kept=kept,
        place=place,
        said=address_said(place),
        form=looked.form if not looked.passes else None,
        candidate=looked,
        steps=steps(),
        lat=coordinate(looked.lat),
        lon=coordinate(looked.lon),
        seen=seen(place, PlacePart.POINT, changed=True),
        changed=[place_row(place, PlacePart.POINT)] if changed else [],
    )
    return page, looked.passes
