"""The one thing that the owner of a listing has to do now."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.next_step import Filed, Next, Stand, Step, next_step
from directory.domain.tasks import OnFile
from directory.domain.verification import Appeal
from directory.domain.vocabulary import CredentialKind as Kind
from directory.domain.vocabulary import CredentialState as State
from tests.domain.test_tasks import listings

TODAY = date(2026, 12, 1)
LICENCE = Filed(Kind.LICENCE, State.VERIFIED, date(2028, 2, 28), id=1)
TRAINING = Filed(Kind.TRAINING, State.VERIFIED, id=2)


def stand(*filed: Filed, declared: bool = True, **more: object) -> Stand:
    on_file = OnFile(
        has_profession=True,
        papers=filed,
        no_certification=True,
        places=1,
        headaches=1,
        declared=declared,
    )
    good = Stand(
        on_file=on_file, filed=filed, published=True, confirm_by=TODAY + timedelta(days=80)
    )
    return replace(good, **more)  # type: ignore[arg-type]


GOOD = stand(LICENCE, TRAINING)


def step(given: Stand) -> Step:
    return next_step(given, today=TODAY).step


def changed(**values: object) -> Filed:
    return replace(LICENCE, **values)  # type: ignore[arg-type]


def test_where_all_is_well_there_is_nothing_to_do() -> None:
    assert next_step(GOOD, today=TODAY) == Next(Step.NOTHING)


def test_whoever_has_left_can_come_back_until_a_day() -> None:
    gone = replace(GOOD, erased_on=date(2026, 12, 20))
    assert next_step(gone, today=TODAY) == Next(Step.COME_BACK, day=date(2026, 12, 20))


def test_a_question_comes_before_all_that_is_public() -> None:
    asked = changed(state=State.QUERIED)
    assert next_step(stand(asked, TRAINING, unread=True), today=TODAY) == Next(Step.ANSWER, asked)


def test_a_message_is_to_be_read() -> None:
    assert step(replace(GOOD, unread=True)) is Step.READ_MESSAGE


@pytest.mark.parametrize(
    ("appeal", "found"),
    [(Appeal.NONE, Step.APPEAL), (Appeal.OPEN, Step.WAIT), (Appeal.DECIDED, Step.ADD_LICENCE)],
)
def test_a_suspension_is_appealed_once(appeal: Appeal, found: Step) -> None:
    assert step(stand(changed(state=State.SUSPENDED, appeal=appeal), TRAINING)) is found


def test_what_was_not_sent_is_finished_or_sent() -> None:
    assert step(stand(LICENCE, TRAINING, declared=False)) is Step.SEND
    assert step(stand(LICENCE, declared=False)) is Step.FINISH


def test_a_refusal_is_mended_unless_another_one_counts() -> None:
    refused = changed(state=State.REFUSED)
    assert next_step(stand(refused, TRAINING), today=TODAY) == Next(Step.MEND, refused)
    assert step(stand(LICENCE, replace(refused, id=3), TRAINING)) is Step.NOTHING


def test_an_ended_licence_is_renewed_unless_its_next_period_is_on_file() -> None:
    ended = changed(ends=date(2026, 11, 30))
    assert next_step(stand(ended, TRAINING), today=TODAY) == Next(Step.RENEW, ended, ended.ends)
    following = changed(id=3, state=State.SUBMITTED)
    assert step(stand(replace(ended, followed=True), following, TRAINING)) is Step.WAIT


def test_an_ended_certification_keeps_nobody_out() -> None:
    ended = changed(kind=Kind.CERTIFICATION, ends=date(2026, 11, 30), id=3)
    assert step(stand(LICENCE, TRAINING, ended)) is Step.NOTHING


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (stand(TRAINING), Step.ADD_LICENCE),
        (stand(LICENCE), Step.ADD_TRAINING),
        (replace(GOOD, on_file=replace(GOOD.on_file, places=0)), Step.ADD_PLACE),
        (replace(GOOD, on_file=replace(GOOD.on_file, headaches=0)), Step.ADD_HEADACHES),
        (stand(LICENCE, TRAINING, changed(id=3, state=State.DRAFT)), Step.SEND_DRAFTS),
        (stand(LICENCE, TRAINING, changed(id=3, state=State.DEFERRED)), Step.WAIT),
        (replace(GOOD, held=1), Step.WAIT),
        (replace(GOOD, confirm_by=None), Step.CONFIRM),
        (replace(GOOD, confirm_by=TODAY + timedelta(days=14)), Step.CONFIRM),
        (replace(GOOD, confirm_by=TODAY + timedelta(days=15)), Step.NOTHING),
        (replace(GOOD, published=False), Step.PUBLISH),
        (stand(changed(state=State.SUBMITTED), TRAINING, published=False), Step.WAIT),
    ],
)
def test_what_is_lacking_is_asked_for(given: Stand, found: Step) -> None:
    assert step(given) is found


def test_of_two_that_end_soon_the_first_to_end_is_renewed() -> None:
    soon = changed(ends=TODAY, id=3)
    later = changed(ends=TODAY + timedelta(days=60), id=4)
    assert next_step(stand(later, soon, TRAINING), today=TODAY) == Next(
        Step.RENEW_SOON, soon, TODAY
    )
    assert step(stand(replace(later, followed=True), TRAINING)) is Step.NOTHING
    assert step(stand(changed(ends=TODAY + timedelta(days=61)), TRAINING)) is Step.NOTHING


filings = st.builds(
    Filed,
    st.sampled_from(Kind),
    st.sampled_from(State),
    st.none() | st.dates(date(2026, 11, 1), date(2027, 3, 1)),
    id=st.integers(1, 9),
    appeal=st.sampled_from(Appeal),
    followed=st.booleans(),
)
stands = st.builds(
    Stand,
    on_file=listings,
    filed=st.lists(filings, max_size=6, unique_by=lambda each: each.id).map(tuple),
    published=st.booleans(),
    confirm_by=st.none() | st.dates(date(2026, 11, 1), date(2027, 3, 1)),
    unread=st.booleans(),
    held=st.integers(0, 2),
    erased_on=st.none() | st.just(date(2026, 12, 20)),
)


@given(stands)
def test_there_is_always_exactly_one_and_it_is_about_something_on_file(given: Stand) -> None:
    found = next_step(given, today=TODAY)
    assert found.about is None or found.about in given.filed
    if any(each.state is State.QUERIED for each in given.filed) and given.erased_on is None:
        assert found.step is Step.ANSWER
    if found.step is Step.NOTHING:
        assert given.on_file.declared
        assert not given.unread
        assert not any(each.state is State.SUBMITTED for each in given.filed)
