from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain import geodesy
from directory.domain.clock import ALWAYS_SECONDS
from directory.domain.languages import LANGUAGES
from directory.domain.postings import (
    ACCESS_BITS,
    ACCESS_LISTS,
    ANY_LANGUAGE,
    ANY_PROFESSION,
    COUNTRY_BITS,
    EVERYONE,
    GENDER_BITS,
    GENDER_LISTS,
    HEAD_NECK_BIT,
    HEADACHE_BITS,
    LANGUAGE_BITS,
    LANGUAGE_LISTS,
    PROFESSION_BITS,
    PROFESSION_LISTS,
    SOLE_BIT,
    SPEAKS,
    TECHNIQUE_BITS,
    TECHNIQUE_LISTS,
    Posting,
    Searchable,
    Wanted,
    languages_of,
    mask_of,
    postings_of,
    remote_list,
    wanted,
)
from directory.domain.search import Criteria
from directory.domain.vocabulary import (
    Access,
    Ages,
    ChecksFilter,
    Country,
    Gender,
    Headache,
    NewPatientsFilter,
    Payment,
    Profession,
    Technique,
)

NOW = 1_795_543_200
LATER = NOW + 1_000_000
PLACE = Searchable(
    location_id=11,
    practitioner_id=1,
    lat=39.7392,
    lon=-104.9847,
    country=Country.US,
    profession=Profession.PHYSICAL_THERAPIST,
    headaches=frozenset({Headache.MIGRAINE}),
    languages=frozenset({"en"}),
    techniques=frozenset({Technique.DRY_NEEDLING}),
    head_neck=True,
    access=frozenset(),
    gender=None,
    listed_until=LATER,
    partial_until=LATER,
    taking_until=LATER,
    not_taking_until=0,
    remote_regions={},
)
ASKED = Criteria(lat=0, lon=0, within_km=None)


def fits(line: Posting, want: Wanted) -> bool:
    """What the statements of search compare, as `Wanted` says it."""
    return (
        line.attr in want.lists
        and line.mask & want.every == want.every
        and line.mask & want.some != 0
        and line.languages & want.languages != 0
        and line.listed_until > want.listed_after
        and line.partial_until > want.partial_after
        and line.taking_until > want.taking_after
        and line.not_taking_until <= want.not_taking_before
    )


def is_found(place: Searchable, criteria: Criteria) -> bool:
    return any(fits(line, wanted(criteria, NOW)) for line in postings_of([place]))


def test_no_two_facts_share_a_bit_and_all_fit_into_a_signed_number() -> None:
    tables = (
        HEADACHE_BITS, PROFESSION_BITS, TECHNIQUE_BITS, ACCESS_BITS, GENDER_BITS, COUNTRY_BITS,
    )  # fmt: skip
    bits = [bit for table in tables for bit in table.values()] + [HEAD_NECK_BIT, SOLE_BIT]
    assert len(set(bits)) == len(bits)
    assert all(bit.bit_count() == 1 for bit in bits)
    assert sum(bits) < 2**63
    assert sum(LANGUAGE_BITS.values()) + SPEAKS < 2**63
    assert SPEAKS not in LANGUAGE_BITS.values()


def test_bits_keep_their_meaning_for_ever() -> None:
    assert (HEADACHE_BITS[Headache.TENSION], HEADACHE_BITS[Headache.CERVICOGENIC]) == (1, 16)
    assert PROFESSION_BITS[Profession.PHYSICAL_THERAPIST] == 1 << 8
    assert PROFESSION_BITS[Profession.PHYSICIAN_ASSISTANT] == 1 << 17
    assert TECHNIQUE_BITS[Technique.GUNN_IMS] == 1 << 24
    assert (HEAD_NECK_BIT, ACCESS_BITS[Access.STEP_FREE]) == (1 << 28, 1 << 32)
    assert (GENDER_BITS[Gender.WOMAN], COUNTRY_BITS[Country.US]) == (1 << 40, 1 << 44)
    assert (SOLE_BIT, LANGUAGE_BITS["en"]) == (1 << 52, 2)


def test_no_two_lists_share_a_number() -> None:
    regions = [
        remote_list(country, a + b)
        for country in Country
        for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ]
    tables = (LANGUAGE_LISTS, PROFESSION_LISTS, TECHNIQUE_LISTS, ACCESS_LISTS, GENDER_LISTS)
    numbers = [EVERYONE, *regions]
    for table in tables:
        numbers += table.values()
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < 2**31


def test_a_plain_person_stands_in_the_list_of_everyone_alone() -> None:
    (line,) = postings_of([PLACE])
    x, y, z = geodesy.ecef_cm(PLACE.lat, PLACE.lon)
    assert line == Posting(
        EVERYONE, geodesy.cell_of(x, y, z), 11, 1, mask_of(PLACE) | SOLE_BIT,
        languages_of(PLACE.languages), x, y, z, LATER, LATER, LATER, 0,
    )  # fmt: skip


def test_the_mask_holds_exactly_what_is_so() -> None:
    assert mask_of(PLACE) == (
        HEADACHE_BITS[Headache.MIGRAINE]
        | PROFESSION_BITS[Profession.PHYSICAL_THERAPIST]
        | TECHNIQUE_BITS[Technique.DRY_NEEDLING]
        | HEAD_NECK_BIT
        | COUNTRY_BITS[Country.US]
    )
    bare = replace(
        PLACE, headaches=frozenset(), profession=None, techniques=frozenset(), head_neck=False,
        country=Country.CA,
    )  # fmt: skip
    assert mask_of(bare) == COUNTRY_BITS[Country.CA]
    assert languages_of(frozenset()) == SPEAKS


def test_rare_facts_have_lists_of_their_own() -> None:
    rare = replace(
        PLACE,
        languages=frozenset({"en", "vi", "so"}),
        profession=Profession.ACUPUNCTURIST,
        techniques=frozenset(Technique),
        access=frozenset({Access.LIE_DOWN, Access.STEP_FREE}),
        gender=Gender.NONBINARY,
    )
    lines = postings_of([rare])
    assert sorted(line.attr for line in lines) == sorted(
        [
            EVERYONE, LANGUAGE_LISTS["vi"], LANGUAGE_LISTS["so"],
            PROFESSION_LISTS[Profession.ACUPUNCTURIST], TECHNIQUE_LISTS[Technique.GUNN_IMS],
            ACCESS_LISTS[Access.LIE_DOWN], GENDER_LISTS[Gender.NONBINARY],
        ]
    )  # fmt: skip
    assert len({line[1:] for line in lines}) == 1


@pytest.mark.parametrize(
    "unfit", [{"headaches": frozenset()}, {"partial_until": 0, "listed_until": 0}]
)
def test_who_cannot_be_found_has_no_posting(unfit: dict[str, object]) -> None:
    assert postings_of([replace(PLACE, **unfit)]) == []  # type: ignore[arg-type]


def test_the_sole_bit_counts_the_places_that_can_be_found() -> None:
    other = replace(PLACE, location_id=12)
    lapsed = replace(PLACE, location_id=13, listed_until=0, partial_until=0)
    assert all(line.mask & SOLE_BIT for line in postings_of([PLACE, lapsed]))
    assert not any(line.mask & SOLE_BIT for line in postings_of([PLACE, other]))
    assert not any(line.mask & SOLE_BIT for line in postings_of([PLACE, other, lapsed]))
    assert postings_of([]) == []


def test_a_remote_posting_ends_with_the_licence_of_its_region() -> None:
    soon = NOW + 10
    remote = {(Country.US, "CO"): LATER + 5, (Country.CA, "BC"): soon}
    lines = {line.attr: line for line in postings_of([replace(PLACE, remote_regions=remote)])}
    assert lines[EVERYONE].listed_until == LATER
    assert lines[remote_list(Country.US, "CO")].listed_until == LATER
    ends = lines[remote_list(Country.CA, "BC")]
    assert (ends.listed_until, ends.partial_until) == (soon, soon)


def test_a_plain_search_reads_everyone_and_compares_instants_only() -> None:
    assert wanted(ASKED, NOW) == Wanted(
        lists=(EVERYONE,),
        every=0,
        some=ANY_PROFESSION,
        languages=ANY_LANGUAGE,
        listed_after=NOW,
        partial_after=NOW,
        taking_after=-1,
        not_taking_before=NOW,
    )


@pytest.mark.parametrize(
    ("asked", "lists"),
    [
        ({"languages": {"en"}}, (EVERYONE,)),
        ({"languages": {"vi"}}, (LANGUAGE_LISTS["vi"],)),
        ({"languages": {"vi", "so"}}, (LANGUAGE_LISTS["vi"], LANGUAGE_LISTS["so"])),
        # Who speaks English need not be in the list of Vietnamese.
        ({"languages": {"vi", "en"}}, (EVERYONE,)),
        ({"professions": {Profession.CHIROPRACTOR}}, (EVERYONE,)),
        ({"professions": {Profession.NATUROPATH}}, (PROFESSION_LISTS[Profession.NATUROPATH],)),
        ({"professions": {Profession.NATUROPATH, Profession.CHIROPRACTOR}}, (EVERYONE,)),
        ({"technique": Technique.GUNN_IMS}, (TECHNIQUE_LISTS[Technique.GUNN_IMS],)),
        ({"technique": Technique.DRY_NEEDLING}, (EVERYONE,)),
        ({"access": {Access.STEP_FREE}}, (EVERYONE,)),
        ({"access": {Access.STEP_FREE, Access.LIE_DOWN}}, (ACCESS_LISTS[Access.LIE_DOWN],)),
        ({"gender": Gender.NONBINARY}, (GENDER_LISTS[Gender.NONBINARY],)),
        ({"remote_in": (Country.US, "CO")}, (remote_list(Country.US, "CO"),)),
        (
            {"remote_in": (Country.US, "CO"), "languages": {"vi"}},
            (remote_list(Country.US, "CO"),),
        ),
    ],
)
def test_the_shortest_list_that_holds_everyone_wanted_is_read(
    asked: dict[str, object], lists: tuple[int, ...]
) -> None:
    criteria = replace(ASKED, **asked)  # type: ignore[arg-type]
    assert sorted(wanted(criteria, NOW).lists) == sorted(lists)


SUBSETS = {
    kind: st.frozensets(st.sampled_from(list(kind))) for kind in (Headache, Access, Ages, Payment)
}
TAGS = st.frozensets(st.sampled_from(("en", "es", "vi", "so", LANGUAGES[-1])))
PLACES = st.builds(
    replace,
    st.just(PLACE),
    profession=st.sampled_from([*Profession, None]),
    headaches=SUBSETS[Headache],
    languages=TAGS,
    techniques=st.frozensets(st.sampled_from(list(Technique))),
    head_neck=st.booleans(),
    access=SUBSETS[Access],
    gender=st.sampled_from([*Gender, None]),
    ages=SUBSETS[Ages],
    payment=SUBSETS[Payment],
    country=st.sampled_from(list(Country)),
    listed_until=st.sampled_from([0, NOW, NOW + 1]),
    partial_until=st.just(NOW + 1),
    taking_until=st.sampled_from([0, NOW, NOW + 1]),
    not_taking_until=st.sampled_from([0, NOW, NOW + 1]),
    remote_regions=st.dictionaries(
        st.sampled_from([(Country.US, "CO"), (Country.CA, "BC")]), st.sampled_from([NOW, NOW + 1])
    ),
)
SEARCHES = st.builds(
    replace,
    st.just(ASKED),
    headache=st.sampled_from([*Headache, None]),
    checks=st.sampled_from(list(ChecksFilter)),
    professions=st.frozensets(st.sampled_from(list(Profession)), max_size=2),
    technique=st.sampled_from([*Technique, None]),
    new_patients=st.sampled_from(list(NewPatientsFilter)),
    head_neck=st.booleans(),
    languages=TAGS,
    access=st.frozensets(st.sampled_from(list(Access)), max_size=2),
    gender=st.sampled_from([*Gender, None]),
    age=st.sampled_from([*Ages, None]),
    payment=st.frozensets(st.sampled_from(list(Payment)), max_size=2),
    country=st.sampled_from([*Country, None]),
    remote_in=st.sampled_from([None, (Country.US, "CO")]),
)


def in_plain_words(place: Searchable, asked: Criteria) -> bool:
    """Whether somebody fits, without bits and lists."""
    taking = {
        NewPatientsFilter.ANY: True,
        NewPatientsFilter.YES_OR_NOT_KNOWN: place.not_taking_until <= NOW,
        NewPatientsFilter.CONFIRMED: place.taking_until > NOW,
    }[asked.new_patients]
    listed = asked.checks is ChecksFilter.LICENCE_TRAINING or place.listed_until > NOW
    remote = asked.remote_in is None or place.remote_regions.get(asked.remote_in, 0) > NOW
    return (
        bool(place.headaches)
        and (asked.headache is None or asked.headache in place.headaches)
        and listed
        and (not asked.professions or place.profession in asked.professions)
        and (asked.technique is None or asked.technique in place.techniques)
        and taking
        and (place.head_neck or not asked.head_neck)
        and (not asked.languages or bool(asked.languages & place.languages))
        and asked.access <= place.access
        and asked.gender in {None, place.gender}
        and (asked.age is None or asked.age in place.ages)
        and asked.payment <= place.payment
        and asked.country in {None, place.country}
        and remote
    )


@settings(deadline=None)
@given(place=PLACES, asked=SEARCHES)
def test_bits_and_lists_say_the_same_as_plain_words(place: Searchable, asked: Criteria) -> None:
    if place.profession is None:
        # Without a licence there is no profession, and nobody is listed.
        place = replace(place, partial_until=0, listed_until=0)
        assert not is_found(place, asked)
        return
    assert is_found(place, asked) == in_plain_words(place, asked)


def test_several_filters_of_one_kind_widen_and_access_narrows() -> None:
    for pair in combinations(Access, 2):
        place = replace(PLACE, access=frozenset(pair))
        assert is_found(place, replace(ASKED, access=frozenset(pair)))
        assert not is_found(place, replace(ASKED, access=frozenset(Access)))
    assert is_found(PLACE, replace(ASKED, languages=frozenset({"en", "vi"})))


def test_the_end_of_time_is_later_than_any_search() -> None:
    for_ever = replace(PLACE, listed_until=ALWAYS_SECONDS, partial_until=ALWAYS_SECONDS)
    assert any(fits(line, wanted(ASKED, ALWAYS_SECONDS - 1)) for line in postings_of([for_ever]))
