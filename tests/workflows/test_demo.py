"""Demo people are the same everywhere, stand where the rules say, and are nobody."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, select, update

from directory.db import Database
from directory.domain.vocabulary import (
    Access,
    CheckSource,
    Country,
    CredentialState,
    Gender,
    Headache,
    HeadNeck,
    LicenceClass,
    PillarStatus,
    Precision,
    Profession,
    Technique,
)
from directory.models import Base
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.standings import PostingRow, Standing
from directory.workflows.demo import (
    DemoState,
    RealPeoplePresent,
    clear_demo,
    demo_state,
    load_demo,
)
from directory.workflows.demo.loading import instant_of
from directory.workflows.demo.people import draw_person
from directory.workflows.demo.persons import Certification, Licence, Person, Training
from directory.workflows.demo.rows import COLUMNS, add_person, empty_rows, judged
from directory.workflows.standings import restate
from tests.databases import empty_postgresql

DAY = date(2026, 11, 24)
AT = instant_of(DAY)
SEED = 1


@pytest.fixture(scope="module")
def people() -> list[Person]:
    """Give a thousand people: what is common among them and what is rare."""
    return [draw_person(SEED, number, as_of=DAY) for number in range(1_000)]


def load(database: Database, practitioners: int, *, seed: int = SEED) -> None:
    load_demo(database, practitioners=practitioners, seed=seed, as_of=DAY)


def tables() -> list[Table]:
    return [Base.metadata.tables[table.__tablename__] for table in COLUMNS]


def contents(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    rows = connection.execute(select(table).order_by(*table.primary_key.columns))
    return [tuple(row) for row in rows]


def digest(database: Database) -> str:
    with database.reading() as connection:
        return sha256(repr([contents(connection, t) for t in tables()]).encode()).hexdigest()


def papers(people: list[Person]) -> Iterator[Licence | Training | Certification]:
    for person in people:
        yield from person.licences
        yield from person.trainings
        yield from person.certifications


# --- the same everywhere -------------------------------------------------------------------------


def test_both_databases_and_every_load_hold_the_same_rows(
    sqlite_url: str, postgresql_url: str
) -> None:
    empty_postgresql(postgresql_url)
    small, large = Database(sqlite_url), Database(postgresql_url)
    load(small, 300)
    load(large, 300)
    first = digest(small)
    assert digest(large) == first
    load(small, 300)
    assert digest(small) == first
    load(small, 300, seed=2)
    assert digest(small) != first
    small.close()
    large.close()


def test_another_process_invents_the_same_rows() -> None:
    # Sets of words come in another order in every process.
    program = (
        "from tests.workflows.test_demo import rows_digest\nprint(rows_digest(range(150)), end='')"
    )
    elsewhere = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert elsewhere.stdout == rows_digest(range(150))


def rows_digest(numbers: range) -> str:
    rows = empty_rows()
    for number in numbers:
        add_person(rows, draw_person(SEED, number, as_of=DAY), at=AT)
    written = [(table.__tablename__, sorted(each)) for table, each in rows.items()]
    return sha256(repr(written).encode()).hexdigest()


def test_the_first_people_of_a_larger_load_are_those_of_a_smaller_one(database: Database) -> None:
    load(database, 60)
    with database.reading() as connection:
        fewer = contents(connection, tables()[0])
    load(database, 90)
    with database.reading() as connection:
        assert set(fewer) < set(contents(connection, tables()[0]))


def test_the_workflow_that_judges_one_person_finds_what_was_written_in_bulk(
    database: Database,
) -> None:
    load(database, 500)
    written = [Base.metadata.tables[t.__tablename__] for t in (Standing, PostingRow)]
    with database.reading() as connection:
        before = [contents(connection, table) for table in written]
        everyone = connection.scalars(select(Practitioner.id).order_by(Practitioner.id)).all()
    with database.transaction() as session:
        for one in everyone[::10]:
            restate(session, one, at=AT)
    with database.reading() as connection:
        after = [contents(connection, table) for table in written]
    assert list(map(in_one_order, after[0])) == list(map(in_one_order, before[0]))
    assert after[1] == before[1]


def in_one_order(standing: tuple[Any, ...]) -> tuple[Any, ...]:
    """Sort the lists that a standing's postings are in: their order says nothing."""
    return (*standing[:-1], sorted(standing[-1].split()))


# --- who is in the database ----------------------------------------------------------------------


def test_about_sixty_percent_are_qualified_and_as_many_are_found(database: Database) -> None:
    report = load_demo(database, practitioners=1_000, seed=7, as_of=DAY)
    now = int(AT.timestamp())

    def holders(connection: Connection, until: Any) -> int:  # noqa: ANN401  (a column)
        counted = select(func.count(Standing.practitioner_id.distinct())).where(until > now)
        return connection.scalar(counted) or 0

    with database.reading() as connection:
        qualified = holders(connection, Standing.qualified_until)
        found = connection.scalar(
            select(func.count(PostingRow.practitioner_id.distinct())).where(
                PostingRow.attr == 0, PostingRow.listed_until > now
            )
        )
    assert report.practitioners == 1_000
    assert report.qualified == qualified
    assert 0.58 <= qualified / 1_000 <= 0.62
    assert 0.58 <= (found or 0) / 1_000 <= 0.62


def test_a_load_replaces_the_people_of_another_and_says_who_is_there(database: Database) -> None:
    assert demo_state(database) == DemoState(synthetic=0, real=0, as_of=None)
    load(database, 40)
    load(database, 30, seed=5)
    assert demo_state(database) == DemoState(synthetic=30, real=0, as_of=DAY)
    with database.reading() as connection:
        assert connection.scalars(select(Practitioner.synthetic).distinct()).all() == [True]


def test_clearing_leaves_no_row_behind(database: Database) -> None:
    load(database, 40)
    assert clear_demo(database) == 40
    assert clear_demo(database) == 0
    with database.reading() as connection:
        assert [contents(connection, table) for table in tables()] == [[] for _ in tables()]


def test_nobody_invented_is_put_beside_real_people_and_clearing_spares_them(
    database: Database,
) -> None:
    load(database, 10)
    with database.transaction() as session:
        real = session.scalars(select(Practitioner.id).order_by(Practitioner.id)).first()
        session.execute(update(Practitioner).where(Practitioner.id == real).values(synthetic=False))
    with pytest.raises(RealPeoplePresent, match="real practitioners"):
        load(database, 10)
    assert demo_state(database).synthetic == 9
    assert clear_demo(database) == 9
    assert demo_state(database) == DemoState(synthetic=0, real=1, as_of=None)
    with database.reading() as connection:
        owners = connection.scalars(select(PracticeLocation.practitioner_id).distinct()).all()
    assert owners == [real]


def test_a_load_that_is_broken_off_leaves_what_was_there(database: Database) -> None:
    load(database, 20)
    before = digest(database)

    def break_off(done: int) -> None:
        raise InterruptedError(done)

    with pytest.raises(InterruptedError):
        load_demo(database, practitioners=30, seed=3, as_of=DAY, progress=break_off)
    assert digest(database) == before


def test_progress_hears_of_everyone(sqlite_url: str) -> None:
    heard: list[int] = []
    database = Database(sqlite_url)
    load_demo(database, practitioners=25, seed=SEED, as_of=DAY, progress=heard.append)
    database.close()
    assert sum(heard) == 25


# --- what they are like --------------------------------------------------------------------------


def test_every_state_and_every_kind_of_check_is_there(people: list[Person]) -> None:
    few = people[:500]
    assert {paper.fact.state for paper in papers(few)} == set(CredentialState)
    sources = {look.check.source for paper in papers(few) for look in paper.looks}
    assert sources == set(CheckSource)
    verdicts = [standing.verdict for person in few for standing in judged(person, AT)]
    for pillar in ("licence", "training", "accreditation"):
        statuses = {getattr(verdict, pillar).status for verdict in verdicts}
        # Nothing is "not required" before the rules of places are known.
        assert statuses == set(PillarStatus) - {PillarStatus.NOT_REQUIRED}
    licences = [licence.fact for person in few for licence in person.licences]
    assert {licence.licence_class for licence in licences} == set(LicenceClass)
    assert any(licence.bars_needling for licence in licences)
    assert any(licence.expires is None for licence in licences)
    assert any(licence.expires and licence.expires < DAY for licence in licences)
    assert {each.fact.head_neck for person in few for each in person.trainings} == set(HeadNeck)


def test_everything_a_patient_can_ask_for_is_there(people: list[Person]) -> None:
    sites = [site for person in people for _, site in person.locations]
    assert {licence.fact.profession for p in people for licence in p.licences} == set(Profession)
    assert {headache for person in people for headache in person.headaches} == set(Headache)
    assert {technique for person in people for technique in person.techniques} == set(Technique)
    assert {person.gender for person in people} == {*Gender, None}
    assert {access for site in sites for access in site.access} == set(Access)
    assert {site.precision for site in sites} == set(Precision)
    assert {person.takes_new_patients for person in people} == {True, False, None}
    assert any(person.remote_first_talk for person in people)
    assert any(not person.published for person in people)
    assert any(not person.headaches for person in people)
    attested = [(DAY - person.attested_on).days for person in people if person.attested_on]
    for low, high in ((0, 90), (91, 180), (181, 365), (366, 700)):
        assert any(low <= days <= high for days in attested)
    assert len({language for person in people for language in person.languages}) > 25


def test_they_live_where_people_live(people: list[Person]) -> None:
    countries = Counter(person.locations[0][1].town.country for person in people)
    assert 0.11 < countries[Country.CA] / len(people) < 0.19
    regions = {site.town.area for person in people for _, site in person.locations}
    assert len(regions) > 45
    several = [person for person in people if len(person.locations) > 1]
    assert 0.15 < len(several) / len(people) < 0.25
    across = [{site.town.area for _, site in person.locations} for person in several]
    assert any(len({country for country, _ in areas}) > 1 for areas in across)
    assert any(len(areas) > 1 and len({c for c, _ in areas}) == 1 for areas in across)


def test_languages_are_those_of_the_region(people: list[Person]) -> None:
    def share(language: str, area: tuple[Country, str]) -> float:
        there = [person for person in people if person.locations[0][1].town.area == area]
        return sum(language in person.languages for person in there) / len(there)

    assert share("fr", (Country.CA, "QC")) > 0.8
    assert 0.2 < share("es", (Country.US, "TX")) < 0.7
    assert share("es", (Country.US, "OH")) < 0.3


def test_some_stand_at_the_very_same_point(people: list[Person]) -> None:
    points = Counter(
        (site.lat, site.lon, site.street) for person in people for _, site in person.locations
    )
    assert max(points.values()) > 2


def test_a_home_is_never_pointed_at(people: list[Person]) -> None:
    homes = [site for person in people for _, site in person.locations if site.street_hidden]
    assert homes
    for site in homes:
        assert (site.lat, site.lon) == (site.town.lat, site.town.lon)
        assert site.precision in {Precision.POSTAL, Precision.CITY}


# --- nobody real ---------------------------------------------------------------------------------


def test_phones_and_addresses_reach_nobody(people: list[Person]) -> None:
    for person in people:
        for _, site in person.locations:
            assert re.fullmatch(r"\([2-9]\d\d\) 555-01\d\d", site.phone)
            website = site.website or "https://none.example"
            assert re.fullmatch(r"https://[a-z0-9-]+\.example", website)
            form = r"\d{5}" if site.town.country is Country.US else r"[A-Z]\d[A-Z] \d[A-Z]\d"
            assert re.fullmatch(form, site.postal_code)


def test_numbers_have_the_right_form_and_belong_to_one_person(people: list[Person]) -> None:
    npis = [person.npi for person in people if person.npi]
    assert len(set(npis)) == len(npis) > 100
    assert all(re.fullmatch(r"2\d{9}", npi) and luhn_holds(f"80840{npi}") for npi in npis)
    licences = [licence for person in people for licence in person.licences]
    keys = {
        (licence.fact.country, licence.fact.region, licence.fact.profession, licence.number)
        for licence in licences
    }
    assert len(keys) == len(licences)
    assert all(re.fullmatch(r"[A-Z0-9][A-Z0-9 ./-]{1,29}", each.number) for each in licences)


def luhn_holds(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (place % 2 + 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def test_whoever_trained_or_certified_them_is_plainly_invented(people: list[Person]) -> None:
    names = {each.provider for person in people for each in person.trainings}
    names |= {each.body for person in people for each in person.certifications}
    for name in names:
        assert re.search("Example|Sample|Specimen|Placeholder|Demonstration|Exemple", name)


def test_dates_follow_each_other(people: list[Person]) -> None:
    for person in people:
        assert person.created_at <= person.updated_at <= AT
        for paper in papers([person]):
            looked = [look.check.looked_on for look in paper.looks]
            assert looked == sorted(set(looked))
            assert all(day <= DAY for day in looked)
            begun = paper.completed_on if isinstance(paper, Training) else paper.issued
            assert begun <= min(looked, default=DAY)
            if not isinstance(paper, Training) and paper.fact.expires:
                assert begun < paper.fact.expires
