from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from directory.domain.desk import (
    AHEAD_DAYS,
    LEAST_DAYS_OF_A_LOOK,
    OVER_DAYS,
    SHARED,
    UNTOUCHED,
    Flag,
    Item,
    Matter,
    Paper,
    Person,
    Source,
    words_of,
    work_on,
)
from directory.domain.desk_due import day_begins
from directory.domain.log_entries import DecisionAct
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    Country,
    CredentialKind,
    CredentialState,
    DeskKind,
    DeskTab,
    Profession,
)

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
SINCE = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
PERSON = Person(
    id=1,
    name="Ada Example",
    words=" ada example",
    country=Country.US,
    region="UT",
    profession=Profession.CHIROPRACTOR,
)
SENT = Paper(
    id=7,
    kind=CredentialKind.LICENCE,
    state=CredentialState.SUBMITTED,
    since=SINCE,
    country=Country.US,
    region="CO",
    profession=Profession.PHYSICAL_THERAPIST,
)
VERIFIED = replace(SENT, state=CredentialState.VERIFIED, once_checked=True)


def one(paper: Paper, person: Person | None = PERSON) -> Item:
    found = work_on([paper], [], person=person, today=TODAY)
    assert len(found) == 1, found
    return found[0]


def nothing(paper: Paper) -> bool:
    return work_on([paper], [], person=PERSON, today=TODAY) == ()


def test_what_was_sent_is_to_check_and_due_in_three_working_days() -> None:
    assert one(SENT) == Item(
        tab=DeskTab.TO_CHECK,
        subject_id=7,
        kind=DeskKind.LICENCE,
        opens_at=SINCE,
        due_on=date(2026, 11, 25),
        country=Country.US,
        region="CO",
        profession=Profession.PHYSICAL_THERAPIST,
    )


def test_a_paper_without_a_place_lies_where_its_person_is() -> None:
    training = replace(SENT, kind=CredentialKind.TRAINING, region=None, profession=None)
    item = one(training)
    assert (item.country, item.region, item.profession) == (
        Country.US,
        "UT",
        Profession.CHIROPRACTOR,
    )
    assert one(training, None).region is None
    entry = replace(SENT, kind=CredentialKind.AUTHORIZATION, profession=None)
    assert one(entry).region == "CO"
    assert one(entry).profession is Profession.CHIROPRACTOR


FLAGGED = {
    Flag.NUMBER_ELSEWHERE: {"number_elsewhere": True},
    Flag.FILE_ELSEWHERE: {"file_elsewhere": True},
    Flag.NAME_DIFFERS: {"name_score": 0.84},
    Flag.FORMAT_UNUSUAL: {"unusual": True},
    Flag.ENDED: {"ends": TODAY - DAY},
    Flag.LOW_CONFIDENCE_RULE: {"rule_open": True},
    Flag.RENEWAL: {"renews": True},
    Flag.CORRECTION: {"renews": True, "corrects": True},
    Flag.EDITED: {"once_checked": True},
    Flag.APPEAL: {"appeal": Appeal.OPEN, "appealed_at": SINCE},
    Flag.PUT_OFF: {"state": CredentialState.DEFERRED, "deferred_until": TODAY},
}


@pytest.mark.parametrize("flag", FLAGGED)
def test_what_is_to_be_looked_at_is_flagged(flag: Flag) -> None:
    assert one(replace(SENT, **FLAGGED[flag])).flags == {flag}  # type: ignore[arg-type]


def test_what_is_in_order_has_no_flag() -> None:
    assert one(replace(SENT, name_score=0.85, ends=TODAY)).flags == frozenset()


@pytest.mark.parametrize("flag", [Flag.RENEWAL, Flag.CORRECTION, Flag.EDITED])
def test_changes_lie_on_a_heap_of_their_own_and_nowhere_else(flag: Flag) -> None:
    assert one(replace(SENT, **FLAGGED[flag])).tab is DeskTab.CHANGED  # type: ignore[arg-type]


def test_an_appeal_is_due_in_ten_working_days_from_when_it_was_made() -> None:
    appealed = replace(SENT, appeal=Appeal.OPEN, appealed_at=SINCE + DAY, renews=True)
    for state in (CredentialState.SUBMITTED, CredentialState.SUSPENDED):
        item = one(replace(appealed, state=state, once_checked=True))
        assert item.tab is DeskTab.TO_CHECK
        assert (item.opens_at, item.due_on) == (SINCE + DAY, date(2026, 12, 4))
        assert Flag.APPEAL in item.flags
    # One whose day nobody knows counts from the state it led to.
    assert one(replace(appealed, appealed_at=None)).opens_at == SINCE


def test_what_was_put_off_comes_back_on_its_day() -> None:
    until = TODAY + 3 * DAY
    item = one(replace(SENT, state=CredentialState.DEFERRED, deferred_until=until))
    assert (item.opens_at, item.due_on) == (day_begins(until), until)
    assert one(replace(SENT, state=CredentialState.DEFERRED)).opens_at == SINCE


def test_a_question_waits_for_its_answer_and_is_not_late() -> None:
    item = one(replace(SENT, state=CredentialState.QUERIED))
    assert (item.tab, item.opens_at, item.due_on) == (DeskTab.WAITING, SINCE, None)


@pytest.mark.parametrize(
    "state",
    [
        CredentialState.DRAFT,
        CredentialState.REFUSED,
        CredentialState.SUSPENDED,
        CredentialState.REVOKED,
        CredentialState.WITHDRAWN,
    ],
)
def test_what_waits_for_nobody_is_no_work(state: CredentialState) -> None:
    assert nothing(replace(SENT, state=state))


# --- what ends ----------------------------------------------------------------------------------

YOUNG = TODAY - 10 * DAY


def test_an_end_comes_up_ninety_days_before() -> None:
    ends = TODAY + 80 * DAY
    item = one(replace(VERIFIED, ends=ends, looked_on=YOUNG))
    assert item.tab is DeskTab.EXPIRING
    assert (item.opens_at, item.due_on) == (day_begins(ends - 90 * DAY), ends)
    assert item.flags == {Flag.PERIOD_ENDS}


def test_a_look_comes_up_forty_five_days_before_its_end() -> None:
    item = one(replace(VERIFIED, looked_on=date(2026, 6, 15)))
    assert (item.opens_at, item.due_on) == (day_begins(date(2026, 10, 31)), date(2026, 12, 15))
    assert item.flags == {Flag.LOOK_ENDS}
    # Of two ends the one that comes up first.
    both = replace(VERIFIED, looked_on=date(2026, 6, 15), ends=date(2027, 1, 10))
    assert one(both).flags == {Flag.PERIOD_ENDS}
    later = replace(both, ends=date(2027, 2, 10))
    assert one(later).flags == {Flag.LOOK_ENDS}


def test_work_is_written_down_some_weeks_ahead_and_no_further() -> None:
    last = TODAY + (90 + AHEAD_DAYS) * DAY
    assert one(replace(VERIFIED, ends=last, looked_on=YOUNG)).opens_at > day_begins(TODAY)
    assert nothing(replace(VERIFIED, ends=last + DAY, looked_on=YOUNG))


def test_what_ended_long_ago_is_no_work_any_more() -> None:
    ended = replace(VERIFIED, ends=TODAY - OVER_DAYS * DAY, looked_on=YOUNG)
    assert one(ended).flags == {Flag.PERIOD_ENDS, Flag.ENDED}
    assert nothing(replace(ended, ends=TODAY - (OVER_DAYS + 1) * DAY))


def test_what_somebody_renews_is_not_asked_for() -> None:
    ending = replace(VERIFIED, ends=TODAY + DAY, looked_on=YOUNG)
    assert nothing(replace(ending, followed=True))
    # Its look may end all the same.
    old = replace(ending, followed=True, looked_on=date(2026, 6, 1), ends=TODAY + 200 * DAY)
    assert one(old).flags == {Flag.LOOK_ENDS}
    assert nothing(replace(old, succeeded=True))


def test_a_training_never_ends() -> None:
    assert nothing(replace(VERIFIED, kind=CredentialKind.TRAINING, looked_on=date(2020, 1, 1)))
    assert nothing(VERIFIED)


def test_no_look_ends_sooner_than_the_least_days() -> None:
    """The query leaves out what was looked at since; it must leave out nothing that counts."""
    last = TODAY - (LEAST_DAYS_OF_A_LOOK - 45 - AHEAD_DAYS) * DAY
    kinds = (CredentialKind.LICENCE, CredentialKind.AUTHORIZATION, CredentialKind.CERTIFICATION)
    for kind, days in product(kinds, range(1, 60)):
        assert nothing(replace(VERIFIED, kind=kind, looked_on=last + days * DAY))


# --- all else -----------------------------------------------------------------------------------


def matter(source: Source, code: str | None = None, **more: object) -> Item:
    given = Matter(source=source, subject_id=9, since=SINCE, code=code, **more)  # type: ignore[arg-type]
    [item] = work_on([], [given], person=PERSON, today=TODAY)
    return item


@pytest.mark.parametrize(
    ("source", "code", "tab", "kind", "flags"),
    [
        (Source.HELD_CHANGE, "name", DeskTab.CHANGED, DeskKind.NAME, set()),
        (Source.HELD_CHANGE, "location", DeskTab.CHANGED, DeskKind.LOCATION, set()),
        (Source.CLAIM, "contested", DeskTab.CLAIMS, DeskKind.CLAIM, {Flag.CONTESTED}),
        (Source.CLAIM, "begun", DeskTab.CLAIMS, DeskKind.CLAIM, {Flag.BY_PAPERS}),
        (Source.REPORT, "contact", DeskTab.REPORTS, DeskKind.REPORT, set()),
        (Source.REPORT, "credential", DeskTab.REPORTS, DeskKind.REPORT, {Flag.ABOUT_LICENCE}),
        (Source.REPORT, "safety", DeskTab.REPORTS, DeskKind.REPORT, {Flag.SAFETY}),
        (Source.EXCLUSION, "exact", DeskTab.TO_CHECK, DeskKind.EXCLUSION, {Flag.EXACT_NPI}),
        (Source.EXCLUSION, "name", DeskTab.TO_CHECK, DeskKind.EXCLUSION, set()),
        (Source.RECHECK, None, DeskTab.RECHECKS, DeskKind.RECHECK, set()),
        (Source.FALLOUT, None, DeskTab.RULES, DeskKind.FALLOUT, set()),
        (Source.MESSAGE, None, DeskTab.TO_CHECK, DeskKind.MESSAGE, set()),
        (Source.STEP, "licence", DeskTab.TO_CHECK, DeskKind.LICENCE, {Flag.SECOND}),
        (Source.ACT, "merge", DeskTab.TO_CHECK, DeskKind.MERGE, {Flag.SECOND}),
        (Source.ACT, "end_hold", DeskTab.TO_CHECK, DeskKind.HOLD, {Flag.SECOND}),
        (Source.ISSUER, "training", DeskTab.WAITING, DeskKind.TRAINING, {Flag.ISSUER_ASKED}),
        (
            Source.REGISTER_LINE,
            None,
            DeskTab.TO_CHECK,
            DeskKind.LICENCE,
            {Flag.REGISTER_DIFFERS},
        ),
        (Source.FINDING, None, DeskTab.RULES, DeskKind.FINDING, {Flag.SECOND}),
        (Source.BATCH, None, DeskTab.RULES, DeskKind.REGISTER, set()),
    ],
)
def test_everything_open_has_its_heap(
    source: Source, code: str | None, tab: DeskTab, kind: DeskKind, flags: set[Flag]
) -> None:
    item = matter(source, code)
    assert (item.tab, item.kind, item.flags) == (tab, kind, frozenset(flags))
    assert item.opens_at == SINCE
    assert item.due_on is not None
    assert item.region == "UT"


def test_what_has_a_day_or_a_place_of_its_own_keeps_it() -> None:
    assert matter(Source.REPORT, "contact", due_on=TODAY).due_on == TODAY
    assert matter(Source.FALLOUT, country=Country.CA, region="ON").region == "ON"


def test_two_files_that_differ_about_one_licence_are_one_piece_of_work() -> None:
    line = Matter(source=Source.REGISTER_LINE, subject_id=9, since=SINCE)
    found = work_on([], [line, replace(line, since=SINCE + DAY)], person=PERSON, today=TODAY)
    assert [item.opens_at for item in found] == [SINCE]


def test_names_and_numbers_are_found_by_their_folded_words() -> None:
    assert words_of("Zoë O’Brien-Łuk", None, "PT.0012", "zoe") == " zoe obrien łuk pt 0012"
    assert words_of() == ""


def test_acts_that_touch_nothing_are_acts_and_no_decisions() -> None:
    assert not UNTOUCHED & SHARED
    decisions = {DecisionAct.VERIFIED, DecisionAct.SUBMITTED, DecisionAct.EDITED}
    assert not UNTOUCHED & decisions
