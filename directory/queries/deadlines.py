"""The days that matter to whoever keeps a listing, or manages a clinic: for their calendars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, Select, func, null, select
from sqlalchemy.orm import aliased

from directory.domain.calendar_days import ENDS, DayKind, Deadline, looked_at_again_by
from directory.domain.credentials import Check
from directory.domain.reminders import attestation_due
from directory.domain.vocabulary import CheckSource, CredentialKind, CredentialState
from directory.models.credentials import Authorization, Certification, CredentialCheck, Licence
from directory.models.practitioners import PracticeLocation, Practitioner

_MOST: Final = 1_000
_Paper = type[Licence] | type[Authorization] | type[Certification]
_PAPERS: Final[dict[CredentialKind, tuple[_Paper, str]]] = {
    CredentialKind.LICENCE: (Licence, "licence_id"),
    CredentialKind.AUTHORIZATION: (Authorization, "authorization_id"),
    CredentialKind.CERTIFICATION: (Certification, "certification_id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A deadline with whom it is about, in words of their own; a paper's region or name."""

    deadline: Deadline
    person: str
    what: str


def deadlines_of(connection: Connection, practitioner_ids: Sequence[int]) -> tuple[Dated, ...]:
    """List the deadlines of some listings, the earliest first; what has ended is among them.

    Of a paper's periods the latest verified one counts. Nobody's number is read.
    """
    names = _names(connection, practitioner_ids)
    found = [
        Dated(
            deadline=Deadline(
                kind=DayKind.CONFIRM, about=number, practitioner_id=number, day=attestation_due(on)
            ),
            person=name,
            what="",
        )
        for number, (name, on) in names.items()
        if on is not None
    ]
    for kind in _PAPERS:
        found += _of_papers(connection, kind, names=names)
    return tuple(sorted(found, key=lambda each: (each.deadline.day, each.deadline.about)))


def members_of_clinic(connection: Connection, clinic_id: int, *, today: date) -> tuple[int, ...]:
    """List whose listings are linked to a clinic, with their consent."""
    return tuple(
        connection.scalars(
            select(PracticeLocation.practitioner_id)
            .where(PracticeLocation.clinic_id == clinic_id)
            .where(PracticeLocation.clinic_accepted_at.is_not(None))
            .where(PracticeLocation.ended_on.is_(None) | (PracticeLocation.ended_on >= today))
            .distinct()
            .order_by(PracticeLocation.practitioner_id)
            .limit(_MOST)
        )
    )


_Names = dict[int, tuple[str, date | None]]


def _names(connection: Connection, practitioner_ids: Sequence[int]) -> _Names:
    rows = connection.execute(
        select(
            Practitioner.id,
            Practitioner.given_name,
            Practitioner.family_name,
            Practitioner.attested_on,
        )
        .where(Practitioner.id.in_(practitioner_ids), Practitioner.left_at.is_(None))
        .order_by(Practitioner.id)
        .limit(_MOST)
    )
    return {row.id: (f"{row.given_name} {row.family_name}", row.attested_on) for row in rows}


def _of_papers(connection: Connection, kind: CredentialKind, *, names: _Names) -> list[Dated]:
    found: list[Dated] = []
    for row in connection.execute(_query(kind, tuple(names))):
        ends = None if row.expires is None else (ENDS[kind], row.expires)
        check = None
        if row.looked_on is not None:
            check = Check(CheckSource.REGULATOR_REGISTER, row.looked_on)
        by = looked_at_again_by(kind, check)
        # Where the paper itself ends sooner, its end is the day that matters.
        again = None
        if by is not None and (row.expires is None or by < row.expires):
            again = (DayKind.LOOKED_AT_AGAIN, by)
        found += [
            Dated(
                deadline=Deadline(
                    kind=day_kind, about=row.id, practitioner_id=row.practitioner_id, day=day
                ),
                person=names[row.practitioner_id][0],
                what=row.what,
            )
            for day_kind, day in filter(None, (ends, again))
        ]
    return found


def _query(kind: CredentialKind, practitioner_ids: Sequence[int]) -> Select[*tuple[object, ...]]:
    paper, link = _PAPERS[kind]
    renewal = aliased(paper)
    looked_on = (
        select(func.max(CredentialCheck.looked_on))
        .where(getattr(CredentialCheck, link) == paper.id)
        .scalar_subquery()
    )
    what = Certification.name if paper is Certification else getattr(paper, "region", null())
    return (
        select(
            paper.id,
            paper.practitioner_id,
            paper.expires,
            what.label("what"),
            looked_on.label("looked_on"),
        )
        .where(paper.practitioner_id.in_(practitioner_ids), paper.state == CredentialState.VERIFIED)
        .where(
            ~select(renewal.id)
            .where(renewal.renews_id == paper.id, renewal.state == CredentialState.VERIFIED)
            .exists()
        )
        .order_by(paper.id)
        .limit(_MOST)
    )
