"""Private calendars of deadlines: an address is made, shown once, and ended at will."""

from datetime import UTC
from typing import Final
from urllib.parse import urlsplit

from flask import Response, abort, redirect, render_template, request, url_for

from directory.adapters.calendars import MEDIA_TYPE, write_calendar
from directory.domain.accounts.rights import Right
from directory.queries.feeds import fed, feeds_of
from directory.queries.keeping import Kept
from directory.web.guards import actor, for_everybody, here, needs, stay
from directory.web.practitioner.calendar_entries import entry_of
from directory.web.practitioner.clinic_doors import clinic_at
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.calendar import NoSuchFeed, TooManyFeeds, make_feed, revoke_feed

CONFLICT: Final = 409
_MOST_TOKEN: Final = 100


@blueprint.get("/<listing_id>/calendar")
@needs(Right.SEE_LISTING)
def calendar(listing_id: str) -> str:
    """Show which calendar addresses of this account there are for a listing."""
    return _listing_page(listing(listing_id))


@blueprint.post("/<listing_id>/calendar")
@needs(Right.EDIT_LISTING)
def feed_made(listing_id: str) -> str | Response:
    """Make one, and show it this once."""
    kept = listing(listing_id)
    try:
        with services().office.act(actor()) as act:
            token = make_feed(act, here().account.id, practitioner_id=kept.id)
    except TooManyFeeds:
        return stay(_listing_page(kept, full=True), CONFLICT)
    return _listing_page(kept, token=token)


@blueprint.post("/<listing_id>/calendar/<feed_id>/end")
@needs(Right.EDIT_LISTING)
def feed_revoked(listing_id: str, feed_id: str) -> Response:
    """End one."""
    kept = listing(listing_id)
    _revoke(feed_id)
    to = url_for("practitioner.calendar", listing_id=kept.key)
    return redirect(to, 303)  # type: ignore[return-value]


@blueprint.get("/clinics/<clinic_id>/calendar")
@needs(Right.SEE_CLINIC)
def clinic_calendar(clinic_id: str) -> str:
    """Show which calendar addresses of this account there are for a clinic."""
    return _clinic_page(clinic_id)


@blueprint.post("/clinics/<clinic_id>/calendar")
@needs(Right.EDIT_CLINIC)
def clinic_feed_made(clinic_id: str) -> str | Response:
    """Make one, and show it this once."""
    clinic = clinic_at(clinic_id)
    try:
        with services().office.act(actor()) as act:
            token = make_feed(act, here().account.id, clinic_id=clinic.id)
    except TooManyFeeds:
        return stay(_clinic_page(clinic_id, full=True), CONFLICT)
    return _clinic_page(clinic_id, token=token)


@blueprint.post("/clinics/<clinic_id>/calendar/<feed_id>/end")
@needs(Right.EDIT_CLINIC)
def clinic_feed_revoked(clinic_id: str, feed_id: str) -> Response:
    """End one."""
    clinic = clinic_at(clinic_id)
    _revoke(feed_id)
    to = url_for("practitioner.clinic_calendar", clinic_id=clinic.key)
    return redirect(to, 303)  # type: ignore[return-value]


@blueprint.get("/calendar.ics")
@for_everybody
def feed() -> Response:
    """Answer a calendar to whoever has its address: programs have no session.

    The token stands in the query, which is never written down here.
    """
    token, kept = request.args.get("token", ""), services()
    if not token or len(token) > _MOST_TOKEN:
        abort(404)
    now = kept.clock()
    with kept.database.reading() as connection:
        found = fed(connection, token, today=now.astimezone(UTC).date())
    if found is None:
        abort(404)
    base = kept.settings.base_url
    answer = Response(
        write_calendar(
            gettext("Needling for Headache Directory"),
            (entry_of(each, base_url=base) for each in found),
            host=urlsplit(base).hostname or "localhost",
            at=now,
        ),
        content_type=MEDIA_TYPE,
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return answer


def _revoke(feed_id: str) -> None:
    number = number_in(feed_id)
    try:
        with services().office.act(actor()) as act:
            revoke_feed(act, here().account.id, feed_id=number)
    except NoSuchFeed:
        abort(404)


def _listing_page(kept: Kept, *, token: str = "", full: bool = False) -> str:
    with services().database.reading() as connection:
        feeds = feeds_of(connection, here().account.id, practitioner_id=kept.id)
    return render_template(
        "practitioner/calendar.html",
        kept=kept,
        feeds=feeds,
        address=_address(token),
        full=full,
        ends=lambda each: url_for(
            "practitioner.feed_revoked", listing_id=kept.key, feed_id=each.key
        ),
    )


def _clinic_page(clinic_id: str, *, token: str = "", full: bool = False) -> str:
    clinic = clinic_at(clinic_id)
    with services().database.reading() as connection:
        feeds = feeds_of(connection, here().account.id, clinic_id=clinic.id)
    return render_template(
        "practitioner/clinic_calendar.html",
        clinic=clinic,
        feeds=feeds,
        address=_address(token),
        full=full,
        ends=lambda each: url_for(
            "practitioner.clinic_feed_revoked", clinic_id=clinic.key, feed_id=each.key
        ),
    )


def _address(token: str) -> str:
    if not token:
        return ""
    return f"{services().settings.base_url}{url_for('practitioner.feed', token=token)}"
