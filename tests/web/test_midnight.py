"""A licence ends at local midnight: one second later its holder is gone, and nothing was run."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import Country
from directory.models.credentials import Certification, Licence
from directory.models.standings import PostingRow, Published, Standing
from directory.workflows.standings import restate
from tests.clock import Clock
from tests.factories import person
from tests.pages import PageClient
from tests.rule_books import ANYWHERE

DAY: Final = timedelta(days=1)
SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Town:
    """Where somebody sees patients."""

    zone: str
    region: str
    lat: float
    lon: float
    country: Country = Country.US


TOWNS: Final = (
    Town("Pacific/Honolulu", "HI", 21.3069, -157.8583),
    Town("America/Adak", "AK", 51.88, -176.6581),
    Town("America/Anchorage", "AK", 61.2181, -149.9003),
    Town("America/Los_Angeles", "WA", 45.6387, -122.6615),
    Town("America/Phoenix", "AZ", 33.4484, -112.074),
    Town("America/Denver", "CO", 39.7392, -104.9847),
    Town("America/Regina", "SK", 50.4452, -104.6189, Country.CA),
    Town("America/Chicago", "IL", 41.8781, -87.6298),
    Town("America/New_York", "NY", 40.7128, -74.006),
    Town("America/Halifax", "NS", 44.6488, -63.5752, Country.CA),
    Town("America/St_Johns", "NL", 47.5615, -52.7126, Country.CA),
)
LAST_DAYS: Final = (
    date(2026, 12, 31),
    date(2027, 3, 13),
    date(2027, 3, 14),
    date(2027, 11, 6),
    date(2027, 11, 7),
    date(2028, 2, 28),
    date(2028, 2, 29),
)


def midnight_after(day: date, zone: str) -> datetime:
    """Give the instant at which a day is over, without asking the product."""
    return datetime.combine(day + DAY, time(), ZoneInfo(zone)).astimezone(UTC)


def write_everyone(database: Database, last: date, *, of_certification: bool = False) -> None:
    """Put one person in every town; a licence, or a certification, of each ends on this day."""
    began = datetime.combine(last - 30 * DAY, time(12), UTC)
    with database.transaction() as session:
        for number, town in enumerate(TOWNS, 1):
            person(
                session, number=number, given=f"Ada{number}", at=began,
                lat=town.lat, lon=town.lon, region=town.region, country=town.country,
                time_zone=town.zone, attested_on=last - 10 * DAY, confirmed_on=last - 10 * DAY,
                licence_expires=last + 200 * DAY,
            )  # fmt: skip
        for licence in session.scalars(select(Licence)):
            licence.checks[0].looked_on = last - 30 * DAY
            if not of_certification:
                licence.expires = last
        for certification in session.scalars(select(Certification)):
            if of_certification:
                certification.expires = last
        for number in range(1, len(TOWNS) + 1):
            restate(session, number, at=began, book=ANYWHERE)


@contextmanager
def nothing_written(database: Database) -> Iterator[None]:
    """Hold what is stored to be the same before and after."""

    def stored() -> list[list[Any]]:
        with database.reading() as connection:
            return [
                sorted(map(tuple, connection.execute(select(*table.__table__.columns))), key=repr)
                for table in (Standing, PostingRow, Published)
            ]

    before = stored()
    assert all(before)
    yield
    assert stored() == before


def shown(client: PageClient, number: int, town: Town) -> dict[str, bool]:
    """Say on which pages a person is shown."""
    results = client.page(f"/search?lat={town.lat}&lon={town.lon}&headache=migraine")
    profile = client.page(f"/practitioners/{ids.encode(number)}/ada{number}-example")
    return {
        "results": f"Ada{number} Example" in results.links(),
        "profile": bool(profile.all("section", aria_labelledby="checked")),
    }


def told(client: PageClient, number: int, town: Town) -> dict[str, bool]:
    """Say in which answers for programs a person is qualified."""
    public_id = ids.encode(number)
    found = client.get(f"/api/v1/search?lat={town.lat}&lon={town.lon}").get_json(force=True)
    record = client.get(f"/api/v1/practitioners/{public_id}").get_json(force=True)
    lines = client.get("/api/v1/export/practitioners.ndjson").get_data(as_text=True).splitlines()
    exported = [line for line in map(json.loads, lines) if line["id"] == public_id]
    return {
        "search": public_id in [result["id"] for result in found["results"]],
        "record": record["listed"] and record["locations"][0]["qualified"],
        "export": any(place["qualified"] for line in exported for place in line["locations"]),
    }


def everywhere(*outputs: str) -> dict[str, bool]:
    return dict.fromkeys(outputs, True)


SHOWN: Final = everywhere("results", "profile")
TOLD: Final = everywhere("search", "record", "export")
NOT_SHOWN: Final = dict.fromkeys(SHOWN, False)
NOT_TOLD: Final = dict.fromkeys(TOLD, False)
PAGES_EVERY: Final = 3
"""Reading a page takes long: each day a third of the towns, and over the days every town."""


def test_the_towns_span_every_offset_of_the_states_and_provinces() -> None:
    winter, summer = datetime(2027, 1, 15, tzinfo=UTC), datetime(2027, 7, 15, tzinfo=UTC)
    offsets = {
        at.astimezone(ZoneInfo(town.zone)).utcoffset() for town in TOWNS for at in (winter, summer)
    }
    hours = (-10, -9, -8, -7, -6, -5, -4, -3.5, -3, -2.5)
    assert offsets == {timedelta(hours=each) for each in hours}


@pytest.mark.parametrize("last", LAST_DAYS, ids=str)
def test_a_licence_that_ends_tonight_is_gone_one_second_later_with_no_job_run(
    client: PageClient, database: Database, clock: Clock, last: date
) -> None:
    write_everyone(database, last)
    turn = LAST_DAYS.index(last) % PAGES_EVERY
    with nothing_written(database):
        for number, town in enumerate(TOWNS, 1):
            midnight = midnight_after(last, town.zone)
            clock.at = midnight - SECOND
            assert told(client, number, town) == TOLD, town
            clock.at = midnight
            assert told(client, number, town) == NOT_TOLD, town
            if number % PAGES_EVERY == turn:
                assert shown(client, number, town) == NOT_SHOWN, town
                clock.at = midnight - SECOND
                assert shown(client, number, town) == SHOWN, town


def test_the_day_ends_in_the_east_before_it_does_in_the_west(
    client: PageClient, database: Database, clock: Clock
) -> None:
    last = date(2026, 12, 31)
    write_everyone(database, last)
    clock.at = midnight_after(last, "America/Denver")
    found = [told(client, number, town) for number, town in enumerate(TOWNS, 1)]
    gone = [town.zone for town, outputs in zip(TOWNS, found, strict=True) if outputs == NOT_TOLD]
    assert gone == [
        "America/Phoenix",
        "America/Denver",
        "America/Regina",
        "America/Chicago",
        "America/New_York",
        "America/Halifax",
        "America/St_Johns",
    ]


def test_a_certification_that_ends_tonight_leaves_the_second_list(
    client: PageClient, database: Database, clock: Clock
) -> None:
    last = date(2027, 3, 14)
    write_everyone(database, last, of_certification=True)
    number, town = next((n, t) for n, t in enumerate(TOWNS, 1) if t.zone == "America/New_York")
    where = f"lat={town.lat}&lon={town.lon}"
    with nothing_written(database):
        clock.at = midnight_after(last, town.zone) - SECOND
        assert told(client, number, town) == TOLD
        clock.at += SECOND
        assert told(client, number, town) == NOT_TOLD
        # They are still there, under a heading of their own.
        assert shown(client, number, town) == SHOWN
        partial = client.get(f"/api/v1/search?{where}&checks=licence_training")
        (result,) = partial.get_json(force=True)["results"]
        assert result["location"]["qualified"] is False
        checks = result["location"]["checks"]
        assert checks["accreditation"]["status"] == "none_on_record"
        assert checks["licence"]["status"] == "checked"
