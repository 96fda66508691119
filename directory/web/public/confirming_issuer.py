"""An issuer says by the link of a letter whether a credential is on its record."""

from typing import Final

from flask import redirect as to
from flask import render_template, request, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf

from directory.domain.entry.licences import LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.issuers import MOST_WHO, MOST_WORDS, words_needed
from directory.domain.vocabulary import IssuerAnswer
from directory.queries.issuer_requests import AskedView, asked_by_link
from directory.queries.links import LinkDead
from directory.web.entry_validators import one_line
from directory.web.languages import language
from directory.web.presenters import words
from directory.web.presenters.own_credentials import title
from directory.web.presenters.plain import PlainPage
from directory.web.public.views import blueprint
from directory.web.same_site import from_this_site
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import Words, words_in
from directory.workflows.issuer_requests import answer_by_link

GONE: Final = 410


class AnswerForm(Form):
    """What an issuer's record says, and who looked."""

    answer = RadioField(
        lazy_gettext("What does your record say?"),
        choices=[
            SelectChoice(
                IssuerAnswer.CONFIRMED.value, lazy_gettext("It is on our record as it stands here")
            ),
            SelectChoice(
                IssuerAnswer.DIFFERS.value,
                lazy_gettext("It is on our record, and something differs"),
            ),
            SelectChoice(IssuerAnswer.NOT_ON_RECORD.value, lazy_gettext("It is not on our record")),
        ],
        validators=[
            AnyOf(
                [each.value for each in IssuerAnswer],
                message=lazy_gettext("Choose what your record says"),
            )
        ],
        validate_choice=False,
    )
    words = TextAreaField(
        lazy_gettext("What differs, or what else we need to know (optional)"),
        description=lazy_gettext("Up to 1,000 characters."),
        validators=[Words(longest=MOST_WORDS)],
    )
    by = StringField(
        lazy_gettext("Your name and what you do there"),
        description=lazy_gettext("For example Kim Doe, registrar. It is not made public."),
        validators=[one_line("name", longest=MOST_WHO, required=True)],
    )

    def is_whole(self) -> bool:
        """Hold the form to its fields, and to each other."""
        if not self.validate():
            return False
        if words_needed(IssuerAnswer(self.answer.data), words_in(self.words)):
            self.words.errors = [gettext("Say what differs")]
            return False
        return True


@blueprint.get("/confirm")
def confirm_credential() -> str | tuple[str, int]:
    """Show what an issuer is asked; looking changes nothing."""
    token = request.args.get("token", "")
    asked = _asked(token)
    return _dead() if asked is None else _page(asked, AnswerForm(), token=token)


@blueprint.post("/confirm")
def credential_confirmed() -> AnyResponse | tuple[str, int]:
    """Take the answer; the link is used up by it."""
    if not from_this_site():
        return render_template("errors/another_site.html"), 400
    token, form = request.form.get("token", ""), AnswerForm(typed())
    asked = _asked(token)
    if asked is None:
        return _dead()
    if not form.is_whole():
        return _page(asked, form, token=token), 422
    try:
        answer_by_link(
            services().office,
            token,
            answer=IssuerAnswer(form.answer.data),
            by=form.by.read,  # type: ignore[attr-defined]
            words=words_in(form.words),
        )
    except LinkDead:
        return _dead()
    return to(url_for("public.confirmed"), 303)


@blueprint.get("/confirm/done")
def confirmed() -> str:
    """Say that it is noted."""
    page = PlainPage(gettext("Thank you. Your answer is noted"))
    return render_template("public/confirmed.html", page=page)


def _asked(token: str) -> AskedView | None:
    kept = services()
    try:
        with kept.database.reading() as connection:
            return asked_by_link(connection, token, at=kept.clock())
    except LinkDead:
        return None


def _page(asked: AskedView, form: AnswerForm, *, token: str) -> str:
    return render_template(
        "public/confirm_credential.html",
        page=PlainPage(gettext("Is this on your record?")),
        form=form,
        asked=asked,
        rows=rows_of(asked),
        token=token,
        until=words.day(asked.ends_at.date(), language()),
    )


def rows_of(asked: AskedView) -> list[tuple[str, str]]:
    """Give what the issuer compares with its record, term by term."""
    entry, spoken = asked.entry, language()
    rows = [(gettext("Name"), asked.name), (gettext("What"), title(entry))]
    match entry:
        case TrainingEntry():
            done = entry.completed
            completed = words.day(done.on, spoken) if done.on else str(done.year)
            total = entry.hours.total
            hours = "" if total is None else f"{total:g}"
            rows += [
                (gettext("Provider"), entry.provider),
                (gettext("Completed"), completed),
                (gettext("Hours"), hours),
            ]
        case _:
            body = entry.body if isinstance(entry, CertificationEntry) else ""
            first = entry.first_licensed_on if isinstance(entry, LicenceEntry) else None
            rows += [
                (gettext("Issued by"), body),
                (gettext("Number"), entry.number or ""),
                (gettext("First licensed"), words.day(first, spoken) if first else ""),
                (gettext("Issued"), words.day(entry.issued, spoken) if entry.issued else ""),
                (gettext("Ends"), words.day(entry.expires, spoken) if entry.expires else ""),
            ]
    return [(term, text) for term, text in rows if text]


def _dead() -> tuple[str, int]:
    page = PlainPage(gettext("This link does not work any more"))
    return render_template("public/confirm_dead.html", page=page), GONE
