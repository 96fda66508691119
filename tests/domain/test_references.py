"""References that people quote."""

import re

from hypothesis import given
from hypothesis import strategies as st

from directory.domain.references import REFERENCES, reference

FORM = re.compile(r"HD-[0-9]{4}-[A-Z]{2}")


def test_the_first_and_the_last_reference() -> None:
    assert reference(0) == "HD-0000-AA"
    assert reference(REFERENCES - 1) == "HD-9999-ZZ"


@given(st.integers(0, REFERENCES - 1), st.integers(0, REFERENCES - 1))
def test_numbers_have_references_of_their_own_that_are_read_out_without_doubt(
    one: int, other: int
) -> None:
    assert FORM.fullmatch(reference(one))
    assert not set("BIOS") & set(reference(one)[-2:])
    assert (reference(one) == reference(other)) is (one == other)
