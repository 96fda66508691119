"""However a code is typed, it is the same code."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.accounts.codes import (
    hash_of,
    read_code,
    read_recovery_code,
    recovery_code,
)
from directory.domain.entry.faults import Checked, FaultCode, error

TEN_BYTES = st.binary(min_size=10, max_size=10)
CODE = "0123-4567-89ab-cdef"


@pytest.mark.parametrize(
    "typed",
    [
        "123456",
        " 123 456 ",
        "123-456",
        "123\u00a0456",
        "123\u2013456",
        "123\u2212456",
        "1 2\t3\n4-5 6",
        "１２３４５６",
        "１２３　４５６",
        "١٢٣٤٥٦",
        "१२३४५६",
        "𝟏𝟐𝟑𝟒𝟓𝟔",
        "①②③④⑤⑥",
    ],
)
def test_a_code_has_one_form_however_it_is_typed(typed: str) -> None:
    assert read_code(typed, "code") == Checked("123456")


@pytest.mark.parametrize(
    "typed",
    [
        "12345",
        "1234567",
        "12345a",
        "12345.6",
        "123456\0",
        "½23456",
        "12345六",
        "1" * 64,
        "1" * 65,
        "1" * 30_000,
    ],
)
def test_anything_but_six_digits_is_no_code(typed: str) -> None:
    assert read_code(typed, "code") == Checked(
        None, (error(FaultCode.CODE_FORM, "code", digits=6),)
    )


@pytest.mark.parametrize("typed", ["", "  ", " - "])
def test_an_empty_code_is_asked_for(typed: str) -> None:
    assert read_code(typed, "code").faults == (error(FaultCode.TEXT_MISSING, "code"),)
    assert read_recovery_code(typed, "backup").faults == (error(FaultCode.TEXT_MISSING, "backup"),)


def test_a_code_may_be_written_in_sixty_four_characters_and_no_more() -> None:
    assert read_code("1" + " " * 58 + "23456", "code").value == "123456"
    assert read_code("1" + " " * 59 + "23456", "code").value is None


@given(st.text(max_size=30))
def test_a_code_that_is_read_is_six_ascii_digits(typed: str) -> None:
    value = read_code(typed, "code").value
    assert value is None or (len(value) == 6 and value.isascii() and value.isdecimal())


# Recovery codes


def test_a_recovery_code_is_written_in_four_groups() -> None:
    assert recovery_code(bytes(10)) == "0000-0000-0000-0000"
    assert recovery_code(b"\xff" * 10) == "zzzz-zzzz-zzzz-zzzz"
    assert recovery_code(b"\x08" + bytes(8) + b"\x01") == "1000-0000-0000-0001"


@pytest.mark.parametrize("length", [0, 9, 11])
def test_a_recovery_code_needs_eighty_bits(length: int) -> None:
    with pytest.raises(ValueError, match=str(length)):
        recovery_code(bytes(length))


@given(TEN_BYTES, TEN_BYTES)
def test_other_bits_are_another_code(one: bytes, other: bytes) -> None:
    assert (recovery_code(one) == recovery_code(other)) == (one == other)


@given(TEN_BYTES)
def test_what_is_written_is_read_back_and_kept_as_the_same_hash(random: bytes) -> None:
    code = recovery_code(random)
    read = read_recovery_code(code, "recovery_code")
    assert read == Checked(code)
    assert hash_of(read.value or "") == hash_of(code)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.upper(),
        "0123456789abcdef",
        " 0123 4567 89ab cdef\n",
        "O123-4567-89AB-CDEF",
        "o123-4567-89ab-cdef",
        "0i23-4567-89ab-cdef",
        "0I23-4567-89ab-cdef",
        "0l23-4567-89ab-cdef",
        "0L23-4567-89ab-cdef",
        "０１２３－４５６７－８９ＡＢ－ＣＤＥＦ",
        "0-1-2-3-4-5-6-7-8-9-a-b-c-d-e-f",
    ],
)
def test_reading_forgives_case_width_groups_and_letters_that_look_like_digits(typed: str) -> None:
    assert read_recovery_code(typed, "recovery_code") == Checked(CODE)


@pytest.mark.parametrize(
    "typed",
    [
        CODE[:-1],
        CODE + "0",
        CODE[:-1] + "u",
        CODE[:-1] + "é",
        CODE[:-1] + "١",
        "x" * 70,
        CODE + "\0",
    ],
)
def test_anything_else_is_no_recovery_code(typed: str) -> None:
    assert read_recovery_code(typed, "recovery_code") == Checked(
        None, (error(FaultCode.RECOVERY_CODE_FORM, "recovery_code", letters=16),)
    )


def test_what_is_kept_of_a_recovery_code_is_its_hash() -> None:
    assert hash_of(CODE) == sha256(b"0123-4567-89ab-cdef").hexdigest()
