"""The licences, training and certifications of demo people, standing as their story says."""

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final, NamedTuple

from directory.adapters.place_files import read_regions
from directory.domain import credentials as facts
from directory.domain.vocabulary import (
    CheckSource,
    Country,
    HeadNeck,
    LicenceClass,
    Profession,
    Technique,
)
from directory.workflows.demo.chance import between, happens, id_beside, one_of
from directory.workflows.demo.persons import Certification, Licence, Look, Training
from directory.workflows.demo.stories import Claim
from directory.workflows.demo.words import read_words

Area = tuple[Country, str]

NOT_PRACTISING: Final = {
    Claim.INACTIVE: LicenceClass.INACTIVE,
    Claim.STUDENT: LicenceClass.STUDENT,
}
UNSEEN: Final = frozenset(
    {Claim.DRAFT, Claim.SUBMITTED, Claim.QUERIED, Claim.DEFERRED, Claim.WITHDRAWN}
)
"""Nobody has looked these up yet, or nobody had to."""
LETTERS: Final = {
    Profession.PHYSICAL_THERAPIST: "PT",
    Profession.CHIROPRACTOR: "DC",
    Profession.PHYSICIAN: "MD",
    Profession.ACUPUNCTURIST: "AC",
    Profession.ATHLETIC_TRAINER: "AT",
    Profession.OCCUPATIONAL_THERAPIST: "OT",
    Profession.NATUROPATH: "ND",
    Profession.MASSAGE_THERAPIST: "MT",
    Profession.NURSE_PRACTITIONER: "NP",
    Profession.PHYSICIAN_ASSISTANT: "PA",
}
# Days before `as_of` on which a source was looked up, and days after it on which a paper ends.
# A look at a register holds six months: recent ones, so that few lapse until the next load.
REGISTER_LOOKED: Final = {
    Claim.CHECK_ENDS_SOON: (172, 180),
    Claim.CHECK_OLD: (200, 290),
    Claim.EXPIRED: (171, 290),
}
RECENT_DAYS: Final = 115
ISSUER_LOOKED: Final = {Claim.CHECK_OLD: (745, 900), Claim.EXPIRED: (210, 700)}
LICENCE_ENDS: Final = {Claim.ENDS_SOON: (1, 30), Claim.EXPIRED: (-170, -2)}
CERTIFICATION_ENDS: Final = {Claim.ENDS_SOON: (1, 30), Claim.EXPIRED: (-200, -2)}


class Holder(NamedTuple):
    """Whose papers they are; `number` is theirs alone."""

    id: int
    name: str
    number: int
    country: Country
    technique: Technique
    as_of: date


def licence(
    rnd: Random, holder: Holder, *, profession: Profession, area: Area, claim: Claim
) -> Licence:
    """Make a licence to practise a profession in a region."""
    looked = between(rnd, REGISTER_LOOKED.get(claim, (0, RECENT_DAYS)))
    register = f"{_region_names()[area]} register"
    looks = _looks(
        rnd,
        holder,
        claim=claim,
        source=CheckSource.REGULATOR_REGISTER,
        days=looked,
        source_name=register,
    )
    ends = between(rnd, LICENCE_ENDS.get(claim, (31, 730)))
    return Licence(
        id=id_beside(holder.id, rnd),
        # The X keeps it apart from the numbers that boards give.
        number=f"X{LETTERS[profession]}{holder.number:07d}",
        name_on_licence=holder.name,
        issued=holder.as_of - timedelta(days=between(rnd, (300, 730))),
        fact=facts.Licence(
            profession=profession,
            country=area[0],
            region=area[1],
            licence_class=_licence_class(rnd, claim),
            state=claim.state,
            expires=None if claim is Claim.NO_END else holder.as_of + timedelta(days=ends),
            bars_needling=claim is Claim.BARS_NEEDLING,
            check=looks[-1].check if looks else None,
        ),
        looks=looks,
    )


def training(rnd: Random, holder: Holder, *, claim: Claim, ends_in_exams: bool = False) -> Training:
    """Make a course; `ends_in_exams` makes it stand for accreditation as well."""
    course = one_of(rnd, read_words().courses[holder.country, holder.technique, ends_in_exams])
    completed = between(rnd, (150, 5_500))
    confirmed = happens(rnd, 45)
    source = CheckSource.ISSUER_CONFIRMED if confirmed else CheckSource.DOCUMENT_SEEN
    looks = _looks(
        rnd,
        holder,
        claim=claim,
        source=source,
        days=between(rnd, (0, min(completed, 900))),
        source_name=course.provider,
    )
    covers = HeadNeck.YES if happens(rnd, 82) else HeadNeck.NOT_STATED
    return Training(
        id=id_beside(holder.id, rnd),
        provider=course.provider,
        course=course.name,
        hours=None if happens(rnd, 12) else course.hours,
        completed_on=holder.as_of - timedelta(days=completed),
        fact=facts.Training(
            technique=holder.technique,
            state=claim.state,
            head_neck=HeadNeck.NO if claim is Claim.HEAD_NECK_NO else covers,
            counts_as_accreditation=ends_in_exams,
            check=looks[-1].check if looks else None,
        ),
        looks=looks,
    )


def certification(
    rnd: Random, holder: Holder, *, claim: Claim, counts_as_training: bool
) -> Certification:
    """Make a certification."""
    body = one_of(rnd, read_words().bodies[holder.country, holder.technique])
    confirmed = happens(rnd, 65)
    source = CheckSource.ISSUER_CONFIRMED if confirmed else CheckSource.DOCUMENT_SEEN
    looked = between(rnd, ISSUER_LOOKED.get(claim, (0, 540)))
    looks = _looks(rnd, holder, claim=claim, source=source, days=looked, source_name=body.name)
    endless = claim in {Claim.NO_END, Claim.CHECK_OLD}
    ends = between(rnd, CERTIFICATION_ENDS.get(claim, (61, 900)))
    return Certification(
        id=id_beside(holder.id, rnd),
        body=body.name,
        name=body.credential,
        number=f"{body.letters}-{holder.number:07d}" if happens(rnd, 85) else None,
        issued=holder.as_of - timedelta(days=between(rnd, (905, 2_500))),
        fact=facts.Certification(
            state=claim.state,
            expires=None if endless else holder.as_of + timedelta(days=ends),
            counts_as_training=counts_as_training,
            check=looks[-1].check if looks else None,
        ),
        looks=looks,
    )


def _looks(
    rnd: Random,
    holder: Holder,
    *,
    claim: Claim,
    source: CheckSource,
    days: int,
    source_name: str,
) -> tuple[Look, ...]:
    if claim in UNSEEN:
        return ()
    # Some registers were looked up half a year before as well; the latest look comes last.
    again = source is CheckSource.REGULATOR_REGISTER and days <= RECENT_DAYS and happens(rnd, 20)
    before = [days + between(rnd, (150, 180))] if again else []
    return tuple(
        Look(
            id_beside(holder.id, rnd),
            facts.Check(source, holder.as_of - timedelta(days=each)),
            source_name,
        )
        for each in (*before, days)
    )


def _licence_class(rnd: Random, claim: Claim) -> LicenceClass:
    if claim in NOT_PRACTISING:
        return NOT_PRACTISING[claim]
    if happens(rnd, 96):
        return LicenceClass.FULL
    return LicenceClass.PROVISIONAL if happens(rnd, 60) else LicenceClass.TEMPORARY


@cache
def _region_names() -> dict[Area, str]:
    return {
        (Country(region.country), region.code): region.name
        for region in read_regions().regions
        if region.code
    }
