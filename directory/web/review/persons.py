"""What administrators do to one account, and what they propose to be done to it."""

from collections.abc import Callable
from functools import partial

from flask import Response, abort

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import ProposalKind
from directory.queries.staff import PersonView
from directory.queries.staff import person as find
from directory.web.guards import here, needs
from directory.web.review.steps import Step, asked_or_taken
from directory.web.review.wing import blueprint
from directory.web.review.words import person_named, role_named
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.accounts import staff
from directory.workflows.accounts.proposals import propose
from directory.workflows.accounts.staff import NoSuchPerson


@blueprint.route("/people/<account>/role/<role>/take", methods=["GET", "POST"])
@needs(Right.TAKE_ROLE)
def take_role(account: str, role: str) -> str | Response:
    """End a part that an account plays."""
    person = _found(account)
    held = next((each for each in person.roles if each == role), None) or abort(404)
    step = Step(
        heading=gettext("End a part"),
        about=gettext(
            "%(who)s will not be %(role)s any more.",
            who=person_named(person),
            role=role_named(held),
        ),
        follows=gettext("They are signed out everywhere at once, and get a letter."),
        button=gettext("End the part"),
    )
    return _taken(step, partial(staff.take_role, account_id=person.id, role=held))


@blueprint.route("/people/<account>/disable", methods=["GET", "POST"])
@needs(Right.DISABLE_ACCOUNT)
def disable(account: str) -> str | Response:
    """Lock an account."""
    person = _found(account)
    step = Step(
        heading=gettext("Lock an account"),
        about=person_named(person),
        follows=gettext(
            "They are signed out everywhere at once, and nobody can sign in. They get a letter. "
            "To open the account again takes two administrators."
        ),
        button=gettext("Lock the account"),
    )
    return _taken(step, partial(staff.disable, account_id=person.id))


@blueprint.route("/people/<account>/enable", methods=["GET", "POST"])
@needs(Right.PROPOSE)
def enable(account: str) -> str | Response:
    """Propose to open a locked account."""
    person = _found(account)
    step = Step(
        heading=gettext("Propose to open a locked account"),
        about=person_named(person),
        follows=gettext("Another administrator has to confirm it."),
        button=gettext("Propose it"),
    )
    kind = ProposalKind.ENABLE_ACCOUNT
    return _taken(step, partial(propose, kind=kind, email=person.email))


@blueprint.route("/people/<account>/reset", methods=["GET", "POST"])
@needs(Right.PROPOSE)
def reset(account: str) -> str | Response:
    """Propose to remove every way to sign in, for somebody who has lost theirs."""
    person = _found(account)
    step = Step(
        heading=gettext("Propose to remove every way to sign in"),
        about=person_named(person),
        follows=gettext(
            "For somebody who has lost passkey, app and codes. Another administrator has to "
            "confirm it; then that person gets a letter with a link to begin anew."
        ),
        button=gettext("Propose it"),
    )
    kind = ProposalKind.RESET_METHODS
    return _taken(step, partial(propose, kind=kind, email=person.email))


def _taken(step: Step, take: Callable[..., object]) -> str | Response:
    try:
        return asked_or_taken(step, lambda act: take(act, here()))
    except NoSuchPerson:
        # Their part was ended in this moment.
        abort(404)


def _found(account: str) -> PersonView:
    try:
        number = ids.decode(account)
    except ValueError:
        abort(404)
    with services().database.reading() as connection:
        return find(connection, number) or abort(404)
