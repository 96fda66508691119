from hypothesis import given
from hypothesis import strategies as st

from directory.domain import ids
from directory.domain.shortlist import LONGEST, read, with_one, without, written

IDS = st.integers(min_value=0, max_value=2**60 - 1).map(ids.encode)
ADA, BEA, CLEO = (ids.encode(number) for number in (7, 8, 9))


def test_people_stay_in_the_order_in_which_they_were_kept() -> None:
    assert read(f"{BEA},{ADA}") == (BEA, ADA)
    assert with_one((BEA,), ADA) == (BEA, ADA)


def test_nobody_stands_twice() -> None:
    assert read(f"{ADA},{BEA},{ADA}") == (ADA, BEA)
    assert with_one((ADA, BEA), ADA) == (ADA, BEA)


def test_what_is_no_id_is_left_out() -> None:
    assert read(f" {ADA} ,,nobody,{BEA}\n,\x00,{ADA.upper()}x") == (ADA, BEA)
    assert read(None) == read("") == read() == ()


def test_several_lists_become_one() -> None:
    assert read(ADA, None, f"{BEA},{ADA}", CLEO) == (ADA, BEA, CLEO)


def test_somebody_is_taken_off() -> None:
    assert without((ADA, BEA), ADA) == (BEA,)
    assert without((ADA,), BEA) == (ADA,)


def test_a_full_list_takes_nobody_more() -> None:
    full = tuple(map(ids.encode, range(LONGEST)))
    assert with_one(full, ids.encode(LONGEST)) == full
    assert read(written([*full, ADA])) == full


@given(st.lists(IDS, max_size=LONGEST, unique=True))
def test_what_is_written_is_read_back(kept: list[str]) -> None:
    assert read(written(kept)) == tuple(kept)


@given(st.text())
def test_any_text_is_a_list_of_ids(text: str) -> None:
    kept = read(text)
    assert len(set(kept)) == len(kept) <= LONGEST
    assert read(written(kept)) == kept
