"""What became of the lines of a file that is being imported, as far as it has come."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from directory.db import Database
from directory.domain.entry.faults import FaultCode
from directory.domain.roster import LineFault, Outcome, Remark, Result
from directory.models.base import Base
from directory.models.imports import ImportedLine

_ONE_AT_A_TIME: Final = 0x1_0F_F11E
_CHUNK: Final = 1_000
_CODES: Final[dict[str, FaultCode | LineFault]] = {
    **{code.value: code for code in FaultCode},
    **{code.value: code for code in LineFault},
}


def alone(session: Session) -> None:
    """Let one import at a time write; a writer on SQLite is alone from its beginning."""
    if session.connection().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))


class Ledger:
    """The lines of one file, named by its hash, in a database."""

    def __init__(self, database: Database, file_sha256: str) -> None:
        self.database = database
        self._file = file_sha256
        self._mine = ImportedLine.file_sha256 == file_sha256

    def done(self, session: Session, lines: Collection[int]) -> frozenset[int]:
        """Say which of these lines were carried out."""
        return frozenset(
            session.scalars(
                select(ImportedLine.line).where(self._mine, ImportedLine.line.in_(lines))
            )
        )

    def keep(self, session: Session, results: Iterable[Result]) -> None:
        """Write down what became of lines, in the transaction that did it."""
        rows = [
            {
                "file_sha256": self._file,
                "line": result.line,
                "outcome": result.outcome.value,
                "remarks": json.dumps(
                    [[each.code.value, each.field, each.params] for each in result.remarks]
                ),
            }
            for result in results
        ]
        if rows:
            session.execute(insert(ImportedLine), rows)

    def close(
        self, lines: int, report: Callable[[Iterator[Result]], None]
    ) -> Counter[Outcome] | None:
        """Hand over the results in the order of the lines, and forget them.

        None: another import of this file has just reported some of the lines as its own.
        """
        counts: Counter[Outcome] = Counter()

        def counted() -> Iterator[Result]:
            for result in self._results(session):
                counts[result.outcome] += 1
                yield result

        with self.database.transaction() as session:
            alone(session)
            count = select(func.count()).select_from(ImportedLine).where(self._mine)
            if session.scalar(count) != lines:
                return None
            # Once the report is there the lines may go; the other way round they could be lost.
            report(counted())
            session.execute(delete(ImportedLine).where(self._mine))
        return counts

    def _results(self, session: Session) -> Iterator[Result]:
        after = 0
        while True:
            rows = session.execute(
                select(ImportedLine.line, ImportedLine.outcome, ImportedLine.remarks)
                .where(self._mine, ImportedLine.line > after)
                .order_by(ImportedLine.line)
                .limit(_CHUNK)
            ).all()
            if not rows:
                return
            for line, outcome, remarks in rows:
                said = tuple(map(_remark, json.loads(remarks)))
                yield Result(line=line, outcome=Outcome(outcome), remarks=said)
            after = rows[-1].line


def _remark(written: list[Any]) -> Remark:
    code, field, params = written
    return Remark(_CODES[code], field, tuple((name, value) for name, value in params))


@contextmanager
def scratch_ledger(file_sha256: str) -> Iterator[Ledger]:
    """Keep a ledger beside the directory's database, for an import that writes nothing into it."""
    with tempfile.TemporaryDirectory(prefix="directory-import-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'lines.sqlite'}")
        try:
            with database.transaction() as session:
                Base.metadata.tables["imported_line"].create(session.connection())
            yield Ledger(database, file_sha256)
        finally:
            database.close()
