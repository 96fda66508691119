"""Credentials that may be work for reviewers, of many people at once."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Float,
    Label,
    Select,
    Text,
    and_,
    bindparam,
    exists,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from directory.domain.checks import RELOOK_DAYS
from directory.domain.desk import AHEAD_DAYS, ENDING_DAYS, LEAST_DAYS_OF_A_LOOK, Paper
from directory.domain.entry.licence_numbers import hints_for, unusual
from directory.domain.rules import RuleBook, Ruling
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    Country,
    CredentialKind,
    CredentialState,
    LicenceKind,
    Profession,
)
from directory.models.credentials import (
    Authorization,
    Certification,
    CredentialCheck,
    CredentialEvidence,
    Evidence,
    Licence,
    Training,
)

WHO: Final[BindParameter[list[int]]] = bindparam("who", expanding=True)
"""Whose work is read: a list of people."""
_ENDS_BY: Final = bindparam("ends_by", type_=Date)
_LOOKED_SINCE: Final = bindparam("looked_since", type_=Date)
_DAY: Final = timedelta(days=1)
_SENT: Final = (CredentialState.SUBMITTED, CredentialState.QUERIED, CredentialState.DEFERRED)
_COUNTRIES: Final = {each.value: each for each in Country}
Row = Any
"""A row of a statement; SQLAlchemy's own type names no column past the tenth."""


def paper_rows(
    connection: Connection, who: Mapping[str, list[int]], *, today: date
) -> defaultdict[int, list[Row]]:
    """Read rows of credentials that may be work, by whose they are."""
    days = {
        "ends_by": today + (ENDING_DAYS + AHEAD_DAYS) * _DAY,
        "looked_since": today - (LEAST_DAYS_OF_A_LOOK - RELOOK_DAYS - AHEAD_DAYS) * _DAY,
    }
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in connection.execute(_PAPERS, {**who, **days}):
        found[row.practitioner_id].append(row)
    return found


def paper(row: Row, home: Country | None, *, rules: RuleBook, today: date) -> Paper:
    """Read a credential; `home`: the country of its person's first place."""
    country = country_of(row.country) or home
    profession = Profession(row.profession) if row.profession else None
    return Paper(
        id=row.id,
        kind=CredentialKind(row.kind),
        state=CredentialState(row.state),
        since=row.state_since,
        deferred_until=row.deferred_until,
        appeal=Appeal(row.appeal),
        appealed_at=row.appealed_at,
        renews=row.renews_id is not None,
        corrects=bool(row.corrects),
        once_checked=bool(row.once_checked),
        country=country,
        region=row.region,
        profession=profession,
        ends=min(filter(None, (row.expires, row.end_found)), default=None),
        looked_on=row.looked_on,
        followed=bool(row.followed),
        succeeded=bool(row.succeeded),
        name_score=row.name_score,
        number_elsewhere=bool(row.number_elsewhere),
        file_elsewhere=bool(row.file_elsewhere),
        unusual=_is_unusual(row, country, profession=profession),
        rule_open=_is_open(row, country, rules=rules, today=today),
    )


def country_of(text: str | None) -> Country | None:
    """Read a country; trainings may be from anywhere."""
    return _COUNTRIES.get(text or "")


def _is_unusual(row: Row, country: Country | None, *, profession: Profession | None) -> bool:
    if row.kind != CredentialKind.LICENCE or country is None or profession is None:
        return False
    kind = LicenceKind(row.licence_kind)
    hints = hints_for(country, row.region, profession=profession, kind=kind)
    return bool(unusual(row.number, hints))


def _is_open(row: Row, country: Country | None, *, rules: RuleBook, today: date) -> bool:
    if row.profession is None or country is None:
        return False
    rule = rules.on((country, row.region, Profession(row.profession)), today)
    return rule is None or rule.ruling is Ruling.NOT_ESTABLISHED


def _text(column: Any, name: str) -> Label[Any]:  # noqa: ANN401  (a column of whatever type)
    return column.cast(Text).label(name)  # type: ignore[no-any-return]


def _papers(kind: CredentialKind, table: Any, *, link: Any) -> Select[Any]:  # noqa: ANN401  (any kind)
    """Select what may be work of one kind; columns that it lacks are empty."""
    latest = select(CredentialCheck).where(link == table.id)
    latest = latest.order_by(CredentialCheck.looked_on.desc(), CredentialCheck.id.desc()).limit(1)
    has = table.__table__.columns.keys()
    later = aliased(table)
    following = exists().where(
        # Nobody renews what is another one's: so the index of owners finds them.
        later.practitioner_id == table.practitioner_id,
        later.renews_id == table.id,
        or_(later.corrects.is_(None), ~later.corrects),
    )

    def own(name: str, kind_of: Any) -> Label[Any]:  # noqa: ANN401  (a type)
        if name not in has:
            return null().cast(kind_of).label(name)
        column = getattr(table, name)
        # SQLite would read a day as a number.
        return (column if kind_of is Date else column.cast(kind_of)).label(name)  # type: ignore[no-any-return]

    # A look is older than nearly six months, or there is none that is younger.
    old_look = ~exists().where(link == table.id, CredentialCheck.looked_on > _LOOKED_SINCE)
    coming = old_look if "expires" not in has else or_(table.expires <= _ENDS_BY, old_look)
    open_now = or_(
        table.state.in_(_SENT),
        and_(table.state == CredentialState.SUSPENDED, table.appeal == Appeal.OPEN),
        _never() if table is Training else and_(table.state == CredentialState.VERIFIED, coming),
    )
    return select(
        literal(kind.value).label("kind"),
        table.id,
        table.practitioner_id,
        _text(table.state, "state"),
        table.state_since,
        table.deferred_until,
        _text(table.appeal, "appeal"),
        table.appealed_at,
        table.renews_id,
        table.corrects,
        own("country", Text),
        own("region", Text),
        own("profession", Text),
        own("expires", Date),
        own("number", Text),
        own("name_score", Float),
        _text(table.kind if table is Licence else null(), "licence_kind"),
        exists().where(link == table.id).label("once_checked"),
        latest.with_only_columns(CredentialCheck.looked_on).scalar_subquery().label("looked_on"),
        latest.with_only_columns(CredentialCheck.end_found).scalar_subquery().label("end_found"),
        following.where(later.state.in_((*_SENT, CredentialState.VERIFIED))).label("followed"),
        following.where(later.state == CredentialState.VERIFIED).label("succeeded"),
        _number_elsewhere(table).label("number_elsewhere"),
        _file_elsewhere(kind, table).label("file_elsewhere"),
    ).where(table.practitioner_id.in_(WHO), open_now)


def _never() -> ColumnElement[bool]:
    return literal(value=False, type_=Boolean)


def _number_elsewhere(table: Any) -> Any:  # noqa: ANN401  (any kind)
    if table is not Licence:
        return _never()
    other = aliased(Licence)
    return exists().where(
        other.country == Licence.country,
        other.region == Licence.region,
        other.profession == Licence.profession,
        other.number == Licence.number,
        other.practitioner_id != Licence.practitioner_id,
        other.state != CredentialState.WITHDRAWN,
    )


def _file_elsewhere(kind: CredentialKind, table: Any) -> Any:  # noqa: ANN401  (any kind)
    other = aliased(Evidence)
    link = getattr(CredentialEvidence, f"{kind.value}_id")
    return exists().where(
        link == table.id,
        Evidence.id == CredentialEvidence.evidence_id,
        other.sha256 == Evidence.sha256,
        other.practitioner_id != table.practitioner_id,
    )


_PAPERS: Final = union_all(
    *(
        _papers(kind, table, link=getattr(CredentialCheck, f"{kind.value}_id"))
        for kind, table in (
            (CredentialKind.LICENCE, Licence),
            (CredentialKind.AUTHORIZATION, Authorization),
            (CredentialKind.TRAINING, Training),
            (CredentialKind.CERTIFICATION, Certification),
        )
    )
)
