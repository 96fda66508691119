"""Reading a regulator's file: each line is held against the licence of its number, and kept.

It changes nothing of anybody: a reviewer looks at a sample, and signs or refuses.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date
from typing import Final

from sqlalchemy import Select, insert, select
from sqlalchemy.exc import IntegrityError

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.register_matching import Matched, active_words, match
from directory.domain.register_sampling import drawn, last_day_to_sign
from directory.domain.registers import RegisterRow
from directory.domain.rules import RuleKey
from directory.domain.situations import Actor
from directory.domain.vocabulary import RegisterMatch
from directory.models.registers import RegisterBatch, RegisterLine
from directory.queries.register_files import on_file
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.identifiers import fresh_id

_AT_ONCE: Final = 500
_WEB: Final = ("https://", "http://")


class NotThisRegister(ValueError):
    """What is said of a file cannot be; the message says what to do."""


class ReadAlready(Exception):
    """The file of this day was read already, and not refused since; nothing was read."""

    def __init__(self, batch_id: int | None) -> None:
        super().__init__("this file was read already")
        self.batch_id = batch_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A regulator's file and what is said of it; `sha256`: of its bytes."""

    file_name: str
    sha256: str
    rows: tuple[RegisterRow, ...]
    key: RuleKey
    source_name: str
    url: str
    looked_on: date


@dataclass(frozen=True, slots=True)
class LineRead:
    """What became of a line."""

    row: RegisterRow
    found: Matched


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """What became of a file; no `batch_id`: it was a rehearsal."""

    batch_id: int | None
    lines: tuple[LineRead, ...]
    sampled: frozenset[int]

    @property
    def counts(self) -> Counter[RegisterMatch]:
        """How many lines came to what."""
        return Counter(each.found.match for each in self.lines)


def read_register(
    office: Office,
    register: Register,
    *,
    actor: Actor,
    active: Iterable[str] = (),
    dry_run: bool = False,
) -> RegisterRead:
    """Read a file; all of it is kept, or nothing.

    `active`: what this board calls those who may practise, beside the usual words. Raises
    `NotThisRegister` and `ReadAlready`.
    """
    _check(register, today=office.now().astimezone(UTC).date())
    try:
        with office.act(actor) as act:
            earlier = act.session.scalar(_earlier(register))
            if earlier is not None:
                raise ReadAlready(earlier)
            lines = held_against(act, register, words=active_words(active))
            if dry_run:
                return RegisterRead(None, lines, frozenset())
            return _keep(act, register, lines=lines)
    except IntegrityError:
        # Somebody read the same file at the same moment, and was first.
        raise ReadAlready(None) from None


def _check(register: Register, *, today: date) -> None:
    if not register.rows:
        raise NotThisRegister("The file has no line below its first; nothing was read.")
    if register.looked_on > today:
        raise NotThisRegister("The day of the file has not come yet. Give the day it was taken.")
    if last_day_to_sign(register.looked_on) < today:
        last = last_day_to_sign(today).toordinal() - today.toordinal()
        message = f"The file is older than {last} days. Ask the regulator for a new one."
        raise NotThisRegister(message)
    if not register.url.startswith(_WEB) or not register.source_name.strip():
        message = "Name the register, and its address beginning with https:// or http://."
        raise NotThisRegister(message)


def _earlier(register: Register) -> Select[int]:
    country, region, profession = register.key
    return (
        select(RegisterBatch.id)
        .where(
            RegisterBatch.sha256 == register.sha256,
            RegisterBatch.country == country,
            RegisterBatch.region == region,
            RegisterBatch.profession == profession,
            RegisterBatch.looked_on == register.looked_on,
            RegisterBatch.refused_at.is_(None),
        )
        .order_by(RegisterBatch.read_at)
        .limit(1)
    )


def held_against(act: Act, register: Register, *, words: Collection[str]) -> tuple[LineRead, ...]:
    """Hold every line of a file against the licence of its number."""
    numbers = Counter(row.number for row in register.rows if row.fault is None)
    known = on_file(act.session.connection(), register.key, numbers=numbers)
    return tuple(
        LineRead(
            row,
            match(
                row,
                known.get(row.number, ()),
                today=act.today,
                active=frozenset(words),
                twice=numbers[row.number] > 1,
            ),
        )
        for row in register.rows
    )


def _keep(act: Act, register: Register, *, lines: tuple[LineRead, ...]) -> RegisterRead:
    country, region, profession = register.key
    batch = RegisterBatch(
        id=fresh_id(),
        sha256=register.sha256,
        file_name=register.file_name,
        country=country,
        region=region,
        profession=profession,
        source_name=register.source_name.strip(),
        url=register.url,
        looked_on=register.looked_on,
        lines=len(lines),
        read_at=act.at,
        signed_by=None,
        signed_at=None,
        refused_by=None,
        refused_at=None,
        carried_out_at=None,
    )
    act.session.add(batch)
    # The lines name it by key alone.
    act.session.flush()
    matching = [each.row.line for each in lines if each.found.match is RegisterMatch.MATCHED]
    sampled = drawn(batch.id, matching)
    rows = [_row(batch.id, each, sampled=each.row.line in sampled) for each in lines]
    for at in range(0, len(rows), _AT_ONCE):
        act.session.execute(insert(RegisterLine), rows[at : at + _AT_ONCE])
    read = RegisterRead(batch.id, lines, sampled)
    act.log(
        DecisionAct.REGISTER_READ,
        Subject(kind=SubjectKind.REGISTER, id=batch.id),
        lines=len(lines),
        matched=len(matching),
        sampled=len(sampled),
    )
    return read


def _row(batch_id: int, each: LineRead, *, sampled: bool) -> dict[str, object]:
    row, on = each.row, each.found.on_file
    return {
        "batch_id": batch_id,
        "line": row.line,
        "number": row.number,
        "name": row.name,
        "status_words": row.status,
        "ends": row.ends,
        "match": each.found.match,
        "licence_id": None if on is None else on.licence_id,
        "licence_version": None if on is None else on.version,
        "sampled": sampled,
        "agreed": None,
        "done_at": None,
        "fault": None if row.fault is None else row.fault.value,
    }
