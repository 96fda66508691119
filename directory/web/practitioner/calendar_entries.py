"""Deadlines in the words of a calendar; it tells whose they are and never a number."""

from collections.abc import Mapping
from typing import Final

from flask import url_for

from directory.adapters.calendars import Entry
from directory.domain import ids
from directory.domain.calendar_days import DayKind, alarms
from directory.queries.deadlines import Dated
from directory.web.speech import gettext

_PAGES: Final[Mapping[DayKind, str]] = {
    DayKind.CONFIRM: "practitioner.facts_page",
    DayKind.LICENCE_ENDS: "practitioner.licences",
    DayKind.AUTHORIZATION_ENDS: "practitioner.licences",
    DayKind.CERTIFICATION_ENDS: "practitioner.certifications",
    DayKind.LOOKED_AT_AGAIN: "practitioner.licences",
}


def entry_of(dated: Dated, *, base_url: str) -> Entry:
    """Write a deadline as an entry of a calendar."""
    deadline = dated.deadline
    title, text = _said(dated)
    page = url_for(_PAGES[deadline.kind], listing_id=ids.encode(deadline.practitioner_id))
    return Entry(
        key=f"{deadline.kind.value.replace('_', '-')}-{ids.encode(deadline.about)}",
        day=deadline.day,
        title=title,
        text=text,
        url=f"{base_url}{page}",
        alarms=alarms(deadline.kind),
    )


def _said(dated: Dated) -> tuple[str, str]:
    person, what = dated.person, dated.what
    match dated.deadline.kind:
        case DayKind.CONFIRM:
            return (
                gettext("Confirm the listing: %(person)s", person=person),
                gettext("After this day patients read “Not known if taking new patients”."),
            )
        case DayKind.LICENCE_ENDS:
            return (
                gettext(
                    "Last day of the license in %(region)s: %(person)s", region=what, person=person
                ),
                gettext("Renewed? Add the new date. You can do so before the old one ends."),
            )
        case DayKind.AUTHORIZATION_ENDS:
            return (
                gettext(
                    "Last day of the needling entry in %(region)s: %(person)s",
                    region=what,
                    person=person,
                ),
                gettext("Renewed? Add the new date. You can do so before the old one ends."),
            )
        case DayKind.CERTIFICATION_ENDS:
            return (
                gettext("Last day of %(name)s: %(person)s", name=what, person=person),
                gettext("Renewed? Add the new date. You can do so before the old one ends."),
            )
        case DayKind.LOOKED_AT_AGAIN:
            return (
                gettext(
                    "We look at the register in %(region)s again by today: %(person)s",
                    region=what,
                    person=person,
                ),
                gettext("There is nothing that you have to do."),
            )
