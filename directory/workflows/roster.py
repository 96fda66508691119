"""Importing a roster: in batches that hold as a whole, resumed where it was cut off."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from directory.domain.entry.contacts import ContactReading, read_phone
from directory.domain.entry.npi import read_npi
from directory.domain.opting_out import marks_of
from directory.domain.roster import Outcome, Remark, Result, Row, Unread, read_rows
from directory.domain.roster_merging import Grouping, keys_of
from directory.domain.roster_rows import Stated
from directory.domain.situations import Actor
from directory.queries.known import Listed, OnRecord, Sought, look_up
from directory.queries.opted_out import opted_out
from directory.workflows.acts import Act, Office
from directory.workflows.admission import EntryFaulty, write
from directory.workflows.import_ledger import Ledger, alone, scratch_ledger
from directory.workflows.lookups import Lookups
from directory.workflows.new_standings import judge_new
from directory.workflows.roster_admission import Desk
from directory.workflows.roster_files import files_of
from directory.workflows.roster_people import Read, Settled, compared, read, settle

BATCH: Final = 100
"""People in one transaction: few enough that others who write need not wait long."""
Group: TypeAlias = list[Row | Unread]


class NotUtf8(Exception):
    """The file is written in another encoding; nothing was imported."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file.name} is not written in UTF-8. Save it as “CSV UTF-8” and try again; "
            "nothing was imported."
        )


@dataclass(frozen=True, slots=True)
class RosterReport:
    """How many lines came to what."""

    lines: int
    counts: Counter[Outcome]


class _Rehearsed(Exception):
    """Ends a transaction whose results are wanted, but not its changes."""


def import_roster(
    office: Office,
    file: Path,
    *,
    actor: Actor,
    lookups: Lookups,
    report: Callable[[Iterator[Result]], None],
    dry_run: bool = False,
    surveyed: Callable[[int], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> RosterReport:
    """Import a roster; `report` is given what became of each line, in their order.

    Cut off at any moment and begun again, it ends as if it had not been. Raises `HeaderFaulty`
    and `NotUtf8` before anything is written.
    """
    digest, grouping = _survey(file)
    surveyed(len(grouping))
    with _ledger(office, digest, dry_run=dry_run) as ledger:
        importer = _Importer(office, actor, lookups=lookups, ledger=ledger, dry_run=dry_run)
        while True:
            for batch in _batches(_groups(file, grouping)):
                importer.carry_out(batch)
                progress(sum(map(len, batch)))
            counts = ledger.close(len(grouping), report)
            if counts is not None:
                return RosterReport(len(grouping), counts)


@contextmanager
def _ledger(office: Office, digest: str, *, dry_run: bool) -> Iterator[Ledger]:
    if not dry_run:
        yield Ledger(office.database, digest)
        return
    with scratch_ledger(digest) as ledger:
        yield ledger


def _survey(file: Path) -> tuple[str, Grouping]:
    """Read the file once to know which of its lines belong together."""
    grouping = Grouping()
    with file.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    for row in _read(file):
        grouping.note(keys_of(row) if isinstance(row, Row) else ())
    grouping.close()
    return digest, grouping


def _read(file: Path) -> Iterator[Row | Unread]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        try:
            yield from read_rows(lines)
        except UnicodeDecodeError as fault:
            raise NotUtf8(file) from fault


def _groups(file: Path, grouping: Grouping) -> Iterator[Group]:
    """Give the lines of each person together, once the last of them was read."""
    waiting: dict[int, Group] = {}
    for number, row in enumerate(_read(file)):
        first, last = grouping.of(number)
        if first == number and last:
            yield [row]
            continue
        waiting.setdefault(first, []).append(row)
        if last:
            yield waiting.pop(first)


def _batches(groups: Iterator[Group]) -> Iterator[list[Group]]:
    batch: list[Group] = []
    for group in groups:
        batch.append(group)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class _Importer:
    """Carries batches out, each in a transaction of its own."""

    def __init__(
        self, office: Office, actor: Actor, *, lookups: Lookups, ledger: Ledger, dry_run: bool
    ) -> None:
        self._office, self._actor = office, actor
        self._lookups, self._ledger, self._dry_run = lookups, ledger, dry_run
        # A rehearsal leaves nobody behind whom later lines could be held against.
        self._rehearsed: dict[str, set[Listed]] = {}

    def carry_out(self, batch: Sequence[Group]) -> None:
        """Carry a batch out; where the database refuses someone, each person alone."""
        try:
            self._together(batch)
        except EntryFaulty as refused:
            if len(batch) > 1:
                for group in batch:
                    self.carry_out([group])
                return
            self._refuse(batch[0], refused)

    def _together(self, batch: Sequence[Group]) -> None:
        if not self._dry_run:
            with self._office.act(self._actor) as act:
                self._ledger.keep(act.session, self._settled(act, batch, ledger=self._ledger))
            return
        with self._ledger.database.transaction() as session:
            self._ledger.keep(session, self._rehearse(batch))

    def _rehearse(self, batch: Sequence[Group]) -> list[Result]:
        """Do all of it, and undo it."""
        results: list[Result] = []
        with suppress(_Rehearsed), self._office.act(self._actor) as act:
            results = self._settled(act, batch)
            raise _Rehearsed
        return results

    def _refuse(self, group: Group, refused: EntryFaulty) -> None:
        said = tuple(Remark(fault.code, fault.field, fault.params) for fault in refused.faults)
        lost = [Result(line=row.line, outcome=Outcome.REFUSED, remarks=said) for row in group]
        with self._ledger.database.transaction() as session:
            self._ledger.keep(session, lost)

    def _settled(
        self, act: Act, batch: Sequence[Group], *, ledger: Ledger | None = None
    ) -> list[Result]:
        alone(act.session)
        if ledger is not None:
            done = ledger.done(act.session, [row.line for group in batch for row in group])
            batch = [group for group in batch if group[0].line not in done]
        programs = act.book.programs
        people = [[read(self._lookups, row, programs=programs) for row in group] for group in batch]
        desk = self._desk(act, people)
        settled: list[Settled] = []
        with act.session.no_autoflush:
            settled = [settle(desk, lines) for lines in people]
        if self._dry_run:
            self._rehearsed.update(desk.record.phones)
        # Everybody's rows at once: one statement a table, not one a person.
        write(act)
        act.session.add_all(desk.papers)
        write(act)
        if not self._dry_run:
            judge_new(act, [each.touched for each in settled if each.touched and each.new])
            for each in settled:
                if each.touched and not each.new:
                    act.judge(each.touched)
        return [result for each in settled for result in each.results]

    def _desk(self, act: Act, people: Sequence[Sequence[Read]]) -> Desk:
        """Look up, for the whole batch at once, who and what is on record."""
        lines = [line for person in people for line in person if isinstance(line, Stated)]
        record = self._on_record(act, lines)
        found = {*record.npis.values(), *(who for held in record.licences.values() for who in held)}
        return Desk(act, self._lookups, record, files_of(act.session, found))

    def _on_record(self, act: Act, lines: Sequence[Stated]) -> OnRecord:
        sought = Sought(
            npis={npi for line in lines if (npi := read_npi(line.person.npi or "").value)},
            licences={compared(line.licence) for line in lines if line.licence},
            phones={phone for line in lines if (phone := _phone(line, self._lookups.contacts))},
            names={(line.person.given_name, line.person.family_name) for line in lines},
            certifications={
                line.certification.number
                for line in lines
                if line.certification and line.certification.number
            },
        )
        record = look_up(act.session.connection(), sought)
        marks = marks_of(npis=sought.npis, licences=sought.licences)
        record.unlisted = opted_out(act.session.connection(), marks)
        for phone in sought.phones:
            if phone in self._rehearsed:
                record.phones.setdefault(phone, set()).update(self._rehearsed[phone])
        return record


def _phone(line: Stated, contacts: ContactReading) -> str | None:
    read = read_phone(line.location.phone or "", line.location.country, reading=contacts)
    return read.value
