"""The seven tasks of a listing, and how each stands: computed from what is on file, never kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from directory.domain.vocabulary import CredentialKind, CredentialState


class Task(StrEnum):
    """The tasks, in their order."""

    PERSON = "person"
    LICENCES = "licences"
    TRAINING = "training"
    CERTIFICATION = "certification"
    PLACES = "places"
    PATIENTS = "patients"
    SEND = "send"


class TaskStatus(StrEnum):
    """How a task stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PROBLEM = "problem"
    COMPLETED = "completed"
    CANNOT_START = "cannot_start"


@dataclass(frozen=True, slots=True)
class Paper:
    """A credential on file: what it is, where it stands, and its last day where it has one."""

    kind: CredentialKind
    state: CredentialState
    ends: date | None = None

    def has_ended(self, today: date) -> bool:
        """Say whether it is over: its last day is past, or a draft's has come."""
        if self.ends is None:
            return False
        # Nobody could check a credential on its last day in time.
        return self.ends < today or (self.state is CredentialState.DRAFT and self.ends == today)


AnyPaper = TypeVar("AnyPaper", bound=Paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """What a listing holds. `begun`: credentials whose pages are not all filled in.

    `former_places`: places that somebody has left; `other_facts`: something for patients was said,
    though not which headaches they see.
    """

    has_name: bool = True
    has_profession: bool = False
    papers: tuple[Paper, ...] = ()
    begun: frozenset[CredentialKind] = frozenset()
    no_certification: bool = False
    places: int = 0
    former_places: int = 0
    headaches: int = 0
    other_facts: bool = False
    declared: bool = False


_DOCUMENTED: Final[Mapping[Task, frozenset[CredentialKind]]] = MappingProxyType(
    {
        Task.LICENCES: frozenset({CredentialKind.LICENCE, CredentialKind.AUTHORIZATION}),
        Task.TRAINING: frozenset({CredentialKind.TRAINING}),
        Task.CERTIFICATION: frozenset({CredentialKind.CERTIFICATION}),
    }
)
_NEEDED: Final[Mapping[Task, CredentialKind]] = MappingProxyType(
    {
        Task.LICENCES: CredentialKind.LICENCE,
        Task.TRAINING: CredentialKind.TRAINING,
        Task.CERTIFICATION: CredentialKind.CERTIFICATION,
    }
)
_GOOD: Final = frozenset(
    {
        CredentialState.DRAFT,
        CredentialState.SUBMITTED,
        CredentialState.QUERIED,
        CredentialState.DEFERRED,
        CredentialState.VERIFIED,
    }
)
_ASKS: Final = frozenset({CredentialState.QUERIED, CredentialState.SUSPENDED})


def statuses(on_file: OnFile, *, today: date) -> dict[Task, TaskStatus]:
    """Say how each task stands, in the order of the tasks."""
    found = {task: _status(task, on_file, today=today) for task in Task if task is not Task.SEND}
    return found | {Task.SEND: _sending(on_file, today=today)}


def done(found: Mapping[Task, TaskStatus]) -> int:
    """Count the tasks that are completed."""
    return sum(status is TaskStatus.COMPLETED for status in found.values())


def can_be_sent(on_file: OnFile, *, today: date) -> bool:
    """Say whether there is enough to check; what is begun beside it does not hold it up."""
    return all(_enough(task, on_file, today=today) for task in Task if task is not Task.SEND)


def unsent(papers: Iterable[AnyPaper], *, today: date) -> tuple[AnyPaper, ...]:
    """Give the drafts that can be sent now."""
    return tuple(
        paper
        for paper in papers
        if paper.state is CredentialState.DRAFT and not paper.has_ended(today)
    )


def usable(paper: Paper, *, today: date) -> bool:
    """Say whether a credential counts, or may once it is checked."""
    return paper.state in _GOOD and not paper.has_ended(today)


def _sending(on_file: OnFile, *, today: date) -> TaskStatus:
    waits = bool(unsent(on_file.papers, today=today))
    if on_file.declared and not waits:
        return TaskStatus.COMPLETED
    if not can_be_sent(on_file, today=today):
        return TaskStatus.CANNOT_START
    return TaskStatus.IN_PROGRESS if on_file.declared else TaskStatus.NOT_STARTED


def _status(task: Task, on_file: OnFile, *, today: date) -> TaskStatus:
    if _troubled(task, on_file, today=today):
        return TaskStatus.PROBLEM
    if _begun(task, on_file):
        return TaskStatus.IN_PROGRESS
    if _enough(task, on_file, today=today):
        return TaskStatus.COMPLETED
    return TaskStatus.NOT_STARTED


def _enough(task: Task, on_file: OnFile, *, today: date) -> bool:
    match task:
        case Task.PERSON:
            return on_file.has_name and on_file.has_profession
        case Task.PLACES:
            return on_file.places > 0
        case Task.PATIENTS:
            return on_file.headaches > 0
        case _:
            said_none = task is Task.CERTIFICATION and on_file.no_certification
            return said_none or any(
                paper.kind is _NEEDED[task] and usable(paper, today=today)
                for paper in on_file.papers
            )


def _begun(task: Task, on_file: OnFile) -> bool:
    match task:
        case Task.PERSON:
            return on_file.has_name and not on_file.has_profession
        case Task.PLACES:
            return False
        case Task.PATIENTS:
            return on_file.other_facts and not on_file.headaches
        case _:
            return bool(_DOCUMENTED[task] & on_file.begun)


def _troubled(task: Task, on_file: OnFile, *, today: date) -> bool:
    if task is Task.PLACES:
        return on_file.former_places > 0 and not on_file.places
    kinds = _DOCUMENTED.get(task, frozenset())
    papers = [
        paper
        for paper in on_file.papers
        if paper.kind in kinds and paper.state is not CredentialState.WITHDRAWN
    ]
    if any(
        paper.state in _ASKS or (paper.state is CredentialState.DRAFT and paper.has_ended(today))
        for paper in papers
    ):
        return True
    return bool(papers) and not _enough(task, on_file, today=today)
