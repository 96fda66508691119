"""Store what the rules conclude about a person, and rewrite their search postings."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session, selectinload

from directory.domain import credentials as facts
from directory.domain.clock import seconds
from directory.domain.geodesy import cell_of, ecef_cm
from directory.domain.listing import Practice, Profile, Standing, standings
from directory.domain.postings import Posting, languages_of, mask_of, postings_of
from directory.domain.verdict import Location, Pillar
from directory.domain.verdict import Practitioner as Credentials
from directory.models.credentials import Certification, CredentialCheck, Licence, Training
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.standings import PostingRow
from directory.models.standings import Standing as StandingRow


def restate(session: Session, practitioner_id: int, *, at: datetime) -> None:
    """Judge a person anew and rewrite their standings and postings.

    Part of every act that changes what the rules or the search look at; the caller's transaction
    makes both true at once.
    """
    # What the act has changed so far must be in the tables that are read here.
    session.flush()
    stored = session.execute(
        select(StandingRow.location_id, StandingRow.cell, StandingRow.lists).where(
            StandingRow.practitioner_id == practitioner_id
        )
    ).all()
    standing_keys = [
        (int(attr), cell, location_id)
        for location_id, cell, lists in stored
        for attr in lists.split()
    ]
    if standing_keys:
        key = tuple_(PostingRow.attr, PostingRow.cell, PostingRow.location_id)
        session.execute(delete(PostingRow).where(key.in_(standing_keys)))
    session.execute(delete(StandingRow).where(StandingRow.practitioner_id == practitioner_id))
    person = session.get(
        Practitioner,
        practitioner_id,
        options=[
            selectinload(Practitioner.headaches),
            selectinload(Practitioner.languages),
            selectinload(Practitioner.techniques),
            selectinload(Practitioner.locations).selectinload(PracticeLocation.access),
        ],
    )
    if person is None:
        return
    found = standings(_profile(session, person), map(_practice, person.locations), at=at)
    lines = postings_of([standing.searchable for standing in found])
    if found:
        session.execute(insert(StandingRow), standing_rows(found, lines))
    if lines:
        session.execute(insert(PostingRow), posting_rows(lines))


def standing_rows(found: Sequence[Standing], lines: Iterable[Posting]) -> list[dict[str, Any]]:
    """Write the standings of one person as rows, with the lists that their postings are in."""
    lists: dict[int, list[str]] = {}
    for line in sorted(lines):
        lists.setdefault(line.location_id, []).append(str(line.attr))
    return [_standing_row(standing, lists) for standing in found]


def posting_rows(lines: Iterable[Posting]) -> list[dict[str, Any]]:
    """Write postings as rows."""
    return [line._asdict() for line in lines]


def _standing_row(standing: Standing, lists: dict[int, list[str]]) -> dict[str, Any]:
    place, verdict = standing.searchable, standing.verdict
    return {
        "location_id": place.location_id,
        "practitioner_id": place.practitioner_id,
        "profession": verdict.profession,
        **_pillar("licence", verdict.licence),
        **_pillar("training", verdict.training),
        "head_neck": verdict.head_neck,
        **_pillar("accreditation", verdict.accreditation),
        "qualified_until": seconds(verdict.qualified_until),
        "listed_until": place.listed_until,
        "partial_until": place.partial_until,
        "new_patients_until": standing.new_patients_until,
        "mask": mask_of(place),
        "languages": languages_of(place.languages),
        "cell": cell_of(*ecef_cm(place.lat, place.lon)),
        "lists": " ".join(lists.get(place.location_id, ())),
    }


def _pillar(name: str, pillar: Pillar) -> dict[str, Any]:
    check = pillar.check
    return {
        f"{name}_source": check.source if check else None,
        f"{name}_on": check.looked_on if check else None,
        f"{name}_until": seconds(pillar.until),
    }


def _profile(session: Session, person: Practitioner) -> Profile:
    mine = {"practitioner_id": person.id}
    licences = session.scalars(
        select(Licence).filter_by(**mine).options(selectinload(Licence.checks))
    )
    trainings = session.scalars(
        select(Training).filter_by(**mine).options(selectinload(Training.checks))
    )
    certifications = session.scalars(
        select(Certification).filter_by(**mine).options(selectinload(Certification.checks))
    )
    return Profile(
        practitioner_id=person.id,
        credentials=Credentials(
            licences=tuple(map(_licence, licences)),
            trainings=tuple(map(_training, trainings)),
            certifications=tuple(map(_certification, certifications)),
            published=person.published,
            attested_on=person.attested_on,
        ),
        headaches=frozenset(row.headache for row in person.headaches),
        languages=frozenset(row.language for row in person.languages),
        techniques=frozenset(row.technique for row in person.techniques),
        gender=person.gender,
        remote_first_talk=person.remote_first_talk,
        takes_new_patients=person.takes_new_patients,
        new_patients_confirmed_on=person.new_patients_confirmed_on,
    )


def _practice(location: PracticeLocation) -> Practice:
    return Practice(
        location_id=location.id,
        place=Location(location.country, location.region, location.time_zone),
        lat=location.lat,
        lon=location.lon,
        access=frozenset(row.access for row in location.access),
    )


def _last_check(checks: Sequence[CredentialCheck]) -> facts.Check | None:
    if not checks:
        return None
    last = max(checks, key=lambda check: check.looked_on)
    return facts.Check(last.source, last.looked_on)


def _licence(row: Licence) -> facts.Licence:
    return facts.Licence(
        profession=row.profession,
        country=row.country,
        region=row.region,
        licence_class=row.licence_class,
        state=row.state,
        expires=row.expires,
        bars_needling=row.bars_needling,
        check=_last_check(row.checks),
    )


def _training(row: Training) -> facts.Training:
    return facts.Training(
        technique=row.technique,
        state=row.state,
        head_neck=row.head_neck,
        counts_as_accreditation=row.counts_as_accreditation,
        check=_last_check(row.checks),
    )


def _certification(row: Certification) -> facts.Certification:
    return facts.Certification(
        state=row.state,
        expires=row.expires,
        counts_as_training=row.counts_as_training,
        check=_last_check(row.checks),
    )
