"""`import leie`, as an operator types it."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from directory.cli.imports import imports as command
from directory.cli.leie_sentences import OUTCOMES, sentence
from directory.db import Database
from directory.domain.exclusions import LineOutcome
from directory.domain.leie import LineTrouble
from directory.models.practitioners import Practitioner
from directory.models.registers import ImportRun
from directory.workflows.leie import LineResult
from tests.factories import person
from tests.rosters import npi
from tests.workflows.test_leie import BAD, BY_NPI, NOBODY, lines_of


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_line_is_accounted_for(database: Database, database_url: str, tmp_path: Path) -> None:
    with database.transaction() as session:
        made = person(session, number=7)
        session.execute(update(Practitioner).where(Practitioner.id == made.id).values(npi=npi(1)))
    environment = {
        "DIRECTORY_MODE": "production",
        "DIRECTORY_INSTANCE": str(tmp_path / "instance"),
        "DATABASE_URL": database_url,
        "SECRET_KEY": "only for tests, and long enough for them",
    }
    file = tmp_path / "UPDATED.csv"
    file.write_text(lines_of(BY_NPI, NOBODY, BAD))
    runner, report = CliRunner(), tmp_path / "UPDATED.report.csv"
    for options, figures in ((["--dry-run"], [1, 0]), ([], [1, 0]), ([], [0, 1])):
        done = runner.invoke(command, ["leie", str(file), *options], env=environment)
        assert done.exit_code == 0, done.output
        said = done.stdout.splitlines()
        assert said[0].startswith("3 lines")
        counted = [int(line.split()[0]) for line in said[1:8]]
        assert sum(counted) == 3
        assert [counted[0], counted[2]] == figures
        assert said[8] == f"What became of each line is in {report}."
        with report.open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert [row["line"] for row in rows] == ["2", "3", "4"]
        assert rows[2]["message"].startswith("A date of this line")
    with database.reading() as connection:
        runs = connection.execute(
            select(ImportRun.totals, ImportRun.report).order_by(ImportRun.id)
        ).all()
    assert len(runs) == 2
    # They may have begun in the same second.
    runs = sorted(runs, key=lambda run: '"held": 1' not in run.totals)
    assert '"held": 1' in runs[0].totals
    assert '"known": 1' in runs[1].totals
    # What fits nobody is not kept: the list is long, and others are not the directory's business.
    assert runs[0].report.count("\n") == 3
    done = runner.invoke(command, ["leie", str(file), "--report", str(file)], env=environment)
    assert done.exit_code == 1
    assert "overwrite the list" in done.output
    file.write_text("NAME\nDoe\n")
    done = runner.invoke(command, ["leie", str(file)], env=environment)
    assert done.exit_code == 1
    assert "it lacks LASTNAME" in done.output


def test_every_outcome_has_words() -> None:
    assert list(OUTCOMES) == list(LineOutcome)
    for outcome in LineOutcome:
        result = LineResult(line=2, outcome=outcome, people=("0000000000a1",), waived_in="NM")
        said = sentence(result)
        fits = outcome not in {LineOutcome.NOBODY, LineOutcome.BUSINESS, LineOutcome.REFUSED}
        assert ("0000000000a1" in said) is ("waived in NM" in said) is fits
    for trouble in LineTrouble:
        assert sentence(LineResult(line=2, outcome=LineOutcome.REFUSED, trouble=trouble))
