"""How the seven tasks of a listing stand, from what is on file."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.tasks import (
    OnFile,
    Paper,
    Task,
    TaskStatus,
    can_be_sent,
    done,
    statuses,
    unsent,
    usable,
)
from directory.domain.vocabulary import CredentialKind as Kind
from directory.domain.vocabulary import CredentialState as State

TODAY = date(2026, 12, 1)
LATER = date(2027, 2, 28)
PAPERS = (
    Paper(Kind.LICENCE, State.DRAFT, LATER),
    Paper(Kind.TRAINING, State.DRAFT),
    Paper(Kind.CERTIFICATION, State.DRAFT, LATER),
)
FULL = OnFile(has_profession=True, papers=PAPERS, places=1, headaches=1)


def status(task: Task, on_file: OnFile) -> TaskStatus:
    return statuses(on_file, today=TODAY)[task]


def test_a_new_listing_has_its_name_begun_and_nothing_else() -> None:
    found = statuses(OnFile(), today=TODAY)
    assert list(found) == list(Task)
    assert found[Task.PERSON] is TaskStatus.IN_PROGRESS
    assert found[Task.SEND] is TaskStatus.CANNOT_START
    rest = set(Task) - {Task.PERSON, Task.SEND}
    assert {found[task] for task in rest} == {TaskStatus.NOT_STARTED}
    assert done(found) == 0


def test_a_listing_without_a_name_has_not_begun() -> None:
    assert status(Task.PERSON, OnFile(has_name=False)) is TaskStatus.NOT_STARTED


def test_a_full_listing_can_be_sent_and_then_is_done() -> None:
    found = statuses(FULL, today=TODAY)
    assert done(found) == 6
    assert found[Task.SEND] is TaskStatus.NOT_STARTED
    sent = tuple(replace(paper, state=State.SUBMITTED) for paper in PAPERS)
    assert done(statuses(replace(FULL, declared=True, papers=sent), today=TODAY)) == 7


def test_a_draft_after_the_declaration_is_to_be_sent_too() -> None:
    assert status(Task.SEND, replace(FULL, declared=True)) is TaskStatus.IN_PROGRESS
    alone = OnFile(declared=True, papers=PAPERS[:1])
    assert status(Task.SEND, alone) is TaskStatus.CANNOT_START


@pytest.mark.parametrize(
    ("task", "lacking"),
    [
        (Task.PERSON, replace(FULL, has_profession=False)),
        (Task.LICENCES, replace(FULL, papers=PAPERS[1:])),
        (Task.TRAINING, replace(FULL, papers=(PAPERS[0], PAPERS[2]))),
        (Task.CERTIFICATION, replace(FULL, papers=PAPERS[:2])),
        (Task.PLACES, replace(FULL, places=0)),
        (Task.PATIENTS, replace(FULL, headaches=0)),
    ],
)
def test_each_task_is_needed(task: Task, lacking: OnFile) -> None:
    assert status(task, lacking) is not TaskStatus.COMPLETED
    assert not can_be_sent(lacking, today=TODAY)


def test_to_have_no_certification_is_an_answer() -> None:
    said = replace(FULL, papers=PAPERS[:2], no_certification=True)
    assert status(Task.CERTIFICATION, said) is TaskStatus.COMPLETED
    assert can_be_sent(said, today=TODAY)


def test_pages_that_are_not_filled_in_are_in_progress_and_hold_nothing_up() -> None:
    begun = replace(FULL, begun=frozenset({Kind.AUTHORIZATION}))
    assert status(Task.LICENCES, begun) is TaskStatus.IN_PROGRESS
    assert can_be_sent(begun, today=TODAY)


def test_patients_are_in_progress_until_headaches_are_said() -> None:
    said = replace(FULL, headaches=0, other_facts=True)
    assert status(Task.PATIENTS, said) is TaskStatus.IN_PROGRESS


def test_to_have_left_every_place_is_a_problem() -> None:
    assert status(Task.PLACES, replace(FULL, places=0, former_places=1)) is TaskStatus.PROBLEM


@pytest.mark.parametrize(
    ("state", "ends", "found"),
    [
        (State.DRAFT, TODAY, TaskStatus.PROBLEM),
        (State.DRAFT, None, TaskStatus.COMPLETED),
        (State.QUERIED, LATER, TaskStatus.PROBLEM),
        (State.SUSPENDED, LATER, TaskStatus.PROBLEM),
        (State.REFUSED, LATER, TaskStatus.PROBLEM),
        (State.REVOKED, LATER, TaskStatus.PROBLEM),
        (State.VERIFIED, date(2026, 11, 30), TaskStatus.PROBLEM),
        (State.VERIFIED, TODAY, TaskStatus.COMPLETED),
        (State.WITHDRAWN, LATER, TaskStatus.NOT_STARTED),
        (State.DEFERRED, LATER, TaskStatus.COMPLETED),
    ],
)
def test_a_licence_alone_decides_its_task(
    state: State, ends: date | None, found: TaskStatus
) -> None:
    alone = replace(FULL, papers=(Paper(Kind.LICENCE, state, ends), *PAPERS[1:]))
    assert status(Task.LICENCES, alone) is found


def test_a_refused_licence_beside_a_good_one_is_history() -> None:
    both = replace(FULL, papers=(*PAPERS, Paper(Kind.LICENCE, State.REFUSED)))
    assert status(Task.LICENCES, both) is TaskStatus.COMPLETED


def test_an_ended_draft_beside_a_good_licence_is_a_problem_that_holds_nothing_up() -> None:
    both = replace(FULL, papers=(*PAPERS, Paper(Kind.LICENCE, State.DRAFT, TODAY)))
    assert status(Task.LICENCES, both) is TaskStatus.PROBLEM
    assert can_be_sent(both, today=TODAY)
    assert unsent(both.papers, today=TODAY) == PAPERS


papers = st.builds(
    Paper,
    st.sampled_from(Kind),
    st.sampled_from(State),
    st.none() | st.dates(date(2026, 11, 1), date(2027, 1, 1)),
)
listings = st.builds(
    OnFile,
    has_name=st.booleans(),
    has_profession=st.booleans(),
    papers=st.lists(papers, max_size=6).map(tuple),
    begun=st.frozensets(st.sampled_from(Kind)),
    no_certification=st.booleans(),
    places=st.integers(0, 2),
    former_places=st.integers(0, 2),
    headaches=st.integers(0, 2),
    other_facts=st.booleans(),
    declared=st.booleans(),
)


@given(listings)
def test_every_listing_has_seven_tasks_and_is_sent_only_when_there_is_enough(
    on_file: OnFile,
) -> None:
    found = statuses(on_file, today=TODAY)
    assert list(found) == list(Task)
    assert 0 <= done(found) <= len(Task)
    if all(found[task] is TaskStatus.COMPLETED for task in Task if task is not Task.SEND):
        assert found[Task.SEND] is not TaskStatus.CANNOT_START
    if not can_be_sent(on_file, today=TODAY) and not on_file.declared:
        assert found[Task.SEND] is TaskStatus.CANNOT_START


@given(papers)
def test_what_has_ended_is_neither_usable_nor_sent(paper: Paper) -> None:
    if paper.has_ended(TODAY):
        assert not usable(paper, today=TODAY)
        assert unsent([paper], today=TODAY) == ()
