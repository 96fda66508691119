"""`import roster`, as an operator types it."""

import re
import shutil
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result

from directory.cli.cells import cell
from directory.cli.imports import imports as command
from directory.cli.imports import write_report
from directory.cli.roster_sentences import OUTCOMES, sentence
from directory.db import Database
from directory.domain.entry.faults import FaultCode
from directory.domain.roster import LineFault, Outcome, Remark, remark
from directory.domain.roster import Result as LineResult
from directory.queries.imports import report_of
from directory.queries.imports import runs as noted_runs
from directory.sentences import entered_credentials, entered_listings, entered_secrets
from tests import rosters
from tests.rosters import read_report, row

NAMES = {
    name
    for module in (entered_credentials, entered_listings)
    for text in module.SENTENCES.values()
    for name in re.findall(r"%\((\w+)\)s", text)
}
SCOLDING = re.compile(r"\b(invalid|please|sorry|error|illegal)\b", re.IGNORECASE)


class Runs(Protocol):
    def __call__(self, *arguments: object) -> Result: ...


@pytest.fixture
def runs(gazetteer_file: Path, tmp_path: Path) -> Runs:
    shutil.copyfile(gazetteer_file, tmp_path / "directory.sqlite")
    environment = {
        "DIRECTORY_MODE": "production",
        "DIRECTORY_INSTANCE": str(tmp_path / "instance"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'directory.sqlite'}",
        "SECRET_KEY": "only for tests, and long enough for them",
    }

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(command, list(map(str, arguments)), env=environment)

    return run


def test_a_roster_is_reported_beside_its_file_and_summed_up(runs: Runs, tmp_path: Path) -> None:
    rows = [row(0), row(1, email="nobody"), row(2), row(2)]
    file = rosters.save(tmp_path / "people.csv", rows)
    for options, head in (
        (["--dry-run"], "4 lines (a dry run: nothing was written):"),
        ([], "4 lines:"),
    ):
        done = runs("roster", file, *options)
        assert done.exit_code == 0, done.output
        said = done.stdout.splitlines()
        assert said[0] == head
        figures = [int(line.split()[0]) for line in said[1:7]]
        assert figures == [2, 0, 0, 1, 0, 1]
        assert said[7] == f"What became of each line is in {tmp_path / 'people.report.csv'}."
        assert "%" not in done.stderr
    # Staff see the run and its report; a rehearsal is none.
    database = Database(f"sqlite:///{tmp_path / 'directory.sqlite'}")
    with database.reading() as connection:
        (noted,) = noted_runs(connection)
        assert (noted.file_name, noted.lines, noted.totals["created"]) == ("people.csv", 4, 2)
        kept = report_of(connection, noted.id)
    database.close()
    assert kept == (tmp_path / "people.report.csv").read_text(encoding="utf-8")
    report = list(read_report(tmp_path / "people.report.csv"))
    assert [each["line"] for each in report if each["outcome"] != "created"] == ["3", "5"]
    assert {each["line"] for each in report} == {"2", "3", "4", "5"}
    refused = next(each for each in report if each["outcome"] == "refused")
    assert (refused["field"], refused["message"]) == (
        "email",
        "Enter an e-mail address with a name, an @ and a domain, such as name@clinic.com",
    )


def test_a_report_is_written_where_it_is_asked_for_but_never_over_the_roster(
    runs: Runs, tmp_path: Path
) -> None:
    file = rosters.save(tmp_path / "people.csv", [row(0)])
    before = file.read_bytes()
    done = runs("roster", file, "--report", file)
    assert done.exit_code == 1
    assert "The report would overwrite the roster" in done.output
    assert file.read_bytes() == before
    done = runs("roster", file, "--report", tmp_path / "elsewhere.csv")
    assert done.exit_code == 0, done.output
    assert [each["outcome"] for each in read_report(tmp_path / "elsewhere.csv")] == ["created"]
    assert sorted(each.name for each in tmp_path.glob("*.csv*")) == ["elsewhere.csv", "people.csv"]


def test_a_file_that_cannot_be_read_is_one_sentence(runs: Runs, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    for content, said in (
        (b"a,b\n", "The first line must name the columns of a roster"),
        ("Zoë".encode("utf-16"), "people.csv is not written in UTF-8"),
    ):
        file.write_bytes(content)
        done = runs("roster", file)
        assert done.exit_code == 1
        assert said in done.output
        assert "Traceback" not in done.output
    assert runs("roster", tmp_path / "none.csv").exit_code == 2
    assert not (tmp_path / "people.report.csv").exists()


def test_what_looks_like_a_formula_is_text_in_the_report(tmp_path: Path) -> None:
    said = Remark(FaultCode.DATE_IMPOSSIBLE, "=1+1", (("text", "x"),))
    long = Remark(FaultCode.RULE_COMPLETE_BY, "", (("region", "=HYPERLINK(1)"), ("day", "x")))
    write_report(
        tmp_path / "report.csv",
        [LineResult(line=2, outcome=Outcome.REFUSED, remarks=(said, long))],
    )
    text = (tmp_path / "report.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0] == '"line","outcome","field","message"'
    assert text.splitlines()[1].startswith('"2","refused","\'=1+1","There is no')
    assert text.splitlines()[2].startswith('"2","refused","","\'=HYPERLINK(1) asks')


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "＋"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(mark: str) -> None:
    assert cell(f"{mark}1") == f"'{mark}1"


def test_another_cell_stays_as_it_is() -> None:
    for text in ("", "1-1", "a@b.example", "'=1"):
        assert cell(text) == text


@pytest.mark.parametrize(
    "code",
    [
        code
        for code in FaultCode
        # A roster holds neither files nor secrets.
        if not code.value.startswith("evidence") and code not in entered_secrets.SENTENCES
    ],
)
def test_every_fault_has_a_sentence_for_whoever_keeps_the_roster(code: FaultCode) -> None:
    said = sentence(Remark(code, "x", tuple((name, name) for name in NAMES)))
    assert said[0].isupper() or said[0] == "“" or said.startswith(("region", "zip"))
    assert not SCOLDING.search(said)
    assert "%(" not in said
    assert "{" not in said


@pytest.mark.parametrize("code", LineFault)
def test_every_fault_of_a_line_has_a_sentence(code: LineFault) -> None:
    given = dict.fromkeys(("first", "last", "second", "found", "needed"), "7")
    said = sentence(remark(code, **given))
    assert said[0].isupper()
    assert not SCOLDING.search(said)
    assert "{" not in said


def test_every_outcome_is_summed_up() -> None:
    assert OUTCOMES.keys() == set(Outcome)
