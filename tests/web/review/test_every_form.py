"""Whatever staff send leaves one entry in the log, and does not hold without it."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from directory import create_app
from directory.config import load
from directory.db import Database
from directory.domain.vocabulary import ActorKind
from directory.models.base import Base
from directory.models.decision_log import LogEntry
from directory.models.sessions import AccountSession
from directory.web.wiring import services
from tests.clock import Clock
from tests.visitors import AccountClient, account, office_of, signed_in
from tests.web.acts import ACTS
from tests.web.callers import ALWAYS, HOURLY, NONE
from tests.web.doors import DOORS, RIGHTS, addresses
from tests.web.review import forms
from tests.web.review.forms.staging import SYSTEM, Form, Stage, Staging
from tests.web.test_lessons_of_others import ON_THE_DESK

ROOMS = [
    import_module(f"{forms.__name__}.{room.name}")
    for room in iter_modules(forms.__path__)
    if room.name != "staging"
]
FORMS: dict[str, Stage] = {door: form for room in ROOMS for door, form in room.FORMS.items()}


@pytest.fixture
def penless(environment: dict[str, str], clock: Clock, tmp_path: Path) -> Iterator[Flask]:
    """Give another worker over the same database, whose key for the log cannot be read."""
    folder = tmp_path / "no-key"
    folder.mkdir()
    made = create_app(load({**environment, "DIRECTORY_LOG_KEY": str(folder)}), clock=clock)
    yield made
    with made.app_context():
        services().database.close()


def contents(database: Database) -> dict[str, list[str]]:
    """Read every row of every table, except for what counts tries and knows who is here."""
    with database.reading() as connection:
        return {
            table.name: sorted(map(str, connection.execute(select(table))))
            for table in Base.metadata.sorted_tables
            if table.name not in {"limit_window", "account_session", "place"}
        }


def entries(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(LogEntry)) or 0


STALE = {ALWAYS: timedelta(minutes=10), HOURLY: timedelta(hours=1)}


def prove(app: Flask, ago: timedelta = timedelta(0)) -> None:
    """Let everybody here have proven so long ago who they are."""
    with office_of(app).act(SYSTEM) as act:
        act.session.execute(update(AccountSession).values(proven_at=act.at - ago))


def proof_for(door: str) -> str:
    """Say how fresh a proof a form asks for."""
    return RIGHTS[DOORS[door]][1]


def sent(client: AccountClient, form: Form) -> Any:  # noqa: ANN401  (a response)
    fields: dict[str, Any] = dict(form.fields)
    return client.send(form.path, **fields)


def test_every_form_of_the_desk_is_staged(app: Flask) -> None:
    posts = {
        address.endpoint
        for address in addresses(app, "review")
        if address.method == "POST" and address.endpoint not in ACTS
    }
    assert posts == set(FORMS)
    assert {DOORS[door] for door in FORMS if proof_for(door) != NONE} == ON_THE_DESK


@pytest.mark.parametrize("door", sorted(FORMS))
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_staff_send_is_one_entry_or_nothing(
    app: Flask, penless: Flask, database: Database, clock: Clock, door: str
) -> None:
    """PyPI's audit of 2026, finding 4: events were dropped, and the change held without them."""
    me = account(app, ActorKind.REVIEWER, ActorKind.ADMINISTRATOR)
    form = FORMS[door](Staging(app, clock, me))
    client = signed_in(app, me)
    # When the log cannot be written
    before = contents(database)
    broken = signed_in(penless, me)
    penless.testing = False
    failed = sent(broken, form)
    # Then nothing has changed.
    # What is only tried asks for no entry.
    assert failed.status_code == (500 if form.entries else 200), failed.text
    after = contents(database)
    assert [name for name in before if after[name] != before[name]] == []
    # Nor does anything happen where the proof of who it is has become old.
    if proof_for(door) != NONE:
        prove(app, ago=STALE[proof_for(door)])
        before = contents(database)
        late = sent(client, form)
        assert late.location.startswith("/account/step-up"), door
        assert contents(database) == before
        prove(app)
    # And where all is in order, it is done, and leaves one entry.
    seq = entries(database)
    done = sent(client, form)
    assert done.status_code in {200, 303}, done.text
    assert entries(database) - seq == form.entries
    # A proof that serves one act has served.
    if proof_for(door) == ALWAYS:
        assert sent(client, form).location.startswith("/account/step-up"), door
