"""What becomes of a listing that nobody confirms, day by day."""

from datetime import UTC, date, datetime

from directory.domain.attesting import consequences, in_doubt_from
from directory.domain.clock import NEVER

CONFIRMED = date(2026, 11, 12)


def test_a_listing_that_nobody_confirms_decays_in_three_steps() -> None:
    found = consequences(CONFIRMED, new_patients_confirmed_on=CONFIRMED)
    assert found.known == date(2027, 2, 10)
    assert found.in_doubt == date(2027, 5, 11)
    assert found.shown == date(2027, 11, 12)


def test_what_is_not_known_does_not_come_to_be_unknown() -> None:
    assert consequences(CONFIRMED, new_patients_confirmed_on=None).known is None


def test_doubt_begins_at_the_local_midnight_after_the_last_day() -> None:
    # Summer time: midnight in Denver is six hours behind.
    assert in_doubt_from(CONFIRMED, "America/Denver") == datetime(2027, 5, 12, 6, tzinfo=UTC)
    assert in_doubt_from(None, "America/Denver") == NEVER
