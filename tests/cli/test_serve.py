"""The server command: what it finishes, for whom it does not wait, what it never writes down."""

import http.client
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import pytest

from tests.servers import ROOT, LiveServer, flask_command, free_port, serving

HALF_OPEN_CLIENTS = 64
HEARD_S = 2
APP = "tests.cli.slow_app"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    os.mkfifo(tmp_path / "under_way")
    os.mkfifo(tmp_path / "go_on")
    return {
        "DIRECTORY_MODE": "demo",
        "DIRECTORY_INSTANCE": str(tmp_path),
        "SLOW_APP_FOLDER": str(tmp_path),
    }


@pytest.fixture
def server(request: pytest.FixtureRequest, environment: dict[str, str]) -> Iterator[LiveServer]:
    workers = {"DIRECTORY_WORKERS": getattr(request, "param", "1")}
    with serving(APP, environment=environment | workers) as running:
        yield running


def get(server: LiveServer, path: str = "/", *, seconds: float = 30) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=seconds)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def answers(server: LiveServer) -> bool:
    try:
        return get(server, seconds=0.5) == (200, "quick")
    except (OSError, http.client.HTTPException):
        return False


def unfinished(server: LiveServer, sent: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    client.sendall(sent)
    return client


@pytest.mark.parametrize("server", ["1", "2"], ids=["one-worker", "two-workers"], indirect=True)
def test_a_request_under_way_is_finished_before_the_server_stops(
    server: LiveServer, environment: dict[str, str]
) -> None:
    folder = Path(environment["SLOW_APP_FOLDER"])
    with ThreadPoolExecutor() as clients:
        asked = clients.submit(get, server, "/wait")
        (folder / "under_way").open().close()
        server.process.send_signal(signal.SIGTERM)
        # The server hears the signal while the request is inside: it turns new clients away, or
        # goes on answering them for as long as the last one takes.
        heard = monotonic() + HEARD_S
        while monotonic() < heard and answers(server):
            pass
        assert not asked.done()
        (folder / "go_on").open("w").close()
        assert asked.result(timeout=30) == (200, "finished")
    assert server.process.wait(timeout=10) == 0


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /sea",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc",
    ],
    ids=["nothing", "half-a-request-line", "half-a-header", "half-a-body"],
)
def test_clients_that_never_finish_hold_up_nobody(server: LiveServer, sent: bytes) -> None:
    with ExitStack() as clients:
        for _ in range(HALF_OPEN_CLIENTS):
            clients.enter_context(unfinished(server, sent))
        for _ in range(10):
            assert get(server, seconds=5) == (200, "quick")
        server.process.send_signal(signal.SIGTERM)
        # Nor do they keep it from stopping in the ten seconds that a supervisor gives it.
        assert server.process.wait(timeout=10) == 0


def test_a_connection_that_asks_nothing_is_closed(server: LiveServer) -> None:
    request = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with ExitStack() as stack:
        clients = [
            stack.enter_context(stack.enter_context(unfinished(server, sent)).makefile("rb"))
            for sent in (b"", b"GET /sea", request)
        ]
        # Each read ends when the server closes; the 30-second limit of the socket would raise.
        nothing, half, whole = (client.read() for client in clients)
    assert not nothing
    assert not half
    assert whole.endswith(b"quick")


def test_neither_the_search_nor_who_searched_is_written_down(environment: dict[str, str]) -> None:
    for options in ((), ("--access-log",)):
        with serving(APP, *options, environment=environment) as server:
            assert get(server, "/?near=Canaryville&headache=migraine") == (200, "quick")
            written = server.process.stdout
            assert written is not None
            # The line is written beside the answer, perhaps after it: wait for it where it is due.
            line = next((line for line in written if "GET / 200" in line), "") if options else ""
            server.process.terminate()
            rest, _ = server.process.communicate(timeout=15)
        said = line + rest
        assert ("GET / 200" in said) == bool(options)
        assert "Canaryville" not in said
        assert "127.0.0.1" not in said


def test_a_port_in_use_is_said_in_a_sentence(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", free_port())) as other:
        port = other.getsockname()[1]
        tried = subprocess.run(  # noqa: S603  (our own command)
            [*flask_command(APP), "serve"],
            cwd=ROOT,
            env={**os.environ, **environment, "HOST": "127.0.0.1", "PORT": str(port)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert tried.returncode == 1
    assert tried.stderr.startswith(f"Error: Port {port} cannot be used (")
    assert tried.stderr.endswith("); set PORT or HOST to another.\n")
