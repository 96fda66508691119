"""Pages and JSON beside a one-line Flask route, through the same interface of the same process."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import create_environ

from directory import config, create_app
from directory.web.wiring import services
from tests.benchmarks import one_line
from tests.benchmarks.figures import Figure
from tests.benchmarks.meters import Meter, Race

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

ONE_LINE: Final = "one-line route"
PAGE: Final = "HTML page, another place each time"
SAME: Final = "HTML page, the same again"
JSON: Final = "JSON, another place each time"
LEAST: Final = {PAGE: 0.10, SAME: 0.30, JSON: 0.25}
"""Of the requests that a one-line route answers in the same time."""
REQUESTS: Final = 150
WARM_UP: Final = 25
# A server makes this in its own language; made anew here it would weigh on the one-line route.
_ENVIRON: Final = create_environ("/", "http://localhost")


def make(url: str, folder: Path, clock: Callable[[], datetime] | None = None) -> Flask:
    """Make the whole app over a filled database."""
    environment = {
        "DIRECTORY_MODE": "demo",
        "DIRECTORY_INSTANCE": str(folder),
        "DATABASE_URL": url,
        "SECRET_KEY": token_hex(),
    }
    return create_app(config.load(environment), clock=clock)


def address(path: str, place: str) -> str:
    """Write the address of the search that most people make."""
    return f"{path}?{urlencode({'near': place, 'headache': 'migraine'})}"


def figures(
    name: str, app: Flask, places: Sequence[str], *, rival: Flask = one_line.app
) -> Iterator[Figure]:
    """Answer the same requests in several ways."""
    backends = _backends(app)
    again = places[0]
    race = Race[str](
        {
            ONE_LINE: (Meter(), lambda _: answer(rival, "/")),
            JSON: (Meter(*backends), lambda place: answer(app, address("/api/v1/search", place))),
            PAGE: (Meter(*backends), lambda place: answer(app, address("/search", place))),
            SAME: (Meter(*backends), lambda _: answer(app, address("/search", again))),
        }
    ).run(places[WARM_UP:], warm_up=places[:WARM_UP])
    for what in (JSON, PAGE, SAME):
        yield Figure(
            name=f"{name}: {what}",
            ours=1000 / race.typical(what),
            unit="requests/s",
            beside=1000 / race.typical(ONE_LINE),
            beside_name=ONE_LINE,
            least=LEAST[what],
            note=f"{race.typical(what):.2f} ms, p95 {race.slow(what):.2f}",
        )


def answer(app: Flask, url: str) -> bytes:
    """Send a request through the WSGI interface; anything but an answer is a fault."""
    path, _, query = url.partition("?")
    environ = {**_ENVIRON, "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO()}
    said: list[str] = []

    def start_response(status: str, *_: Any) -> Callable[[bytes], object]:  # noqa: ANN401  (WSGI)
        said.append(status)
        return said.append  # type: ignore[return-value]

    body = app.wsgi_app(environ, cast("StartResponse", start_response))
    content = b"".join(body)
    if closing := getattr(body, "close", None):
        closing()
    if not said[0].startswith(("200", "300")):
        message = f"{url} was answered with {said[0]}"
        raise AssertionError(message)
    return content


def _backends(app: Flask) -> list[int]:
    with app.app_context():
        database = services().database
    if database.dialect != "postgresql":
        return []
    with database.reading() as connection:
        return [int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar() or 0)]
