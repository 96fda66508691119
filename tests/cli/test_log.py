"""`log head` and `log verify`, as an operator types them."""

import json
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result

from directory.adapters.log_signing import FileKey
from directory.cli.log import log as command
from directory.cli.log_sentences import sentence
from directory.db import Database
from directory.domain.log_damage import Damage, Found
from directory.workflows.decision_log import erase
from tests.log_book import ADA, BEA, attacking, behind_the_guards, decide_at_once, refusal


@pytest.fixture
def pen(environment: dict[str, str]) -> FileKey:
    return FileKey(Path(environment["DIRECTORY_INSTANCE"]) / "log-signing-key.pem")


@pytest.fixture
def log(database: Database, pen: FileKey) -> Database:
    decide_at_once(database, pen, refusal(ADA), refusal(BEA), refusal(ADA), refusal(BEA))
    return database


class Runs(Protocol):
    def __call__(self, *arguments: str) -> Result: ...


@pytest.fixture
def runs(environment: dict[str, str]) -> Runs:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, arguments, env=environment)

    return run


@pytest.mark.usefixtures("log")
def test_a_whole_log_is_said_to_be_whole(runs: Runs, pen: FileKey) -> None:
    done = runs("verify")
    assert done.exit_code == 0, done.output
    assert done.output == (
        "Looked at 4 entries, 3 subtrees, 4 signed heads, 4 readable sides (0 erased), "
        f"0 saved heads.\nSigned with: {pen.key_id}.\nThe log of decisions is whole.\n"
    )


def test_what_was_erased_is_counted(runs: Runs, log: Database) -> None:
    with log.transaction() as session:
        erase(session, ADA)
    done = runs("verify")
    assert done.exit_code == 0
    assert "2 readable sides (2 erased)" in done.output


def test_damage_is_said_in_sentences(runs: Runs, log: Database) -> None:
    with behind_the_guards(log) as connection:
        connection.exec_driver_sql("UPDATE log_private SET words = 'Welcome.' WHERE seq > 1")
    done = runs("verify")
    assert done.exit_code == 1
    assert (
        "The readable side of entry 2 is not what was hashed. (2 times in all; this is the first.)"
    ) in done.stderr
    assert "The log of decisions is damaged." in done.stderr
    assert "whole" not in done.output


def test_a_saved_head_finds_a_cut_end(
    runs: Runs,
    log: Database,
    pen: FileKey,
    tmp_path: Path,
) -> None:
    shown = runs("head")
    assert shown.exit_code == 0
    assert json.loads(shown.output)["size"] == 4
    early, late = tmp_path / "early.json", tmp_path / "late.json"
    early.write_text(shown.output)
    decide_at_once(log, pen, refusal())
    late.write_text(runs("head").output)
    assert runs("verify", "--head", str(early), "--head", str(late)).exit_code == 0
    with behind_the_guards(log) as connection:
        for statement in (
            "DELETE FROM log_private WHERE seq > 3",
            "DELETE FROM log_head WHERE size > 4",
            "DELETE FROM log_entry WHERE seq > 3",
        ):
            connection.exec_driver_sql(statement)
    assert runs("verify", "--head", str(early)).exit_code == 0
    done = runs("verify", "--head", str(late))
    assert done.exit_code == 1
    assert "The log was once 5 entries long: its end was cut off." in done.stderr


def test_a_missing_trigger_is_named(runs: Runs, log: Database) -> None:
    name = "log_entry_next"
    with attacking(log) as connection:
        at = "" if log.dialect == "sqlite" else " ON log_entry"
        connection.exec_driver_sql(f"DROP TRIGGER {name}{at}")
    done = runs("verify")
    if log.dialect == "postgresql":
        with attacking(log) as connection:
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name} BEFORE INSERT ON log_entry"
                f" FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
    assert done.exit_code == 1
    assert f"The trigger {name} is gone" in done.stderr


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"size": "4"}'])
def test_a_file_that_holds_no_head_is_said(
    runs: Runs,
    tmp_path: Path,
    content: str,
) -> None:
    file = tmp_path / "head.json"
    file.write_text(content)
    done = runs("verify", "--head", str(file))
    assert done.exit_code == 1
    assert f"{file} holds no head" in done.output


def test_without_decisions_there_is_no_head_and_no_damage(runs: Runs) -> None:
    assert runs("verify").exit_code == 0
    done = runs("head")
    assert done.exit_code == 1
    assert "Nothing has been decided yet" in done.output


def test_a_key_that_cannot_be_used_is_said(runs: Runs, pen: FileKey) -> None:
    pen.path.parent.mkdir(parents=True)
    pen.path.write_text("no key")
    done = runs("verify")
    assert done.exit_code == 1
    assert "restore it from a backup" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("damage", Damage)
def test_every_kind_of_damage_has_a_sentence(damage: Damage) -> None:
    said = sentence(Found(damage, "WHERE", 1))
    assert "WHERE" in said
    assert said.endswith(".")
    assert sentence(Found(damage, "WHERE", 1_234)).startswith(said)
    assert "1,234 times" in sentence(Found(damage, "WHERE", 1_234))
