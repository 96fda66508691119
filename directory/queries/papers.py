"""Credentials on file, each with the look at its source that counts, as the rules judge them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Connection,
    Executable,
    bindparam,
    literal,
    select,
    union_all,
)

from directory.domain import credentials as facts
from directory.domain.holding import REGULATOR
from directory.domain.verdict import Practitioner as Judged
from directory.domain.vocabulary import CredentialKind, CredentialState, RegisterStatus
from directory.models.credentials import (
    Authorization,
    Certification,
    CredentialCheck,
    Licence,
    Training,
)

WHO: Final[BindParameter[list[int]]] = bindparam("who", expanding=True)
"""Whose papers are read: a list of people."""
_LICENCES: Final = (
    select(
        Licence.practitioner_id,
        Licence.id,
        Licence.renews_id,
        Licence.kind,
        Licence.profession,
        Licence.country,
        Licence.region,
        Licence.licence_class,
        Licence.state,
        Licence.first_licensed_on,
        Licence.issued,
        Licence.expires,
        Licence.bars_needling,
        Licence.home_licence_id,
    )
    .where(Licence.practitioner_id.in_(WHO))
    .order_by(Licence.id)
)
_AUTHORIZATIONS: Final = (
    select(
        Authorization.practitioner_id,
        Authorization.id,
        Authorization.renews_id,
        Authorization.country,
        Authorization.region,
        Authorization.kind,
        Authorization.state,
        Authorization.expires,
    )
    .where(Authorization.practitioner_id.in_(WHO))
    .order_by(Authorization.id)
)
_TRAININGS: Final = (
    select(
        Training.practitioner_id,
        Training.id,
        Training.technique,
        Training.state,
        Training.head_neck,
        Training.program,
        Training.counts_as,
        Training.hours,
        Training.hours_in_person,
        Training.supervised_sessions,
        Training.written_exam,
        Training.practical_exam,
        Training.completed_on,
        Training.completed_year,
    )
    .where(Training.practitioner_id.in_(WHO))
    .order_by(Training.id)
)
_CERTIFICATIONS: Final = (
    select(
        Certification.practitioner_id,
        Certification.id,
        Certification.state,
        Certification.expires,
        Certification.program,
        Certification.counts_as,
    )
    .where(Certification.practitioner_id.in_(WHO))
    .order_by(Certification.id)
)
_CHECKS: Final = union_all(
    *(
        select(
            table.practitioner_id,
            literal(kind.value).label("kind"),
            link.label("of"),
            CredentialCheck.id,
            CredentialCheck.source,
            CredentialCheck.looked_on,
            CredentialCheck.status_found,
            CredentialCheck.end_found,
        )
        .join(table, table.id == link)
        .where(table.practitioner_id.in_(WHO))
        for kind, table, link in (
            (CredentialKind.LICENCE, Licence, CredentialCheck.licence_id),
            (CredentialKind.AUTHORIZATION, Authorization, CredentialCheck.authorization_id),
            (CredentialKind.TRAINING, Training, CredentialCheck.training_id),
            (CredentialKind.CERTIFICATION, Certification, CredentialCheck.certification_id),
        )
    )
)

_FOUND_GOOD: Final = frozenset({None, RegisterStatus.ACTIVE, RegisterStatus.RESTRICTED})
"""What lets a look count; whether restrictions bar needling is the licence's own finding."""
_BY_REGULATOR: Final = frozenset({CredentialKind.LICENCE, CredentialKind.AUTHORIZATION})
_Row = Any
"""A row of a statement above; SQLAlchemy's own type names no column past the tenth."""
_Looks = dict[tuple[str, int], _Row]


def credentials_of(connection: Connection, people: Sequence[Any]) -> dict[int, Judged]:
    """Read the credentials of people, each with the look at its source that counts.

    `people`: rows that have id, held, published and attested_on.
    """
    who = {"who": [person.id for person in people]}
    looks = _by_person(connection, _CHECKS, who=who)
    licences = _by_person(connection, _LICENCES, who=who)
    authorizations = _by_person(connection, _AUTHORIZATIONS, who=who)
    trainings = _by_person(connection, _TRAININGS, who=who)
    certifications = _by_person(connection, _CERTIFICATIONS, who=who)
    return {
        person.id: _judged(
            person,
            _that_count(looks[person.id]),
            licences=licences[person.id],
            authorizations=authorizations[person.id],
            trainings=trainings[person.id],
            certifications=certifications[person.id],
        )
        for person in people
    }


def _by_person(
    connection: Connection, statement: Executable, *, who: dict[str, list[int]]
) -> defaultdict[int, list[_Row]]:
    rows: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in connection.execute(statement, who):
        rows[row.practitioner_id].append(row)
    return rows


def _that_count(looks: Iterable[_Row]) -> _Looks:
    """Keep of the looks at each source the latest one, where it speaks for the credential."""
    latest: _Looks = {}
    for look in looks:
        if look.kind in _BY_REGULATOR and look.source not in REGULATOR:
            continue
        before = latest.get((look.kind, look.of))
        if before is None or _order(before) < _order(look):
            latest[look.kind, look.of] = look
    # The latest look decides: once a source said otherwise, an older look is worth nothing.
    return {key: look for key, look in latest.items() if look.status_found in _FOUND_GOOD}


def _judged(
    person: _Row,
    looks: _Looks,
    *,
    licences: Sequence[_Row],
    authorizations: Sequence[_Row],
    trainings: Sequence[_Row],
    certifications: Sequence[_Row],
) -> Judged:
    return Judged(
        licences=tuple(_licence(row, looks, licences=licences) for row in licences),
        authorizations=tuple(_authorization(row, looks) for row in authorizations),
        trainings=tuple(_training(row, looks) for row in trainings),
        certifications=tuple(_certification(row, looks) for row in certifications),
        held=person.held,
        published=person.published,
        attested_on=person.attested_on,
    )


def _order(look: _Row) -> tuple[date, bool, int]:
    """Order looks: by day; of one day's, what speaks against the credential comes last."""
    return look.looked_on, look.status_found not in _FOUND_GOOD, look.id


def _check(looks: _Looks, row: _Row, *, kind: CredentialKind) -> facts.Check | None:
    look = looks.get((kind.value, row.id))
    return None if look is None else facts.Check(look.source, look.looked_on)


def _ends(looks: _Looks, row: _Row, *, kind: CredentialKind) -> date | None:
    """Give the last day: as stated, or an earlier one that was found at the source."""
    look = looks.get((kind.value, row.id))
    found = None if look is None else look.end_found
    return min(filter(None, (row.expires, found)), default=None)


def _practising_since(row: _Row, licences: Iterable[_Row]) -> date | None:
    """Give the earliest day of a verified licence of the same profession, wherever it is."""
    days = (
        day
        for each in licences
        if each.profession is row.profession and each.state is CredentialState.VERIFIED
        for day in (each.first_licensed_on, each.issued)
        if day is not None
    )
    return min(days, default=None)


def _licence(row: _Row, looks: _Looks, *, licences: Sequence[_Row]) -> facts.Licence:
    return facts.Licence(
        id=row.id,
        renews=row.renews_id,
        kind=row.kind,
        profession=row.profession,
        country=row.country,
        region=row.region,
        licence_class=row.licence_class,
        state=row.state,
        practising_since=_practising_since(row, licences),
        expires=_ends(looks, row, kind=CredentialKind.LICENCE),
        bars_needling=row.bars_needling,
        home=row.home_licence_id,
        check=_check(looks, row, kind=CredentialKind.LICENCE),
    )


def _authorization(row: _Row, looks: _Looks) -> facts.Authorization:
    return facts.Authorization(
        id=row.id,
        renews=row.renews_id,
        country=row.country,
        region=row.region,
        kind=row.kind,
        state=row.state,
        expires=_ends(looks, row, kind=CredentialKind.AUTHORIZATION),
        check=_check(looks, row, kind=CredentialKind.AUTHORIZATION),
    )


def _training(row: _Row, looks: _Looks) -> facts.Training:
    return facts.Training(
        technique=row.technique,
        state=row.state,
        head_neck=row.head_neck,
        program=row.program,
        counts_as=row.counts_as,
        hours=row.hours,
        hours_in_person=row.hours_in_person,
        supervised_sessions=row.supervised_sessions,
        written_exam=row.written_exam,
        practical_exam=row.practical_exam,
        completed_on=row.completed_on or date(row.completed_year, 12, 31),
        check=_check(looks, row, kind=CredentialKind.TRAINING),
    )


def _certification(row: _Row, looks: _Looks) -> facts.Certification:
    return facts.Certification(
        state=row.state,
        expires=_ends(looks, row, kind=CredentialKind.CERTIFICATION),
        program=row.program,
        counts_as=row.counts_as,
        check=_check(looks, row, kind=CredentialKind.CERTIFICATION),
    )
