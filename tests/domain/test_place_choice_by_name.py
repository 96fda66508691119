"""Which place a name means: the state, the county, the larger town beside it, the country."""

from collections.abc import Sequence

import pytest

from directory.domain.place_choice import (
    MOST_PEOPLE,
    NOT_OFFERED,
    kilometres,
    pull_of,
    standing_of,
    weight_of,
)
from directory.domain.places import (
    Ambiguous,
    Found,
    Outside,
    Place,
    PlaceKind,
    Resolution,
    TooWide,
    choice_of,
)
from tests.domain.atlas import abroad, answer, nation, place

DEGREE_KM = 111.19


def chosen(resolution: Resolution | None) -> Place:
    assert isinstance(resolution, Found)
    return resolution.place


# --- How much a place weighs ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "people", "weight"),
    [
        (PlaceKind.CITY, 7, 7),
        (PlaceKind.CITY, None, 200),
        (PlaceKind.CITY, 0, 200),
        (PlaceKind.LOCALITY, None, 100),
        (PlaceKind.NEIGHBORHOOD, None, 100),
        (PlaceKind.COUNTY, None, 1),
        (PlaceKind.CITY, 900_000, 900_000),
        (PlaceKind.NEIGHBORHOOD, 49_999, 49_999),
        (PlaceKind.NEIGHBORHOOD, 50_001, 50_000),
    ],
)
def test_people_are_the_weight_and_a_quarter_is_no_city(
    kind: PlaceKind, people: int | None, weight: int
) -> None:
    assert weight_of(place("x", "OR", people, kind=kind)) == weight


def test_a_place_abroad_pulls_a_fifth() -> None:
    assert pull_of(place("x", "OR", 1_004)) == 1_004
    assert pull_of(abroad("x", "GB", 1_004)) == 200


def test_offers_stand_by_people_towns_first_and_what_is_not_offered_last() -> None:
    city, larger = place("x", "OR", 10), place("x", "OR", 11)
    county, larger_county = (
        place("x", "OR", people, kind=PlaceKind.COUNTY) for people in (9_000_000, 9_000_001)
    )
    ranked = sorted([county, city, larger_county, larger], key=standing_of)
    assert ranked == [larger, city, larger_county, county]
    assert standing_of(place("x", "OR", 10, kind=PlaceKind.REGION)) == NOT_OFFERED
    assert standing_of(place("x", "", 10, country="GB")) == NOT_OFFERED
    assert (standing_of(city), standing_of(county)) == (
        MOST_PEOPLE - 10,
        2 * MOST_PEOPLE - 9_000_000,
    )


def test_kilometres_along_the_sphere() -> None:
    equator, pole = place("x", lat=0.0, lon=0.0), place("x", lat=90.0, lon=50.0)
    assert kilometres(equator, pole) == pytest.approx(10_007.5, abs=0.5)
    assert kilometres(equator, place("x", lat=0.0, lon=180.0)) == pytest.approx(20_015.1, abs=0.5)
    assert kilometres(place("x", lat=60.0, lon=0.0), place("x", lat=60.0, lon=1.0)) == (
        pytest.approx(55.6, abs=0.05)
    )
    assert kilometres(pole, pole) == 0


# --- State and country ----------------------------------------------------------------------------


def test_the_state_says_which() -> None:
    maine, oregon = place("Portland", "ME", 68_000), place("Portland", "OR", 650_000)
    assert chosen(answer("Portland, ME", maine, oregon)) is maine
    assert chosen(answer("Portland OR", maine, oregon)) is oregon


def test_the_country_says_which() -> None:
    ontario = place("London", "ON", 400_000, country="CA")
    kentucky = place("London", "KY", 8_000)
    assert chosen(answer("London, Canada", ontario, kentucky)) is ontario
    assert chosen(answer("London, USA", ontario, kentucky)) is kentucky


def test_a_state_of_another_country_s_code_is_not_its_place() -> None:
    # A region's code alone is not enough: the country has to agree.
    assert answer("London, ON", place("London", "ON", 9, country="US")) is None


def test_a_state_within_a_state_is_no_place_there() -> None:
    whole = place("Oregon", "OR", 4_000_000, kind=PlaceKind.REGION)
    town = place("Oregon", "OR", 500)
    assert chosen(answer("Oregon, OR", whole, town)) is town
    assert answer("Oregon, OR", whole) is None


def test_a_state_within_its_country_is_the_state() -> None:
    whole = place("Oregon", "OR", 4_000_000, kind=PlaceKind.REGION)
    assert answer("Oregon, USA", whole) == TooWide(whole)


def test_a_country_within_a_country_is_nothing() -> None:
    union = place("Freedonia", "", 4_000_000, kind=PlaceKind.REGION)
    assert answer("Freedonia, USA", union) is None
    assert answer("Freedonia", union) == TooWide(union)


def test_a_text_that_says_town_does_not_mean_the_region() -> None:
    whole = place("Oregon", "OR", 4_000_000, kind=PlaceKind.REGION)
    town = place("Oregon", "OH", 20_000)
    assert chosen(answer("City of Oregon", whole, town)) is town
    assert answer("Oregon", whole, town) == TooWide(whole, (), (choice_of(town),))


def test_the_first_reading_that_fits_decides() -> None:
    port = place("Port Maine", "OR", 9)
    other = place("Port", "ME", 9_000)
    assert chosen(answer("Port Maine", port, other)) is port
    assert chosen(answer("Port Maine", other)) is other


# --- County and the larger place beside it --------------------------------------------------------


@pytest.mark.parametrize(
    ("county", "typed", "fits"),
    [
        ("Marion County", "Marion County", True),
        ("Marion County", "Marion", True),
        ("Orleans Parish", "Orleans", True),
        ("Nome Borough", "Nome", True),
        ("Ponce Municipio", "Ponce", True),
        ("Anchorage Municipality", "Anchorage", True),
        ("Marion County", "Mario", False),
        ("Marion County", "County", False),
        ("San Juan County", "San Juan", True),
        ("Los Lagos", "Los", False),
        ("", "Marion", False),
    ],
)
def test_a_county_is_meant_with_and_without_its_word(
    county: str, typed: str, *, fits: bool
) -> None:
    town = place("Salem", "OR", county=county)
    resolution = answer(f"Salem, {typed}, OR", town)
    assert (isinstance(resolution, Found) and resolution.place is town) is fits


def test_a_county_is_not_in_itself_and_a_city_abroad_in_none() -> None:
    whole = place("Salem", "OR", county="Marion County", kind=PlaceKind.COUNTY)
    away = place("Salem", "", kind=PlaceKind.FOREIGN_CITY, country="IN", county="Marion County")
    assert answer("Salem, Marion", whole, away) is None


@pytest.mark.parametrize(("away_km", "fits"), [(59.9, True), (60.1, False)])
def test_a_quarter_lies_within_sixty_kilometres_of_its_city(away_km: float, *, fits: bool) -> None:
    city = place("Portland", "ME", 68_000, lat=40.0)
    quarter = place(
        "Deering", "ME", None, kind=PlaceKind.NEIGHBORHOOD, lat=40 + away_km / DEGREE_KM
    )
    resolution = answer("Deering, Portland, ME", city, quarter)
    # Beyond, only the city of the text is left.
    assert chosen(resolution) is (quarter if fits else city)


def test_the_city_beside_is_the_largest_of_its_name() -> None:
    small = place("Portland", "", 60_000, lat=20.0)
    large = place("Portland", "", 60_001, lat=40.0)
    near_small = place("Deering", "", 10, lat=20.1)
    near_large = place("Deering", "", 10, lat=40.1)
    found = answer("Deering, Portland", small, large, near_small, near_large)
    assert chosen(found) is near_large


def test_nothing_lies_beside_itself_a_county_or_a_place_nobody_knows() -> None:
    city = place("Portland", "", 60_000)
    county = place("Kings", "", 900_000, kind=PlaceKind.COUNTY)
    assert answer("Portland, Portland", city) is None
    assert answer("Portland, Kings", city, county) is None
    assert answer("Kings, Portland", city, county) is None
    assert answer("Portland, Nowhere", city) is None


# --- The point behind a name ----------------------------------------------------------------------


@pytest.mark.parametrize(("away_km", "fits"), [(0.0, True), (0.99, True), (1.01, False)])
def test_a_point_behind_a_name_means_the_namesake_there(away_km: float, *, fits: bool) -> None:
    here = place("Salem", "OR", 10, lat=40 + away_km / DEGREE_KM, lon=-100.0)
    larger = place("Salem", "OR", 90_000, lat=44.0, lon=-100.0)
    resolution = answer("Salem, OR (40, -100)", here, larger)
    assert resolution == (None if not fits else Found(here, "Salem, OR", "Salem, OR"))


def test_the_nearest_of_two_on_one_spot_is_meant() -> None:
    nearest = place("Salem", "OR", 10, lat=40.001, lon=-100.0)
    near = place("Salem", "OR", 90_000, lat=40.002, lon=-100.0)
    assert chosen(answer("Salem, OR (40, -100)", near, nearest)) is nearest


def test_a_point_is_a_latitude_and_a_longitude() -> None:
    west, east = (
        place("Salem", "OR", lat=40.0, lon=-100.0),
        place("Salem", "OR", lat=40.0, lon=-90.0),
    )
    assert chosen(answer("Salem, OR (40, -90)", west, east)) is east
    assert chosen(answer("Salem, OR (40, -90)", east)) is east


def test_a_point_behind_a_name_nobody_knows_finds_nothing() -> None:
    assert answer("Nowhere (40, -100)") is None


# --- Abroad ---------------------------------------------------------------------------------------


def test_a_city_and_its_country_abroad_are_outside() -> None:
    paris, texan = abroad("Paris", "FR"), place("Paris", "TX", 25_000)
    france = nation("France", "FR")
    assert answer("Paris, France", paris, texan, france) == Outside("Paris", "FR")
    assert answer("Paris France", paris, texan, france) == Outside("Paris", "FR")


def test_a_city_of_another_country_is_not_the_one_meant() -> None:
    berlin, france = abroad("Berlin", "DE"), nation("France", "FR")
    # The country is known and the town is not: the whole text still lies in that country.
    assert answer("Berlin, France", berlin, france) == Outside("France", "FR")


def test_a_last_word_that_is_a_country_needs_a_city_there() -> None:
    assert answer("Elm France", nation("France", "FR")) is None
    assert answer("France", nation("France", "FR")) == Outside("France", "FR")


def test_a_town_at_home_is_no_city_abroad() -> None:
    home = place("Paris", "TX", 25_000, country="US")
    assert answer("Paris, Texlandia", home, abroad("Texlandia", "TX")) is None


# --- Choosing, asking, naming the others ----------------------------------------------------------


def test_others_are_named_from_a_thousand_people_and_at_most_three() -> None:
    large = place("Salem", "OR", 500_000)
    others = [place("Salem", "ME", people) for people in (5_000, 4_000, 3_000, 2_000)]
    told = answer("Salem", large, *others)
    assert told == Found(large, "Salem, OR", "Salem, OR", None, tuple(map(choice_of, others[:3])))
    one, too_small = place("Salem", "ME", 1_000), place("Salem", "CA", 999)
    told = answer("Salem", large, one, too_small)
    assert isinstance(told, Found)
    assert told.others == (choice_of(one),)


def test_at_most_forty_are_asked_largest_first_and_the_older_of_equals() -> None:
    salems = [place("Salem", "OR", 1_000) for _ in range(45)]
    largest = place("Salem", "ME", 1_001)
    resolution = answer("Salem", *reversed(salems), largest)
    assert resolution == Ambiguous(tuple(map(choice_of, (largest, *salems[:39]))))


def test_only_the_next_largest_keeps_a_town_from_being_chosen() -> None:
    large = place("Salem", "OR", 5_000)
    assert chosen(answer("Salem", large, place("Salem", "ME", 1_000))) is large
    assert isinstance(answer("Salem", large, place("Salem", "ME", 1_001)), Ambiguous)


@pytest.mark.parametrize(
    ("people", "outcome"),
    [
        # A fifth of it, five times over, is what stands against 10,000 at home.
        (250_000, Outside),
        (249_999, Ambiguous),
        (10_005, Ambiguous),
        (10_004, Found),
    ],
)
def test_a_namesake_abroad_weighs_a_fifth(people: int, outcome: type[Resolution]) -> None:
    home = place("Leeds", "AL", 10_000)
    assert isinstance(answer("Leeds", home, abroad("Leeds", "GB", people)), outcome)


def test_a_place_abroad_names_five_at_home() -> None:
    homes = [place("Leeds", "AL", 1_000 - at) for at in range(6)]
    told = answer("Leeds", *homes, abroad("Leeds", "GB", 800_000))
    assert told == Outside("Leeds", "GB", tuple(map(choice_of, homes[:5])))


def test_only_those_abroad_that_could_be_meant_are_asked_about() -> None:
    home = place("Leeds", "AL", 10_000)
    could, could_not = abroad("Leeds", "GB", 10_005), abroad("Leeds", "DM", 10_004)
    told = answer("Leeds", home, could, could_not)
    assert told == Ambiguous((choice_of(home),), outside=(Outside("Leeds", "GB"),))


def test_where_only_places_abroad_fit_it_is_the_largest() -> None:
    assert answer("Leeds", abroad("Leeds", "DM", 10), abroad("Leeds", "GB", 11)) == (
        Outside("Leeds", "GB")
    )


def test_a_place_abroad_comes_before_a_county_at_home() -> None:
    county = place("Leeds", "AL", 90_000, kind=PlaceKind.COUNTY)
    assert answer("Leeds", county, abroad("Leeds", "GB", 10)) == Outside("Leeds", "GB")
    assert chosen(answer("Leeds", county)) is county


# --- A whole region -------------------------------------------------------------------------------


def test_a_region_offers_its_largest_towns_that_are_no_suburbs() -> None:
    oregon = place("Oregon", "OR", 4_000_000, kind=PlaceKind.REGION)
    city = place("Portland", "OR", 650_000, lat=40.0)
    suburb = place("Beaverton", "OR", 97_000, lat=40 + 29.9 / DEGREE_KM)
    town = place("Salem", "OR", 90_000, lat=40 + 30.1 / DEGREE_KM)
    asked = []

    def towns(country: str, region: str) -> Sequence[Place]:
        asked.append((country, region))
        return city, suburb, town

    told = answer("Oregon", oregon, towns=towns)
    assert told == TooWide(oregon, (choice_of(city), choice_of(town)))
    assert asked == [("US", "OR")]


def test_a_region_offers_six_towns() -> None:
    oregon = place("Oregon", "OR", 4_000_000, kind=PlaceKind.REGION)
    seven = [place(f"Town {at}", "OR", 9_000 - at, lat=40.0 + at) for at in range(7)]
    told = answer("Oregon", oregon, towns=lambda _country, _region: seven)
    assert told == TooWide(oregon, tuple(map(choice_of, seven[:6])))


@pytest.mark.parametrize(("people", "city_is_meant"), [(499_999, False), (500_000, True)])
def test_a_great_city_is_meant_before_its_region(people: int, *, city_is_meant: bool) -> None:
    region = place("X", "OR", 4_000_000, kind=PlaceKind.REGION)
    city = place("X", "OR", people)
    told = answer("X", region, city)
    assert told == (
        Found(city, "X, OR", "X, OR") if city_is_meant else TooWide(region, (), (choice_of(city),))
    )


def test_a_region_as_well_known_as_its_city_is_asked_with_its_other_towns() -> None:
    region = place("New York", "NY", 20_000_000, kind=PlaceKind.REGION)
    city = place("New York", "NY", 8_000_000, lat=40.7)
    elsewhere = place("New York", "TX", 20, lat=42.9)
    beside = place("Yonkers", "NY", 200_000, lat=40.8)
    buffalo = place("Buffalo", "NY", 270_000, lat=42.9)
    asked = []

    def towns(country: str, code: str) -> Sequence[Place]:
        asked.append((country, code))
        return city, beside, buffalo

    told = answer("New York", region, city, elsewhere, towns=towns)
    assert asked == [("US", "NY")]
    assert told == Ambiguous(
        (
            choice_of(city),
            choice_of(elsewhere),
            choice_of(buffalo, town_of_region=True),
        ),
        region=region,
    )


@pytest.mark.parametrize(
    ("country", "code"), [("US", "NY"), ("US", "WA"), ("CA", "QC"), ("CA", "ON")]
)
def test_four_regions_are_asked(country: str, code: str) -> None:
    region = place("X", code, 9_000_000, kind=PlaceKind.REGION, country=country)
    town = place("X", code, 10, country=country)
    assert answer("X", region, town) == Ambiguous((choice_of(town),), region=region)
    assert answer("X", region) == TooWide(region)


def test_a_region_and_forty_namesakes() -> None:
    region = place("X", "NY", 9_000_000, kind=PlaceKind.REGION)
    namesakes = [place("X", "NY", 9_000 - at) for at in range(41)]
    assert answer("X", region, *namesakes) == Ambiguous(
        tuple(map(choice_of, namesakes[:40])), region=region
    )


def test_a_county_of_the_region_s_name_is_no_namesake() -> None:
    region = place("X", "NY", 9_000_000, kind=PlaceKind.REGION)
    county = place("X", "NY", 900_000, kind=PlaceKind.COUNTY)
    assert answer("X", region, county, abroad("X", "GB")) == TooWide(region)
