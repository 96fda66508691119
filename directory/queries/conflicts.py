"""What a person's file has in common with other people's: numbers, places, files and names."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from directory.domain import ids
from directory.domain.vocabulary import CredentialKind, CredentialState
from directory.models.credentials import Authorization, Certification, Evidence, Licence
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.queries.review_credentials import Ref

_MOST: Final = 20
"""Others of a kind that a page names."""
_PERSON: Final[BindParameter[int]] = bindparam("person")
_NO_CLAIM: Final = (CredentialState.DRAFT, CredentialState.WITHDRAWN, CredentialState.REFUSED)


class Common(StrEnum):
    """What two files have in common."""

    LICENCE_NUMBER = "licence_number"
    AUTHORIZATION_NUMBER = "authorization_number"
    CERTIFICATION_NUMBER = "certification_number"
    FILE = "file"
    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Somebody else with the same; `about`: one's own credential, file or place that has it."""

    what: Common
    value: str
    about: int
    practitioner_id: int
    given_name: str
    family_name: str

    @property
    def key(self) -> str:
        """The other person's identifier as addresses write it."""
        return ids.encode(self.practitioner_id)

    @property
    def name(self) -> str:
        """What the other person is called."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Conflicts:
    """All that is in common, kind by kind."""

    found: tuple[Conflict, ...]

    def of(self, *kinds: Common) -> tuple[Conflict, ...]:
        """Give those of some kinds."""
        return tuple(each for each in self.found if each.what in kinds)

    def shares_number(self, credential: Ref) -> bool:
        """Say whether somebody else has the number of a credential."""
        kind, number = credential
        wanted = _NUMBERS.get(kind)
        return any(each.what is wanted and each.about == number for each in self.found)


_NUMBERS: Final = {
    CredentialKind.LICENCE: Common.LICENCE_NUMBER,
    CredentialKind.AUTHORIZATION: Common.AUTHORIZATION_NUMBER,
    CredentialKind.CERTIFICATION: Common.CERTIFICATION_NUMBER,
}


def conflicts_of(connection: Connection, practitioner_id: int) -> Conflicts:
    """Find who else has what a person has."""
    return Conflicts(
        tuple(
            Conflict(what=what, **row._mapping)  # noqa: SLF001  (its public name)
            for what, query in _QUERIES
            for row in connection.execute(query, {"person": practitioner_id})
        )
    )


def _queries() -> Iterator[tuple[Common, Select[*tuple[Any, ...]]]]:
    licence, same_licence = aliased(Licence), aliased(Licence)
    yield (
        Common.LICENCE_NUMBER,
        _others(licence, same_licence, value=same_licence.number).where(
            licence.country == same_licence.country,
            licence.region == same_licence.region,
            licence.profession == same_licence.profession,
            licence.number == same_licence.number,
            *_claimed(licence, same_licence),
        ),
    )
    entry, same_entry = aliased(Authorization), aliased(Authorization)
    yield (
        Common.AUTHORIZATION_NUMBER,
        _others(entry, same_entry, value=same_entry.number).where(
            entry.country == same_entry.country,
            entry.region == same_entry.region,
            entry.number == same_entry.number,
            *_claimed(entry, same_entry),
        ),
    )
    paper, same_paper = aliased(Certification), aliased(Certification)
    yield (
        Common.CERTIFICATION_NUMBER,
        _others(paper, same_paper, value=same_paper.number).where(
            paper.number == same_paper.number, *_claimed(paper, same_paper)
        ),
    )
    file, same_file = aliased(Evidence), aliased(Evidence)
    yield (
        Common.FILE,
        _others(file, same_file, value=func.coalesce(file.name, "")).where(
            file.sha256 == same_file.sha256
        ),
    )
    yield Common.NAME, _namesakes()
    place, same_place = aliased(PracticeLocation), aliased(PracticeLocation)
    # Those who belong to one clinic share its telephone and its door.
    apart = or_(
        place.clinic_id.is_(None),
        same_place.clinic_id.is_(None),
        place.clinic_id != same_place.clinic_id,
    )
    yield (
        Common.PHONE,
        _others(place, same_place, value=place.phone).where(place.phone == same_place.phone, apart),
    )
    yield (
        Common.ADDRESS,
        _others(place, same_place, value=place.street).where(
            place.country == same_place.country,
            place.region == same_place.region,
            place.postal_code == same_place.postal_code,
            func.lower(place.street) == func.lower(same_place.street),
            apart,
        ),
    )


def _others(own: Any, other: Any, *, value: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401  (two aliases of one table)
    """Pair a person's rows of a table with other people's; one line for each of these people."""
    return (
        select(
            func.min(value).label("value"),
            func.min(own.id).label("about"),
            Practitioner.id.label("practitioner_id"),
            Practitioner.given_name,
            Practitioner.family_name,
        )
        .select_from(own)
        .join(other, other.practitioner_id != own.practitioner_id)
        .join(Practitioner, Practitioner.id == other.practitioner_id)
        .where(own.practitioner_id == _PERSON, Practitioner.merged_into.is_(None))
        .group_by(own.id, Practitioner.id, Practitioner.given_name, Practitioner.family_name)
        .order_by(own.id, Practitioner.id)
        .limit(_MOST)
    )


def _claimed(*rows: Any) -> Iterator[ColumnElement[bool]]:  # noqa: ANN401  (tables of credentials)
    """Leave out what nobody claims any more, and drafts: nobody could ask their owners."""
    return (row.state.not_in(_NO_CLAIM) for row in rows)


def _namesakes() -> Select[*tuple[Any, ...]]:
    own = aliased(Practitioner)
    return (
        select(
            Practitioner.family_name.label("value"),
            own.id.label("about"),
            Practitioner.id.label("practitioner_id"),
            Practitioner.given_name,
            Practitioner.family_name,
        )
        .join(own, own.family_name == Practitioner.family_name)
        .where(
            own.id == _PERSON,
            Practitioner.id != _PERSON,
            own.family_name != "",
            func.lower(own.given_name) == func.lower(Practitioner.given_name),
            Practitioner.merged_into.is_(None),
        )
        .order_by(Practitioner.id)
        .limit(_MOST)
    )


# Put together once: that takes longer than asking.
_QUERIES: Final = tuple(_queries())
