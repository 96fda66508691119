"""Issuers are asked by a link that works once, and what they answer is kept for the decision."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from directory.db import Database
from directory.domain.ids import encode
from directory.domain.issuers import IssuerRefusal
from directory.domain.vocabulary import CredentialKind, CredentialState, IssuerAnswer
from directory.models.credentials import Training
from directory.models.mail import Mail
from directory.queries.issuer_requests import asked_by_link, requests_of
from directory.queries.links import LinkDead
from directory.workflows.acts import Office
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.issuer_requests import IssuerRefused, answer_by_link, ask_issuer
from tests.clock import Clock
from tests.factories import person
from tests.offices import OWNER, REVIEWER, SYSTEM

NUMBER = 7
SCHOOL = "records@school.example"
TRAINING = CredentialKind.TRAINING


@pytest.fixture(autouse=True)
def listing(office: Office) -> int:
    with office.act(SYSTEM) as act:
        person(act.session, number=NUMBER, at=act.at).account_id = OWNER.account
    return NUMBER


def ask(office: Office, email: str = SCHOOL, kind: CredentialKind = TRAINING) -> None:
    with office.act(REVIEWER) as act:
        ask_issuer(
            act, kind, credential_id=NUMBER, issuer="Example Institute", email=email, language="en"
        )
        assert [(e.act, e.practitioner_id, e.subject_kind) for e in act.entries] == [
            ("issuer_asked", NUMBER, kind.value)
        ]


def tokens(database: Database) -> list[str]:
    with database.reading() as connection:
        found = connection.scalars(
            select(Mail.params)
            .where(Mail.template == "confirm_credential")
            .order_by(Mail.queued_at, Mail.id)
        )
        return [json.loads(each)["token"] for each in found]


def reply(office: Office, token: str, answer: IssuerAnswer = IssuerAnswer.CONFIRMED) -> None:
    answer_by_link(office, token, answer=answer, by="Kim Doe, registrar", words="")


def test_an_answer_is_taken_once_and_kept_for_the_check(
    office: Office, database: Database, clock: Clock
) -> None:
    ask(office)
    (token,) = tokens(database)
    with database.reading() as connection:
        asked = asked_by_link(connection, token, at=clock())
        (waiting,) = requests_of(connection, NUMBER)
    assert (asked.issuer, asked.name, asked.kind) == ("Example Institute", "Ada Example", TRAINING)
    assert waiting.waits(clock())
    assert not waiting.waits(clock() + timedelta(days=30))
    clock.forward(timedelta(days=2))
    reply(office, token)
    with pytest.raises(LinkDead):
        reply(office, token)
    with database.reading() as connection:
        (said,) = requests_of(connection, NUMBER)
        with pytest.raises(LinkDead):
            asked_by_link(connection, token, at=clock())
    assert (said.answer, said.reference) == (IssuerAnswer.CONFIRMED, asked.reference)
    assert said.answered_at == clock()


def test_asking_again_ends_what_was_asked_before(
    office: Office, database: Database, clock: Clock
) -> None:
    ask(office)
    (first,) = tokens(database)
    clock.forward(timedelta(minutes=1))
    ask(office, "office@school.example")
    second = next(each for each in tokens(database) if each != first)
    with pytest.raises(LinkDead):
        reply(office, first)
    clock.forward(timedelta(days=30))
    with pytest.raises(LinkDead):
        reply(office, second)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_is_not_asked(office: Office, database: Database) -> None:
    with database.reading() as connection:
        assert requests_of(connection, NUMBER) == ()
    with pytest.raises(IssuerRefused) as refused:
        ask(office, f"{encode(OWNER.account or 0)}@people.example")
    assert refused.value.why is IssuerRefusal.THEIR_OWN_ADDRESS
    with pytest.raises(NoSuchCredential), office.act(REVIEWER) as act:
        ask_issuer(act, TRAINING, credential_id=99, issuer="x", email=SCHOOL, language="en")
    with office.act(SYSTEM) as act:
        act.session.get_one(Training, NUMBER).state = CredentialState.DRAFT
    with pytest.raises(IssuerRefused) as refused:
        ask(office)
    assert refused.value.why is IssuerRefusal.NOT_OPEN


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_credential_that_is_gone_asks_nothing(
    office: Office, database: Database, clock: Clock
) -> None:
    ask(office, kind=CredentialKind.CERTIFICATION)
    ask(office)
    with office.act(SYSTEM) as act:
        act.session.delete(act.session.get_one(Training, NUMBER))
    alive = []
    for token in tokens(database):
        with database.reading() as connection:
            try:
                alive.append(asked_by_link(connection, token, at=clock()).kind)
            except LinkDead:
                with pytest.raises(LinkDead):
                    reply(office, token)
    assert alive == [CredentialKind.CERTIFICATION]
