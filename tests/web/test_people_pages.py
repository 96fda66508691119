"""Pages of administrators, as they use them; every step of theirs is one entry in the log."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from directory.db import Database
from directory.domain import ids
from directory.domain.accounts.staffing import StaffRefusal
from directory.domain.mailing import MailFault
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, MailState, SignInMethod
from directory.letters.known import LETTERS
from directory.models.accounts import Account, AccountProposal, AccountRole
from directory.models.decision_log import LogEntry
from directory.models.mail import Mail
from directory.web.review import words
from tests.clock import Clock
from tests.visitors import AccountClient, account, anybody, office_of, signed_in
from tests.web.acts import ACTS

NEW = "newcomer@people.example"
ADMINISTRATOR, REVIEWER = ActorKind.ADMINISTRATOR, ActorKind.REVIEWER


@pytest.fixture
def first(app: Flask) -> int:
    return account(app, ADMINISTRATOR, email="first@people.example")


@pytest.fixture
def second(app: Flask) -> int:
    return account(app, ADMINISTRATOR, email="second@people.example")


def logged(database: Database) -> int:
    with database.reading() as connection:
        return len(connection.scalars(select(LogEntry.seq)).all())


def one(database: Database, *what: Any) -> Any:  # noqa: ANN401  (whatever is asked for)
    with database.reading() as connection:
        return connection.scalars(select(*what)).one()


def invite(app: Flask, who: int, *, email: str = NEW, role: ActorKind = REVIEWER) -> None:
    answer = signed_in(app, who).send("/review/people/invite", email=email, role=role.value)
    assert answer.status_code == 303, answer.text


def open_letter(app: Flask, **changes: object) -> str:
    """Give the number of a letter that did not leave."""
    with office_of(app).act(Actor(ActorKind.SYSTEM, None)) as act:
        letter = act.session.scalars(select(Mail)).first()
        assert letter is not None
        for name, value in changes.items():
            setattr(letter, name, value)
        return ids.encode(letter.id)


# --- who may -------------------------------------------------------------------------------------


def test_the_people_are_for_administrators_with_a_passkey(app: Flask, first: int) -> None:
    assert signed_in(app, first).page("/review/people").heading == "People"
    for role in (REVIEWER, ActorKind.OWNER):
        answer = signed_in(app, account(app, role)).get("/review/people")
        assert answer.status_code == 403
        assert "administrators" in answer.text
    by_password = signed_in(app, first, by=SignInMethod.PASSWORD).get("/review/people")
    assert by_password.location.startswith("/account/step-up?")
    assert anybody(app).get("/review/people").location.startswith("/account/sign-in?")


def test_staff_arrive_where_they_work(app: Flask, first: int) -> None:
    assert signed_in(app, first).get("/review/").location == "/review/people"
    reviewer = signed_in(app, account(app, REVIEWER))
    assert reviewer.get("/review/").location == "/review/queue"
    assert reviewer.page("/review/queue").heading == "Queue: To check"
    assert signed_in(app, first).get("/review/queue").status_code == 403


def steps_of(app: Flask) -> Iterator[Rule]:
    return (
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("review.")
        and rule.endpoint in ACTS
        and "POST" in (rule.methods or ())
    )


def test_no_step_is_open_to_whoever_does_not_administer(
    app: Flask, database: Database, first: int, second: int
) -> None:
    theirs = ids.encode(account(app, ADMINISTRATOR, email="third@people.example"))
    invite(app, first)
    number = ids.encode(one(database, AccountProposal.id))
    letter = open_letter(app, state=MailState.FAILED)
    values = {"account": theirs, "role": "administrator", "proposal": number, "letter": letter}
    reviewer = signed_in(app, account(app, REVIEWER))
    token, before = reviewer.token(), logged(database)
    tried = 0
    for rule in steps_of(app):
        with app.test_request_context():
            path = app.url_map.bind("localhost").build(
                rule.endpoint, {name: values[name] for name in rule.arguments}, method="POST"
            )
        form = {"email": NEW, "role": "reviewer"}
        assert reviewer.send(path, token=token, **form).status_code == 403, path
        assert anybody(app).send_openly(path, **form).status_code == 303, path
        # An old proof opens nothing either, and neither does a form of another session.
        late = signed_in(app, second, ago=timedelta(minutes=11))
        if rule.endpoint != "review.send_again":  # which asks for one of the last hour
            assert late.send(path, **form).location.startswith("/account/step-up?"), path
        fresh = signed_in(app, second)
        assert fresh.send(path, token=token, **form).status_code == 400, path
        tried += 1
    assert tried == 9
    assert logged(database) == before


# --- every step is one entry in the log ----------------------------------------------------------


def test_every_step_of_administrators_is_one_entry_in_the_log(
    app: Flask, database: Database, first: int, second: int
) -> None:
    done: set[str] = set()

    def step(who: int, path: str, **form: str) -> None:
        client, before = signed_in(app, who), logged(database)
        assert client.get(path).status_code == 200, path
        assert client.page(path).heading
        answer = client.send(path, **form)
        assert answer.status_code == 303, answer.text
        assert logged(database) == before + 1, path
        with app.test_request_context():
            done.add(app.url_map.bind("localhost").match(path, method="POST")[0])

    def proposal() -> str:
        with database.reading() as connection:
            waiting = connection.scalars(
                select(AccountProposal.id).where(AccountProposal.settled_at.is_(None))
            )
            return f"/review/people/proposals/{ids.encode(waiting.one())}"

    theirs = account(app, REVIEWER, email="reviewer@people.example")
    person = f"/review/people/{ids.encode(theirs)}"
    grant = {"email": NEW, "role": "administrator"}
    step(first, "/review/people/invite", **grant)
    step(first, f"{proposal()}/withdraw")
    step(second, "/review/people/invite", **grant)
    step(first, f"{proposal()}/refuse")
    step(second, "/review/people/invite", **grant)
    step(first, f"{proposal()}/confirm")
    step(first, f"{person}/reset")
    step(second, f"{proposal()}/confirm")
    step(first, f"{person}/disable")
    step(first, f"{person}/enable")
    step(second, f"{proposal()}/confirm")
    step(second, f"{person}/role/reviewer/take")
    step(first, f"/review/letters/{open_letter(app, state=MailState.UNSURE)}/send-again")
    assert done == {rule.endpoint for rule in steps_of(app)}
    with database.reading() as connection:
        assert not connection.scalars(
            select(AccountRole.role).where(AccountRole.account_id == theirs)
        ).all()


def test_each_step_needs_a_proof_of_its_own(app: Flask, first: int) -> None:
    client = signed_in(app, first)
    form = {"role": "reviewer"}
    sent = client.send("/review/people/invite", email=NEW, **form)
    assert sent.location == "/review/people"
    again = client.send("/review/people/invite", email="other@people.example", **form)
    assert again.location.startswith("/account/step-up?next=/review/people/invite")


# --- what is not possible ------------------------------------------------------------------------


def test_an_invitation_says_what_is_wrong_with_it(app: Flask, first: int) -> None:
    client = signed_in(app, first)
    answer = client.send("/review/people/invite", email="nobody", role="owner")
    assert answer.status_code == 422
    assert "Enter an e-mail address with a name" in answer.text
    assert "Choose what they will do" in answer.text
    own = client.send("/review/people/invite", email="First@people.example", role="reviewer")
    assert own.status_code == 409
    assert "This is your own account." in own.text


def test_a_step_that_is_not_possible_says_why_and_uses_no_proof_up(
    app: Flask, database: Database, first: int, second: int
) -> None:
    invite(app, first)
    number = ids.encode(one(database, AccountProposal.id))
    client = signed_in(app, first)
    for path, said in (
        (f"people/proposals/{number}/confirm", "You proposed this."),
        (f"people/{ids.encode(first)}/disable", "This is your own account."),
        (f"people/{ids.encode(second)}/enable", "This account is not locked."),
    ):
        answer = client.send(f"/review/{path}")
        assert answer.status_code == 409, path
        assert said in answer.text


def test_the_last_administrator_cannot_leave_the_part(app: Flask, first: int) -> None:
    path = f"/review/people/{ids.encode(first)}/role/administrator/take"
    answer = signed_in(app, first).send(path)
    assert answer.status_code == 409
    assert "Invite another one first." in answer.text


def test_what_is_not_there_is_not_found(app: Flask, first: int, second: int) -> None:
    nobody = ids.encode(12)
    client = signed_in(app, first)
    for path in (
        f"people/{nobody}/disable",
        "people/nobody/reset",
        f"people/{ids.encode(second)}/role/reviewer/take",
        f"people/{ids.encode(second)}/role/owner/take",
        f"people/proposals/{nobody}/confirm",
        "people/proposals/nothing/refuse",
        "letters/nothing/send-again",
    ):
        assert client.get(f"/review/{path}").status_code == 404, path
    assert client.send(f"/review/letters/{nobody}/send-again").status_code == 404


# --- what the pages show -------------------------------------------------------------------------


def test_the_people_page_shows_staff_and_what_waits(app: Flask, first: int, second: int) -> None:
    account(app, ActorKind.OWNER, email="owner@people.example")
    locked = account(app, REVIEWER, email="locked@people.example")
    with office_of(app).act(Actor(ActorKind.SYSTEM, None)) as act:
        act.session.get_one(Account, locked).disabled_at = act.at
    invite(app, first)
    mine = signed_in(app, first).page("/review/people")
    said = " ".join(mine.texts("li"))
    assert "locked@people.example · reviewer · locked" in said
    assert "owner@people.example" not in said
    assert f"Give {NEW} this part: reviewer" in mine.texts("h3")
    assert [link for link in mine.links() if link.startswith("Take it back")]
    theirs = signed_in(app, second).page("/review/people")
    assert [link for link in theirs.links() if link.startswith("Confirm")]


def test_an_account_is_found_by_its_whole_address_alone(app: Flask, first: int) -> None:
    account(app, ActorKind.OWNER, email="owner@people.example")
    client = signed_in(app, first)
    found = client.page("/review/people?email=OWNER@people.example")
    assert "owner@people.example" in " ".join(found.texts("li"))
    for part in ("owner@people.exampl", "own@people.example"):
        page = client.page(f"/review/people?email={part}")
        assert "Nobody has an account with this address." in " ".join(page.texts("p"))
    assert client.get("/review/people?email=owner").status_code == 422


def test_letters_that_are_not_sent_are_told_in_words(
    app: Flask, database: Database, first: int, second: int
) -> None:
    client = signed_in(app, first)
    assert "Every letter has been sent." in client.page("/review/letters").texts("p")
    invite(app, second)
    number = open_letter(app, state=MailState.FAILED, fault=MailFault.RECIPIENT_REFUSED, attempts=2)
    page = client.page("/review/letters")
    said = " ".join(page.texts("li"))
    assert "did not leave · 2 attempts · The mail server refused the address it goes to." in said
    assert "A proposal waits for a second administrator" in page.texts("h2")
    assert client.send(f"/review/letters/{number}/send-again").location == "/review/letters"
    assert one(database, Mail.state) is MailState.WAITING
    open_letter(app, state=MailState.FAILED, fault=MailFault.EXPIRED)
    assert not client.page("/review/letters").all("form", action=f"/review/letters/{number}")
    refused = client.send(f"/review/letters/{number}/send-again")
    assert refused.status_code == 409
    assert "holds a link that has ended" in refused.text


def test_every_code_has_words(app: Flask) -> None:
    with app.test_request_context():
        assert all(words.letter_named(template) for template in LETTERS)
        assert all(words.refusal(why) for why in StaffRefusal)
        assert all(words.fault_named(fault) for fault in MailFault)
        assert set(words.STATES) == set(MailState) - {MailState.SENT}


def test_a_step_sent_twice_at_once_is_done_once(
    app: Flask, clock: Clock, database: Database, first: int
) -> None:
    client: AccountClient = signed_in(app, first)
    token = client.token()
    sent = [
        client.send("/review/people/invite", token=token, email=NEW, role="reviewer")
        for _ in range(2)
    ]
    assert [answer.location.partition("?")[0] for answer in sent] == [
        "/review/people",
        "/account/step-up",
    ]
    assert one(database, AccountProposal.proposed_at) == clock.at
