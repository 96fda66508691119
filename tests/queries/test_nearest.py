"""The search against brute force: order, radius, counts, filters and pages, on both databases."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from directory.db import Database
from directory.domain.postings import Searchable, postings_of, wanted
from directory.domain.search import Criteria
from directory.domain.vocabulary import (
    Access,
    ChecksFilter,
    Country,
    Gender,
    Headache,
    NewPatientsFilter,
    Profession,
    Technique,
)
from directory.models.standings import PostingRow
from directory.queries.nearest import Nearest

NOW = 1_795_000_000
LATER, EARLIER = NOW + 86_400, NOW - 86_400
TIE_M = 0.05

CITIES = ((39.7392, -104.9847), (40.7128, -74.006), (45.5017, -73.5673), (34.0522, -118.2437))
EDGES = (
    (90.0, 0.0),
    (-90.0, 0.0),
    (89.9999, 50.0),
    (0.0, 180.0),
    (52.0, -179.9999),
    (-17.0, 179.99),
)


@dataclass(frozen=True, slots=True)
class World:
    """Everyone who was posted, and the database they were posted in."""

    database: Database
    people: Sequence[Searchable]


def invent(seed: int, around: Iterable[tuple[float, float]], size: int) -> list[Searchable]:
    """People clustered around some points and spread over the globe; many share a clinic."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    centres = list(around)
    clinics = [
        (
            max(-90.0, min(90.0, lat + chance.gauss(0, 0.3))),
            (lon + chance.gauss(0, 0.4) + 180) % 360 - 180,
        )
        for lat, lon in (chance.choice(centres) for _ in range(size // 3))
    ]
    clinics += [
        (chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(size // 6)
    ] + centres
    people = []
    practitioner = 0
    for _ in range(size):
        if chance.random() < 0.7:
            practitioner = chance.getrandbits(60)
        lat, lon = chance.choice(clinics)
        until = chance.choice((LATER, LATER, LATER, EARLIER))
        said = chance.choice((0, LATER, EARLIER))
        people.append(
            Searchable(
                location_id=chance.getrandbits(60),
                practitioner_id=practitioner,
                lat=round(lat, 5),
                lon=round(lon, 5),
                country=chance.choice(list(Country)),
                profession=chance.choice(list(Profession)),
                headaches=frozenset(chance.sample(list(Headache), chance.randint(0, 4))),
                languages=frozenset({"en", chance.choice(("es", "fr", "ase", "km", "en"))}),
                techniques=frozenset({chance.choice(list(Technique))}),
                head_neck=chance.random() < 0.6,
                access=frozenset(chance.sample(list(Access), chance.randint(0, 3))),
                gender=chance.choice((None, *Gender)),
                listed_until=until,
                partial_until=max(until, chance.choice((LATER, EARLIER))),
                taking_until=said if chance.random() < 0.5 else 0,
                not_taking_until=said if chance.random() < 0.3 else 0,
                remote_regions={(Country.US, "CO"): chance.choice((LATER, EARLIER))}
                if chance.random() < 0.2
                else {},
            )
        )
    return people


def post(database: Database, people: Sequence[Searchable]) -> None:
    """Write the postings of all these people."""
    homes: dict[int, list[Searchable]] = {}
    for place in people:
        homes.setdefault(place.practitioner_id, []).append(place)
    lines = [line._asdict() for places in homes.values() for line in postings_of(places)]
    with database.transaction() as session:
        session.execute(insert(PostingRow), lines)


@pytest.fixture
def world(database: Database) -> World:
    people = invent(7, (*CITIES, *EDGES), 2_000)
    post(database, people)
    return World(database, people)


def fits(place: Searchable, asked: Criteria) -> bool:
    """Say what a filter means, in words that share nothing with the postings."""
    until = place.listed_until if asked.checks is ChecksFilter.ALL else place.partial_until
    if asked.remote_in is not None:
        until = min(until, place.remote_regions.get(asked.remote_in, 0))
    return (
        until > NOW
        and bool(place.headaches)
        and (asked.headache is None or asked.headache in place.headaches)
        and (not asked.professions or place.profession in asked.professions)
        and (asked.technique is None or asked.technique in place.techniques)
        and (not asked.languages or bool(asked.languages & place.languages))
        and asked.access <= place.access
        and (place.head_neck or not asked.head_neck)
        and asked.gender in {None, place.gender}
        and asked.country in {None, place.country}
        and _takes(place, asked.new_patients)
    )


def _takes(place: Searchable, wish: NewPatientsFilter) -> bool:
    if wish is NewPatientsFilter.CONFIRMED:
        return place.taking_until > NOW
    return wish is NewPatientsFilter.ANY or place.not_taking_until <= NOW


@lru_cache(maxsize=200_000)
def geodesic(start: tuple[float, float], end: tuple[float, float]) -> float:
    return float(Geodesic.WGS84.Inverse(*start, *end, Geodesic.DISTANCE)["s12"])


def brute_force(people: Sequence[Searchable], asked: Criteria) -> list[tuple[float, int, int]]:
    """Everyone who fits, by the geodesic of each of their places: metres, person, location."""
    found: dict[int, tuple[float, int, int]] = {}
    for place in people:
        if not fits(place, asked):
            continue
        metres = geodesic((asked.lat, asked.lon), (place.lat, place.lon))
        if asked.within_km is not None and metres > asked.within_km * 1000:
            continue
        entry = (metres, place.practitioner_id, place.location_id)
        found[place.practitioner_id] = min(entry, found.get(place.practitioner_id, entry))
    return sorted(found.values())


def assert_same(world: World, asked: Criteria, need: int) -> None:
    expected = brute_force(world.people, asked)
    within = None if asked.within_km is None else asked.within_km * 1000
    with world.database.reading() as connection:
        around = Nearest(
            connection, wanted(asked, NOW), lat=asked.lat, lon=asked.lon, within_m=within
        )
        hits = around.first(need)
        counted = around.count(1_001)
        everyone = around.everyone()
        page, total = around.page(need, limit=1_001)
    assert counted == total == min(len(expected), 1_001)
    assert page == hits
    assert len(everyone) == len(expected)
    assert len(hits) == min(need, len(expected))
    for hit, (metres, practitioner, location) in zip(hits, expected, strict=False):
        assert abs(hit.distance_m - metres) < TIE_M
        if (hit.practitioner_id, hit.location_id) != (practitioner, location):
            # Only two that are equally far to within a few centimetres may change places.
            twin = {person: far for far, person, _ in expected}[hit.practitioner_id]
            assert abs(twin - metres) < TIE_M


points = st.one_of(
    st.sampled_from((*CITIES, *EDGES)),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
)
searches = st.builds(
    Criteria,
    lat=st.just(0.0),
    lon=st.just(0.0),
    within_km=st.sampled_from((None, 1.0, 8.0, 40.2336, 80.0, 160.9, 500.0, 2_000.0, 15_000.0)),
    headache=st.sampled_from((None, *Headache)),
    checks=st.sampled_from(list(ChecksFilter)),
    professions=st.frozensets(st.sampled_from(list(Profession)), max_size=3),
    technique=st.sampled_from((None, None, *Technique)),
    new_patients=st.sampled_from(list(NewPatientsFilter)),
    head_neck=st.booleans(),
    languages=st.sampled_from(
        (
            frozenset(),
            frozenset(),
            frozenset({"es"}),
            frozenset({"km", "ase"}),
            frozenset({"es", "km"}),
        )
    ),
    access=st.sampled_from((frozenset(), frozenset(), *(frozenset({a}) for a in Access))),
    remote_in=st.sampled_from((None, None, (Country.US, "CO"), (Country.CA, "QC"))),
    gender=st.sampled_from((None, None, *Gender)),
    country=st.sampled_from((None, *Country)),
)


def test_any_search_answers_what_brute_force_does(world: World) -> None:
    @given(point=points, asked=searches, need=st.sampled_from((1, 5, 20, 100)))
    @settings(
        max_examples=120,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def check(point: tuple[float, float], asked: Criteria, need: int) -> None:
        assert_same(world, replace(asked, lat=point[0], lon=point[1]), need)

    check()


def test_a_plain_search_around_known_places(world: World) -> None:
    for lat, lon in (*CITIES, *EDGES):
        for within_km in (None, 5.0, 40.2336, 300.0):
            for need in (20, 1_000):
                assert_same(world, Criteria(lat=lat, lon=lon, within_km=within_km), need)


def test_a_crowd_at_one_address_is_ordered_by_id_whatever_the_page(database: Database) -> None:
    here = invent(3, [(10.0, 10.0)], 1)[0]
    crowd = [
        replace(
            here, lat=10.0, lon=10.0, headaches=frozenset({Headache.MIGRAINE}),
            listed_until=LATER, partial_until=LATER, not_taking_until=0,
            practitioner_id=person, location_id=10_000 - person,
        )
        for person in range(1, 301)
    ]  # fmt: skip
    post(database, crowd)
    asked = Criteria(lat=10.0, lon=10.0, within_km=1.0)
    with database.reading() as connection:
        around = Nearest(connection, wanted(asked, NOW), lat=10.0, lon=10.0, within_m=1_000.0)
        for need in (1, 20, 60, 300):
            hits = around.first(need)
            assert [hit.practitioner_id for hit in hits] == list(range(1, need + 1))


def test_nobody_beyond_the_radius_and_nobody_missing_at_its_edge(database: Database) -> None:
    lat, lon, within_m = 39.7392, -104.9847, 40_233.6
    template = replace(
        invent(3, [(lat, lon)], 1)[0], headaches=frozenset({Headache.MIGRAINE}),
        listed_until=LATER, partial_until=LATER, not_taking_until=0,
    )  # fmt: skip
    people = []
    for number, azimuth in enumerate(range(0, 360, 3)):
        for side, offset in enumerate((-0.5, -0.05, 0.05, 0.5)):
            end = Geodesic.WGS84.Direct(lat, lon, azimuth, within_m + offset)
            key = number * 10 + side + 1
            people.append(
                replace(
                    template, lat=end["lat2"], lon=end["lon2"], practitioner_id=key, location_id=key
                )
            )
    post(database, people)
    asked = Criteria(lat=lat, lon=lon, within_km=within_m / 1000)
    with database.reading() as connection:
        around = Nearest(connection, wanted(asked, NOW), lat=lat, lon=lon, within_m=within_m)
        found = {hit.practitioner_id % 10 for hit in around.everyone()}
        assert found == {1, 2}
        assert around.count(1_001) == len(people) // 2
        assert len(around.first(1_000)) == len(people) // 2


def test_a_crowd_just_outside_the_radius_is_not_counted(database: Database) -> None:
    within_m = 40_000.0
    template = replace(
        invent(3, [(40.0, -100.0)], 1)[0], headaches=frozenset({Headache.MIGRAINE}),
        listed_until=LATER, partial_until=LATER, not_taking_until=0,
    )  # fmt: skip
    people = []
    for number in range(1_600):
        end = Geodesic.WGS84.Direct(40.0, -100.0, number * 0.225, within_m + 1 + number)
        people.append(
            replace(
                template,
                lat=end["lat2"],
                lon=end["lon2"],
                practitioner_id=number,
                location_id=number,
            )
        )
    post(database, people)
    asked = Criteria(lat=40.0, lon=-100.0, within_km=within_m / 1000)
    with database.reading() as connection:
        around = Nearest(connection, wanted(asked, NOW), lat=40.0, lon=-100.0, within_m=within_m)
        assert around.count(1_001) == 0
        assert around.page(20, limit=1_001) == ([], 0)
