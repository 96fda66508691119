"""How a listing stands: what is on file, what was decided about it, and what its owner is to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Date, Row, bindparam, exists, func, or_, select

from directory.domain.clock import seconds
from directory.domain.leaving import erased_on
from directory.domain.log_entries import DecisionAct
from directory.domain.next_step import Filed, Stand
from directory.domain.reminders import attestation_due
from directory.domain.tasks import OnFile, Paper, usable
from directory.domain.vocabulary import ActorKind, CredentialKind, HoldKind
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.listings import HeldChange, Message
from directory.models.practitioners import (
    AlsoSees,
    PracticeLocation,
    Practises,
    Practitioner,
    SaysTheySee,
    Speaks,
)
from directory.models.reviews import Hold
from directory.models.standings import Standing
from directory.queries.own_credentials import (
    OwnCredential,
    OwnDraft,
    credentials_of_listing,
    drafts_of_listing,
)

_MOST: Final = 1_000
"""Entries of the log about one person that a page reads."""
_AMONG_REVIEWERS: Final = frozenset(
    {DecisionAct.PROPOSED, DecisionAct.PROPOSAL_REFUSED, DecisionAct.CHECK_RECORDED}
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of the log about a credential; `words` are what was written with it."""

    kind: CredentialKind
    subject_id: int
    act: DecisionAct
    to_state: str | None
    reason: str | None
    words: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnStand:
    """A listing with its credentials and unfinished ones, and all that decides what comes next.

    `shown`: patients can find it now. `held_back`: as a whole, whatever was checked.
    """

    stand: Stand
    credentials: tuple[OwnCredential, ...]
    drafts: tuple[OwnDraft, ...]
    shown: bool
    held_back: bool = False


def stand_of(connection: Connection, practitioner_id: int, *, at: datetime) -> OwnStand:
    """Read how a listing stands at an instant."""
    today = at.astimezone(UTC).date()
    credentials = credentials_of_listing(connection, practitioner_id)
    drafts = drafts_of_listing(connection, practitioner_id)
    filed = tuple(_filed(each, credentials, today=today) for each in credentials)
    row = connection.execute(
        _FACTS.where(Practitioner.id == practitioner_id), {"day": today, "now": seconds(at)}
    ).one()
    stand = Stand(
        on_file=_on_file(row, filed, begun=frozenset(draft.kind for draft in drafts)),
        filed=filed,
        published=row.published,
        confirm_by=None if row.attested_on is None else attestation_due(row.attested_on),
        unread=row.unread,
        held=row.held + row.looked_at_again,
        erased_on=None if row.left_at is None else erased_on(row.left_at),
    )
    return OwnStand(stand, credentials, drafts, row.shown, held_back=row.held_back)


def happened_to(connection: Connection, practitioner_id: int) -> tuple[Happened, ...]:
    """Give what the log tells of a person's credentials, the oldest first.

    Nothing that reviewers have among themselves: proposals, notes, what was taken back at once.
    """
    statement = (
        select(LogPrivate.subject_kind, LogPrivate.subject_id, LogPrivate.words, LogEntry.leaf)
        .join(LogEntry, LogEntry.seq == LogPrivate.seq)
        .where(
            LogPrivate.practitioner_id == practitioner_id,
            LogPrivate.subject_kind.in_([kind.value for kind in CredentialKind]),
        )
        .order_by(LogPrivate.seq.desc())
        .limit(_MOST)
    )
    found = _never_told(_happened(row) for row in connection.execute(statement))
    return tuple(each for each in reversed(found) if each.act not in _AMONG_REVIEWERS)


def _never_told(newest_first: Iterable[Happened]) -> list[Happened]:
    """Leave out what was taken back at once, before its letter left."""
    taken_back: set[tuple[CredentialKind, int]] = set()
    told = []
    for each in newest_first:
        about = (each.kind, each.subject_id)
        if each.act is DecisionAct.UNDONE:
            taken_back.add(about)
        elif about in taken_back and each.act not in _AMONG_REVIEWERS:
            taken_back.remove(about)
        else:
            told.append(each)
    return told


def _own(table: Any) -> Any:  # noqa: ANN401  (any table of a person)
    return table.practitioner_id == Practitioner.id


def _many(table: Any, *conditions: Any) -> Any:  # noqa: ANN401
    return select(func.count()).select_from(table).where(_own(table), *conditions).scalar_subquery()


_GOES_ON: Final = or_(
    PracticeLocation.ended_on.is_(None), PracticeLocation.ended_on >= bindparam("day", type_=Date)
)
_UNREAD: Final = exists().where(
    _own(Message), Message.by == ActorKind.REVIEWER, Message.seen_at.is_(None)
)
_SAID: Final = (
    Practitioner.takes_new_patients.is_not(None),
    Practitioner.bio.is_not(None),
    Practitioner.youngest_seen.is_not(None),
    Practitioner.oldest_seen.is_not(None),
    exists().where(_own(Speaks)),
    exists().where(_own(AlsoSees)),
)
_FACTS: Final = select(
    Practitioner.given_name,
    Practitioner.published,
    Practitioner.attested_on,
    Practitioner.declared_at,
    Practitioner.left_at,
    Practitioner.no_certification_said_at,
    exists().where(_own(Practises)).label("has_profession"),
    _many(PracticeLocation, _GOES_ON).label("places"),
    _many(PracticeLocation, ~_GOES_ON).label("former_places"),
    _many(SaysTheySee).label("headaches"),
    or_(*_SAID).label("other_facts"),
    _UNREAD.label("unread"),
    exists().where(_own(Standing), Standing.partial_until > bindparam("now")).label("shown"),
    _many(HeldChange, HeldChange.settled_at.is_(None)).label("held"),
    _many(Hold, Hold.ended_at.is_(None), Hold.kind != HoldKind.EXCLUSION).label("looked_at_again"),
    exists().where(_own(Hold), Hold.ended_at.is_(None)).label("held_back"),
).limit(1)


def _filed(each: OwnCredential, others: Iterable[OwnCredential], *, today: date) -> Filed:
    return Filed(
        each.kind,
        each.state,
        each.expires,
        id=each.id,
        appeal=each.appeal,
        followed=any(
            other.kind is each.kind
            and other.renews_id == each.id
            and not other.corrects
            and usable(Paper(other.kind, other.state, other.expires), today=today)
            for other in others
        ),
    )


def _on_file(
    row: Row[Any], filed: tuple[Filed, ...], *, begun: frozenset[CredentialKind]
) -> OnFile:
    return OnFile(
        has_name=bool(row.given_name),
        has_profession=row.has_profession,
        papers=filed,
        begun=begun,
        no_certification=row.no_certification_said_at is not None,
        places=row.places,
        former_places=row.former_places,
        headaches=row.headaches,
        other_facts=row.other_facts,
        declared=row.declared_at is not None,
    )


def _happened(row: Any) -> Happened:  # noqa: ANN401  (a row of a statement)
    line = orjson.loads(row.leaf)
    return Happened(
        CredentialKind(row.subject_kind),
        row.subject_id,
        DecisionAct(line["act"]),
        line["to"],
        line["reason"],
        row.words,
        datetime.fromisoformat(line["at"]),
    )
