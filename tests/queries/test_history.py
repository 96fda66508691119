"""What is read back of an earlier day, when people, rules and clocks have gone on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import delete, event, insert, select
from sqlalchemy.orm import Session

from directory.db import Database
from directory.domain import ids
from directory.domain.history import DayFault
from directory.domain.listing import Book
from directory.domain.rules import RuleBook
from directory.domain.vocabulary import (
    CheckSource,
    Country,
    CredentialState,
    Finding,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    PillarStatus,
    Profession,
)
from directory.models.credentials import CredentialCheck, Licence, Training
from directory.models.practitioners import Practitioner
from directory.models.standings import Published
from directory.queries.history import EarlierLocation, HistoryView, history
from directory.workflows.standings import restate
from tests.clock import START
from tests.factories import LICENCE_EXPIRES, Seen, person
from tests.rule_books import ANYWHERE, permitted

DENVER = "America/Denver"
LATER = START + timedelta(days=900)
TODAY = date(2026, 11, 24)
HONOLULU = Seen(
    lat=21.3069, lon=-157.8583, city="Honolulu", region="HI", postal_code="96813",
    time_zone="Pacific/Honolulu",
)  # fmt: skip
ST_JOHNS = Seen(
    lat=47.5615, lon=-52.7126, city="St. John's", region="NL", postal_code="A1C 1A1",
    country=Country.CA, time_zone="America/St_Johns",
)  # fmt: skip


def answer(
    database: Database, day: date, *, number: int = 7, now: datetime = LATER
) -> HistoryView | DayFault | None:
    return history(database, number, day=day, now=int(now.timestamp()))


def view(database: Database, day: date, *, number: int = 7, now: datetime = LATER) -> HistoryView:
    found = answer(database, day, number=number, now=now)
    assert isinstance(found, HistoryView)
    return found


def only(database: Database, day: date, *, now: datetime = LATER) -> EarlierLocation:
    (place,) = view(database, day, now=now).locations
    return place


def licence_of(session: Session, number: int = 7) -> Licence:
    return session.scalars(select(Licence).where(Licence.practitioner_id == number)).one()


def suspend(database: Database, at: datetime, *, lift: bool = False) -> None:
    with database.transaction() as session:
        state = CredentialState.VERIFIED if lift else CredentialState.SUSPENDED
        licence_of(session).state = state
        restate(session, 7, at=at, book=ANYWHERE)


def test_a_day_says_what_was_published(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7)
    found = view(database, TODAY)
    (place,) = found.locations
    assert (found.id, found.day, found.listed) == (ids.encode(7), TODAY, True)
    assert (place.id, place.country, place.region) == (ids.encode(700), Country.US, "CO")
    assert (place.time_zone, place.profession) == (DENVER, Profession.PHYSICAL_THERAPIST)
    assert (place.listed, place.qualified, place.rule_version) == (True, True, "2020-01-01")
    assert place.qualified_until == datetime(2027, 3, 1, 7, tzinfo=UTC)
    assert place.licence.how is CheckSource.REGULATOR_REGISTER
    assert place.licence.on == date(2026, 11, 3)
    assert place.licence.until == datetime(2027, 3, 1, 7, tzinfo=UTC)
    assert (place.training.how, place.training.on) == (
        CheckSource.DOCUMENT_SEEN,
        date(2026, 11, 2),
    )
    assert (place.training.until, place.training.head_neck) == (None, HeadNeck.YES)
    assert place.accreditation.how is CheckSource.ISSUER_CONFIRMED


def test_a_licence_that_ended_was_good_on_its_last_day_and_not_on_the_next(
    database: Database,
) -> None:
    with database.transaction() as session:
        person(session, number=7)
    last = only(database, LICENCE_EXPIRES)
    assert (last.listed, last.qualified, last.licence.status) == (True, True, PillarStatus.CHECKED)
    # No act, and no job: only the day is another.
    lapsed = only(database, LICENCE_EXPIRES + timedelta(days=1))
    assert (lapsed.listed, lapsed.qualified, lapsed.qualified_until) == (False, False, None)
    assert (lapsed.licence.status, lapsed.licence.how) == (PillarStatus.NONE_ON_RECORD, None)
    assert lapsed.training.status is PillarStatus.CHECKED
    assert view(database, LICENCE_EXPIRES + timedelta(days=1)).listed is False


def test_a_renewal_as_a_new_period_leaves_the_old_answers(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7)
    days = [TODAY, date(2027, 2, 20), LICENCE_EXPIRES, date(2027, 3, 1), date(2027, 3, 2)]
    before = [answer(database, day) for day in days]
    renewed_at = datetime(2027, 3, 3, 16, tzinfo=UTC)
    with database.transaction() as session:
        old = licence_of(session)
        session.add(
            Licence(
                id=799, practitioner_id=7, profession=old.profession, country=old.country,
                region=old.region, kind=LicenceKind.LICENCE, number=old.number,
                number_typed=old.number, name_on_licence=old.name_on_licence,
                licence_class=LicenceClass.FULL, issued=date(2027, 3, 1),
                expires=date(2029, 2, 28), bars_needling=Finding.NO, appeal=old.appeal,
                state=CredentialState.VERIFIED, state_since=renewed_at, renews_id=old.id,
                checks=[
                    CredentialCheck(
                        id=799, source=CheckSource.REGULATOR_REGISTER,
                        looked_on=date(2027, 3, 3), source_name="Example State Register",
                    )
                ],
            )
        )  # fmt: skip
        session.get_one(Practitioner, 7).attested_on = date(2027, 3, 3)
        restate(session, 7, at=renewed_at, book=ANYWHERE)
    assert [answer(database, day) for day in days] == before
    renewed = only(database, date(2027, 3, 3))
    assert (renewed.listed, renewed.licence.on) == (True, date(2027, 3, 3))


def test_a_suspension_at_noon_counts_that_day_and_not_the_day_before(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7)
    suspend(database, datetime(2026, 11, 26, 19, tzinfo=UTC))
    assert only(database, date(2026, 11, 25)).listed is True
    on_the_day = only(database, date(2026, 11, 26))
    assert (on_the_day.listed, on_the_day.qualified) == (False, False)
    assert on_the_day.licence.status is PillarStatus.NONE_ON_RECORD
    suspend(database, datetime(2026, 11, 28, 6, 59, 59, tzinfo=UTC), lift=True)
    assert only(database, date(2026, 11, 26)) == on_the_day
    assert only(database, date(2026, 11, 27)).listed is True


@pytest.mark.parametrize("apart", [timedelta(0), timedelta(microseconds=1)])
def test_of_two_acts_within_one_second_the_second_one_stands(
    database: Database, apart: timedelta
) -> None:
    with database.transaction() as session:
        person(session, number=7)
    at = datetime(2026, 11, 26, 19, 0, 0, 100, tzinfo=UTC)
    suspend(database, at)
    suspend(database, at + apart, lift=True)
    assert only(database, date(2026, 11, 26)).listed is True
    suspend(database, at + apart)
    assert only(database, date(2026, 11, 26)).listed is False


@pytest.mark.parametrize(
    ("place", "midnight"),
    [
        (Seen(), datetime(2026, 11, 27, 7, tzinfo=UTC)),
        (HONOLULU, datetime(2026, 11, 27, 10, tzinfo=UTC)),
        (ST_JOHNS, datetime(2026, 11, 27, 3, 30, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_where_the_location_is(
    database: Database, place: Seen, midnight: datetime
) -> None:
    with database.transaction() as session:
        person(
            session, number=7, lat=place.lat, lon=place.lon, region=place.region,
            country=place.country, time_zone=place.time_zone,
        )  # fmt: skip
    day = date(2026, 11, 26)
    assert answer(database, day, now=midnight - timedelta(seconds=1)) is DayFault.NOT_ENDED
    assert only(database, day, now=midnight).listed is True
    suspend(database, midnight)
    assert only(database, day).listed is True
    suspend(database, midnight + timedelta(hours=2), lift=True)
    suspend(database, midnight + timedelta(days=1, microseconds=-1))
    assert only(database, day + timedelta(days=1)).listed is False


def test_each_location_has_its_own_midnight(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7, locations=(HONOLULU, ST_JOHNS))
    with database.transaction() as session:
        session.scalars(select(Training)).one().state = CredentialState.SUSPENDED
        # In St. John's it is the 27th, in Denver and Honolulu still the 26th.
        restate(session, 7, at=datetime(2026, 11, 27, 4, tzinfo=UTC), book=ANYWHERE)
    places = view(database, date(2026, 11, 26)).locations
    assert [(place.region, place.listed) for place in places] == [
        ("CO", False), ("HI", False), ("NL", True),
    ]  # fmt: skip
    open_still = datetime(2026, 11, 27, 9, 59, 59, tzinfo=UTC)
    assert answer(database, date(2026, 11, 26), now=open_still) is DayFault.NOT_ENDED


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2027, 3, 14), datetime(2027, 3, 15, 6, tzinfo=UTC)),
        (date(2027, 11, 7), datetime(2027, 11, 8, 7, tzinfo=UTC)),
        (date(2028, 2, 29), datetime(2028, 3, 1, 7, tzinfo=UTC)),
    ],
)
def test_days_on_which_the_clocks_change_and_leap_days_end_at_their_midnight(
    database: Database, day: date, ends: datetime
) -> None:
    with database.transaction() as session:
        person(
            session, number=7, at=ends - timedelta(hours=20), licence_expires=date(2030, 1, 1),
            confirmed_on=day, attested_on=day,
        )  # fmt: skip
        session.scalars(select(CredentialCheck).where(CredentialCheck.licence_id == 700)).one()
        for check in session.scalars(select(CredentialCheck)):
            check.looked_on = day
        restate(session, 7, at=ends - timedelta(hours=19), book=ANYWHERE)
    suspend(database, ends)
    assert only(database, day).listed is True
    suspend(database, ends + timedelta(minutes=1), lift=True)
    suspend(database, ends + timedelta(days=1, microseconds=-1))
    assert only(database, day + timedelta(days=1)).listed is False


def test_a_location_that_was_removed_is_in_the_days_before_alone(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7, locations=(HONOLULU,))
    with database.transaction() as session:
        made = session.get_one(Practitioner, 7)
        del made.locations[1]
        restate(session, 7, at=START + timedelta(days=2), book=ANYWHERE)
    assert [place.region for place in view(database, date(2026, 11, 25)).locations] == ["CO", "HI"]
    assert [place.region for place in view(database, date(2026, 11, 26)).locations] == ["CO"]


def test_somebody_who_left_is_still_answered(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7)
    before = answer(database, date(2026, 11, 25))
    with database.transaction() as session:
        session.delete(session.get_one(Practitioner, 7))
        restate(session, 7, at=START + timedelta(days=2), book=ANYWHERE)
    assert answer(database, date(2026, 11, 25)) == before
    left = view(database, date(2026, 11, 26))
    assert (left.listed, left.locations) == (False, ())


def test_somebody_who_was_erased_is_nobody(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7)
        person(session, number=8)
    with database.transaction() as session:
        session.execute(delete(Published).where(Published.practitioner_id == 7))
    assert answer(database, TODAY) is None
    assert view(database, TODAY, number=8).listed is True


def test_a_changed_rule_changes_the_days_from_then_on(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7)
    key = (Country.US, "CO", Profession.PHYSICAL_THERAPIST)
    other = [rule for rule in ANYWHERE.rules if rule.key != key]
    newer = replace(permitted(*key), version="2026-11-01", recorded_on=date(2026, 11, 1))
    changed = RuleBook([*other, newer])
    with database.transaction() as session:
        restate(session, 7, at=START + timedelta(days=2), book=Book(changed, ANYWHERE.programs))
    assert only(database, date(2026, 11, 25)).rule_version == "2020-01-01"
    assert only(database, date(2026, 11, 26)).rule_version == "2026-11-01"


def test_who_was_never_listed_is_nobody_on_every_day(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7, published=False)
        person(session, number=8, trained=False)
        person(session, number=9, attested_on=date(2025, 1, 1))
    for number in (7, 8, 9, 404):
        assert answer(database, TODAY, number=number) is None, number


def test_before_somebody_was_listed_nothing_was_published_about_them(database: Database) -> None:
    with database.transaction() as session:
        made = person(session, number=7, published=False)
    with database.transaction() as session:
        session.get_one(Practitioner, made.id).published = True
        restate(session, 7, at=START + timedelta(days=2), book=ANYWHERE)
    for day in (date(2020, 2, 29), TODAY, date(2026, 11, 25)):
        found = view(database, day)
        assert (found.listed, found.locations) == (False, ()), day
    assert only(database, date(2026, 11, 26)).listed is True


def test_somebody_who_paused_was_not_listed(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7)
    with database.transaction() as session:
        session.get_one(Practitioner, 7).published = False
        restate(session, 7, at=START + timedelta(days=2), book=ANYWHERE)
    assert view(database, date(2026, 11, 25)).listed is True
    assert view(database, date(2026, 11, 26)).listed is False


def test_others_are_not_mixed_in(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7)
        person(session, number=8, locations=(HONOLULU,))
    assert [place.id for place in view(database, TODAY).locations] == [ids.encode(700)]


def test_a_long_history_is_read_in_one_statement_and_in_few_lines(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=7, locations=(HONOLULU,))
        first = session.execute(select(*Published.__table__.columns)).mappings().all()
        later = [
            {
                **row,
                "recorded_us": row["recorded_us"] + days * 86_400_000_000,
                "rule_version": str(days),
            }
            for row in first
            for days in range(1, 1_500)
        ]
        session.execute(insert(Published), later)
    ran: list[str] = []

    def note(*given: object) -> None:
        ran.append(str(given[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    found = view(database, TODAY + timedelta(days=1_400), now=START + timedelta(days=1_600))
    event.remove(database.engine, "before_cursor_execute", note)
    # More lines than are ever read at once: what counts is chosen by the database.
    assert [place.rule_version for place in found.locations] == ["1400", "1400"]
    assert len([statement for statement in ran if "SELECT" in statement]) == 1


def test_the_answer_for_a_day_is_the_same_after_whatever_comes(database: Database) -> None:
    chance = Random(20261124)  # noqa: S311  (no secret)
    with database.transaction() as session:
        person(session, number=7, locations=(HONOLULU, ST_JOHNS))
    at, kept = START, dict[date, HistoryView]()
    for _ in range(40):
        at += timedelta(minutes=chance.randrange(1, 2_000), microseconds=chance.randrange(10**6))
        with database.transaction() as session:
            _some_act(session, chance)
            restate(session, 7, at=at, book=ANYWHERE)
        _hold(database, kept, at=at)
    assert len(kept) > 20
    assert len({str(each.locations) for each in kept.values()}) > 5


def _some_act(session: Session, chance: Random) -> None:
    states = (CredentialState.VERIFIED, CredentialState.SUSPENDED)
    match chance.randrange(4):
        case 0:
            for licence in session.scalars(select(Licence).order_by(Licence.id)):
                licence.state = chance.choice(states)
        case 1:
            session.scalars(select(Training)).one().state = chance.choice(states)
        case 2:
            session.get_one(Practitioner, 7).published = chance.random() < 0.7
        case _:
            made = session.get_one(Practitioner, 7)
            if len(made.locations) > 1 and chance.random() < 0.3:
                del made.locations[-1]


def _hold(database: Database, kept: dict[date, HistoryView], *, at: datetime) -> None:
    """Ask about every day so far, and compare with what was said of it the first time."""
    for days in range((at - START).days + 2):
        day = TODAY + timedelta(days=days)
        found = answer(database, day, now=at)
        if isinstance(found, HistoryView):
            assert kept.setdefault(day, found) == found, day
        else:
            assert day not in kept
