from datetime import date, timedelta

import pytest

from directory.domain.register_sampling import (
    SAMPLE,
    SigningRefusal,
    drawn,
    last_day_to_sign,
    may_mark,
    may_sign,
)
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind

REVIEWER = Actor(ActorKind.REVIEWER, 1)
LOOKED = date(2026, 11, 20)
ALL_RIGHT = (True,) * SAMPLE


def test_a_sample_is_twenty_lines_that_nobody_chose() -> None:
    lines = range(2, 1_002)
    sample = drawn(1, lines)
    assert len(sample) == SAMPLE
    assert sample <= set(lines)
    assert sample == drawn(1, reversed(lines))
    assert sample != drawn(2, lines)


def test_of_a_short_file_every_line_is_looked_up() -> None:
    assert drawn(1, [3, 5]) == {3, 5}
    assert drawn(1, []) == frozenset()


def test_every_line_is_as_likely_as_any_other() -> None:
    counts = dict.fromkeys(range(100), 0)
    for batch in range(1_000):
        for line in drawn(batch, range(100)):
            counts[line] += 1
    assert 140 < min(counts.values()) <= max(counts.values()) < 260


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"actor": Actor(ActorKind.ADMINISTRATOR, 1)}, SigningRefusal.NOT_YOUR_PART),
        ({"settled": True}, SigningRefusal.SETTLED),
        ({"answers": ()}, SigningRefusal.NOTHING_MATCHES),
        ({"answers": (True, None)}, SigningRefusal.SAMPLE_OPEN),
        ({"answers": (None, False)}, SigningRefusal.SAMPLE_FAILED),
        ({"today": LOOKED + timedelta(days=14)}, None),
        ({"today": LOOKED + timedelta(days=15)}, SigningRefusal.TOO_OLD),
    ],
)
def test_when_a_file_may_be_signed(
    changes: dict[str, object], refusal: SigningRefusal | None
) -> None:
    asked = {
        "actor": REVIEWER,
        "settled": False,
        "answers": ALL_RIGHT,
        "looked_on": LOOKED,
        "today": LOOKED,
        **changes,
    }
    assert may_sign(**asked) is refusal  # type: ignore[arg-type]


def test_who_may_mark_and_until_when() -> None:
    assert may_mark(actor=REVIEWER, settled=False) is None
    assert may_mark(actor=REVIEWER, settled=True) is SigningRefusal.SETTLED
    assert last_day_to_sign(LOOKED) == date(2026, 12, 4)
