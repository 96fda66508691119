from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from directory.db import Database
from directory.domain.clock import end_of, seconds
from directory.domain.listing import standings
from directory.domain.postings import (
    EVERYONE,
    LANGUAGE_LISTS,
    SOLE_BIT,
    Posting,
    postings_of,
    remote_list,
)
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
from directory.models.standings import PostingRow, Standing
from directory.workflows import standings as room
from directory.workflows.standings import restate
from tests.clock import START
from tests.factories import LICENCE_EXPIRES, Seen, person

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
    profile = room._profile(session, made)  # noqa: SLF001  (the reading is what both share)
    practices = [room._practice(location) for location in made.locations]  # noqa: SLF001
    found = standings(profile, practices, at=START)
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
        restate(session, made.id, at=START)
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
        restate(session, made.id, at=START)
        assert postings(session) == before
        assert session.scalar(select(func.count()).select_from(Standing)) == 2


def test_removing_a_person_leaves_nothing(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, languages=("en", "vi"), remote=True, locations=(BOULDER, SEATTLE))
        session.delete(made)
        restate(session, made.id, at=START)
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
        restate(session, made.id, at=START)
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
        restate(session, washington.practitioner_id, at=START)
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
        restate(session, made.id, at=START)
        stored = session.scalars(select(Standing)).one()
        assert stored.licence_until == seconds(end_of(date(2027, 5, 3), "America/Denver"))


def test_a_suspended_licence_takes_the_person_out_in_the_same_transaction(
    database: Database,
) -> None:
    with database.transaction() as session:
        made = person(session)
    with database.transaction() as session:
        session.scalars(select(Licence)).one().state = CredentialState.SUSPENDED
        restate(session, made.id, at=START)
    with database.transaction() as session:
        assert postings(session) == set()


def test_judging_later_forgets_what_has_lapsed_meanwhile(database: Database) -> None:
    with database.transaction() as session:
        made = person(session)
        restate(session, made.id, at=START + timedelta(days=200))
        assert postings(session) == set()


def test_restating_somebody_unknown_is_harmless(database: Database) -> None:
    with database.transaction() as session:
        person(session, headaches=(Headache.TENSION,))
        before = postings(session)
        restate(session, 404, at=START)
        assert postings(session) == before
        session.execute(delete(Standing))
        session.execute(delete(Practitioner))
