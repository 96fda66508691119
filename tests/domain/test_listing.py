from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from directory.domain.clock import NEVER, end_of, seconds
from directory.domain.listing import Practice, Profile, standings
from directory.domain.programs import ProgramBook
from directory.domain.vocabulary import (
    Access,
    Country,
    CredentialState,
    Gender,
    Headache,
    HeadNeck,
    Profession,
    Technique,
)
from tests.domain.papers import (
    AT,
    DENVER,
    HOME,
    LICENCE,
    PERMITTED,
    PERSON,
    PRIVILEGE,
    SEATTLE,
    TRAINING,
    ZONE,
    book,
)

PROFILE = Profile(
    practitioner_id=7,
    credentials=PERSON,
    headaches=frozenset({Headache.MIGRAINE}),
    languages=frozenset({"en", "es"}),
    techniques=frozenset({Technique.GUNN_IMS}),
    gender=Gender.WOMAN,
    remote_first_talk=False,
    takes_new_patients=True,
    new_patients_confirmed_on=date(2026, 11, 12),
)
PRACTICE = Practice(
    location_id=70, place=DENVER, lat=39.7392, lon=-104.9847, access=frozenset({Access.LOW_LIGHT})
)
KNOWN_UNTIL = seconds(end_of(date(2027, 2, 10), ZONE))
LICENSED_UNTIL = seconds(end_of(date(2027, 2, 28), ZONE))


def test_what_search_knows_is_what_the_person_says_and_the_verdict() -> None:
    (standing,) = standings(PROFILE, [PRACTICE], at=AT, book=PERMITTED)
    known = standing.searchable
    assert (known.location_id, known.practitioner_id) == (70, 7)
    assert (known.lat, known.lon, known.country) == (39.7392, -104.9847, Country.US)
    assert known.profession is Profession.PHYSICAL_THERAPIST
    assert (known.headaches, known.languages) == (PROFILE.headaches, PROFILE.languages)
    assert (known.techniques, known.gender) == (PROFILE.techniques, Gender.WOMAN)
    assert (known.access, known.head_neck) == (PRACTICE.access, True)
    assert known.listed_until == known.partial_until == LICENSED_UNTIL
    assert known.remote_regions == {}


@pytest.mark.parametrize(
    ("takes", "confirmed_on", "taking", "not_taking"),
    [
        (True, date(2026, 11, 12), KNOWN_UNTIL, 0),
        (False, date(2026, 11, 12), 0, KNOWN_UNTIL),
        (None, date(2026, 11, 12), 0, 0),
        (True, None, 0, 0),
        (False, None, 0, 0),
    ],
)
def test_what_is_said_of_new_patients_is_an_instant(
    *, takes: bool | None, confirmed_on: date | None, taking: int, not_taking: int
) -> None:
    profile = replace(PROFILE, takes_new_patients=takes, new_patients_confirmed_on=confirmed_on)
    (standing,) = standings(profile, [PRACTICE], at=AT, book=PERMITTED)
    known = standing.searchable
    assert (known.taking_until, known.not_taking_until) == (taking, not_taking)
    assert standing.new_patients_until == (KNOWN_UNTIL if confirmed_on else 0)


@pytest.mark.parametrize("head_neck", list(HeadNeck))
def test_only_a_stated_yes_is_head_and_neck(head_neck: HeadNeck) -> None:
    trained = replace(PERSON, trainings=(replace(TRAINING, head_neck=head_neck),))
    (standing,) = standings(
        replace(PROFILE, credentials=trained), [PRACTICE], at=AT, book=PERMITTED
    )
    assert standing.searchable.head_neck == (head_neck is HeadNeck.YES)


def test_a_first_talk_is_offered_where_a_licence_holds_and_as_long() -> None:
    licences = (
        LICENCE,
        replace(LICENCE, region="WA", expires=date(2026, 12, 31)),
        replace(LICENCE, region="WA", expires=date(2027, 1, 31)),
        replace(LICENCE, region="UT", state=CredentialState.SUSPENDED),
        replace(LICENCE, country=Country.CA, region="BC", expires=date(2026, 11, 23)),
    )
    profile = replace(
        PROFILE, remote_first_talk=True, credentials=replace(PERSON, licences=licences)
    )
    (standing,) = standings(profile, [PRACTICE], at=AT, book=PERMITTED)
    assert standing.searchable.remote_regions == {
        (Country.US, "CO"): LICENSED_UNTIL,
        (Country.US, "WA"): seconds(end_of(date(2027, 1, 31), ZONE)),
    }


def test_each_place_is_judged_by_its_own_region() -> None:
    elsewhere = replace(PRACTICE, location_id=71, place=SEATTLE)
    denver, seattle = standings(PROFILE, [PRACTICE, elsewhere], at=AT, book=PERMITTED)
    assert denver.searchable.listed_until == LICENSED_UNTIL
    assert (seattle.searchable.listed_until, seattle.searchable.partial_until) == (0, 0)
    assert seattle.searchable.profession is None


def test_nobody_practises_nowhere() -> None:
    assert standings(PROFILE, [], at=AT, book=PERMITTED) == []


def test_the_rules_of_the_book_decide() -> None:
    (standing,) = standings(PROFILE, [PRACTICE], at=AT, book=book())
    assert standing.verdict.rule is None
    assert (standing.searchable.listed_until, standing.searchable.partial_until) == (0, 0)


def test_what_the_kept_list_of_the_book_says_decides() -> None:
    trained = replace(PERSON, trainings=(replace(TRAINING, program="example"),), certifications=())
    profile = replace(PROFILE, credentials=trained)
    (standing,) = standings(profile, [PRACTICE], at=AT, book=PERMITTED)
    assert standing.verdict.qualified
    unlisted = replace(PERMITTED, programs=ProgramBook([]))
    (standing,) = standings(profile, [PRACTICE], at=AT, book=unlisted)
    assert not standing.verdict.qualified


def test_each_place_knows_since_when_the_person_has_been_qualified_there() -> None:
    began = datetime(2025, 1, 2, tzinfo=UTC)
    further = replace(PRACTICE, location_id=71)
    gone = replace(PRACTICE, location_id=72, place=SEATTLE)
    found = standings(
        PROFILE,
        [PRACTICE, further, gone],
        at=AT,
        book=PERMITTED,
        qualified_since={70: began, 72: began},
    )
    assert [standing.verdict.since for standing in found] == [began, AT, NEVER]


def test_a_privilege_offers_a_first_talk_as_long_as_its_home_licence() -> None:
    alone, both = (PRIVILEGE,), (PRIVILEGE, HOME)
    for licences, expected in ((alone, {}), (both, {"CO", "AZ"})):
        credentials = replace(PERSON, licences=licences)
        profile = replace(PROFILE, remote_first_talk=True, credentials=credentials)
        (standing,) = standings(profile, [PRACTICE], at=AT, book=PERMITTED)
        remote = standing.searchable.remote_regions
        assert {region for _, region in remote} == set(expected)
        assert set(remote.values()) <= {seconds(end_of(date(2027, 1, 31), ZONE))}


def test_a_person_who_is_not_found_is_listed_nowhere() -> None:
    hidden = replace(PROFILE, credentials=replace(PERSON, published=False))
    (standing,) = standings(hidden, [PRACTICE], at=AT, book=PERMITTED)
    assert standing.verdict.qualified
    assert (standing.searchable.listed_until, standing.searchable.partial_until) == (0, 0)


def test_the_second_list_ends_by_itself() -> None:
    partial = replace(PROFILE, credentials=replace(PERSON, certifications=()))
    (standing,) = standings(partial, [PRACTICE], at=AT, book=PERMITTED)
    assert standing.searchable.listed_until == 0
    assert standing.searchable.partial_until == LICENSED_UNTIL
