"""Accounts of invented people, so that whoever looks around can play every part."""

from typing import Final

from sqlalchemy import Connection, delete, insert, or_, select, update

from directory.domain.vocabulary import ActorKind, Country
from directory.models.accounts import Account, AccountProposal, AccountRole
from directory.models.practitioners import Practitioner
from directory.models.reviews import ProposedStep
from directory.workflows.demo.chance import stream
from directory.workflows.demo.people import draw_name, draw_person, identifier_of, story_of
from directory.workflows.demo.scene import Scene
from directory.workflows.demo.stories import Outcome
from directory.workflows.demo.words import read_words

_PLAYED: Final = (
    ("practitioner", ActorKind.OWNER),
    ("reviewer-1", ActorKind.REVIEWER),
    ("reviewer-2", ActorKind.REVIEWER),
    ("administrator-1", ActorKind.ADMINISTRATOR),
    ("administrator-2", ActorKind.ADMINISTRATOR),
)
"""Two of each part that a second one has to agree with."""
_HOME: Final = (Country.US, "CO")


def write_accounts(connection: Connection, scene: Scene, *, practitioners: int) -> None:
    """Open the accounts; the practitioner's holds the listing of the first person who is found."""
    owned = next(
        (each for each in range(practitioners) if _is_found(scene, each)),
        None,
    )
    for place, (part, role) in enumerate(_PLAYED):
        # People are numbered from 0 up, accounts from -1 down.
        number = identifier_of(scene.seed, -1 - place)
        person = draw_person(scene, owned) if owned is not None and place == 0 else None
        connection.execute(
            insert(Account).values(
                id=number,
                email=f"{part}@people.example",
                name=_name(scene, part)
                if person is None
                else f"{person.given_name} {person.family_name}",
                language="en",
                synthetic=True,
                created_at=scene.at,
                disabled_at=None,
                closed_at=None,
            )
        )
        connection.execute(insert(AccountRole).values(account_id=number, role=role))
        if person is not None:
            connection.execute(
                update(Practitioner).where(Practitioner.id == person.id).values(account_id=number)
            )


def clear_accounts(connection: Connection) -> None:
    """Close every account of an invented person without a trace, and what they proposed."""
    invented = select(Account.id).where(Account.synthetic)
    for table in (AccountProposal, ProposedStep):
        connection.execute(
            delete(table).where(
                or_(table.proposed_by.in_(invented), table.settled_by.in_(invented))
            )
        )
    connection.execute(delete(Account).where(Account.synthetic))


def _is_found(scene: Scene, index: int) -> bool:
    return story_of(scene, index).outcome is Outcome.FOUND


def _name(scene: Scene, part: str) -> str:
    rnd = stream(scene.seed, part)
    _, given, family = draw_name(rnd, read_words().cultures[_HOME].draw(rnd))
    return f"{given} {family}"
