"""Stating the whole desk anew: once an hour what differs, and at once for people just written."""

from collections import Counter
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, exists, select

from directory.domain.rules import RuleBook
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models.desk import DeskItem
from directory.models.practitioners import Practitioner
from directory.workflows.acts import Office
from directory.workflows.desk_items import CHUNK, differs, restate_desk, restate_shared

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)


def keep_desk(office: Office) -> Counter[str]:
    """Put right what differs: days have passed, or a row was written by no act."""
    done: Counter[str] = Counter()
    after = -1
    while people := _people(office, after=after):
        after = people[-1]
        if _differs(office, people):
            with office.act(_SYSTEM) as act:
                done["restated"] += restate_desk(
                    act.session.connection(), people, at=act.at, rules=act.book.rules
                )
    with office.act(_SYSTEM) as act:
        connection = act.session.connection()
        done["restated"] += restate_shared(connection, at=act.at)
        done["removed"] += connection.execute(_OF_THE_GONE).rowcount
    return done


def fill_desk(connection: Connection, *, at: datetime, rules: RuleBook) -> int:
    """State the desk for everybody, in the transaction that has just written them."""
    people = list(connection.scalars(select(Practitioner.id).order_by(Practitioner.id)))
    return restate_desk(connection, people, at=at, rules=rules)


_OF_THE_GONE: Final = delete(DeskItem).where(
    DeskItem.practitioner_id.is_not(None),
    ~exists().where(Practitioner.id == DeskItem.practitioner_id),
)


def _people(office: Office, *, after: int) -> list[int]:
    with office.database.reading() as connection:
        query = select(Practitioner.id).where(Practitioner.id > after)
        return list(connection.scalars(query.order_by(Practitioner.id).limit(CHUNK)))


def _differs(office: Office, people: list[int]) -> bool:
    with office.database.reading() as connection:
        rules = office.shelf.book(connection).rules
        return differs(connection, people, at=office.now(), rules=rules)
