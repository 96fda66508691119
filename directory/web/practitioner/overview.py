"""What somebody keeps: listings and clinics, each with where it stands."""

from flask import render_template

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import ActorKind
from directory.queries.claims import claims_of
from directory.queries.keeping import kept_by
from directory.web.guards import here, needs
from directory.web.practitioner.wing import blueprint
from directory.web.wiring import services


@blueprint.get("/")
@needs(Right.BEGIN_LISTING)
def overview() -> str:
    """Show what somebody keeps and claims, and how to begin."""
    with services().database.reading() as connection:
        listings = kept_by(connection, here().account.id)
        claims = claims_of(connection, here().account.id)
    return render_template(
        "practitioner/overview.html",
        listings=listings,
        claims=claims,
        owns=any(each.part is ActorKind.OWNER and each.left_at is None for each in listings),
        DELEGATE=ActorKind.DELEGATE,
    )
