"""The reviewers' queue with a hundred thousand pieces of open work on its first heap."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from flask import Flask
from sqlalchemy import event, select, text
from werkzeug.test import create_environ

from directory.db import Database
from directory.domain.clock import seconds
from directory.domain.vocabulary import ActorKind, DeskTab, Profession
from directory.models import migrations
from directory.models.desk import DeskFile, DeskItem
from directory.models.practitioners import Practitioner
from directory.queries.desk import After
from directory.web.visitors import SESSION
from directory.web.wiring import services
from directory.workflows.demo import load_demo
from directory.workflows.demo.bulk import write_rows
from tests.benchmarks import pages
from tests.benchmarks.figures import Figure
from tests.benchmarks.meters import Meter, Race
from tests.rule_books import REAL
from tests.visitors import account
from tests.ways_in import session_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

OPEN: Final = 100_000
PEOPLE: Final = 2_000
MOST_MS: Final = 50
"""Processor time of a first page, from the request to the last letter of its answer."""
MOST_SEARCH_MS: Final = 250
"""Of one that looks through every piece of work, because nothing that is asked for is there."""
TIMES: Final = 40
WARM_UP: Final = 5
_REGIONS: Final = ("CO", "TX", "CA", "NY", "UT", "ON", "BC", "AB")
_NAMES: Final = ("Ada Moss", "Ben Hill", "Cleo Park", "Dov Stone", "Eve Brook", "Fay Wood")
_FLAGS: Final = ("", "renewal", "name_differs", "appeal", "low_confidence_rule name_differs")
_COLUMNS: Final = tuple(DeskItem.__table__.columns.keys())


def figures(name: str, url: str, folder: Path) -> Iterator[Figure]:
    """Ask for pages of the queue as a reviewer does."""
    now = datetime.now(UTC).replace(microsecond=0)
    database = Database(url)
    migrations.upgrade(database)
    load_demo(database, practitioners=PEOPLE, seed=1, as_of=now.date(), book=REAL)
    deep = _fill(database, now)
    database.close()
    app = pages.make(url, folder)
    cookie = _cookie(app)
    asked = {
        "first page": "?tab=to_check",
        **{f"heap {tab}": f"?tab={tab}" for tab in DeskTab if tab is not DeskTab.TO_CHECK},
        "page 2,000": f"?tab=to_check&after={deep}",
        "of a region": "?tab=to_check&q=region:CO",
        "a flag, late": f"?tab=to_check&q={quote('flag:appeal due:late')}",
        "a name": "?tab=to_check&q=moss",
        "assigned to me": "?tab=to_check&q=assigned:me",
        "what nobody has": "?tab=to_check&q=nobodysname",
    }
    backends = _backends(app)
    race = Race[int](
        {
            what: (Meter(*backends), lambda _, path=path: _answer(app, path, cookie))  # type: ignore[misc]
            for what, path in asked.items()
        }
    ).run(range(TIMES), warm_up=range(WARM_UP))
    statements = {what: _statements(app, path, cookie) for what, path in asked.items()}
    for what in asked:
        whole = what in {"a name", "what nobody has", "assigned to me"}
        yield Figure(
            name=f"{name}: queue, {OPEN:,} open, {what}",
            ours=race.typical(what),
            unit="ms",
            most=MOST_SEARCH_MS if whole else MOST_MS,
            note=f"p95 {race.slow(what):.1f}; {statements[what]} statements",
        )


def _fill(database: Database, now: datetime) -> After:
    """Write the work of many; gives a place far down the first heap."""
    rnd = Random(1)  # noqa: S311  (the same work each time)
    began = seconds(now) - 90 * 86_400
    rows = [
        _item(rnd, DeskTab.TO_CHECK, number, opens_at=began + number * 60) for number in range(OPEN)
    ]
    for tab in DeskTab:
        if tab is not DeskTab.TO_CHECK:
            at = (began + number * 900 for number in range(OPEN // 20))
            rows += [_item(rnd, tab, number, opens_at=each) for number, each in enumerate(at)]
    with database.transaction() as session:
        connection = session.connection()
        session.execute(text("DELETE FROM desk_item"))
        write_rows(connection, DeskItem, columns=_COLUMNS, rows=sorted(rows))
        people = list(session.scalars(select(Practitioner.id).order_by(Practitioner.id)))
        session.add_all(
            DeskFile(practitioner_id=each, put_off_until=(now + timedelta(days=3)).date())
            for each in people[::9]
        )
        if connection.dialect.name == "postgresql":
            session.execute(text("ANALYZE desk_item"))
    return After(began + OPEN // 2 * 60, 0)


def _item(rnd: Random, tab: DeskTab, number: int, *, opens_at: int) -> tuple[Any, ...]:
    name = rnd.choice(_NAMES)
    due = datetime.fromtimestamp(opens_at + 4 * 86_400, UTC).date().isoformat()
    region = rnd.choice(_REGIONS)
    country = "US" if region not in {"ON", "BC", "AB"} else "CA"
    return (
        tab.value, 1_000 + number, "licence", 10**9 + number, opens_at, due, country, region,
        Profession.PHYSICAL_THERAPIST.value, name, f" {name.lower()} ptl {number:07d}",
        rnd.choice(_FLAGS),
    )  # fmt: skip


def _cookie(app: Flask) -> str:
    with app.app_context():
        gate = services().gate
    token, _ = session_of(gate, account(app, ActorKind.REVIEWER))
    return f"{SESSION}={token}"


def _answer(app: Flask, query: str, cookie: str) -> bytes:
    environ = create_environ("/review/queue", "http://localhost")
    environ |= {
        "QUERY_STRING": query.removeprefix("?"),
        "HTTP_COOKIE": cookie,
        "wsgi.input": BytesIO(),
    }
    said: list[str] = []

    def start_response(status: str, *_: Any) -> Callable[[bytes], object]:  # noqa: ANN401  (WSGI)
        said.append(status)
        return said.append  # type: ignore[return-value]

    body = app.wsgi_app(environ, cast("StartResponse", start_response))
    content = b"".join(body)
    if not said[0].startswith("200"):
        message = f"{query} was answered with {said[0]}"
        raise AssertionError(message)
    return content


def _statements(app: Flask, query: str, cookie: str) -> int:
    with app.app_context():
        engine = services().database.engine
    seen: list[str] = []

    def note(*said: Any) -> None:  # noqa: ANN401  (SQLAlchemy's own)
        seen.append(said[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        _answer(app, query, cookie)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def _backends(app: Flask) -> list[int]:
    with app.app_context():
        database = services().database
    if database.dialect != "postgresql":
        return []
    with database.reading() as connection:
        return [int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar() or 0)]
