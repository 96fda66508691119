"""Beginning a listing: one's name, and from there on one thing a page."""

from flask import Response, redirect, render_template, request, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.entry.persons import PersonEntry
from directory.domain.vocabulary import Country, Profession
from directory.queries.keeping import kept_by
from directory.web.entry_validators import put_at_fields
from directory.web.guards import actor, here, needs, stay
from directory.web.practitioner.looking_up import lookups
from directory.web.practitioner.starting_forms import BeginForm
from directory.web.practitioner.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.admission import EntryFaulty
from directory.workflows.beginning import BegunAlready, begin_listing


@blueprint.get("/begin")
@needs(Right.BEGIN_LISTING)
def begin_page() -> str | Response:
    """Ask for the name."""
    with services().database.reading() as connection:
        own = [each for each in kept_by(connection, here().account.id) if each.part == "owner"]
    if own:
        return _to_tasks(own[0].id)
    given, _, family = here().account.name.rpartition(" ")
    profession = request.args.get("profession", "")
    form = BeginForm(data={"given_name": given, "family_name": family, "profession": profession})
    return _begin_page(form)


@blueprint.post("/begin")
@needs(Right.BEGIN_LISTING)
def begun() -> Response:
    """Begin the listing."""
    form = BeginForm(typed())
    if not form.validate():
        return stay(_begin_page(form))
    try:
        with services().office.act(actor()) as act:
            entered = begin_listing(
                act,
                here().account.id,
                entry=PersonEntry(
                    given_name=form.given_name.data or "", family_name=form.family_name.data or ""
                ),
                lookups=lookups(),
                profession=_profession(form.profession.data or ""),
            )
    except EntryFaulty as faulty:
        put_at_fields(form, faulty.faults, country=Country.US)
        return stay(_begin_page(form))
    except BegunAlready as before:
        return _to_tasks(before.practitioner_id)
    return _to_tasks(entered.id)


def _begin_page(form: BeginForm) -> str:
    return render_template("practitioner/begin.html", form=form)


def _profession(text: str) -> Profession | None:
    return Profession(text) if text in set(Profession) else None


def _to_tasks(practitioner_id: int) -> Response:
    place = url_for("practitioner.tasks", listing_id=ids.encode(practitioner_id))
    return redirect(place, 303)  # type: ignore[return-value]
