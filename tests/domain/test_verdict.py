from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from directory.domain.clock import ALWAYS, NEVER, end_of
from directory.domain.credentials import Check, Licence
from directory.domain.minimum import NONE_ON_RECORD
from directory.domain.notes import NoteCode, note
from directory.domain.rules import Confidence, Rule, RuleOrigin, RuleStatus
from directory.domain.verdict import Location, Verdict, new_patients_until
from directory.domain.vocabulary import (
    AuthorizationKind,
    CheckSource,
    Country,
    CountsAs,
    CredentialState,
    Finding,
    HeadNeck,
    LicenceClass,
    PillarStatus,
    Profession,
)
from tests.domain.papers import (
    AT,
    CERTIFICATION,
    CONFIRMED,
    DENVER,
    ENTRY,
    HOME,
    LICENCE,
    LOOKED,
    PRIVILEGE,
    RULE,
    SEATTLE,
    SEEN,
    TODAY,
    TRAINING,
    ZONE,
    book,
    codes,
    judged,
    params,
)

ENDORSEMENT = AuthorizationKind.ENDORSEMENT

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
LICENSED_UNTIL = datetime(2027, 3, 1, 7, tzinfo=UTC)


# The pillars


def test_all_three_pillars_make_a_person_qualified_until_the_first_of_them_ends() -> None:
    verdict = judged()
    assert verdict.qualified
    assert (
        verdict.qualified_until == verdict.listed_until == verdict.partial_until == LICENSED_UNTIL
    )
    assert verdict.profession is Profession.PHYSICAL_THERAPIST
    assert (verdict.licence.check, verdict.licence.until) == (LOOKED, LICENSED_UNTIL)
    assert (verdict.training.check, verdict.training.until) == (SEEN, ALWAYS)
    assert verdict.accreditation.check == CONFIRMED
    assert verdict.accreditation.until == end_of(date(2028, 10, 31), ZONE)
    assert verdict.head_neck is HeadNeck.YES
    assert verdict.rule is not None
    assert verdict.rule.key == (Country.US, "CO", Profession.PHYSICAL_THERAPIST)


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
    assert verdict.qualified == (verdict.qualified_until > AT) == all(held)
    assert (verdict.listed_until > AT) == all(held)
    assert (verdict.partial_until > AT) == (licence and training)
    said = {
        NoteCode.LICENCE_NONE: licence,
        NoteCode.TRAINING_NONE: training,
        NoteCode.ACCREDITATION_NONE: accreditation,
    }
    missing = [code for code, on_record in said.items() if not on_record]
    assert [code for code in codes(verdict) if code in said] == missing


@pytest.mark.parametrize(
    ("ends", "until", "partial"),
    [
        (date(2027, 2, 27), date(2027, 2, 27), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 2, 28), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2027, 2, 28), date(2027, 2, 28)),
    ],
)
def test_the_first_pillar_to_end_ends_it_all(ends: date, until: date, partial: date) -> None:
    verdict = judged(certifications=(replace(CERTIFICATION, expires=ends),))
    assert verdict.qualified_until == verdict.listed_until == end_of(until, ZONE)
    assert verdict.partial_until == end_of(partial, ZONE)


# Licences


DAYS = (None, TODAY - DAY, TODAY, TODAY + DAY)
CHECKS = (
    None,
    *(
        Check(source, day)
        for source in CheckSource
        for day in (date(2026, 5, 23), date(2026, 5, 24), TODAY)
    ),
)


def expected_refusal(licence: Licence) -> NoteCode | None:
    """Say by the design what keeps a licence from counting today, the first of all reasons."""
    by_regulator = {CheckSource.REGULATOR_REGISTER, CheckSource.ISSUER_CONFIRMED}
    check = licence.check
    reasons = {
        NoteCode.LICENCE_NOT_CHECKED: licence.state is not CredentialState.VERIFIED
        or check is None
        or check.source not in by_regulator,
        NoteCode.LICENCE_CLASS: licence.licence_class
        in {LicenceClass.STUDENT, LicenceClass.INACTIVE},
        NoteCode.LICENCE_BARS_NEEDLING: licence.bars_needling is Finding.YES,
        NoteCode.LICENCE_ENDED: licence.expires is not None and licence.expires < TODAY,
        NoteCode.LICENCE_CHECK_TOO_OLD: check is not None and check.looked_on < date(2026, 5, 24),
    }
    return next((code for code, applies in reasons.items() if applies), None)


def test_the_whole_square_of_a_licence() -> None:
    counted = 0
    for state, kind, bars, expires, check in product(
        CredentialState, LicenceClass, Finding, DAYS, CHECKS
    ):
        licence = replace(
            LICENCE, state=state, licence_class=kind, bars_needling=bars, expires=expires,
            check=check,
        )  # fmt: skip
        refusal = expected_refusal(licence)
        good = refusal is None
        verdict = judged(licences=(licence,))
        case = (state, kind, bars, expires, check)
        assert (verdict.licence.until > AT) == good, case
        assert verdict.qualified == (verdict.partial_until > AT) == good, case
        assert (verdict.licence.status is PillarStatus.CHECKED) == good, case
        assert (verdict.profession is not None) == (verdict.rule is not None) == good, case
        if refusal is not None:
            why = note(refusal, profession=Profession.PHYSICAL_THERAPIST)
            assert why in verdict.notes, case
        counted += good
    # One state, three classes, two findings, three ends, two sources on two days.
    assert counted == 3 * 2 * 3 * 4


def test_who_has_no_licence_here_is_told_what_else_is_missing() -> None:
    silent = replace(TRAINING, head_neck=HeadNeck.NOT_STATED)
    verdict = judged(location=SEATTLE, trainings=(silent,), certifications=(), held=True)
    assert codes(verdict) == [
        NoteCode.HELD,
        NoteCode.LICENCE_NONE,
        NoteCode.TRAINING_HEAD_NECK_NOT_STATED,
        NoteCode.ACCREDITATION_NONE,
    ]
    assert (verdict.profession, verdict.rule, verdict.licence) == (None, None, NONE_ON_RECORD)
    assert (verdict.training.check, verdict.training.until) == (SEEN, ALWAYS)
    assert verdict.head_neck is HeadNeck.NOT_STATED
    ends = verdict.since, verdict.qualified_until, verdict.listed_until, verdict.partial_until
    assert ends == (NEVER, NEVER, NEVER, NEVER)


def test_every_licence_of_the_place_says_why_it_does_not_count() -> None:
    licences = (
        replace(LICENCE, expires=TODAY - DAY),
        replace(LICENCE, profession=Profession.ACUPUNCTURIST, licence_class=LicenceClass.STUDENT),
        replace(LICENCE, region="WA", state=CredentialState.DRAFT),
    )
    verdict = judged(licences=licences)
    assert verdict.notes == (
        note(NoteCode.LICENCE_ENDED, profession="physical_therapist"),
        note(NoteCode.LICENCE_CLASS, profession="acupuncturist"),
    )


def test_the_longest_of_several_licences_carries_the_location() -> None:
    other = replace(LICENCE, id=9, profession=Profession.ACUPUNCTURIST, expires=date(2027, 4, 30))
    for licences in ((LICENCE, other), (other, LICENCE)):
        verdict = judged(licences=licences)
        assert verdict.profession is Profession.ACUPUNCTURIST
        assert verdict.licence.until == end_of(date(2027, 4, 30), ZONE)


def test_a_profession_that_may_needle_goes_before_one_that_is_licensed_longer() -> None:
    other = replace(LICENCE, id=9, profession=Profession.ACUPUNCTURIST, expires=date(2027, 4, 30))
    banned = replace(RULE, profession=Profession.ACUPUNCTURIST, status=RuleStatus.PROHIBITED)
    for licences in ((LICENCE, other), (other, LICENCE)):
        verdict = judged(held_to=book(RULE, banned), licences=licences)
        assert verdict.qualified_until == LICENSED_UNTIL
        assert verdict.profession is Profession.PHYSICAL_THERAPIST
        # Where neither may, the one that is licensed longer is shown.
        neither = judged(
            held_to=book(replace(RULE, status=RuleStatus.PROHIBITED), banned), licences=licences
        )
        assert (neither.qualified, neither.profession) == (False, Profession.ACUPUNCTURIST)


def test_of_two_that_are_not_qualified_the_one_with_a_trained_licence_is_shown() -> None:
    other = replace(LICENCE, id=9, profession=Profession.ACUPUNCTURIST, expires=date(2027, 4, 30))
    asks = replace(RULE, profession=Profession.ACUPUNCTURIST, needling_hours=500)
    for licences in ((LICENCE, other), (other, LICENCE)):
        verdict = judged(held_to=book(RULE, asks), licences=licences, certifications=())
        assert verdict.profession is Profession.PHYSICAL_THERAPIST
        assert verdict.partial_until == LICENSED_UNTIL


@pytest.mark.parametrize(
    ("country", "region"), [(Country.US, "WA"), (Country.CA, "CO"), (Country.US, "co")]
)
def test_a_licence_counts_in_its_own_region_alone(country: Country, region: str) -> None:
    verdict = judged(licences=(replace(LICENCE, country=country, region=region),))
    assert verdict.licence.status is PillarStatus.NONE_ON_RECORD
    assert codes(verdict) == [NoteCode.LICENCE_NONE]


def test_two_locations_in_two_regions_are_judged_apart() -> None:
    washington = replace(LICENCE, id=9, region="WA", expires=date(2026, 12, 31))
    licences = (LICENCE, washington)
    assert judged(licences=licences).qualified_until == end_of(date(2027, 2, 28), ZONE)
    elsewhere = judged(licences=licences, location=SEATTLE)
    assert elsewhere.qualified_until == datetime(2027, 1, 1, 8, tzinfo=UTC)
    assert judged(licences=(LICENCE,), location=SEATTLE).partial_until == NEVER


def test_a_renewed_licence_holds_to_the_end_of_its_last_period() -> None:
    renewed = replace(LICENCE, id=9, renews=LICENCE.id, expires=date(2027, 4, 30))
    for licences in ((LICENCE, renewed), (renewed, LICENCE)):
        assert judged(licences=licences).qualified_until == end_of(date(2027, 4, 30), ZONE)
    waiting = replace(renewed, state=CredentialState.SUBMITTED)
    assert judged(licences=(LICENCE, waiting)).qualified_until == LICENSED_UNTIL


# Compact privileges


def test_a_privilege_is_judged_by_the_rule_of_the_remote_region() -> None:
    arizona = replace(RULE, region="AZ", version="az")
    colorado = replace(RULE, needling_hours=60)
    verdict = judged(held_to=book(arizona, colorado), licences=(HOME, PRIVILEGE))
    assert verdict.rule == colorado
    assert codes(verdict) == [NoteCode.TRAINING_HOURS_SHORT]
    banned = replace(arizona, status=RuleStatus.PROHIBITED)
    verdict = judged(held_to=book(banned, RULE), licences=(HOME, PRIVILEGE))
    assert verdict.qualified_until == end_of(date(2027, 1, 31), ZONE)
    assert verdict.licence.check == PRIVILEGE.check


@pytest.mark.parametrize(
    ("home", "why"),
    [
        ((), NoteCode.LICENCE_HOME_MISSING),
        ((replace(HOME, profession=Profession.CHIROPRACTOR),), NoteCode.LICENCE_HOME_MISSING),
        ((replace(HOME, expires=TODAY - DAY),), NoteCode.LICENCE_HOME_MISSING),
        ((replace(HOME, state=CredentialState.SUSPENDED),), NoteCode.SUSPENDED),
        ((replace(HOME, state=CredentialState.REVOKED),), NoteCode.REVOKED),
    ],
)
def test_a_privilege_is_worth_nothing_without_its_home_licence(
    home: tuple[Licence, ...], why: NoteCode
) -> None:
    verdict = judged(licences=(*home, PRIVILEGE))
    assert (verdict.qualified, verdict.partial_until) == (False, NEVER)
    assert why in codes(verdict)
    assert NoteCode.LICENCE_HOME_MISSING in codes(verdict)


# What bars a person everywhere


@pytest.mark.parametrize("state", [CredentialState.SUSPENDED, CredentialState.REVOKED])
def test_a_licence_suspended_or_revoked_anywhere_bars_everywhere(state: CredentialState) -> None:
    elsewhere = replace(LICENCE, id=9, country=Country.CA, region="BC", state=state)
    for licences in ((LICENCE, elsewhere), (elsewhere, LICENCE)):
        verdict = judged(licences=licences)
        assert (verdict.qualified, verdict.partial_until) == (False, NEVER)
        assert codes(verdict) == [NoteCode(state.value)]
        # What is on record stays on record.
        assert verdict.licence.until == LICENSED_UNTIL


def test_a_revocation_is_over_once_the_regulator_licensed_anew() -> None:
    revoked = replace(LICENCE, id=9, region="WA", state=CredentialState.REVOKED)
    anew = replace(revoked, id=10, state=CredentialState.VERIFIED)
    assert not judged(licences=(LICENCE, revoked)).qualified
    assert judged(licences=(LICENCE, revoked, anew)).qualified
    assert not judged(licences=(LICENCE, replace(revoked, renews=10), anew)).qualified


def test_a_suspended_entry_bars_everywhere() -> None:
    entry = replace(ENTRY, region="WA", state=CredentialState.SUSPENDED)
    assert codes(judged(authorizations=(entry,))) == [NoteCode.SUSPENDED]


def test_a_held_person_is_qualified_nowhere() -> None:
    verdict = judged(held=True)
    assert codes(verdict) == [NoteCode.HELD]
    assert (verdict.qualified, verdict.listed_until, verdict.partial_until) == (False, NEVER, NEVER)


# Certifications


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
        assert verdict.qualified == good, case
        assert verdict.partial_until > AT, case


def test_a_certification_may_count_as_training_while_it_holds() -> None:
    both = replace(CERTIFICATION, counts_as=CountsAs.BOTH)
    verdict = judged(held_to=book(RULE), trainings=(), certifications=(both,))
    assert verdict.training.check == CONFIRMED
    assert verdict.head_neck is HeadNeck.NOT_STATED
    assert verdict.qualified
    lapsed = replace(both, expires=TODAY - DAY)
    verdict = judged(held_to=book(RULE), trainings=(), certifications=(lapsed,))
    assert verdict.training == NONE_ON_RECORD


def test_training_that_is_a_certification_ends_with_it() -> None:
    last = date(2026, 12, 31)
    trains = replace(CERTIFICATION, counts_as=CountsAs.TRAINING, expires=last)
    longer = replace(trains, expires=date(2027, 1, 31))
    for papers, until in (
        ((trains, CERTIFICATION), last),
        ((trains, longer), date(2027, 1, 31)),
        ((longer, trains), date(2027, 1, 31)),
    ):
        for rules in (book(RULE), book()):
            verdict = judged(held_to=rules, trainings=(), certifications=papers)
            assert verdict.training.until == end_of(until, ZONE)
        verdict = judged(held_to=book(RULE), trainings=(), certifications=papers)
        assert verdict.partial_until == end_of(until, ZONE)
        unlicensed = judged(licences=(), trainings=(), certifications=papers)
        assert unlicensed.training == verdict.training
    beside = judged(held_to=book(RULE), certifications=(trains, CERTIFICATION))
    assert (beside.training.until, beside.qualified_until) == (ALWAYS, LICENSED_UNTIL)


def test_a_certification_covers_for_training_without_head_and_neck_while_it_lasts() -> None:
    without = replace(TRAINING, head_neck=HeadNeck.NO)
    trains = replace(CERTIFICATION, counts_as=CountsAs.BOTH, expires=date(2026, 12, 31))
    papers = (trains, CERTIFICATION)
    verdict = judged(trainings=(without,), certifications=papers)
    assert verdict.head_neck is HeadNeck.NOT_STATED
    assert verdict.qualified_until == LICENSED_UNTIL
    end = end_of(date(2026, 12, 31), ZONE)
    assert verdict.listed_until == verdict.partial_until == end
    assert judged(at=end, trainings=(without,), certifications=papers).listed_until == NEVER
    silent = replace(TRAINING, head_neck=HeadNeck.NOT_STATED)
    for trainings in ((without, silent), (without, TRAINING), (silent,)):
        verdict = judged(trainings=trainings, certifications=papers)
        assert verdict.listed_until == LICENSED_UNTIL


# Since when


def test_since_is_now_or_when_it_began_without_a_gap() -> None:
    began = datetime(2025, 1, 2, tzinfo=UTC)
    assert judged().since == AT
    assert judged(qualified_since=began).since == began
    assert judged(qualified_since=NEVER).since == AT
    lacks: list[dict[str, Any]] = [
        {"licences": ()}, {"trainings": ()}, {"certifications": ()}, {"held": True},
    ]  # fmt: skip
    for gone in lacks:
        assert judged(qualified_since=began, **gone).since == NEVER


# Being shown


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
    verdict = judged(attested_on=attested_on)
    end = end_of(attested_on + timedelta(days=365), ZONE)
    assert verdict.listed_until == verdict.partial_until == end
    assert verdict.qualified_until == LICENSED_UNTIL


@pytest.mark.parametrize("days", [-1, 0, 30, 400])
def test_who_leaves_a_place_is_listed_there_to_the_end_of_the_last_day(days: int) -> None:
    last = TODAY + timedelta(days=days)
    verdict = judged(location=replace(DENVER, ended_on=last), attested_on=TODAY)
    end = min(end_of(last, ZONE), LICENSED_UNTIL)
    assert verdict.listed_until == verdict.partial_until == end
    assert verdict.qualified_until == LICENSED_UNTIL


@pytest.mark.parametrize("head_neck", HeadNeck)
def test_training_without_head_and_neck_is_not_in_search(head_neck: HeadNeck) -> None:
    verdict = judged(trainings=(replace(TRAINING, head_neck=head_neck),))
    found = head_neck is not HeadNeck.NO
    assert (verdict.listed_until > AT) == (verdict.partial_until > AT) == found
    assert verdict.qualified
    assert verdict.head_neck is head_neck


# Midnights


def test_a_lapse_happens_at_local_midnight_and_not_a_second_earlier() -> None:
    assert judged(at=LICENSED_UNTIL - SECOND).qualified_until == LICENSED_UNTIL
    assert judged(at=LICENSED_UNTIL).qualified_until == NEVER


ZONES = (
    *(f"Etc/GMT{-hours:+d}" for hours in range(-12, 15)),
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Phoenix",
    "America/Denver", "America/Chicago", "America/Regina", "America/New_York",
    "America/Halifax", "America/St_Johns",
)  # fmt: skip
ENDS = (
    date(2026, 12, 31),
    date(2027, 3, 13),
    date(2027, 3, 14),
    date(2027, 11, 6),
    date(2027, 11, 7),
    date(2028, 2, 28),
    date(2028, 2, 29),
)


@pytest.mark.parametrize("last", ENDS, ids=str)
@pytest.mark.parametrize("zone", ZONES)
def test_a_licence_holds_through_its_last_day_at_every_offset(zone: str, last: date) -> None:
    licence = replace(LICENCE, expires=last, check=replace(LOOKED, looked_on=last - 30 * DAY))
    place = Location(Country.US, "CO", zone)
    midnight = datetime.combine(last + DAY, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    for at, good in ((midnight - SECOND, True), (midnight, False), (midnight + SECOND, False)):
        verdict = judged(at=at, location=place, licences=(licence,), attested_on=last - DAY)
        assert verdict.qualified == good
        for until in (verdict.qualified_until, verdict.listed_until, verdict.partial_until):
            assert until == (midnight if good else NEVER)
    assert midnight.astimezone(ZoneInfo(zone)).strftime("%H:%M:%S") == "00:00:00"


def test_every_whole_offset_is_among_the_zones() -> None:
    noon = datetime(2026, 1, 1, tzinfo=UTC)
    offsets = {noon.astimezone(ZoneInfo(zone)).utcoffset() for zone in ZONES[:27]}
    assert offsets == {timedelta(hours=hours) for hours in range(-12, 15)}


# The rule changes


TURN = date(2027, 1, 10)
TURNED = end_of(TURN - DAY, ZONE)


def turning(after: Rule, *, at: datetime = AT, **changed: Any) -> Verdict:  # noqa: ANN401  (fields of `Practitioner`)
    """Judge under a rule of which another version begins on a day."""
    later = replace(after, version=TURN.isoformat(), recorded_on=date(2026, 11, 20))
    later = replace(later, in_force_from=TURN)
    return judged(held_to=book(RULE, later), at=at, **changed)


@pytest.mark.parametrize(
    "asks",
    [
        {"status": RuleStatus.PROHIBITED},
        {"status": RuleStatus.SILENT},
        {"confidence": Confidence.LOW},
        {"needling_hours": 55},
        {"authorization": "endorsement"},
        {"years_in_practice": 40},
        {"accepted_programs": frozenset({"example"})},
    ],
    ids=str,
)
def test_who_falls_out_under_the_next_version_falls_out_on_its_first_day(
    asks: dict[str, object],
) -> None:
    later = replace(RULE, **asks)  # type: ignore[arg-type]
    verdict = turning(later)
    assert verdict.rule == RULE
    assert verdict.qualified_until == verdict.listed_until == verdict.partial_until == TURNED
    # The licence itself goes on: only the law changed.
    assert verdict.licence.until == LICENSED_UNTIL
    assert turning(later, at=TURNED - SECOND).qualified_until == TURNED
    fallen = turning(later, at=TURNED)
    assert (fallen.qualified, fallen.partial_until) == (False, NEVER)
    assert fallen.rule is not None
    assert fallen.rule.version == TURN.isoformat()


@pytest.mark.parametrize(
    "asks",
    [
        {"needling_hours": 54},
        {"status": RuleStatus.PERMITTED_WITH_REQUIREMENTS},
        {"written_exam": True},
        {"trained_after": date(2026, 1, 1), "needling_hours": 500},
    ],
    ids=str,
)
def test_who_stands_under_the_next_version_as_well_stays(asks: dict[str, object]) -> None:
    verdict = turning(replace(RULE, **asks))  # type: ignore[arg-type]
    assert verdict.qualified_until == verdict.partial_until == LICENSED_UNTIL


def test_a_version_that_comes_after_the_end_changes_nothing() -> None:
    for day in (date(2027, 3, 1), date(2027, 3, 2)):
        later = replace(RULE, version="later", recorded_on=day, status=RuleStatus.PROHIBITED)
        assert judged(held_to=book(RULE, later)).qualified_until == LICENSED_UNTIL
    later = replace(
        RULE, version="later", recorded_on=date(2027, 2, 28), status=RuleStatus.PROHIBITED
    )
    end = end_of(date(2027, 2, 27), ZONE)
    assert judged(held_to=book(RULE, later)).qualified_until == end


def test_a_version_that_lapses_back_does_not_bring_anybody_back_by_itself() -> None:
    strict = replace(RULE, version="strict", recorded_on=TURN, status=RuleStatus.PROHIBITED)
    again = replace(RULE, version="again", recorded_on=TURN + DAY)
    verdict = judged(held_to=book(RULE, strict, again))
    assert verdict.qualified_until == verdict.partial_until == TURNED


def test_a_version_with_an_end_leaves_nothing_known_behind_it() -> None:
    ending = replace(RULE, in_force_until=TURN - DAY)
    verdict = judged(held_to=book(ending))
    assert verdict.qualified_until == verdict.partial_until == TURNED
    assert codes(judged(held_to=book(ending), at=TURNED)) == [NoteCode.RULE_NOT_ESTABLISHED]


def test_who_would_qualify_under_the_next_version_does_not_yet() -> None:
    banned = replace(RULE, status=RuleStatus.PROHIBITED)
    allowed = replace(RULE, version="allowed", recorded_on=TURN)
    verdict = judged(held_to=book(banned, allowed))
    assert (verdict.qualified, verdict.partial_until, verdict.since) == (False, NEVER, NEVER)
    assert judged(held_to=book(banned, allowed), at=TURNED).qualified


def test_a_finding_ends_after_twelve_months() -> None:
    finding = replace(
        RULE,
        version="finding",
        origin=RuleOrigin.FINDING,
        recorded_on=date(2026, 1, 9),
        researched_on=date(2026, 1, 9),
    )
    silent = replace(RULE, status=RuleStatus.SILENT, confidence=Confidence.MEDIUM)
    verdict = judged(held_to=book(silent, finding))
    assert verdict.rule == finding
    assert verdict.qualified_until == verdict.partial_until == TURNED
    over = judged(held_to=book(silent, finding), at=TURNED)
    assert (over.qualified, over.rule) == (False, silent)


def test_a_finding_that_ends_leaves_a_person_who_meets_the_rule_behind_it() -> None:
    finding = replace(
        RULE,
        version="finding",
        origin=RuleOrigin.FINDING,
        recorded_on=date(2026, 1, 9),
        researched_on=date(2026, 1, 9),
    )
    verdict = judged(held_to=book(replace(RULE, confidence=Confidence.MEDIUM), finding))
    assert verdict.rule == finding
    assert verdict.qualified_until == LICENSED_UNTIL


WAITED_FOR = replace(
    RULE,
    authorization=ENDORSEMENT,
    regulator_assesses_training=True,
    version="first",
)


def test_a_version_under_which_accreditation_alone_fails_leaves_the_second_list() -> None:
    entry = replace(ENTRY, expires=date(2027, 3, 31))
    plain = replace(RULE, authorization=ENDORSEMENT, version="second", recorded_on=TURN)
    later_still = replace(plain, version="third", recorded_on=TURN + 7 * DAY)
    verdict = judged(
        held_to=book(WAITED_FOR, plain, later_still),
        authorizations=(entry,),
        certifications=(),
    )
    assert verdict.rule == WAITED_FOR
    assert verdict.qualified_until == verdict.listed_until == TURNED
    assert verdict.partial_until == LICENSED_UNTIL
    # A version that accredits again brings nobody back by itself, and the second list goes on.
    again = replace(WAITED_FOR, version="again", recorded_on=TURN + 3 * DAY)
    verdict = judged(
        held_to=book(WAITED_FOR, plain, again), authorizations=(entry,), certifications=()
    )
    assert (verdict.qualified_until, verdict.partial_until) == (TURNED, LICENSED_UNTIL)


def test_a_shorter_end_under_the_next_version_counts() -> None:
    entry = replace(ENTRY, expires=date(2027, 2, 1))
    needs = replace(RULE, authorization=ENDORSEMENT, version="needs", recorded_on=TURN)
    verdict = judged(held_to=book(RULE, needs), authorizations=(entry,))
    assert verdict.qualified_until == verdict.partial_until == end_of(date(2027, 2, 1), ZONE)
    over = replace(ENTRY, expires=date(2027, 1, 1))
    verdict = judged(held_to=book(RULE, needs), authorizations=(over,))
    assert verdict.qualified_until == verdict.partial_until == TURNED


def test_the_time_to_complete_is_seen_from_the_day_of_each_version() -> None:
    starts = {
        "needling_hours": 60.0, "hours_before_first_use": 30.0, "complete_within_years": 5,
    }  # fmt: skip
    later = replace(RULE, **starts)  # type: ignore[arg-type]
    for completed, until in (
        (date(2022, 1, 9), TURNED),
        (date(2022, 1, 10), end_of(date(2027, 1, 10), ZONE)),
        (date(2022, 2, 1), end_of(date(2027, 2, 1), ZONE)),
    ):
        training = replace(TRAINING, completed_on=completed)
        assert turning(later, trainings=(training,)).partial_until == until


def test_the_rule_that_decided_and_its_source_are_at_hand() -> None:
    verdict = judged(held_to=book(replace(RULE, status=RuleStatus.PROHIBITED)))
    assert verdict.rule is not None
    assert all((verdict.rule.citation, verdict.rule.source_url, verdict.rule.as_of))
    assert params(verdict, NoteCode.RULE_PROHIBITS) == {"profession": "physical_therapist"}
    assert DENVER.region == verdict.rule.region


# New patients


def test_what_is_known_of_new_patients_holds_ninety_days() -> None:
    assert new_patients_until(None, ZONE) == NEVER
    assert new_patients_until(date(2026, 11, 12), ZONE) == end_of(date(2027, 2, 10), ZONE)
