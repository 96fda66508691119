"""Whatever an owner does with a credential is in the log: what, by whom, and once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.db import Database
from directory.domain import ids
from directory.models.credentials import Certification, Licence, Training
from directory.models.decision_log import LogEntry
from tests.clock import Clock
from tests.web.practitioner.drafting import CERTIFICATION, LICENCE, date_boxes, keeper
from tests.web.practitioner.test_acts_of_keepers import leaves

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def key_of(database: Database, table: type[Licence] | type[Training] | type[Certification]) -> str:
    with database.transaction() as session:
        return ids.encode(session.scalars(select(table.id).order_by(table.id)).all()[-1])


@contextmanager
def leaves_nothing(database: Database) -> Iterator[None]:
    def size() -> int:
        with database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(LogEntry)) or 0

    before = size()
    yield
    assert size() == before


def test_acts_on_credentials(app: Flask, database: Database, clock: Clock) -> None:
    who = keeper(app, database, at=clock(), declared=True, licensed=False)
    by = ("owner", who.account)
    with leaves(database, ("edited", None), by=by):
        who.send("certifications/none", none="yes")
    # Said again, it is no change.
    with leaves_nothing(database):
        who.send("certifications/none", none="yes")
    with leaves_nothing(database):
        draft = who.begin("licence")
        who.fill_all(draft, LICENCE)
        other = who.begin("certification")
        who.fill_all(other, CERTIFICATION)
        third = who.begin("training", "correct", subject=key_of(database, Training))
        who.fill_all(third, {"hours": {"hours": "60", "hours_in_person": "60"}})
        fourth = who.begin("certification", "renew", subject=key_of(database, Certification))
        who.fill_all(fourth, {"body": CERTIFICATION["body"]})
        who.fill_all(fourth, {"end": date_boxes("expires", "10", "31", year="2030")})
        who.send(f"{who.begin('licence')}/remove")
    for each, done in ((draft, "submitted"), (other, "submitted"), (third, "submitted")):
        with leaves(database, (done, None), by=by):
            assert who.enter(each).status_code == 303
    with leaves(database, ("renewed", None), by=by):
        assert who.enter(fourth).status_code == 303
    edit = who.begin("licence", "edit", subject=key_of(database, Licence))
    with leaves(database, ("edited", None), by=by):
        assert who.enter(edit).status_code == 303
    path = f"credentials/licence/{key_of(database, Licence)}/withdraw"
    version = who.page(path).one("input", name="version").get("value", "")
    with leaves(database, ("withdrawn", None), by=by):
        assert who.send(path, version=version).status_code == 303
