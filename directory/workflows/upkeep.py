"""What has to be done when nobody asks: each job by itself, over and over, and several at once.

None of it makes a fact lapse: pages compare instants with now. A job that fails leaves the others
theirs, and what it was about is done the next time.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from directory.adapters.evidence_store import EvidenceStore
from directory.workflows import (
    evidence,
    granting,
    leaving,
    proposed_acts,
    purging,
    register_carrying,
    reminding,
    report_purging,
    resuming,
    seconding,
)
from directory.workflows.acts import Office
from directory.workflows.desk_keeping import keep_desk
from directory.workflows.import_runs import forget_reports
from directory.workflows.rechecks import draw_week

FAILED: Final = "failed"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is looked after; `run` counts what it did."""

    name: str
    run: Callable[[], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Done:
    """What a job did; `fault`: what ended it, by its kind alone."""

    name: str
    counts: Mapping[str, int]
    fault: str | None = None

    @property
    def failed(self) -> bool:
        """Whether anything of it was not done."""
        return self.fault is not None or self.counts.get(FAILED, 0) > 0


def jobs(office: Office, store: EvidenceStore, *, rechecks: int = 0) -> tuple[Job, ...]:
    """List what is looked after, in the order in which one may make work for the next.

    `rechecks`: how many public listings are sampled each week.
    """
    return (
        Job("reminders", lambda: reminding.remind(office)),
        Job("put-off checks", lambda: resuming.resume(office)),
        Job("claims", lambda: {"granted": granting.grant_due(office)}),
        Job("left listings", lambda: {"erased": leaving.erase_due(office)}),
        Job("evidence", lambda: {"removed": evidence.sweep(office, store)}),
        Job("registers", lambda: register_carrying.carry_out_signed(office)),
        Job("register lines", lambda: {"emptied": register_carrying.forget_lines(office)}),
        Job("reports", lambda: {"emptied": report_purging.erase_words(office)}),
        Job("samples", lambda: {"drawn": draw_week(office, rechecks)}),
        Job("imports", lambda: {"reports emptied": forget_reports(office)}),
        Job("confirmed by time", lambda: {"carried out": proposed_acts.carry_out_due(office)}),
        Job("proposed steps", lambda: seconding.carry_out_due(office)),
        Job("the desk", lambda: keep_desk(office)),
        Job("what is over", lambda: purging.purge(office)),
    )


def keep_up(looked_after: tuple[Job, ...]) -> Iterator[Done]:
    """Do each job once, and say what came of it as soon as it is done."""
    for job in looked_after:
        try:
            counts = job.run()
        except Exception as fault:  # noqa: BLE001  (one that fails must not keep the others from theirs)
            _log.error("The job “%s” was not done (%s).", job.name, type(fault).__name__)
            yield Done(job.name, {}, type(fault).__name__)
        else:
            yield Done(job.name, {name: count for name, count in counts.items() if count})
