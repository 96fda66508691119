"""The page that patients will see, as far as it is checked, for those who keep the listing."""

from flask import render_template, request, url_for

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import ActorKind, Country, CredentialState
from directory.queries.keeping import Kept
from directory.queries.own_credentials import credentials_of_listing
from directory.queries.profiles import profile
from directory.web.guards import needs
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.presenters import Around, ProfilePage
from directory.web.presenters.own_credentials import standing, title
from directory.web.speech import gettext
from directory.web.wiring import region_name, services

_OVER = frozenset({CredentialState.VERIFIED, CredentialState.WITHDRAWN, CredentialState.REVOKED})


@blueprint.get("/<listing_id>/preview")
@needs(Right.SEE_LISTING)
def preview(listing_id: str) -> str:
    """Show the public page; nobody else sees this one, and nothing keeps it."""
    kept = listing(listing_id)
    own = services()
    view = profile(own.database, kept.id, now=own.now(), to_keeper=True)
    if view is None:
        return render_template("practitioner/no_preview.html", kept=kept)
    country = view.locations[0].country
    page = ProfilePage(view, _around(), rules=own.shelf.read(own.database).rules)
    chosen = own.settings
    return render_template(
        "practitioner/preview.html",
        kept=kept,
        page=page,
        missing=_missing(kept),
        emergency=chosen.emergency_ca if country is Country.CA else chosen.emergency_us,
    )


def _missing(kept: Kept) -> list[str]:
    """Say what patients do not see yet; a delegate reads of no credential."""
    if kept.part is not ActorKind.OWNER:
        return []
    own = services()
    with own.database.reading() as connection:
        credentials = credentials_of_listing(connection, kept.id)
    today = own.clock().date()
    return [
        gettext(
            "%(title)s: %(standing)s",
            title=title(each.entry),
            standing=standing(each, today).word,
        )
        for each in credentials
        if each.state not in _OVER
    ]


def _around() -> Around:
    root = request.script_root
    return Around(
        now=services().clock(),
        region_name=region_name,
        home_path=url_for("public.home"),
        search_path=url_for("public.search"),
        profile_path=lambda public_id, slug: f"{root}/practitioners/{public_id}/{slug}",
    )
