"""The verdict "qualified": what the rules conclude about one person at one practice location."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directory.domain.clock import ALWAYS, NEVER, end_of, months_after
from directory.domain.credentials import Certification, Check, Licence, Training
from directory.domain.vocabulary import (
    CheckSource,
    Country,
    CredentialState,
    HeadNeck,
    LicenceClass,
    PillarStatus,
    Profession,
)

LICENCE_CHECK_MONTHS = 6
"""How long a look at the register holds; also the answer where a licence has no end date."""
CERTIFICATION_CHECK_MONTHS = 24
ATTESTATION_DAYS = 365
NEW_PATIENTS_DAYS = 90
PRACTISING = frozenset({LicenceClass.FULL, LicenceClass.PROVISIONAL, LicenceClass.TEMPORARY})
REGISTER = frozenset({CheckSource.REGULATOR_REGISTER})


@dataclass(frozen=True, slots=True)
class Location:
    """What the rules need to know of a practice location."""

    country: Country
    region: str
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    """What the rules need to know of a person."""

    licences: tuple[Licence, ...]
    trainings: tuple[Training, ...]
    certifications: tuple[Certification, ...]
    published: bool
    attested_on: date | None


@dataclass(frozen=True, slots=True)
class Pillar:
    """One pillar's answer; `until` is exclusive, `ALWAYS` where it never lapses."""

    status: PillarStatus
    check: Check | None = None
    until: datetime = NEVER


NONE_ON_RECORD = Pillar(PillarStatus.NONE_ON_RECORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What holds at a location, and the exclusive instants until which it holds.

    `qualified_until`: all three pillars. `listed_until`: the same while published and attested.
    `partial_until`: like `listed_until` for licence and training alone. `NEVER` where not.
    """

    profession: Profession | None
    licence: Pillar
    training: Pillar
    head_neck: HeadNeck
    accreditation: Pillar
    qualified_until: datetime
    listed_until: datetime
    partial_until: datetime


def assess(person: Practitioner, location: Location, *, at: datetime) -> Verdict:
    """Judge a person at a location at an instant (timezone-aware).

    Sources: the three pillars and their life-times are this directory's own published rules.
    """
    profession, licence = _licence(person.licences, location, at=at)
    training, head_neck = _training(person, location, at=at)
    accreditation = _accreditation(person, location, at=at)
    shown = _shown_until(person, location)
    both = min(licence.until, training.until)
    qualified = min(both, accreditation.until)
    return Verdict(
        profession=profession,
        licence=licence,
        training=training,
        head_neck=head_neck,
        accreditation=accreditation,
        qualified_until=qualified,
        listed_until=_findable(min(qualified, shown), head_neck),
        partial_until=_findable(min(both, shown), head_neck),
    )


def licensed_until(licence: Licence, time_zone: str, *, at: datetime) -> datetime:
    """Give the exclusive end of a licence that holds at an instant, or `NEVER`."""
    usable = (
        licence.state is CredentialState.VERIFIED
        and licence.licence_class in PRACTISING
        and not licence.bars_needling
        and licence.check is not None
        and licence.check.source in REGISTER
    )
    if not usable or licence.check is None:
        return NEVER
    last = months_after(licence.check.looked_on, LICENCE_CHECK_MONTHS)
    if licence.expires is not None:
        last = min(last, licence.expires)
    until = end_of(last, time_zone)
    return until if until > at else NEVER


def new_patients_until(confirmed_on: date | None, time_zone: str) -> datetime:
    """Say how long a statement about new patients holds; then it is not known."""
    if confirmed_on is None:
        return NEVER
    return end_of(confirmed_on + timedelta(days=NEW_PATIENTS_DAYS), time_zone)


def _licence(
    licences: Iterable[Licence], location: Location, *, at: datetime
) -> tuple[Profession | None, Pillar]:
    best, profession = NONE_ON_RECORD, None
    for licence in licences:
        if (licence.country, licence.region) != (location.country, location.region):
            continue
        until = licensed_until(licence, location.time_zone, at=at)
        if until > best.until:
            best = Pillar(PillarStatus.CHECKED, licence.check, until)
            profession = licence.profession
    return profession, best


def _holds_until(certification: Certification, time_zone: str, *, at: datetime) -> datetime:
    if certification.state is not CredentialState.VERIFIED or certification.check is None:
        return NEVER
    last = certification.expires or months_after(
        certification.check.looked_on, CERTIFICATION_CHECK_MONTHS
    )
    until = end_of(last, time_zone)
    return until if until > at else NEVER


_HEAD_NECK_ORDER = {HeadNeck.YES: 2, HeadNeck.NOT_STATED: 1, HeadNeck.NO: 0}
_SOURCE_ORDER = {
    CheckSource.REGULATOR_REGISTER: 2,
    CheckSource.ISSUER_CONFIRMED: 1,
    CheckSource.DOCUMENT_SEEN: 0,
}


def _weight(check: Check) -> tuple[int, date]:
    return _SOURCE_ORDER[check.source], check.looked_on


def _training(person: Practitioner, location: Location, *, at: datetime) -> tuple[Pillar, HeadNeck]:
    found = [
        (_HEAD_NECK_ORDER[t.head_neck], _weight(t.check), t.head_neck, t.check)
        for t in person.trainings
        if t.state is CredentialState.VERIFIED and t.check is not None
    ]
    if found:
        _, _, head_neck, check = max(found, key=lambda entry: entry[:2])
        return Pillar(PillarStatus.CHECKED, check, ALWAYS), head_neck
    for certification in person.certifications:
        if (
            certification.counts_as_training
            and _holds_until(certification, location.time_zone, at=at) > at
        ):
            return Pillar(PillarStatus.CHECKED, certification.check, ALWAYS), HeadNeck.NOT_STATED
    return NONE_ON_RECORD, HeadNeck.NOT_STATED


def _accreditation(person: Practitioner, location: Location, *, at: datetime) -> Pillar:
    best = NONE_ON_RECORD
    for certification in person.certifications:
        until = _holds_until(certification, location.time_zone, at=at)
        if until > best.until:
            best = Pillar(PillarStatus.CHECKED, certification.check, until)
    for training in person.trainings:
        if (
            training.counts_as_accreditation
            and training.state is CredentialState.VERIFIED
            and training.check is not None
        ):
            return Pillar(PillarStatus.CHECKED, training.check, ALWAYS)
    return best


def _shown_until(person: Practitioner, location: Location) -> datetime:
    if not person.published or person.attested_on is None:
        return NEVER
    return end_of(person.attested_on + timedelta(days=ATTESTATION_DAYS), location.time_zone)


def _findable(until: datetime, head_neck: HeadNeck) -> datetime:
    return NEVER if head_neck is HeadNeck.NO else until
