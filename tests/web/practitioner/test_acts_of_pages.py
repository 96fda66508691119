"""Every page that saves leaves one nameless entry in the log, and none where nothing is new."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.models.decision_log import LogEntry, LogPrivate
from tests.web.practitioner.own_pages import save
from tests.web.practitioner.test_places import DENVER, NUMBER, begun, facts, path, place_path

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

LISTING = f"/listing/{ids.encode(NUMBER)}"


def acts(database: Database) -> list[str]:
    with database.reading() as connection:
        leaves = connection.scalars(select(LogEntry.leaf).order_by(LogEntry.seq)).all()
    return [json.loads(leaf)["act"] for leaf in leaves]


def test_each_save_is_noted_once(app: Flask, database: Database) -> None:
    client = begun(app)
    save(client, path("/new"), **DENVER)
    first, added = facts(database).places
    day = {"ended_on-year": "2027", "ended_on-month": "1", "ended_on-day": "2"}
    pages: list[tuple[str, dict[str, Any]]] = [
        (f"{LISTING}/person/name", {"given_name": "Bo"}),
        (f"{LISTING}/patients/bio", {"bio": "The best of all, guaranteed."}),
        (f"{LISTING}/questions/visit", {"words": "We talk."}),
        (place_path(first.id, "reach"), {"website": "https://other.example.com/"}),
        (place_path(first.id, "hours"), {"day_1": "9-12"}),
        (place_path(first.id, "access"), {"access": ["low_light"]}),
        (place_path(added.id, "point"), {"lat": "39.77", "lon": "-105.01"}),
        (place_path(added.id, "address"), {"name": "Other"}),
        (place_path(added.id, "end"), {**day}),
    ]
    for where, typed in pages:
        before = acts(database)
        assert save(client, where, **typed).status_code == 303, where
        assert acts(database)[len(before) :] == ["edited"], where
    before = acts(database)
    save(client, place_path(added.id, "end"), to=place_path(added.id, "remove"))
    assert acts(database)[len(before) :] == ["edited"]
    # What is saved as it stands is no change.
    before = acts(database)
    for where, _ in pages[:3]:
        save(client, where)
    assert acts(database) == before
    with database.reading() as connection:
        details = " ".join(map(str, connection.scalars(select(LogPrivate.details)).all()))
    # Codes and numbers alone: what a reviewer may look at, and nothing that anybody typed.
    assert "bio_promises" in details
    assert "guaranteed" not in details
    assert "Bo" not in details
