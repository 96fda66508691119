"""Runs of imports are written down, and their reports go when their time is over."""

from datetime import timedelta

from directory.domain.imports import REPORT_KEPT, ImportKind
from directory.queries.imports import report_of, run, runs
from directory.workflows.acts import Office
from directory.workflows.import_runs import forget_reports, record
from tests.clock import Clock


def test_runs_are_listed_and_their_reports_emptied_in_time(office: Office, clock: Clock) -> None:
    began = clock()
    first = record(
        office,
        ImportKind.ROSTER,
        file_name="people.csv",
        sha256="0" * 64,
        began_at=began,
        totals={"created": 2, "refused": 1},
        report="line,outcome\n",
    )
    clock.forward(timedelta(days=1))
    second = record(
        office,
        ImportKind.EXCLUSIONS,
        file_name="list.csv",
        sha256="1" * 64,
        began_at=clock(),
        totals={},
    )
    with office.database.reading() as connection:
        newest, oldest = runs(connection)
        assert (newest.id, oldest.id) == (second, first)
        assert (oldest.kind, oldest.lines) == (ImportKind.ROSTER, 3)
        assert (oldest.has_report, newest.has_report) == (True, False)
        assert report_of(connection, first) == "line,outcome\n"
        assert run(connection, 1) is None
    clock.forward(REPORT_KEPT - timedelta(days=1, seconds=1))
    assert forget_reports(office) == 0
    clock.forward(timedelta(seconds=1))
    assert [forget_reports(office), forget_reports(office)] == [1, 0]
    with office.database.reading() as connection:
        found = run(connection, first)
        assert found is not None
        assert not found.has_report
        assert report_of(connection, first) is None
