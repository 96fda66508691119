"""Where a listing stands: one thing to do, what happened, answers, appeals and messages."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain import ids
from directory.domain.decisions import Decision
from directory.domain.reasons import Reason
from directory.domain.situations import Actor
from directory.domain.verification import Action
from directory.domain.vocabulary import ActorKind, CredentialKind, CredentialState, HeldKind
from directory.models.credentials import Licence
from directory.models.listings import HeldChange, Message
from directory.workflows.messages import MOST_UNREAD, write_to_owner
from directory.workflows.verification import take_step
from tests.clock import Clock
from tests.pages import Page, read_page
from tests.visitors import AccountClient, account, office_of, signed_in
from tests.ways_in import SYSTEM, letters
from tests.web.practitioner.drafted import filled_in
from tests.web.practitioner.keeping import path_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
STATUS = path_of(7, "status")


@pytest.fixture
def client(app: Flask) -> AccountClient:
    return signed_in(app, filled_in(app, 7))


def sent(client: AccountClient) -> None:
    client.send(path_of(7, "check"), publish="yes", true="y")


def licence(app: Flask) -> Licence:
    with office_of(app).database.transaction() as session:
        row = session.scalars(select(Licence)).one()
        session.expunge(row)
    return row


def decided(app: Flask, action: Action, *, reason: Reason, words: str) -> None:
    """Let a reviewer decide on the licence."""
    row = licence(app)
    with office_of(app).act(Actor(ActorKind.REVIEWER, account(app, ActorKind.REVIEWER))) as act:
        decision = Decision(action=action, version=row.version, reason=reason, words=words)
        take_step(act, CredentialKind.LICENCE, credential_id=row.id, decision=decision)


def reply(app: Flask, what: str) -> str:
    return path_of(7, f"credentials/licence/{ids.encode(licence(app).id)}/{what}")


def to_do(page: Page) -> str:
    """Give the one thing to do, which stands in the first of the panels."""
    assert page.texts("h2").count("What you need to do now") == 1
    return page.texts("p", class_="lead")[0]


def test_a_new_listing_is_to_be_sent_and_then_waits(client: AccountClient) -> None:
    page = client.page(STATUS)
    assert page.heading == "Where your listing stands"
    assert to_do(page) == "Everything is filled in. Check your answers and send them."
    assert page.links()["Check and send"] == path_of(7, "check")
    assert "Nothing has been sent yet." in page.texts("p")
    sent(client)
    page = client.page(STATUS)
    assert to_do(page) == "Nothing. We are checking, and will e-mail you."
    steps = page.texts("li")
    assert any(each.startswith("Sent ") for each in steps)
    assert any(each.startswith("Being checked By ") for each in steps)


def test_a_question_is_answered_on_a_page_of_its_own(app: Flask, client: AccountClient) -> None:
    sent(client)
    decided(app, Action.QUERY, reason=Reason.NAME_DIFFERS, words="Is Ada your first name?")
    page = client.page(STATUS)
    assert to_do(page) == "We have a question about this: Physical therapist, Colorado."
    where = reply(app, "answer")
    assert page.links()["Answer"] == where
    asked = client.page(where)
    assert asked.heading == "Answer our question"
    assert "The reviewer wrote: Is Ada your first name?" in asked.texts("p")
    version = asked.one("input", name="version").get("value", "")
    empty = read_page(client.send(where, version=version, words=" "))
    assert (empty.status, empty.links()["Write your answer"]) == (422, "#words")
    answered = client.send(where, version=version, words="Yes.\nIt is.")
    assert (answered.status_code, answered.location) == (303, STATUS)
    assert licence(app).state is CredentialState.SUBMITTED
    assert any("You wrote: Yes. It is." in each for each in client.page(STATUS).texts("li"))
    # There is nothing to answer any more.
    assert client.get(where).location == STATUS


def test_an_answer_to_what_was_seen_differently_is_shown_again_with_its_words(
    app: Flask, client: AccountClient
) -> None:
    sent(client)
    decided(app, Action.QUERY, reason=Reason.NAME_DIFFERS, words="Is Ada your first name?")
    page = read_page(client.send(reply(app, "answer"), version="x", words="Yes, it is."))
    assert page.status == 409
    assert page.texts("textarea") == ["Yes, it is."]
    version = page.one("input", name="version").get("value", "")
    assert client.send(reply(app, "answer"), version=version, words="Yes.").status_code == 303
    late = client.send(reply(app, "answer"), version=version, words="Yes, again.")
    assert (late.status_code, late.location) == (303, STATUS)


def test_an_answer_with_a_licence_that_has_ended_says_so(app: Flask, client: AccountClient) -> None:
    sent(client)
    decided(app, Action.QUERY, reason=Reason.END_DIFFERS, words="When does it end?")
    with office_of(app).act(SYSTEM) as act:
        act.session.scalars(select(Licence)).one().expires = datetime(2026, 1, 1, tzinfo=UTC).date()
    version = client.page(reply(app, "answer")).one("input", name="version").get("value", "")
    page = read_page(client.send(reply(app, "answer"), version=version, words="In January."))
    assert page.status == 422
    assert any("ended" in each for each in page.texts("div", class_="note"))
    assert page.texts("textarea") == ["In January."]


def test_a_refusal_is_appealed_once(app: Flask, client: AccountClient) -> None:
    sent(client)
    decided(app, Action.REFUSE, reason=Reason.NOT_ON_REGISTER, words="We do not find it.")
    page = client.page(STATUS)
    assert to_do(page).startswith("This was not accepted: Physical therapist, Colorado.")
    where = reply(app, "appeal")
    asked = client.page(where)
    assert asked.heading == "Appeal against the decision"
    version = asked.one("input", name="version").get("value", "")
    assert client.send(where, version=version, words="It is there.").location == STATUS
    page = client.page(STATUS)
    assert to_do(page) == "Nothing. We are checking, and will e-mail you."
    assert any(each.startswith("Another reviewer looks") for each in page.texts("li"))
    assert client.get(where).location == STATUS


def test_credentials_of_others_are_neither_answered_nor_appealed(
    app: Flask, client: AccountClient
) -> None:
    other = signed_in(app, filled_in(app, 8))
    theirs = reply_of(8)
    assert other.get(theirs).status_code == 404, "not theirs: it is of another number"
    for number in ("nonsense", ids.encode(800)):
        for what in ("answer", "appeal"):
            where = path_of(7, f"credentials/licence/{number}/{what}")
            assert client.get(where).status_code == 404
            assert client.send(where, version="1", words="x").status_code == 404


def reply_of(number: int) -> str:
    return path_of(number, f"credentials/licence/{ids.encode(700)}/answer")


def test_messages_go_both_ways_and_are_read(
    app: Flask, client: AccountClient, clock: Clock
) -> None:
    where = path_of(7, "messages")
    empty = read_page(client.send(where, body=""))
    assert (empty.status, empty.links()["Write your message"]) == (422, "#body")
    long = read_page(client.send(where, body="x" * 2_001))
    assert long.status == 422
    assert client.send(where, body="I moved.\nSee my website.").status_code == 303
    clock.forward(timedelta(minutes=1))
    with office_of(app).act(Actor(ActorKind.REVIEWER, account(app, ActorKind.REVIEWER))) as act:
        write_to_owner(act, 7, body="Thank you <b>very</b> much.")
    assert "message_written" in [each for _, each in letters(office_of(app).database)]
    page = client.page(STATUS)
    assert to_do(page) == "A reviewer wrote to you."
    assert page.texts("p", class_="said") == [
        "Thank you <b>very</b> much.",
        "I moved. See my website.",
    ]
    assert client.send(path_of(7, "messages/read")).status_code == 303
    assert to_do(client.page(STATUS)) != "A reviewer wrote to you."


def test_a_heap_of_messages_waits_to_be_read(app: Flask, client: AccountClient) -> None:
    with office_of(app).act(SYSTEM) as act:
        for number in range(MOST_UNREAD):
            act.session.add(
                Message(
                    id=number + 1, practitioner_id=7, by=ActorKind.OWNER, body="?",
                    written_at=act.at,
                )
            )  # fmt: skip
    page = read_page(client.send(path_of(7, "messages"), body="Is anybody there?"))
    assert page.status == 409
    assert page.texts("textarea") == ["Is anybody there?"]


def test_a_change_that_waits_is_taken_back(app: Flask, client: AccountClient) -> None:
    with office_of(app).act(SYSTEM) as act:
        for number, kind, after in (
            (1, HeldKind.NAME, '{"given_name": "Eda", "family_name": "Example"}'),
            (2, HeldKind.LOCATION, '{"city": "Boise", "region": "ID"}'),
        ):
            act.session.add(
                HeldChange(
                    id=number, practitioner_id=7, kind=kind, before="{}", after=after,
                    asked_at=act.at,
                )
            )  # fmt: skip
    said = client.page(STATUS).texts("p")
    assert "Your new name: Eda Example. Until it is checked, the old one is shown." in said
    assert "A place moves to Boise, ID. Until it is checked, the old one is shown." in said
    where = path_of(7, f"changes/{ids.encode(1)}/withdraw")
    assert client.send(where).location == STATUS
    assert client.send(where).status_code == 404
    assert (
        signed_in(app, filled_in(app, 8))
        .send(path_of(8, f"changes/{ids.encode(2)}/withdraw"))
        .status_code
        == 404
    )
