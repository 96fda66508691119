"""Showing and saving one part of a listing: what is wrong is said at its field, nothing is lost."""

from typing import Final

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext

from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.entry.own_parts import PATIENTS, PERSON, Part, part_of
from directory.queries.keeping import Kept
from directory.queries.own_facts import OwnFacts, facts_of_listing
from directory.web.entry_validators import put_at_fields
from directory.web.guards import actor, stay
from directory.web.practitioner.fact_rows import TERMS, row
from directory.web.practitioner.looking_up import lookups
from directory.web.practitioner.part_forms import FORMS, PartForm
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.admission import EntryFaulty
from directory.workflows.editing_persons import revise

CHANGED: Final = 409
IN_ORDER: Final = "on"
"""Says that somebody goes through the pages one after another."""
LEADS: Final = {
    Part.NAME: lazy_gettext(
        "The name that patients see. It is compared with the one on your license."
    ),
    Part.FORMER_NAMES: lazy_gettext(
        "If a license or certificate shows another name of yours, add that name here."
    ),
    Part.PROFESSIONS: lazy_gettext("Choose each profession that you hold a license for."),
    Part.NPI: lazy_gettext(
        "The National Provider Identifier is given in the United States. It is optional."
    ),
    Part.HEADACHES: lazy_gettext(
        "Patients search by these. The page reads “says they see people with”, never “treats”."
    ),
    Part.NEW_PATIENTS: lazy_gettext("People with headache ask this first."),
    Part.PAYMENT: lazy_gettext(
        "Tick what you offer. What you leave out is shown as not stated, never as “no”."
    ),
    Part.BIO: lazy_gettext(
        "In your own words: how you work and whom you like to see. "
        "Leave out promises of results and comparisons with others."
    ),
}


def facts_of(kept: Kept) -> OwnFacts:
    """Read what a listing says now."""
    with services().database.reading() as connection:
        found = facts_of_listing(connection, kept.id, today=services().clock().date())
    if found is None:
        abort(404)
    return found


def part_in(text: str, parts: tuple[Part, ...]) -> Part:
    """Read the part that an address names; 404 where it is none of these."""
    try:
        part = Part(text)
    except ValueError:
        abort(404)
    if part not in parts:
        abort(404)
    return part


def show_part(kept: Kept, part: Part) -> str:
    """Show the form of a part with what stands."""
    facts = facts_of(kept)
    return _page(kept, part, form=FORMS[part].filled(facts), facts=facts)


def save_part(kept: Kept, part: Part) -> Response:
    """Save what was typed, or show it again with what is wrong with it."""
    facts = facts_of(kept)
    form: PartForm = FORMS[part].filled(facts, typed())
    if not form.validate():
        return stay(_page(kept, part, form=form, facts=facts))
    try:
        with services().office.act(actor()) as act:
            revised = revise(
                act,
                kept.id,
                part=part,
                changes=form.changes(),
                seen=request.form.get("seen", ""),
                lookups=lookups(),
            )
    except EntryFaulty as faulty:
        put_at_fields(form, faulty.faults, country=facts.country, names=form.at)
        return stay(_page(kept, part, form=form, facts=facts))
    except Stale:
        facts = facts_of(kept)
        return stay(_page(kept, part, form=form, facts=facts, changed=True), CHANGED)
    return redirect(_next(kept, part, held=revised.held), 303)  # type: ignore[return-value]


def section_of(part: Part) -> str:
    """Name the page that shows a part among its neighbors."""
    return "practitioner.person_page" if part in PERSON else "practitioner.patients"


def page_of(part: Part) -> str:
    """Name the page that asks for a part."""
    return "practitioner.person_part" if part in PERSON else "practitioner.patients_part"


def after(part: Part) -> Part | None:
    """Give the part that comes next; None after the last of its section."""
    parts = PERSON if part in PERSON else PATIENTS
    place = parts.index(part) + 1
    return parts[place] if place < len(parts) else None


def _next(kept: Kept, part: Part, *, held: bool) -> str:
    following = after(part)
    if request.form.get(IN_ORDER) and following is not None and not held:
        return url_for(page_of(following), listing_id=kept.key, part=following.value, on=1)
    said = {"held": 1} if held else {}
    return url_for(section_of(part), listing_id=kept.key, **said)  # type: ignore[arg-type]


def _page(
    kept: Kept,
    part: Part,
    *,
    form: PartForm,
    facts: OwnFacts,
    changed: bool = False,
) -> str:
    stands = row(facts, part)
    return render_template(
        "practitioner/part.html",
        kept=kept,
        form=form,
        part=part,
        asks=str(TERMS[part]),
        lead=LEADS.get(part, ""),
        seen=fingerprint(part_of(facts, part)) if changed else _seen(facts, part),
        changed=[(stands.term, stands.text)] if changed else [],
        section=section_of(part),
        going_on=request.values.get(IN_ORDER, ""),
        skip=after(part),
        page=page_of(part),
    )


def _seen(facts: OwnFacts, part: Part) -> str:
    """Keep what the form saw first, so that a mistake in between does not hide a change."""
    return request.form.get("seen") or fingerprint(part_of(facts, part))
