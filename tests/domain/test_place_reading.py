"""In which ways a text is read, the likeliest first."""

from dataclasses import replace

import pytest

from directory.domain.place_postal import Postal
from directory.domain.place_reading import MOST_READINGS, Reading, Scope, Typed, read_place
from directory.domain.place_text import LONGEST_TEXT
from directory.domain.vocabulary import Country
from tests.domain.atlas import BOOK

MAINE = Scope("US", "ME")
USA = Scope("US")


def readings(text: str) -> tuple[Reading, ...]:
    return read_place(text, BOOK).readings


def keys_without_street(text: str) -> list[str]:
    return [
        key for each in readings(text) if not each.whole and not each.abroad for key in each.keys
    ]


def test_a_name_alone_is_a_place_of_that_name() -> None:
    assert read_place(" Portland ", BOOK) == Typed("Portland", readings=(Reading(("portland",)),))


def test_both_ways_to_write_an_apostrophe_are_sought() -> None:
    assert readings("Coeur d'Alene") == (
        Reading(("coeur dalene", "coeur d alene")),
        Reading(("coeur",), abroad="dalene", whole=False),
    )


def test_a_state_behind_a_comma_is_where_the_town_is_sought() -> None:
    assert readings("Portland, ME") == (
        Reading(("portland",), MAINE),
        Reading(("portland",), abroad="me"),
        Reading(("portland",), county="me"),
        Reading(("portland",), beside=("me",)),
    )


@pytest.mark.parametrize("text", ["Portland ME", "Portland Maine", "Portland state of Maine"])
def test_a_state_needs_no_comma(text: str) -> None:
    assert readings(text)[0] == Reading((text.lower(),))
    assert Reading(("portland",), MAINE) in readings(text)


def test_a_region_alone_is_a_name_like_any_other() -> None:
    assert readings("ME") == (Reading(("me",)),)


def test_a_country_behind_the_state_is_where_the_state_lies() -> None:
    assert readings("Portland, ME, USA")[:3] == (
        Reading(("portland",), MAINE),
        Reading(("portland",), USA, county="me"),
        Reading(("portland",), USA, beside=("me",)),
    )


def test_the_state_must_lie_in_the_country_behind_it() -> None:
    scopes = {each.scope for each in readings("Portland, ME, Canada")}
    assert MAINE not in scopes
    assert Scope("CA") in scopes


def test_a_country_behind_a_country_is_no_scope() -> None:
    assert {each.scope for each in readings("Portland, Canada, USA")} == {Scope(), USA}


def test_a_country_alone_scopes_nothing() -> None:
    assert readings("USA") == (Reading(("usa",)),)


def test_every_region_of_a_name_is_tried() -> None:
    # "CA" is California and Canada.
    assert [each.scope for each in readings("London, CA")][:2] == [Scope("US", "CA"), Scope("CA")]


def test_the_longest_name_of_a_region_is_tried_first() -> None:
    scopes = [each.scope for each in readings("Victoria, British Columbia")]
    assert scopes[0] == Scope("CA", "BC")


def test_what_stands_before_the_town_is_a_quarter_or_the_town_a_county() -> None:
    assert readings("Deering, Cumberland Co, ME")[:4] == (
        Reading(("deering",), MAINE, county="cumberland county"),
        Reading(("deering",), MAINE, beside=("cumberland co",)),
        Reading(("cumberland co",), MAINE, whole=False),
        Reading(("cumberland co",), abroad="me"),
    )


def test_a_county_of_several_words_before_a_state_without_a_comma() -> None:
    assert readings("Deering, King and Queen Co ME")[0] == Reading(
        ("deering",), MAINE, county="king and queen county"
    )


def test_co_alone_is_no_county() -> None:
    assert Reading(("denver",), county="co") in readings("Denver, CO")


def test_without_a_state_two_parts_are_read_as_quarter_county_or_country() -> None:
    assert readings("Deering, Portland") == (
        Reading(("deering",), abroad="portland"),
        Reading(("deering",), county="portland"),
        Reading(("deering",), beside=("portland",)),
    )


def test_the_town_behind_a_street_is_read_without_it() -> None:
    assert readings("12 Elm St, Portland")[-1] == Reading(("portland",), whole=False)


@pytest.mark.parametrize("part", ["12 Elm St", "PO Box 7", "RR 2", "1a Elm"])
def test_what_an_address_begins_with(part: str) -> None:
    assert Reading(("portland",), whole=False) in readings(f"{part}, Portland")


@pytest.mark.parametrize("part", ["Elm St", "12", "PO Elm", "Box 7", "Elm 12"])
def test_what_is_no_address(part: str) -> None:
    assert Reading(("portland",), whole=False) not in readings(f"{part}, Portland")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("12 Elm St Portland", ["portland"]),
        ("12 Broadway Portland", ["portland"]),
        ("12 Elm Street North Portland", ["portland"]),
        ("12 Elm Ave Apt 4 Portland", ["portland"]),
        ("12 Elm Ave Apt 4 South Portland", ["portland"]),
        # The second street word may open the name of the town.
        ("12 Elm Rd Saint Albans", ["saint albans", "albans"]),
        ("12 Elm Street", []),
        ("12 Elm Street Suite 4", []),
        ("12 Elm Portland", []),
        # A word that opens the address is no street.
        ("RR 2 Portland", []),
    ],
)
def test_without_a_state_only_what_follows_the_street_is_a_town(
    text: str, names: list[str]
) -> None:
    assert keys_without_street(text) == names


def test_a_street_word_that_opens_the_text_ends_no_street() -> None:
    assert keys_without_street("1st Portland") == []


def test_with_a_state_ever_shorter_ends_of_the_address_are_tried() -> None:
    scoped = [
        each.keys[0] for each in readings("12 Elm St Old Orchard Beach, ME") if each.scope == MAINE
    ]
    assert scoped == [
        "12 elm saint old orchard beach",
        "old orchard beach",
        "elm saint old orchard beach",
        "saint old orchard beach",
        "orchard beach",
        "beach",
    ]


def test_no_more_than_six_words_are_the_end_of_an_address() -> None:
    ends = [
        each.keys[0]
        for each in readings("9 a1 b1 c1 d1 e1 f1 g1, ME")
        if each.scope == MAINE and not each.whole
    ]
    assert ends[0] == "b1 c1 d1 e1 f1 g1"
    assert ends[-1] == "g1"
    assert len(ends) == 6


def test_a_town_and_no_address_is_not_cut_into_ends() -> None:
    scoped = [each for each in readings("Old Orchard Beach, ME") if each.scope == MAINE]
    assert scoped == [Reading(("old orchard beach",), MAINE)]


def test_a_country_abroad_may_have_four_words() -> None:
    abroad = [each for each in readings("aa bb cc dd ee ff") if each.abroad]
    assert [each.abroad for each in abroad] == ["cc dd ee ff", "dd ee ff", "ee ff", "ff"]
    assert abroad[0] == Reading(("aa bb",), abroad="cc dd ee ff", whole=False)


def test_something_stands_before_a_country_abroad() -> None:
    assert [each.abroad for each in readings("aa bb cc") if each.abroad] == ["bb cc", "cc"]
    assert readings("aa") == (Reading(("aa",)),)


@pytest.mark.parametrize(
    "text", ["City of New York", "TOWN OF x", "village of x", "Ville de x", "ciudad de x"]
)
def test_a_text_that_says_town_means_no_region(text: str) -> None:
    assert readings(text)[0].is_town


@pytest.mark.parametrize("text", ["New York", "cityof x", "the city of x"])
def test_other_texts_leave_open_what_is_meant(text: str) -> None:
    assert not readings(text)[0].is_town


def test_a_point_behind_a_town_is_where_the_town_is() -> None:
    typed = read_place("Portland, ME (43.66, -70.26)", BOOK)
    plain = readings("Portland, ME")
    assert typed.readings == tuple(replace(each, point=(43.66, -70.26)) for each in plain)
    assert typed.point is None


@pytest.mark.parametrize("gap", ["", " ", "   ", "\t "])
def test_gaps_around_the_point_behind_a_town_do_not_matter(gap: str) -> None:
    text = f"Portland, ME{gap}({gap}43.66{gap},{gap}-70.26{gap})"
    assert read_place(text, BOOK).readings == readings("Portland, ME (43.66, -70.26)")


def test_coordinates_are_a_point_and_no_name() -> None:
    assert read_place("43.66, -70.26", BOOK) == Typed("43.66, -70.26", point=(43.66, -70.26))


def test_a_code_is_taken_out_of_the_text() -> None:
    typed = read_place("Portland, ME 04101", BOOK)
    assert typed.postal == Postal(Country.US, "04101", "Portland, ME")
    assert typed.readings == readings("Portland, ME")


def test_a_code_that_opens_the_text_is_read_as_code_and_as_number() -> None:
    typed = read_place("12345 Portland", BOOK)
    assert typed.postal == Postal(Country.US, "12345", "Portland", leads=True)
    assert typed.readings[0] == Reading(("portland",))
    assert Reading(("12345 portland",)) in typed.readings


@pytest.mark.parametrize(
    ("text", "code"), [("Portland, ME 4101", "04101"), ("Portland 4101", None), ("ME 4101", None)]
)
def test_four_digits_are_a_code_behind_a_state_alone(text: str, code: str | None) -> None:
    postal = read_place(text, BOOK).postal
    assert (postal.code if postal else None) == code


def test_a_military_address_is_not_read_as_a_place() -> None:
    assert read_place("APO AE 09012", BOOK) == Typed(
        "APO AE 09012", military="09012", postal=Postal(Country.US, "09012", "APO AE")
    )


def test_letters_that_may_be_a_code_are_the_last_resort() -> None:
    assert read_place("MSV", BOOK).last_resort is None
    assert read_place("KIA", BOOK).last_resort == "K1A"


def test_every_key_of_every_reading_is_looked_up_once() -> None:
    typed = read_place("L'Orignal, Elm", BOOK)
    assert typed.keys == ("lorignal", "l orignal", "elm")
    assert read_place("aa bb", BOOK).keys == ("aa bb", "aa", "bb")


def test_the_longest_text_is_read_and_a_longer_one_is_cut_and_left() -> None:
    name = "x" * LONGEST_TEXT
    assert readings(name) == (Reading((name,)),)
    assert read_place(f"{name}y", BOOK) == Typed(name)


@pytest.mark.parametrize("text", ["", "  ", ",", ";\n,", "\x00"])
def test_a_text_of_nothing_has_no_readings(text: str) -> None:
    assert readings(text) == ()


def test_empty_parts_are_left_out() -> None:
    assert readings("Portland,, ;ME,\n") == readings("Portland, ME")


def test_a_zero_byte_is_a_gap() -> None:
    assert read_place("Port\x00land", BOOK) == read_place("Port land", BOOK)


def test_readings_have_an_end() -> None:
    assert len(readings("1 st a st b st c st d st e st f st g st h st i, CA")) == MOST_READINGS
