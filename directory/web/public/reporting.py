"""Reporting a mistake in a listing: one page, what happens next, and what we cannot look into."""

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.domain import ids
from directory.domain.boards import Board
from directory.domain.reports import Trap, trap
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Country, ReportReason
from directory.queries.listing_views import LocationView
from directory.queries.profiles import ProfileView, Publicity, profile
from directory.web.client_address import client_network
from directory.web.languages import language
from directory.web.presenters import words
from directory.web.presenters.plain import PlainPage
from directory.web.public.report_form import (
    ReportForm,
    opened_at,
    opened_now,
    read_sent,
    sent,
)
from directory.web.public.views import blueprint
from directory.web.same_site import from_this_site
from directory.web.speech import gettext, ngettext
from directory.web.typed import typed
from directory.web.wiring import boards, region_name, services
from directory.web.words_typed import words_in
from directory.workflows.accounts.trying import MustWait
from directory.workflows.reports import Given, Received, hold_report, receive, sender_of

_SYSTEM = Actor(ActorKind.SYSTEM, None)


@blueprint.get("/practitioners/<public_id>/report")
def report(public_id: str) -> str:
    """Ask what is wrong."""
    person = _person(public_id)
    return _page(person, _form(person))


@blueprint.post("/practitioners/<public_id>/report")
def reported(public_id: str) -> AnyResponse | str | tuple[str, int]:
    """Take it in; nobody is asked who they are."""
    if not from_this_site():
        return render_template("errors/another_site.html"), 400
    person = _person(public_id)
    form = _form(person, send=True)
    if form.reason.data == ReportReason.SAFETY:
        return redirect(url_for("public.report_unsafe", public_id=person.id), 303)
    if not form.validate():
        return _page(person, form), 422
    kept = services()
    caught = _caught(person, form)
    if caught is not None:
        return _page(person, form, problem=_caught_said(caught)), 422
    try:
        hold_report(kept.gate, client_network())
    except MustWait as wait:
        return _made_to_wait(person, form, wait=wait)
    with kept.office.act(_SYSTEM) as act:
        received = receive(act, ids.decode(person.id), given=_given(form))
    return _to_sent(person, received, answered=bool(form.email.data))


@blueprint.get("/practitioners/<public_id>/report/sent")
def report_sent(public_id: str) -> str:
    """Give the reference, and say what happens next."""
    person = _person(public_id)
    said = read_sent(services().gate.seal, request.args.get("kept", ""))
    if said is None:
        abort(404)
    received, answered = said
    return render_template(
        "public/report_sent.html",
        page=PlainPage(gettext("We have your report"), person.synthetic),
        person=person,
        reference=received.reference,
        due=words.day(received.due_on, language()),
        answered=answered,
    )


@blueprint.get("/practitioners/<public_id>/report/unsafe")
def report_unsafe(public_id: str) -> str:
    """Say who looks into care, since we cannot; nothing is kept."""
    person = _person(public_id)
    place = person.locations[0]
    chosen = services().settings
    return render_template(
        "public/report_unsafe.html",
        page=PlainPage(gettext("We cannot look into care"), person.synthetic),
        person=person,
        region=region_name(place.country, place.region),
        place=place,
        boards=_boards(person.locations),
        emergency=chosen.emergency_ca if place.country is Country.CA else chosen.emergency_us,
    )


def _person(public_id: str) -> ProfileView:
    """Give somebody who is in the directory, also while they are not listed."""
    try:
        number = ids.decode(public_id)
    except ValueError:
        abort(404)
    kept = services()
    view = profile(kept.database, number, now=kept.now())
    if view is None or view.publicity is Publicity.GONE:
        abort(404)
    return view


def _form(person: ProfileView, *, send: bool = False) -> ReportForm:
    form = ReportForm(typed() if send else None)
    form.offer(person.locations)
    return form


def _caught(person: ProfileView, form: ReportForm) -> Trap | None:
    kept = services()
    opened = opened_at(kept.gate.seal, person.id, given=form.opened.data or "")
    return trap(opened, at=kept.clock())


def _caught_said(caught: Trap) -> str:
    if caught is Trap.TOO_QUICK:
        return gettext("You sent this very quickly. Read it through, and send it again.")
    return gettext("This page was open for a long time. Read it through, and send it again.")


def _given(form: ReportForm) -> Given:
    kept = services()
    offered = {value for value, *_ in form.place.iter_choices()} if "place" in form else set()
    place = form.place.data if "place" in form else ""
    return Given(
        reason=ReportReason(form.reason.data),
        words=words_in(form.words) or None,
        email=form.email.read,  # type: ignore[attr-defined]
        language=language(),
        sender=sender_of(kept.gate.seal, client_network(), at=kept.clock()),
        place_id=ids.decode(place) if place and place in offered else None,
    )


def _page(person: ProfileView, form: ReportForm, *, problem: str = "") -> str:
    kept = services()
    opened = opened_at(kept.gate.seal, person.id, given=form.opened.data or "")
    if opened is None or trap(opened, at=kept.clock()) is Trap.TOO_OLD:
        form.opened.process_data(opened_now(kept.gate.seal, person.id, at=kept.clock()))
    title = gettext("Report a mistake in the listing of %(name)s", name=person.name)
    return render_template(
        "public/report.html",
        page=PlainPage(title, person.synthetic),
        person=person,
        form=form,
        problem=problem,
    )


def _made_to_wait(person: ProfileView, form: ReportForm, *, wait: MustWait) -> AnyResponse:
    minutes = -(-wait.seconds // 60)
    said = ngettext(
        "Many reports came from your network in a short while. Wait %(num)s minute and send it"
        " again.",
        "Many reports came from your network in a short while. Wait %(num)s minutes and send it"
        " again.",
        minutes,
    )
    response = Response(_page(person, form, problem=said), 429)
    response.headers["Retry-After"] = str(wait.seconds)
    return response


def _to_sent(person: ProfileView, received: Received, *, answered: bool) -> AnyResponse:
    kept = sent(services().gate.seal, received, answered=answered)
    return redirect(url_for("public.report_sent", public_id=person.id, kept=kept), 303)


def _boards(places: tuple[LocationView, ...]) -> list[Board]:
    """Give the boards of the regions where somebody practises, each once."""
    registers = boards()
    found = {
        board: None
        for place in places
        if place.profession is not None
        for board in registers
        if board.name and board.regulates(place.country, place.region, profession=place.profession)
    }
    return list(found)
