"""The real server command, run as a child process for as long as a test needs it."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
# A machine busy with other tests may take this long to start Python; nobody waits longer.
START_S: Final = 60
STOP_S: Final = 15
DEMO_PEOPLE: Final = 300


@dataclass(frozen=True, slots=True)
class LiveServer:
    """A server that answers on this machine, and its process."""

    url: str
    port: int
    process: subprocess.Popen[str]


def flask_command(app: str) -> list[str]:
    """Give the command line of an operator's door, with the Python that runs the tests."""
    return [sys.executable, "-m", "flask", "--app", app]


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def serving(app: str, *options: str, environment: Mapping[str, str]) -> Iterator[LiveServer]:
    """Run `flask --app APP serve`; it is stopped at the end, whatever happened."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603  (our own command)
        [*flask_command(app), "serve", *options],
        cwd=ROOT,
        env={**os.environ, **environment, "HOST": "127.0.0.1", "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_until_ready(process)
        yield LiveServer(f"http://localhost:{port}", port, process)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_S)
        if process.stdout is not None:
            process.stdout.close()


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    # It says that it serves once the port answers; silence is ended by the timer.
    said = []
    overdue = Timer(START_S, process.kill)
    overdue.start()
    try:
        for line in process.stdout or ():
            if line.startswith("Serving "):
                return
            said.append(line)
    finally:
        overdue.cancel()
    message = f"The server did not start:\n{''.join(said)}"
    raise AssertionError(message)


def operate(app: str, *arguments: str, environment: Mapping[str, str]) -> str:
    """Run one operator's command to its end, and give what it said."""
    done = subprocess.run(  # noqa: S603  (our own command)
        [*flask_command(app), *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def demo_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the environment of a demonstration with its own SQLite file and people."""
    return demonstration(tmp_path_factory.mktemp("demo"))


def demonstration(folder: Path) -> dict[str, str]:
    """Load invented people into a folder, and give the environment that serves them."""
    environment = {
        "DIRECTORY_MODE": "demo",
        "DIRECTORY_INSTANCE": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'directory.sqlite'}",
        "SECRET_KEY": secrets.token_hex(),
    }
    people = ("demo", "load", "--practitioners", str(DEMO_PEOPLE), "--seed", "1")
    for command in (("db", "upgrade"), ("places", "load"), people):
        operate("wsgi", *command, environment=environment)
    return environment


@pytest.fixture(scope="session")
def live_server(demo_environment: dict[str, str]) -> Iterator[LiveServer]:
    """Run the site with demonstration people as its operators run it."""
    with serving("wsgi", environment=demo_environment) as running:
        yield running
