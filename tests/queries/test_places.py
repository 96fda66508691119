from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from directory.adapters.gazetteer import OfflineGeocoder
from directory.adapters.place_files import GazetteerRow
from directory.db import Database
from directory.domain import geodesy
from directory.domain.geocoding import Located, NotLocated
from directory.domain.places import Ambiguous, Found, Place, PlaceKind, Unknown
from directory.domain.vocabulary import Precision
from directory.models.places import Gazetteer, PlaceName, PlaceRow, name_values, place_values
from directory.queries.places import Places
from directory.workflows.geocoding import SharedTurns, StoredAnswers
from tests.adapters.outcomes import outcome
from tests.adapters.place_fixture import geocoder, lookup

NAMES = {"Springfield", "Denver", "Portland", "Montr\u00e9al", "Leeds", "St. John's", "New York"}
REGIONS = {"DE", "PE", "GU"}
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _wanted(rows: Iterable[GazetteerRow]) -> list[GazetteerRow]:
    return [
        row
        for row in rows
        if row.place.name in NAMES
        or row.place.region in REGIONS
        or row.place.kind is PlaceKind.REGION
        or row.place.code in {"94110", "M5V", "04101"}
    ]


@pytest.fixture
def places(database: Database) -> Places:
    rows = _wanted(lookup().rows)
    with database.transaction() as session:
        session.execute(insert(PlaceRow), [place_values(row.place) for row in rows])
        session.execute(
            insert(PlaceName), [each for row in rows for each in name_values(row.place, row.keys)]
        )
        session.execute(insert(Gazetteer), [{"id": 1, "version": "few", "loaded_at": NOW}])
    return Places(database)


def test_a_row_comes_back_as_it_was(places: Places) -> None:
    assert places.postal("94110") == lookup().postal("94110")
    assert places.postal("M5V") == lookup().postal("M5V")
    assert places.postal("00000") is None


def test_all_places_of_a_name_come_largest_first(places: Places) -> None:
    found = [each.place for each in places.named(["springfield"])]
    assert len(found) == len(lookup().by_key["springfield"])
    assert found[0].region == "MO"
    assert {each.key for each in places.named(["leeds", "denver"])} == {"leeds", "denver"}


def test_beginnings_of_names(places: Places) -> None:
    assert places.starting("spring", regions=(), limit=1)[0].region == "MO"
    [only] = places.starting("springf", regions=[("US", "CO")], limit=5)
    assert only.region == "CO"
    towns = places.starting("d", regions=[("US", "DE")], limit=4)
    assert len({place.id for place in towns}) == len(towns) == 4
    assert all(place.is_home for place in places.starting("leeds", regions=(), limit=10))
    assert [place.code for place in places.postal_starting("197", limit=3)] == [
        "19701",
        "19702",
        "19703",
    ]


def test_the_largest_towns_of_a_region(places: Places) -> None:
    assert places.largest("US", "DE", limit=2)[0].name == "Wilmington"
    assert places.largest("CA", "", limit=1)[0].name == "Montr\u00e9al"


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(39.7, -75.5), (46.2, -63.1), (13.4, 144.8), (0.0, 0.0), (90.0, 0.0), (-45.0, 180.0)],
)
def test_the_nearest_place_is_the_nearest(places: Places, *, lat: float, lon: float) -> None:
    point = geodesy.ecef_cm(lat, lon)

    def gap(place: Place) -> int:
        other = geodesy.ecef_cm(place.lat, place.lon)
        return sum((one - two) ** 2 for one, two in zip(point, other, strict=True))

    kinds = {PlaceKind.POSTAL, PlaceKind.CITY, PlaceKind.LOCALITY}
    rivals = [
        row.place for row in _wanted(lookup().rows) if row.place.is_home and row.place.kind in kinds
    ]
    nearest = places.nearest(lat, lon)
    assert nearest is not None
    assert gap(nearest) == min(map(gap, rivals))


def test_an_empty_gazetteer_answers_nothing(database: Database) -> None:
    empty = Places(database)
    assert empty.nearest(40, -100) is None
    assert empty.version() == ""
    assert isinstance(OfflineGeocoder(empty).resolve("Denver"), Unknown)


@pytest.mark.parametrize(
    "typed",
    ["Springfield", "Portland", "Montreal", "St. John's NL", "94110-1234", "m5v2t6", "Leeds"],
)
def test_the_geocoder_answers_alike_over_the_database(places: Places, typed: str) -> None:
    assert outcome(OfflineGeocoder(places).resolve(typed)) == outcome(geocoder().resolve(typed))


def test_suggestions_come_from_the_database(places: Places) -> None:
    resolution = OfflineGeocoder(places).resolve("Dnever, CO")
    assert isinstance(resolution, Unknown)
    assert resolution.suggestions[0].near == "Denver, CO"


def test_choices_and_points(places: Places) -> None:
    offline = OfflineGeocoder(places)
    assert isinstance(offline.resolve("New York"), Ambiguous)
    point = offline.resolve("39.7, -75.5")
    assert isinstance(point, Found)
    assert point.place.region == "DE"


def test_turns_are_handed_out_one_interval_apart(database: Database) -> None:
    turns = SharedTurns(database, lambda: NOW)
    waits = [turns.claim("census", interval_ms=1000, longest_ms=2500) for _ in range(5)]
    assert waits == [0, 1000, 2000, None, None]
    later = SharedTurns(database, lambda: NOW + timedelta(seconds=10))
    assert later.claim("census", interval_ms=1000, longest_ms=2500) == 0
    assert turns.claim("photon", interval_ms=1000, longest_ms=2500) == 0


def test_a_postponed_service_is_left_alone(database: Database) -> None:
    turns = SharedTurns(database, lambda: NOW)
    turns.postpone("census", by_ms=5000)
    turns.postpone("census", by_ms=1000)
    assert turns.claim("census", interval_ms=1000, longest_ms=9000) == 5000


def test_answers_are_recalled(database: Database) -> None:
    answers = StoredAnswers(database, lambda: NOW)
    located = Located(39.7, -105.0, "1 Main St", Precision.ROOFTOP)
    assert answers.recall("census", "1 Main St") is None
    answers.keep("census", "1 Main St", answer=NotLocated())
    assert answers.recall("census", "1 Main St") == NotLocated()
    answers.keep("census", "1 Main St", answer=located)
    assert answers.recall("census", "1 Main St") == located
