"""Taking back a credential: asked once more, with what follows from it."""

from flask import abort, render_template, request
from werkzeug.wrappers import Response

from directory.domain.accounts.rights import Right
from directory.domain.decisions import Decision
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialState
from directory.queries.keeping import Kept
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.credential_lists import Item, on_file
from directory.web.practitioner.drafting import CONFLICT, kind_in
from directory.web.practitioner.leading import LISTS, led_to
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.wiring import services
from directory.workflows.verification import StepRefused, take_step


@blueprint.get("/<listing_id>/credentials/<kind>/<credential_id>/withdraw")
@needs(Right.EDIT_CREDENTIALS)
def withdraw_page(listing_id: str, kind: str, *, credential_id: str) -> str | Response:
    """Ask once more."""
    kept = listing(listing_id)
    item, version = _found(kept, kind, credential_id=credential_id)
    if not item.withdraws:
        return led_to(LISTS[item.kind], kept)
    return _page(kept, item, version=version)


@blueprint.post("/<listing_id>/credentials/<kind>/<credential_id>/withdraw")
@needs(Right.EDIT_CREDENTIALS)
def credential_withdrawn(listing_id: str, kind: str, *, credential_id: str) -> Response:
    """Withdraw it."""
    kept = listing(listing_id)
    item, version = _found(kept, kind, credential_id=credential_id)
    given = request.form.get("version", "")
    if given != str(version):
        # What follows may be another thing by now, so it is said again.
        page = _page(kept, item, version=version, changed=True)
        return stay(page, CONFLICT) if item.withdraws else led_to(LISTS[item.kind], kept)
    try:
        with services().office.act(actor()) as act:
            take_step(
                act,
                item.kind,
                credential_id=number_in(credential_id),
                decision=Decision(action=Action.WITHDRAW, version=version),
            )
    except StepRefused:
        return led_to(LISTS[item.kind], kept)
    return led_to(LISTS[item.kind], kept)


def _found(kept: Kept, kind: str, *, credential_id: str) -> tuple[Item, int]:
    number_in(credential_id)
    found = on_file(kept, (kind_in(kind),))
    item = next((each for each in (*found.items, *found.over) if each.key == credential_id), None)
    own = next((each for each in found.every if each.key == credential_id), None)
    if item is None or own is None:
        abort(404)
    return item, own.version


def _page(kept: Kept, item: Item, *, version: int, changed: bool = False) -> str:
    return render_template(
        "practitioner/withdraw.html",
        kept=kept,
        item=item,
        version=version,
        changed=changed,
        verified=item.state is CredentialState.VERIFIED,
        lists=LISTS[item.kind],
    )
