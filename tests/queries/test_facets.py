"""Counts beside filters are what the search itself finds with them."""

from dataclasses import replace
from typing import Final

import pytest
from geographiclib.geodesic import Geodesic

from directory.db import Database
from directory.domain.search import Criteria
from directory.domain.vocabulary import (
    Access,
    Ages,
    ChecksFilter,
    Country,
    Gender,
    Headache,
    HeadNeck,
    NewPatientsFilter,
    Payment,
    Profession,
    Technique,
)
from directory.models.practitioners import Practitioner
from directory.queries.facets import Facets, facets
from directory.queries.search import search
from directory.workflows.standings import restate
from tests.clock import START
from tests.factories import DENVER, Seen, person
from tests.rule_books import ANYWHERE

ASKED: Final = Criteria(lat=DENVER[0], lon=DENVER[1], within_km=40.0)
PEOPLE: Final = 18
NOW_S: Final = int(START.timestamp())


@pytest.fixture
def crowd(database: Database) -> Database:
    """People who differ in everything a filter asks for; every third has a second place."""
    professions, accesses = [*Profession][:3], [*Access]
    with database.transaction() as session:
        for n in range(PEOPLE):
            made = person(
                session,
                number=n + 1,
                lat=DENVER[0] + n / 200,
                profession=professions[n % 3],
                languages=("en", "es") if n % 2 else ("en",),
                techniques=(Technique.GUNN_IMS,) if n % 5 == 0 else (Technique.DRY_NEEDLING,),
                access=accesses[: n % 4],
                takes_new_patients=(True, False, None)[n % 3],
                accreditation=n % 4 != 1,
                head_neck=HeadNeck.YES if n % 2 else HeadNeck.NOT_STATED,
                gender=(Gender.WOMAN, Gender.MAN, None)[n % 3],
                headaches=(Headache.MIGRAINE, Headache.TENSION)[: 1 + n % 2],
                locations=(Seen(lat=DENVER[0] + 0.01, access=(Access.LIE_DOWN,)),) * (n % 3 == 0),
            )
            made.youngest_seen, made.oldest_seen = (None, 5, 18, 66)[n % 4], (None, 40)[n % 2]
            made.sliding_scale, made.gives_receipts = n % 2 == 0, n % 3 == 0
            session.flush()
            restate(session, n + 1, at=START, book=ANYWHERE)
        # Beyond the radius.
        person(session, number=PEOPLE + 1, lat=DENVER[0] + 2)
    return database


def chosen(asked: Criteria, name: str, value: str) -> Criteria:  # noqa: PLR0911  (one a filter)
    """Choose one more filter, as a page would."""
    match name:
        case "checks":
            return replace(asked, checks=ChecksFilter(value))
        case "new_patients":
            return replace(asked, new_patients=NewPatientsFilter(value))
        case "profession":
            return replace(asked, professions=frozenset({Profession(value)}))
        case "access":
            return replace(asked, access=asked.access | {Access(value)})
        case "payment":
            return replace(asked, payment=asked.payment | {Payment(value)})
        case "age":
            return replace(asked, age=Ages(value))
        case "technique":
            return replace(asked, technique=Technique(value))
        case "gender":
            return replace(asked, gender=Gender(value))
        case "language":
            return replace(asked, languages=frozenset({value}))
    return replace(asked, head_neck=True)


def counted(database: Database, asked: Criteria) -> Facets:
    found = facets(database, asked, now=NOW_S)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "asked",
    [
        ASKED,
        replace(ASKED, headache=Headache.TENSION),
        replace(ASKED, within_km=3.0, checks=ChecksFilter.LICENCE_TRAINING),
        replace(
            ASKED,
            professions=frozenset({Profession.CHIROPRACTOR}),
            access=frozenset({Access.STEP_FREE}),
        ),
        replace(ASKED, age=Ages.ADULT, payment=frozenset({Payment.RECEIPTS})),
        replace(ASKED, languages=frozenset({"es"}), new_patients=NewPatientsFilter.CONFIRMED),
        replace(ASKED, country=Country.CA),
    ],
)
def test_a_count_is_what_the_search_finds_with_that_filter(
    crowd: Database, asked: Criteria
) -> None:
    found = counted(crowd, asked)
    assert found.keys() == {
        "checks", "new_patients", "profession", "access", "payment", "age", "technique", "gender",
        "language", "head_neck",
    }  # fmt: skip
    for name, counts in found.items():
        for value, people in counts.items():
            if name == "language" and value not in {"en", "es", "fr"}:
                assert people == 0
                continue
            said = search(crowd, chosen(asked, name, value), now=NOW_S)
            assert (name, value, people) == (name, value, said.total)


def test_where_too_many_are_around_nothing_is_counted(
    crowd: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.queries.facets.COUNTED", PEOPLE)
    assert facets(crowd, ASKED, now=NOW_S) is None
    monkeypatch.setattr("directory.queries.facets.COUNTED", 2 * PEOPLE)
    assert facets(crowd, ASKED, now=NOW_S) is not None


def test_an_edit_of_ages_or_payment_is_found_at_once(crowd: Database) -> None:
    before = counted(crowd, ASKED)["payment"]["direct_billing"]
    with crowd.transaction() as session:
        session.get_one(Practitioner, 1).direct_billing = True
        session.flush()
        restate(session, 1, at=START, book=ANYWHERE)
    assert counted(crowd, ASKED)["payment"]["direct_billing"] == before + 1


def test_the_edge_of_the_distance_is_the_edge_of_the_search(crowd: Database) -> None:
    for n in (3, 7, 16):
        metres = Geodesic.WGS84.Inverse(*DENVER, DENVER[0] + n / 200, DENVER[1])["s12"]
        for off in (-0.5, -0.02, 0.02, 0.5):
            asked = replace(
                ASKED,
                within_km=(metres + off) / 1000,
                checks=ChecksFilter.LICENCE_TRAINING,
                new_patients=NewPatientsFilter.ANY,
            )
            counted = facets(crowd, asked, now=NOW_S)
            assert counted is not None
            found = search(crowd, asked, now=NOW_S).total
            assert counted["checks"]["licence_training"] == found, (n, off)
