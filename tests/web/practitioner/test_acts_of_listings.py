"""Whatever is done with a listing as a whole is in the log: what, by whom, and once."""

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.reasons import Reason
from directory.domain.verification import Action
from directory.domain.vocabulary import HeldKind
from directory.models.credentials import Licence
from directory.models.listings import HeldChange, Message
from tests.visitors import office_of, signed_in
from tests.ways_in import SYSTEM
from tests.web.practitioner.drafted import filled_in
from tests.web.practitioner.keeping import path_of
from tests.web.practitioner.test_acts_of_keepers import leaves
from tests.web.practitioner.test_status import decided

AWAY = {"until-month": "3", "until-day": "1", "until-year": "2027"}


def test_acts_of_an_owner(app: Flask, database: Database) -> None:
    owner = filled_in(app, 7)
    client, by = signed_in(app, owner), ("owner", owner)

    def send(rest: str, **fields: str) -> int:
        return client.send(path_of(7, rest), **fields).status_code

    sent = ("submitted", None)
    with leaves(database, sent, sent, sent, ("declared", None), ("published", None), by=by):
        assert send("check", publish="yes", true="y") == 303
    with leaves(database, ("attested", "new_patients"), by=by):
        assert send("away", **AWAY) == 303
    with leaves(database, ("attested", "new_patients"), by=by):
        assert send("taking") == 303
    with leaves(database, ("message_written", None), by=by):
        assert send("messages", body="I moved.") == 303
    with leaves(database, ("paused", None), by=by):
        assert send("pause") == 303
    with leaves(database, ("published", None), by=by):
        assert send("publish") == 303
    with leaves(database, ("left", None), by=by):
        assert send("leave") == 303
    with leaves(database, ("paused", None), by=by):
        assert send("come-back") == 303


@pytest.mark.parametrize(
    ("action", "page", "done"),
    [(Action.QUERY, "answer", "answered"), (Action.REFUSE, "appeal", "appealed")],
)
def test_answers_and_appeals(
    app: Flask, database: Database, *, action: Action, page: str, done: str
) -> None:
    owner = filled_in(app, 7)
    client, by = signed_in(app, owner), ("owner", owner)
    client.send(path_of(7, "check"), publish="yes", true="y")
    decided(app, action, reason=Reason.NOT_ON_REGISTER, words="We do not find it.")
    with database.reading() as connection:
        row = connection.execute(select(Licence.id, Licence.version)).one()
    path = path_of(7, f"credentials/licence/{ids.encode(row.id)}/{page}")
    with leaves(database, (done, None), by=by):
        assert client.send(path, version=str(row.version), words="It is.").status_code == 303


def test_a_change_is_taken_back_and_messages_are_read(app: Flask, database: Database) -> None:
    owner = filled_in(app, 7)
    client = signed_in(app, owner)
    with office_of(app).act(SYSTEM) as act:
        act.session.add(
            HeldChange(
                id=1, practitioner_id=7, kind=HeldKind.NAME, before="{}",
                after='{"given_name": "Eda", "family_name": "Example"}', asked_at=act.at,
            )
        )  # fmt: skip
    with leaves(database, ("change_withdrawn", None), by=("owner", owner)):
        path = path_of(7, f"changes/{ids.encode(1)}/withdraw")
        assert client.send(path).status_code == 303
    # That something was read is written down beside the message; it is no decision.
    assert client.send(path_of(7, "messages/read")).status_code == 303
    with database.reading() as connection:
        assert connection.scalars(select(Message.id)).all() == []
