"""The licences and needling authorizations of demo people, standing as their story says."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from directory.domain import credentials as facts
from directory.domain.vocabulary import (
    AuthorizationKind,
    CheckSource,
    CredentialState,
    Finding,
    LicenceClass,
    LicenceKind,
    Profession,
)
from directory.workflows.demo.chance import between, happens, id_beside, one_of
from directory.workflows.demo.looks import (
    RECENT_DAYS,
    Holder,
    counting,
    filing_of,
    looks_of,
    register_of,
)
from directory.workflows.demo.periods import earlier_period, next_period
from directory.workflows.demo.persons import Authorization, Licence
from directory.workflows.demo.scene import Scene
from directory.workflows.demo.stories import Claim, Story
from directory.workflows.demo.towns import Area
from directory.workflows.demo.words import read_words

NOT_PRACTISING: Final = {
    Claim.INACTIVE: LicenceClass.INACTIVE,
    Claim.STUDENT: LicenceClass.STUDENT,
}
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
LOOKED: Final = {
    Claim.CHECK_ENDS_SOON: (172, 180),
    Claim.CHECK_OLD: (200, 290),
    Claim.EXPIRED: (171, 290),
}
ENDS: Final = {Claim.ENDS_SOON: (1, 30), Claim.EXPIRED: (-170, -2)}
BARRED: Final = "No invasive procedures until the board lifts this condition (invented)."
HARMLESS: Final = "Reports to a mentor once a month for a year (invented)."
RENEWED_PERCENT, RENEWING_PERCENT, FURTHER_PERCENT = 8, 60, 7


def licences_of(
    rnd: Random, scene: Scene, *, holder: Holder, story: Story, areas: Sequence[Area]
) -> Iterator[Licence]:
    """Make the licences for the regions that somebody works in, and what hangs on them."""
    for position, area in enumerate(areas):
        claim, kind, home = story.licence, LicenceKind.LICENCE, None
        if claim is Claim.COMPACT:
            claim = Claim.CURRENT
            if position == 0:
                elsewhere = one_of(rnd, sorted(read_words().compact - {area}))
                first = licence(rnd, holder, area=elsewhere, claim=claim)
                yield first
                kind, home = LicenceKind.COMPACT_PRIVILEGE, first.id
        elif position and (claim.state is not CredentialState.VERIFIED or not happens(rnd, 75)):
            claim = Claim.SUBMITTED
        made = licence(rnd, holder, area=area, claim=claim, kind=kind, home=home)
        if claim is Claim.CURRENT and home is None and happens(rnd, RENEWED_PERCENT):
            earlier = earlier_period(rnd, holder, now=made)
            yield earlier
            made = made._replace(renews_id=earlier.id)
        yield made
        if claim is Claim.ENDS_SOON and happens(rnd, RENEWING_PERCENT):
            yield next_period(rnd, holder, now=made)
    # Some are licensed beyond the region they practise in, which matters to a first talk by phone.
    if len(areas) == 1 and story.licence is not Claim.NEW and happens(rnd, FURTHER_PERCENT):
        further = scene.towns.anywhere(rnd).area
        if further not in areas and scene.permits(further, holder.profession):
            held = story.licence.state is CredentialState.VERIFIED and happens(rnd, 75)
            claim = story.licence if held else Claim.SUBMITTED
            if claim is not Claim.COMPACT:
                yield licence(rnd, holder, area=further, claim=claim)


def licence(
    rnd: Random,
    holder: Holder,
    *,
    area: Area,
    claim: Claim,
    kind: LicenceKind = LicenceKind.LICENCE,
    home: int | None = None,
) -> Licence:
    """Make a licence to practise in a region."""
    ends = between(rnd, ENDS.get(claim, (31, 730)))
    expires = None if claim is Claim.NO_END else holder.day(-ends)
    looks = looks_of(
        rnd,
        holder,
        claim=claim,
        source=CheckSource.REGULATOR_REGISTER,
        source_name=register_of(area),
        days=between(rnd, LOOKED.get(claim, (0, RECENT_DAYS))),
        ends=expires,
    )
    since = (holder.as_of - holder.began).days
    identifier = id_beside(holder.id, rnd)
    # The X keeps it apart from the numbers that boards give.
    letters = LETTERS[holder.profession] if kind is LicenceKind.LICENCE else "CP"
    number = f"X{letters}{holder.number:07d}"
    conditions = _conditions(rnd, claim)
    return Licence(
        id=identifier,
        renews_id=None,
        kind=kind,
        number=number,
        number_typed=number.lower() if happens(rnd, 10) else number,
        name_on_licence=holder.name,
        first_licensed_on=holder.began if home is None else None,
        issued=holder.day(between(rnd, (300, min(730, since)))),
        conditions=conditions,
        filing=filing_of(rnd, holder, claim=claim, looks=looks),
        fact=facts.Licence(
            id=identifier,
            kind=kind,
            profession=holder.profession,
            country=area[0],
            region=area[1],
            licence_class=_licence_class(rnd, claim),
            state=claim.state,
            practising_since=holder.began,
            expires=expires,
            bars_needling=_bars(claim),
            home=home,
            check=counting(looks),
        ),
        looks=looks,
    )


def authorization(
    rnd: Random, holder: Holder, *, area: Area, kind: AuthorizationKind, claim: Claim
) -> Authorization:
    """Make the regulator's own entry for needling."""
    ends = between(rnd, ENDS.get(claim, (31, 730)))
    expires = holder.day(-ends) if claim is Claim.EXPIRED or happens(rnd, 60) else None
    looks = looks_of(
        rnd,
        holder,
        claim=claim,
        source=CheckSource.REGULATOR_REGISTER,
        source_name=register_of(area),
        days=between(rnd, LOOKED.get(claim, (0, RECENT_DAYS))),
        ends=expires,
    )
    return Authorization(
        id=id_beside(holder.id, rnd),
        number=f"XN{holder.number:07d}" if happens(rnd, 60) else None,
        issued=holder.day(between(rnd, (300, 730))),
        filing=filing_of(rnd, holder, claim=claim, looks=looks),
        fact=facts.Authorization(
            country=area[0],
            region=area[1],
            kind=kind,
            state=claim.state,
            expires=expires,
            check=counting(looks),
        ),
        looks=looks,
    )


def _conditions(rnd: Random, claim: Claim) -> str | None:
    if claim is Claim.BARS_NEEDLING:
        return BARRED
    return HARMLESS if claim is Claim.CURRENT and happens(rnd, 1) else None


def _bars(claim: Claim) -> Finding:
    if claim is Claim.BARS_NEEDLING:
        return Finding.YES
    return Finding.NO if claim.state is CredentialState.VERIFIED else Finding.NOT_JUDGED


def _licence_class(rnd: Random, claim: Claim) -> LicenceClass:
    if claim in NOT_PRACTISING:
        return NOT_PRACTISING[claim]
    if happens(rnd, 96):
        return LicenceClass.FULL
    return LicenceClass.PROVISIONAL if happens(rnd, 60) else LicenceClass.TEMPORARY
