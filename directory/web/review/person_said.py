"""Who a file is about, in words for reviewers: facts, how public they are, and who is like them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from flask import url_for
from flask_babel import lazy_gettext

from directory.domain.entry.looking_over import look_over_person
from directory.domain.vocabulary import Country, PublicNotice
from directory.queries.conflicts import Common, Conflict
from directory.queries.desk_files import DeskFileView
from directory.queries.review_file import ReviewFile
from directory.queries.review_places import ReviewPlace
from directory.web.presenters.words import day, language_here, profession, telephone
from directory.web.review.found_words import Row, rows
from directory.web.speech import gettext, ngettext
from directory.web.wiring import region_name

NPI_REGISTRY: Final = "https://npiregistry.cms.hhs.gov/search"
_MINUTE: Final = 60
NOTICES: Final = {
    PublicNotice.CALL_FIRST: lazy_gettext("Call first; details may be wrong"),
    PublicNotice.BEING_RECHECKED: lazy_gettext("Being checked again"),
}
COMMON: Final = {
    Common.LICENCE_NUMBER: lazy_gettext("The same license number"),
    Common.AUTHORIZATION_NUMBER: lazy_gettext("The same authorization number"),
    Common.CERTIFICATION_NUMBER: lazy_gettext("The same certification number"),
    Common.FILE: lazy_gettext("The very same file"),
    Common.NAME: lazy_gettext("The same name"),
    Common.PHONE: lazy_gettext("The same telephone"),
    Common.ADDRESS: lazy_gettext("The same address"),
}


@dataclass(frozen=True, slots=True)
class Shared:
    """Something in common with others: what, its value, and the name and address of each."""

    what: str
    value: str
    others: tuple[tuple[str, str], ...]


def person_facts(file: ReviewFile) -> tuple[tuple[str, str], ...]:
    """Say who somebody is, and who keeps their listing."""
    countries = {place.country for place in file.places} or {Country.US}
    country = Country.CA if countries == {Country.CA} else Country.US
    trades = sorted(
        profession(each, country, language=language_here()) for each in file.professions
    )
    spoken = language_here()
    told = [
        (gettext("Former names"), ", ".join(file.former_names)),
        (gettext("Profession"), ", ".join(trades)),
        (gettext("NPI"), file.npi or ""),
        (gettext("Kept by"), _keeper(file)),
        (gettext("Reference"), file.reference or ""),
        (gettext("Sent"), day(file.declared_at.date(), spoken) if file.declared_at else ""),
        (
            gettext("Last confirmed"),
            day(file.attested_on, spoken) if file.attested_on else gettext("Not known"),
        ),
        (gettext("Shown to patients"), _publicity(file)),
    ]
    return tuple((term, text) for term, text in told if text)


def _keeper(file: ReviewFile) -> str:
    if file.owner is None:
        return gettext("Nobody yet")
    said = f"{file.names.get(file.owner, '')} ({file.owner_email})"
    others = len(file.keepers - {file.owner})
    if not others:
        return said
    more = ngettext("%(num)s other", "%(num)s others", others)
    return gettext("%(who)s and %(more)s", who=said, more=more)


def _publicity(file: ReviewFile) -> str:
    if file.left_at is not None:
        return gettext("No: they left")
    if file.merged_into is not None:
        return gettext("No: it was a double of another listing")
    if file.paused_at is not None:
        return gettext("No: hidden by the owner")
    if not file.published:
        return gettext("No: not published yet")
    if file.notice is not None:
        return gettext("Yes, with this notice: %(notice)s", notice=str(NOTICES[file.notice]))
    return gettext("Yes, as far as it is checked")


def person_found(file: ReviewFile) -> tuple[Row, ...]:
    """Say what validation finds about the person: their names, and an NPI where there is one."""
    countries = frozenset(place.country for place in file.places)
    found = look_over_person(file.names_borne, file.npi, countries=countries)
    name, *npi = rows(found, Country.US)
    # A name and a number have other words when they are a person's own.
    said = {"good": gettext("The name is written in letters of one kind.")}
    first = Row(name.tone, name.word, said.get(name.tone, name.text))
    if len(found) == 1:
        return (first, *npi)
    number = npi[-1]
    fits = gettext("The NPI is well formed: its last digit fits the others.")
    return (
        first,
        *npi[:-1],
        Row(number.tone, number.word, fits if number.tone == "good" else number.text),
    )


def place_said(place: ReviewPlace, today: date) -> str:
    """Say where somebody sees patients, on one line."""
    street = place.street or ""
    if street and place.street_hidden:
        street = gettext("%(street)s (hidden from patients)", street=street)
    town = f"{place.city}, {region_name(place.country, place.region)} {place.postal_code}"
    ended = ""
    if place.ended_on is not None:
        when = day(place.ended_on, language_here())
        ended = (
            gettext("left on %(day)s", day=when)
            if place.ended_on < today
            else gettext("until %(day)s", day=when)
        )
    parts = (place.name, street, town, telephone(place.phone) if place.phone else "", ended)
    return " · ".join(part for part in parts if part)


def shared(conflicts: tuple[Conflict, ...]) -> tuple[Shared, ...]:
    """Say what is in common, and with whom; a telephone of five colleagues is one line."""
    found: dict[tuple[Common, str], dict[str, str]] = {}
    for each in conflicts:
        found.setdefault((each.what, each.value), {})[each.key] = each.name
    return tuple(
        Shared(
            str(COMMON[what]),
            telephone(value) if what is Common.PHONE else value,
            tuple((name, url_for("review.person", person=key)) for key, name in who.items()),
        )
        for (what, value), who in found.items()
    )


def held_by(desk: DeskFileView, *, me: int, at: datetime) -> tuple[str, ...]:
    """Say who else reads a file, whose it is, and until when it lies aside."""
    told = []
    if desk.opened_at is not None and desk.read_by_another(me, at=at):
        minutes = int((at - desk.opened_at).total_seconds()) // _MINUTE
        told.append(
            ngettext(
                "%(name)s opened this %(num)s minute ago.",
                "%(name)s opened this %(num)s minutes ago.",
                minutes,
                name=desk.opened_name,
            )
        )
    if desk.assigned_to == me:
        told.append(gettext("It is assigned to you."))
    elif desk.assigned_to is not None:
        told.append(gettext("It is assigned to %(name)s.", name=desk.assigned_name))
    if desk.put_off_until is not None and desk.is_put_off(at.astimezone(UTC).date()):
        told.append(gettext("Put off until %(day)s.", day=day(desk.put_off_until, language_here())))
    return tuple(told)
