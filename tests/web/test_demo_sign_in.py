"""Looking around as an invented person: in a demonstration alone, and as nobody real."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from directory import config, create_app
from directory.adapters.mail_messages import Sender
from directory.adapters.post_files import FilePost
from directory.db import Database
from directory.domain import ids
from directory.domain.accounts.rights import STAFF
from directory.domain.mailing import Letter, Written
from directory.domain.vocabulary import ActorKind
from directory.queries.accounts import AccountView
from directory.queries.invented import invented
from directory.web.wiring import services
from directory.workflows.demo import load_demo
from tests.clock import START, Clock
from tests.rule_books import REAL
from tests.visitors import AccountClient, account, anybody, signed_in, token_of

PATHS = ("/account/demo/", "/account/demo/letters", "/account/demo/letters/x")


@pytest.fixture
def demo(environment: dict[str, str], clock: Clock) -> Iterator[Flask]:
    """Give the app of a demonstration."""
    made = create_app(config.load({**environment, "DIRECTORY_MODE": "demo"}), clock=clock)
    made.testing = True
    yield made
    with made.app_context():
        services().database.close()


@pytest.fixture
def people(database: Database) -> dict[ActorKind, AccountView]:
    """Load a few invented people; gives one account of each part."""
    load_demo(database, practitioners=20, seed=1, as_of=START.date(), book=REAL)
    with database.reading() as connection:
        accounts = invented(connection)
    assert len(accounts) == 8
    return {part: each for each in accounts for part in each.parts}


def be(client: AccountClient, who: AccountView | int, **more: str) -> TestResponse:
    number = who if isinstance(who, int) else who.id
    return client.send_openly("/account/demo/sign-in", account=ids.encode(number), **more)


def test_outside_a_demonstration_there_are_no_such_pages(app: Flask) -> None:
    client = anybody(app)
    for path in PATHS:
        assert client.get(path).status_code == 404, path
    for path in ("sign-in", "proven"):
        assert client.send_openly(f"/account/demo/{path}").status_code == 404, path
    assert "invented person" not in client.get("/account/sign-in").text


def test_one_click_signs_in_as_each_part(demo: Flask, people: dict[ActorKind, AccountView]) -> None:
    assert set(people) >= {
        ActorKind.OWNER,
        ActorKind.DELEGATE,
        ActorKind.REVIEWER,
        ActorKind.ADMINISTRATOR,
    }
    landings = {}
    for part, who in people.items():
        client = anybody(demo)
        page = client.page("/account/demo/")
        assert f"Sign in as {who.name}" in page.texts("button")
        assert "Demo:" in page.texts("strong")
        desk = {"desk": "yes"} if part in STAFF else {}
        answer = be(client, who, **desk)
        landings[part] = answer.location
        assert client.page("/account/").heading == "Your account"
    assert landings == {part: "/review/" if part in STAFF else "/listing/" for part in people}


def test_the_sign_in_page_leads_there(demo: Flask) -> None:
    links = anybody(demo).page("/account/sign-in").links()
    assert links["Look around as an invented person"] == "/account/demo/"
    page = anybody(demo).page("/account/demo/")
    assert "There is nobody to be: the demonstration has not been loaded." in page.texts("p")


def test_nobody_real_is_signed_in_to_or_proven_by_a_click(demo: Flask) -> None:
    real = account(demo, ActorKind.ADMINISTRATOR)
    client = anybody(demo)
    for who in (real, 12):
        assert be(client, who).status_code == 404
    assert client.send_openly("/account/demo/sign-in", account="nobody").status_code == 404
    assert client.get("/account/").location.startswith("/account/sign-in")
    theirs = signed_in(demo, real, ago=timedelta(minutes=20))
    assert theirs.send("/account/demo/proven").status_code == 404
    assert theirs.get("/account/password").location.startswith("/account/step-up")


def test_an_invented_administrator_proves_by_a_click_and_acts(
    demo: Flask, clock: Clock, people: dict[ActorKind, AccountView]
) -> None:
    client = anybody(demo)
    be(client, people[ActorKind.ADMINISTRATOR])
    clock.forward(timedelta(minutes=11))
    asked = client.get("/review/people/invite")
    assert asked.location == "/account/step-up?next=/review/people/invite"
    step_up = client.page(asked.location)
    (form,) = step_up.all("form", action="/account/demo/proven")
    after = form.find(".//input[@name='next']")
    assert after is not None
    sent = client.send("/account/demo/proven", token=token_of(step_up), next=after.get("value", ""))
    assert sent.location == "/review/people/invite"
    assert client.page(sent.location).heading == "Invite somebody to help run the directory"
    invited = client.send("/review/people/invite", email="x@people.example", role="reviewer")
    assert invited.location == "/review/people"


def test_letters_of_a_demonstration_are_read_in_it(
    demo: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_INSTANCE", str(tmp_path / "instance"))
    client = anybody(demo)
    assert "None has been written yet." in " ".join(client.page("/account/demo/letters").texts("p"))
    sender = Sender(address="directory@localhost", host="localhost")
    letter = Letter(
        template="register",
        language="en",
        params={},
        to_address="new@people.example",
        message_id="0123456789ab",
        queued_at=START,
    )
    body = "Open <it> here:\n\nhttp://localhost:8000/account/confirm?token=t\n"
    FilePost(tmp_path / "instance" / "mail-out", sender).send(
        letter, Written(subject="Open your account", body=body)
    )
    assert client.page("/account/demo/letters").links()["Open your account"] == (
        "/account/demo/letters/0123456789ab"
    )
    page = client.page("/account/demo/letters/0123456789ab")
    assert "Open <it> here:" in page.texts("p")
    assert "http://localhost:8000/account/confirm?token=t" in page.links().values()
    assert client.get("/account/demo/letters/..%2f..%2fsecret").status_code == 404
