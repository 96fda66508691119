"""Demo people are the same everywhere, stand where the rules say, and are nobody."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Connection, Table, delete, func, select, update

from directory.db import Database
from directory.domain.listing import Book, standings
from directory.domain.listing import Standing as Judged
from directory.domain.notes import NoteCode
from directory.domain.rules import BodyLimit, Rule, RuleBook, Ruling
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    Access,
    CheckSource,
    Country,
    CountsAs,
    CredentialState,
    Finding,
    Gender,
    Headache,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    PillarStatus,
    Precision,
    Profession,
    Technique,
)
from directory.models import Base
from directory.models.credentials import Certification as CertificationRow
from directory.models.credentials import Licence as LicenceRow
from directory.models.credentials import Training as TrainingRow
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.reviews import Hold
from directory.models.standings import PostingRow, Published, Standing
from directory.workflows.demo import (
    DemoState,
    NobodyMayNeedle,
    RealPeoplePresent,
    clear_demo,
    demo_state,
    load_demo,
)
from directory.workflows.demo.people import draw_person, story_of
from directory.workflows.demo.persons import (
    Authorization,
    Certification,
    Licence,
    Person,
    Training,
)
from directory.workflows.demo.rows import (
    COLUMNS,
    add_person,
    empty_rows,
    practices_of,
    profile_of,
)
from directory.workflows.demo.scene import Scene, instant_of, scene_of
from directory.workflows.demo.stories import Claim, Demand, Outcome, read_stories
from directory.workflows.standings import restate
from tests.databases import empty_postgresql
from tests.rule_books import ANYWHERE, REAL

DAY = date(2026, 11, 24)
AT = instant_of(DAY)
SEED = 1


@pytest.fixture(scope="module")
def scene() -> Scene:
    """Give the real rules on a day."""
    return scene_of(seed=SEED, as_of=DAY, book=REAL)


@pytest.fixture(scope="module")
def people(scene: Scene) -> list[Person]:
    """Give a thousand people: what is common among them and what is rare."""
    return [draw_person(scene, number) for number in range(1_000)]


def load(database: Database, practitioners: int, *, seed: int = SEED) -> None:
    load_demo(database, practitioners=practitioners, seed=seed, as_of=DAY, book=REAL)


def tables() -> list[Table]:
    return [Base.metadata.tables[table.__tablename__] for table in COLUMNS]


def contents(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    rows = connection.execute(select(table).order_by(*table.primary_key.columns))
    return [tuple(row) for row in rows]


def digest(database: Database) -> str:
    with database.reading() as connection:
        return sha256(repr([contents(connection, t) for t in tables()]).encode()).hexdigest()


def verdicts_on(person: Person, book: Book = REAL) -> list[Judged]:
    return standings(profile_of(person), practices_of(person), at=AT, book=book)


def papers(people: list[Person]) -> Iterator[Licence | Authorization | Training | Certification]:
    for person in people:
        yield from person.licences
        yield from person.authorizations
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
    scene = scene_of(seed=SEED, as_of=DAY, book=REAL)
    for number in numbers:
        add_person(rows, draw_person(scene, number), at=AT, book=scene.book)
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
    judgements = (Standing, PostingRow, Published)
    written = [Base.metadata.tables[table.__tablename__] for table in judgements]
    with database.reading() as connection:
        before = [contents(connection, table) for table in written]
        everyone = connection.scalars(select(Practitioner.id).order_by(Practitioner.id)).all()
        held = connection.scalars(select(Hold.practitioner_id)).all()
    some = {*everyone[::3], *held}
    with database.transaction() as session:
        for one in some:
            # Nothing new is found out about them, so nothing is added to the history.
            restate(session, one, at=AT, book=REAL)
    with database.reading() as connection:
        assert [contents(connection, table) for table in written] == before
    with database.transaction() as session:
        for one in some:
            for table in judgements:
                session.execute(delete(table).where(table.practitioner_id == one))
            # As if they had just come: every row is written anew.
            restate(session, one, at=AT, book=REAL)
    with database.reading() as connection:
        assert [contents(connection, table) for table in written] == before


def test_every_location_of_who_is_published_has_one_row_of_history(database: Database) -> None:
    load(database, 200)
    with database.reading() as connection:
        recorded = connection.execute(select(Published.location_id, Published.recorded_us)).all()
        published = select(Practitioner.id).where(Practitioner.published)
        locations = connection.scalars(
            select(PracticeLocation.id).where(PracticeLocation.practitioner_id.in_(published))
        ).all()
        everywhere = connection.scalar(select(func.count()).select_from(PracticeLocation))
    assert len(locations) < (everywhere or 0)
    assert sorted(recorded) == sorted((each, 1_000_000 * int(AT.timestamp())) for each in locations)


# --- under the rules of the places ---------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 29])
def test_every_story_ends_as_its_line_says(seed: int) -> None:
    scene = scene_of(seed=seed, as_of=DAY, book=REAL)
    for number in range(500):
        person = draw_person(scene, number)
        verdicts = [standing.verdict for standing in verdicts_on(person, scene.book)]
        found = person.headaches and any(verdict.listed_until > AT for verdict in verdicts)
        qualified = any(verdict.qualified for verdict in verdicts)
        ends = Outcome.QUALIFIED if qualified else Outcome.NOT_QUALIFIED
        assert (Outcome.FOUND if qualified and found else ends) is story_of(scene, number).outcome


def test_training_is_enough_in_every_region_that_somebody_works_in() -> None:
    def asking(rule: Rule) -> Rule:
        # Every other region asks for more than most courses have.
        demanding = ord(rule.region[1]) % 2
        return replace(rule, needling_hours=250.0, supervised_sessions=300) if demanding else rule

    book = Book(RuleBook(map(asking, ANYWHERE.rules)), ANYWHERE.programs)
    scene = scene_of(seed=SEED, as_of=DAY, book=book)
    in_both = 0
    for number in range(500):
        person = draw_person(scene, number)
        if story_of(scene, number).training is Claim.CURRENT:
            regions = {site.town.area for _, site in person.locations}
            rules = {scene.rules[region, person.profession].needling_hours for region in regions}
            in_both += len(rules) > 1
            for standing in verdicts_on(person, book):
                codes = {note.code for note in standing.verdict.notes}
                assert NoteCode.TRAINING_HOURS_SHORT not in codes
                assert NoteCode.TRAINING_HOURS_NOT_STATED not in codes
                assert NoteCode.TRAINING_SESSIONS_SHORT not in codes
                assert NoteCode.TRAINING_SESSIONS_NOT_STATED not in codes
    assert in_both > 5


def test_every_five_hundred_people_tell_every_story(scene: Scene) -> None:
    for start in (0, 500):
        told = Counter(story_of(scene, start + place) for place in range(500))
        assert told == Counter(read_stories())
    assert Counter(story.outcome for story in read_stories()) == {
        Outcome.FOUND: 292,
        Outcome.QUALIFIED: 16,
        Outcome.NOT_QUALIFIED: 192,
    }


def test_nobody_works_where_their_profession_cannot_pass_by_the_rule_alone(
    people: list[Person],
) -> None:
    eve = DAY - timedelta(days=1)
    for person in people:
        for _, site in person.locations:
            rule = REAL.rules.on((*site.town.area, person.profession), eve)
            assert rule is not None
            assert rule.ruling is Ruling.PERMITS
            assert rule.body_limit is BodyLimit.NONE
            assert not rule.accepted_programs


def test_every_place_where_a_profession_can_pass_may_have_somebody(scene: Scene) -> None:
    assert len(scene.rules) > 140
    for (area, profession), rule in scene.rules.items():
        assert rule.key == (*area, profession)
        assert profession in scene.professions[Demand.NOTHING][area]


def test_where_nobody_may_needle_nobody_is_invented(database: Database) -> None:
    load(database, 5)
    before = DAY.replace(year=2020)
    with pytest.raises(NobodyMayNeedle, match="2020-11-24"):
        load_demo(database, practitioners=5, seed=SEED, as_of=before, book=REAL)
    assert demo_state(database).synthetic == 5


def test_a_rule_that_changes_moves_people_elsewhere() -> None:
    def without(rule: Rule) -> Rule:
        body_limit = BodyLimit.UPPER_LIMB if rule.region != "CO" else BodyLimit.NONE
        return replace(rule, body_limit=body_limit)

    book = Book(RuleBook(map(without, REAL.rules)), REAL.programs)
    scene = scene_of(seed=SEED, as_of=DAY, book=book)
    somebody = [draw_person(scene, number) for number in range(100)]
    assert {site.town.region for person in somebody for _, site in person.locations} == {"CO"}


def test_what_cannot_happen_under_a_book_becomes_a_story_that_ends_alike() -> None:
    scene = scene_of(seed=SEED, as_of=DAY, book=ANYWHERE)
    qualified = 0
    for number in range(500):
        person = draw_person(scene, number)
        assert not person.authorizations
        qualified += any(each.verdict.qualified for each in verdicts_on(person, ANYWHERE))
    assert qualified == 308


def test_what_rules_ask_for_is_missed_in_every_way(scene: Scene, people: list[Person]) -> None:
    said = {
        note.code
        for person in people
        for standing in verdicts_on(person, scene.book)
        for note in standing.verdict.notes
    }
    assert said >= {
        NoteCode.AUTHORIZATION_NONE,
        NoteCode.TRAINING_HOURS_SHORT,
        NoteCode.TRAINING_HOURS_NOT_STATED,
        NoteCode.TRAINING_COMPLETE_BY,
        NoteCode.TRAINING_NO_MINIMUM_FOUND,
        NoteCode.TRAINING_BY_AUTHORIZATION,
        NoteCode.ACCREDITATION_BY_AUTHORIZATION,
        NoteCode.TRAINING_HEAD_NECK_NO,
        NoteCode.TRAINING_HEAD_NECK_NOT_STATED,
        NoteCode.RULE_YEARS_SHORT,
        NoteCode.RULE_SECOND_HAND,
        NoteCode.LICENCE_CLASS,
        NoteCode.LICENCE_BARS_NEEDLING,
        NoteCode.LICENCE_ENDED,
        NoteCode.LICENCE_CHECK_TOO_OLD,
        NoteCode.SUSPENDED,
        NoteCode.REVOKED,
        NoteCode.HELD,
    }


def test_papers_have_periods_privileges_their_homes_and_owners_object(
    people: list[Person],
) -> None:
    licences = {licence.id: licence for person in people for licence in person.licences}
    renewals = [each for each in licences.values() if each.renews_id is not None]
    assert {each.fact.state for each in renewals} == {
        CredentialState.VERIFIED,
        CredentialState.SUBMITTED,
    }
    for each in renewals:
        before = licences[each.renews_id or 0]
        assert (before.number, before.fact.region) == (each.number, each.fact.region)
        if each.issued is not None:
            assert before.fact.expires == each.issued - timedelta(days=1)
    privileges = [each for each in licences.values() if each.kind is LicenceKind.COMPACT_PRIVILEGE]
    assert privileges
    for each in privileges:
        home = licences[each.fact.home or 0]
        assert home.fact.region != each.fact.region
        assert home.kind is LicenceKind.LICENCE
    certifications = [each for person in people for each in person.certifications]
    assert any(each.renews_id is not None for each in certifications)
    appealed = {(each.fact.state, each.filing.appeal) for each in licences.values()}
    assert (CredentialState.SUBMITTED, Appeal.OPEN) in appealed
    assert (CredentialState.SUSPENDED, Appeal.OPEN) in appealed
    entries = [each for person in people for each in person.authorizations]
    assert {each.fact.state for each in entries} >= {
        CredentialState.VERIFIED,
        CredentialState.SUBMITTED,
    }
    assert any(each.fact.expires and each.fact.expires < DAY for each in entries)


def test_a_reference_is_never_to_somebody_elses_paper(database: Database) -> None:
    load(database, 500)
    with database.reading() as connection:
        for table in (LicenceRow, CertificationRow):
            earlier = table.__table__.alias()
            pairs = select(table.practitioner_id, earlier.c.practitioner_id).join(
                earlier, earlier.c.id == table.renews_id
            )
            owners = connection.execute(pairs).all()
            assert owners
            assert all(mine == theirs for mine, theirs in owners)


# --- who is in the database ----------------------------------------------------------------------


def test_about_sixty_percent_are_qualified_and_as_many_are_found(database: Database) -> None:
    report = load_demo(database, practitioners=1_000, seed=7, as_of=DAY, book=REAL)
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
        load_demo(database, practitioners=30, seed=3, as_of=DAY, book=REAL, progress=break_off)
    assert digest(database) == before


def test_progress_hears_of_everyone(sqlite_url: str) -> None:
    heard: list[int] = []
    database = Database(sqlite_url)
    load_demo(database, practitioners=25, seed=SEED, as_of=DAY, book=REAL, progress=heard.append)
    database.close()
    assert sum(heard) == 25


# --- what they are like --------------------------------------------------------------------------


def test_every_state_and_every_kind_of_check_is_there(people: list[Person]) -> None:
    few = people[:500]
    assert {paper.fact.state for paper in papers(few)} == set(CredentialState)
    sources = {look.check.source for paper in papers(few) for look in paper.looks}
    assert sources == set(CheckSource)
    verdicts = [standing.verdict for person in few for standing in verdicts_on(person)]
    for pillar in ("licence", "training", "accreditation"):
        statuses = {getattr(verdict, pillar).status for verdict in verdicts}
        # Nowhere is a pillar not required.
        assert statuses == set(PillarStatus) - {PillarStatus.NOT_REQUIRED}
    licences = [licence.fact for person in few for licence in person.licences]
    assert {licence.licence_class for licence in licences} == set(LicenceClass)
    assert {licence.bars_needling for licence in licences} == set(Finding)
    assert any(licence.expires is None for licence in licences)
    assert any(licence.expires and licence.expires < DAY for licence in licences)
    assert {each.fact.head_neck for person in few for each in person.trainings} == set(HeadNeck)


def test_everything_a_patient_can_ask_for_is_there(people: list[Person]) -> None:
    sites = [site for person in people for _, site in person.locations]
    assert {person.profession for person in people} >= {
        Profession.PHYSICAL_THERAPIST,
        Profession.CHIROPRACTOR,
        Profession.PHYSICIAN,
        Profession.ACUPUNCTURIST,
        Profession.ATHLETIC_TRAINER,
        Profession.NATUROPATH,
        Profession.MASSAGE_THERAPIST,
    }
    assert {headache for person in people for headache, _ in person.headaches} == set(Headache)
    assert any(since for person in people for _, since in person.headaches)
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
    keys = [
        (licence.fact.country, licence.fact.region, licence.fact.profession, licence.number)
        for licence in licences
        if licence.renews_id is None
    ]
    assert len(set(keys)) == len(keys)
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


def test_nobody_has_a_paper_of_the_kept_list(database: Database) -> None:
    load(database, 100)
    with database.reading() as connection:
        for table in (TrainingRow, CertificationRow):
            assert connection.scalars(select(table.program).distinct()).all() == [None]
        found = connection.scalars(select(CertificationRow.counts_as).distinct()).all()
    assert set(found) == {CountsAs.ACCREDITATION, CountsAs.BOTH}


def test_hours_of_a_course_are_no_more_than_all_of_it(people: list[Person]) -> None:
    courses = [each for person in people for each in person.trainings]
    parted = [each for each in courses if each.fact.hours_in_person is not None]
    assert 0 < len(parted) < len(courses)
    for each in parted:
        parts = (each.fact.hours_in_person, each.hours_live_online, each.hours_self_study)
        assert sum(part or 0 for part in parts) <= (each.fact.hours or 0)
    assert any(each.completed_on is None for each in courses)


def test_dates_follow_each_other(people: list[Person]) -> None:
    now = int(AT.timestamp())
    for person in people:
        assert person.created_at <= person.updated_at <= AT
        for paper in papers([person]):
            looked = [look.check.looked_on for look in paper.looks]
            assert looked == sorted(set(looked))
            assert all(day <= DAY for day in looked)
            begun = paper.fact.completed_on if isinstance(paper, Training) else paper.issued
            if begun is None:
                continue
            assert begun <= min(looked, default=DAY)
            if not isinstance(paper, Training) and paper.fact.expires:
                assert begun < paper.fact.expires
            assert paper.filing.since <= (paper.filing.appealed_at or now) <= now
            if isinstance(paper, Licence) and paper.first_licensed_on:
                assert paper.first_licensed_on <= begun
