"""Licences that the lines of regulators' files are about, and those that stand on no line."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, exists, select

from directory.domain import ids
from directory.domain.register_matching import DIFFERS, OnFile
from directory.domain.rules import RuleKey
from directory.domain.vocabulary import (
    Country,
    CredentialState,
    LicenceKind,
    Profession,
    RegisterMatch,
)
from directory.models.credentials import Licence
from directory.models.practitioners import FormerName, Practitioner
from directory.models.registers import RegisterBatch, RegisterLine
from directory.queries.registers import BatchView

_MOST: Final = 200
_AT_ONCE: Final = 500
"""Numbers that one statement asks for: databases take only so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A verified licence that a signed file speaks against, until somebody acted on it."""

    practitioner_id: int
    licence_id: int
    batch_id: int
    line: int
    number: str
    name: str
    status: str
    ends: date | None
    match: RegisterMatch
    signed_at: datetime | None
    country: Country
    region: str
    profession: Profession


def absent(connection: Connection, batch: BatchView) -> tuple[tuple[str, str, str], ...]:
    """Give verified licences of a file's place that stand on no line of it: who, name, number."""
    stands = exists().where(
        RegisterLine.batch_id == batch.id, RegisterLine.licence_id == Licence.id
    )
    by_number = exists().where(
        RegisterLine.batch_id == batch.id, RegisterLine.number == Licence.number
    )
    rows = connection.execute(
        select(
            Licence.practitioner_id,
            Practitioner.given_name,
            Practitioner.family_name,
            Licence.number,
        )
        .join(Practitioner, Practitioner.id == Licence.practitioner_id)
        .where(
            Licence.country == batch.country,
            Licence.region == batch.region,
            Licence.profession == batch.profession,
            Licence.kind == LicenceKind.LICENCE,
            Licence.state == CredentialState.VERIFIED,
            ~stands,
            ~by_number,
        )
        .distinct()
        .order_by(Practitioner.family_name, Licence.practitioner_id, Licence.number)
        .limit(_MOST)
    )
    return tuple(
        (ids.encode(who), f"{given} {family}", number) for who, given, family, number in rows
    )


def on_file(
    connection: Connection, key: RuleKey, *, numbers: Collection[str]
) -> dict[str, list[OnFile]]:
    """Give every licence of these numbers in a region and profession, by number."""
    found: dict[str, list[OnFile]] = {}
    asked = sorted(set(numbers))
    for at in range(0, len(asked), _AT_ONCE):
        rows = connection.execute(_of_numbers(key, asked[at : at + _AT_ONCE])).all()
        former = _former(connection, {row.practitioner_id for row in rows})
        for row in rows:
            names = (
                f"{row.given_name} {row.family_name}",
                row.name_on_licence,
                *former.get(row.practitioner_id, ()),
            )
            found.setdefault(row.number, []).append(
                OnFile(
                    licence_id=row.id,
                    version=row.version,
                    practitioner_id=row.practitioner_id,
                    names=names,
                    state=row.state,
                    ends=row.expires,
                )
            )
    return found


def _of_numbers(key: RuleKey, numbers: Sequence[str]) -> Select[*tuple[Any, ...]]:
    country, region, profession = key
    return (
        select(
            Licence.id,
            Licence.version,
            Licence.practitioner_id,
            Licence.number,
            Licence.name_on_licence,
            Licence.state,
            Licence.expires,
            Practitioner.given_name,
            Practitioner.family_name,
        )
        .join(Practitioner, Practitioner.id == Licence.practitioner_id)
        .where(
            Licence.country == country,
            Licence.region == region,
            Licence.profession == profession,
            Licence.kind == LicenceKind.LICENCE,
            Licence.number.in_(numbers),
        )
        .order_by(Licence.number, Licence.id)
    )


def _former(connection: Connection, people: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if people:
        rows = connection.execute(
            select(FormerName.practitioner_id, FormerName.name)
            .where(FormerName.practitioner_id.in_(people))
            .order_by(FormerName.practitioner_id, FormerName.id)
        )
        for who, name in rows:
            found.setdefault(who, []).append(name)
    return found


def open_differences(
    connection: Connection, practitioner_ids: Collection[int]
) -> tuple[Difference, ...]:
    """Give what signed files say against these people's licences, and nobody has acted on yet.

    Whatever is done with a licence raises its version, and so ends the matter.
    """
    rows = connection.execute(
        select(
            Licence.practitioner_id,
            RegisterLine.licence_id,
            RegisterLine.batch_id,
            RegisterLine.line,
            RegisterLine.number,
            RegisterLine.name,
            RegisterLine.status_words.label("status"),
            RegisterLine.ends,
            RegisterLine.match,
            RegisterBatch.signed_at,
            Licence.country,
            Licence.region,
            Licence.profession,
        )
        .select_from(Licence)
        .join(RegisterLine, RegisterLine.licence_id == Licence.id)
        .join(RegisterBatch, RegisterBatch.id == RegisterLine.batch_id)
        .where(
            Licence.practitioner_id.in_(practitioner_ids),
            Licence.state == CredentialState.VERIFIED,
            Licence.version == RegisterLine.licence_version,
            RegisterLine.match.in_(DIFFERS),
            RegisterBatch.signed_at.is_not(None),
        )
        .order_by(RegisterBatch.signed_at, RegisterLine.batch_id, RegisterLine.line)
        .limit(_AT_ONCE)
    )
    return tuple(Difference(**row) for row in rows.mappings())
