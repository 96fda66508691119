"""How letters leave: one postman or several, a server that fails, a postman that dies."""

import json
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, Event

import pytest
from sqlalchemy import Row, select, update

from directory.adapters.mail_messages import Sender
from directory.adapters.place_files import read_regions
from directory.adapters.post_smtp import SmtpPost
from directory.db import Database
from directory.domain.mail_servers import MailServer as Place
from directory.domain.mailing import (
    CLAIM_HOLDS,
    MOST_ATTEMPTS,
    Answer,
    Letter,
    MailFault,
    Outcome,
    Written,
)
from directory.domain.vocabulary import LinkPurpose, MailState
from directory.letters.writing import Writer
from directory.models.mail import Mail
from directory.queries.mail import has_work, open_letters
from directory.workflows.acts import Office
from directory.workflows.mail import queue
from directory.workflows.post import CannotGoAgain, NoSuchLetter, deliver, send_again
from tests.clock import START, Clock
from tests.mail_servers import MailServer, Temper, mail_server
from tests.offices import SYSTEM
from tests.servers import free_port

SENDER = Sender(address="directory@find.example", host="find.example")
SECOND = timedelta(seconds=1)
LINKED = {"purpose": LinkPurpose.REGISTER.value, "token": "t"}
Send = Callable[[Letter, Written], Answer]


class Killed(BaseException):
    """The process ended here."""


def post_to(port: int, *, timeout_s: float = 10) -> SmtpPost:
    at = Place(host="127.0.0.1", port=port, encrypted=False, upgrades=False)
    return SmtpPost(at, SENDER, timeout_s=timeout_s)


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(
        base_url="https://find.example",
        contact="",
        regions=read_regions(),
        overrides=tmp_path / "mail",
    )


@pytest.fixture
def queued(office: Office) -> Callable[..., int]:
    def put(to_address: str = "ana@clinic.example", **params: str) -> int:
        template = params.get("purpose", "no_account")
        with office.act(SYSTEM) as act:
            return queue(act, to_address=to_address, template=template, params=params)

    return put


@pytest.fixture
def go(database: Database, writer: Writer, clock: Clock) -> Callable[[Send], Counter[MailState]]:
    """Give one round of a postman."""

    def run(send: Send) -> Counter[MailState]:
        return deliver(database, write=writer.write, send=send, clock=clock)

    return run


def row_of(database: Database, letter_id: int) -> Row[tuple[object, ...]]:
    with database.reading() as connection:
        return connection.execute(select(*Mail.__table__.columns).where(Mail.id == letter_id)).one()


def alter(database: Database, letter_id: int, **columns: object) -> None:
    with database.transaction() as session:
        session.execute(update(Mail).where(Mail.id == letter_id).values(columns))


Queued = Callable[..., int]
Go = Callable[[Send], Counter[MailState]]


def test_what_waits_is_sent_and_says_no_more_what_it_held(
    database: Database, queued: Queued, go: Go, clock: Clock
) -> None:
    number = queued(**LINKED)
    with mail_server() as server:
        assert go(post_to(server.port).send) == {MailState.SENT: 1}
        (message,) = server.messages()
        assert "token=t" in message.get_content()
        # Once is enough.
        assert go(post_to(server.port).send) == {}
        assert len(server.taken) == 1
    row = row_of(database, number)
    assert (row.state, row.attempts, row.sent_at) == (MailState.SENT, 1, clock())
    assert (row.params, row.to_address, row.fault) == ("{}", "", None)
    assert open_letters(database, limit=9) == ()


def test_what_is_due_later_waits(database: Database, queued: Queued, go: Go, clock: Clock) -> None:
    number = queued()
    alter(database, number, next_at=clock() + SECOND)
    with mail_server() as server:
        assert not has_work(database, clock())
        assert go(post_to(server.port).send) == {}
        clock.forward(SECOND)
        assert has_work(database, clock())
        assert go(post_to(server.port).send) == {MailState.SENT: 1}


def test_a_round_ends(database: Database, queued: Queued, writer: Writer, clock: Clock) -> None:
    for _ in range(3):
        queued()
    with mail_server() as server:
        send = post_to(server.port).send
        done = deliver(database, write=writer.write, send=send, clock=clock, limit=2)
        assert done == {MailState.SENT: 2}


def test_a_server_that_is_down_and_comes_up_gets_the_same_letter_once(
    database: Database, queued: Queued, go: Go, clock: Clock
) -> None:
    number = queued(**LINKED)
    port = free_port()
    for minutes in (1, 5):
        assert go(post_to(port).send) == {MailState.WAITING: 1}
        row = row_of(database, number)
        assert row.fault == MailFault.UNREACHABLE
        assert row.next_at == clock() + timedelta(minutes=minutes)
        assert json.loads(row.params) == LINKED
        assert go(post_to(port).send) == {}
        clock.forward(timedelta(minutes=minutes))
    with mail_server(port=port) as server:
        assert go(post_to(port).send) == {MailState.SENT: 1}
        (message,) = server.messages()
    row = row_of(database, number)
    assert message["Message-ID"] == f"<{row.message_id}@find.example>"
    assert row.attempts == 3


def test_a_letter_that_is_tried_again_keeps_its_name(queued: Queued, go: Go, clock: Clock) -> None:
    queued()
    names: list[str] = []

    with mail_server(Temper.BUSY_CONTENT) as server:
        send = post_to(server.port).send

        def watched(letter: Letter, written: Written) -> Answer:
            names.append(letter.message_id)
            return send(letter, written)

        go(watched)
        server.temper = Temper.OBEDIENT
        clock.forward(timedelta(minutes=1))
        assert go(watched) == {MailState.SENT: 1}
        (message,) = server.messages()
    assert names[0] == names[1]
    assert message["Message-ID"] == f"<{names[0]}@find.example>"


def test_after_eight_attempts_nobody_tries_any_more(
    database: Database, queued: Queued, go: Go, clock: Clock
) -> None:
    number = queued()
    port = free_port()
    for _ in range(MOST_ATTEMPTS - 1):
        assert go(post_to(port).send) == {MailState.WAITING: 1}
        clock.forward(timedelta(hours=12))
    assert go(post_to(port).send) == {MailState.FAILED: 1}
    clock.forward(timedelta(days=365))
    assert not has_work(database, clock())
    assert row_of(database, number).attempts == MOST_ATTEMPTS


def test_what_is_refused_for_good_fails_without_the_words_of_the_server(
    database: Database, queued: Queued, go: Go
) -> None:
    number = queued()
    with mail_server(Temper.NO_RECIPIENT) as server:
        assert go(post_to(server.port).send) == {MailState.FAILED: 1}
    row = row_of(database, number)
    assert row.fault == MailFault.RECIPIENT_REFUSED


def test_a_server_that_takes_a_letter_and_dies_is_not_asked_again(
    database: Database, queued: Queued, go: Go, clock: Clock
) -> None:
    number = queued()
    with mail_server(Temper.TAKES_AND_DIES) as server:
        assert go(post_to(server.port).send) == {MailState.UNSURE: 1}
        clock.forward(timedelta(days=365))
        assert go(post_to(server.port).send) == {}
        assert len(server.taken) == 1
    assert row_of(database, number).fault == MailFault.BROKE_OFF
    (shown,) = open_letters(database, limit=9)
    assert (shown.id, shown.state) == (number, MailState.UNSURE)


def test_killed_between_acceptance_and_commit_a_letter_is_unsure_and_not_sent_again(
    database: Database, queued: Queued, go: Go, clock: Clock
) -> None:
    number = queued(**LINKED)
    with mail_server() as server:
        send = post_to(server.port).send

        def killed_after(letter: Letter, written: Written) -> Answer:
            send(letter, written)
            raise Killed

        with pytest.raises(Killed):
            go(killed_after)
        assert len(server.taken) == 1
        assert row_of(database, number).state is MailState.CLAIMED
        # As long as the postman may live, nobody speaks for it.
        clock.forward(CLAIM_HOLDS)
        assert go(send) == {}
        assert row_of(database, number).state is MailState.CLAIMED
        clock.forward(SECOND)
        assert has_work(database, clock())
        assert go(send) == {MailState.UNSURE: 1}
        clock.forward(timedelta(days=365))
        assert go(send) == {}
        assert len(server.taken) == 1
    row = row_of(database, number)
    assert (row.state, row.fault) == (MailState.UNSURE, MailFault.POSTMAN_LOST)


def test_a_postman_who_was_taken_for_lost_still_tells_what_it_knows(
    database: Database, queued: Queued, go: Go, clock: Clock
) -> None:
    number = queued()
    with mail_server() as server:
        send = post_to(server.port).send

        def slow(letter: Letter, written: Written) -> Answer:
            answer = send(letter, written)
            clock.forward(CLAIM_HOLDS + SECOND)
            assert go(send) == {MailState.UNSURE: 1}
            return answer

        assert go(slow) == {MailState.SENT: 1}
    row = row_of(database, number)
    assert (row.state, row.fault, row.params) == (MailState.SENT, None, "{}")


def test_a_late_answer_says_nothing_about_a_claim_of_somebody_else(
    database: Database, office: Office, queued: Queued, go: Go, clock: Clock
) -> None:
    number = queued()
    claimed, claimed_anew = Event(), Event()

    def late(_letter: Letter, _written: Written) -> Answer:
        claimed.set()
        assert claimed_anew.wait(30)
        return Answer(Outcome.LATER, MailFault.BUSY)

    with mail_server() as server, ThreadPoolExecutor(1) as threads:
        send = post_to(server.port).send
        first = threads.submit(go, late)
        assert claimed.wait(30)
        clock.forward(CLAIM_HOLDS + SECOND)
        assert go(send) == {MailState.UNSURE: 1}
        with office.act(SYSTEM) as act:
            send_again(act, number)

        def second(letter: Letter, written: Written) -> Answer:
            claimed_anew.set()
            first.result(30)
            assert row_of(database, number).state is MailState.CLAIMED
            return send(letter, written)

        assert go(second) == {MailState.SENT: 1}
    assert row_of(database, number).state is MailState.SENT


def test_two_postmen_at_once_send_each_letter_once(
    database_url: str, database: Database, queued: Queued, writer: Writer, clock: Clock
) -> None:
    numbers = [queued(f"reader{n}@clinic.example") for n in range(24)]
    start = Barrier(3)

    def postman(server: MailServer) -> int:
        own = Database(database_url)
        try:
            start.wait()
            done = deliver(own, write=writer.write, send=post_to(server.port).send, clock=clock)
            return done[MailState.SENT]
        finally:
            own.close()

    with mail_server() as server, ThreadPoolExecutor(3) as postmen:
        sent = list(postmen.map(postman, [server] * 3))
        assert sum(sent) == len(numbers)
        assert sorted(server.recipients) == sorted(
            f"reader{n}@clinic.example" for n in range(len(numbers))
        )
    assert {row_of(database, number).state for number in numbers} == {MailState.SENT}
    assert {row_of(database, number).attempts for number in numbers} == {1}


def test_nothing_is_sent_whose_link_has_ended(
    database: Database, queued: Queued, go: Go, clock: Clock
) -> None:
    number = queued(**LINKED)
    clock.forward(timedelta(hours=24))
    with mail_server() as server:
        assert go(post_to(server.port).send) == {MailState.FAILED: 1}
        assert server.taken == []
    row = row_of(database, number)
    assert (row.fault, row.params) == (MailFault.EXPIRED, "{}")


def test_what_cannot_be_written_fails_alone_and_is_logged_without_saying_to_whom(
    database: Database, office: Office, queued: Queued, go: Go, caplog: pytest.LogCaptureFixture
) -> None:
    with office.act(SYSTEM) as act:
        broken = queue(
            act,
            to_address="secret@clinic.example",
            template="method_added",
            params={"method": "magic-secret"},
        )
    queued()
    with mail_server() as server, caplog.at_level(logging.DEBUG):
        assert go(post_to(server.port).send) == {MailState.FAILED: 1, MailState.SENT: 1}
    assert row_of(database, broken).fault == MailFault.TEXT
    assert "cannot be written" in caplog.text
    assert "secret" not in caplog.text


# --- By an operator's decision ---


@pytest.mark.parametrize("state", [MailState.FAILED, MailState.UNSURE, MailState.WAITING])
def test_a_letter_goes_again_when_somebody_decides_so(
    database: Database, office: Office, queued: Queued, go: Go, clock: Clock, state: MailState
) -> None:
    number = queued()
    later = START + timedelta(days=1)
    alter(database, number, state=state, attempts=8, fault="busy", next_at=later)
    with office.act(SYSTEM) as act:
        send_again(act, number)
    row = row_of(database, number)
    assert (row.state, row.attempts, row.fault) == (MailState.WAITING, 0, None)
    assert row.next_at == clock()
    with mail_server() as server:
        assert go(post_to(server.port).send) == {MailState.SENT: 1}


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        (MailState.SENT, None),
        (MailState.CLAIMED, None),
        (MailState.FAILED, MailFault.EXPIRED.value),
    ],
)
def test_what_is_over_does_not_go_again(
    database: Database, office: Office, queued: Queued, state: MailState, fault: str | None
) -> None:
    number = queued()
    alter(database, number, state=state, fault=fault)
    with pytest.raises(CannotGoAgain), office.act(SYSTEM) as act:
        send_again(act, number)
    assert row_of(database, number).state is state


def test_a_letter_that_is_not_there_does_not_go(office: Office) -> None:
    with pytest.raises(NoSuchLetter), office.act(SYSTEM) as act:
        send_again(act, 1)


def test_what_is_not_sent_is_listed_the_oldest_first(
    database: Database, queued: Queued, clock: Clock
) -> None:
    states = [state for state in MailState if state is not MailState.SENT]
    numbers = []
    for state in states:
        numbers.append(queued())
        alter(database, numbers[-1], state=state)
        clock.forward(SECOND)
    alter(database, queued(), state=MailState.SENT)
    assert [each.id for each in open_letters(database, limit=9)] == numbers
    assert [each.id for each in open_letters(database, limit=2)] == numbers[:2]


def test_a_clock_that_went_back_loses_no_letter(
    database: Database, queued: Queued, go: Go, clock: Clock
) -> None:
    number = queued()
    clock.forward(timedelta(hours=-48))
    assert not has_work(database, clock())
    clock.forward(timedelta(hours=48))
    with mail_server() as server:
        assert go(post_to(server.port).send) == {MailState.SENT: 1}
    at = row_of(database, number).sent_at
    assert isinstance(at, datetime)
