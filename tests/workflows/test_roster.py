"""Rosters: what becomes of each line, again and again, cut off in the middle, and two at once."""

import hashlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from directory.db import Database
from directory.domain.opting_out import marks_of
from directory.domain.roster import HeaderFaulty, LineFault, Outcome, Result
from directory.domain.roster_columns import COLUMNS
from directory.domain.vocabulary import CredentialState, Precision
from directory.models.base import Base
from directory.models.credentials import Certification, Licence, Training
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.imports import ImportedLine
from directory.models.listings import OptOut
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.standings import Standing
from directory.workflows.lookups import Lookups, offline_lookups
from directory.workflows.roster import NotUtf8, RosterReport, import_roster
from tests import rosters
from tests.clock import START, Clock
from tests.offices import OWNER, SYSTEM, office_at, open_accounts
from tests.places import KEPT
from tests.rosters import row
from tests.servers import ROOT, flask_command

RANDOM = {"id", "practitioner_id", "location_id", "licence_id", "training_id", "subject_id"}
"""Columns whose values are drawn, so that two imports never have the same."""
RUNS = "import_run"
"""What was imported when, under the name of its file: each run is one of its own."""
LINES = int(os.environ.get("DIRECTORY_TEST_ROSTER", "2000"))
"""Of the long roster: batches enough to meet what 10,000 meet, in a fifth of the time."""
LOG = {"log_entry", "log_node", "log_head", "log_salt", "log_private"}


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(
    request: pytest.FixtureRequest, gazetteer_file: Path, tmp_path: Path
) -> Iterator[Callable[[], Database]]:
    """Give a database with every place and nobody in it, as often as it is asked for one."""
    opened: list[Database] = []

    def make() -> Database:
        if request.param == "postgresql":
            server = request.getfixturevalue("placed_postgresql")
            server.begin()
            found: Database = server.database
            return found
        # The log of decisions cannot be emptied, so each has a file of its own.
        file = tmp_path / f"directory-{len(opened)}.sqlite"
        shutil.copyfile(gazetteer_file, file)
        opened.append(Database(f"sqlite:///{file}"))
        return opened[-1]

    yield make
    for database in opened:
        database.close()


@pytest.fixture
def database(fresh: Callable[[], Database]) -> Database:
    """Give a database with every place and nobody in it, of each kind in turn."""
    return fresh()


class Roster:
    """Imports rosters over a database that has places."""

    def __init__(self, database: Database, folder: Path, *, clock: Clock) -> None:
        self.database, self.folder = database, folder
        self.office = office_at(database, folder, clock=clock)
        self.lookups: Lookups = offline_lookups(database)

    def run(self, file: Path, *, dry_run: bool = False) -> tuple[RosterReport, list[Result]]:
        results: list[Result] = []

        def report(given: Iterable[Result]) -> None:
            results.extend(given)

        done = import_roster(
            self.office,
            file,
            actor=SYSTEM,
            lookups=self.lookups,
            report=report,
            dry_run=dry_run,
        )
        assert sum(done.counts.values()) == done.lines == len(results)
        assert [each.line for each in results] == sorted({each.line for each in results})
        return done, results

    def rows(self, *rows: dict[str, str], dry_run: bool = False) -> list[Result]:
        file = rosters.save(self.folder / "roster.csv", rows)
        return self.run(file, dry_run=dry_run)[1]


@pytest.fixture
def roster(database: Database, clock: Clock, tmp_path: Path) -> Roster:
    return Roster(database, tmp_path, clock=clock)


def everything(database: Database) -> str:
    """Hash every row of every table but the gazetteer's."""
    digest = hashlib.sha256()
    with database.reading() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name not in KEPT:
                lines = sorted(map(repr, map(tuple, connection.execute(select(table)))))
                digest.update(f"{table.name}{lines}".encode())
    return digest.hexdigest()


def state(database: Database) -> dict[str, list[str]]:
    """Give every row without what is drawn or signed, so that two databases can be compared."""
    found = {}
    with database.reading() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in {*KEPT, *LOG, RUNS}:
                continue
            kept = [
                column
                for column in table.columns
                if column.name not in RANDOM
                and not column.name.endswith(("_at", "_us", "_since"))
                and column.name != "since"
            ]
            found[table.name] = sorted(
                repr(tuple(line)) for line in connection.execute(select(*kept))
            )
        found["log"] = sorted(
            map(
                repr,
                map(tuple, connection.execute(select(LogPrivate.subject_kind, LogPrivate.details))),
            )
        )
    return found


def said(result: Result) -> list[tuple[str, str]]:
    return [(each.code.value, each.field) for each in result.remarks]


def count(database: Database, table: Any) -> int:  # noqa: ANN401  (a model)
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_what_a_row_states_is_written_submitted_and_unpublished(roster: Roster) -> None:
    one = row(
        0,
        licence_number=" pt–000/1 ",
        certification_body="Example Board",
        certification="Certified Example Needler",
        certification_number="C-1",
    )
    results = roster.rows(one)
    assert [each.outcome for each in results] == [Outcome.CREATED]
    with roster.database.transaction() as session:
        person = session.scalars(select(Practitioner)).one()
        assert (person.given_name, person.npi) == ("Ada", one["npi"])
        assert (person.published, person.account_id, person.synthetic) == (False, None, False)
        assert [each.language for each in person.languages] == ["en", "es"]
        assert {each.headache.value for each in person.headaches} == {"tension", "migraine"}
        assert [each.nucc_code for each in person.professions] == ["225100000X"]
        assert [each.technique.value for each in person.techniques] == ["dry_needling"]
        place = session.scalars(select(PracticeLocation)).one()
        assert (place.city, place.time_zone) == ("Denver", "America/Denver")
        assert (place.precision, place.phone) == (Precision.POSTAL, "+13035550100")
        licence = session.scalars(select(Licence)).one()
        assert (licence.number, licence.number_typed) == ("PT-000/1", "pt–000/1")
        assert licence.expires == date(2028, 2, 28)
        papers = [
            licence,
            *session.scalars(select(Training)),
            *session.scalars(select(Certification)),
        ]
        assert [paper.state for paper in papers] == [CredentialState.SUBMITTED] * 3
    assert count(roster.database, Standing) == 1
    assert count(roster.database, LogEntry) == 1
    assert count(roster.database, ImportedLine) == 0


def test_a_second_run_changes_nothing(roster: Roster) -> None:
    rows = [row(number) for number in range(12)]
    roster.rows(*rows)
    before = everything(roster.database)
    again = roster.rows(*rows)
    assert {each.outcome for each in again} == {Outcome.UNCHANGED}
    assert everything(roster.database) == before


def test_a_dry_run_says_the_same_and_writes_nothing(roster: Roster) -> None:
    double = row(6, given_name="Ada", family_name=rosters.family(0), phone=row(0)["phone"])
    rows = [row(0), double, row(1, email="nobody"), row(2), row(2)]
    before = everything(roster.database)
    rehearsed = roster.rows(*rows, dry_run=True)
    assert everything(roster.database) == before
    assert roster.rows(*rows) == rehearsed
    assert [each.outcome.value for each in rehearsed] == [
        "created", "created", "refused", "created", "unchanged",
    ]  # fmt: skip
    assert ("phone_and_name_elsewhere", "phone") in said(rehearsed[1])


def test_a_later_roster_adds_and_changes(roster: Roster) -> None:
    roster.rows(row(0))
    more = row(0, location_name="Second Clinic", street="9 Side Street")
    new = row(0, email="new@people.example", licence_expires="2029-02-28", headaches="cluster")
    results = roster.rows(new, more | {"email": "", "headaches": "", "licence_expires": ""})
    assert [each.outcome for each in results] == [Outcome.CHANGED, Outcome.ADDED]
    with roster.database.transaction() as session:
        person = session.scalars(select(Practitioner)).one()
        assert person.email == "new@people.example"
        assert [each.headache.value for each in person.headaches] == ["cluster"]
        assert [each.position for each in person.locations] == [0, 1]
        assert session.scalars(select(Licence)).one().expires == date(2029, 2, 28)
    assert count(roster.database, Standing) == 2
    assert count(roster.database, LogEntry) == 2


@pytest.mark.parametrize("why", [LineFault.OWNED, LineFault.CHECKED])
def test_a_claimed_or_checked_person_is_never_overwritten(roster: Roster, why: LineFault) -> None:
    roster.rows(row(0))
    with roster.database.transaction() as session:
        if why is LineFault.OWNED:
            open_accounts(session, OWNER, at=datetime(2026, 11, 1, tzinfo=UTC))
            session.flush()
            session.scalars(select(Practitioner)).one().account_id = OWNER.account
        else:
            session.scalars(select(Licence)).one().state = CredentialState.VERIFIED
    before = everything(roster.database)
    (kept,) = roster.rows(row(0, email="other@people.example", licence_expires="2029-01-01"))
    assert kept.outcome is Outcome.KEPT
    assert said(kept) == [(why.value, "")]
    assert everything(roster.database) == before


def test_a_paper_on_which_a_reviewer_has_begun_stays(roster: Roster) -> None:
    roster.rows(row(0))
    with roster.database.transaction() as session:
        session.scalars(select(Licence)).one().state = CredentialState.QUERIED
    (changed,) = roster.rows(row(0, licence_expires="2029-01-01", training_hours="100"))
    assert changed.outcome is Outcome.CHANGED
    with roster.database.transaction() as session:
        assert session.scalars(select(Licence)).one().expires == date(2028, 2, 28)
        assert session.scalars(select(Training)).one().hours == 100


def test_a_person_is_found_by_licence_and_gets_the_npi(roster: Roster) -> None:
    roster.rows(row(0, npi=""))
    (changed,) = roster.rows(row(0))
    assert changed.outcome is Outcome.CHANGED
    (differs,) = roster.rows(row(0, npi=rosters.npi(77)))
    assert said(differs) == [("npi_differs", "npi")]
    roster.rows(row(1))
    (two,) = roster.rows(row(0, npi=rosters.npi(1)))
    assert said(two) == [("two_people", "npi")]
    assert count(roster.database, Practitioner) == 2


def test_contradicting_lines_name_both_and_load_nothing(roster: Roster) -> None:
    results = roster.rows(row(0), row(1), row(0, email="other@people.example"))
    assert [each.outcome.value for each in results] == ["refused", "created", "refused"]
    assert said(results[0]) == said(results[2]) == [("lines_contradict", "email")]
    assert dict(results[0].remarks[0].params) == {"first": "2", "second": "4"}
    assert count(roster.database, Practitioner) == 1


def test_a_bad_line_does_not_stop_the_other_lines_of_its_person(roster: Roster) -> None:
    results = roster.rows(row(0), row(0, location_name="Second", postal_code="99999999"))
    assert [each.outcome.value for each in results] == ["created", "refused"]
    assert count(roster.database, PracticeLocation) == 1


def test_a_point_outside_the_region_is_refused_and_one_inside_is_kept(roster: Roster) -> None:
    outside, inside = roster.rows(
        row(0, lat="40.7128", lon="-74.0060"), row(6, lat="39.7000", lon="-104.9000")
    )
    assert said(outside) == [("address_outside_region", "street")]
    assert inside.outcome is Outcome.CREATED
    with roster.database.transaction() as session:
        place = session.scalars(select(PracticeLocation)).one()
    assert (place.lat, place.lon, place.precision) == (39.7, -104.9, Precision.STREET)
    assert roster.rows(row(6))[0].outcome is Outcome.UNCHANGED


def test_where_the_law_refuses_the_line_is_refused_with_its_source(roster: Roster) -> None:
    place = {"city": "Los Angeles", "region": "CA", "postal_code": "90012", "licence_region": "CA"}
    (refused,) = roster.rows(row(0, **place))
    assert refused.outcome is Outcome.REFUSED
    assert said(refused) == [("rule_refuses", "profession")]
    assert dict(refused.remarks[0].params)["source"].startswith("http")
    assert count(roster.database, Practitioner) == 0


def test_cells_that_look_like_formulas_are_text(roster: Roster) -> None:
    (created,) = roster.rows(row(0, location_name="=1+1", street="@home 1"))
    assert created.outcome is Outcome.CREATED
    with roster.database.transaction() as session:
        place = session.scalars(select(PracticeLocation)).one()
    assert (place.name, place.street) == ("=1+1", "@home 1")


@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("written", "reads"),
    [("utf-8", True), ("utf-8-sig", True), ("latin-1", False), ("utf-16", False)],
)
def test_a_file_is_in_utf_8(roster: Roster, written: str, *, reads: bool) -> None:
    file = roster.folder / "roster.csv"
    file.write_bytes(rosters.written([row(0, given_name="Zoë")]).encode(written))
    if reads:
        assert roster.run(file)[1][0].outcome is Outcome.CREATED
        with roster.database.transaction() as session:
            assert session.scalars(select(Practitioner.given_name)).one() == "Zoë"
        return
    with pytest.raises(NotUtf8, match=r"roster\.csv is not written in UTF-8"):
        roster.run(file)
    assert count(roster.database, Practitioner) == 0


@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
def test_a_file_without_its_columns_is_refused_whole(roster: Roster) -> None:
    file = roster.folder / "roster.csv"
    names = [name for name in COLUMNS if name != "npi"]
    file.write_text(rosters.written([row(0)], names), encoding="utf-8")
    with pytest.raises(HeaderFaulty, match="missing columns: npi"):
        roster.run(file)
    file.write_text("", encoding="utf-8")
    with pytest.raises(HeaderFaulty):
        roster.run(file)


@pytest.mark.early
def test_every_bad_row_is_reported_the_rest_is_loaded_and_again_nothing_changes(
    database: Database, roster: Roster
) -> None:
    # The server takes twice as long for each person, so its roster is half the size.
    lines = LINES if database.dialect == "sqlite" else LINES // 2
    bad = lines // 20
    made = rosters.roster(lines, bad=bad)
    file = rosters.save(roster.folder / "roster.csv", made.rows)
    done, results = roster.run(file)
    assert len(made.bad) == bad
    assert done.counts == {Outcome.CREATED: lines - bad, Outcome.REFUSED: bad}
    refused = {each.line: each for each in results if each.outcome is Outcome.REFUSED}
    assert refused.keys() == made.bad.keys()
    for line, field in made.bad.items():
        assert field in {each.field for each in refused[line].remarks}, refused[line]
    assert count(roster.database, Practitioner) == lines - bad
    assert count(roster.database, LogEntry) == lines - bad
    before = everything(roster.database)
    again, _ = roster.run(file)
    assert again.counts == {Outcome.UNCHANGED: lines - bad, Outcome.REFUSED: bad}
    assert everything(roster.database) == before


def operate(file: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  (our own command)
        [*flask_command("wsgi"), "import", "roster", str(file)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def over(database: Database, folder: Path) -> dict[str, str]:
    """Give an operator's environment."""
    return {
        "DIRECTORY_MODE": "production",
        "DIRECTORY_INSTANCE": str(folder / "instance"),
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "SECRET_KEY": "only for tests, and long enough for them",
    }


def batches(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(ImportedLine)) or 0


def wait_for(happened: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Look until something is seen in the database, for as long as the process may still do it."""
    overdue = threading.Timer(120, process.kill)
    overdue.start()
    try:
        while not happened():
            assert process.poll() is None, process.stdout and process.stdout.read()
            time.sleep(0.02)
    finally:
        overdue.cancel()


def test_an_import_that_was_killed_goes_on_and_ends_as_if_it_had_not_been(
    fresh: Callable[[], Database], tmp_path: Path
) -> None:
    database = fresh()
    environment = over(database, tmp_path)
    made = rosters.roster(300, bad=30)
    file = rosters.save(tmp_path / "killed.csv", made.rows)
    process = operate(file, environment)
    wait_for(lambda: batches(database) > 0, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    seen = batches(database)
    assert 0 < seen < 300, "it was killed before its end"
    assert not (tmp_path / "killed.report.csv").exists()
    assert count(database, Practitioner) == count(database, LogEntry)
    process = operate(file, environment)
    told = process.communicate()[0]
    assert process.returncode == 0, told
    assert "270 new people" in told
    resumed, report = state(database), (tmp_path / "killed.report.csv").read_bytes()
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(ImportedLine)) == 0
    database = fresh()
    whole = rosters.save(tmp_path / "whole.csv", made.rows)
    process = operate(whole, over(database, tmp_path))
    told = process.communicate()[0]
    assert process.returncode == 0, told
    assert (tmp_path / "whole.report.csv").read_bytes() == report
    assert state(database) == resumed


def test_two_imports_at_once_double_nobody(database: Database, tmp_path: Path) -> None:
    environment = over(database, tmp_path)
    rows = [row(number) for number in range(150)]
    files = [rosters.save(tmp_path / f"{name}.csv", rows) for name in ("one", "other")]
    # A blank line makes the second another file, with a ledger of its own.
    files[1].write_text(files[1].read_text(encoding="utf-8") + "\n", encoding="utf-8")
    both = [operate(file, environment) for file in files]
    told = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert count(database, Practitioner) == 150
    assert count(database, LogEntry) == 150
    outcomes: Counter[str] = Counter()
    for file in files:
        report = list(rosters.read_report(file.with_name(f"{file.stem}.report.csv")))
        lines = {each["line"]: each["outcome"] for each in report}
        assert len(lines) == 150
        outcomes.update(lines.values())
    assert outcomes == {"created": 150, "unchanged": 150}


def test_the_same_file_imported_twice_at_once_is_reported_whole_by_both(
    database: Database, tmp_path: Path
) -> None:
    environment = over(database, tmp_path)
    rows = [row(number) for number in range(150)]
    files = [rosters.save(tmp_path / f"{name}.csv", rows) for name in ("one", "other")]
    both = [operate(file, environment) for file in files]
    told = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert count(database, Practitioner) == 150
    for file in files:
        report = list(rosters.read_report(file.with_name(f"{file.stem}.report.csv")))
        assert len({each["line"] for each in report}) == 150


@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
def test_who_asked_never_to_be_listed_is_left_out(roster: Roster) -> None:
    roster.rows(row(0), row(1))
    with roster.database.transaction() as session:
        person = session.scalars(select(Practitioner).order_by(Practitioner.npi)).first()
        assert person is not None
        assert person.npi
        session.add(OptOut(key_hash=next(iter(marks_of(npis=[person.npi]))), made_at=START))
        gone = person.npi
    # Whoever is here already is somebody's to keep; a roster that is new brings nobody back.
    with roster.database.transaction() as session:
        session.execute(delete(Standing))
        session.execute(delete(Practitioner).where(Practitioner.npi == gone))
    rows = [each for each in (row(0), row(1)) if each["npi"] == gone]
    (refused,) = roster.rows(*rows)
    assert refused.outcome is Outcome.REFUSED
    assert said(refused) == [("opted_out", "")]
    assert count(roster.database, Practitioner) == 1
