from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.rules import (
    FINDING_MONTHS,
    BodyLimit,
    Confidence,
    Rule,
    RuleBook,
    RuleKey,
    RuleOrigin,
    RuleStatus,
    Ruling,
    Subject,
    may_be_found,
)
from directory.domain.vocabulary import AuthorizationKind, Country, Profession

RECORDED = date(2026, 11, 20)
DAY = timedelta(days=1)
KEY: RuleKey = (Country.US, "CO", Profession.PHYSICAL_THERAPIST)
RULE = Rule(
    country=Country.US,
    region="CO",
    profession=Profession.PHYSICAL_THERAPIST,
    version="2026-11-20",
    recorded_on=RECORDED,
    origin=RuleOrigin.PUBLISHED,
    status=RuleStatus.PERMITTED,
    confidence=Confidence.HIGH,
)
FOUND_ON = date(2026, 12, 1)
FINDING = replace(
    RULE,
    version="finding-7",
    recorded_on=FOUND_ON,
    origin=RuleOrigin.FINDING,
    researched_on=FOUND_ON,
)
LAST_OF_FINDING = date(2027, 12, 1)


def published(day: date, status: RuleStatus = RuleStatus.PERMITTED, **changes: object) -> Rule:
    rule = replace(RULE, version=day.isoformat(), recorded_on=day, status=status)
    return replace(rule, **changes)  # type: ignore[arg-type]


def days_around(day: date) -> tuple[date, date, date]:
    return day - DAY, day, day + DAY


# What follows from a rule by itself


RULINGS = {
    RuleStatus.PERMITTED: Ruling.PERMITS,
    RuleStatus.PERMITTED_WITH_REQUIREMENTS: Ruling.PERMITS,
    RuleStatus.REQUIRES_REGISTRATION: Ruling.PERMITS,
    RuleStatus.AUTHORIZED_PENDING_RULES: Ruling.WAITS,
    RuleStatus.PROHIBITED: Ruling.REFUSES,
    RuleStatus.SILENT: Ruling.NOT_ESTABLISHED,
    RuleStatus.UNKNOWN: Ruling.NOT_ESTABLISHED,
}


@pytest.mark.parametrize(
    ("status", "confidence", "subject"),
    list(product(RuleStatus, (*Confidence, None), Subject)),
)
def test_only_high_and_medium_confidence_decide(
    status: RuleStatus, confidence: Confidence | None, subject: Subject
) -> None:
    rule = replace(RULE, status=status, confidence=confidence, subject=subject)
    sure = confidence in {Confidence.HIGH, Confidence.MEDIUM}
    assert rule.ruling is (RULINGS[status] if sure else Ruling.NOT_ESTABLISHED)


@pytest.mark.parametrize(
    ("confidence", "subject", "certainty"),
    [
        (Confidence.HIGH, Subject.NEEDLING, Confidence.HIGH),
        (Confidence.HIGH, Subject.ACUPUNCTURE, Confidence.MEDIUM),
        (Confidence.MEDIUM, Subject.NEEDLING, Confidence.MEDIUM),
        (Confidence.MEDIUM, Subject.ACUPUNCTURE, Confidence.MEDIUM),
        (Confidence.LOW, Subject.NEEDLING, Confidence.LOW),
        (Confidence.LOW, Subject.ACUPUNCTURE, Confidence.LOW),
        (None, Subject.NEEDLING, None),
        (None, Subject.ACUPUNCTURE, None),
    ],
)
def test_a_text_on_acupuncture_is_medium_at_most_and_medium_wants_a_banner(
    confidence: Confidence | None, subject: Subject, certainty: Confidence | None
) -> None:
    rule = replace(RULE, confidence=confidence, subject=subject)
    assert rule.certainty is certainty
    assert rule.wants_banner is (certainty is Confidence.MEDIUM)
    assert may_be_found(rule) is (certainty is not Confidence.HIGH)


def test_a_finding_may_settle_what_has_no_rule() -> None:
    assert may_be_found(None)


def test_kinds_of_authorization_are_slugs() -> None:
    assert all(kind.value.replace("_", "").isalpha() for kind in AuthorizationKind)
    assert all(kind.value == kind.name.lower() for kind in AuthorizationKind)


def test_a_rule_asks_for_nothing_that_was_not_found() -> None:
    unasked = {
        field.name: getattr(RULE, field.name)
        for field in fields(Rule)
        if field.name not in {"country", "region", "profession", "version", "recorded_on"}
        and field.name not in {"origin", "status", "confidence"}
    }
    assert unasked.pop("subject") is Subject.NEEDLING
    assert unasked.pop("body_limit") is BodyLimit.NONE
    assert not any(unasked.values())


# When a rule holds


def test_a_rule_holds_from_the_day_it_was_recorded_on() -> None:
    assert [RULE.holds_on(day) for day in days_around(RECORDED)] == [False, True, True]
    assert RULE.first_day == RECORDED
    assert RULE.last_day is None
    assert RULE.holds_on(date.max)


def test_a_rule_holds_from_the_day_it_is_in_force() -> None:
    start = date(2027, 9, 1)
    rule = replace(RULE, in_force_from=start)
    assert [rule.holds_on(day) for day in days_around(start)] == [False, True, True]


def test_a_rule_in_force_for_long_holds_from_the_day_it_was_recorded_on() -> None:
    rule = replace(RULE, in_force_from=date(2015, 7, 1))
    assert [rule.holds_on(day) for day in days_around(RECORDED)] == [False, True, True]


def test_a_law_that_waits_is_known_as_waiting_before_its_day() -> None:
    rule = replace(RULE, status=RuleStatus.AUTHORIZED_PENDING_RULES, in_force_from=date(2027, 9, 1))
    assert [rule.holds_on(day) for day in days_around(RECORDED)] == [False, True, True]
    assert rule.ruling is Ruling.WAITS


def test_a_rule_holds_to_the_last_day_in_force() -> None:
    end = date(2027, 12, 31)
    rule = replace(RULE, in_force_until=end)
    assert [rule.holds_on(day) for day in days_around(end)] == [True, True, False]
    assert rule.last_day == end


def test_a_finding_holds_twelve_months() -> None:
    assert FINDING_MONTHS == 12
    assert FINDING.last_day == LAST_OF_FINDING
    around = days_around(LAST_OF_FINDING)
    assert [FINDING.holds_on(day) for day in around] == [True, True, False]


def test_a_finding_made_on_a_leap_day_ends_on_the_28th() -> None:
    finding = replace(FINDING, researched_on=date(2028, 2, 29))
    assert finding.last_day == date(2029, 2, 28)


def test_a_finding_counts_from_the_day_of_its_research_not_of_its_record() -> None:
    finding = replace(FINDING, researched_on=FOUND_ON - DAY)
    assert finding.last_day == LAST_OF_FINDING - DAY


@pytest.mark.parametrize("end", [LAST_OF_FINDING - DAY, LAST_OF_FINDING + DAY])
def test_a_finding_ends_with_its_year_or_with_the_law_whichever_is_first(end: date) -> None:
    assert replace(FINDING, in_force_until=end).last_day == min(end, LAST_OF_FINDING)


def test_a_published_rule_does_not_grow_old() -> None:
    assert replace(RULE, researched_on=RECORDED).last_day is None


def test_a_finding_without_its_day_does_not_end_by_itself() -> None:
    assert replace(FINDING, researched_on=None).last_day is None
    # What was out of date does not return after a year.
    assert replace(FINDING, amends=RULE.version).last_day is None


# The book


def test_nothing_is_known_of_a_place_without_rules() -> None:
    book = RuleBook([RULE])
    other: RuleKey = (Country.US, "WY", Profession.PHYSICAL_THERAPIST)
    assert book.on(other, RECORDED) is None
    assert book.versions(other) == ()
    assert book.turns(other, RECORDED) == ()
    assert book.version(other, RULE.version) is None


@pytest.mark.parametrize(
    "changes",
    [{"country": Country.CA}, {"region": "WY"}, {"profession": Profession.CHIROPRACTOR}],
)
def test_a_rule_is_about_one_country_region_and_profession(changes: dict[str, object]) -> None:
    other = replace(RULE, **changes)  # type: ignore[arg-type]
    book = RuleBook([RULE, other])
    assert book.on(RULE.key, RECORDED) is RULE
    assert book.on(other.key, RECORDED) is other
    assert list(book) == [RULE, other]


def test_the_latest_published_version_counts_from_its_day() -> None:
    first, second = RULE, published(RECORDED + 30 * DAY, RuleStatus.PROHIBITED)
    book = RuleBook([second, first])
    assert book.versions(KEY) == (first, second)
    before, turn, after = days_around(second.recorded_on)
    assert [book.on(KEY, day) for day in (before, turn, after)] == [first, second, second]
    assert book.on(KEY, RECORDED - DAY) is None


def test_a_version_that_is_not_in_force_yet_leaves_the_earlier_one() -> None:
    start = RECORDED + 60 * DAY
    second = published(RECORDED + 30 * DAY, in_force_from=start)
    book = RuleBook([RULE, second])
    assert [book.on(KEY, day) for day in days_around(start)] == [RULE, second, second]


def test_what_was_replaced_does_not_return_when_its_successor_ends() -> None:
    end = RECORDED + 60 * DAY
    second = published(RECORDED + 30 * DAY, in_force_until=end)
    book = RuleBook([RULE, second])
    assert [book.on(KEY, day) for day in days_around(end)] == [second, second, None]


def test_two_rules_of_one_version_are_refused() -> None:
    with pytest.raises(ValueError, match=r"two rules of one version: .*CO.* 2026-11-20"):
        RuleBook([RULE, replace(RULE, status=RuleStatus.PROHIBITED)])


def test_one_version_is_found_by_its_name() -> None:
    second = published(RECORDED + DAY)
    book = RuleBook([RULE, second])
    assert book.version(KEY, "2026-11-20") is RULE
    assert book.version(KEY, "2026-11-21") is second
    assert book.version(KEY, "2026-11-22") is None


def test_a_finding_stands_in_front_while_it_holds() -> None:
    unknown = replace(RULE, status=RuleStatus.UNKNOWN, confidence=None)
    book = RuleBook([unknown]).with_findings([FINDING])
    assert [book.on(KEY, day) for day in days_around(FOUND_ON)] == [unknown, FINDING, FINDING]
    assert [book.on(KEY, day) for day in days_around(LAST_OF_FINDING)] == [
        FINDING,
        FINDING,
        unknown,
    ]


def test_a_finding_stands_where_nothing_was_published() -> None:
    book = RuleBook([FINDING])
    assert [book.on(KEY, day) for day in days_around(FOUND_ON)] == [None, FINDING, FINDING]
    assert book.on(KEY, LAST_OF_FINDING + DAY) is None


def test_the_later_of_two_findings_counts() -> None:
    second = replace(
        FINDING, version="finding-8", recorded_on=FOUND_ON + DAY, researched_on=FOUND_ON
    )
    book = RuleBook([second, FINDING])
    assert [book.on(KEY, FOUND_ON + by * DAY) for by in (0, 1)] == [FINDING, second]


@pytest.mark.parametrize(
    ("recorded", "status", "confidence", "counts"),
    [
        (FOUND_ON + DAY, RuleStatus.PROHIBITED, Confidence.HIGH, "published"),
        (FOUND_ON + DAY, RuleStatus.PERMITTED, Confidence.MEDIUM, "published"),
        (FOUND_ON + DAY, RuleStatus.AUTHORIZED_PENDING_RULES, Confidence.MEDIUM, "published"),
        (FOUND_ON + DAY, RuleStatus.PROHIBITED, Confidence.LOW, "finding"),
        (FOUND_ON + DAY, RuleStatus.SILENT, Confidence.HIGH, "finding"),
        (FOUND_ON, RuleStatus.PROHIBITED, Confidence.HIGH, "finding"),
        (FOUND_ON - DAY, RuleStatus.PROHIBITED, Confidence.HIGH, "finding"),
    ],
)
def test_only_a_younger_version_that_decides_stands_in_front_of_a_finding(
    recorded: date, status: RuleStatus, confidence: Confidence, counts: str
) -> None:
    rule = published(recorded, status, confidence=confidence)
    chosen = RuleBook([rule, FINDING]).on(KEY, FOUND_ON + 2 * DAY)
    assert chosen is (rule if counts == "published" else FINDING)


def test_with_findings_leaves_the_book_as_it_was() -> None:
    book = RuleBook([RULE])
    grown = book.with_findings([FINDING])
    assert list(book) == [RULE]
    assert list(grown) == [RULE, FINDING]
    assert list(grown.with_findings([])) == [RULE, FINDING]


def test_turns_are_the_days_on_which_another_rule_may_begin_to_count() -> None:
    start, end = date(2027, 3, 1), date(2027, 6, 30)
    second = published(RECORDED + 10 * DAY, in_force_from=start, in_force_until=end)
    book = RuleBook([RULE, second, FINDING])
    turns = (RECORDED, FOUND_ON, start, end + DAY, LAST_OF_FINDING + DAY)
    assert book.turns(KEY, RECORDED - DAY) == turns
    assert book.turns(KEY, RECORDED) == turns[1:]
    assert book.turns(KEY, LAST_OF_FINDING) == turns[-1:]
    assert book.turns(KEY, LAST_OF_FINDING + DAY) == ()


def test_a_turn_of_two_versions_is_named_once() -> None:
    assert RuleBook([RULE, replace(RULE, version="b")]).turns(KEY, date.min) == (RECORDED,)


NEAR = st.dates(RECORDED - 5 * DAY, RECORDED + 5 * DAY)
MAYBE = st.none() | NEAR
RULES = st.builds(
    replace,
    st.just(RULE),
    recorded_on=NEAR,
    in_force_from=MAYBE,
    in_force_until=MAYBE,
    origin=st.sampled_from(RuleOrigin),
    researched_on=st.none() | NEAR.map(lambda day: day - timedelta(days=365)),
    status=st.sampled_from(RuleStatus),
    confidence=st.sampled_from(Confidence),
)
BOOKS = st.lists(RULES, max_size=5).map(
    lambda rules: RuleBook(replace(rule, version=str(number)) for number, rule in enumerate(rules))
)


@given(book=BOOKS, day=NEAR)
def test_between_two_turns_the_same_rule_counts(book: RuleBook, day: date) -> None:
    following = day + DAY
    if following not in book.turns(KEY, day):
        assert book.on(KEY, following) is book.on(KEY, day)


@given(book=BOOKS, day=NEAR)
def test_what_counts_holds_and_is_the_latest_of_its_kind(book: RuleBook, day: date) -> None:
    chosen = book.on(KEY, day)
    if chosen is None:
        latest = {rule.origin: rule for rule in book if rule.first_day <= day}
        assert not any(rule.holds_on(day) for rule in latest.values())
    else:
        assert chosen.holds_on(day)
        begun = [rule for rule in book if rule.first_day <= day and rule.origin is chosen.origin]
        assert chosen is begun[-1]


@given(book=BOOKS)
def test_the_order_in_which_rules_come_does_not_matter(book: RuleBook) -> None:
    assert list(RuleBook(reversed(list(book)))) == list(book)
