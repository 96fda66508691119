"""What is a postal code, what is left of the text, and which codes the military has."""

import pytest

from directory.domain.place_postal import (
    Postal,
    find_postal,
    find_short_zip,
    fsa,
    fsa_of_letters,
    is_military_zip,
    military_code,
)
from directory.domain.vocabulary import Country

US, CA = Country.US, Country.CA


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("123", Postal(US, "00123", "")),
        ("12345", Postal(US, "12345", "")),
        ("12345   6789", Postal(US, "12345", "")),
        ("zip code: 12345", Postal(US, "12345", "")),
        ("12345, ", Postal(US, "12345", "")),
        # The last number is the code: the first is the house.
        ("12345 Elm, Denver 80202", Postal(US, "80202", "12345 Elm, Denver")),
        ("Denver 80202-1234", Postal(US, "80202", "Denver")),
        ("Denver 802021234", Postal(US, "80202", "Denver")),
        ("Denver 80202 1234", Postal(US, "80202", "Denver")),
        ("Denver 80202 1234, CO", Postal(US, "80202", "Denver,CO")),
        ("Denver, 80202, CO", Postal(US, "80202", "Denver,CO")),
        ("80202 Denver", Postal(US, "80202", "Denver", leads=True)),
        ("Denver 8O2O2", Postal(US, "80202", "Denver")),
        ("-12345.;", Postal(US, "12345", "")),
        ("XENIA, ESSEX 80202", Postal(US, "80202", "XENIA, ESSEX")),
        ("80202 XENIA", Postal(US, "80202", "XENIA", leads=True)),
    ],
)
def test_zip_codes(text: str, found: Postal) -> None:
    assert find_postal(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("m5v", Postal(CA, "M5V", "")),
        ("M5V2", Postal(CA, "M5V", "")),
        ("M5V2T", Postal(CA, "M5V", "")),
        ("M5V-2T6", Postal(CA, "M5V", "")),
        ("MSV2T6", None),
        ("Toronto M5V", Postal(CA, "M5V", "Toronto")),
        ("Toronto M5V   2T6", Postal(CA, "M5V", "Toronto")),
        ("M5V 2T6 Toronto", Postal(CA, "M5V", "Toronto")),
        ("MlV 2T6 Toronto", Postal(CA, "M1V", "Toronto")),
        # Two codes: the last, as with numbers.
        ("M5V 2T6 or K1A 0B1 x", Postal(CA, "K1A", "M5V 2T6 or,x")),
    ],
)
def test_canadian_codes(text: str, found: Postal | None) -> None:
    assert find_postal(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "Denver 802021",
        "Denver 8020",
        "Denver 8OOOO",
        "Denver 8OOO2",
        "Denver x80202",
        "Denver 1.80202",
        "Denver-80202",
        "X12345",
        "12345X",
        "Paso LOLLO",
        # Only one digit: a word of a name, not a code.
        "Kia oil1oo",
        "Solo IOI MIL OIL1",
        # D, F, I, O, Q, U, W, Z open no Canadian code.
        "D5V 2T6",
        "Toronto D5V",
        "M5V2T66",
    ],
)
def test_what_is_no_code(text: str) -> None:
    assert find_postal(text) is None


@pytest.mark.parametrize(
    ("word", "found"),
    [("K1A OBO", "K1A"), ("KlA OB1", "K1A"), ("KOL 1B1", "K0L")],
)
def test_one_digit_beside_lookalikes_is_too_few_within_other_words(word: str, found: str) -> None:
    postal = find_postal(f"{word} Ottawa")
    digits = sum(mark.isdigit() for mark in word)
    assert (postal.code if postal else None) == (found if digits >= 2 else None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Portland, ME 4101", Postal(US, "04101", "Portland, ME")),
        ("Portland, ME 4101-1234 ", Postal(US, "04101", "Portland, ME")),
        ("Portland 4101, ME", None),
        ("4101", None),
        ("ME 410", None),
        ("ME 41011", None),
    ],
)
def test_four_digits_at_the_end(text: str, found: Postal | None) -> None:
    assert find_short_zip(text) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KIA", "K1A"),
        ("kia", "K1A"),
        ("KOA OBI", "K0A"),
        ("KIA-OBO", "K1A"),
        ("KSA", None),
        ("KIA OB", None),
        ("KIA x", None),
        ("DIA", None),
    ],
)
def test_letters_that_are_meant_as_digits(text: str, code: str | None) -> None:
    assert fsa_of_letters(text) == code


def test_a_lookalike_is_a_digit_in_the_middle_alone() -> None:
    assert fsa("ooo") == "O0O"
    assert fsa("lil") == "L1L"


@pytest.mark.parametrize(
    "code",
    ["09000", "09999", "34000", "34099", "96200", "96299", "96300", "96400", "96500", "96699"],
)
def test_the_first_and_last_military_codes(code: str) -> None:
    assert is_military_zip(code)


@pytest.mark.parametrize("code", ["08999", "10000", "33999", "34100", "96199", "96700"])
def test_the_codes_beside_the_military_ones(code: str) -> None:
    assert not is_military_zip(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("09012", "09012"),
        ("APO AE 09012", "09012"),
        ("APO", "APO"),
        (" fpo ", "FPO"),
        ("A.P.O.", "APO"),
        ("D.P.O", "DPO"),
        ("PSC 1, APO ae", "APO"),
        ("PSC 1, FPO AP 12345", "12345"),
        # A town may be called Apo, and AE may stand for something else.
        ("Apo, Denver", None),
        ("AE", None),
        ("APOAE", None),
        ("12345", None),
        ("M5V 2T6", None),
    ],
)
def test_military_addresses(text: str, code: str | None) -> None:
    assert military_code(text, find_postal(text)) == code


def test_a_canadian_code_is_never_military() -> None:
    assert military_code("x", Postal(CA, "09012", "")) is None
