"""The list of excluded people: who is held or flagged, cut off and begun again, and settled."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from directory.adapters.leie_files import read_leie, sha256_of
from directory.db import Database
from directory.domain.exclusions import LineOutcome, MatchRefusal
from directory.domain.holds import HoldRefusal
from directory.domain.leie import COLUMNS, HeaderLacks
from directory.domain.reasons import Reason
from directory.domain.vocabulary import ExclusionOutcome, HoldKind
from directory.models.imports import ImportedLine
from directory.models.practitioners import Practitioner
from directory.models.reports import ExclusionMatch
from directory.models.reviews import Hold
from directory.queries.exclusions import everybody, match_of, matches_of
from directory.queries.holds import hold_of, open_holds
from directory.workflows.acts import Office
from directory.workflows.exclusions import MatchRefused, NoSuchMatch, settle_match
from directory.workflows.holds import HoldRefused
from directory.workflows.leie import LineResult, ListReport, import_leie
from directory.workflows.proposed_acts import confirm_act, propose_end
from tests.clock import START
from tests.factories import person
from tests.offices import OWNER, REVIEWER, SECOND_REVIEWER
from tests.rosters import npi
from tests.ways_in import letters, logged, number_of
from tests.workflows.proven import proven

ADA, BEA, CAL = 7, 8, 9
CELLS = dict.fromkeys(COLUMNS, "") | {
    "NPI": "0000000000", "DOB": "19700101", "STATE": "CO", "EXCLTYPE": "1128a1",
    "EXCLDATE": "20240115", "REINDATE": "00000000", "WAIVERDATE": "00000000",
}  # fmt: skip
BY_NPI = {"LASTNAME": "OTHER", "FIRSTNAME": "NAME", "NPI": npi(1), "STATE": "TX"}
BY_NAME = {"LASTNAME": "DOE JR", "FIRSTNAME": "BEA", "MIDNAME": "X"}
NOBODY = {"LASTNAME": "NOBODY", "FIRSTNAME": "AT ALL"}
FIRM = {"BUSNAME": "PAIN CLINIC LLC"}
BAD = {"LASTNAME": "EXAMPLE", "FIRSTNAME": "ADA", "EXCLDATE": "soon"}
ENDED = BY_NPI | {"EXCLTYPE": "1128b4", "REINDATE": "20260101"}


def lines_of(*rows: Mapping[str, str]) -> str:
    cells = ([f'"{each}"' for each in {**CELLS, **row}.values()] for row in rows)
    return "\r\n".join([",".join(COLUMNS), *map(",".join, cells)])


@pytest.fixture
def listed(database: Database, office: Office) -> None:  # noqa: ARG001  (it opens the accounts)
    with database.transaction() as session:
        at = START - timedelta(days=30)
        for number, given, family in ((ADA, "Ada", "Example"), (BEA, "Bea", "Doe")):
            made = person(session, number=number, given=given, family=family, at=at)
            made.account_id = OWNER.account
        made = person(session, number=CAL, given="Cal", family="Doe", at=at)
        session.execute(update(Practitioner).where(Practitioner.id == ADA).values(npi=npi(1)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    target = tmp_path / "UPDATED.csv"
    target.write_text(lines_of(BY_NPI, BY_NAME, NOBODY, FIRM, BAD, ENDED))
    return target


def run(
    office: Office, file: Path, *, dry_run: bool = False
) -> tuple[ListReport, list[LineResult]]:
    results: list[LineResult] = []

    def report(lines: Iterator[LineResult]) -> None:
        results.extend(lines)

    done = import_leie(
        office, read_leie(file), file_sha256=sha256_of(file), report=report, dry_run=dry_run
    )
    return done, results


HELD, FLAGGED, KNOWN = LineOutcome.HELD, LineOutcome.FLAGGED, LineOutcome.KNOWN
FIRST = [
    HELD, FLAGGED, LineOutcome.NOBODY, LineOutcome.BUSINESS, LineOutcome.REFUSED,
    LineOutcome.REINSTATED,
]  # fmt: skip


@pytest.mark.usefixtures("listed")
def test_an_npi_holds_and_a_name_only_flags(database: Database, office: Office, file: Path) -> None:
    for dry_run in (True, False):
        done, results = run(office, file, dry_run=dry_run)
        assert [each.outcome for each in results] == FIRST
        assert done.counts == Counter(FIRST)
        assert done.lines == sum(done.counts.values()) == 6
        assert [each.line for each in results] == [2, 3, 4, 5, 6, 7]
        assert number_of(database, Hold) == (0 if dry_run else 1)
    with database.reading() as connection:
        (held,) = open_holds(connection, ADA)
        (match,) = matches_of(connection, ADA)
        (flag,) = matches_of(connection, BEA)
        assert not open_holds(connection, BEA)
        assert not matches_of(connection, CAL)
    assert (held.kind, held.by) == (HoldKind.EXCLUSION_REVIEW, "")
    assert (match.exact, match.hold_id, match.name_listed) == (True, held.id, "NAME OTHER")
    assert (flag.exact, flag.held, flag.region_listed) == (False, False, "CO")
    assert [template for _, template in letters(database)] == ["hold_opened"]
    assert logged(database) == ["exclusion_pending", "exclusion_pending", "list_read"]
    assert number_of(database, ImportedLine) == 0


@pytest.mark.usefixtures("listed")
def test_what_was_raised_is_not_raised_again(
    database: Database, office: Office, file: Path
) -> None:
    run(office, file)
    _, results = run(office, file)
    assert [each.outcome for each in results[:2]] == [KNOWN, KNOWN]
    # The next month's file, in which one of them is reinstated and a second line fits the other.
    file.write_text(
        lines_of(BY_NPI | {"REINDATE": "20261101"}, BY_NAME, BY_NPI | {"EXCLTYPE": "1128b5"})
    )
    _, results = run(office, file)
    assert [each.outcome for each in results] == [LineOutcome.REINSTATED, KNOWN, HELD]
    with database.reading() as connection:
        # One hold for both lines.
        (held,) = open_holds(connection, ADA)
        assert [each.hold_id for each in matches_of(connection, ADA)] == [held.id, held.id]
    assert len(letters(database)) == 1


@pytest.mark.usefixtures("listed")
def test_a_run_that_was_cut_off_ends_in_the_report_of_one(
    database: Database, office: Office, file: Path
) -> None:
    def cut_off(_: Iterator[LineResult]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_leie(office, read_leie(file), file_sha256=sha256_of(file), report=cut_off)
    assert number_of(database, ImportedLine) == 2
    _, results = run(office, file)
    assert [each.outcome for each in results] == FIRST
    assert number_of(database, Hold) == 1
    assert number_of(database, ImportedLine) == 0


@pytest.mark.usefixtures("listed")
def test_a_line_that_fits_several_people_says_all_of_them(
    database: Database, office: Office, file: Path
) -> None:
    with database.transaction() as session:
        session.execute(update(Practitioner).where(Practitioner.id == CAL).values(given_name="Bea"))
    with pytest.raises(KeyboardInterrupt):
        import_leie(office, read_leie(file), file_sha256=sha256_of(file), report=_break)
    _, results = run(office, file)
    assert results[1].outcome is FLAGGED
    assert len(results[1].people) == 2


def _break(_: Iterator[LineResult]) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("listed")
def test_bad_lines_stop_no_others(office: Office, file: Path) -> None:
    good = lines_of(BY_NPI).encode().splitlines()
    broken = [b'"DOE,"BEA', b"\x00\xff\xfe", b'"' + b"x" * 30_000 + b'"', b"", good[1]]
    file.write_bytes(b"\xef\xbb\xbf" + b"\n".join([good[0], *broken]))
    done, results = run(office, file)
    assert [each.outcome for each in results] == [LineOutcome.REFUSED] * 3 + [HELD]
    assert done.lines == 4
    file.write_text("LASTNAME,FIRSTNAME\nDOE,BEA\n")
    with pytest.raises(HeaderLacks):
        run(office, file)


def matches(database: Database, who: int) -> list[int]:
    with database.reading() as connection:
        return [each.id for each in matches_of(connection, who)]


def settle(office: Office, who: int, *, match: int, outcome: ExclusionOutcome) -> None:
    with office.act(REVIEWER) as act:
        settle_match(act, who, match_id=match, outcome=outcome, words="It is the same person.")


@pytest.mark.usefixtures("listed")
def test_a_flag_is_put_aside_by_one_reviewer_and_a_hold_by_two(
    database: Database, office: Office, file: Path
) -> None:
    run(office, file)
    (flag,), (match,) = matches(database, BEA), matches(database, ADA)
    with pytest.raises(NoSuchMatch):
        settle(office, ADA, match=flag, outcome=ExclusionOutcome.NOT_THEIRS)
    settle(office, BEA, match=flag, outcome=ExclusionOutcome.NOT_THEIRS)
    with pytest.raises(MatchRefused) as refused:
        settle(office, BEA, match=flag, outcome=ExclusionOutcome.THEIRS)
    assert refused.value.refusal is MatchRefusal.SETTLED
    with pytest.raises(MatchRefused) as refused:
        settle(office, ADA, match=match, outcome=ExclusionOutcome.NOT_THEIRS)
    assert refused.value.refusal is MatchRefusal.HELD
    with database.reading() as connection:
        (held,) = open_holds(connection, ADA)
    with office.act(REVIEWER) as act:
        proposal = propose_end(
            act, ADA, hold_id=held.id, reason=Reason.EXCLUSION_NOT_THEIRS, words="It is not you."
        )
    visitor = proven(office, SECOND_REVIEWER)
    with office.act(SECOND_REVIEWER) as act:
        confirm_act(act, visitor, practitioner_id=ADA, proposal_id=proposal)
    with database.reading() as connection:
        assert open_holds(connection, ADA) == ()
        found = match_of(connection, match)
    assert found is not None
    assert found.outcome is ExclusionOutcome.NOT_THEIRS
    # The next month's list does not hold them again.
    assert run(office, file)[1][0].outcome is KNOWN


@pytest.mark.usefixtures("listed")
def test_who_is_on_the_list_is_excluded_here(
    database: Database, office: Office, file: Path
) -> None:
    run(office, file)
    for who in (ADA, BEA):
        (match,) = matches(database, who)
        settle(office, who, match=match, outcome=ExclusionOutcome.THEIRS)
        with database.reading() as connection:
            (held,) = open_holds(connection, who)
        assert held.kind is HoldKind.EXCLUSION
    assert sorted(template for _, template in letters(database)) == ["hold_opened"] * 3
    # Under review is nobody any more: that hold ended as the other one began.
    with database.reading() as connection:
        review = connection.scalars(
            select(Hold.id).where(Hold.kind == HoldKind.EXCLUSION_REVIEW)
        ).one()
        ended = hold_of(connection, review)
    assert ended is not None
    assert ended.ended_at is not None
    with pytest.raises(HoldRefused) as refused, office.act(REVIEWER) as act:
        propose_end(act, ADA, hold_id=review, reason=None, words="")
    assert refused.value.refusal is HoldRefusal.NOT_OPEN


@pytest.mark.usefixtures("listed")
def test_another_line_about_somebody_excluded_opens_no_second_hold(
    database: Database, office: Office, file: Path
) -> None:
    file.write_text(lines_of(BY_NPI, BY_NPI | {"EXCLTYPE": "1128b5"}))
    run(office, file)
    for match in matches(database, ADA):
        settle(office, ADA, match=match, outcome=ExclusionOutcome.THEIRS)
    with database.reading() as connection:
        (held,) = open_holds(connection, ADA)
    assert held.kind is HoldKind.EXCLUSION
    assert number_of(database, ExclusionMatch, ExclusionMatch.settled_at.is_(None)) == 0


@pytest.mark.usefixtures("listed")
def test_whoever_went_meanwhile_is_not_held(
    database: Database, office: Office, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def meanwhile(kept: Database) -> Iterator[list[object]]:
        for page in everybody(kept):
            with kept.transaction() as session:
                session.execute(update(Practitioner).values(npi=None, given_name="Zoe"))
                session.execute(delete(Hold))
            yield list(page)

    monkeypatch.setattr("directory.workflows.leie.everybody", meanwhile)
    _, results = run(office, file)
    assert {each.outcome for each in results} <= {
        LineOutcome.NOBODY, LineOutcome.BUSINESS, LineOutcome.REFUSED
    }  # fmt: skip
    assert number_of(database, ExclusionMatch) == 0
