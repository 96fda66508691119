"""`mail …`, as an operator types it, and the postman of `serve`."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update

from directory import config
from directory.adapters.post_files import kept_letters
from directory.cli.mail import mail as command
from directory.cli.postman import Rounds, hire, letter_writer
from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import LinkPurpose, MailState
from directory.models.mail import Mail
from directory.workflows.mail import queue
from tests.mail_servers import Temper, mail_server
from tests.offices import SYSTEM, office_at
from tests.servers import ROOT, flask_command, free_port, serving

ANA = "ana@clinic.example"
PATIENCE_S = 30
SECRET = "only for tests, and long enough for them"  # noqa: S105


class Runs(Protocol):
    def __call__(self, *arguments: str, **environment: str) -> Result: ...


Queued = Callable[..., int]


def queued_in(database: Database, folder: Path, **params: str) -> int:
    desk = office_at(database, folder, clock=lambda: datetime.now(UTC) - timedelta(seconds=1))
    with desk.act(SYSTEM) as act:
        template = params.get("purpose", "no_account")
        return queue(act, to_address=ANA, template=template, params=params)


@pytest.fixture
def queued(database: Database, tmp_path: Path) -> Queued:
    def put(**params: str) -> int:
        return queued_in(database, tmp_path, **params)

    return put


@pytest.fixture
def runs(environment: dict[str, str]) -> Runs:
    def run(*arguments: str, **more: str) -> Result:
        return CliRunner().invoke(command, arguments, env={**environment, **more})

    return run


def state_of(database: Database, number: int) -> MailState | None:
    with database.reading() as connection:
        return connection.scalar(select(Mail.state).where(Mail.id == number))


def test_what_waits_is_sent_once(runs: Runs, queued: Queued) -> None:
    queued()
    queued()
    with mail_server() as server:
        assert runs("send", DIRECTORY_SMTP_URL=server.url).output == "Letters: 2 sent.\n"
        assert runs("send", DIRECTORY_SMTP_URL=server.url).output == "No letter is due.\n"
        assert [message["From"] for message in server.messages()] == ["directory@localhost"] * 2


def test_letters_become_files_for_who_picks_them_up(
    runs: Runs, queued: Queued, environment: dict[str, str]
) -> None:
    queued(purpose=LinkPurpose.REGISTER, token="t")  # noqa: S106
    done = runs("send", DIRECTORY_SMTP_URL="files", DIRECTORY_BASE_URL="https://find.example")
    assert done.output == "Letters: 1 sent.\n"
    (kept,) = kept_letters(Path(environment["DIRECTORY_INSTANCE"]) / "mail-out", limit=9)
    assert kept.to_address == ANA
    assert "https://find.example/account/confirm?token=t\n" in kept.body


def test_a_demonstration_has_its_letters_in_a_folder(
    runs: Runs, queued: Queued, environment: dict[str, str]
) -> None:
    queued()
    assert runs("send", DIRECTORY_MODE="demo", DIRECTORY_SMTP_URL="").output == "Letters: 1 sent.\n"
    assert len(kept_letters(Path(environment["DIRECTORY_INSTANCE"]) / "mail-out", limit=9)) == 1


def test_production_says_that_nobody_takes_letters(runs: Runs) -> None:
    done = runs("send", DIRECTORY_SMTP_URL="")
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: DIRECTORY_SMTP_URL is not set, ")
    assert "\n" not in done.stderr.strip()


def test_what_did_not_leave_is_listed_without_saying_for_whom(runs: Runs, queued: Queued) -> None:
    number = queued()
    assert runs("send", DIRECTORY_SMTP_URL=f"smtp://127.0.0.1:{free_port()}?tls=off").output == (
        "Letters: 1 waiting.\n"
    )
    line = runs("list").output
    assert line.startswith(
        f"{ids.encode(number)} no_account en waiting attempts=1 fault=unreachable queued="
    )
    assert " next=" in line
    assert ANA not in line
    assert runs("list", "--addresses").output == f"{line.strip()} {ANA}\n"


def test_when_all_is_sent_it_says_so(runs: Runs) -> None:
    assert runs("list").output == "Every letter is sent.\n"


def test_an_operator_lets_a_letter_go_again(runs: Runs, queued: Queued, database: Database) -> None:
    number = queued()
    with mail_server(Temper.NO_RECIPIENT) as server:
        assert runs("send", DIRECTORY_SMTP_URL=server.url).output == "Letters: 1 failed.\n"
        assert "failed attempts=1 fault=recipient_refused" in runs("list").output
        assert runs("retry", ids.encode(number)).output == (
            f"Letter {ids.encode(number)} waits; the postman of `serve` or `mail send` takes it.\n"
        )
        server.temper = Temper.OBEDIENT
        assert runs("send", DIRECTORY_SMTP_URL=server.url).output == "Letters: 1 sent.\n"
    assert state_of(database, number) is MailState.SENT
    done = runs("retry", ids.encode(number))
    assert done.exit_code == 1
    assert "is sent, is on its way, or holds a link" in done.stderr


@pytest.mark.parametrize("letter_id", ["x", "", "000000000001", "٠" * 12])
def test_a_letter_that_is_not_there_is_said_to_be_missing(runs: Runs, letter_id: str) -> None:
    done = runs("retry", letter_id)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: There is no letter {letter_id}; ")


def test_texts_are_tried(runs: Runs, environment: dict[str, str]) -> None:
    assert runs("check").output.endswith(" texts of letters tried; all of them do.\n")
    assert "signed_in.txt: device\n" in runs("check", "--names").output
    folder = Path(environment["DIRECTORY_INSTANCE"]) / "mail"
    folder.mkdir(parents=True)
    (folder / "register.txt").write_text("Hello\n")
    done = runs("check")
    assert done.exit_code == 1
    assert str(folder / "register.txt") in done.stderr


# --- The postman of the server ---


@pytest.fixture
def production(sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        "DIRECTORY_MODE": "production",
        "DIRECTORY_INSTANCE": str(tmp_path),
        "DATABASE_URL": sqlite_url,
        "SECRET_KEY": SECRET,
    }


@pytest.fixture
def served(production: dict[str, str]) -> Iterator[Database]:
    database = Database(production["DATABASE_URL"])
    yield database
    database.close()


def refused(environment: dict[str, str]) -> str:
    tried = subprocess.run(  # noqa: S603  (our own command)
        [*flask_command("wsgi"), "serve"],
        cwd=ROOT,
        env={**os.environ, **environment, "HOST": "127.0.0.1", "PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert tried.returncode == 1
    assert "Traceback" not in tried.stderr
    return tried.stderr


def test_a_server_carries_letters_while_it_runs(
    production: dict[str, str], served: Database, tmp_path: Path
) -> None:
    with (
        mail_server() as post,
        serving("wsgi", environment={**production, "DIRECTORY_SMTP_URL": post.url}) as server,
    ):
        number = queued_in(served, tmp_path)
        assert ids.encode(number).encode() in post.arrivals.get(timeout=PATIENCE_S)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=10) == 0
    assert len(post.taken) == 1
    assert state_of(served, number) is MailState.SENT


def test_a_mail_server_that_hangs_does_not_keep_the_site_from_stopping(
    production: dict[str, str], served: Database, tmp_path: Path
) -> None:
    with (
        mail_server(Temper.TAKES_AND_IS_SILENT) as post,
        serving("wsgi", environment={**production, "DIRECTORY_SMTP_URL": post.url}) as server,
    ):
        number = queued_in(served, tmp_path)
        post.arrivals.get(timeout=PATIENCE_S)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=10) == 0
    # Nobody knows whether it arrived, and it is not said to be sent.
    assert state_of(served, number) in {MailState.CLAIMED, MailState.UNSURE}


def test_production_does_not_serve_while_nobody_takes_letters(
    production: dict[str, str],
) -> None:
    said = refused(production)
    assert said.startswith("Error: DIRECTORY_SMTP_URL is not set, ")
    assert "files" in said


def test_a_broken_text_keeps_the_server_from_starting(
    production: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "mail" / "es" / "recover.txt"
    file.parent.mkdir(parents=True)
    file.write_text("Subject: Hola\n\n{{ lnik }}\n")
    said = refused({**production, "DIRECTORY_SMTP_URL": "files"})
    assert said.startswith(f"Error: The text of letters {file} cannot be used (line 3: 'lnik' is")


def test_a_database_that_is_away_for_a_while_loses_no_letter(
    production: dict[str, str],
    tmp_path: Path,
    sqlite_url: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DIRECTORY_INSTANCE", str(tmp_path))
    there = Path(sqlite_url.removeprefix("sqlite:///"))
    away = there.rename(tmp_path / "away.sqlite")
    there.mkdir()
    database = Database(sqlite_url)
    with mail_server() as post:
        settings = config.load({**production, "DIRECTORY_SMTP_URL": post.url})
        rounds = Rounds(hire(settings, letter_writer(settings)), database, rest_s=0.01)
        rounds.begin()
        try:
            said = ""
            while "trying again in" not in said:
                said += capfd.readouterr().err
            there.rmdir()
            shutil.move(away, there)
            number = queued_in(database, tmp_path)
            assert ids.encode(number).encode() in post.arrivals.get(timeout=PATIENCE_S)
        finally:
            rounds.end()
            database.close()
    assert said.splitlines()[0] == (
        "Letters were not sent (DatabaseUnreachable); trying again in 0.02 seconds."
    )


def test_who_was_never_sent_out_comes_home(production: dict[str, str], served: Database) -> None:
    settings = config.load({**production, "DIRECTORY_SMTP_URL": "files"})
    Rounds(hire(settings, letter_writer(settings)), served).end()


def test_a_round_without_letters_writes_nothing(
    production: dict[str, str], served: Database
) -> None:
    settings = config.load({**production, "DIRECTORY_SMTP_URL": "files"})
    postman = hire(settings, letter_writer(settings))
    with served.transaction() as session:
        # Nobody else may write now; a round that would, waits.
        session.execute(update(Mail).values(attempts=0))
        assert postman.round(served) == {}
