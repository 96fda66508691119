"""The places where somebody sees patients: added, changed part by part, ended."""

from collections.abc import Callable
from typing import Any, Final

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from wtforms import Form, HiddenField, SelectMultipleField, StringField

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.entry.locations import LONGEST_LINE
from directory.domain.entry.own_parts import KEPT_BY_CLINIC, PlacePart, place_part
from directory.domain.vocabulary import Access, HeldKind
from directory.queries.keeping import Kept
from directory.queries.own_facts import OwnPlace
from directory.web.entry_validators import one_line, put_at_fields, warnings
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.address_form import FIELD_NAMES, AddressForm
from directory.web.practitioner.date_field import DateBoxes
from directory.web.practitioner.fact_rows import address_said, place_row, place_rows
from directory.web.practitioner.hours_field import HoursForm
from directory.web.practitioner.looking_up import lookups
from directory.web.practitioner.persons import waiting
from directory.web.practitioner.place_points import candidate, coordinate, steps
from directory.web.practitioner.refining import refine
from directory.web.practitioner.saving import CHANGED, facts_of
from directory.web.practitioner.typed import typed
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.presenters import words
from directory.web.wiring import services
from directory.workflows.acts import Act
from directory.workflows.admission import EntryFaulty
from directory.workflows.editing_locations import (
    KeptByClinic,
    NoSuchPlace,
    Placed,
    ToNotice,
    add_place,
    end_place,
    remove_place,
    save_access,
    save_address,
    save_hours,
    save_point,
    save_reach,
)

_ACCESS: Final = frozenset(each.value for each in Access)


class ReachForm(Form):
    """How patients reach a place."""

    phone = StringField(
        lazy_gettext("Telephone"),
        description=lazy_gettext("For example 303-555-0100"),
        render_kw={"inputmode": "tel"},
    )
    website = StringField(
        lazy_gettext("Website (optional)"),
        description=lazy_gettext("For example https://clinic.com"),
        render_kw={"inputmode": "url"},
    )
    noticed = HiddenField()


class AccessForm(Form):
    """What a place offers to those who need it."""

    access = SelectMultipleField(
        lazy_gettext("This place has"),
        description=lazy_gettext(
            "Choose what is true now. What is left out is shown as not known."
        ),
        validate_choice=False,
    )
    parking = StringField(
        lazy_gettext("Parking (optional)"),
        description=lazy_gettext("For example: free, behind the building, no steps"),
        validators=[one_line("parking", longest=LONGEST_LINE)],
    )

    @classmethod
    def filled(cls, stands: Any, typed: Any = None) -> Any:  # noqa: ANN401  (a location or clinic)
        """Make the form with what stands, or what was typed over it."""
        given = {"access": [each.value for each in stands.access], "parking": stands.parking or ""}
        form: Any = cls(typed, data=given)
        form.access.choices = list(words.access_choices())
        return form

    def chosen(self) -> list[Access]:
        """Give what was chosen; words that are no access are nobody's."""
        return [Access(each) for each in self.access.data or () if each in _ACCESS]


class EndForm(Form):
    """The last day at a place."""

    ended_on = DateBoxes(
        lazy_gettext("Last day here"),
        description=lazy_gettext("Leave it empty if you go on seeing patients here."),
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
    kept, place = _kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return _by_clinic(kept, place)
    return _address_page(kept, place, form=AddressForm.filled(place))


@blueprint.post("/<listing_id>/places/<place_id>/address")
@needs(Right.EDIT_LISTING)
def place_address_saved(listing_id: str, place_id: str) -> Response:
    """Change it, and ask whether its new point is right."""
    kept, place = _kept_place(listing_id, place_id)
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
        kept, place = _kept_place(listing_id, place_id)
        return stay(_address_page(kept, place, form=form, changed=True), CHANGED)
    except KeptByClinic:
        return _by_clinic(kept, place)
    return _to_point(kept, placed)


@blueprint.get("/<listing_id>/places/<place_id>/point")
@needs(Right.EDIT_LISTING)
def place_point(listing_id: str, place_id: str) -> str | Response:
    """Ask whether the point is right; a moved one stands in the address and is not saved."""
    kept, place = _kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return _by_clinic(kept, place)
    page, passes = _point_page(kept, place, given=request.args)
    return stay(page, 200 if passes else 422)


@blueprint.post("/<listing_id>/places/<place_id>/point")
@needs(Right.EDIT_LISTING)
def place_point_saved(listing_id: str, place_id: str) -> Response:
    """Keep the point that is looked at."""
    kept, place = _kept_place(listing_id, place_id)
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

    return _saved(
        kept, place, save=save, again=lambda: _point_page(kept, place, given={}, changed=True)[0]
    )


@blueprint.get("/<listing_id>/places/<place_id>/reach")
@needs(Right.EDIT_LISTING)
def place_reach(listing_id: str, place_id: str) -> str | Response:
    """Ask how patients reach a place."""
    kept, place = _kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return _by_clinic(kept, place)
    phone = words.telephone(place.phone) if place.phone else ""
    form = ReachForm(data={"phone": phone, "website": place.website or ""})
    return _form_page(kept, place, part=PlacePart.REACH, form=form)


@blueprint.post("/<listing_id>/places/<place_id>/reach")
@needs(Right.EDIT_LISTING)
def place_reach_saved(listing_id: str, place_id: str) -> Response:
    """Save it, once what is odd about it was seen."""
    kept, place = _kept_place(listing_id, place_id)
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

    return _saved(kept, place, save=save, part=PlacePart.REACH, form=form)


@blueprint.get("/<listing_id>/places/<place_id>/hours")
@needs(Right.EDIT_LISTING)
def place_hours(listing_id: str, place_id: str) -> str | Response:
    """Ask when patients are seen."""
    kept, place = _kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return _by_clinic(kept, place)
    return _form_page(kept, place, part=PlacePart.HOURS, form=HoursForm.filled(place.hours))


@blueprint.post("/<listing_id>/places/<place_id>/hours")
@needs(Right.EDIT_LISTING)
def place_hours_saved(listing_id: str, place_id: str) -> Response:
    """Save it."""
    kept, place = _kept_place(listing_id, place_id)
    form = HoursForm.filled(place.hours, typed())
    if not form.read(country=place.country):
        return stay(_form_page(kept, place, part=PlacePart.HOURS, form=form))

    def save(act: Act) -> None:
        seen = request.form.get("seen", "")
        save_hours(act, kept.id, place_id=place.id, hours=form.spans, seen=seen)

    return _saved(kept, place, save=save, part=PlacePart.HOURS, form=form)


@blueprint.get("/<listing_id>/places/<place_id>/access")
@needs(Right.EDIT_LISTING)
def place_access(listing_id: str, place_id: str) -> str | Response:
    """Ask what a place offers."""
    kept, place = _kept_place(listing_id, place_id)
    if place.kept_by_clinic:
        return _by_clinic(kept, place)
    return _form_page(kept, place, part=PlacePart.ACCESS, form=AccessForm.filled(place))


@blueprint.post("/<listing_id>/places/<place_id>/access")
@needs(Right.EDIT_LISTING)
def place_access_saved(listing_id: str, place_id: str) -> Response:
    """Save it."""
    kept, place = _kept_place(listing_id, place_id)
    form = AccessForm.filled(place, typed())
    if not form.validate():
        return stay(_form_page(kept, place, part=PlacePart.ACCESS, form=form))

    def save(act: Act) -> None:
        save_access(
            act,
            kept.id,
            place_id=place.id,
            access=form.chosen(),
            parking=form.parking.data or "",
            seen=request.form.get("seen", ""),
        )

    return _saved(kept, place, save=save, part=PlacePart.ACCESS, form=form)


@blueprint.get("/<listing_id>/places/<place_id>/end")
@needs(Right.EDIT_LISTING)
def place_end(listing_id: str, place_id: str) -> str:
    """Ask for the last day, or whether the place is to go."""
    kept, place = _kept_place(listing_id, place_id)
    form = EndForm(data={"ended_on": place.ended_on})
    return _form_page(kept, place, part=PlacePart.END, form=form)


@blueprint.post("/<listing_id>/places/<place_id>/end")
@needs(Right.EDIT_LISTING)
def place_ended(listing_id: str, place_id: str) -> Response:
    """Save the last day."""
    kept, place = _kept_place(listing_id, place_id)
    form = EndForm(typed())
    if not form.validate():
        return stay(_form_page(kept, place, part=PlacePart.END, form=form))

    def save(act: Act) -> None:
        day: Any = form.ended_on.read
        seen = request.form.get("seen", "")
        end_place(act, kept.id, place_id=place.id, last_day=day, seen=seen)

    return _saved(kept, place, save=save, part=PlacePart.END, form=form)


@blueprint.post("/<listing_id>/places/<place_id>/remove")
@needs(Right.EDIT_LISTING)
def place_removed(listing_id: str, place_id: str) -> Response:
    """Remove a place; where patients could have seen it, it ends today and its history stays."""
    kept, place = _kept_place(listing_id, place_id)
    with services().office.act(actor()) as act:
        remove_place(act, kept.id, place_id=place.id)
    return _to_places(kept)


def _kept_place(listing_id: str, place_id: str) -> tuple[Kept, OwnPlace]:
    kept = listing(listing_id)
    place = facts_of(kept).place(number_in(place_id))
    if place is None:
        abort(404)
    return kept, place


def _saved(
    kept: Kept,
    place: OwnPlace,
    *,
    save: Callable[[Act], None],
    part: PlacePart = PlacePart.POINT,
    form: Any = None,  # noqa: ANN401  (whichever the page has)
    again: Callable[[], str] | None = None,
) -> Response:
    """Save a part of a place, or show its page again with what is in the way."""
    try:
        with services().office.act(actor()) as act:
            save(act)
    except ToNotice as notice:
        form.noticed.data = " ".join(fault.code.value for fault in notice.faults)
        told = warnings(notice.faults, country=place.country)
        return stay(_form_page(kept, place, part=part, form=form, told=told))
    except EntryFaulty as faulty:
        put_at_fields(form, faulty.faults, country=place.country)
        return stay(_form_page(kept, place, part=part, form=form))
    except Stale:
        if again is not None:
            return stay(again(), CHANGED)
        now = facts_of(kept).place(place.id) or place
        return stay(_form_page(kept, now, part=part, form=form, changed=True), CHANGED)
    except KeptByClinic:
        return _by_clinic(kept, place)
    except NoSuchPlace:
        abort(404)
    return _to_places(kept)


def _form_page(
    kept: Kept,
    place: OwnPlace,
    *,
    part: PlacePart,
    form: Any,  # noqa: ANN401
    changed: bool = False,
    told: tuple[tuple[str, str], ...] = (),
) -> str:
    return render_template(
        f"practitioner/place_{part.value}.html",
        kept=kept,
        place=place,
        form=form,
        seen=_seen(place, part, changed=changed),
        changed=[place_row(place, part)] if changed else [],
        told=told,
    )


def _address_page(
    kept: Kept,
    place: OwnPlace | None,
    *,
    form: Any,
    changed: bool = False,
) -> str:
    rows = [] if place is None or not changed else [place_row(place, PlacePart.ADDRESS)]
    return render_template(
        "practitioner/place_address.html",
        kept=kept,
        place=place,
        form=form,
        seen="" if place is None else _seen(place, PlacePart.ADDRESS, changed=changed),
        changed=rows,
    )


def _point_page(
    kept: Kept,
    place: OwnPlace,
    *,
    given: Any,
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
        seen=_seen(place, PlacePart.POINT, changed=True),
        changed=[place_row(place, PlacePart.POINT)] if changed else [],
    )
    return page, looked.passes


def _seen(place: OwnPlace, part: PlacePart, *, changed: bool) -> str:
    now = fingerprint(place_part(place, part))
    return now if changed else request.form.get("seen") or now


def _by_clinic(kept: Kept, place: OwnPlace) -> Response:
    page = render_template("practitioner/place_by_clinic.html", kept=kept, place=place)
    return stay(page, CHANGED)


def _to_point(kept: Kept, placed: Placed) -> Response:
    if placed.held:
        return _to_places(kept)
    place = facts_of(kept).place(placed.id)
    if place is not None:
        refine(kept, place)
    to = url_for("practitioner.place_point", listing_id=kept.key, place_id=ids.encode(placed.id))
    return redirect(to, 303)  # type: ignore[return-value]


def _to_places(kept: Kept) -> Response:
    to = url_for("practitioner.locations", listing_id=kept.key)
    return redirect(to, 303)  # type: ignore[return-value]
