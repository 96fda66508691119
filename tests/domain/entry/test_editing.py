import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.entry.editing import Stale, fingerprint, guard_seen

VALUES = st.dictionaries(st.text(), st.one_of(st.text(), st.none(), st.integers(), st.booleans()))


@given(VALUES)
def test_equal_values_have_one_name_whatever_their_order(values: dict[str, object]) -> None:
    turned = dict(reversed(values.items()))
    assert fingerprint(values) == fingerprint(turned)
    guard_seen(fingerprint(values), turned)


@given(VALUES, VALUES)
def test_a_save_over_something_else_is_noticed(
    shown: dict[str, object], now: dict[str, object]
) -> None:
    if shown == now:
        return
    with pytest.raises(Stale):
        guard_seen(fingerprint(shown), now)


@pytest.mark.parametrize("seen", ["", "x", "0" * 32, "é"])
def test_a_form_that_saw_nothing_of_ours_changes_nothing(seen: str) -> None:
    with pytest.raises(Stale):
        guard_seen(seen, {"name": "Ada"})
