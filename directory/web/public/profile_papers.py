"""A profile on one sheet of paper, and as a card for an address book."""

from typing import TYPE_CHECKING

from flask import Response, abort, redirect, render_template, url_for

from directory.domain import ids
from directory.queries.profiles import ProfileView, profile
from directory.web.presenters import ProfilePage, words
from directory.web.presenters.linked_data import vcard
from directory.web.public.merged import merged
from directory.web.public.searching import around_here, emergency
from directory.web.public.views import blueprint
from directory.web.wiring import services

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse


@blueprint.get("/practitioners/<public_id>/handout")
def handout(public_id: str) -> "AnyResponse | str":
    """Show what to take along: how to reach them, what was checked, what to ask."""
    view = _listed(public_id)
    if not isinstance(view, ProfileView):
        return view
    kept = services()
    return render_template(
        "public/handout.html",
        page=ProfilePage(view, around_here(), rules=kept.shelf.read(kept.database).rules),
        back=url_for("public.profile", public_id=view.id, slug=view.slug),
        address=profile_address(view),
        emergency=emergency(view.locations[0].country),
    )


@blueprint.get("/practitioners/<public_id>/contact.vcf")
def contact(public_id: str) -> "AnyResponse":
    """Give a card for an address book."""
    view = _listed(public_id)
    if not isinstance(view, ProfileView):
        return view
    content = vcard(view, address=profile_address(view), language=words.language_here())
    response = Response(content, mimetype="text/vcard")
    response.headers["Content-Disposition"] = f'attachment; filename="{view.slug}.vcf"'
    return response


def profile_address(view: ProfileView) -> str:
    """Give the whole address of a profile."""
    site = services().settings.base_url.rstrip("/")
    return site + url_for("public.profile", public_id=view.id, slug=view.slug)


def _listed(public_id: str) -> "ProfileView | AnyResponse":
    # Whoever kept an old address is led to what there is to say of this person.
    try:
        number = ids.decode(public_id)
    except ValueError:
        abort(404)
    kept = services()
    view = profile(kept.database, number, now=kept.now())
    if view is None:
        return merged(number) or abort(404)
    if not view.listed:
        return redirect(url_for("public.profile_page", public_id=view.id))
    return view
