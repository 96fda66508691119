"""A day's answer: when it may be asked for, which lines it is made of, and what held at its end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.clock import ALWAYS_SECONDS
from directory.domain.history import (
    DayFault,
    Line,
    Look,
    Said,
    read_day,
    said_on,
    window,
)
from directory.domain.notes import NoteCode, note, written
from directory.domain.vocabulary import CheckSource, Country, HeadNeck, Profession

ZONE = ZoneInfo("America/Denver")
US = 1_000_000
DAY = date(2026, 3, 31)
DENVER, HONOLULU, ST_JOHNS = "America/Denver", "Pacific/Honolulu", "America/St_Johns"
ENDS = {
    DENVER: datetime(2026, 4, 1, 6, tzinfo=UTC),
    HONOLULU: datetime(2026, 4, 1, 10, tzinfo=UTC),
    ST_JOHNS: datetime(2026, 4, 1, 2, 30, tzinfo=UTC),
}
EVERYWHERE = datetime(2026, 4, 1, 12, tzinfo=UTC)
EARLY = datetime(2026, 1, 5, 15, tzinfo=UTC)


def stamp(at: datetime) -> int:
    return int(at.timestamp()) * US + at.microsecond


def looked(until: int = ALWAYS_SECONDS) -> Look:
    return Look(CheckSource.REGULATOR_REGISTER, date(2026, 1, 2), until)


def line(at: datetime = EARLY, **changes: Any) -> Line:  # noqa: ANN401 (any field)
    return replace(
        Line(
            location_id=1,
            recorded_us=stamp(at),
            shown=True,
            country=Country.US,
            region="CO",
            time_zone=DENVER,
            profession=Profession.PHYSICAL_THERAPIST,
            rule_version="2020-01-01",
            notes="",
            licence=looked(),
            training=looked(),
            head_neck=HeadNeck.YES,
            accreditation=looked(),
            qualified_until=ALWAYS_SECONDS,
            partial_until=ALWAYS_SECONDS,
        ),
        **changes,
    )


def asked(
    *lines: Line, day: date = DAY, begun: datetime = EARLY, now: datetime = EVERYWHERE
) -> tuple[Said, ...] | DayFault:
    return said_on(day, lines, begun_us=stamp(begun), now=int(now.timestamp()))


def only(*lines: Line, **how: Any) -> Said:  # noqa: ANN401 (passed on)
    found = asked(*lines, **how)
    assert not isinstance(found, DayFault)
    (said,) = found
    return said


@pytest.mark.parametrize("given_", [(), ("",), (" ", "")])
def test_an_empty_day_counts_as_absent(given_: Sequence[str]) -> None:
    assert read_day(given_, int(EVERYWHERE.timestamp())) is None


@pytest.mark.parametrize(
    "typed",
    [
        "2026-3-31", "2026-03-31 ", " 2026-03-31", "20260331", "2026-W14-2", "2026-02-29",
        "2026-13-01", "0000-01-01", "31 March 2026", "2026-03-31T00:00:00", "٢٠٢٦-٠٣-٣١",
        "\uff12026-03-31", "2026-03-31\n", "+2026-03-31", "today", "2026\u201003\u201031",
    ],
)  # fmt: skip
def test_what_is_not_written_as_a_day_is_not_one(typed: str) -> None:
    assert read_day([typed], int(EVERYWHERE.timestamp())) is DayFault.NOT_A_DAY


def test_a_day_is_given_once() -> None:
    now = int(EVERYWHERE.timestamp())
    assert read_day(["2026-03-30", "2026-03-31"], now) is DayFault.REPEATED
    assert read_day(["2026-03-31", "2026-03-31"], now) is DayFault.REPEATED
    assert read_day(["", "2026-03-31"], now) == DAY


def test_a_leap_day_is_a_day() -> None:
    assert read_day(["2024-02-29"], int(EVERYWHERE.timestamp())) == date(2024, 2, 29)


def test_a_day_is_refused_until_it_has_ended_somewhere() -> None:
    # It is 1 April first at UTC+14.
    turns = datetime(2026, 3, 31, 10, tzinfo=UTC)
    assert read_day(["2026-03-31"], int(turns.timestamp()) - 1) is DayFault.NOT_ENDED
    assert read_day(["2026-03-31"], int(turns.timestamp())) == DAY


@pytest.mark.parametrize("far", ["9999-12-31", "2026-04-02", "2026-04-01"])
def test_the_future_is_refused(far: str) -> None:
    assert read_day([far], int(EVERYWHERE.timestamp()) - 7_201) is DayFault.NOT_ENDED


def test_the_first_day_that_can_be_written_can_be_asked_for() -> None:
    assert read_day(["0001-01-01"], int(EVERYWHERE.timestamp())) == date(1, 1, 1)
    assert asked(line(), day=date(1, 1, 1)) == ()


def test_a_day_ends_first_at_utc_plus_14_and_last_at_utc_minus_12() -> None:
    assert window(DAY) == (stamp(datetime(2026, 3, 31, 10, tzinfo=UTC)), stamp(EVERYWHERE))


@pytest.mark.parametrize("zone", ENDS)
def test_a_day_can_be_asked_for_once_it_has_ended_at_the_location(zone: str) -> None:
    there = line(time_zone=zone)
    assert asked(there, now=ENDS[zone] - timedelta(seconds=1)) is DayFault.NOT_ENDED
    assert only(there, now=ENDS[zone]).line == there


def test_a_day_can_be_asked_for_once_it_has_ended_at_every_location() -> None:
    both = (line(), line(location_id=2, time_zone=HONOLULU))
    assert asked(*both, now=ENDS[HONOLULU] - timedelta(seconds=1)) is DayFault.NOT_ENDED
    assert [said.line for said in _found(*both, now=ENDS[HONOLULU])] == list(both)


def test_a_location_that_was_taken_out_does_not_keep_the_day_open() -> None:
    gone = line(EARLY + timedelta(days=1), location_id=2, time_zone=HONOLULU, shown=False)
    lines = (line(), line(location_id=2, time_zone=HONOLULU), gone)
    assert [said.line.location_id for said in _found(*lines, now=ENDS[DENVER])] == [1]


def test_where_nothing_was_recorded_the_day_has_to_end_everywhere() -> None:
    assert asked(now=EVERYWHERE - timedelta(seconds=1)) is DayFault.NOT_ENDED
    assert asked(now=EVERYWHERE) == ()
    gone = line(shown=False)
    assert asked(gone, now=EVERYWHERE - timedelta(seconds=1)) is DayFault.NOT_ENDED
    assert asked(gone, now=EVERYWHERE) == ()


def _found(*lines: Line, **how: Any) -> tuple[Said, ...]:  # noqa: ANN401 (passed on)
    found = asked(*lines, **how)
    assert not isinstance(found, DayFault)
    return found


@pytest.mark.parametrize("zone", ENDS)
def test_what_is_recorded_before_midnight_counts_and_at_midnight_no_more(zone: str) -> None:
    before = line(time_zone=zone)
    midnight = ENDS[zone]
    last = line(midnight - timedelta(microseconds=1), time_zone=zone, region="last")
    late = line(midnight, time_zone=zone, region="late")
    assert only(before, last).line.region == "last"
    assert only(before, late).line.region == "CO"


def test_of_two_lines_in_one_second_the_later_one_counts_in_whatever_order_they_come() -> None:
    first, second = line(region="first"), line(EARLY + timedelta(microseconds=1), region="second")
    assert only(second, first).line.region == only(first, second).line.region == "second"


def test_a_location_begun_after_its_own_midnight_is_not_in_the_day() -> None:
    assert asked(line(ENDS[DENVER])) == ()
    assert len(_found(line(ENDS[DENVER] - timedelta(microseconds=1)))) == 1


def test_a_location_added_once_the_day_could_be_asked_for_is_not_in_it() -> None:
    # In Honolulu the day goes on for four hours, but it has been answered without Honolulu.
    in_time = line(ENDS[DENVER] - timedelta(microseconds=1), location_id=2, time_zone=HONOLULU)
    late = replace(in_time, recorded_us=stamp(ENDS[DENVER]))
    assert len(_found(line(), in_time)) == 2
    assert len(_found(line(), late)) == 1
    # Ids are random: the order in time is what counts.
    assert len(_found(line(location_id=3), late)) == 1


def test_a_location_that_moved_ends_its_day_where_it_was() -> None:
    moved = line(ENDS[DENVER], time_zone=HONOLULU, region="HI")
    away = line(location_id=2, time_zone=HONOLULU)
    assert [said.line.region for said in _found(line(), moved, away)] == ["CO", "CO"]


def test_a_location_that_was_taken_out_is_not_in_the_day() -> None:
    removed = line(ENDS[DENVER] - timedelta(microseconds=1), shown=False)
    assert asked(line(), removed) == ()
    assert len(_found(line(), replace(removed, recorded_us=stamp(ENDS[DENVER])))) == 1
    back = line(EARLY + timedelta(days=2))
    assert len(_found(line(), line(EARLY + timedelta(days=1), shown=False), back)) == 1


def test_what_was_judged_before_the_first_listing_was_not_public() -> None:
    judged = line(partial_until=0)
    assert asked(judged, begun=ENDS[DENVER]) == ()
    assert len(_found(judged, begun=ENDS[DENVER] - timedelta(microseconds=1))) == 1


def test_locations_stand_in_the_order_of_their_ids() -> None:
    lines = [line(EARLY + timedelta(seconds=9 - n), location_id=n) for n in (3, 1, 2)]
    assert [said.line.location_id for said in _found(*lines)] == [1, 2, 3]


ENDED = int(ENDS[DENVER].timestamp())


@pytest.mark.parametrize("pillar", ["licence", "training", "accreditation"])
def test_a_check_holds_through_its_last_day_and_not_the_day_after(pillar: str) -> None:
    through: dict[str, Any] = {pillar: looked(ENDED)}
    before: dict[str, Any] = {pillar: looked(ENDED - 1)}
    last, ended = replace(line(), **through), replace(line(), **before)
    assert getattr(only(last), pillar) == looked(ENDED)
    assert getattr(only(ended), pillar) is None
    assert getattr(only(last, day=date(2026, 3, 30)), pillar) == looked(ENDED)
    later = EVERYWHERE + timedelta(days=1)
    assert getattr(only(last, day=date(2026, 4, 1), now=later), pillar) is None


def test_a_pillar_without_a_source_was_not_checked() -> None:
    said = only(line(licence=Look(None, None, ALWAYS_SECONDS)))
    assert said.licence is None
    assert said.training is not None


def test_listed_and_qualified_end_with_the_instants_that_were_recorded() -> None:
    whole = only(line(qualified_until=ENDED, partial_until=ENDED))
    assert (whole.listed, whole.qualified) == (True, True)
    partial = only(line(qualified_until=ENDED - 1, partial_until=ENDED))
    assert (partial.listed, partial.qualified) == (True, False)
    hidden = only(line(qualified_until=ENDED, partial_until=ENDED - 1))
    assert (hidden.listed, hidden.qualified) == (False, True)


def test_notes_are_read_as_they_were_recorded() -> None:
    notes = (note(NoteCode.TRAINING_HOURS_SHORT, hours=27.5), note(NoteCode.ACCREDITATION_NONE))
    assert only(line(notes=written(notes))).notes == notes


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2028, 2, 29), 24)],
)
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    begins = datetime.combine(day, datetime.min.time(), ZONE)
    last = begins.astimezone(UTC) + timedelta(hours=hours)
    how = {"day": day, "begun": begins, "now": last + timedelta(days=1)}
    assert only(line(begins), line(last, region="late"), **how).line.region == "CO"
    said = only(line(begins), line(last - timedelta(microseconds=1), region="last"), **how)
    assert said.line.region == "last"


ACTS = st.lists(
    st.builds(
        lambda minute, place, zone, shown: line(
            EARLY + timedelta(minutes=minute),
            location_id=place,
            time_zone=zone,
            shown=shown,
            region=f"{minute}",
        ),
        minute=st.integers(0, 5_000),
        place=st.integers(1, 3),
        zone=st.sampled_from([DENVER, HONOLULU, ST_JOHNS, "America/Phoenix"]),
        shown=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda each: (each.location_id, each.recorded_us),
)


@settings(max_examples=200, deadline=None)
@given(acts=ACTS, minute=st.integers(0, 9_000), day=st.integers(-1, 4))
def test_once_a_day_can_be_asked_for_its_answer_never_changes(
    acts: list[Line], minute: int, day: int
) -> None:
    now = EARLY + timedelta(minutes=minute)
    wanted = EARLY.date() + timedelta(days=day)
    known = [each for each in acts if each.recorded_us <= stamp(now)]
    at_once = [each for each in known if each.recorded_us < stamp(now)]
    first = asked(*at_once, day=wanted, now=now)
    if isinstance(first, DayFault):
        return
    assert asked(*known, day=wanted, now=now) == first
    assert asked(*acts, day=wanted, now=now + timedelta(days=9)) == first
