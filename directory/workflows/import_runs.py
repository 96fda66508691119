"""Runs of imports, written down with their reports for whoever asks what came from where."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update

from directory.domain.imports import ImportKind, last_kept
from directory.models.registers import ImportRun
from directory.workflows.acts import Office
from directory.workflows.identifiers import fresh_id


def record(
    office: Office,
    kind: ImportKind,
    *,
    file_name: str,
    sha256: str,
    began_at: datetime,
    totals: Mapping[str, int],
    report: str | None = None,
) -> int:
    """Write down a run that has ended; gives its number. Rehearsals are none.

    `totals`: how many lines came to what, by the code of the outcome. `report`: CSV.
    """
    number = fresh_id()
    with office.database.transaction() as session:
        session.add(
            ImportRun(
                id=number,
                kind=kind.value,
                file_name=file_name,
                sha256=sha256,
                began_at=began_at,
                ended_at=office.now(),
                totals=json.dumps(dict(totals), sort_keys=True),
                report=report,
            )
        )
    return number


def forget_reports(office: Office) -> int:
    """Empty the reports whose time is over; gives how many there were."""
    over = (
        update(ImportRun)
        .where(ImportRun.report.is_not(None), ImportRun.ended_at <= last_kept(office.now()))
        .values(report=None)
        .returning(ImportRun.id)
    )
    with office.database.transaction() as session:
        return len(session.scalars(over).all())
