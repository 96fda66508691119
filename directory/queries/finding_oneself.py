"""Whether somebody is here already: told to them with no more than is public."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, exists, or_, select

from directory.domain import ids
from directory.domain.entry.names import ALIKE_ENOUGH, likeness
from directory.domain.vocabulary import Country, CredentialState, Profession
from directory.models.credentials import Licence
from directory.models.practitioners import PracticeLocation, Practitioner

MOST: Final = 20
_SOUGHT: Final = 200
_UNTOLD: Final = (CredentialState.DRAFT, CredentialState.WITHDRAWN, CredentialState.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody on record; `towns` are told of public listings alone.

    `licensed`: where for what, which boards tell everybody. `held`: an account manages it.
    `reachable` by mail or telephone: there is a contact on record, which nobody is told here.
    """

    id: int
    name: str
    licensed: tuple[tuple[Profession, Country, str], ...]
    towns: tuple[str, ...]
    published: bool
    held: bool
    by_mail: bool
    by_phone: bool

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


_PERSON: Final = select(
    Practitioner.id,
    Practitioner.given_name,
    Practitioner.family_name,
    Practitioner.published,
    Practitioner.account_id,
    Practitioner.email,
)
# A listing that its owner has not sent yet, has paused, or has left is nobody else's business; nor
# is one whose owner closed their account, which is kept out of sight.
_TOLD: Final = Practitioner.left_at.is_(None) & or_(
    Practitioner.published,
    Practitioner.account_id.is_(None) & Practitioner.declared_at.is_(None),
)
_HAS_LICENCE: Final = exists().where(
    Licence.practitioner_id == Practitioner.id, Licence.state.not_in(_UNTOLD)
)


def with_licence(
    connection: Connection, number: str, *, country: Country, region: str
) -> tuple[Candidate, ...]:
    """Find whose licence number this is, as it is compared."""
    of_number = exists().where(
        Licence.practitioner_id == Practitioner.id,
        Licence.country == country,
        Licence.region == region,
        Licence.number == number,
        Licence.state.not_in(_UNTOLD),
    )
    return _candidates(connection, _PERSON.where(_TOLD, of_number))


def with_name(connection: Connection, given: str, *, family: str) -> tuple[Candidate, ...]:
    """Find who has a name, or nearly has it: a name may have been typed in capitals."""
    spelled = {family, family.lower(), family.upper(), family.title(), family.capitalize()}
    query = _PERSON.where(_TOLD, _HAS_LICENCE, Practitioner.family_name.in_(sorted(spelled)))
    found = _candidates(connection, query)
    name = f"{given} {family}".casefold()
    alike = [each for each in found if likeness(name, [each.name.casefold()]) >= ALIKE_ENOUGH]
    return tuple(alike[:MOST])


def candidate(connection: Connection, practitioner_id: int) -> Candidate | None:
    """Find somebody by their number; None where nobody else is told of them."""
    query = _PERSON.where(_TOLD, _HAS_LICENCE, Practitioner.id == practitioner_id)
    return next(iter(_candidates(connection, query)), None)


def _candidates(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[Candidate, ...]:
    people = connection.execute(
        query.order_by(Practitioner.family_name, Practitioner.given_name, Practitioner.id).limit(
            _SOUGHT
        )
    ).all()
    who = [person.id for person in people]
    licensed, towns, phones = _licensed(connection, who), *_places(connection, who)
    return tuple(
        Candidate(
            id=person.id,
            name=f"{person.given_name} {person.family_name}",
            licensed=tuple(dict.fromkeys(licensed[person.id])),
            towns=tuple(dict.fromkeys(towns[person.id])) if person.published else (),
            published=person.published,
            held=person.account_id is not None,
            by_mail=person.email is not None,
            by_phone=person.id in phones,
        )
        for person in people
    )


def _licensed(
    connection: Connection, who: Collection[int]
) -> defaultdict[int, list[tuple[Profession, Country, str]]]:
    found: defaultdict[int, list[tuple[Profession, Country, str]]] = defaultdict(list)
    rows = connection.execute(
        select(Licence.practitioner_id, Licence.profession, Licence.country, Licence.region)
        .where(Licence.practitioner_id.in_(who), Licence.state.not_in(_UNTOLD))
        .order_by(Licence.practitioner_id, Licence.id)
        .limit(_SOUGHT * MOST)
    )
    for number, profession, country, region in rows:
        found[number].append((profession, country, region))
    return found


def _places(
    connection: Connection, who: Collection[int]
) -> tuple[defaultdict[int, list[str]], set[int]]:
    towns: defaultdict[int, list[str]] = defaultdict(list)
    phones: set[int] = set()
    rows = connection.execute(
        select(PracticeLocation.practitioner_id, PracticeLocation.city, PracticeLocation.phone)
        .where(PracticeLocation.practitioner_id.in_(who))
        .order_by(PracticeLocation.practitioner_id, PracticeLocation.position)
        .limit(_SOUGHT * MOST)
    )
    for number, city, phone in rows:
        towns[number].append(city)
        if phone is not None:
            phones.add(number)
    return towns, phones
