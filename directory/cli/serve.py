"""The server: nobody waits for clients that do not finish, and no search is written down."""

import socket
import time
from threading import Thread
from typing import Final

import click
from flask.cli import ScriptInfo, pass_script_info
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from directory import config
from directory.cli.clerk import Clerk
from directory.cli.postman import Rounds, hire, letter_writer
from directory.cli.prepare import refuse_unprepared
from directory.cli.sentences import plain_faults
from directory.cli.upkeep import HourlyUpkeep
from directory.db import Database
from directory.letters.trying import check

# Most time goes to Python code, which one thread runs at a time; the others wait for the database.
THREADS: Final = 128
# A client that has sent half a request for this long, or has sent none, is let go.
UNFINISHED_REQUEST_MS: Final = 5_000
# Requests under way at SIGTERM get this long; supervisors kill after ten seconds, and stopping
# itself takes a moment on a busy machine.
LAST_REQUESTS_S: Final = 7
# Neither the address of the client nor the query: together they would tell who looked for what.
ACCESS_LOG: Final = "[%(time)s] %(method)s %(path)s %(status)s %(dt_ms).1f ms"


@click.command("serve")
@click.option(
    "--access-log/--no-access-log",
    default=False,
    help="Write one line a request: time, method, path, status; never the query or who asked.",
)
@pass_script_info
def serve(script: ScriptInfo, *, access_log: bool) -> None:
    """Answer HTTP requests, send letters and do the upkeep, until told to stop."""
    beside: list[Rounds | HourlyUpkeep | Clerk] = []
    with plain_faults():
        settings = config.load()
        if "directory" in script.load_app().extensions:
            refuse_unprepared(settings)
            beside = [_rounds(settings), HourlyUpkeep(settings), Clerk(settings)]
        address = _address(settings.host)
        _refuse_if_taken(address, settings.port)
    server = Server(
        _target(script),
        address=address,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=settings.workers,
        blocking_threads=THREADS,
        runtime_mode=RuntimeModes.st,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=UNFINISHED_REQUEST_MS),
        log_level=LogLevels.error,
        log_access=access_log,
        log_access_format=ACCESS_LOG,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_REQUESTS_S,
    )

    def once_open() -> None:
        _announce((address, settings.port), settings.base_url)
        # Only now: the workers are forked, and carry nothing of a letter on its way.
        for each in beside:
            each.begin()

    server.on_startup(Thread(target=once_open, daemon=True).start)
    for each in beside:
        server.on_shutdown(each.end)
    server.serve()


def _rounds(settings: config.Settings) -> Rounds:
    # Before anything is served: texts that an operator changed, and where letters go.
    writer = letter_writer(settings)
    postman = hire(settings, writer)
    if writer.overrides.exists():
        check(writer)
    return Rounds(postman, Database(settings.database_url))


def _announce(place: tuple[str, int], url: str) -> None:
    # Workers open the port some moments after the server says that it started; an address that
    # does not answer yet is no address.
    for _ in range(600):
        try:
            socket.create_connection(place, timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            click.echo(f"Serving {url} (Ctrl-C stops)")
            return


def _target(script: ScriptInfo) -> str:
    # `flask --app wsgi` and `flask --app wsgi:app` name the object that workers import anew.
    module, _, name = (script.app_import_path or "wsgi").partition(":")
    return f"{module.removesuffix('.py')}:{name or 'app'}"


def _address(host: str) -> str:
    # The server wants a number. Where a name has two, IPv4 comes first: every client tries it.
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        message = f"HOST is {host!r}, which is no address of this machine; set it to localhost."
        raise config.SettingError(message) from error
    return str(min(found, key=lambda entry: entry[0] != socket.AF_INET)[4][0])


def _refuse_if_taken(address: str, port: int) -> None:
    # Two servers may share a port, and then each answers some of the requests.
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        socket.create_server((address, port), family=family).close()
    except OSError as error:
        message = f"Port {port} cannot be used ({error.strerror}); set PORT or HOST to another."
        raise config.SettingError(message) from error
