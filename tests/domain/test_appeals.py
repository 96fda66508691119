from datetime import UTC, date, datetime, timedelta

import pytest

from directory.domain.appeals import appeal_due, appeal_of
from directory.domain.verification import Appeal
from directory.domain.vocabulary import CredentialState

LODGED = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("lodged", "due"),
    [
        (date(2026, 11, 23), date(2026, 12, 7)),  # Monday
        (date(2026, 11, 24), date(2026, 12, 8)),
        (date(2026, 11, 27), date(2026, 12, 11)),  # Friday
        (date(2026, 11, 28), date(2026, 12, 11)),  # Saturday
        (date(2026, 11, 29), date(2026, 12, 11)),  # Sunday
        (date(2026, 12, 18), date(2027, 1, 1)),  # a holiday counts, for we know of none
        (date(2028, 2, 18), date(2028, 3, 3)),  # over a leap day
    ],
)
def test_an_appeal_is_decided_within_ten_working_days(lodged: date, due: date) -> None:
    assert appeal_due(lodged) == due


@pytest.mark.parametrize("state", CredentialState)
def test_where_nobody_appealed_there_is_no_appeal(state: CredentialState) -> None:
    assert appeal_of(state, appealed_at=None, state_since=LODGED) is Appeal.NONE


@pytest.mark.parametrize(
    ("state", "moved", "expected"),
    [
        (CredentialState.SUBMITTED, timedelta(0), Appeal.OPEN),
        (CredentialState.QUERIED, SECOND, Appeal.OPEN),
        (CredentialState.DEFERRED, SECOND, Appeal.OPEN),
        (CredentialState.SUBMITTED, SECOND, Appeal.OPEN),
        (CredentialState.REFUSED, SECOND, Appeal.DECIDED),
        (CredentialState.SUSPENDED, -SECOND, Appeal.OPEN),
        (CredentialState.SUSPENDED, timedelta(0), Appeal.OPEN),
        (CredentialState.SUSPENDED, SECOND, Appeal.DECIDED),
    ],
)
def test_an_appeal_stays_open_until_a_decision_on_it(
    state: CredentialState, moved: timedelta, expected: Appeal
) -> None:
    assert appeal_of(state, appealed_at=LODGED, state_since=LODGED + moved) is expected
