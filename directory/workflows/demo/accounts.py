"""Accounts of invented people, so that whoever looks around can play every part."""

from typing import Final

from sqlalchemy import Connection, delete, insert, or_, select, update

from directory.domain.references import reference
from directory.domain.vocabulary import ActorKind, Country
from directory.models.accounts import Account, AccountProposal, AccountRole
from directory.models.practitioners import Practitioner
from directory.models.reviews import ProposedStep
from directory.workflows.demo.chance import stream
from directory.workflows.demo.keepers import drop_clinics, keep_for, manage_clinic
from directory.workflows.demo.people import draw_name, draw_person, identifier_of, story_of
from directory.workflows.demo.scene import Scene
from directory.workflows.demo.stories import Claim, Outcome
from directory.workflows.demo.words import read_words

_PLAYED: Final = (
    ("practitioner", ActorKind.OWNER),
    ("reviewer-1", ActorKind.REVIEWER),
    ("reviewer-2", ActorKind.REVIEWER),
    ("administrator-1", ActorKind.ADMINISTRATOR),
    ("administrator-2", ActorKind.ADMINISTRATOR),
    ("practitioner-2", ActorKind.OWNER),
    ("delegate", None),
    ("clinic-manager", None),
)
"""Two of each part that a second one has to agree with, and their roles where a part is one."""
_HOME: Final = (Country.US, "CO")
_BEING_CHECKED: Final = frozenset({Claim.SUBMITTED, Claim.QUERIED})


def write_accounts(connection: Connection, scene: Scene, *, practitioners: int) -> None:
    """Open the accounts of those who can be played.

    The first practitioner owns the listing of the first person who is found, which the delegate
    keeps too; the second one that of the first person whose licence is being checked still.
    """
    stories = {each: story_of(scene, each) for each in range(practitioners)}
    found = next((n for n, told in stories.items() if told.outcome is Outcome.FOUND), None)
    checked = next((n for n, told in stories.items() if told.licence in _BEING_CHECKED), None)
    owned = {"practitioner": found, "practitioner-2": checked}
    for place, (part, role) in enumerate(_PLAYED):
        number = _open(connection, scene, part=part, place=place, owns=owned.get(part))
        if role is not None:
            connection.execute(insert(AccountRole).values(account_id=number, role=role))
        if part == "delegate" and found is not None:
            listing = draw_person(scene, found).id
            keep_for(connection, scene, account=number, listing=listing)
        if part == "clinic-manager":
            manage_clinic(connection, scene, account=number)


def _open(connection: Connection, scene: Scene, *, part: str, place: int, owns: int | None) -> int:
    # People are numbered from 0 up, accounts from -1 down.
    number = identifier_of(scene.seed, -1 - place)
    person = None if owns is None else draw_person(scene, owns)
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
    if person is not None:
        connection.execute(
            update(Practitioner)
            .where(Practitioner.id == person.id)
            .values(account_id=number, declared_at=scene.at, reference=reference(place))
        )
    return number


def clear_accounts(connection: Connection) -> None:
    """Close every account of an invented person without a trace, and what they proposed."""
    invented = select(Account.id).where(Account.synthetic)
    drop_clinics(connection, managers=list(connection.scalars(invented)))
    for table in (AccountProposal, ProposedStep):
        connection.execute(
            delete(table).where(
                or_(table.proposed_by.in_(invented), table.settled_by.in_(invented))
            )
        )
    connection.execute(delete(Account).where(Account.synthetic))


def _name(scene: Scene, part: str) -> str:
    rnd = stream(scene.seed, part)
    _, given, family = draw_name(rnd, read_words().cultures[_HOME].draw(rnd))
    return f"{given} {family}"
