from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from directory.db import Database
from directory.domain.clock import end_of, instant, seconds
from directory.domain.listing import Book, standings
from directory.domain.notes import NoteCode, read
from directory.domain.postings import (
    EVERYONE,
    LANGUAGE_LISTS,
    SOLE_BIT,
    Posting,
    postings_of,
    remote_list,
)
from directory.domain.rules import RuleBook
from directory.domain.vocabulary import (
    Access,
    CheckSource,
    Country,
    CredentialState,
    Headache,
    HeadNeck,
    Profession,
)
from directory.models.credentials import CredentialCheck, Licence, Training
from directory.models.practitioners import PracticeLocation, Practitioner, Speaks
from directory.models.standings import PostingRow, Published, Standing
from directory.queries.on_file import on_file
from directory.workflows.history import SAID
from directory.workflows.standings import restate
from tests.clock import START, Clock
from tests.factories import LICENCE_EXPIRES, Seen, person
from tests.rule_books import ANYWHERE, REAL

SEATTLE = Seen(
    lat=47.6062, lon=-122.3321, city="Seattle", region="WA", postal_code="98101",
    time_zone="America/Los_Angeles",
)  # fmt: skip
BOULDER = Seen(lat=40.015, lon=-105.2705, city="Boulder", postal_code="80302")


def postings(session: Session) -> set[Posting]:
    """Everything search reads."""
    names = Posting._fields
    rows = session.execute(select(*(getattr(PostingRow, name) for name in names)))
    return {Posting(*row) for row in rows}


def concluded(session: Session, made: Practitioner) -> set[Posting]:
    """What the domain says about a stored person."""
    session.flush()
    file = on_file(session.connection(), made.id)
    assert file is not None
    found = standings(file.profile, file.practices, at=START, book=ANYWHERE)
    return set(postings_of([standing.searchable for standing in found]))


def test_what_is_stored_is_what_the_domain_concludes(database: Database) -> None:
    with database.transaction() as session:
        made = person(
            session, languages=("en", "vi"), access=(Access.LIE_DOWN,), remote=True,
            profession=Profession.ACUPUNCTURIST, locations=(BOULDER, SEATTLE),
        )  # fmt: skip
        expected = concluded(session, made)
        assert postings(session) == expected
        assert len({line.location_id for line in expected}) == 3


def test_a_person_is_listed_until_the_licence_ends_at_local_midnight(database: Database) -> None:
    with database.transaction() as session:
        made = person(session)
        stored = session.scalars(select(Standing)).one()
        end = seconds(end_of(LICENCE_EXPIRES, "America/Denver"))
        assert end == seconds(datetime(2027, 3, 1, 7, tzinfo=UTC))
        assert (stored.practitioner_id, stored.location_id) == (made.id, made.locations[0].id)
        assert stored.qualified_until == stored.listed_until == stored.partial_until == end
        assert stored.licence_source is CheckSource.REGULATOR_REGISTER
        assert stored.profession is Profession.PHYSICAL_THERAPIST
        assert stored.head_neck is HeadNeck.YES


def test_a_change_rewrites_the_lists_and_leaves_no_orphans(database: Database) -> None:
    with database.transaction() as session:
        bystander = person(session, given="Bea", languages=("en", "ko"))
        made = person(session, languages=("en", "vi"), remote=True, locations=(BOULDER,))
        others = {p for p in postings(session) if p.practitioner_id == bystander.id}
    with database.transaction() as session:
        again = session.get_one(Practitioner, made.id)
        again.languages = [Speaks(language="so", position=0)]
        again.remote_first_talk = False
        again.locations[0].lat = 38.8339
        restate(session, made.id, at=START, book=ANYWHERE)
        expected = concluded(session, again)
    with database.transaction() as session:
        found = postings(session)
        assert {p for p in found if p.practitioner_id == bystander.id} == others
        assert found - others == expected
        lists = {p.attr for p in expected}
        assert lists == {EVERYONE, LANGUAGE_LISTS["so"]}


def test_restating_twice_changes_nothing(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, languages=("en", "vi"), locations=(SEATTLE,))
        before = postings(session)
        restate(session, made.id, at=START, book=ANYWHERE)
        assert postings(session) == before
        assert session.scalar(select(func.count()).select_from(Standing)) == 2


def test_removing_a_person_leaves_nothing(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, languages=("en", "vi"), remote=True, locations=(BOULDER, SEATTLE))
        session.delete(made)
        restate(session, made.id, at=START, book=ANYWHERE)
    with database.transaction() as session:
        assert postings(session) == set()
        for table in (Standing, Licence, Training, CredentialCheck, PracticeLocation):
            assert session.scalar(select(func.count()).select_from(table)) == 0, table


def test_removing_one_of_two_places_takes_its_postings_down(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, locations=(BOULDER,))
        kept = made.locations[0].id
        assert not any(p.mask & SOLE_BIT for p in postings(session))
        del made.locations[1]
        restate(session, made.id, at=START, book=ANYWHERE)
        assert {p.location_id for p in postings(session)} == {kept}
        # Now that there is one place, counting people may take the short way.
        assert all(p.mask & SOLE_BIT for p in postings(session))


def test_a_place_without_a_licence_in_its_region_is_not_found(database: Database) -> None:
    unlicensed = Seen(lat=47.6, lon=-122.3, region="WA", licensed=False)
    with database.transaction() as session:
        made = person(session, locations=(unlicensed,))
        assert {p.location_id for p in postings(session)} == {made.locations[0].id}
        stored = session.get_one(Standing, made.locations[1].id)
        assert (stored.lists, stored.listed_until, stored.licence_source) == ("", 0, None)


@pytest.mark.parametrize(
    "unfit",
    [
        {"published": False},
        {"licensed": False},
        {"trained": False},
        {"headaches": ()},
        {"head_neck": HeadNeck.NO},
        {"attested_on": None},
        {"licence_expires": date(2026, 11, 23)},
    ],
)
def test_who_cannot_be_found_has_no_postings(database: Database, unfit: dict[str, object]) -> None:
    with database.transaction() as session:
        person(session, **unfit)  # type: ignore[arg-type]
        assert postings(session) == set()


def test_without_accreditation_a_person_stands_in_the_second_list_only(database: Database) -> None:
    with database.transaction() as session:
        person(session, accreditation=False)
        (line,) = postings(session)
        assert (line.listed_until, line.partial_until > 0) == (0, True)


def test_remote_postings_end_with_each_licence(database: Database) -> None:
    with database.transaction() as session:
        person(session, remote=True, locations=(SEATTLE,))
        washington = session.scalars(select(Licence).where(Licence.region == "WA")).one()
        washington.expires = date(2026, 12, 31)
        restate(session, washington.practitioner_id, at=START, book=ANYWHERE)
        lines = {p for p in postings(session) if p.attr == remote_list(Country.US, "WA")}
        ends = {p.location_id: p.listed_until for p in lines}
        assert ends == {
            100: seconds(end_of(date(2026, 12, 31), "America/Denver")),
            101: seconds(end_of(date(2026, 12, 31), "America/Los_Angeles")),
        }


def test_the_last_look_at_a_source_is_the_one_that_counts(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, licence_expires=None)
        licence = session.scalars(select(Licence)).one()
        licence.checks = [
            CredentialCheck(id=i, source=source, looked_on=day, source_name="Register")
            for i, (source, day) in enumerate(
                [
                    (CheckSource.REGULATOR_REGISTER, date(2026, 11, 3)),
                    (CheckSource.REGULATOR_REGISTER, date(2026, 6, 3)),
                ],
                start=900,
            )
        ]
        restate(session, made.id, at=START, book=ANYWHERE)
        stored = session.scalars(select(Standing)).one()
        assert stored.licence_until == seconds(end_of(date(2027, 5, 3), "America/Denver"))


def test_a_suspended_licence_takes_the_person_out_in_the_same_transaction(
    database: Database,
) -> None:
    with database.transaction() as session:
        made = person(session)
    with database.transaction() as session:
        session.scalars(select(Licence)).one().state = CredentialState.SUSPENDED
        restate(session, made.id, at=START, book=ANYWHERE)
    with database.transaction() as session:
        assert postings(session) == set()


def test_judging_later_forgets_what_has_lapsed_meanwhile(database: Database) -> None:
    with database.transaction() as session:
        made = person(session)
        restate(session, made.id, at=START + timedelta(days=200), book=ANYWHERE)
        assert postings(session) == set()


def test_restating_somebody_unknown_is_harmless(database: Database) -> None:
    with database.transaction() as session:
        person(session, headaches=(Headache.TENSION,))
        before = postings(session)
        restate(session, 404, at=START, book=ANYWHERE)
        assert postings(session) == before
        session.execute(delete(Standing))
        session.execute(delete(Practitioner))


# What is stored of the verdict


def test_the_rule_and_the_reasons_are_stored(database: Database) -> None:
    with database.transaction() as session:
        person(session, book=REAL, locations=(SEATTLE,))
        colorado, washington = session.scalars(select(Standing).order_by(Standing.location_id))
        for stored, region in ((colorado, "CO"), (washington, "WA")):
            rule = REAL.rules.on((Country.US, region, Profession.PHYSICAL_THERAPIST), START.date())
            assert rule is not None
            assert stored.rule_version == rule.version
        assert [note.code for note in read(colorado.notes)] == [NoteCode.RULE_SECOND_HAND]
        assert NoteCode.AUTHORIZATION_NONE in {note.code for note in read(washington.notes)}
        assert (colorado.qualified_until > 0, washington.qualified_until) == (True, 0)
        assert (colorado.since, washington.since) == (seconds(START), 0)


def test_a_place_where_nothing_is_known_has_no_rule(database: Database) -> None:
    with database.transaction() as session:
        person(session, licensed=False)
        stored = session.scalars(select(Standing)).one()
        assert (stored.rule_version, stored.profession) == (None, None)
        assert [note.code for note in read(stored.notes)] == [NoteCode.LICENCE_NONE]


def test_the_rules_that_are_handed_in_decide(database: Database) -> None:
    nothing = Book(RuleBook([]), REAL.programs)
    with database.transaction() as session:
        made = person(session)
        assert postings(session)
        found = restate(session, made.id, at=START, book=nothing)
        assert [standing.verdict.qualified for standing in found] == [False]
        assert postings(session) == set()


# Since when


HOUR = timedelta(hours=1)


def since(session: Session) -> list[datetime]:
    rows = session.scalars(select(Standing.since).order_by(Standing.location_id))
    return [instant(row) for row in rows]


def restated(session: Session, at: datetime, *, book: Book = ANYWHERE) -> list[datetime]:
    session.flush()
    restate(session, 1, at=at, book=book)
    return since(session)


def test_since_stays_while_there_is_no_gap(database: Database) -> None:
    with database.transaction() as session:
        person(session, locations=(SEATTLE,))
        assert since(session) == [START, START]
        assert restated(session, START + HOUR) == [START, START]
        # A change that leaves them qualified is none.
        session.scalars(select(Practitioner)).one().published = False
        assert restated(session, START + 2 * HOUR) == [START, START]


def test_since_begins_anew_after_a_gap(database: Database) -> None:
    with database.transaction() as session:
        person(session)
        licence = session.scalars(select(Licence)).one()
        licence.state = CredentialState.SUSPENDED
        assert restated(session, START + HOUR) == [instant(0)]
        licence.state = CredentialState.VERIFIED
        assert restated(session, START + 2 * HOUR) == [START + 2 * HOUR]


def test_a_lapse_that_nobody_judged_is_a_gap_as_well(database: Database) -> None:
    end = end_of(LICENCE_EXPIRES, "America/Denver")
    for late, kept in ((-timedelta(seconds=1), True), (timedelta(), False)):
        with database.transaction() as session:
            made = person(session)
            session.scalars(select(Licence)).one().expires = date(2027, 4, 1)
            restate(session, made.id, at=end + late, book=ANYWHERE)
            assert since(session) == [START if kept else end]
            session.delete(made)
            restate(session, made.id, at=end, book=ANYWHERE)


# History


def history(session: Session, location_id: int) -> list[Published]:
    return list(
        session.scalars(
            select(Published)
            .where(Published.location_id == location_id)
            .order_by(Published.recorded_us)
        )
    )


def test_what_is_first_said_is_written_down_and_the_same_again_is_not(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, locations=(SEATTLE,))
        restate(session, made.id, at=START + HOUR, book=ANYWHERE)
        for stored in session.scalars(select(Standing)):
            (line,) = history(session, stored.location_id)
            assert line.recorded_us == int(START.timestamp()) * 1_000_000
            assert (line.shown, line.practitioner_id) == (True, made.id)
            for name in SAID:
                assert getattr(line, name) == getattr(stored, name), name
        denver, seattle = (history(session, place.id)[0] for place in made.locations)
        assert (denver.country, denver.region) == (Country.US, "CO")
        assert (seattle.region, seattle.time_zone) == ("WA", "America/Los_Angeles")


def test_only_the_place_that_changed_gets_another_line(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, locations=(SEATTLE,))
        session.execute(
            update(Licence).where(Licence.region == "WA").values(expires=date(2026, 12, 31))
        )
        restate(session, made.id, at=START + HOUR, book=ANYWHERE)
        denver, seattle = (history(session, place.id) for place in made.locations)
        assert (len(denver), len(seattle)) == (1, 2)
        assert seattle[1].qualified_until == seconds(
            end_of(date(2026, 12, 31), "America/Los_Angeles")
        )
        assert seattle[0].qualified_until != seattle[1].qualified_until
        assert seattle[1].recorded_us - seattle[0].recorded_us == 3_600 * 1_000_000


def test_two_acts_of_one_instant_keep_their_order(database: Database) -> None:
    with database.transaction() as session:
        made = person(session)
        for i, day in enumerate((date(2027, 1, 1), date(2027, 1, 2)), 1):
            session.execute(update(Licence).values(expires=day))
            # The second comes with a clock that was set back.
            restate(session, made.id, at=START - (i - 1) * HOUR, book=ANYWHERE)
        lines = history(session, made.locations[0].id)
        begun = lines[0].recorded_us
        assert [line.recorded_us - begun for line in lines] == [0, 1, 2]
        ends = [end_of(day, "America/Denver") for day in (date(2027, 1, 1), date(2027, 1, 2))]
        assert [line.qualified_until for line in lines[1:]] == list(map(seconds, ends))


def test_microseconds_are_kept(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, at=START.replace(microsecond=123_456))
        (line,) = history(session, made.locations[0].id)
        assert line.recorded_us % 1_000_000 == 123_456


def test_a_place_that_is_taken_out_leaves_a_last_line(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, locations=(SEATTLE,))
        kept, gone = (place.id for place in made.locations)
        del made.locations[1]
        restate(session, made.id, at=START + HOUR, book=ANYWHERE)
        first, last = history(session, gone)
        assert (first.shown, last.shown) == (True, False)
        ends = last.qualified_until, last.listed_until, last.partial_until, last.since
        assert ends == (0, 0, 0, 0)
        assert (last.region, last.rule_version) == (first.region, first.rule_version)
        assert last.recorded_us - first.recorded_us == 3_600 * 1_000_000
        assert len(history(session, kept)) == 1
        # Judging again says nothing more of it.
        restate(session, made.id, at=START + 2 * HOUR, book=ANYWHERE)
        assert len(history(session, gone)) == 2


def test_a_person_who_is_removed_leaves_their_history(database: Database) -> None:
    with database.transaction() as session:
        bystander = person(session, given="Bea")
        made = person(session, locations=(SEATTLE,))
        places = [place.id for place in made.locations]
        session.delete(made)
        restate(session, made.id, at=START + HOUR, book=ANYWHERE)
        for place in places:
            assert [line.shown for line in history(session, place)] == [True, False]
        assert len(history(session, bystander.locations[0].id)) == 1


def test_a_place_without_history_is_taken_out_without_a_word(database: Database) -> None:
    with database.transaction() as session:
        made = person(session)
        place = made.locations[0].id
        session.execute(delete(Published))
        session.delete(made)
        restate(session, made.id, at=START + HOUR, book=ANYWHERE)
        assert history(session, place) == []


def test_history_begins_with_being_published_and_says_when_it_stops(
    database: Database, clock: Clock
) -> None:
    with database.transaction() as session:
        made = person(session, number=1, published=False, at=clock())
        assert history(session, 100) == []
        for published in (True, False, False, True):
            clock.forward(timedelta(hours=1))
            made.published = published
            restate(session, 1, at=clock(), book=ANYWHERE)
        assert [row.shown for row in history(session, 100)] == [True, False, True]


def test_who_says_of_no_headache_that_they_see_it_was_never_listed(
    database: Database, clock: Clock
) -> None:
    with database.transaction() as session:
        person(session, number=1, headaches=(), at=clock())
        (said,) = history(session, 100)
    assert said.shown
    assert said.qualified_until > 0
    assert (said.listed_until, said.partial_until) == (0, 0)


def test_a_location_that_moves_to_another_region_is_said_anew(
    database: Database, clock: Clock
) -> None:
    with database.transaction() as session:
        made = person(session, number=1, licensed=False, at=clock())
        made.locations[0].region = "UT"
        clock.forward(timedelta(hours=1))
        restate(session, 1, at=clock(), book=ANYWHERE)
        assert [row.region for row in history(session, 100)] == ["CO", "UT"]
