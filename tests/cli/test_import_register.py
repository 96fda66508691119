"""`import register`, as an operator types it."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from directory.cli.import_register import FAULTS, MATCHES
from directory.cli.imports import imports
from directory.db import Database
from directory.domain.registers import RowFault
from directory.domain.vocabulary import RegisterMatch
from directory.models.registers import ImportRun, RegisterBatch
from tests import registers
from tests.clock import Clock
from tests.offices import REVIEWER, open_accounts

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def run(environment: Mapping[str, str], file: Path, *more: str, **changes: str) -> Result:
    given = {
        "country": "US",
        "region": "CO",
        "profession": "physical_therapist",
        "source": registers.SOURCE,
        "url": registers.URL,
        "looked_on": Clock().at.now().date().isoformat(),
        **changes,
    }
    options = [f"--{name.replace('_', '-')}={value}" for name, value in given.items()]
    return CliRunner().invoke(
        imports, ["register", str(file), *options, *more], env=dict(environment)
    )


def test_a_register_is_read_reported_and_waits_for_a_reviewer(
    database: Database, environment: Mapping[str, str], tmp_path: Path, clock: Clock
) -> None:
    registers.people(database, 2)
    with database.transaction() as session:
        open_accounts(session, REVIEWER, at=clock())
    given = [registers.line(1), registers.line(2, name="Sam Other"), "=1+1,Ada,Active,soon"]
    file = registers.write(tmp_path, given)
    rehearsed = run(environment, file, "--dry-run")
    assert rehearsed.exit_code == 0, rehearsed.output
    assert "3 lines (a dry run: nothing was written):" in rehearsed.output
    with database.reading() as connection:
        assert connection.scalars(select(RegisterBatch.id)).all() == []
    done = run(environment, file)
    assert done.exit_code == 0, done.output
    assert "        1 match: number, name and status\n" in done.output
    assert "/review/registers/" in done.output
    with database.reading() as connection:
        kept = connection.execute(select(ImportRun.kind, ImportRun.totals, ImportRun.report)).one()
        assert connection.scalars(select(RegisterBatch.lines)).all() == [3]
    counted = {"matched": 1, "name_differs": 1, "unreadable": 1}
    assert (kept.kind, json.loads(kept.totals)) == ("register", counted)
    report = (tmp_path / "register.report.csv").read_text(encoding="utf-8")
    assert report == kept.report
    rows = list(csv.reader(report.splitlines()))
    assert rows == [
        ["line", "number", "outcome", "message"],
        ["2", "PTL.0000001", "matched", ""],
        ["3", "PTL.0000002", "name_differs", ""],
        ["4", "'=1+1", "unreadable", FAULTS[RowFault.NUMBER]],
    ]
    again = run(environment, file)
    assert again.exit_code == 1
    assert "was read already" in again.output


@on_one_database
@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        ("number,name\n", {}, "The first line must name the columns"),
        ("number,name,status,expires\n", {}, "no line below its first"),
        (None, {"region": "zz"}, "There is no region ZZ in US"),
        (None, {"region": " "}, "There is no region (empty) in US"),
        (None, {"looked_on": "2020-01-01"}, "older than 14 days"),
        (None, {"url": "ftp://register.example"}, "https://"),
        (None, {"profession": "dentist"}, "dentist"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    environment: Mapping[str, str],
    tmp_path: Path,
    text: str | None,
    changes: dict[str, str],
    said: str,
) -> None:
    file = registers.write(tmp_path, [registers.line(1)])
    if text is not None:
        file.write_text(text, encoding="utf-8")
    failed = run(environment, file, **changes)
    assert failed.exit_code in {1, 2}
    assert said in failed.output
    assert "Traceback" not in failed.output
    assert not (tmp_path / "register.report.csv").exists()


@on_one_database
@pytest.mark.usefixtures("database")
def test_a_file_in_another_encoding_or_its_own_report_is_refused(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    file = registers.write(tmp_path, [registers.line(1, name="Zoë")])
    assert "would overwrite" in run(environment, file, f"--report={file}").output
    file.write_bytes(file.read_text(encoding="utf-8").encode("latin-1"))
    assert "is not written in UTF-8" in run(environment, file).output


def test_every_outcome_and_every_fault_has_its_words() -> None:
    assert set(MATCHES) == set(RegisterMatch)
    assert set(FAULTS) == set(RowFault)
