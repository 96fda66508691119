"""Answering a reviewer's question, and appealing against a decision."""

import re
from dataclasses import dataclass
from typing import Final

from flask import Response, abort, redirect, render_template
from flask_babel import lazy_gettext
from wtforms import Form, HiddenField, TextAreaField

from directory.domain.accounts.rights import Right
from directory.domain.decisions import Decision
from directory.domain.entry.faults import Weight
from directory.domain.reasons import Reason
from directory.domain.verification import STEPS, Action, Appeal
from directory.domain.vocabulary import CredentialKind
from directory.letters.reasons import REASONS
from directory.queries.keeping import Kept
from directory.queries.own_credentials import OwnCredential, credentials_of_listing
from directory.web.entry_sentences import sentence
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.doors import to
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.presenters.own_credentials import country_of, lines, title
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import Words, words_in
from directory.workflows.admission import EntryFaulty
from directory.workflows.verification import StepRefused, take_step

_NUMBER: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
LISTS: Final = {
    CredentialKind.LICENCE: "licences",
    CredentialKind.AUTHORIZATION: "licences",
    CredentialKind.TRAINING: "trainings",
    CredentialKind.CERTIFICATION: "certifications",
}


class AnswerForm(Form):
    """What somebody answers; `version`: what they saw when they did."""

    version = HiddenField()
    words = TextAreaField(
        lazy_gettext("Your answer"),
        description=lazy_gettext("Nothing about patients. Up to 2,000 characters."),
        validators=[Words(lazy_gettext("Write your answer"))],
    )


class AppealForm(Form):
    """Why a decision is wrong."""

    version = HiddenField()
    words = TextAreaField(
        lazy_gettext("What is wrong with the decision"),
        description=lazy_gettext("Say what is different, and where we can see it."),
        validators=[Words(lazy_gettext("Say what is wrong with the decision"))],
    )


@dataclass(frozen=True, slots=True)
class Reply:
    """One of the two: what it does, its form, template and page."""

    action: Action
    form: type[AnswerForm | AppealForm]
    template: str


ANSWER: Final = Reply(Action.ANSWER, AnswerForm, "practitioner/answer.html")
APPEAL: Final = Reply(Action.APPEAL, AppealForm, "practitioner/appeal.html")


@blueprint.get("/<listing_id>/credentials/<kind>/<credential_id>/answer")
@needs(Right.EDIT_CREDENTIALS)
def answer_page(listing_id: str, kind: str, *, credential_id: str) -> str | Response:
    """Show what was asked, and ask for an answer."""
    return _ask(ANSWER, listing(listing_id), kind=kind, credential_id=credential_id)


@blueprint.post("/<listing_id>/credentials/<kind>/<credential_id>/answer")
@needs(Right.EDIT_CREDENTIALS)
def answered(listing_id: str, kind: str, *, credential_id: str) -> Response:
    """Send the answer, and what was changed with it."""
    return _send(ANSWER, listing(listing_id), kind=kind, credential_id=credential_id)


@blueprint.get("/<listing_id>/credentials/<kind>/<credential_id>/appeal")
@needs(Right.EDIT_CREDENTIALS)
def appeal_page(listing_id: str, kind: str, *, credential_id: str) -> str | Response:
    """Show what was decided, and ask what is wrong with it."""
    return _ask(APPEAL, listing(listing_id), kind=kind, credential_id=credential_id)


@blueprint.post("/<listing_id>/credentials/<kind>/<credential_id>/appeal")
@needs(Right.EDIT_CREDENTIALS)
def appealed(listing_id: str, kind: str, *, credential_id: str) -> Response:
    """Appeal."""
    return _send(APPEAL, listing(listing_id), kind=kind, credential_id=credential_id)


def _ask(reply: Reply, kept: Kept, *, kind: str, credential_id: str) -> str | Response:
    found = _found(kept, kind=kind, credential_id=credential_id)
    if not _open(reply, found):
        return _to_status(kept)
    return _page(reply, kept, found=found, form=reply.form(version=str(found.version)))


def _send(reply: Reply, kept: Kept, *, kind: str, credential_id: str) -> Response:
    found = _found(kept, kind=kind, credential_id=credential_id)
    form = reply.form(typed())
    if not form.validate():
        return stay(_page(reply, kept, found=found, form=form))
    seen = _version(form)
    try:
        with services().office.act(actor()) as act:
            take_step(
                act,
                found.kind,
                credential_id=found.id,
                decision=Decision(action=reply.action, version=seen, words=words_in(form.words)),
            )
    except StepRefused:
        return _overtaken(reply, kept, found=found, form=form)
    except EntryFaulty as faulty:
        said = [
            sentence(each, country_of(found.entry)) for each in faulty.faults if _stops(each.weight)
        ]
        return stay(_page(reply, kept, found=found, form=form, stops=" ".join(said)))
    return _to_status(kept)


def _overtaken(
    reply: Reply, kept: Kept, *, found: OwnCredential, form: AnswerForm | AppealForm
) -> Response:
    """Show what stands now beside what was written; where there is nothing to say, the status."""
    now = _found(kept, kind=found.kind.value, credential_id=found.key)
    if not _open(reply, now):
        return _to_status(kept)
    form.version.data = str(now.version)
    changed = gettext("This changed while you wrote. Read it again, and send your words once more.")
    return stay(_page(reply, kept, found=now, form=form, stops=changed), 409)


def _page(
    reply: Reply,
    kept: Kept,
    *,
    found: OwnCredential,
    form: AnswerForm | AppealForm,
    stops: str = "",
) -> str:
    said = found.said
    why = gettext(REASONS[Reason(said.reason)]) if said and said.reason in set(Reason) else ""
    return render_template(
        reply.template,
        kept=kept,
        form=form,
        stops=stops,
        key=found.key,
        kind=found.kind.value,
        title=title(found.entry),
        lines=lines(found.entry),
        why=why,
        words=said.words if said else "",
        list_href=to(LISTS[found.kind], kept),
        files_href=to("files_page", kept, kind=found.kind.value, credential_id=found.key),
    )


def _found(kept: Kept, *, kind: str, credential_id: str) -> OwnCredential:
    number = number_in(credential_id)
    with services().database.reading() as connection:
        every = credentials_of_listing(connection, kept.id)
    return next((e for e in every if (e.kind, e.id) == (kind, number)), None) or abort(404)


def _open(reply: Reply, found: OwnCredential) -> bool:
    appeals = reply.action is Action.APPEAL and found.appeal is not Appeal.NONE
    return (found.state, reply.action) in STEPS and not appeals


def _version(form: AnswerForm | AppealForm) -> int:
    """Read which version was seen; nonsense is one that never was."""
    text = form.version.data or ""
    return int(text) if _NUMBER.fullmatch(text) else -1


def _stops(weight: Weight) -> bool:
    return weight is Weight.ERROR


def _to_status(kept: Kept) -> Response:
    return redirect(to("status", kept), 303)  # type: ignore[return-value]
