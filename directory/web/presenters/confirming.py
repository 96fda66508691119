"""What the owner of a listing is asked to confirm, and what follows if nothing is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.domain.attesting import consequences
from directory.domain.clock import local_day
from directory.web.presenters import stated, words
from directory.web.speech import gettext

if TYPE_CHECKING:
    from datetime import date, datetime

    from directory.queries.confirmable import Confirmable, Place


def facts_said(facts: Confirmable) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give each fact as a term and its lines; what is not stated says so."""
    language = words.language_here()
    rows = [
        (gettext("Name"), (facts.name,)),
        *((gettext("Where to go"), _place(place)) for place in facts.places),
        (
            gettext("Says they see people with"),
            (words.says_they_see(facts.headaches, language) if facts.headaches else "",),
        ),
        (gettext("Languages"), (words.languages(facts.languages, language),)),
    ]
    return tuple((term, tuple(filter(None, said)) or (_unsaid(),)) for term, said in rows)


def follows(facts: Confirmable, *, at: datetime) -> tuple[str, ...]:
    """Say what patients will read, and from when, if nobody confirms the listing."""
    if facts.attested_on is None:
        return ()
    today, language = local_day(at, facts.time_zone), words.language_here()
    after = consequences(
        facts.attested_on, new_patients_confirmed_on=facts.new_patients_confirmed_on
    )

    def by(day: date) -> str:
        return words.day(day, language)

    said = []
    if after.known is not None and after.known >= today:
        said.append(
            gettext(
                "After %(day)s, patients read “Not known if taking new patients”.",
                day=by(after.known),
            )
        )
    if after.in_doubt >= today:
        said.append(
            gettext(
                "After %(day)s, your listing says since when its details are not confirmed.",
                day=by(after.in_doubt),
            )
        )
    if after.shown >= today:
        said.append(
            gettext(
                "After %(day)s, patients do not find you. What we checked stays as it is.",
                day=by(after.shown),
            )
        )
    return tuple(said)


def _place(place: Place) -> tuple[str, ...]:
    street = place.street or ""
    town = f"{place.city}, {place.region} {place.postal_code}"
    return (
        ", ".join(filter(None, (place.name, street, town))),
        words.telephone(place.phone) if place.phone else gettext("No telephone number on record"),
        *(f"{days}: {times}" for days, times in stated.hours(place.hours)),
    )


def _unsaid() -> str:
    return gettext("Not stated")
