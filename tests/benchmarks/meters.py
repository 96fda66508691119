"""How much processor time an act costs: this process and the database's beside it."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Final, Generic, TypeVar

T = TypeVar("T")
_PROC: Final = Path("/proc")


def spent_by(pid: int) -> float:
    """Give the seconds of processor time a process has used so far, all its threads."""
    total = 0
    for thread in (_PROC / str(pid) / "task").iterdir():
        total += int((thread / "schedstat").read_text().split()[0])
    return total / 1e9


class Meter:
    """Adds up the time of this process and of a database's backend, if it has one.

    Wall time would tell more about what else the machine is doing than about the code.
    """

    __slots__ = ("_backends",)

    def __init__(self, *backends: int) -> None:
        self._backends = [_PROC / str(backend) / "schedstat" for backend in backends]

    def of(self, act: Callable[[], object]) -> float:
        """Give the milliseconds of processor time that an act takes."""
        before = self._beside()
        start = time.process_time_ns()
        act()
        mine = time.process_time_ns() - start
        return (mine + self._beside() - before) / 1e6

    def _beside(self) -> int:
        return sum(int(backend.read_bytes().split()[0]) for backend in self._backends)


class Race(Generic[T]):
    """Several ways through the same course, taken in turn, so that noise falls on all alike."""

    def __init__(self, runners: Mapping[str, tuple[Meter, Callable[[T], object]]]) -> None:
        self._runners = dict(runners)
        self.times: dict[str, list[float]] = {name: [] for name in runners}

    def run(self, course: Iterable[T], *, warm_up: Sequence[T] = ()) -> "Race[T]":
        """Take each runner over each step, another one first each time."""
        for step in warm_up:
            for _, act in self._runners.values():
                act(step)
        names = list(self._runners)
        for number, step in enumerate(course):
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                meter, act = self._runners[name]
                self.times[name].append(meter.of(partial(act, step)))
        return self

    def typical(self, name: str) -> float:
        """Give the median, in milliseconds."""
        return median(self.times[name])

    def slow(self, name: str) -> float:
        """Give the 95th percentile, in milliseconds."""
        return quantiles(self.times[name], n=20)[-1]
