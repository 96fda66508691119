"""A row has its file, whatever happens in between; what has no row is swept."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from directory.adapters.evidence_reading import EvidenceReader
from directory.adapters.evidence_store import EvidenceStore
from directory.adapters.sealing import Seal
from directory.db import Database
from directory.domain.entry.faults import FaultCode
from directory.domain.evidence_rules import MOST_KEPT
from directory.domain.vocabulary import CredentialKind, CredentialState
from directory.models.credentials import CredentialCheck, CredentialEvidence, Evidence, Licence
from directory.workflows.acts import Office
from directory.workflows.evidence import (
    Cabinet,
    FileStays,
    NoSuchFile,
    Papers,
    Upload,
    hand_in,
    remove,
    sweep,
    take_off,
)
from tests.adapters import good_files
from tests.factories import person
from tests.offices import OWNER
from tests.servers import ROOT

ADA = 7
PAPERS = Papers(practitioner_id=ADA, kind=CredentialKind.LICENCE, id=ADA * 100)
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def cabinet(office: Office, tmp_path: Path) -> Cabinet:
    with office.act(OWNER) as act:
        person(act.session, number=ADA, at=act.at).account_id = OWNER.account
        act.session.get_one(Licence, PAPERS.id).state = CredentialState.DRAFT
    return Cabinet(
        office=office,
        seal=Seal("a secret of tests alone, long enough"),
        reader=EvidenceReader(),
        store=EvidenceStore(tmp_path / "evidence"),
    )


def upload(seed: int = 0) -> Upload:
    return Upload(name=f"{seed}.jpg", media_type="image/jpeg", content=good_files.jpeg(seed))


def rows(database: Database) -> list[str]:
    with database.reading() as connection:
        return sorted(filter(None, connection.scalars(select(Evidence.stored_as))))


def test_a_file_has_a_row_and_goes_with_it(cabinet: Cabinet, database: Database) -> None:
    handed = hand_in(cabinet, OWNER, papers=PAPERS, uploads=[upload(), upload(1)])
    assert len(handed.received) == 2
    assert handed.said == ()
    assert rows(database) == list(cabinet.store.names())
    assert sweep(cabinet.office, cabinet.store) == 0
    remove(cabinet, OWNER, practitioner_id=ADA, evidence_id=handed.received[0])
    assert len(rows(database)) == 1
    assert rows(database) == list(cabinet.store.names())
    with pytest.raises(NoSuchFile):
        remove(cabinet, OWNER, practitioner_id=ADA, evidence_id=handed.received[0])
    # Whoever erases a listing takes its rows; the next sweep takes the files
    with cabinet.office.act(OWNER) as act:
        act.session.execute(delete(Evidence).where(Evidence.practitioner_id == ADA))
    assert rows(database) == []
    assert sweep(cabinet.office, cabinet.store) == 1
    assert cabinet.store.names() == ()


def test_the_same_file_from_two_tabs_at_once_is_kept_once(
    cabinet: Cabinet, database: Database
) -> None:
    def go(_: int) -> tuple[int, int]:
        handed = hand_in(cabinet, OWNER, papers=PAPERS, uploads=[upload()])
        return len(handed.received), len(handed.known)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(go, range(2))) == [(0, 1), (1, 0)]
    assert len(rows(database)) == 1
    assert rows(database) == list(cabinet.store.names())


@on_one_database
def test_what_a_check_names_stays_even_where_its_credential_is_withdrawn(
    cabinet: Cabinet, database: Database
) -> None:
    (number,) = hand_in(cabinet, OWNER, papers=PAPERS, uploads=[upload()]).received
    with cabinet.office.act(OWNER) as act:
        row = act.session.get_one(Evidence, number)
        act.session.scalars(
            select(CredentialCheck).where(CredentialCheck.licence_id == PAPERS.id)
        ).one().evidence_sha256 = row.sha256
        act.session.get_one(Licence, PAPERS.id).state = CredentialState.WITHDRAWN
    with pytest.raises(FileStays, match="looked_at"):
        remove(cabinet, OWNER, practitioner_id=ADA, evidence_id=number)
    with cabinet.office.act(OWNER) as act:
        take_off(act, PAPERS, evidence_id=number)
    with database.reading() as connection:
        assert connection.scalars(select(CredentialEvidence.id)).all() == []
    assert len(rows(database)) == 1


@on_one_database
def test_a_listing_keeps_so_many_bytes(cabinet: Cabinet, database: Database) -> None:
    hand_in(cabinet, OWNER, papers=PAPERS, uploads=[upload()])
    with cabinet.office.act(OWNER) as act:
        act.session.scalars(select(Evidence)).one().size = MOST_KEPT
    handed = hand_in(cabinet, OWNER, papers=PAPERS, uploads=[upload(1)])
    assert [each.fault.code for each in handed.said] == [FaultCode.EVIDENCE_NO_ROOM]
    assert rows(database) == list(cabinet.store.names())
    assert len(rows(database)) == 1


FALLS = """
import os, signal, sys
from pathlib import Path
from directory.adapters.evidence_reading import EvidenceReader
from directory.adapters.evidence_store import EvidenceStore
from directory.adapters.sealing import Seal
from directory.db import Database
from directory.workflows import acts, evidence
from tests.clock import Clock
from tests.offices import OWNER, office_at
from tests.workflows.test_evidence import ADA, PAPERS, upload
url, folder, where, number = sys.argv[1:]
def fall(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
store = EvidenceStore(Path(folder) / "evidence")
match where:
    case "folder is there": evidence._entered = fall
    case "rows are written": acts.append_all = fall
    case "all is committed": evidence._drop = fall
    case "rows are gone": store.remove = fall
cabinet = evidence.Cabinet(
    office=office_at(Database(url), Path(folder), clock=Clock()),
    seal=Seal("a secret of tests alone, long enough"), reader=EvidenceReader(), store=store,
)
if number == "0":
    evidence.hand_in(cabinet, OWNER, papers=PAPERS, uploads=[upload(5)])
else:
    evidence.remove(cabinet, OWNER, practitioner_id=ADA, evidence_id=int(number))
"""


def fall(url: str, folder: Path, *, where: str, number: int = 0) -> None:
    done = subprocess.run(  # noqa: S603  (the program above)
        [sys.executable, "-c", FALLS, url, str(folder), where, str(number)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_a_fall_at_any_point_leaves_no_row_without_its_file(
    cabinet: Cabinet, database: Database, database_url: str, tmp_path: Path
) -> None:
    (number,) = hand_in(cabinet, OWNER, papers=PAPERS, uploads=[upload()]).received
    for where, kept, swept in (
        ("folder is there", 1, 1),
        ("rows are written", 1, 1),
        ("all is committed", 2, 0),
    ):
        fall(database_url, tmp_path, where=where)
        assert set(rows(database)) <= set(cabinet.store.names()), where
        assert sweep(cabinet.office, cabinet.store) == swept, where
        assert rows(database) == list(cabinet.store.names()), where
        assert len(rows(database)) == kept, where
    fall(database_url, tmp_path, where="rows are gone", number=number)
    assert len(rows(database)) == 1
    assert sweep(cabinet.office, cabinet.store) == 1
    assert rows(database) == list(cabinet.store.names())
