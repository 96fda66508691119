"""The verdict "qualified": what the rules conclude about one person at one practice location."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from directory.domain.barring import standing_in_the_way
from directory.domain.case import (
    Case,
    Sheet,
    accreditation_notes,
    any_training,
    head_neck_notes,
    held_against,
)
from directory.domain.clock import ALWAYS, NEVER, end_of, local_day
from directory.domain.credentials import Authorization, Certification, Licence, Training
from directory.domain.holding import licensed_until, why_ended, why_not
from directory.domain.minimum import NONE_ON_RECORD, Pillar, Proof, accreditation, proofs_of
from directory.domain.notes import Note, NoteCode, note
from directory.domain.programs import ProgramBook
from directory.domain.rules import Rule, RuleBook
from directory.domain.vocabulary import (
    Country,
    HeadNeck,
    PillarStatus,
    Profession,
)

__all__ = ["NONE_ON_RECORD", "Location", "Pillar", "Practitioner", "Verdict", "assess"]

ATTESTATION_DAYS = 365
NEW_PATIENTS_DAYS = 90


@dataclass(frozen=True, slots=True)
class Location:
    """What the rules need to know of a practice location.

    `ended_on`: the last day there, of somebody who leaves it.
    """

    country: Country
    region: str
    time_zone: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    """What the rules need to know of a person.

    `held`: a suspension of the person is open, or an exclusion is confirmed or under review.
    """

    licences: tuple[Licence, ...]
    authorizations: tuple[Authorization, ...] = ()
    trainings: tuple[Training, ...]
    certifications: tuple[Certification, ...]
    held: bool = False
    published: bool
    attested_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What holds at a location, and the exclusive instants until which it holds.

    `qualified_until`: all three pillars, where the rule of the place and nothing else stands in
    the way. `listed_until`: the same while published and attested. `partial_until`: like
    `listed_until` for licence and training alone. `NEVER` where not. `since`: from when the
    person has been qualified there without a gap; `NEVER` where they are not. `rule`: the version
    that decided.
    """

    profession: Profession | None
    licence: Pillar
    training: Pillar
    head_neck: HeadNeck
    accreditation: Pillar
    rule: Rule | None
    notes: tuple[Note, ...]
    since: datetime
    qualified_until: datetime
    listed_until: datetime
    partial_until: datetime

    @property
    def qualified(self) -> bool:
        """Whether all held at the instant of the verdict."""
        return self.qualified_until > NEVER


def assess(
    person: Practitioner,
    location: Location,
    *,
    at: datetime,
    rules: RuleBook,
    programs: ProgramBook,
    qualified_since: datetime = NEVER,
) -> Verdict:
    """Judge a person at a location at an instant (timezone-aware).

    `qualified_since`: since when they had been qualified there without a gap, if they were until
    now. Sources: the three pillars and their life-times are this directory's own published rules;
    what the place asks for is `rules`.
    """
    papers = person.trainings, person.certifications
    sheet = Sheet(
        at=at,
        time_zone=location.time_zone,
        authorizations=person.authorizations,
        proofs=proofs_of(*papers, programs=programs, time_zone=location.time_zone, at=at),
        accreditation=accreditation(
            *papers, programs=programs, time_zone=location.time_zone, at=at
        ),
        barred=standing_in_the_way(person.licences, person.authorizations, held=person.held),
    )
    here = [
        licence
        for licence in person.licences
        if (licence.country, licence.region) == (location.country, location.region)
    ]
    cases = [
        _carried(sheet, licence, until=until, rules=rules)
        for licence in here
        if (until := licensed_until(licence, location.time_zone, at=at, licences=person.licences))
        > NEVER
    ]
    if not cases:
        return _unlicensed(sheet, here)
    best = max(cases, key=_preference)
    shown = min(_shown_until(person, location), _findable_until(sheet.proofs))
    head_neck = sheet.proofs[0].head_neck if sheet.proofs else HeadNeck.NOT_STATED
    qualified = best.qualified_until
    return Verdict(
        profession=best.licence.profession,
        licence=best.licensed,
        training=best.training,
        head_neck=head_neck,
        accreditation=best.accreditation,
        rule=best.rule,
        notes=tuple(best.notes),
        since=(qualified_since if qualified_since > NEVER else at) if qualified > NEVER else NEVER,
        qualified_until=qualified,
        listed_until=min(qualified, shown),
        partial_until=min(best.partial_until, shown),
    )


def new_patients_until(
    confirmed_on: date | None, time_zone: str, *, stated: date | None = None
) -> datetime:
    """Say how long a statement about new patients holds; then it is not known.

    `stated`: the last day that they gave with it themselves; it is believed, near or far.
    """
    if confirmed_on is None:
        return NEVER
    return end_of(stated or confirmed_on + timedelta(days=NEW_PATIENTS_DAYS), time_zone)


def _preference(case: Case) -> tuple[datetime, datetime, datetime]:
    return case.qualified_until, case.partial_until, case.licensed.until


def _carried(sheet: Sheet, licence: Licence, *, until: datetime, rules: RuleBook) -> Case:
    """Hold a licence against the rule of today, and see how long later versions let it stand."""
    key = licence.country, licence.region, licence.profession
    today = local_day(sheet.at, sheet.time_zone)
    licensed = Pillar(PillarStatus.CHECKED, licence.check, until)
    case = held_against(rules.on(key, today), sheet, licence=licence, licensed=licensed, day=today)
    partial, qualified = case.partial_until, case.qualified_until
    for day in rules.turns(key, today):
        begins = end_of(day - timedelta(days=1), sheet.time_zone)
        if begins >= partial:
            break
        later = held_against(rules.on(key, day), sheet, licence=licence, licensed=licensed, day=day)
        # Whoever falls out under the next version falls out on its first day.
        partial = min(partial, max(begins, later.partial_until))
        qualified = min(partial, qualified, max(begins, later.qualified_until))
    return replace(case, partial_until=partial, qualified_until=qualified)


def _unlicensed(sheet: Sheet, here: list[Licence]) -> Verdict:
    """Judge somebody whom no licence lets work at this place now, and say why."""
    notes = list(sheet.barred) + [
        note(
            why_not(licence) or why_ended(licence, sheet.time_zone, at=sheet.at),
            profession=licence.profession,
        )
        for licence in here
    ]
    if not here:
        notes.append(note(NoteCode.LICENCE_NONE))
    if not sheet.proofs:
        notes.append(note(NoteCode.TRAINING_NONE))
    return Verdict(
        profession=None,
        licence=NONE_ON_RECORD,
        training=any_training(sheet.proofs),
        head_neck=sheet.proofs[0].head_neck if sheet.proofs else HeadNeck.NOT_STATED,
        accreditation=sheet.accreditation,
        rule=None,
        notes=(*notes, *head_neck_notes(sheet.proofs), *accreditation_notes(sheet.accreditation)),
        since=NEVER,
        qualified_until=NEVER,
        listed_until=NEVER,
        partial_until=NEVER,
    )


def _shown_until(person: Practitioner, location: Location) -> datetime:
    if not person.published or person.attested_on is None:
        return NEVER
    attested = person.attested_on + timedelta(days=ATTESTATION_DAYS)
    return end_of(min(attested, location.ended_on or attested), location.time_zone)


def _findable_until(proofs: list[Proof]) -> datetime:
    """Say how long search may show somebody: never with training that left out head and neck.

    A certification that says nothing of it covers for such training while it lasts.
    """
    if all(proof.head_neck is not HeadNeck.NO for proof in proofs):
        return ALWAYS
    others = (proof.until for proof in proofs if proof.head_neck is not HeadNeck.NO)
    return max(others, default=NEVER)
