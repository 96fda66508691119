"""What becomes of a listing that nobody confirms, day by day."""

from datetime import UTC, date, datetime

from directory.domain.attesting import consequences, in_doubt_from, last_said
from directory.domain.clock import NEVER
from directory.domain.vocabulary import NewPatients

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


def test_what_was_last_said_of_new_patients_is_there_to_be_confirmed() -> None:
    today = date(2026, 12, 1)
    assert last_said(takes=None, no_until=None, today=today) is NewPatients.NOT_KNOWN
    assert last_said(takes=True, no_until=None, today=today) is NewPatients.YES
    assert last_said(takes=False, no_until=None, today=today) is NewPatients.NO
    assert last_said(takes=False, no_until=today, today=today) is NewPatients.NO


def test_a_no_that_is_over_has_to_be_said_anew() -> None:
    assert last_said(takes=False, no_until=date(2026, 11, 30), today=date(2026, 12, 1)) is None
