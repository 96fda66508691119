import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.asking_for import LONGEST, Sought, Trouble, read_sought


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("  Ada   Example ", Sought(name="Ada Example")),
        ("O’Neil", Sought(name="O’Neil")),
        ("ptl 0012345", Sought(licence="PTL 0012345")),
        ("1234567893", Sought(licence="1234567893", npi="1234567893")),
        ("1234567890", Sought(licence="1234567890")),
        ("№ 5 ½ ☃", Sought()),
    ],
)
def test_a_name_has_letters_and_a_number_has_digits(typed: str, sought: Sought) -> None:
    assert read_sought(typed) == sought


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("", Trouble.EMPTY),
        (" \t\n", Trouble.EMPTY),
        ("Li", Trouble.SHORT),
        (". , -", Trouble.SHORT),
        ("x" * (LONGEST + 1), Trouble.LONG),
    ],
)
def test_too_little_or_too_much_is_not_looked_for(typed: str, trouble: Trouble) -> None:
    assert read_sought(typed) is trouble


@given(st.text())
def test_any_text_is_sought_or_trouble(typed: str) -> None:
    assert isinstance(read_sought(typed), Sought | Trouble)
