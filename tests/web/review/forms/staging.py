"""Where forms of the desk are staged: an app, somebody of staff, and people to act on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from directory.domain import ids
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.workflows.acts import Act, Office
from tests.clock import Clock
from tests.factories import person
from tests.visitors import account, office_of

SYSTEM = Actor(ActorKind.SYSTEM, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that is taken when it is sent; `by`: in which part.

    `entries`: how many it leaves in the log. One, unless another decision follows from it.
    """

    path: str
    fields: dict[str, str | list[str]] = field(default_factory=dict)
    by: ActorKind = ActorKind.REVIEWER
    entries: int = 1


@dataclass(frozen=True, slots=True)
class Staging:
    """Where forms are staged; `me`: the account that will send them."""

    app: Flask
    clock: Clock
    me: int

    @property
    def office(self) -> Office:
        """Give the office of the app."""
        return office_of(self.app)

    def written(self, write: Callable[[Act], Any], by: Actor = SYSTEM) -> Any:  # noqa: ANN401
        """Let somebody do something before the form is sent; gives what it gives."""
        with self.office.act(by) as act:
            return write(act)

    def other(self, *roles: ActorKind) -> int:
        """Open the account of somebody else."""
        return account(self.app, *(roles or (ActorKind.REVIEWER,)))

    def listed(self, **facts: Any) -> int:  # noqa: ANN401  (as the factory takes them)
        """Write a person who is checked and public, unless told otherwise; gives their number."""

        def write(act: Act) -> int:
            made = person(act.session, at=act.at, book=act.book, **facts)
            act.session.flush()
            return made.id

        number: int = self.written(write)
        return number


def key(number: int) -> str:
    """Write a number as addresses do."""
    return ids.encode(number)


Stage = Callable[[Staging], Form]
