from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from directory.domain.clock import ALWAYS, NEVER, end_of
from directory.domain.credentials import Certification, Check, Training
from directory.domain.minimum import NONE_ON_RECORD, Pillar, Proof, accreditation, proofs_of
from directory.domain.notes import NoteCode
from directory.domain.programs import Program, ProgramBook
from directory.domain.shortage import last_day_to_complete
from directory.domain.verdict import Verdict
from directory.domain.vocabulary import (
    CheckSource,
    CountsAs,
    CredentialState,
    HeadNeck,
    PillarStatus,
    Technique,
)
from tests.domain.papers import (
    AT,
    CERTIFICATION,
    CONFIRMED,
    PROGRAM,
    RULE,
    SEEN,
    TODAY,
    TRAINING,
    ZONE,
    book,
    codes,
    judged,
    params,
    under,
)

DAY = timedelta(days=1)
BARE = replace(
    TRAINING,
    hours=None,
    hours_in_person=None,
    supervised_sessions=None,
    written_exam=None,
    practical_exam=None,
)
AMOUNTS = pytest.mark.parametrize(
    ("asked", "stated", "short", "not_stated"),
    [
        (
            "needling_hours",
            "hours",
            NoteCode.TRAINING_HOURS_SHORT,
            NoteCode.TRAINING_HOURS_NOT_STATED,
        ),
        (
            "in_person_hours",
            "hours_in_person",
            NoteCode.TRAINING_IN_PERSON_SHORT,
            NoteCode.TRAINING_IN_PERSON_NOT_STATED,
        ),
        (
            "supervised_sessions",
            "supervised_sessions",
            NoteCode.TRAINING_SESSIONS_SHORT,
            NoteCode.TRAINING_SESSIONS_NOT_STATED,
        ),
    ],
)


def course(**stated: object) -> Training:
    return replace(BARE, **stated)  # type: ignore[arg-type]


def enough(verdict: Verdict) -> bool:
    assert (verdict.training.until > AT) == (verdict.partial_until > AT)
    assert (verdict.training.status is PillarStatus.CHECKED) == (verdict.training.until > NEVER)
    assert (verdict.training.check is None) == (verdict.training.until == NEVER)
    return verdict.training.until > AT


def judged_with(certification: Certification, **asked: object) -> Verdict:
    rule = replace(RULE, **asked)  # type: ignore[arg-type]
    return judged(held_to=book(rule), trainings=(), certifications=(certification,))


# Hours and sessions


@AMOUNTS
@pytest.mark.parametrize(("have", "good"), [(49, False), (50, True), (51, True)])
def test_an_amount_is_enough_from_what_is_asked_on(
    *, asked: str, stated: str, short: NoteCode, not_stated: NoteCode, have: int, good: bool
) -> None:
    verdict = under(training=course(**{stated: have}), **{asked: 50})
    assert enough(verdict) == good
    assert codes(verdict) == ([] if good else [short])
    assert not_stated not in codes(verdict)
    if not good:
        assert params(verdict, short) == {"needed": "50", "have": "49"}


@AMOUNTS
def test_amounts_add_up_over_courses(
    asked: str, stated: str, short: NoteCode, not_stated: NoteCode
) -> None:
    parts = course(**{stated: 20}), course(**{stated: 29})
    assert codes(under(training=parts, **{asked: 50})) == [short]
    assert codes(under(training=(*parts, course(**{stated: 1})), **{asked: 50})) == []
    assert enough(under(training=parts, **{asked: 49}))
    assert not_stated not in codes(under(training=parts, **{asked: 50}))


@AMOUNTS
def test_what_is_not_stated_is_a_question_and_never_zero(
    asked: str, stated: str, short: NoteCode, not_stated: NoteCode
) -> None:
    verdict = under(training=BARE, **{asked: 50})
    assert not enough(verdict)
    assert codes(verdict) == [not_stated]
    assert params(verdict, not_stated) == {"needed": "50", "have": "0"}
    # One course of two that is silent may hold what is missing.
    verdict = under(training=(course(**{stated: 30}), BARE), **{asked: 50})
    assert codes(verdict) == [not_stated]
    assert params(verdict, not_stated) == {"needed": "50", "have": "30"}
    assert short not in codes(verdict)


@AMOUNTS
def test_a_silent_course_does_no_harm_beside_one_that_is_enough(
    asked: str, stated: str, short: NoteCode, not_stated: NoteCode
) -> None:
    verdict = under(training=(BARE, course(**{stated: 50})), **{asked: 50})
    assert enough(verdict)
    assert not {short, not_stated} & set(codes(verdict))


@AMOUNTS
def test_a_stated_zero_is_no_question(
    asked: str, stated: str, short: NoteCode, not_stated: NoteCode
) -> None:
    assert codes(under(training=course(**{stated: 0}), **{asked: 1})) == [short]
    assert not_stated not in codes(under(training=course(**{stated: 0}), **{asked: 1}))


def test_hours_in_person_are_not_all_hours() -> None:
    online = course(hours=80, hours_in_person=39)
    verdict = under(training=online, needling_hours=80, in_person_hours=40)
    assert codes(verdict) == [NoteCode.TRAINING_IN_PERSON_SHORT]
    assert enough(under(training=online, needling_hours=80, in_person_hours=39))


def test_foundation_hours_are_met_by_the_degree() -> None:
    assert enough(under(training=course(hours=24), needling_hours=24, foundation_hours=50))


def test_all_that_is_short_is_said() -> None:
    verdict = under(
        training=BARE,
        needling_hours=80,
        in_person_hours=40,
        supervised_sessions=10,
        written_exam=True,
        practical_exam=True,
        head_neck_training=True,
    )
    assert codes(verdict) == [
        NoteCode.TRAINING_HOURS_NOT_STATED,
        NoteCode.TRAINING_IN_PERSON_NOT_STATED,
        NoteCode.TRAINING_SESSIONS_NOT_STATED,
        NoteCode.TRAINING_EXAM_MISSING,
        NoteCode.TRAINING_EXAM_MISSING,
    ]


def test_only_verified_courses_add_up() -> None:
    pending = course(hours=50, state=CredentialState.SUBMITTED)
    unchecked = course(hours=50, check=None)
    verdict = under(training=(course(hours=30), pending, unchecked), needling_hours=50)
    assert codes(verdict) == [NoteCode.TRAINING_HOURS_SHORT]


def test_a_certification_that_counts_as_training_states_no_hours() -> None:
    paper = replace(CERTIFICATION, counts_as=CountsAs.BOTH)
    found = judged_with(paper, needling_hours=24)
    assert codes(found) == [
        NoteCode.TRAINING_HOURS_NOT_STATED,
        NoteCode.TRAINING_HEAD_NECK_NOT_STATED,
    ]
    assert enough(judged_with(paper))


# Before the first use, and the rest later


START = {
    "needling_hours": 50,
    "hours_before_first_use": 30,
    "complete_within_years": 4,
}


def begun(on: date, **stated: object) -> Verdict:
    first = course(**{"hours": 30, "completed_on": on, **stated})
    return under(training=first, **START)


def test_who_has_enough_to_begin_completes_within_the_years() -> None:
    verdict = begun(date(2025, 3, 10))
    assert verdict.training.until == end_of(date(2029, 3, 10), ZONE)
    assert verdict.training.check == SEEN
    assert params(verdict, NoteCode.TRAINING_COMPLETE_BY) == {"day": "2029-03-10"}
    assert codes(verdict) == [NoteCode.TRAINING_COMPLETE_BY]


@pytest.mark.parametrize(("hours", "good"), [(29, False), (30, True), (31, True), (49, True)])
def test_nobody_begins_with_less_than_is_asked_before_the_first_use(
    *, hours: int, good: bool
) -> None:
    verdict = begun(date(2025, 3, 10), hours=hours)
    assert enough(verdict) == good
    expected = NoteCode.TRAINING_COMPLETE_BY if good else NoteCode.TRAINING_HOURS_SHORT
    assert codes(verdict) == [expected]


@pytest.mark.parametrize(("on", "good"), [(TODAY + DAY, True), (TODAY, True), (TODAY - DAY, False)])
def test_the_last_day_for_completing_is_a_day_on_which_they_may(*, on: date, good: bool) -> None:
    verdict = begun(on.replace(year=2022))
    assert enough(verdict) == verdict.qualified == good
    if good:
        assert verdict.training.until == verdict.partial_until == end_of(on, ZONE)
    else:
        assert verdict.training == NONE_ON_RECORD
        assert codes(verdict) == [NoteCode.TRAINING_HOURS_SHORT]


def test_the_years_run_from_the_first_course() -> None:
    courses = tuple(
        course(hours=15, completed_on=day)
        for day in (date(2026, 1, 1), date(2024, 7, 1), date(2025, 1, 1))
    )
    assert under(training=courses[:2], **START).training.until == end_of(date(2028, 7, 1), ZONE)
    assert codes(under(training=courses[:1], **START)) == [NoteCode.TRAINING_HOURS_SHORT]


@pytest.mark.parametrize(
    ("years", "last"), [(1, date(2025, 2, 28)), (2, date(2026, 2, 28)), (4, date(2028, 2, 29))]
)
def test_who_began_on_a_leap_day_has_to_the_end_of_february(years: int, last: date) -> None:
    rule = replace(RULE, **{**START, "complete_within_years": years})  # type: ignore[arg-type]
    first = course(hours=30, completed_on=date(2024, 2, 29))
    assert last_day_to_complete([first], rule) == last


@pytest.mark.parametrize("half", [{"hours_before_first_use": 30}, {"complete_within_years": 4}])
def test_half_a_start_is_none(half: dict[str, int]) -> None:
    verdict = under(training=course(hours=30), needling_hours=50, **half)
    assert codes(verdict) == [NoteCode.TRAINING_HOURS_SHORT]


@pytest.mark.parametrize(
    ("asked", "stated", "waits"),
    [
        ({"in_person_hours": 40}, {"hours_in_person": 39}, True),
        ({"supervised_sessions": 5}, {"supervised_sessions": 4}, True),
        ({"in_person_hours": 40}, {}, False),
        ({"supervised_sessions": 5}, {}, False),
        ({"written_exam": True}, {}, False),
        ({"practical_exam": True}, {}, False),
        ({"head_neck_training": True}, {"head_neck": HeadNeck.NOT_STATED}, False),
    ],
)
def test_what_can_wait_is_hours_and_sessions_that_are_known(
    *, asked: dict[str, object], stated: dict[str, object], waits: bool
) -> None:
    first = course(**{"hours": 30, "completed_on": date(2025, 3, 10), **stated})
    verdict = under(training=first, **START, **asked)
    assert enough(verdict) == waits
    assert (NoteCode.TRAINING_COMPLETE_BY in codes(verdict)) == waits
    assert (NoteCode.TRAINING_HOURS_SHORT in codes(verdict)) != waits


def test_a_certification_alone_does_not_begin_anything() -> None:
    found = judged_with(replace(CERTIFICATION, counts_as=CountsAs.BOTH), **START)
    assert NoteCode.TRAINING_HOURS_NOT_STATED in codes(found)
    assert not enough(found)
    nothing_first = {**START, "hours_before_first_use": 0}
    found = judged_with(replace(CERTIFICATION, counts_as=CountsAs.BOTH), **nothing_first)
    assert not enough(found)


# Examinations


@pytest.mark.parametrize(("written", "practical"), list(product((True, False, None), repeat=2)))
@pytest.mark.parametrize(("asks_written", "asks_practical"), list(product((True, False), repeat=2)))
def test_an_examination_that_is_asked_for_has_to_be_shown(
    *, written: bool | None, practical: bool | None, asks_written: bool, asks_practical: bool
) -> None:
    verdict = under(
        training=course(written_exam=written, practical_exam=practical),
        written_exam=asks_written,
        practical_exam=asks_practical,
    )
    missing = [
        name
        for name, asks, shown in (
            ("written", asks_written, written),
            ("practical", asks_practical, practical),
        )
        if asks and not shown
    ]
    said = [dict(n.params)["exam"] for n in verdict.notes if "exam" in dict(n.params)]
    assert said == missing
    assert enough(verdict) == (not missing)


def test_two_courses_may_share_the_examinations() -> None:
    parts = course(written_exam=True, practical_exam=False), course(practical_exam=True)
    assert enough(under(training=parts, written_exam=True, practical_exam=True))


# What else a rule may ask


def test_only_accepted_programs_count_where_there_is_a_list() -> None:
    accepted = frozenset({"example", "other"})
    for program, good in (("example", True), ("another", False), (None, False)):
        verdict = under(training=course(program=program), accepted_programs=accepted)
        assert enough(verdict) == good
        assert codes(verdict) == ([] if good else [NoteCode.TRAINING_PROGRAM_NOT_ACCEPTED])


def test_hours_of_another_program_do_not_add_up() -> None:
    courses = course(program="example", hours=20), course(program="another", hours=20)
    asked = {"accepted_programs": frozenset({"example"}), "needling_hours": 40}
    assert codes(under(training=courses, **asked)) == [NoteCode.TRAINING_HOURS_SHORT]
    assert enough(under(training=courses, **{**asked, "needling_hours": 20}))


@pytest.mark.parametrize(
    ("after", "bound"),
    [(date(2022, 4, 30), True), (date(2022, 5, 1), False), (date(2022, 5, 2), False)],
)
def test_a_rule_may_bind_only_people_trained_after_a_day(*, after: date, bound: bool) -> None:
    verdict = under(training=BARE, trained_after=after, needling_hours=50, written_exam=True)
    assert enough(verdict) != bound
    if bound:
        assert NoteCode.TRAINING_HOURS_NOT_STATED in codes(verdict)
    else:
        assert params(verdict, NoteCode.TRAINING_BEFORE_RULE) == {"after": after.isoformat()}
        assert verdict.training == Pillar(PillarStatus.CHECKED, SEEN, ALWAYS)


def test_one_course_before_the_day_is_enough() -> None:
    later = replace(BARE, completed_on=date(2023, 1, 1))
    for courses in ((BARE, later), (later, BARE)):
        assert enough(under(training=courses, trained_after=date(2022, 6, 1), needling_hours=9))


@pytest.mark.parametrize("head_neck", HeadNeck)
def test_a_rule_may_need_training_of_head_and_neck(head_neck: HeadNeck) -> None:
    verdict = under(training=course(head_neck=head_neck), head_neck_training=True)
    assert enough(verdict) == (head_neck is HeadNeck.YES)
    needed = NoteCode.TRAINING_HEAD_NECK_NEEDED in codes(verdict)
    assert needed == (head_neck is not HeadNeck.YES)


def test_no_minimum_found_is_said_where_a_rule_asks_for_requirements_alone() -> None:
    verdict = under(training=BARE)
    assert enough(verdict)
    assert codes(verdict) == [NoteCode.TRAINING_NO_MINIMUM_FOUND]


@pytest.mark.parametrize(
    "asked",
    [
        {"needling_hours": 1},
        {"in_person_hours": 1},
        {"supervised_sessions": 1},
        {"needling_hours": 0},
        {"written_exam": True},
        {"practical_exam": True},
        {"accepted_programs": frozenset({"example"})},
    ],
    ids=str,
)
def test_where_a_rule_asks_for_something_a_minimum_was_found(asked: dict[str, object]) -> None:
    assert codes(under(training=replace(TRAINING, program="example"), **asked)) == []


# What papers count as


def counted(paper: CountsAs | None, program: CountsAs | str | None) -> CountsAs | None:
    """Say what a paper counts as by the design: the kept list, or else the finding."""
    return paper if program is None or program == "unlisted" else CountsAs(program)


FINDINGS = (None, *CountsAs)
LISTED = ("unlisted", None, *CountsAs)


def kept(program: CountsAs | str | None, **changed: object) -> ProgramBook:
    if program == "unlisted":
        return ProgramBook([])
    made: Program = replace(PROGRAM, counts_as=program, **changed)  # type: ignore[arg-type]
    return ProgramBook([made])


def gathered(
    kept_list: ProgramBook, *, training: Training | None = None, paper: Certification | None = None
) -> tuple[list[Proof], Pillar]:
    trainings = () if training is None else (training,)
    papers = () if paper is None else (paper,)
    return (
        proofs_of(trainings, papers, programs=kept_list, time_zone=ZONE, at=AT),
        accreditation(trainings, papers, programs=kept_list, time_zone=ZONE, at=AT),
    )


@pytest.mark.parametrize(("finding", "listed"), list(product(FINDINGS, LISTED)))
def test_the_kept_list_says_what_a_course_counts_as_or_else_the_finding(
    finding: CountsAs | None, listed: CountsAs | str | None
) -> None:
    training = replace(TRAINING, program="example", counts_as=finding)
    proofs, accredited = gathered(kept(listed), training=training)
    # A verified course that nobody said anything about is training, and no more.
    counts = counted(finding, listed) or CountsAs.TRAINING
    assert bool(proofs) == (counts in {CountsAs.TRAINING, CountsAs.BOTH})
    assert (accredited.until == ALWAYS) == (counts in {CountsAs.ACCREDITATION, CountsAs.BOTH})


@pytest.mark.parametrize(("finding", "listed"), list(product(FINDINGS, LISTED)))
def test_the_kept_list_says_what_a_certification_counts_as_or_else_the_finding(
    finding: CountsAs | None, listed: CountsAs | str | None
) -> None:
    paper = replace(CERTIFICATION, program="example", counts_as=finding)
    proofs, accredited = gathered(kept(listed), paper=paper)
    # A certification of a body that nobody looked into proves nothing.
    counts = counted(finding, listed) or CountsAs.NONE
    assert bool(proofs) == (counts in {CountsAs.TRAINING, CountsAs.BOTH})
    assert (accredited.until > AT) == (counts in {CountsAs.ACCREDITATION, CountsAs.BOTH})


def test_a_finding_about_an_unlisted_program_is_what_counts() -> None:
    unlisted = replace(TRAINING, program=None, counts_as=CountsAs.BOTH)
    assert gathered(ProgramBook([]), training=unlisted)[1].until == ALWAYS


@pytest.mark.parametrize("ends_in", list(product((True, False), repeat=2)))
@pytest.mark.parametrize("shown", list(product((True, False, None), repeat=2)))
def test_a_certificate_accredits_with_the_examinations_that_its_program_ends_in(
    *, ends_in: tuple[bool, bool], shown: tuple[bool | None, bool | None]
) -> None:
    training = replace(TRAINING, program="example", written_exam=shown[0], practical_exam=shown[1])
    kept_list = kept(CountsAs.BOTH, written_exam=ends_in[0], practical_exam=ends_in[1])
    proofs, accredited = gathered(kept_list, training=training)
    good = all(was or not must for must, was in zip(ends_in, shown, strict=True))
    assert proofs
    assert accredited == (Pillar(PillarStatus.CHECKED, SEEN, ALWAYS) if good else NONE_ON_RECORD)


@pytest.mark.parametrize("shown", list(product((True, False, None), repeat=2)))
def test_an_unlisted_certificate_accredits_with_both_examinations_alone(
    shown: tuple[bool | None, bool | None],
) -> None:
    training = replace(
        TRAINING, counts_as=CountsAs.BOTH, written_exam=shown[0], practical_exam=shown[1]
    )
    _, accredited = gathered(ProgramBook([]), training=training)
    assert (accredited.until == ALWAYS) == (shown == (True, True))


def test_the_whole_square_of_training() -> None:
    checks = (None, *(Check(source, date(2001, 1, 1)) for source in CheckSource))
    for state, head_neck, check, technique in product(CredentialState, HeadNeck, checks, Technique):
        training = replace(
            TRAINING, state=state, head_neck=head_neck, check=check, technique=technique
        )  # fmt: skip
        gunn = replace(training, program="example")
        good = state is CredentialState.VERIFIED and check is not None
        proofs, accredited = gathered(kept(CountsAs.BOTH), training=gunn)
        case = (state, head_neck, check, technique)
        assert bool(proofs) == (accredited.until == ALWAYS) == good, case
        verdict = under(training=training)
        findable = good and head_neck is not HeadNeck.NO
        # Training never lapses, however long ago it was looked at.
        assert verdict.training.until == (ALWAYS if good else NEVER), case
        assert verdict.qualified == good, case
        assert (verdict.listed_until > AT) == findable, case
        assert (verdict.partial_until > AT) == findable, case
        assert verdict.head_neck is (head_neck if good else HeadNeck.NOT_STATED), case


@pytest.mark.parametrize("state", CredentialState)
def test_a_certification_counts_as_training_while_it_is_verified_and_holds(
    state: CredentialState,
) -> None:
    paper = replace(CERTIFICATION, state=state, counts_as=CountsAs.TRAINING)
    verified = state is CredentialState.VERIFIED
    kept_list = ProgramBook([])
    assert bool(gathered(kept_list, paper=paper)[0]) == verified
    assert bool(gathered(kept_list, paper=replace(paper, expires=TODAY))[0]) == verified
    assert gathered(kept_list, paper=replace(paper, expires=TODAY - DAY))[0] == []
    assert gathered(kept_list, paper=replace(paper, check=None))[0] == []


def test_the_accreditation_that_holds_longest_is_shown() -> None:
    kept_list = kept(CountsAs.BOTH)
    shorter = replace(CERTIFICATION, expires=date(2027, 1, 1), check=SEEN)
    for papers in ((shorter, CERTIFICATION), (CERTIFICATION, shorter)):
        found = accreditation((), papers, programs=kept_list, time_zone=ZONE, at=AT)
        assert (found.check, found.until) == (CONFIRMED, end_of(date(2028, 10, 31), ZONE))
    exams = replace(TRAINING, program="example")
    found = accreditation((exams,), (CERTIFICATION,), programs=kept_list, time_zone=ZONE, at=AT)
    assert (found.check, found.until) == (SEEN, ALWAYS)


def test_of_certificates_the_best_look_is_shown() -> None:
    kept_list = kept(CountsAs.BOTH)
    looks = (
        SEEN,
        Check(CheckSource.DOCUMENT_SEEN, date(2026, 11, 4)),
        Check(CheckSource.ISSUER_CONFIRMED, date(2026, 1, 1)),
        Check(CheckSource.ISSUER_CONFIRMED, date(2026, 1, 2)),
        Check(CheckSource.REGULATOR_REGISTER, date(2025, 1, 1)),
    )
    for i, best in enumerate(looks):
        for order in (1, -1):
            papers = [
                replace(TRAINING, program="example", check=look) for look in looks[: i + 1][::order]
            ]
            found = accreditation(papers, (), programs=kept_list, time_zone=ZONE, at=AT)
            assert found.check == best
            proofs = proofs_of(papers, (), programs=kept_list, time_zone=ZONE, at=AT)
            assert proofs[0].check == best


def test_the_training_that_covers_most_is_the_one_that_is_shown() -> None:
    silent = replace(TRAINING, head_neck=HeadNeck.NOT_STATED, check=CONFIRMED)
    without = replace(TRAINING, head_neck=HeadNeck.NO, check=CONFIRMED)
    verdict = under(training=(without, silent, TRAINING))
    assert (verdict.head_neck, verdict.training.check) == (HeadNeck.YES, SEEN)
    assert under(training=(without, silent)).head_neck is HeadNeck.NOT_STATED


def test_a_course_is_shown_before_a_certification_that_says_as_little() -> None:
    course_seen = replace(TRAINING, head_neck=HeadNeck.NOT_STATED)
    paper = replace(CERTIFICATION, counts_as=CountsAs.TRAINING)
    kept_list = ProgramBook([])
    proofs = proofs_of((course_seen,), (paper,), programs=kept_list, time_zone=ZONE, at=AT)
    assert [proof.training for proof in proofs] == [course_seen, None]
    assert [proof.check for proof in proofs] == [SEEN, CONFIRMED]
    without = replace(TRAINING, head_neck=HeadNeck.NO)
    proofs = proofs_of((without,), (paper,), programs=kept_list, time_zone=ZONE, at=AT)
    assert [proof.head_neck for proof in proofs] == [HeadNeck.NOT_STATED, HeadNeck.NO]
