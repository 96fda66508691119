import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.npi import read_npi, with_check_digit
from directory.domain.entry.text import LONGEST_TYPED
from directory.domain.vocabulary import Country
from tests.domain.entry.said import params, said, stops

GOOD = "1234567893"
"""The example of the Centers for Medicare & Medicaid Services."""


@pytest.mark.parametrize("text", [GOOD, " 1234 567-893\n", "１２３４５６７８９３", "2000000010"])
def test_ten_digits_with_a_fitting_check_digit_are_an_npi(text: str) -> None:
    read = read_npi(text)
    assert read.passes
    assert read.value in {GOOD, "2000000010"}


@pytest.mark.parametrize("last", [digit for digit in "0123456789" if digit != GOOD[-1]])
def test_any_other_check_digit_is_refused(last: str) -> None:
    assert said(read_npi(GOOD[:-1] + last)) == stops(FaultCode.NPI_CHECK_DIGIT)


@pytest.mark.parametrize("at", range(8))
def test_two_digits_that_are_swapped_are_seen(at: int) -> None:
    swapped = GOOD[:at] + GOOD[at + 1] + GOOD[at] + GOOD[at + 2 :]
    assert said(read_npi(swapped))[0][0] in {FaultCode.NPI_CHECK_DIGIT, FaultCode.NPI_FIRST_DIGIT}


@pytest.mark.parametrize(("text", "count"), [("123456789", "9"), ("12345678930", "11"), ("1", "1")])
def test_an_npi_has_ten_digits(text: str, count: str) -> None:
    assert said(read_npi(text)) == stops(FaultCode.NPI_LENGTH)
    assert params(read_npi(text)) == {"count": count}


def test_an_endless_text_is_not_read() -> None:
    assert read_npi(" " * LONGEST_TYPED) == Checked(None)
    refused = read_npi(" " * (LONGEST_TYPED + 1))
    assert said(refused) == stops(FaultCode.NPI_LENGTH)
    assert params(refused) == {"count": str(LONGEST_TYPED + 1)}


@pytest.mark.parametrize("first", "03456789")
def test_an_npi_begins_with_1_or_2(first: str) -> None:
    assert said(read_npi(first + GOOD[1:])) == stops(FaultCode.NPI_FIRST_DIGIT)


@pytest.mark.parametrize("text", ["12345A7893", "١٢٣٤٥٦٧٨٩٣", "1234567893.", "l234567893"])
def test_an_npi_has_ascii_digits_alone(text: str) -> None:
    assert said(read_npi(text)) == stops(FaultCode.NPI_CHARACTERS)


def test_an_npi_is_optional() -> None:
    assert read_npi(" - ") == Checked(None)
    assert read_npi("", countries=[Country.CA]) == Checked(None)


def test_somebody_in_canada_alone_has_no_npi() -> None:
    assert said(read_npi(GOOD, countries=[Country.CA])) == stops(FaultCode.NPI_NOT_IN_CANADA)
    assert read_npi(GOOD, countries=[Country.CA, Country.US]) == Checked(GOOD)
    assert read_npi(GOOD, countries=[Country.US]) == Checked(GOOD)


@given(st.integers(100_000_000, 299_999_999))
def test_nine_digits_have_exactly_one_check_digit(nine: int) -> None:
    assert sum(read_npi(f"{nine}{last}").passes for last in range(10)) == 1


@given(st.integers(100_000_000, 299_999_999))
def test_the_check_digit_that_is_added_is_the_one_that_fits(nine: int) -> None:
    whole = with_check_digit(str(nine))
    assert whole[:-1] == str(nine)
    assert read_npi(whole) == Checked(whole)
