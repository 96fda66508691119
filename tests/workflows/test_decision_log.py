import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from directory.adapters.log_signing import FileKey, public_keys
from directory.db import Database
from directory.domain import log_heads
from directory.domain.log_entries import DecisionAct, Entry, hidden, readable
from directory.domain.log_heads import Head
from directory.domain.vocabulary import ActorKind
from directory.models.decision_log import LogEntry, LogHead, LogNode, LogPrivate, LogSalt
from directory.queries.decision_log import history, newest_head
from directory.queries.log_audit import audit
from directory.workflows.decision_log import append, erase
from tests.clock import START
from tests.log_book import ADA, BEA, decide, refusal
from tests.servers import ROOT

THREADS, TIMES = 4, 25
TABLES: Final = (LogEntry, LogNode, LogHead, LogPrivate, LogSalt)


@pytest.fixture
def pen(tmp_path: Path) -> FileKey:
    return FileKey(tmp_path / "keys" / "log.pem")


def counts(database: Database) -> tuple[int, ...]:
    with database.reading() as connection:
        return tuple(
            connection.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES
        )


def leaves(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.scalars(select(LogEntry.leaf).order_by(LogEntry.seq)))


def head(database: Database) -> Head:
    found = newest_head(database)
    assert found is not None
    return found


def tree_hash(texts: list[str]) -> bytes:
    """RFC 9162, 2.1.1."""
    if len(texts) == 1:
        return sha256(b"\x00" + texts[0].encode()).digest()
    k = 1
    while k * 2 < len(texts):
        k *= 2
    return sha256(b"\x01" + tree_hash(texts[:k]) + tree_hash(texts[k:])).digest()


def is_whole(database: Database, pen: FileKey) -> bool:
    return audit(database, public_keys(pen.path)).found == ()


def test_each_entry_grows_the_tree_and_is_signed(database: Database, pen: FileKey) -> None:
    for seq in range(9):
        assert decide(database, pen, refusal()) == [seq]
        now, lines = head(database), leaves(database)
        assert now.size == seq + 1 == len(lines)
        assert now.root == tree_hash(lines)
        assert public_keys(pen.path).is_genuine(
            log_heads.note_of(now), now.signature, key_id=now.key_id
        )
    assert counts(database) == (9, 7, 9, 9, 1)
    assert is_whole(database, pen)


def test_a_line_is_stored_exactly_as_it_is_hashed(database: Database, pen: FileKey) -> None:
    decide(database, pen, refusal())
    with database.reading() as connection:
        salt = connection.scalar(select(LogSalt.salt))
        stored = connection.execute(select(LogEntry.leaf, LogEntry.hash)).one()
    assert salt is not None
    assert len(salt) == 32
    assert stored.hash == sha256(b"\x00" + stored.leaf.encode()).digest()
    said = json.loads(stored.leaf)
    told = hidden(readable(refusal()), seq=0, salt=salt)
    assert (said["subject"], said["actor"], said["words"]) == told
    assert said["at"] == "2026-11-24T18:00:00Z"


def test_a_person_keeps_one_salt_and_another_has_another(database: Database, pen: FileKey) -> None:
    decide(database, pen, refusal(ADA), refusal(BEA), refusal(ADA))
    with database.reading() as connection:
        rows = connection.execute(select(LogSalt.practitioner_id, LogSalt.salt)).all()
        salts = {row.practitioner_id: row.salt for row in rows}
        own = connection.scalars(select(LogPrivate.salt)).all()
    assert salts.keys() == {ADA, BEA}
    assert salts[ADA] != salts[BEA]
    assert set(own) == {None}


def test_an_entry_about_nobody_keeps_its_own_salt(database: Database, pen: FileKey) -> None:
    entry = Entry(act=DecisionAct.RULES_APPLIED, actor_kind=ActorKind.SYSTEM)
    decide(database, pen, entry, entry)
    with database.reading() as connection:
        salts = connection.scalars(select(LogPrivate.salt)).all()
    assert len({salt for salt in salts if salt and len(salt) == 32}) == 2
    assert counts(database)[-1] == 0
    assert is_whole(database, pen)


def test_what_is_undone_was_never_logged(database: Database, pen: FileKey) -> None:
    decide(database, pen, refusal())
    before = counts(database)

    def fail() -> None:
        with database.transaction() as session:
            append(session, refusal(BEA), at=START, pen=pen)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert counts(database) == before
    assert decide(database, pen, refusal(BEA)) == [1]
    assert is_whole(database, pen)


def test_one_act_may_add_several_entries(database: Database, pen: FileKey) -> None:
    with database.transaction() as session:
        numbers = [append(session, refusal(), at=START, pen=pen) for _ in range(3)]
    assert numbers == [0, 1, 2]
    assert is_whole(database, pen)


def test_a_head_never_goes_back_though_the_clock_does(database: Database, pen: FileKey) -> None:
    decide(database, pen, refusal())
    decide(database, pen, refusal(), at=START - timedelta(hours=48))
    assert json.loads(leaves(database)[1])["at"] == "2026-11-22T18:00:00Z"
    assert head(database).at == "2026-11-24T18:00:00Z"
    assert is_whole(database, pen)


def test_writers_at_the_same_time_make_one_log_without_gaps(
    database: Database, pen: FileKey
) -> None:
    def write(person: int) -> list[int]:
        return decide(database, pen, *[refusal(person)] * TIMES)

    with ThreadPoolExecutor(THREADS) as threads:
        # Two of them write about one person, whose salt only one of them can make.
        numbers = list(threads.map(write, (ADA, ADA, BEA, 43)))
    assert sorted(chain.from_iterable(numbers)) == list(range(THREADS * TIMES))
    assert all(each == sorted(each) for each in numbers)
    assert head(database).size == THREADS * TIMES
    assert is_whole(database, pen)


KILLED: Final = """
import os, signal, sys
from pathlib import Path
from directory.adapters.log_signing import FileKey
from directory.db import Database
from directory.workflows.decision_log import append
from tests.clock import START
from tests.log_book import refusal

with Database(sys.argv[1]).transaction() as session:
    append(session, refusal(), at=START, pen=FileKey(Path(sys.argv[2])))
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_who_dies_between_writing_and_committing_leaves_nothing(
    database: Database, pen: FileKey
) -> None:
    decide(database, pen, refusal())
    before = counts(database)
    url = database.url.render_as_string(hide_password=False)
    died = subprocess.run(  # noqa: S603  (the program above)
        [sys.executable, "-c", KILLED, url, str(pen.path)], cwd=ROOT, check=False
    )
    assert died.returncode == -9
    assert counts(database) == before
    assert decide(database, pen, refusal()) == [1]
    assert is_whole(database, pen)


# --- Erasing ---


def test_erasing_a_person_forgets_them_and_leaves_the_tree(
    database: Database, pen: FileKey
) -> None:
    decide(database, pen, refusal(ADA), refusal(BEA), refusal(ADA))
    before, lines = head(database), leaves(database)
    with database.transaction() as session:
        erase(session, ADA)
    assert head(database) == before
    assert leaves(database) == lines
    assert counts(database) == (3, 1, 3, 1, 1)
    assert history(database, ADA) == ()
    assert len(history(database, BEA)) == 1
    assert is_whole(database, pen)


def test_erasing_somebody_unknown_changes_nothing(database: Database, pen: FileKey) -> None:
    decide(database, pen, refusal(ADA))
    before = counts(database)
    with database.transaction() as session:
        erase(session, BEA)
    assert counts(database) == before


def test_who_comes_back_has_a_new_salt(database: Database, pen: FileKey) -> None:
    decide(database, pen, refusal())
    with database.reading() as connection:
        before = connection.scalar(select(LogSalt.salt))
    with database.transaction() as session:
        erase(session, ADA)
    decide(database, pen, refusal())
    with database.reading() as connection:
        assert connection.scalar(select(LogSalt.salt)) != before
    assert is_whole(database, pen)


def test_a_line_cannot_lose_its_readable_side_alone(database: Database, pen: FileKey) -> None:
    decide(database, pen, refusal(), refusal())
    with (
        pytest.raises(IntegrityError, match="go with their salt"),
        database.transaction() as session,
    ):
        session.delete(session.get_one(LogPrivate, 0))
    assert counts(database)[3] == 2


# --- Reading it again ---


def test_a_person_s_history_is_read_newest_first(database: Database, pen: FileKey) -> None:
    entered = Entry(
        act=DecisionAct.ENTERED, actor_kind=ActorKind.OWNER, actor_id=1, practitioner_id=ADA
    )
    decide(database, pen, entered, refusal(BEA))
    decide(database, pen, refusal(ADA, words="Björn – “4101”?"), at=START + timedelta(hours=1))
    newest, oldest = history(database, ADA)
    assert (newest.seq, newest.at, newest.act) == (2, "2026-11-24T19:00:00Z", "refused")
    assert (newest.from_state, newest.to_state) == ("submitted", "refused")
    assert (newest.reason, newest.rule) == ("not_on_register", "us-co:physical_therapist@1")
    assert (newest.subject_kind, newest.subject_id) == ("licence", 4_101)
    assert (newest.actor_kind, newest.actor_id) == ("reviewer", 7)
    assert (newest.words, newest.details) == ("Björn – “4101”?", {"version": 3})
    assert replace(oldest, seq=9).seq == 9
    assert (oldest.seq, oldest.act, oldest.words, oldest.details) == (0, "entered", None, {})
