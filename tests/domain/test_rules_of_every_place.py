"""Every rule of the real book, met by a person with a perfect file, and missed by one paper."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest

from directory.adapters.rule_files import FOLDER, RULE_FILE
from directory.domain.clock import ALWAYS, NEVER, end_of
from directory.domain.credentials import Authorization, Check, Licence, Training
from directory.domain.listing import Book
from directory.domain.notes import NoteCode
from directory.domain.rules import Confidence, Rule, RuleKey, RuleOrigin, RuleStatus
from directory.domain.verdict import Location, Practitioner, Verdict, assess
from directory.domain.vocabulary import (
    AuthorizationKind,
    CheckSource,
    Country,
    CountsAs,
    HeadNeck,
    PillarStatus,
    Profession,
    Technique,
)
from tests.domain.papers import CERTIFICATION, ENTRY, LICENCE, TRAINING, codes, params
from tests.rule_books import REAL

Row = Mapping[str, str]
AT: Final = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
TODAY: Final = date(2026, 11, 24)
LOOKED: Final = Check(CheckSource.REGULATOR_REGISTER, date(2026, 11, 20))
TRAINED: Final = date(2025, 3, 1)
BARE: Final = replace(
    TRAINING,
    hours=None,
    hours_in_person=None,
    supervised_sessions=None,
    written_exam=None,
    practical_exam=None,
    completed_on=TRAINED,
)


# What the file says, read here without the product's reader


def rows() -> Iterator[Row]:
    with (FOLDER / RULE_FILE).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def in_force(row: Row) -> bool:
    """Say whether a row can count today: the file keeps every version for ever."""
    begins = max(row["recorded_on"], row["in_force_from"])
    if row["status"] == "authorized_pending_rules":
        begins = row["recorded_on"]
    return begins <= "2026-11-24" and (row["in_force_until"] or "9999") >= "2026-11-24"


LATEST: Final[dict[tuple[str, str, str], Row]] = {
    (row["country"], row["region"], row["profession"]): row
    for row in sorted(rows(), key=lambda row: row["recorded_on"])
    if in_force(row)
}
PERMITTING: Final = {"permitted", "permitted_with_requirements", "requires_registration"}
# (status, confidence): what the design lets follow; everything else is for a reviewer to find.
FOLLOWS: Final = {
    **{(status, sure): "" for status in PERMITTING for sure in ("high", "medium")},
    ("prohibited", "high"): "rule_prohibits",
    ("prohibited", "medium"): "rule_prohibits",
    ("authorized_pending_rules", "high"): "rule_waits",
    ("authorized_pending_rules", "medium"): "rule_waits",
}


def refusal(row: Row) -> str:
    """Say by the design why even a perfect file does not qualify; empty where it does."""
    found = FOLLOWS.get((row["status"], row["confidence"]), "rule_not_established")
    return found or ("rule_body_limit" if row["body_limit"] != "none" else "")


def number(row: Row, name: str) -> float | None:
    return float(row[name]) if row[name] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What a person has on file for one row."""

    row: Row
    training: Training
    licence: Licence
    entries: tuple[Authorization, ...]
    practitioner: Practitioner

    def without(self, **changed: Any) -> "File":  # noqa: ANN401  (fields of what is changed)
        """Change the training."""
        training = replace(self.training, **changed)
        person = replace(self.practitioner, trainings=(training,))
        return replace(self, training=training, practitioner=person)

    def judge(self, *, at: datetime = AT, held_to: Book = REAL) -> Verdict:
        """Ask for the verdict."""
        place = Location(self.licence.country, self.licence.region, "America/Denver")
        return assess(
            self.practitioner, place, at=at, rules=held_to.rules, programs=held_to.programs
        )


def perfect(row: Row) -> File:
    """Make a person who has exactly what a row asks for, and not an hour more."""
    country, region = Country(row["country"]), row["region"]
    hours, in_person = number(row, "needling_hours"), number(row, "in_person_hours")
    sessions = number(row, "supervised_sessions")
    years = int(row["years_in_practice"] or 0)
    training = replace(
        BARE,
        hours=hours,
        hours_in_person=in_person,
        supervised_sessions=None if sessions is None else int(sessions),
        written_exam=True if row["written_exam"] == "yes" else None,
        practical_exam=True if row["practical_exam"] == "yes" else None,
        program=row["accepted_programs"].split("|")[0] or None,
    )
    licence = replace(
        LICENCE,
        profession=Profession(row["profession"]),
        country=country,
        region=region,
        practising_since=TODAY.replace(year=TODAY.year - years),
        check=LOOKED,
    )
    entries: tuple[Authorization, ...] = ()
    if row["authorization"]:
        entry = replace(
            ENTRY,
            country=country,
            region=region,
            kind=AuthorizationKind(row["authorization"]),
            check=LOOKED,
        )
        entries = (replace(entry, expires=None),)
    return File(
        row=row,
        training=training,
        licence=licence,
        entries=entries,
        practitioner=Practitioner(
            licences=(licence,),
            authorizations=entries,
            trainings=(training,),
            certifications=(CERTIFICATION,),
            published=True,
            attested_on=TODAY,
        ),
    )


def named(value: object) -> str:
    return "-".join(value) if isinstance(value, tuple) else str(value)


EVERY: Final = pytest.mark.parametrize("key", sorted(LATEST), ids=named)


def of(country: str, region: str, profession: str) -> File:
    return perfect(LATEST[country, region, profession])


# Every row


def test_the_book_holds_the_rows_of_the_file() -> None:
    found = {(*rule.key, rule.version) for rule in REAL.rules}
    assert found == {
        (row["country"], row["region"], row["profession"], row["version"]) for row in rows()
    }
    assert len(LATEST) >= 300


@EVERY
def test_what_the_verdict_does_with_a_perfect_file(key: tuple[str, str, str]) -> None:
    row = LATEST[key]
    verdict = perfect(row).judge()
    expected = refusal(row)
    assert verdict.qualified == (not expected)
    assert (verdict.partial_until > AT) == (verdict.listed_until > AT) == (not expected)
    assert verdict.rule is not None
    assert verdict.rule.version == row["version"]
    assert verdict.licence.status is PillarStatus.CHECKED
    if expected:
        assert codes(verdict) == [NoteCode(expected)]
        return
    # Nothing is held against them; what is known at second hand says so.
    second_hand = row["confidence"] == "medium" or row["subject"] == "acupuncture"
    assert (NoteCode.RULE_SECOND_HAND in codes(verdict)) == second_hand
    asked = ("needling_hours", "in_person_hours", "supervised_sessions", "written_exam",
             "practical_exam", "accepted_programs")  # fmt: skip
    no_minimum = not any(row[name] for name in asked)
    assert (NoteCode.TRAINING_NO_MINIMUM_FOUND in codes(verdict)) == (
        no_minimum and not row["trained_after"]
    )
    last = date(2027, 2, 28)
    if row["in_force_until"]:
        last = min(last, date.fromisoformat(row["in_force_until"]))
    assert verdict.qualified_until == end_of(last, "America/Denver")


@EVERY
def test_nobody_qualifies_without_a_licence_training_or_accreditation(
    key: tuple[str, str, str],
) -> None:
    file = perfect(LATEST[key])
    for missing in ("licences", "trainings", "certifications"):
        gone: dict[str, Any] = {missing: ()}
        stripped = replace(file, practitioner=replace(file.practitioner, **gone))
        verdict = stripped.judge()
        entry_stands = (
            missing != "licences"
            and bool(file.row["authorization"])
            and file.row["regulator_assesses_training"] == "yes"
            and not refusal(file.row)
        )
        assert verdict.qualified == entry_stands


AMOUNTS: Final = {
    "needling_hours": ("hours", "training_hours_short", "training_hours_not_stated"),
    "in_person_hours": (
        "hours_in_person",
        "training_in_person_short",
        "training_in_person_not_stated",
    ),
    "supervised_sessions": (
        "supervised_sessions",
        "training_sessions_short",
        "training_sessions_not_stated",
    ),
}
FLAGS: Final = {"written_exam": "written", "practical_exam": "practical"}


def asking(*columns: str) -> list[tuple[tuple[str, str, str], str]]:
    """Give every permitting row that asks for something in one of these columns."""
    return [
        (key, column)
        for key, row in sorted(LATEST.items())
        for column in columns
        if row[column] and row[column] != "none" and not refusal(row)
    ]


def falls_out(file: File, code: str, *, stands: bool) -> Verdict:
    """Judge somebody who lacks one thing: out with its code, unless an entry stands for it."""
    verdict = file.judge()
    assert verdict.qualified == (verdict.partial_until > AT) == stands
    assert (NoteCode(code) in codes(verdict)) != stands
    return verdict


def assessed(row: Row) -> bool:
    return bool(row["authorization"]) and row["regulator_assesses_training"] == "yes"


@pytest.mark.parametrize(("key", "column"), asking(*AMOUNTS), ids=named)
def test_who_has_less_than_is_asked_falls_out(key: tuple[str, str, str], column: str) -> None:
    row = LATEST[key]
    field, short, not_stated = AMOUNTS[column]
    file, needed = perfect(row), float(row[column])
    begins = bool(row["hours_before_first_use"])
    less = file.without(**{field: int(needed) - 1})
    if begins:
        # They may begin with less, for some years.
        verdict = less.judge()
        assert NoteCode.TRAINING_COMPLETE_BY in codes(verdict)
        assert verdict.qualified
    else:
        verdict = falls_out(less, short, stands=assessed(row))
        if not assessed(row):
            said = params(verdict, NoteCode(short))
            assert (float(said["needed"]), float(said["have"])) == (needed, int(needed) - 1)
    falls_out(file.without(**{field: None}), not_stated, stands=assessed(row))


@pytest.mark.parametrize(("key", "column"), asking(*FLAGS), ids=named)
def test_who_shows_no_examination_falls_out(key: tuple[str, str, str], column: str) -> None:
    file = perfect(LATEST[key])
    for value in (None, False):
        verdict = falls_out(
            file.without(**{column: value}),
            "training_exam_missing",
            stands=assessed(file.row),
        )
        assert params(verdict, NoteCode.TRAINING_EXAM_MISSING) == {"exam": FLAGS[column]}


@pytest.mark.parametrize(("key", "column"), asking("years_in_practice"), ids=named)
def test_who_has_practised_a_day_too_short_falls_out(
    key: tuple[str, str, str], column: str
) -> None:
    file = perfect(LATEST[key])
    years = file.row[column]
    assert file.licence.practising_since is not None
    for since, code in (
        (file.licence.practising_since + timedelta(days=1), "rule_years_short"),
        (None, "rule_years_not_stated"),
    ):
        licence = replace(file.licence, practising_since=since)
        late = replace(
            file,
            licence=licence,
            practitioner=replace(file.practitioner, licences=(licence,)),
        )
        verdict = falls_out(late, code, stands=False)
        assert params(verdict, NoteCode(code)) == {"years": years}


@pytest.mark.parametrize(("key", "column"), asking("authorization"), ids=named)
def test_who_has_no_entry_of_the_regulator_falls_out(
    key: tuple[str, str, str], column: str
) -> None:
    file = perfect(LATEST[key])
    (entry,) = file.entries
    document = Check(CheckSource.DOCUMENT_SEEN, LOOKED.looked_on)
    for entries in (
        (),
        (replace(entry, kind=next(kind for kind in AuthorizationKind if kind != entry.kind)),),
        (replace(entry, region="XX"),),
        (replace(entry, expires=TODAY - timedelta(days=1)),),
        (replace(entry, check=document),),
    ):
        person = replace(file.practitioner, authorizations=entries)
        verdict = falls_out(replace(file, practitioner=person), "authorization_none", stands=False)
        assert params(verdict, NoteCode.AUTHORIZATION_NONE) == {"kind": file.row[column]}


@pytest.mark.parametrize(("key", "column"), asking("accepted_programs"), ids=named)
def test_who_took_another_program_falls_out(key: tuple[str, str, str], column: str) -> None:
    file = perfect(LATEST[key])
    for program in file.row[column].split("|"):
        assert file.without(program=program).judge().qualified
    for other in (None, "onpoint"):
        falls_out(file.without(program=other), "training_program_not_accepted", stands=False)


@pytest.mark.parametrize(("key", "column"), asking("head_neck_training"), ids=named)
def test_who_was_not_trained_in_head_and_neck_falls_out(
    key: tuple[str, str, str], column: str
) -> None:
    file = perfect(LATEST[key])
    assert file.row[column] == "yes"
    for head_neck in (HeadNeck.NOT_STATED, HeadNeck.NO):
        falls_out(file.without(head_neck=head_neck), "training_head_neck_needed", stands=False)


@pytest.mark.parametrize(("key", "column"), asking("trained_after"), ids=named)
def test_who_was_trained_before_the_day_is_not_bound(
    key: tuple[str, str, str], column: str
) -> None:
    row = LATEST[key]
    day = date.fromisoformat(row[column])
    bare = {
        "hours": None, "hours_in_person": None, "written_exam": None, "practical_exam": None,
    }  # fmt: skip
    for completed, good in (
        (day - timedelta(days=1), True),
        (day, True),
        (day + timedelta(days=1), False),
    ):
        verdict = perfect(row).without(completed_on=completed, **bare).judge()
        assert verdict.qualified == good
        assert (NoteCode.TRAINING_BEFORE_RULE in codes(verdict)) == good


@pytest.mark.parametrize(("key", "column"), asking("hours_before_first_use"), ids=named)
def test_who_begins_has_the_hours_for_that_and_completes_in_time(
    key: tuple[str, str, str], column: str
) -> None:
    row = LATEST[key]
    first, years = int(row[column]), int(row["complete_within_years"])
    begun = perfect(row).without(hours=first, hours_in_person=first, completed_on=TODAY)
    last = TODAY.replace(year=TODAY.year + years)
    verdict = begun.judge()
    assert verdict.training.until == end_of(last, "America/Denver")
    assert params(verdict, NoteCode.TRAINING_COMPLETE_BY) == {"day": last.isoformat()}
    falls_out(begun.without(hours=first - 1), "training_hours_short", stands=False)
    long_ago = TODAY.replace(year=TODAY.year - years)
    assert begun.without(completed_on=long_ago).judge().qualified
    late = begun.without(completed_on=long_ago - timedelta(days=1))
    falls_out(late, "training_hours_short", stands=False)


# Places by name


@pytest.mark.parametrize("region", ["CA", "NY", "HI"])
def test_physical_therapists_are_refused_with_the_source_at_hand(region: str) -> None:
    verdict = of("US", region, "physical_therapist").judge()
    assert (verdict.qualified, verdict.partial_until) == (False, NEVER)
    assert codes(verdict) == [NoteCode.RULE_PROHIBITS]
    assert params(verdict, NoteCode.RULE_PROHIBITS) == {"profession": "physical_therapist"}
    rule = verdict.rule
    assert rule is not None
    assert rule.citation
    assert rule.source_url.startswith(("https://", "http://"))
    assert rule.as_of


def test_oregon_waits_for_its_rules() -> None:
    verdict = of("US", "OR", "physical_therapist").judge()
    assert (verdict.qualified, verdict.partial_until) == (False, NEVER)
    assert codes(verdict) == [NoteCode.RULE_WAITS]
    assert verdict.rule is not None
    assert verdict.rule.source_url


def test_colorado_occupational_therapists_wait_on_and_on() -> None:
    file = of("US", "CO", "occupational_therapist")
    licence = replace(file.licence, expires=None, check=Check(LOOKED.source, date(2027, 8, 1)))
    later = replace(file, practitioner=replace(file.practitioner, licences=(licence,)))
    for at in (AT, datetime(2027, 9, 2, tzinfo=UTC)):
        assert NoteCode.RULE_WAITS in codes((file if at == AT else later).judge(at=at))


def test_maryland_asks_for_registration_and_eighty_hours_forty_of_them_in_person() -> None:
    file = of("US", "MD", "physical_therapist")
    assert file.judge().qualified
    assert (file.training.hours, file.training.hours_in_person) == (80, 40)
    unregistered = replace(file, practitioner=replace(file.practitioner, authorizations=()))
    verdict = unregistered.judge()
    assert (verdict.qualified, verdict.partial_until) == (False, NEVER)
    assert params(verdict, NoteCode.AUTHORIZATION_NONE) == {"kind": "registration"}
    assert codes(file.without(hours=79).judge()) == [NoteCode.TRAINING_HOURS_SHORT]
    assert codes(file.without(hours_in_person=39).judge()) == [NoteCode.TRAINING_IN_PERSON_SHORT]


ASSESSED = sorted(
    key
    for key, row in LATEST.items()
    if row["regulator_assesses_training"] == "yes" and row["authorization"] and not refusal(row)
)


def test_regulators_that_assess_the_training_are_known() -> None:
    assert {
        ("CA", "QC", "physical_therapist"),
        ("CA", "QC", "physician"),
        ("CA", "BC", "physical_therapist"),
        ("CA", "PE", "physical_therapist"),
    } <= set(ASSESSED)


@pytest.mark.parametrize("key", ASSESSED, ids=named)
def test_the_entry_stands_for_hours_and_accreditation_where_the_regulator_assesses(
    key: tuple[str, str, str],
) -> None:
    file = perfect(LATEST[key])
    for trainings in ((), (BARE,)):
        person = replace(file.practitioner, trainings=trainings, certifications=())
        verdict = replace(file, practitioner=person).judge()
        assert verdict.qualified
        assert verdict.accreditation.check == LOOKED
        assert NoteCode.ACCREDITATION_BY_AUTHORIZATION in codes(verdict)
        hours = bool(file.row["needling_hours"])
        stands = NoteCode.TRAINING_BY_AUTHORIZATION in codes(verdict)
        assert stands == (hours or not trainings)


def test_elsewhere_an_entry_stands_for_nothing_but_itself() -> None:
    for key, row in LATEST.items():
        if row["authorization"] and not assessed(row) and not refusal(row):
            file = perfect(row)
            person = replace(file.practitioner, certifications=())
            assert not replace(file, practitioner=person).judge().qualified, key
            person = replace(file.practitioner, trainings=())
            assert not replace(file, practitioner=person).judge().qualified, key


@pytest.mark.parametrize(("region", "hours", "sum_of_all"), [("NV", 25, 150), ("TN", 24, 74)])
def test_sums_of_foundation_and_needling_are_not_enforced(
    region: str, hours: int, sum_of_all: int
) -> None:
    file = of("US", region, "physical_therapist")
    assert file.training.hours == hours < sum_of_all
    assert file.judge().qualified
    verdict = file.without(hours=hours - 1).judge()
    assert NoteCode.TRAINING_HOURS_SHORT in codes(verdict)
    assert params(verdict, NoteCode.TRAINING_HOURS_SHORT)["needed"] == str(hours)


def test_hours_of_acupuncture_are_asked_of_nobody() -> None:
    for row in LATEST.values():
        if row["subject"] == "acupuncture":
            assert not row["needling_hours"]
            assert not row["in_person_hours"]


# Silence, and what reviewers find


SILENT: Final[RuleKey] = (Country.US, "PA", Profession.PHYSICAL_THERAPIST)


def finding(day: date, **changed: Any) -> Rule:  # noqa: ANN401  (fields of `Rule`)
    country, region, profession = SILENT
    made = Rule(
        country=country,
        region=region,
        profession=profession,
        version="finding-1",
        recorded_on=day,
        origin=RuleOrigin.FINDING,
        status=RuleStatus.PERMITTED,
        confidence=Confidence.HIGH,
        researched_on=day,
        citation="Letter of the board",
        source_url="https://board.example/letter",
        as_of=day.isoformat(),
    )
    return replace(made, **changed)


def test_a_silent_state_passes_only_with_a_recorded_finding() -> None:
    file = of("US", "PA", "physical_therapist")
    verdict = file.judge()
    assert (verdict.qualified, codes(verdict)) == (False, [NoteCode.RULE_NOT_ESTABLISHED])
    found = replace(REAL, rules=REAL.rules.with_findings([finding(date(2026, 11, 23))]))
    verdict = file.judge(held_to=found)
    assert verdict.qualified
    assert params(verdict, NoteCode.RULE_BY_FINDING) == {"day": "2026-11-23"}
    assert verdict.rule is not None
    assert verdict.rule.version == "finding-1"
    refusing = finding(date(2026, 11, 23), status=RuleStatus.PROHIBITED)
    refused = replace(REAL, rules=REAL.rules.with_findings([refusing]))
    assert codes(file.judge(held_to=refused)) == [NoteCode.RULE_PROHIBITS]


def test_one_finding_serves_everyone() -> None:
    found = replace(REAL, rules=REAL.rules.with_findings([finding(date(2026, 11, 23))]))
    one = of("US", "PA", "physical_therapist")
    other = one.without(hours=200, technique=Technique.GUNN_IMS, completed_on=date(1999, 12, 31))
    licence = replace(one.licence, id=77, expires=date(2027, 1, 31))
    other = replace(
        other,
        licence=licence,
        practitioner=replace(other.practitioner, licences=(licence,)),
    )
    assert one.practitioner != other.practitioner
    for file in (one, other):
        assert not file.judge().qualified
        assert file.judge(held_to=found).qualified
    # It says nothing of another profession, or of the state next door.
    chiropractor = of("US", "PA", "chiropractor")
    assert chiropractor.judge(held_to=found) == chiropractor.judge()


def test_a_finding_ends_after_twelve_months() -> None:
    found = replace(REAL, rules=REAL.rules.with_findings([finding(date(2026, 1, 15))]))
    file = of("US", "PA", "physical_therapist")
    end = end_of(date(2027, 1, 15), "America/Denver")
    assert file.judge(held_to=found).qualified_until == end
    assert file.judge(held_to=found, at=end - timedelta(seconds=1)).qualified
    over = file.judge(held_to=found, at=end)
    assert (over.qualified, codes(over)) == (False, [NoteCode.RULE_NOT_ESTABLISHED])


def test_a_finding_settles_whatever_no_row_settles() -> None:
    for key, row in LATEST.items():
        if refusal(row) == "rule_not_established":
            country, region, profession = key
            settled = finding(
                date(2026, 11, 23),
                country=Country(country),
                region=region,
                profession=Profession(profession),
            )
            found = replace(REAL, rules=REAL.rules.with_findings([settled]))
            assert perfect(row).judge(held_to=found).qualified, key


def test_tennessee_occupational_therapists_are_not_qualified_for_headaches() -> None:
    verdict = of("US", "TN", "occupational_therapist").judge()
    assert (verdict.qualified, verdict.partial_until) == (False, NEVER)
    assert params(verdict, NoteCode.RULE_BODY_LIMIT) == {"limit": "upper_limb"}


# Gunn IMS


@pytest.mark.parametrize(
    "key",
    [
        ("US", "CO", "physician"),
        ("US", "TX", "physician"),
        ("CA", "SK", "physical_therapist"),
        ("CA", "ON", "physical_therapist"),
    ],
    ids=named,
)
def test_gunn_ims_alone_is_training_and_accreditation(key: tuple[str, str, str]) -> None:
    file = perfect(LATEST[key]).without(program="gunn-ims", technique=Technique.GUNN_IMS)
    gunn = replace(file.training, counts_as=None)
    person = replace(file.practitioner, trainings=(gunn,), certifications=())
    verdict = replace(file, practitioner=person).judge()
    assert verdict.qualified
    assert (verdict.training.check, verdict.training.until) == (gunn.check, ALWAYS)
    assert (verdict.accreditation.check, verdict.accreditation.until) == (gunn.check, ALWAYS)
    # The same papers from a program that nobody looked into are training alone.
    other = replace(gunn, program=None)
    if not file.row["accepted_programs"]:
        person = replace(person, trainings=(other,))
        verdict = replace(file, practitioner=person).judge()
        assert (verdict.qualified, verdict.partial_until > AT) == (False, True)
    assert REAL.programs.find("gunn-ims").counts_as is CountsAs.BOTH  # type: ignore[union-attr]


def test_gunn_ims_alone_is_not_enough_where_a_roster_is_missing() -> None:
    file = of("CA", "ON", "physical_therapist").without(program="gunn-ims")
    person = replace(file.practitioner, authorizations=(), certifications=())
    verdict = replace(file, practitioner=person).judge()
    assert params(verdict, NoteCode.AUTHORIZATION_NONE) == {"kind": "roster"}
    assert not verdict.qualified


# Ends


def test_a_licence_without_an_end_date_holds_six_months_from_its_check() -> None:
    file = of("US", "GA", "physical_therapist")
    licence = replace(file.licence, expires=None)
    endless = replace(file, practitioner=replace(file.practitioner, licences=(licence,)))
    assert endless.judge().qualified_until == end_of(date(2027, 5, 20), "America/Denver")


def test_illinois_physicians_end_with_the_act_that_is_repealed() -> None:
    file = of("US", "IL", "physician")
    check = Check(CheckSource.REGULATOR_REGISTER, date(2027, 12, 1))
    licence = replace(file.licence, expires=None, check=check)
    person = replace(file.practitioner, licences=(licence,))
    at = datetime(2027, 12, 10, tzinfo=UTC)
    end = end_of(date(2027, 12, 31), "America/Denver")
    assert replace(file, practitioner=person).judge(at=at).qualified_until == end
    over = replace(file, practitioner=person).judge(at=end)
    assert (over.qualified, codes(over)[0]) == (False, NoteCode.RULE_NOT_ESTABLISHED)


# Two sides of a river


def test_vancouver_and_portland_one_person_qualified_at_the_first_alone() -> None:
    washington = of("US", "WA", "physical_therapist")
    oregon = replace(washington.licence, id=9, region="OR")
    person = replace(washington.practitioner, licences=(washington.licence, oregon))
    found = {
        region: assess(
            person,
            Location(Country.US, region, "America/Los_Angeles"),
            at=AT,
            rules=REAL.rules,
            programs=REAL.programs,
        )
        for region in ("WA", "OR")
    }
    assert found["WA"].qualified
    assert found["WA"].listed_until == end_of(date(2027, 2, 28), "America/Los_Angeles")
    assert not found["OR"].qualified
    assert (found["OR"].listed_until, found["OR"].partial_until) == (NEVER, NEVER)
    assert codes(found["OR"]) == [NoteCode.RULE_WAITS]
    assert found["OR"].licence.status is PillarStatus.CHECKED
    unendorsed = assess(
        replace(person, authorizations=()),
        Location(Country.US, "WA", "America/Los_Angeles"),
        at=AT,
        rules=REAL.rules,
        programs=REAL.programs,
    )
    assert not unendorsed.qualified
