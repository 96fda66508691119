"""Details that nobody has confirmed for 180 days: said on card, profile and in JSON, at once."""

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from directory.db import Database
from directory.models.credentials import CredentialCheck
from directory.workflows.standings import restate
from tests.clock import Clock
from tests.factories import CONFIRMED_ON, person
from tests.pages import PageClient
from tests.rule_books import ANYWHERE

SAID = "Details not confirmed since 12 Nov 2026."
SEARCH = "lat=39.7392&lon=-104.9847"
# Summer time in Denver: its midnight is six hours behind.
MIDNIGHT = datetime(2027, 5, 12, 6, tzinfo=UTC)


def test_doubt_begins_at_the_instant_and_not_with_the_next_run(
    client: PageClient, database: Database, clock: Clock
) -> None:
    assert MIDNIGHT.date() == CONFIRMED_ON + timedelta(days=181)
    clock.at = MIDNIGHT - timedelta(days=60)
    with database.transaction() as session:
        person(session, number=7, at=clock(), licence_expires=None)
        session.execute(update(CredentialCheck).values(looked_on=clock().date()))
        restate(session, 7, at=clock(), book=ANYWHERE)
    for at, since, times in (
        (MIDNIGHT - timedelta(seconds=1), None, 0),
        (MIDNIGHT, "2026-11-12", 1),
    ):
        clock.at = at
        (found,) = client.get(f"/api/v1/search?{SEARCH}").get_json(force=True)["results"]
        assert found["unconfirmed_since"] == since
        record = client.get(f"/api/v1/practitioners/{found['id']}").get_json(force=True)
        assert record["unconfirmed_since"] == since
        assert record["listed"] is True
        line = json.loads(client.get("/api/v1/export/practitioners.ndjson").data)
        assert line["unconfirmed_since"] == since
        card = client.get(f"/search?{SEARCH}", follow_redirects=True).text
        assert card.count(SAID) == times
        page = client.get(f"/practitioners/{found['id']}/ada-example").text
        assert page.count(SAID) == times
