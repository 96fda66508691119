"""Which listing an address is about, and in which part somebody keeps that very one."""

from flask import Response, abort, g, render_template, request

from directory.domain import ids
from directory.domain.accounts.rights import RIGHTS
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.queries.keeping import Kept, kept
from directory.web.guards import door_of, here
from directory.web.wiring import services


def listing(listing_id: str) -> Kept:
    """Give the listing of an address; 404 where somebody does not keep it.

    The guard knows the parts that somebody plays anywhere. From here on they act in the part that
    they play for this listing, and 403 where its right is not theirs: an owner is a delegate of
    somebody else's listing, whatever they are of their own.
    """
    number = number_in(listing_id)
    with services().database.reading() as connection:
        found = kept(connection, here().account.id, practitioner_id=number)
    if found is None:
        abort(404)
    door = door_of(request.endpoint or "")
    parts = RIGHTS[door.right].parts if door is not None and door.right is not None else frozenset()
    if found.part not in parts:
        roles = [each for each in ActorKind if each in parts]
        abort(Response(render_template("errors/403.html", roles=roles), 403))
    g.actor = Actor(found.part, here().account.id)
    return found


def number_in(text: str) -> int:
    """Read an identifier in an address; 404 where it is none."""
    try:
        return ids.decode(text)
    except ValueError:
        abort(404)
