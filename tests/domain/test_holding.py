from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from directory.domain.clock import NEVER, end_of
from directory.domain.credentials import Check, Licence
from directory.domain.holding import (
    PRACTISING,
    authorized_until,
    certified_until,
    licensed_until,
    registered,
    why_ended,
    why_not,
)
from directory.domain.notes import NoteCode
from directory.domain.vocabulary import (
    CheckSource,
    Country,
    CredentialState,
    Finding,
    LicenceClass,
    LicenceKind,
    Profession,
)
from tests.domain.papers import (
    AT,
    CERTIFICATION,
    ENTRY,
    HOME,
    LICENCE,
    PRIVILEGE,
    TODAY,
    ZONE,
)

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
REGISTER = CheckSource.REGULATOR_REGISTER
REPLY = CheckSource.ISSUER_CONFIRMED


def looked(day: date, source: CheckSource = REGISTER) -> Check:
    return Check(source, day)


def holds(licence: Licence, *others: Licence, at: datetime = AT) -> datetime:
    return licensed_until(licence, ZONE, at=at, licences=(licence, *others))


def only_at(end: datetime, licence: Licence, *others: Licence) -> bool:
    """Say whether it holds until this instant and not a second longer."""
    return (
        holds(licence, *others) == end
        and holds(licence, *others, at=end - SECOND) == end
        and holds(licence, *others, at=end) == NEVER
    )


# Licences


def test_a_licence_holds_to_the_local_midnight_after_its_last_day() -> None:
    assert only_at(datetime(2027, 3, 1, 7, tzinfo=UTC), LICENCE)


def test_a_licence_that_ends_today_holds_today() -> None:
    assert holds(replace(LICENCE, expires=TODAY)) == end_of(TODAY, ZONE)
    assert holds(replace(LICENCE, expires=TODAY - DAY)) == NEVER


def test_a_licence_without_end_date_holds_six_months_from_its_check() -> None:
    assert only_at(end_of(date(2027, 5, 3), ZONE), replace(LICENCE, expires=None))


@pytest.mark.parametrize(
    ("expires", "last"),
    [
        (date(2027, 5, 2), date(2027, 5, 2)),
        (date(2027, 5, 3), date(2027, 5, 3)),
        (date(2027, 5, 4), date(2027, 5, 3)),
        (date(2030, 1, 1), date(2027, 5, 3)),
    ],
)
def test_a_licence_holds_to_its_end_and_no_longer_than_its_check(expires: date, last: date) -> None:
    assert holds(replace(LICENCE, expires=expires)) == end_of(last, ZONE)


def test_six_months_end_with_a_month_that_is_too_short() -> None:
    licence = replace(LICENCE, expires=None, check=looked(date(2026, 8, 31)))
    assert holds(licence) == end_of(date(2027, 2, 28), ZONE)


def test_what_can_keep_a_licence_from_counting_whatever_the_day() -> None:
    for state, kind, bars, source in product(
        CredentialState, LicenceClass, Finding, (None, *CheckSource)
    ):
        check = None if source is None else looked(TODAY, source)
        licence = replace(
            LICENCE, state=state, licence_class=kind, bars_needling=bars, check=check
        )  # fmt: skip
        case = (state, kind, bars, source)
        if state is not CredentialState.VERIFIED or source not in {REGISTER, REPLY}:
            expected: NoteCode | None = NoteCode.LICENCE_NOT_CHECKED
        elif kind in {LicenceClass.STUDENT, LicenceClass.INACTIVE}:
            expected = NoteCode.LICENCE_CLASS
        elif bars is Finding.YES:
            expected = NoteCode.LICENCE_BARS_NEEDLING
        else:
            expected = None
        assert why_not(licence) is expected, case
        assert (holds(licence) > AT) == (expected is None), case
    assert {"full", "provisional", "temporary"} == PRACTISING


@pytest.mark.parametrize(
    ("source", "counts"),
    [(REGISTER, True), (REPLY, True), (CheckSource.DOCUMENT_SEEN, False)],
)
def test_the_register_or_the_regulators_written_reply_never_a_document_alone(
    *, source: CheckSource, counts: bool
) -> None:
    check = looked(TODAY, source)
    assert (holds(replace(LICENCE, check=check)) > AT) == counts
    assert (authorized_until(replace(ENTRY, check=check), ZONE, at=AT) > AT) == counts


@pytest.mark.parametrize("bars", [Finding.NO, Finding.NOT_JUDGED])
def test_conditions_that_nobody_found_to_bar_needling_do_not(bars: Finding) -> None:
    assert holds(replace(LICENCE, bars_needling=bars)) > AT


# Why it holds no more


@pytest.mark.parametrize(
    ("licence", "why"),
    [
        (replace(LICENCE, expires=TODAY - DAY), NoteCode.LICENCE_ENDED),
        (replace(LICENCE, check=looked(date(2026, 5, 23))), NoteCode.LICENCE_CHECK_TOO_OLD),
        (
            replace(LICENCE, expires=TODAY - DAY, check=looked(date(2026, 5, 1))),
            NoteCode.LICENCE_ENDED,
        ),
        (
            replace(LICENCE, expires=None, check=looked(date(2026, 5, 23))),
            NoteCode.LICENCE_CHECK_TOO_OLD,
        ),
        (PRIVILEGE, NoteCode.LICENCE_HOME_MISSING),
        (replace(PRIVILEGE, expires=TODAY), NoteCode.LICENCE_HOME_MISSING),
        (replace(PRIVILEGE, expires=None), NoteCode.LICENCE_HOME_MISSING),
        (
            replace(PRIVILEGE, check=looked(date(2026, 5, 24))),
            NoteCode.LICENCE_HOME_MISSING,
        ),
        (replace(PRIVILEGE, check=None), NoteCode.LICENCE_HOME_MISSING),
    ],
)
def test_why_a_licence_holds_no_more(licence: Licence, why: NoteCode) -> None:
    assert why_ended(licence, ZONE, at=AT) is why


def test_a_licence_has_ended_from_midnight_on() -> None:
    end = end_of(date(2027, 2, 28), ZONE)
    assert why_ended(LICENCE, ZONE, at=end) is NoteCode.LICENCE_ENDED
    assert why_ended(LICENCE, ZONE, at=end - SECOND) is not NoteCode.LICENCE_ENDED
    old = end_of(date(2027, 5, 3), ZONE)
    endless = replace(LICENCE, expires=None)
    assert why_ended(endless, ZONE, at=old) is NoteCode.LICENCE_CHECK_TOO_OLD
    assert why_ended(endless, ZONE, at=old - SECOND) is not NoteCode.LICENCE_CHECK_TOO_OLD


# Compact privileges


@pytest.mark.parametrize(
    ("own", "home", "last"),
    [
        (date(2027, 2, 28), date(2027, 1, 31), date(2027, 1, 31)),
        (date(2027, 1, 30), date(2027, 1, 31), date(2027, 1, 30)),
        (date(2027, 1, 31), date(2027, 1, 31), date(2027, 1, 31)),
        (None, None, date(2027, 5, 3)),
    ],
)
def test_a_privilege_ends_at_the_earlier_of_its_own_end_and_its_homes(
    own: date | None, home: date | None, last: date
) -> None:
    assert only_at(end_of(last, ZONE), replace(PRIVILEGE, expires=own), replace(HOME, expires=home))


@pytest.mark.parametrize(
    "home",
    [
        {"id": 9},
        {"profession": Profession.OCCUPATIONAL_THERAPIST},
        {"kind": LicenceKind.COMPACT_PRIVILEGE},
        {"state": CredentialState.SUSPENDED},
        {"state": CredentialState.SUBMITTED},
        {"licence_class": LicenceClass.INACTIVE},
        {"bars_needling": Finding.YES},
        {"expires": TODAY - DAY},
        {"check": None},
        {"check": looked(date(2026, 5, 23))},
        {"check": looked(TODAY, CheckSource.DOCUMENT_SEEN)},
    ],
    ids=str,
)
def test_a_privilege_is_worth_nothing_without_a_home_licence_that_holds(
    home: dict[str, object],
) -> None:
    assert holds(PRIVILEGE, HOME) > AT
    assert holds(PRIVILEGE, replace(HOME, **home)) == NEVER  # type: ignore[arg-type]


def test_a_privilege_without_any_home_is_worth_nothing() -> None:
    assert holds(PRIVILEGE) == NEVER
    assert licensed_until(PRIVILEGE, ZONE, at=AT) == NEVER
    assert holds(replace(PRIVILEGE, home=None), HOME) == NEVER


def test_a_home_licence_that_was_renewed_goes_on_carrying_its_privilege() -> None:
    renewed = replace(HOME, id=8, renews=HOME.id, expires=date(2027, 2, 15))
    over = replace(HOME, expires=TODAY - DAY)
    for homes in ((HOME, renewed), (renewed, HOME), (over, renewed)):
        assert holds(PRIVILEGE, *homes) == end_of(date(2027, 2, 15), ZONE)


@pytest.mark.parametrize(
    "other",
    [
        {"region": "NM"},
        {"country": Country.CA},
        {"kind": LicenceKind.COMPACT_PRIVILEGE},
        {"profession": Profession.CHIROPRACTOR},
    ],
    ids=str,
)
def test_another_licence_is_no_period_of_the_home_licence(other: dict[str, object]) -> None:
    further = replace(HOME, id=8, expires=date(2027, 2, 15), **other)  # type: ignore[arg-type]
    assert holds(PRIVILEGE, HOME, further) == end_of(date(2027, 1, 31), ZONE)


def test_a_licence_needs_no_home() -> None:
    assert holds(replace(LICENCE, home=77)) == end_of(date(2027, 2, 28), ZONE)


# A regulator's entries for needling


def test_an_entry_holds_to_its_end_and_no_longer_than_its_check() -> None:
    end = end_of(date(2027, 1, 15), ZONE)
    assert authorized_until(ENTRY, ZONE, at=AT) == end
    assert authorized_until(ENTRY, ZONE, at=end - SECOND) == end
    assert authorized_until(ENTRY, ZONE, at=end) == NEVER
    for expires in (None, date(2027, 5, 4)):
        entry = replace(ENTRY, expires=expires)
        assert authorized_until(entry, ZONE, at=AT) == end_of(date(2027, 5, 3), ZONE)


def test_the_whole_square_of_an_entry() -> None:
    for state, source in product(CredentialState, (None, *CheckSource)):
        check = None if source is None else looked(TODAY, source)
        entry = replace(ENTRY, state=state, check=check)
        good = state is CredentialState.VERIFIED and source in {REGISTER, REPLY}
        assert registered(entry) == good, (state, source)
        assert (authorized_until(entry, ZONE, at=AT) > AT) == good, (state, source)


# Certifications


@pytest.mark.parametrize(
    ("expires", "last"),
    [
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2033, 1, 1), date(2033, 1, 1)),
        (None, date(2028, 10, 28)),
    ],
)
def test_a_certification_holds_to_its_end_or_else_24_months_from_its_check(
    expires: date | None, last: date
) -> None:
    certification = replace(CERTIFICATION, expires=expires)
    end = end_of(last, ZONE)
    assert certified_until(certification, ZONE, at=AT) == end
    assert certified_until(certification, ZONE, at=end - SECOND) == end
    assert certified_until(certification, ZONE, at=end) == NEVER


@pytest.mark.parametrize("state", CredentialState)
def test_only_a_verified_certification_holds(state: CredentialState) -> None:
    certification = replace(CERTIFICATION, state=state)
    verified = state is CredentialState.VERIFIED
    assert (certified_until(certification, ZONE, at=AT) > AT) == verified
    assert certified_until(replace(certification, check=None), ZONE, at=AT) == NEVER
