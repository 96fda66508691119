"""Settling what another administrator proposed, and taking back what one proposed oneself."""

from flask import Response, abort

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import ProposalKind
from directory.queries.staff import ProposalView
from directory.queries.staff import proposal as find
from directory.web.guards import here, needs
from directory.web.review.steps import Step, asked_or_taken
from directory.web.review.wing import blueprint
from directory.web.review.words import proposed
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.accounts import proposals


@blueprint.route("/people/proposals/<proposal>/confirm", methods=["GET", "POST"])
@needs(Right.SETTLE_PROPOSAL)
def confirm(proposal: str) -> str | Response:
    """Do what another administrator proposed."""
    found = _found(proposal)
    step = Step(
        heading=gettext("Confirm a proposal"),
        about=_about(found),
        follows=_follows(found.kind),
        button=gettext("Confirm"),
    )
    return asked_or_taken(step, lambda act: proposals.confirm(act, here(), proposal_id=found.id))


@blueprint.route("/people/proposals/<proposal>/refuse", methods=["GET", "POST"])
@needs(Right.SETTLE_PROPOSAL)
def refuse(proposal: str) -> str | Response:
    """Refuse what another administrator proposed."""
    found = _found(proposal)
    step = Step(
        heading=gettext("Refuse a proposal"),
        about=_about(found),
        follows=gettext("Nothing is done. It can be proposed again."),
        button=gettext("Refuse"),
    )
    return asked_or_taken(step, lambda act: proposals.refuse(act, here(), proposal_id=found.id))


@blueprint.route("/people/proposals/<proposal>/withdraw", methods=["GET", "POST"])
@needs(Right.SETTLE_PROPOSAL)
def withdraw(proposal: str) -> str | Response:
    """Take back what one proposed oneself."""
    found = _found(proposal)
    step = Step(
        heading=gettext("Take back a proposal"),
        about=_about(found),
        follows=gettext("Nothing is done. It can be proposed again."),
        button=gettext("Take it back"),
    )
    return asked_or_taken(step, lambda act: proposals.withdraw(act, here(), proposal_id=found.id))


def _found(proposal: str) -> ProposalView:
    try:
        number = ids.decode(proposal)
    except ValueError:
        abort(404)
    with services().database.reading() as connection:
        return find(connection, number) or abort(404)


def _about(found: ProposalView) -> str:
    return gettext("%(what)s. Proposed by %(who)s.", what=proposed(found), who=found.proposer)


def _follows(kind: ProposalKind) -> str:
    match kind:
        case ProposalKind.GRANT_ROLE:
            return gettext(
                "They get a letter with a link. The part is theirs once they accept it with a "
                "passkey."
            )
        case ProposalKind.ENABLE_ACCOUNT:
            return gettext("They can sign in again, by what they signed in with before.")
        case ProposalKind.RESET_METHODS:
            return gettext(
                "Their passkeys, password, app and codes are removed, and they are signed out "
                "everywhere. They get a letter with a link to begin anew. First make sure that it "
                "was they who asked, by a way other than e-mail."
            )
