from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from directory.domain.clock import ALWAYS, NEVER, end_of
from directory.domain.credentials import Certification, Check, Licence, Training
from directory.domain.verdict import (
    PRACTISING,
    Location,
    Practitioner,
    Verdict,
    assess,
    licensed_until,
    new_patients_until,
)
from directory.domain.vocabulary import (
    CheckSource,
    Country,
    CredentialState,
    HeadNeck,
    LicenceClass,
    PillarStatus,
    Profession,
    Technique,
)

ZONE = "America/Denver"
DENVER = Location(Country.US, "CO", ZONE)
SEATTLE = Location(Country.US, "WA", "America/Los_Angeles")
AT = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
LOOKED = Check(CheckSource.REGULATOR_REGISTER, date(2026, 11, 3))
SEEN = Check(CheckSource.DOCUMENT_SEEN, date(2026, 11, 2))
CONFIRMED = Check(CheckSource.ISSUER_CONFIRMED, date(2026, 10, 28))

LICENCE = Licence(
    profession=Profession.PHYSICAL_THERAPIST,
    country=Country.US,
    region="CO",
    licence_class=LicenceClass.FULL,
    state=CredentialState.VERIFIED,
    expires=date(2027, 2, 28),
    bars_needling=False,
    check=LOOKED,
)
TRAINING = Training(
    technique=Technique.DRY_NEEDLING,
    state=CredentialState.VERIFIED,
    head_neck=HeadNeck.YES,
    counts_as_accreditation=False,
    check=SEEN,
)
CERTIFICATION = Certification(
    state=CredentialState.VERIFIED,
    expires=date(2028, 10, 31),
    counts_as_training=False,
    check=CONFIRMED,
)
PERSON = Practitioner(
    licences=(LICENCE,),
    trainings=(TRAINING,),
    certifications=(CERTIFICATION,),
    published=True,
    attested_on=date(2026, 11, 12),
)


def judged(*, at: datetime = AT, location: Location = DENVER, **changed: object) -> Verdict:
    return assess(replace(PERSON, **changed), location, at=at)  # type: ignore[arg-type]


def test_all_three_pillars_make_a_person_qualified_until_the_first_of_them_ends() -> None:
    verdict = judged()
    until = datetime(2027, 3, 1, 7, tzinfo=UTC)
    assert verdict.qualified_until == verdict.listed_until == verdict.partial_until == until
    assert verdict.profession is Profession.PHYSICAL_THERAPIST
    assert (verdict.licence.check, verdict.licence.until) == (LOOKED, until)
    assert (verdict.training.check, verdict.training.until) == (SEEN, ALWAYS)
    assert verdict.accreditation.check == CONFIRMED
    assert verdict.accreditation.until == end_of(date(2028, 10, 31), ZONE)
    assert verdict.head_neck is HeadNeck.YES


@pytest.mark.parametrize(
    ("licence", "training", "accreditation"), list(product((True, False), repeat=3))
)
def test_every_pillar_is_needed(*, licence: bool, training: bool, accreditation: bool) -> None:
    verdict = judged(
        licences=(LICENCE,) if licence else (),
        trainings=(TRAINING,) if training else (),
        certifications=(CERTIFICATION,) if accreditation else (),
    )
    pillars = (verdict.licence, verdict.training, verdict.accreditation)
    held = (licence, training, accreditation)
    for pillar, on_record in zip(pillars, held, strict=True):
        expected = PillarStatus.CHECKED if on_record else PillarStatus.NONE_ON_RECORD
        assert pillar.status is expected
        assert (pillar.until > AT) == on_record == (pillar.check is not None)
    assert (verdict.qualified_until > AT) == all(held)
    assert (verdict.listed_until > AT) == all(held)
    assert (verdict.partial_until > AT) == (licence and training)


DAYS = (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
CHECKS = (
    None,
    *(
        Check(source, day)
        for source in CheckSource
        for day in (date(2026, 5, 23), date(2026, 5, 24), TODAY)
    ),
)


def test_the_whole_square_of_a_licence() -> None:
    counted = 0
    for state, kind, bars, expires, check in product(
        CredentialState, LicenceClass, (False, True), DAYS, CHECKS
    ):
        licence = replace(
            LICENCE, state=state, licence_class=kind, bars_needling=bars, expires=expires,
            check=check,
        )  # fmt: skip
        good = (
            state is CredentialState.VERIFIED
            and kind in {LicenceClass.FULL, LicenceClass.PROVISIONAL, LicenceClass.TEMPORARY}
            and not bars
            and (expires is None or expires >= TODAY)
            and check is not None
            and check.source is CheckSource.REGULATOR_REGISTER
            and check.looked_on >= date(2026, 5, 24)
        )
        verdict = judged(licences=(licence,))
        case = (state, kind, bars, expires, check)
        assert (verdict.licence.until > AT) == good, case
        assert (verdict.qualified_until > AT) == (verdict.partial_until > AT) == good, case
        assert (verdict.licence.status is PillarStatus.CHECKED) == good, case
        assert (verdict.profession is not None) == good, case
        counted += good
    assert counted == 1 * len(PRACTISING) * 1 * 3 * 2


@pytest.mark.parametrize("source", [CheckSource.DOCUMENT_SEEN, CheckSource.ISSUER_CONFIRMED])
def test_a_document_alone_never_proves_a_licence(source: CheckSource) -> None:
    licence = replace(LICENCE, check=Check(source, TODAY))
    assert licensed_until(licence, ZONE, at=AT) == NEVER


def test_a_licence_without_end_date_holds_six_months_from_its_check() -> None:
    licence = replace(LICENCE, expires=None)
    end = end_of(date(2027, 5, 3), ZONE)
    assert licensed_until(licence, ZONE, at=AT) == end
    assert licensed_until(licence, ZONE, at=end - timedelta(seconds=1)) == end
    assert licensed_until(licence, ZONE, at=end) == NEVER


def test_a_licence_with_a_far_end_holds_no_longer_than_its_check() -> None:
    licence = replace(LICENCE, expires=date(2030, 1, 1))
    assert licensed_until(licence, ZONE, at=AT) == end_of(date(2027, 5, 3), ZONE)


def test_the_longest_of_several_licences_carries_the_location() -> None:
    other = replace(LICENCE, profession=Profession.ACUPUNCTURIST, expires=date(2027, 4, 30))
    for licences in ((LICENCE, other), (other, LICENCE)):
        verdict = judged(licences=licences)
        assert verdict.profession is Profession.ACUPUNCTURIST
        assert verdict.licence.until == end_of(date(2027, 4, 30), ZONE)


@pytest.mark.parametrize(
    ("country", "region"), [(Country.US, "WA"), (Country.CA, "CO"), (Country.US, "co")]
)
def test_a_licence_counts_in_its_own_region_alone(country: Country, region: str) -> None:
    verdict = judged(licences=(replace(LICENCE, country=country, region=region),))
    assert verdict.licence.status is PillarStatus.NONE_ON_RECORD


def test_two_locations_in_two_regions_are_judged_apart() -> None:
    washington = replace(LICENCE, region="WA", expires=date(2026, 12, 31))
    licences = (LICENCE, washington)
    assert judged(licences=licences).qualified_until == end_of(date(2027, 2, 28), ZONE)
    elsewhere = judged(licences=licences, location=SEATTLE)
    assert elsewhere.qualified_until == datetime(2027, 1, 1, 8, tzinfo=UTC)
    assert judged(licences=(LICENCE,), location=SEATTLE).partial_until == NEVER


def test_the_whole_square_of_training() -> None:
    checks = (None, *(Check(source, date(2001, 1, 1)) for source in CheckSource))
    for state, head_neck, check in product(CredentialState, HeadNeck, checks):
        training = replace(TRAINING, state=state, head_neck=head_neck, check=check)
        verdict = judged(trainings=(training,))
        good = state is CredentialState.VERIFIED and check is not None
        findable = good and head_neck is not HeadNeck.NO
        case = (state, head_neck, check)
        # Training never lapses, however long ago it was looked at.
        assert verdict.training.until == (ALWAYS if good else NEVER), case
        assert (verdict.qualified_until > AT) == good, case
        assert (verdict.listed_until > AT) == (verdict.partial_until > AT) == findable, case
        assert verdict.head_neck is (head_neck if good else HeadNeck.NOT_STATED), case


def test_the_training_that_covers_most_is_the_one_that_is_shown() -> None:
    silent = replace(TRAINING, head_neck=HeadNeck.NOT_STATED, check=CONFIRMED)
    without = replace(TRAINING, head_neck=HeadNeck.NO, check=CONFIRMED)
    verdict = judged(trainings=(without, silent, TRAINING))
    assert (verdict.head_neck, verdict.training.check) == (HeadNeck.YES, SEEN)
    confirmed = replace(TRAINING, check=CONFIRMED)
    assert judged(trainings=(TRAINING, confirmed)).training.check == CONFIRMED
    assert judged(trainings=(without, silent)).head_neck is HeadNeck.NOT_STATED


def test_the_whole_square_of_a_certification() -> None:
    looks = (date(2024, 11, 23), date(2024, 11, 24), TODAY)
    checks = (None, *(Check(source, day) for source in CheckSource for day in looks))
    for state, expires, check in product(CredentialState, DAYS, checks):
        certification = replace(CERTIFICATION, state=state, expires=expires, check=check)
        verdict = judged(certifications=(certification,))
        good = (
            state is CredentialState.VERIFIED
            and check is not None
            and (expires >= TODAY if expires else check.looked_on >= date(2024, 11, 24))
        )
        case = (state, expires, check)
        assert (verdict.accreditation.until > AT) == good, case
        assert (verdict.qualified_until > AT) == good, case
        assert verdict.partial_until > AT, case


def test_a_certification_without_end_date_holds_24_months_from_its_check() -> None:
    verdict = judged(certifications=(replace(CERTIFICATION, expires=None),))
    assert verdict.accreditation.until == end_of(date(2028, 10, 28), ZONE)


def test_a_certification_may_count_as_training_while_it_holds() -> None:
    both = replace(CERTIFICATION, counts_as_training=True)
    verdict = judged(trainings=(), certifications=(both,))
    assert verdict.training.check == CONFIRMED
    assert verdict.head_neck is HeadNeck.NOT_STATED
    assert verdict.qualified_until > AT
    lapsed = replace(both, expires=TODAY - timedelta(days=1))
    assert judged(trainings=(), certifications=(lapsed,)).training.status is (
        PillarStatus.NONE_ON_RECORD
    )


def test_a_course_with_examinations_may_count_as_accreditation_and_never_lapses() -> None:
    gunn = replace(TRAINING, technique=Technique.GUNN_IMS, counts_as_accreditation=True)
    verdict = judged(trainings=(gunn,), certifications=())
    assert (verdict.accreditation.check, verdict.accreditation.until) == (SEEN, ALWAYS)
    assert verdict.qualified_until == end_of(date(2027, 2, 28), ZONE)
    for state in set(CredentialState) - {CredentialState.VERIFIED}:
        unverified = replace(gunn, state=state)
        assert judged(trainings=(TRAINING, unverified), certifications=()).qualified_until == NEVER


@pytest.mark.parametrize(
    ("published", "attested_on", "listed"),
    [
        (True, TODAY, True),
        (True, TODAY - timedelta(days=365), True),
        (True, TODAY - timedelta(days=366), False),
        (True, None, False),
        (False, TODAY, False),
    ],
)
def test_being_shown_never_touches_being_qualified(
    *, published: bool, attested_on: date | None, listed: bool
) -> None:
    verdict = judged(published=published, attested_on=attested_on)
    assert (verdict.listed_until > AT) == (verdict.partial_until > AT) == listed
    assert verdict.qualified_until == judged().qualified_until


def test_an_attestation_ends_the_listing_where_it_ends_first() -> None:
    attested_on = TODAY - timedelta(days=360)
    assert judged(attested_on=attested_on).listed_until == end_of(
        attested_on + timedelta(days=365), ZONE
    )


def test_a_lapse_happens_at_local_midnight_and_not_a_second_earlier() -> None:
    end = datetime(2027, 3, 1, 7, tzinfo=UTC)
    assert judged(at=end - timedelta(seconds=1)).qualified_until == end
    assert judged(at=end).qualified_until == NEVER


def test_what_is_known_of_new_patients_holds_ninety_days() -> None:
    assert new_patients_until(None, ZONE) == NEVER
    assert new_patients_until(date(2026, 11, 12), ZONE) == end_of(date(2027, 2, 10), ZONE)
