"""The runs of imports and their reports."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from directory.domain import ids
from directory.domain.imports import ImportKind
from directory.models.registers import ImportRun

MOST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """A run; `totals`: how many lines came to what. `has_report`: it is kept still."""

    id: int
    kind: ImportKind
    file_name: str
    sha256: str
    began_at: datetime
    ended_at: datetime | None
    totals: Mapping[str, int]
    has_report: bool

    @property
    def public_id(self) -> str:
        """Its number as it stands in addresses."""
        return ids.encode(self.id)

    @property
    def lines(self) -> int:
        """How many lines the file had."""
        return sum(self.totals.values())


_RUN: Final = select(
    ImportRun.id,
    ImportRun.kind,
    ImportRun.file_name,
    ImportRun.sha256,
    ImportRun.began_at,
    ImportRun.ended_at,
    ImportRun.totals,
    ImportRun.report.is_not(None).label("has_report"),
)


def runs(connection: Connection) -> tuple[RunView, ...]:
    """List the runs, the newest first."""
    newest = _RUN.order_by(ImportRun.began_at.desc(), ImportRun.id).limit(MOST)
    return tuple(_view(row) for row in connection.execute(newest))


def run(connection: Connection, run_id: int) -> RunView | None:
    """Find a run."""
    found = connection.execute(_RUN.where(ImportRun.id == run_id)).one_or_none()
    return None if found is None else _view(found)


def report_of(connection: Connection, run_id: int) -> str | None:
    """Give the report of a run; None where there is none, or not any more."""
    return connection.scalar(select(ImportRun.report).where(ImportRun.id == run_id))


def _view(row: Row[*tuple[Any, ...]]) -> RunView:
    found = dict(row._mapping)  # noqa: SLF001  (SQLAlchemy's own name for it)
    found["kind"] = ImportKind(found["kind"])
    found["totals"] = json.loads(found["totals"])
    return RunView(**found)
