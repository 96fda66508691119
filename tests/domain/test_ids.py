import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain import ids

NUMBERS = st.integers(min_value=0, max_value=2**60 - 1)


def test_the_ends_of_the_range() -> None:
    assert ids.encode(0) == "000000000000"
    assert ids.encode(2**60 - 1) == "zzzzzzzzzzzz"
    assert ids.encode(32) == "000000000010"


@settings(deadline=None)
@given(NUMBERS)
def test_what_is_written_is_read_back(number: int) -> None:
    assert ids.decode(ids.encode(number)) == number


@settings(deadline=None)
@given(NUMBERS, NUMBERS)
def test_the_order_of_the_bytes_is_the_order_of_the_numbers(one: int, other: int) -> None:
    first, second = ids.encode(one).encode(), ids.encode(other).encode()
    assert (first < second, first == second) == (one < other, one == other)


@pytest.mark.parametrize("number", [-1, 2**60, 2**64])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        ids.encode(number)


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "00000000000", "0000000000000", "00000000000i", "00000000000l", "00000000000o",
        "00000000000u", "00000000000A", "00000000000 ", " 00000000000", "00000000000-",
        "00000000000\n", "00000000000\0", "0000000000\u0660\u0660", "\uff10" * 12, "\ud800" * 12,
    ],
)  # fmt: skip
def test_what_was_never_written_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\A"):
        ids.decode(text)


@settings(deadline=None)
@given(st.text(max_size=14))
def test_any_text_is_an_id_or_a_value_error(text: str) -> None:
    try:
        number = ids.decode(text)
    except ValueError:
        return
    assert ids.encode(number) == text


def test_fresh_ids_fit_and_do_not_repeat() -> None:
    drawn = {ids.fresh() for _ in range(1_000)}
    assert len(drawn) == 1_000
    assert all(0 <= number < 2**60 for number in drawn)
