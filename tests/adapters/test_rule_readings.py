from datetime import date
from typing import Final

import pytest

from directory.adapters.rule_files import read_boards, read_program_book, read_rule_book
from directory.domain.rules import BodyLimit, Confidence, Rule, RuleStatus, Ruling, Subject
from directory.domain.vocabulary import Country, CountsAs, Profession

TODAY: Final = date(2026, 11, 24)
RULES: Final = list(read_rule_book())
PROGRAMS: Final = read_program_book()
P = Profession
PT, AT, OT, DC, MD = (
    P.PHYSICAL_THERAPIST,
    P.ATHLETIC_TRAINER,
    P.OCCUPATIONAL_THERAPIST,
    P.CHIROPRACTOR,
    P.PHYSICIAN,
)


def us(region: str, profession: Profession = PT) -> Rule:
    rule = read_rule_book().on((Country.US, region, profession), TODAY)
    assert rule is not None
    return rule


def ca(region: str, profession: Profession = PT) -> Rule:
    rule = read_rule_book().on((Country.CA, region, profession), TODAY)
    assert rule is not None
    return rule


def hours(rule: Rule) -> tuple[float | None, float | None, float | None]:
    return rule.needling_hours, rule.in_person_hours, rule.foundation_hours


def named(rule: Rule) -> str:
    return f"{rule.country}-{rule.region}-{rule.profession}"


@pytest.mark.parametrize("profession", [PT, AT])
def test_illinois_hours_are_split_from_foundation_hours(profession: Profession) -> None:
    rule = us("IL", profession)
    assert hours(rule) == (84, None, 50)
    assert rule.supervised_sessions == 200
    assert not rule.written_exam
    assert not rule.practical_exam


def test_tennessee_hours_are_split_and_all_in_person() -> None:
    assert hours(us("TN")) == (24, 24, 50)
    assert us("TN").years_in_practice is None


def test_nevada_enforces_its_needling_course_and_not_the_sum() -> None:
    assert hours(us("NV")) == (25, None, None)
    assert hours(us("NV", AT)) == (None, 25, None)
    for rule in (us("NV"), us("NV", AT)):
        assert rule.written_exam
        assert rule.practical_exam
    assert us("NV").authorization is None
    assert us("NV", AT).authorization == "approval"


@pytest.mark.parametrize("profession", [PT, AT])
def test_maryland_wants_eighty_hours_and_a_registration(profession: Profession) -> None:
    rule = us("MD", profession)
    assert hours(rule) == (80, 40, None)
    assert rule.authorization == "registration"
    assert rule.years_in_practice == (2 if profession is PT else None)


def test_utah_wants_three_hundred_hours_and_a_registration() -> None:
    rule = us("UT")
    assert hours(rule) == (300, 54, None)
    assert (rule.supervised_sessions, rule.years_in_practice) == (250, 2)
    assert rule.authorization == "registration"
    assert rule.complete_within_years is None
    assert "3 years" in rule.note


@pytest.mark.parametrize(
    ("region", "all_hours", "in_person", "first", "within", "years"),
    [("DE", 54, 54, 25, 2, 2), ("CO", 50, 40, 30, 4, None)],
)
def test_some_states_let_people_begin_before_they_are_complete(
    region: str, all_hours: int, in_person: int, first: int, within: int, years: int | None
) -> None:
    rule = us(region)
    assert hours(rule) == (all_hours, in_person, None)
    assert (rule.hours_before_first_use, rule.complete_within_years) == (first, within)
    assert rule.years_in_practice == years


@pytest.mark.parametrize(
    ("region", "profession", "wanted", "sessions", "years"),
    [
        ("FL", PT, (50, 50, None), 25, 2),
        ("LA", PT, (50, 50, None), None, 2),
        ("GA", PT, (50, 50, None), None, None),
        ("NJ", PT, (None, 40, None), None, 2),
        ("AZ", PT, (24, None, None), None, None),
        ("AZ", AT, (24, None, None), None, None),
        ("AL", AT, (25, None, None), None, None),
        ("NC", AT, (54, None, None), None, None),
        ("AL", DC, (12, 12, None), None, None),
        ("FL", DC, (40, None, None), None, None),
        ("ND", DC, (50, 50, None), None, None),
        ("VA", DC, (12, None, None), None, None),
        ("MS", OT, (50, 50, None), None, 3),
        ("NC", PT, (None, None, None), None, None),
        ("WA", PT, (None, None, None), None, None),
    ],
)
def test_hours_sessions_and_years(
    region: str,
    profession: Profession,
    wanted: tuple[float | None, float | None, float | None],
    sessions: int | None,
    years: int | None,
) -> None:
    rule = us(region, profession)
    assert hours(rule) == wanted
    assert (rule.supervised_sessions, rule.years_in_practice) == (sessions, years)


COUNTING_THERAPISTS: Final = (
    "AZ", "CO", "DE", "FL", "GA", "IL", "LA", "MD", "NJ", "NV", "TN", "UT",
)  # fmt: skip


def test_no_other_rule_of_the_united_states_counts_hours() -> None:
    counting = {
        (rule.region, rule.profession)
        for rule in RULES
        if rule.country is Country.US and hours(rule) != (None, None, None)
    }
    assert counting == {
        *((region, PT) for region in COUNTING_THERAPISTS),
        *((region, AT) for region in ["AL", "AZ", "IL", "MD", "NC", "NV"]),
        *((region, DC) for region in ["AL", "FL", "ND", "TX", "VA"]),
        ("MS", OT),
    }


def test_examinations_are_wanted_where_the_text_says_which() -> None:
    both = {r.key for r in RULES if r.written_exam and r.practical_exam}
    one = {r.key for r in RULES if r.written_exam != r.practical_exam}
    assert both == {
        *((Country.US, region, PT) for region in ("KS", "MT", "NV", "VA")),
        *((Country.US, region, AT) for region in ("AZ", "NV")),
        (Country.US, "MS", OT),
    }
    assert one == {(Country.US, "TX", DC), (Country.CA, "NS", PT)}


def test_mississippi_wants_head_and_neck_taught() -> None:
    assert [rule.key for rule in RULES if rule.head_neck_training] == [(Country.US, "MS", OT)]


def test_tennessee_keeps_occupational_therapists_to_the_upper_limb() -> None:
    limited = {rule.key: rule.body_limit for rule in RULES if rule.body_limit is not BodyLimit.NONE}
    assert limited == {(Country.US, "TN", OT): BodyLimit.UPPER_LIMB}


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.subject is Subject.ACUPUNCTURE], ids=named
)
def test_hours_of_acupuncture_are_no_hours_of_needling(rule: Rule) -> None:
    assert hours(rule) == (None, None, None)
    assert rule.certainty is not Confidence.HIGH
    assert not rule.written_exam


@pytest.mark.parametrize(
    ("region", "profession", "figure"),
    [
        *((region, DC, "100") for region in ("AZ", "IA", "MN", "MO", "OK")),
        ("OH", DC, "200"),
        *((region, MD, "300") for region in ("GA", "LA")),
        *((region, MD, "200") for region in ("MD", "NY", "PA")),
    ],
)
def test_a_figure_of_acupuncture_stands_in_the_note(
    region: str, profession: Profession, figure: str
) -> None:
    rule = us(region, profession)
    assert rule.subject is Subject.ACUPUNCTURE
    assert f"{figure} hours" in rule.note or f"{figure} credit hours" in rule.note


def test_texas_chiropractors_need_hours_examination_and_permit_since_december_2018() -> None:
    rule = us("TX", DC)
    assert (rule.subject, rule.certainty) == (Subject.NEEDLING, Confidence.HIGH)
    assert hours(rule) == (100, None, None)
    assert rule.written_exam
    assert rule.authorization == "permit"
    assert rule.trained_after == date(2018, 12, 4)
    assert [rule.key for rule in RULES if rule.trained_after] == [(Country.US, "TX", DC)]


def test_nebraska_counts_dry_needling_as_acupuncture() -> None:
    rule = us("NE", DC)
    assert (rule.subject, rule.ruling) == (Subject.NEEDLING, Ruling.PERMITS)


@pytest.mark.parametrize("region", ["KY", "NY", "PA"])
def test_bars_on_acupuncture_that_do_not_name_dry_needling_may_be_settled(region: str) -> None:
    rule = us(region, DC)
    assert rule.confidence is Confidence.HIGH
    assert (rule.certainty, rule.ruling) == (Confidence.MEDIUM, Ruling.REFUSES)


@pytest.mark.parametrize("region", ["GA", "HI", "MI", "WA"])
def test_one_trade_press_list_decides_nothing(region: str) -> None:
    rule = us(region, DC)
    assert rule.status is RuleStatus.PROHIBITED
    assert rule.ruling is Ruling.NOT_ESTABLISHED


def test_missouri_keeps_dry_needling_out_of_acupuncture() -> None:
    rule = us("MO", DC)
    assert rule.ruling is Ruling.NOT_ESTABLISHED
    assert "may not include dry needling" in rule.note


@pytest.mark.parametrize("region", ["OR", "CA"])
def test_chiropractors_are_barred_by_a_court_and_by_a_text(region: str) -> None:
    assert us(region, DC).ruling is Ruling.REFUSES
    assert us(region, DC).certainty is Confidence.HIGH


@pytest.mark.parametrize(
    ("region", "certainty"),
    [("NY", Confidence.MEDIUM), ("HI", Confidence.MEDIUM), ("CA", Confidence.HIGH)],
)
def test_three_states_bar_physical_therapists(region: str, certainty: Confidence) -> None:
    assert (us(region).ruling, us(region).certainty) == (Ruling.REFUSES, certainty)
    barred = {r.region for r in RULES if r.profession is PT and r.status is RuleStatus.PROHIBITED}
    assert barred == {"NY", "HI", "CA"}


def test_laws_that_wait() -> None:
    assert us("OR").ruling is Ruling.WAITS
    waiting = us("CO", OT)
    assert (waiting.ruling, waiting.in_force_from) == (Ruling.WAITS, date(2027, 9, 1))
    later = read_rule_book().on(waiting.key, date(2027, 9, 1))
    assert later is waiting, "the day alone lets nobody treat: the board's rules must be there"
    dated = [rule.key for rule in RULES if rule.in_force_from]
    assert dated == [waiting.key]


def test_what_rests_on_the_illinois_act_ends_with_it() -> None:
    ending = {rule.key: rule.in_force_until for rule in RULES if rule.in_force_until}
    assert ending == {
        (Country.US, "IL", each): date(2027, 12, 31) for each in (DC, MD, P.ACUPUNCTURIST)
    }


AUTHORIZED: Final = {
    ("US", "CO", DC): "endorsement",
    ("US", "DC", MD): "licence",
    ("US", "GA", MD): "approval",
    ("US", "HI", MD): "licence",
    ("US", "KS", P.NATUROPATH): "certification",
    ("US", "LA", MD): "certificate",
    ("US", "MD", PT): "registration",
    ("US", "MD", MD): "registration",
    ("US", "MD", AT): "registration",
    ("US", "ME", DC): "certification",
    ("US", "MN", DC): "registration",
    ("US", "MO", DC): "certification",
    ("US", "ND", DC): "certification",
    ("US", "NH", P.NATUROPATH): "certificate",
    ("US", "NV", AT): "approval",
    ("US", "NY", MD): "certification",
    ("US", "OH", DC): "certificate",
    ("US", "PA", MD): "licence",
    ("US", "SC", MD): "licence",
    ("US", "TX", DC): "permit",
    ("US", "UT", PT): "registration",
    ("US", "UT", OT): "registration",
    ("US", "WA", PT): "endorsement",
    ("CA", "AB", PT): "authorization",
    ("CA", "AB", P.NATUROPATH): "approval",
    ("CA", "BC", PT): "roster",
    ("CA", "NB", PT): "sub_register",
    ("CA", "ON", PT): "roster",
    ("CA", "ON", P.MASSAGE_THERAPIST): "authorization",
    ("CA", "PE", PT): "endorsement",
    ("CA", "QC", PT): "attestation",
    ("CA", "QC", MD): "approval",
    ("CA", "SK", MD): "approval",
}


def test_every_entry_that_a_regulator_must_have_made() -> None:
    assert {rule.key: rule.authorization for rule in RULES if rule.authorization} == AUTHORIZED


@pytest.mark.parametrize("region", ["AZ", "SD", "OK"])
def test_an_optional_certification_is_no_authorization(region: str) -> None:
    assert us(region, DC).authorization is None
    assert "optional" in us(region, DC).note or "specialists" in us(region, DC).note


def test_where_the_regulator_itself_assesses_the_training() -> None:
    assessing = {(r.region, r.profession) for r in RULES if r.regulator_assesses_training}
    assert assessing == {
        *((region, PT) for region in ("BC", "PE", "QC", "SK")),
        ("QC", MD),
        *((region, P.ACUPUNCTURIST) for region in ("AB", "BC", "NL")),
        ("AB", P.NATUROPATH),
    }
    assert all(r.country is Country.CA for r in RULES if r.regulator_assesses_training)


def test_saskatchewan_accepts_a_closed_list_for_dry_needling() -> None:
    rule = ca("SK")
    assert rule.accepted_programs == {"gunn-ims", "gtt", "fdn-kinetacore"}
    assert rule.authorization is None
    assert hours(rule) == (None, None, None)
    assert [each.key for each in RULES if each.accepted_programs] == [rule.key]


def test_british_columbias_list_is_incomplete_and_not_enforced() -> None:
    rule = ca("BC")
    assert not rule.accepted_programs
    assert (rule.authorization, rule.years_in_practice) == ("roster", 2)


def test_quebec_attests_physical_therapists_and_approves_physicians() -> None:
    assert hours(ca("QC")) == (102, None, None)
    assert hours(ca("QC", MD)) == (None, None, None)
    assert "300 hours" in ca("QC", MD).note


def test_quebecs_bars_rest_on_an_interested_reading() -> None:
    for each in (DC, P.NATUROPATH, P.MASSAGE_THERAPIST, P.NURSE_PRACTITIONER):
        rule = ca("QC", each)
        assert (rule.ruling, rule.certainty) == (Ruling.REFUSES, Confidence.MEDIUM)
        assert "interested" in rule.note


def test_ontarios_roster_is_self_declared_and_alberta_does_not_say() -> None:
    assert not ca("ON").regulator_assesses_training
    assert not ca("AB").regulator_assesses_training


def test_acupuncturists_texts_are_about_acupuncture_unless_they_name_dry_needling() -> None:
    naming = {
        rule.region
        for rule in RULES
        if rule.profession is P.ACUPUNCTURIST
        and rule.ruling is Ruling.PERMITS
        and rule.subject is Subject.NEEDLING
    }
    assert naming == {"DC", "UT", "WA"}


def test_four_letters_of_two_bodies_prove_different_things() -> None:
    by_body = {each.body: each.counts_as for each in PROGRAMS if each.abbreviation == "CMTPT"}
    assert by_body == {
        "Myopain Seminars": CountsAs.TRAINING,
        "Certification Board for Myofascial Trigger Point Therapists": CountsAs.NONE,
    }


def test_gunn_ims_counts_as_training_and_accreditation() -> None:
    gunn = PROGRAMS.find("gunn-ims")
    assert gunn is not None
    assert gunn.counts_as is CountsAs.BOTH
    assert not gunn.abbreviation
    assert gunn.professions == {PT, MD}


def test_what_a_program_counts_as_may_be_left_open() -> None:
    opened = {each.slug for each in PROGRAMS if each.counts_as is None}
    assert opened == {"aapta", "acuc", "structure-function"}


def test_programs_by_the_examination_they_end_in() -> None:
    assert {each.slug for each in PROGRAMS if each.written_exam and each.practical_exam} == {
        "acupuncture-canada", "art-and-science-mb", "cert-dn", "cmto-confirmed",
    }  # fmt: skip


def test_boards_have_an_address_for_every_state_physician() -> None:
    covered = {
        region
        for _, region, _ in {rule.key for rule in RULES if rule.country is Country.US}
        if any(b.region and b.covers(Country.US, region, profession=MD) for b in read_boards())
    }
    assert len(covered) == 48
    assert len(read_boards()) == 116
