"""What a private calendar holds, and how long before it rings."""

from datetime import date

from directory.domain.calendar_days import ENDS, DayKind, alarms, looked_at_again_by
from directory.domain.credentials import Check
from directory.domain.vocabulary import CheckSource, CredentialKind

LOOK = Check(CheckSource.REGULATOR_REGISTER, date(2026, 8, 31))


def test_a_calendar_rings_a_few_times_before_what_has_to_be_done() -> None:
    assert alarms(DayKind.CONFIRM) == (14, 3, 0)
    for kind in ENDS.values():
        assert alarms(kind) == (30, 14, 7, 1)
    assert alarms(DayKind.LOOKED_AT_AGAIN) == ()


def test_a_look_at_a_register_holds_for_six_months() -> None:
    for kind in (CredentialKind.LICENCE, CredentialKind.AUTHORIZATION):
        assert looked_at_again_by(kind, LOOK) == date(2027, 2, 28)
        assert looked_at_again_by(kind, None) is None
    assert looked_at_again_by(CredentialKind.CERTIFICATION, LOOK) is None
