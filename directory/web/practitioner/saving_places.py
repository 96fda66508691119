"""Showing and saving one part of a place: whatever is in the way is said, nothing is lost."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for

from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.entry.own_parts import PlacePart, place_part
from directory.queries.keeping import Kept
from directory.queries.own_facts import OwnPlace
from directory.web.entry_validators import put_at_fields, warnings
from directory.web.guards import actor, stay
from directory.web.practitioner.fact_rows import place_row
from directory.web.practitioner.saving import CHANGED, facts_of
from directory.web.practitioner.whose import listing, number_in
from directory.web.wiring import services
from directory.workflows.acts import Act
from directory.workflows.admission import EntryFaulty
from directory.workflows.editing_locations import KeptByClinic, NoSuchPlace, ToNotice


def kept_place(listing_id: str, place_id: str) -> tuple[Kept, OwnPlace]:
    kept = listing(listing_id)
    place = facts_of(kept).place(number_in(place_id))
    if place is None:
        abort(404)
    return kept, place


def saved(
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
        return stay(form_page(kept, place, part=part, form=form, told=told))
    except EntryFaulty as faulty:
        put_at_fields(form, faulty.faults, country=place.country)
        return stay(form_page(kept, place, part=part, form=form))
    except Stale:
        if again is not None:
            return stay(again(), CHANGED)
        now = facts_of(kept).place(place.id) or place
        return stay(form_page(kept, now, part=part, form=form, changed=True), CHANGED)
    except KeptByClinic:
        return by_clinic(kept, place)
    except NoSuchPlace:
        abort(404)
    return to_places(kept)


def form_page(
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
        seen=seen(place, part, changed=changed),
        changed=[place_row(place, part)] if changed else [],
        told=told,
    )


def seen(place: OwnPlace, part: PlacePart, *, changed: bool) -> str:
    now = fingerprint(place_part(place, part))
    return now if changed else request.form.get("seen") or now


def by_clinic(kept: Kept, place: OwnPlace) -> Response:
    page = render_template("practitioner/place_by_clinic.html", kept=kept, place=place)
    return stay(page, CHANGED)


def to_places(kept: Kept) -> Response:
    to = url_for("practitioner.locations", listing_id=kept.key)
    return redirect(to, 303)  # type: ignore[return-value]
