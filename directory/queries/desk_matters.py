"""What else may be work for reviewers: changes, claims, reports, messages, what waits for two."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Date,
    Label,
    Select,
    Text,
    and_,
    case,
    literal,
    null,
    or_,
    select,
    union_all,
)

from directory.domain.desk import Matter, Source
from directory.domain.desk_due import day_begins
from directory.domain.register_matching import DIFFERS
from directory.domain.vocabulary import ActorKind, ClaimState, ClaimWay, Profession
from directory.models.base import Id, Instant
from directory.models.credentials import Licence
from directory.models.desk import ProposedAct
from directory.models.listings import Claim, HeldChange, Message
from directory.models.registers import RegisterBatch, RegisterLine
from directory.models.reports import ExclusionMatch, IssuerRequest, Recheck, Report
from directory.models.reviews import ProposedStep
from directory.models.rules import RuleFallout, RuleFinding
from directory.queries.desk_papers import WHO, Row, country_of

_MOST: Final = 10_000


def matter_rows(
    connection: Connection, who: Mapping[str, list[int]]
) -> defaultdict[int, list[Row]]:
    """Read rows of what is open, by whom it is about."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in connection.execute(_MATTERS, who):
        found[row.practitioner_id].append(row)
    return found


def shared_matters(connection: Connection) -> tuple[Matter, ...]:
    """Read what is open about nobody in particular."""
    return matters(connection.execute(_SHARED.limit(_MOST)))


def matters(rows: Iterable[Row]) -> tuple[Matter, ...]:
    """Read rows; of one person's messages the oldest stands for all."""
    found: dict[object, Matter] = {}
    for row in rows:
        matter = Matter(
            source=Source(row.source),
            subject_id=row.subject_id,
            since=day_begins(row.since_day) if row.since is None else row.since,
            code=row.code,
            due_on=row.due_on,
            country=country_of(row.country),
            region=row.region,
            profession=Profession(row.profession) if row.profession else None,
        )
        key = matter.source if matter.source is Source.MESSAGE else (row.source, row.subject_id)
        before = found.get(key)
        if before is None or matter.since < before.since:
            found[key] = matter
    return tuple(found.values())


def _matter(source: Source, table: Any, *, since: Any, **said: Any) -> Select[Any]:  # noqa: ANN401
    """Select what is open of one kind; columns that it lacks are empty."""

    def given(name: str, kind_of: Any) -> Label[Any]:  # noqa: ANN401  (a type)
        column = said.get(name)
        if column is None:
            return null().cast(kind_of).label(name)
        # SQLite would read a day as a number.
        return (column if kind_of is Date else column.cast(kind_of)).label(name)  # type: ignore[no-any-return]

    return select(
        literal(source.value).label("source"),
        table.id.label("subject_id"),
        given("practitioner_id", Id),
        since.cast(Instant).label("since"),
        given("since_day", Date),
        given("due_on", Date),
        given("code", Text),
        given("country", Text),
        given("region", Text),
        given("profession", Text),
    )


def _own(source: Source, table: Any, *, since: Any, **said: Any) -> Select[Any]:  # noqa: ANN401
    found = _matter(source, table, since=since, practitioner_id=table.practitioner_id, **said)
    return found.where(table.practitioner_id.in_(WHO))


def _place(table: Any) -> Mapping[str, Any]:  # noqa: ANN401  (any table of a place's rule)
    return {
        "country": table.country,
        "region": table.region,
        "profession": table.profession,
    }


_FOR_REVIEWERS: Final = or_(
    Claim.state == ClaimState.CONTESTED,
    and_(Claim.state == ClaimState.BEGUN, Claim.way == ClaimWay.PAPERS),
)
_MATTERS: Final = union_all(
    _own(Source.HELD_CHANGE, HeldChange, since=HeldChange.asked_at, code=HeldChange.kind).where(
        HeldChange.settled_at.is_(None)
    ),
    _own(Source.CLAIM, Claim, since=Claim.begun_at, code=Claim.state).where(_FOR_REVIEWERS),
    _own(
        Source.REPORT, Report, since=Report.received_at, code=Report.reason, due_on=Report.due_on
    ).where(Report.closed_at.is_(None)),
    _own(
        Source.EXCLUSION,
        ExclusionMatch,
        since=ExclusionMatch.found_at,
        code=case((ExclusionMatch.exact, "exact"), else_="name"),
    ).where(ExclusionMatch.settled_at.is_(None)),
    _own(
        Source.RECHECK,
        Recheck,
        since=null(),
        since_day=Recheck.drawn_on,
        due_on=Recheck.due_on,
    ).where(Recheck.done_at.is_(None)),
    _own(Source.FALLOUT, RuleFallout, since=RuleFallout.found_at, **_place(RuleFallout)).where(
        RuleFallout.seen_at.is_(None)
    ),
    _own(Source.MESSAGE, Message, since=Message.written_at).where(
        Message.by != ActorKind.REVIEWER, Message.seen_at.is_(None)
    ),
    _own(
        Source.STEP, ProposedStep, since=ProposedStep.proposed_at, code=ProposedStep.subject_kind
    ).where(ProposedStep.settled_at.is_(None)),
    _own(Source.ACT, ProposedAct, since=ProposedAct.proposed_at, code=ProposedAct.kind).where(
        ProposedAct.settled_at.is_(None)
    ),
    _own(Source.REGISTER_LINE, Licence, since=RegisterBatch.signed_at, **_place(Licence))
    .join(RegisterLine, RegisterLine.licence_id == Licence.id)
    .join(RegisterBatch, RegisterBatch.id == RegisterLine.batch_id)
    .where(
        RegisterLine.match.in_(sorted(DIFFERS)),
        # Any step on the licence raises its version, and so ends the work.
        RegisterLine.licence_version == Licence.version,
        RegisterBatch.signed_at.is_not(None),
    ),
    _own(
        Source.ISSUER,
        IssuerRequest,
        since=IssuerRequest.asked_at,
        code=IssuerRequest.subject_kind,
    ).where(IssuerRequest.answer.is_(None)),
)
_SHARED: Final = union_all(
    _matter(
        Source.FINDING, RuleFinding, since=RuleFinding.proposed_at, **_place(RuleFinding)
    ).where(RuleFinding.confirmed_at.is_(None), RuleFinding.refused_at.is_(None)),
    _matter(
        Source.BATCH, RegisterBatch, since=RegisterBatch.read_at, **_place(RegisterBatch)
    ).where(RegisterBatch.signed_at.is_(None), RegisterBatch.refused_at.is_(None)),
)
