"""Nobody decides about a listing on whose side they stand."""

from directory.domain.vocabulary import ActorKind
from directory.queries.own_files import is_own
from directory.workflows.acts import Act


class OwnFile(Exception):
    """Whoever acts stands on the side of the listing, or is no reviewer."""


def guard_own(act: Act, practitioner_id: int) -> None:
    """Let reviewers act on the file of somebody else; raises `OwnFile`."""
    if act.actor.kind is not ActorKind.REVIEWER or stands_on_its_side(act, practitioner_id):
        raise OwnFile


def stands_on_its_side(act: Act, practitioner_id: int) -> bool:
    """Say whether whoever acts stands on a listing's side."""
    return is_own(act.session.connection(), practitioner_id, account_id=act.actor.account)
