"""Every act leaves its entries and its letters, and does not hold without them."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from directory import create_app
from directory.config import load
from directory.db import Database
from directory.models.base import Base
from directory.models.decision_log import LogEntry
from directory.models.mail import Mail
from directory.web.wiring import services
from tests.clock import Clock
from tests.pages import read
from tests.servers import ROOT
from tests.visitors import SAME_SITE, account
from tests.ways_in import session_of
from tests.web.acts import ACTS, ELSEWHERE, UNNOTED, Sent, Stage, log_after, send, staged
from tests.web.callers import come, named
from tests.web.doors import DEMO, GUARDED, addresses, wing_of

NEWCOMERS: Final = frozenset({"register", "join"})
"""Acts by which the account of who acts comes to be."""
SENT_AGAIN: Final = frozenset({"name", "send_again"})
"""Acts that can be done again at once: they ask for no proof of their own, and send nothing new."""


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
    """Read every row of every table, except for what counts tries."""
    with database.reading() as connection:
        return {
            table.name: sorted(map(str, connection.execute(select(table))))
            for table in Base.metadata.sorted_tables
            if table.name != "limit_window"
        }


def entries(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(LogEntry)) or 0


def letters(database: Database) -> Counter[str]:
    with database.reading() as connection:
        return Counter(connection.scalars(select(Mail.template)))


def expected(sent: Sent, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Say what a form is to leave; whoever is new is whoever the entries agree on."""
    actor, subject = sent.actor, sent.subject
    if actor == ("owner", None) and found:
        actor, subject = found[0]["actor"], found[0]["subject"][1]
        assert actor == ("owner", subject) != ("owner", None)
    return [
        {"done": done, "actor": actor, "subject": ("account", subject)} for done in sent.entries
    ]


def test_every_form_is_an_act_or_leaves_no_entry(app: Flask) -> None:
    posts = {address.endpoint for address in addresses(app, *GUARDED) if address.method == "POST"}
    assert posts == {door for door in (*ACTS, *UNNOTED, *ELSEWHERE) if wing_of(door) != DEMO}
    assert not set(ACTS) & set(UNNOTED)
    assert not (set(ACTS) | set(UNNOTED)) & set(ELSEWHERE)
    for file in sorted(set(ELSEWHERE.values())):
        assert (ROOT / file).is_file(), file


def test_every_act_leaves_its_entries_and_its_letters_once(
    app: Flask, database: Database, clock: Clock
) -> None:
    """PyPI's audit of 2026, findings 4 and 14: events were dropped, or never written.

    Here each says what was done, by whom, to whom; the form sent again is not done again.
    """
    wrong = []
    for name, sent in staged(app, clock):
        seq, post = entries(database), letters(database)
        first = send(app, sent)
        found = log_after(database, seq)
        if first.status_code not in {200, 303} or found != expected(sent, found):
            wrong.append(f"{name}: {first.status} {found}, not {sent.entries} of {sent.actor}")
        new = letters(database)
        if set(new - post) != sent.letters:
            wrong.append(f"{name}: {new - post}, not {sent.letters}")
        again = send(app, sent)
        if name not in SENT_AGAIN and (
            entries(database) != seq + len(found) or letters(database) != new
        ):
            wrong.append(f"{name}: sent again it was done again ({again.status})")
    assert not wrong, "\n".join(wrong)


def test_an_act_whose_entry_cannot_be_written_does_not_hold(
    app: Flask, penless: Flask, database: Database, clock: Clock
) -> None:
    """PyPI's audit of 2026, finding 4: the change held although its event was lost."""
    wrong = []
    for name, sent in staged(app, clock):
        before = contents(database)
        answer = send(penless, sent)
        if answer.status_code != 500:
            wrong.append(f"{name}: {answer.status}")
        after = contents(database)
        wrong += [f"{name}: {table}" for table in before if after[table] != before[table]]
        # It was the entry alone: the next worker does it.
        if send(app, sent).status_code not in {200, 303}:
            wrong.append(f"{name}: it could not be done afterwards")
    assert not wrong, "\n".join(wrong)


# --- letters to an address that anybody may type ------------------------------------------------

Ask = Callable[[str], TestResponse]


@pytest.fixture
def ask(app: Flask, clock: Clock, path: str) -> Ask:
    """Give who asks for a letter to an address, as often as they like."""
    stage = Stage(app, clock)
    whose = account(app)

    def asks(email: str) -> TestResponse:
        client, form = FlaskClient(app, app.response_class), {"email": email}
        if path == "/account/address":
            # Each time with a proof of its own: it is not what holds them.
            token, visitor = session_of(stage.gate, whose)
            client.set_cookie("session", token)
            form["csrf_token"] = stage.csrf(visitor)
        return client.post(path, data=form, headers=SAME_SITE)

    return asks


TYPED: Final = ("/account/register", "/account/recover", "/account/address")


@pytest.mark.parametrize("path", TYPED)
def test_letters_to_one_address_are_limited(ask: Ask, database: Database) -> None:
    """PyPI's audit of 2023: routes that send mail had no limit."""
    answers = [ask("somebody@people.example") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429, 429]
    assert letters(database).total() == 3
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.parametrize("path", TYPED)
def test_letters_from_one_network_are_limited(ask: Ask, database: Database) -> None:
    answers = [ask(f"somebody-{number}@people.example") for number in range(22)]
    assert [answer.status_code for answer in answers] == [303] * 20 + [429] * 2
    assert letters(database).total() == 20


def test_no_other_form_takes_an_address_to_send_a_letter_to(app: Flask) -> None:
    taking = set()
    for name in ("nobody", "an owner", "an administrator"):
        client = come(app, named(name)).client
        for address in addresses(app, *GUARDED):
            if address.method == "GET" and (answer := client.get(address.path)).data:
                if answer.mimetype != "text/html":
                    continue
                fields = read(answer.text).all("input", name="email")
                taking |= {address.path} if fields and answer.status_code != 303 else set()
    # To sign in no letter is sent to it; administrators prove themselves for each, or only look.
    assert taking == {*TYPED, "/account/sign-in", "/review/people/invite", "/review/people"}
