from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.checks import (
    PUBLISHED,
    CheckRecord,
    Claim,
    Lack,
    Lives,
    LooserThanPublished,
    holds_until,
    incomplete,
    relook_on,
)
from directory.domain.vocabulary import CheckSource, CredentialKind, Finding, RegisterStatus
from tests.domain.reviewing import ON_REGISTER, TODAY

DAY = timedelta(days=1)
LICENCE, AUTHORIZATION, TRAINING, CERTIFICATION = CredentialKind
REGISTER, ISSUER, DOCUMENT = CheckSource
REGULATED, TAUGHT = (LICENCE, AUTHORIZATION), (TRAINING, CERTIFICATION)

REPLIED = replace(
    ON_REGISTER,
    source=ISSUER,
    url=None,
    reference="Letter of 20 November 2026",
    evidence_sha256="0123456789abcdef" * 4,
)
CONFIRMED = CheckRecord(
    kind=TRAINING,
    source=ISSUER,
    source_name="iSTOP",
    looked_on=TODAY,
    reviewer=7,
    reference="Mail from the registrar",
)
SEEN = CheckRecord(
    kind=TRAINING,
    source=DOCUMENT,
    source_name="Certificate",
    looked_on=TODAY,
    reviewer=7,
    evidence_sha256="f" * 64,
)


COMPLETE = [
    ON_REGISTER,
    replace(ON_REGISTER, kind=AUTHORIZATION),
    REPLIED,
    replace(REPLIED, kind=AUTHORIZATION),
    CONFIRMED,
    replace(CONFIRMED, kind=CERTIFICATION, status_found=RegisterStatus.ACTIVE),
    SEEN,
    replace(SEEN, kind=CERTIFICATION),
]


def lacks(
    record: CheckRecord,
    *,
    ends: date | None = None,
    bars_needling: Finding = Finding.NOT_JUDGED,
    extends: bool = False,
    lives: Lives = PUBLISHED,
) -> list[Lack]:
    claim = Claim(kind=record.kind, ends=ends, bars_needling=bars_needling, extends=extends)
    return list(incomplete(record, claim, today=TODAY, lives=lives))


# --- What a record has to say --------------------------------------------------------------------


@pytest.mark.parametrize("record", COMPLETE)
def test_a_complete_record_lacks_nothing(record: CheckRecord) -> None:
    assert lacks(record) == []


def test_no_record_is_no_check() -> None:
    assert incomplete(None, Claim(kind=LICENCE), today=TODAY) == (Lack.NO_RECORD,)


def test_a_claim_that_says_no_more_than_its_kind_presumes_nothing() -> None:
    restricted = replace(ON_REGISTER, status_found=RegisterStatus.RESTRICTED)
    assert incomplete(restricted, Claim(kind=LICENCE), today=TODAY) == (Lack.CONDITIONS_NOT_JUDGED,)
    stated = Claim(kind=LICENCE, ends=TODAY)
    assert incomplete(ON_REGISTER, stated, today=TODAY) == (Lack.END_DIFFERS,)


def test_a_record_of_another_kind_is_no_check() -> None:
    assert incomplete(SEEN, Claim(kind=CERTIFICATION), today=TODAY) == (Lack.OTHER_KIND,)


@pytest.mark.parametrize("record", COMPLETE)
def test_every_record_names_its_source_and_who_looked(record: CheckRecord) -> None:
    assert lacks(replace(record, source_name=" ")) == [Lack.SOURCE_NAME]
    assert lacks(replace(record, reviewer=None)) == [Lack.REVIEWER]


@pytest.mark.parametrize("kind", REGULATED)
def test_a_document_alone_never_proves_a_licence_or_an_authorization(kind: CredentialKind) -> None:
    seen = replace(REPLIED, kind=kind, source=DOCUMENT)
    assert lacks(seen) == [Lack.SOURCE_NOT_ENOUGH]


@pytest.mark.parametrize("kind", TAUGHT)
def test_a_regulators_register_does_not_speak_of_courses(kind: CredentialKind) -> None:
    assert lacks(replace(ON_REGISTER, kind=kind)) == [Lack.SOURCE_NOT_ENOUGH]


@pytest.mark.parametrize("kind", REGULATED)
@pytest.mark.parametrize("url", [None, "", "dora.colorado.gov", "ftp://dora.colorado.gov"])
def test_a_look_at_a_register_says_where(kind: CredentialKind, url: str | None) -> None:
    assert lacks(replace(ON_REGISTER, kind=kind, url=url)) == [Lack.ADDRESS]


@pytest.mark.parametrize("url", ["https://dora.colorado.gov", "http://dora.colorado.gov"])
def test_an_address_is_one_of_the_web(url: str) -> None:
    assert lacks(replace(ON_REGISTER, url=url)) == []


@pytest.mark.parametrize("kind", REGULATED)
def test_a_regulators_written_reply_can_be_found_and_read_again(kind: CredentialKind) -> None:
    replied = replace(REPLIED, kind=kind)
    assert lacks(replace(replied, reference=" ")) == [Lack.REFERENCE]
    # A page says nothing about a letter.
    linked = replace(replied, reference="", url="https://dora.colorado.gov")
    assert lacks(linked) == [Lack.REFERENCE]
    assert lacks(replace(replied, evidence_sha256=None)) == [Lack.EVIDENCE]


def test_an_issuer_answers_in_writing_or_on_a_page() -> None:
    assert lacks(replace(CONFIRMED, reference="")) == [Lack.REFERENCE]
    assert lacks(replace(CONFIRMED, reference="", url="https://istop.org/find")) == []


@pytest.mark.parametrize("kind", TAUGHT)
@pytest.mark.parametrize(
    "sha256", [None, "", "f" * 63, "f" * 65, "F" * 64, "g" * 64, "f" * 64 + "\n"]
)
def test_a_document_seen_is_kept(kind: CredentialKind, sha256: str | None) -> None:
    assert lacks(replace(SEEN, kind=kind, evidence_sha256=sha256)) == [Lack.EVIDENCE]


@pytest.mark.parametrize("record", [ON_REGISTER, REPLIED])
@pytest.mark.parametrize("kind", REGULATED)
def test_a_regulator_says_how_it_stands_in_its_own_words(
    record: CheckRecord, kind: CredentialKind
) -> None:
    record = replace(record, kind=kind)
    assert lacks(replace(record, status_found=None)) == [Lack.STATUS]
    assert lacks(replace(record, status_words=" ")) == [Lack.STATUS_WORDS]


def test_a_certifying_body_says_how_it_stands_and_a_paper_cannot() -> None:
    assert lacks(replace(CONFIRMED, kind=CERTIFICATION)) == [Lack.STATUS]
    assert lacks(replace(SEEN, kind=CERTIFICATION)) == []


@pytest.mark.parametrize("status", sorted(set(RegisterStatus) - {RegisterStatus.ACTIVE}))
@pytest.mark.parametrize("record", COMPLETE[1:])
def test_only_an_active_one_is_verified(record: CheckRecord, status: RegisterStatus) -> None:
    found = lacks(replace(record, status_found=status), bars_needling=Finding.YES)
    assert found == [Lack.STATUS_NOT_ACTIVE]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (Finding.NO, []),
        (Finding.YES, [Lack.STATUS_NOT_ACTIVE]),
        (Finding.NOT_JUDGED, [Lack.CONDITIONS_NOT_JUDGED]),
    ],
)
def test_a_restricted_licence_counts_once_its_conditions_are_found_to_allow_needling(
    finding: Finding, expected: list[Lack]
) -> None:
    restricted = replace(ON_REGISTER, status_found=RegisterStatus.RESTRICTED)
    assert lacks(restricted, bars_needling=finding) == expected
    entry = replace(restricted, kind=AUTHORIZATION)
    assert lacks(entry, bars_needling=finding) == [Lack.STATUS_NOT_ACTIVE]
    active = replace(ON_REGISTER, status_found=RegisterStatus.ACTIVE)
    assert lacks(active, bars_needling=finding) == []


def test_all_that_is_missing_is_said_at_once_in_one_order() -> None:
    empty = CheckRecord(
        kind=LICENCE, source=REGISTER, source_name="", looked_on=TODAY, reviewer=None
    )
    assert lacks(empty) == [
        Lack.SOURCE_NAME,
        Lack.ADDRESS,
        Lack.REVIEWER,
        Lack.STATUS,
        Lack.STATUS_WORDS,
    ]


# --- How old it may be ---------------------------------------------------------------------------


@pytest.mark.parametrize("record", [*COMPLETE[:4], *COMPLETE[4:6]])
def test_a_look_is_not_too_old(record: CheckRecord) -> None:
    oldest = 14 if record.kind in REGULATED else 120
    assert lacks(replace(record, looked_on=TODAY)) == []
    assert lacks(replace(record, looked_on=TODAY - oldest * DAY)) == []
    assert lacks(replace(record, looked_on=TODAY - (oldest + 1) * DAY)) == [Lack.TOO_OLD]


@pytest.mark.parametrize("kind", TAUGHT)
def test_a_document_does_not_age(kind: CredentialKind) -> None:
    assert lacks(replace(SEEN, kind=kind, looked_on=date(1999, 1, 1))) == []


@pytest.mark.parametrize("record", COMPLETE)
def test_nobody_looked_tomorrow(record: CheckRecord) -> None:
    assert lacks(replace(record, looked_on=TODAY + DAY)) == [Lack.LOOKED_IN_FUTURE]


@pytest.mark.parametrize(
    ("record", "lives"),
    [
        (ON_REGISTER, Lives(regulator_days=7)),
        (REPLIED, Lives(regulator_days=7)),
        (CONFIRMED, Lives(issuer_days=7)),
    ],
)
def test_settings_tighten_how_old_a_look_may_be(record: CheckRecord, lives: Lives) -> None:
    assert lacks(replace(record, looked_on=TODAY - 7 * DAY), lives=lives) == []
    assert lacks(replace(record, looked_on=TODAY - 8 * DAY), lives=lives) == [Lack.TOO_OLD]


# --- Ends ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "stated", "expected"),
    [
        (None, None, []),
        (TODAY, None, []),
        (TODAY - DAY, None, [Lack.ENDED]),
        (None, TODAY, []),
        (None, TODAY - DAY, [Lack.ENDED]),
        (TODAY + DAY, TODAY + DAY, []),
        (TODAY + DAY, TODAY, [Lack.END_DIFFERS]),
        (TODAY, TODAY + DAY, [Lack.END_DIFFERS]),
        (TODAY + DAY, TODAY - DAY, [Lack.END_DIFFERS]),
        (TODAY - DAY, TODAY + DAY, [Lack.ENDED, Lack.END_DIFFERS]),
    ],
)
def test_the_source_has_the_last_word_on_the_end(
    found: date | None, stated: date | None, expected: list[Lack]
) -> None:
    record = replace(ON_REGISTER, end_found=found)
    assert lacks(record, ends=stated) == expected
    moved = [lack for lack in expected if lack is not Lack.END_DIFFERS]
    assert lacks(record, ends=stated, extends=True) == moved


@pytest.mark.parametrize(
    ("looked_on", "ends", "last"),
    [
        (date(2026, 11, 24), None, date(2027, 5, 24)),
        (date(2026, 11, 24), date(2027, 5, 23), date(2027, 5, 23)),
        (date(2026, 11, 24), date(2027, 5, 25), date(2027, 5, 24)),
        (date(2026, 8, 31), None, date(2027, 2, 28)),
        (date(2027, 8, 31), None, date(2028, 2, 29)),
        (date(2028, 2, 29), None, date(2028, 8, 29)),
    ],
)
def test_a_look_at_a_licence_holds_six_months_and_never_past_its_end(
    looked_on: date, ends: date | None, last: date
) -> None:
    for kind in REGULATED:
        assert holds_until(kind, looked_on, ends=ends) == last
        assert relook_on(kind, looked_on, ends=ends) == last - timedelta(days=45)


@pytest.mark.parametrize(
    ("looked_on", "ends", "last"),
    [
        (date(2026, 11, 24), None, date(2028, 11, 24)),
        (date(2028, 2, 29), None, date(2030, 2, 28)),
        (date(2026, 11, 24), date(2027, 1, 31), date(2027, 1, 31)),
        (date(2026, 11, 24), date(2031, 1, 31), date(2031, 1, 31)),
    ],
)
def test_a_look_at_a_certification_holds_to_its_end_or_24_months(
    looked_on: date, ends: date | None, last: date
) -> None:
    assert holds_until(CERTIFICATION, looked_on, ends=ends) == last
    assert relook_on(CERTIFICATION, looked_on, ends=ends) == last - timedelta(days=45)


@pytest.mark.parametrize("ends", [None, TODAY])
def test_training_never_lapses(ends: date | None) -> None:
    assert holds_until(TRAINING, TODAY, ends=ends) is None
    assert relook_on(TRAINING, TODAY, ends=ends) is None


def test_the_next_look_comes_up_45_days_before() -> None:
    assert relook_on(LICENCE, date(2026, 11, 24), ends=date(2027, 3, 1)) == date(2027, 1, 15)


def test_settings_shorten_how_long_a_look_holds() -> None:
    lives = Lives(regulator_months=3, certification_months=12, relook_days=60)
    assert holds_until(LICENCE, TODAY, ends=None, lives=lives) == date(2027, 2, 24)
    assert holds_until(CERTIFICATION, TODAY, ends=None, lives=lives) == date(2027, 11, 24)
    assert relook_on(LICENCE, TODAY, ends=None, lives=lives) == date(2026, 12, 26)


# --- Settings may tighten, never loosen ----------------------------------------------------------

BOUNDS = {
    "regulator_days": (1, 14),
    "issuer_days": (1, 120),
    "regulator_months": (1, 6),
    "certification_months": (1, 24),
    "relook_days": (45, 10_000),
}


def _settings(name: str, number: int) -> Lives:
    return replace(PUBLISHED, **{name: number})


@pytest.mark.parametrize("name", BOUNDS)
def test_settings_may_tighten(name: str) -> None:
    low, high = BOUNDS[name]
    for number in (low, high):
        assert getattr(_settings(name, number), name) == number


def _looser() -> Iterator[tuple[str, int, int]]:
    for name, (low, high) in BOUNDS.items():
        published = low if name == "relook_days" else high
        yield name, low - 1, published
        if name != "relook_days":
            yield name, high + 1, published


@pytest.mark.parametrize(("name", "given", "published"), list(_looser()))
def test_settings_never_loosen(name: str, given: int, published: int) -> None:
    with pytest.raises(LooserThanPublished) as caught:
        _settings(name, given)
    assert (caught.value.name, caught.value.given) == (name, given)
    assert caught.value.published == published
    assert str(caught.value) == (
        f"{name} is {given}; it may be tighter than {published} and at least 1, never looser."
    )


@given(
    st.sampled_from(COMPLETE),
    st.integers(1, 14),
    st.integers(1, 120),
    st.integers(0, 400),
)
def test_what_a_tighter_setting_accepts_the_published_one_accepts(
    record: CheckRecord, regulator_days: int, issuer_days: int, age: int
) -> None:
    lives = Lives(regulator_days=regulator_days, issuer_days=issuer_days)
    looked = replace(record, looked_on=TODAY - timedelta(days=age))
    assert set(lacks(looked)) <= set(lacks(looked, lives=lives))
