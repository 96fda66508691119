from dataclasses import replace
from datetime import date

import pytest

from directory.domain.register_matching import DIFFERS, Matched, OnFile, active_words, match
from directory.domain.registers import RegisterRow, RowFault
from directory.domain.vocabulary import CredentialState, RegisterMatch

TODAY = date(2026, 11, 24)
ROW = RegisterRow(line=2, number="P1", name="Example, Ada", status="ACTIVE", ends=date(2027, 9, 30))
LICENCE = OnFile(
    licence_id=7,
    version=3,
    practitioner_id=1,
    names=("Ada Example",),
    state=CredentialState.VERIFIED,
    ends=date(2026, 12, 31),
)
ACTIVE = active_words(["Independent practice"])


def held(row: RegisterRow, *periods: OnFile, twice: bool = False) -> Matched:
    return match(row, periods, today=TODAY, active=ACTIVE, twice=twice)


def test_number_name_and_status_match_however_they_are_written() -> None:
    assert held(ROW, LICENCE) == Matched(RegisterMatch.MATCHED, LICENCE)
    for status in ("Active - Current", "Independent Practice", "  active "):
        assert held(replace(ROW, status=status), LICENCE).match is RegisterMatch.MATCHED


@pytest.mark.parametrize(
    ("row", "licence", "code"),
    [
        ({"fault": RowFault.DAY}, {}, RegisterMatch.UNREADABLE),
        ({"name": "Sam Other"}, {}, RegisterMatch.NAME_DIFFERS),
        ({"status": "Active with conditions"}, {}, RegisterMatch.NOT_ACTIVE),
        ({"status": "Lapsed"}, {}, RegisterMatch.NOT_ACTIVE),
        ({"ends": date(2026, 11, 23)}, {}, RegisterMatch.ENDED),
        ({"ends": TODAY}, {"ends": None}, RegisterMatch.MATCHED),
        ({"ends": date(2026, 12, 30)}, {}, RegisterMatch.ENDS_SOONER),
        ({"ends": None}, {}, RegisterMatch.MATCHED),
        ({"ends": None}, {"ends": date(2026, 11, 1)}, RegisterMatch.ENDED),
        ({"ends": None}, {"ends": None}, RegisterMatch.MATCHED),
        ({}, {"state": CredentialState.SUBMITTED}, RegisterMatch.NOT_VERIFIED),
        ({}, {"state": CredentialState.SUSPENDED}, RegisterMatch.NOT_VERIFIED),
        ({}, {"state": CredentialState.DRAFT}, RegisterMatch.NOT_HERE),
        ({}, {"state": CredentialState.WITHDRAWN}, RegisterMatch.NOT_HERE),
        ({}, {"state": CredentialState.REFUSED}, RegisterMatch.NOT_HERE),
    ],
)
def test_what_speaks_against_a_line(
    row: dict[str, object], licence: dict[str, object], code: RegisterMatch
) -> None:
    changed = replace(ROW, **row)  # type: ignore[arg-type]
    assert held(changed, replace(LICENCE, **licence)).match is code  # type: ignore[arg-type]


def test_a_number_that_nobody_has_here_is_nobodys() -> None:
    assert held(ROW) == Matched(RegisterMatch.NOT_HERE)


def test_a_number_that_stands_twice_is_looked_at() -> None:
    assert held(ROW, LICENCE, twice=True).match is RegisterMatch.TWICE


def test_the_last_verified_period_goes_on() -> None:
    later = replace(LICENCE, licence_id=8, ends=date(2027, 3, 31))
    assert held(ROW, LICENCE, later).on_file is later
    open_end = replace(LICENCE, licence_id=9, ends=None)
    assert held(ROW, open_end, later, LICENCE).on_file is open_end


def test_a_renewal_that_waits_for_a_reviewer_is_left_to_them() -> None:
    renewal = replace(LICENCE, licence_id=8, state=CredentialState.QUERIED)
    assert held(ROW, LICENCE, renewal) == Matched(RegisterMatch.NOT_VERIFIED, LICENCE)


def test_what_matches_speaks_against_nobody() -> None:
    assert DIFFERS.isdisjoint(
        {RegisterMatch.MATCHED, RegisterMatch.NOT_HERE, RegisterMatch.UNREADABLE}
    )
