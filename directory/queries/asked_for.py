"""Whom a name or a number on a licence stands for, among those who are or were public."""

from collections.abc import Iterable, Iterator
from itertools import islice
from string import ascii_letters
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, exists, func, or_, select

from directory.db import Database
from directory.domain.place_text import plain
from directory.domain.vocabulary import Country, CredentialState
from directory.models.credentials import Licence
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.standings import Published

MOST: Final = 100
"""So many people of one name are found; with that many a region narrows it."""
_AT_ONCE: Final = 2_000
_PUBLIC: Final = or_(
    Practitioner.published,
    exists().where(Published.practitioner_id == Practitioner.id, Published.shown),
)
_OF_A_LICENCE: Final = (
    CredentialState.VERIFIED,
    CredentialState.SUSPENDED,
    CredentialState.REVOKED,
)
_APOSTROPHES: Final = {ord(mark): None for mark in "'’"}
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th"}
    | {"æ": "ae", "œ": "oe", "ß": "ss"}
)
"""Letters that are no letter with a mark, as whoever has no such key types them."""
_BETWEEN: Final = (" ", "-", "‑", "'", "’", ".")
Region = tuple[Country, str]


def named(database: Database, name: str, *, region: Region | None = None) -> tuple[int, ...]:
    """Find people all of whose typed words stand in their name, one of them the family name."""
    typed = frozenset(_words(name))
    if not typed:
        return ()
    statement = (
        select(
            Practitioner.id,
            Practitioner.given_name,
            Practitioner.family_name,
            Practitioner.suffix,
        )
        .where(_PUBLIC, _may_be(typed), Practitioner.id > bindparam("after"))
        .order_by(Practitioner.id)
        .limit(_AT_ONCE)
    )
    if region is not None:
        statement = statement.where(_sees_patients_in(region))
    with database.reading() as connection:
        return tuple(islice(_of_name(connection, statement, typed=typed), MOST))


def _of_name(connection: Connection, statement: Any, *, typed: frozenset[str]) -> Iterator[int]:  # noqa: ANN401  (a select)
    """Read everybody: whoever stood behind a limit would be said not to be listed."""
    last = 0
    while rows := connection.execute(statement, {"after": last}).all():
        for row in rows:
            whole = _spellings(f"{row.given_name} {row.family_name} {row.suffix or ''}")
            if typed <= whole and typed & _spellings(row.family_name):
                yield row.id
        last = rows[-1].id


def numbered(
    database: Database, *, licence: str | None, npi: str | None, region: Region | None = None
) -> tuple[int, ...]:
    """Find people by the number of a licence that was verified, or by an NPI."""
    with database.reading() as connection:
        found = [*_by_npi(connection, npi), *_by_licence(connection, licence, region=region)]
    return tuple(dict.fromkeys(found))[:MOST]


def _by_npi(connection: Connection, npi: str | None) -> Iterable[int]:
    if npi is None:
        return ()
    return connection.scalars(
        select(Practitioner.id)
        .where(Practitioner.npi == npi, _PUBLIC)
        .order_by(Practitioner.id)
        .limit(MOST)
    ).all()


def _by_licence(
    connection: Connection, number: str | None, *, region: Region | None
) -> Iterable[int]:
    if number is None:
        return ()
    statement = (
        select(Licence.practitioner_id)
        .join(Practitioner, Practitioner.id == Licence.practitioner_id)
        .where(Licence.number == number, Licence.state.in_(_OF_A_LICENCE), _PUBLIC)
        .order_by(Licence.practitioner_id)
        .limit(MOST)
    )
    if region is not None:
        statement = statement.where(Licence.country == region[0], Licence.region == region[1])
    return connection.scalars(statement).all()


def _sees_patients_in(region: Region) -> ColumnElement[bool]:
    return exists().where(
        PracticeLocation.practitioner_id == Practitioner.id,
        PracticeLocation.country == region[0],
        PracticeLocation.region == region[1],
    )


def _words(name: str) -> list[str]:
    letters = plain(name).translate(_LETTERS)
    return "".join(mark if mark.isalnum() else " " for mark in letters).split()


def _spellings(name: str) -> set[str]:
    """Give the words of a name, also as whoever leaves apostrophes out writes them."""
    return {*_words(name), *_words(name.translate(_APOSTROPHES))}


def _may_be(words: Iterable[str]) -> ColumnElement[bool]:
    """Leave out, in the database, the family names that cannot hold any of the words.

    Only a name of one part that begins with a plain letter is left out by that letter.
    """
    first = func.substr(Practitioner.family_name, 1, 1)
    wanted = {word[0] for word in words}
    return or_(
        first.in_(sorted(wanted | {one.upper() for one in wanted})),
        first.not_in([*ascii_letters]),
        *(Practitioner.family_name.contains(mark, autoescape=True) for mark in _BETWEEN),
    )
