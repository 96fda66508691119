"""Reading the list of excluded people: the file in memory, people page by page, a hit an act.

The list has some eighty thousand lines, and there may be millions of people; so it is they who are
looked up in it. Whatever was raised before is not raised again, so a run that was cut off is just
begun again: the ledger still knows what it did, and its report is that of one whole run.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import delete

from directory.domain import ids
from directory.domain.exclusions import (
    Candidate,
    Fit,
    LineOutcome,
    fits,
    name_key,
    outcome_of,
    weightiest,
)
from directory.domain.leie import Business, Excluded, Line, LineTrouble, Unreadable
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models.imports import ImportedLine
from directory.queries.exclusions import candidates, everybody, is_raised
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.entering import NoSuchPerson, owner
from directory.workflows.exclusions import raise_match

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
_RAISED: Final = frozenset({LineOutcome.HELD, LineOutcome.FLAGGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class LineResult:
    """What became of a line; `people`: the public numbers of whom it fits."""

    line: int
    outcome: LineOutcome
    people: tuple[str, ...] = ()
    trouble: LineTrouble | None = None
    waived_in: str = ""


@dataclass(frozen=True, slots=True)
class ListReport:
    """How many lines came to what; the counts add up to the lines."""

    lines: int
    counts: Counter[LineOutcome]


@dataclass(slots=True)
class _List:
    """The list in memory: its lines by NPI, and by name and region."""

    results: dict[int, LineResult] = field(default_factory=dict)
    by_npi: defaultdict[str, list[Excluded]] = field(default_factory=lambda: defaultdict(list))
    by_name: defaultdict[tuple[str, str, str], list[Excluded]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def note(self, line: Line) -> None:
        """Take a line in; until somebody fits it, it fits nobody."""
        match line:
            case Business():
                self.results[line.line] = LineResult(line=line.line, outcome=LineOutcome.BUSINESS)
            case Unreadable():
                self.results[line.line] = LineResult(
                    line=line.line, outcome=LineOutcome.REFUSED, trouble=line.trouble
                )
            case Excluded():
                self.results[line.line] = LineResult(line=line.line, outcome=LineOutcome.NOBODY)
                if line.npi is not None:
                    self.by_npi[line.npi].append(line)
                self.by_name[(*name_key(line.name), line.region)].append(line)

    def hits(self, candidate: Candidate) -> list[tuple[Excluded, Fit]]:
        """Give the lines that fit somebody, each once, in the order of the file."""
        found = list(self.by_npi.get(candidate.npi, ())) if candidate.npi else []
        for name in candidate.names:
            for region in candidate.regions:
                found += self.by_name.get((*name_key(name), region), ())
        lines = sorted({line.line: line for line in found}.values(), key=lambda line: line.line)
        fitting = ((line, fits(line, candidate)) for line in lines)
        return [(line, fit) for line, fit in fitting if fit is not None]

    def say(self, line: Excluded, outcome: LineOutcome, *, who: int) -> None:
        """Note what a line came to for one person; the weightiest of all counts."""
        before = self.results[line.line]
        people = dict.fromkeys((*before.people, ids.encode(who)))
        self.results[line.line] = LineResult(
            line=line.line,
            outcome=weightiest((before.outcome, outcome)),
            people=tuple(people),
            waived_in=line.waived_in,
        )


def import_leie(
    office: Office,
    lines: Iterable[Line],
    *,
    file_sha256: str,
    report: Callable[[Iterator[LineResult]], None],
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> ListReport:
    """Hold everybody against the list; `report` is given what became of each line, in order.

    Raises `HeaderLacks` before anything is written.
    """
    listed = _List()
    for line in lines:
        listed.note(line)
    today = office.now().date()
    for page in everybody(office.database):
        for candidate in page:
            for line, fit in listed.hits(candidate):
                who = candidate.practitioner_id
                done = (
                    _foreseen(office, line, fit=fit, who=who, today=today)
                    if dry_run
                    else _carried_out(office, line, who=who, file_sha256=file_sha256)
                )
                if done is not None:
                    listed.say(line, done, who=who)
        progress(len(page))
    return _closed(office, listed, file_sha256=file_sha256, report=report, dry_run=dry_run)


def _foreseen(office: Office, line: Excluded, *, fit: Fit, who: int, today: date) -> LineOutcome:
    with office.database.reading() as connection:
        known = is_raised(connection, who, line_sha256=line.sha256)
    return outcome_of(line, fit, known=known, today=today)


def _carried_out(
    office: Office, line: Excluded, *, who: int, file_sha256: str
) -> LineOutcome | None:
    """Raise a line about somebody in an act of its own; None where they do not fit any more."""
    with office.act(_SYSTEM) as act:
        try:
            person = owner(act, who)
        except NoSuchPerson:
            return None
        connection = act.session.connection()
        fit = next((fits(line, each) for each in candidates(connection, [who])), None)
        if fit is None:
            return None
        begun = _Begun(act, (file_sha256, line.line))
        if who in begun.done:
            return begun.done[who]
        known = is_raised(connection, who, line_sha256=line.sha256)
        outcome = outcome_of(line, fit, known=known, today=act.today)
        if outcome in _RAISED:
            raise_match(act, person, line=line, fit=fit)
            begun.keep(who, outcome)
    return outcome


class _Begun:
    """What was raised by a line of this very file, also by a run of it that was cut off."""

    def __init__(self, act: Act, key: tuple[str, int]) -> None:
        self._act, self._key = act, key
        self._row = act.session.get(ImportedLine, key)
        kept = json.loads(self._row.remarks) if self._row else {}
        self.done = {int(who): LineOutcome(outcome) for who, outcome in kept.items()}

    def keep(self, who: int, outcome: LineOutcome) -> None:
        """Write it down in the act that does it."""
        self.done[who] = outcome
        remarks = json.dumps({str(each): said.value for each, said in self.done.items()})
        weight = weightiest(self.done.values()).value
        if self._row is not None:
            self._row.outcome, self._row.remarks = weight, remarks
            return
        file_sha256, line = self._key
        self._act.session.add(
            ImportedLine(file_sha256=file_sha256, line=line, outcome=weight, remarks=remarks)
        )


def _closed(
    office: Office,
    listed: _List,
    *,
    file_sha256: str,
    report: Callable[[Iterator[LineResult]], None],
    dry_run: bool,
) -> ListReport:
    """Hand over the results in the order of the lines, and note that the list was read."""
    counts = Counter(each.outcome for each in listed.results.values())
    report(iter(listed.results.values()))
    if not dry_run:
        # The report is there, so what a run that is cut off would need may go.
        with office.act(_SYSTEM) as act:
            act.session.execute(delete(ImportedLine).where(ImportedLine.file_sha256 == file_sha256))
            act.log(
                DecisionAct.LIST_READ,
                Subject(kind=SubjectKind.IMPORT),
                lines=len(listed.results),
                held=counts[LineOutcome.HELD],
                flagged=counts[LineOutcome.FLAGGED],
                reinstated=counts[LineOutcome.REINSTATED],
                refused=counts[LineOutcome.REFUSED],
            )
    return ListReport(len(listed.results), counts)
