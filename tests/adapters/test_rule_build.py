import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from directory.adapters.rule_files import (
    FOLDER,
    read_boards,
    read_professions,
    read_program_book,
    read_rule_book,
)
from directory.domain.rules import Rule, RuleStatus, Subject
from directory.domain.vocabulary import Country, CountsAs, Profession
from tests.adapters.rule_fixture import (
    BOARD,
    PROFESSION,
    PROGRAM,
    READING,
    RULE,
    SLUGS,
    Bench,
    Row,
    bench_in,
    load_build,
)


@pytest.fixture(scope="module")
def build_script() -> ModuleType:
    return load_build()


@pytest.fixture
def bench(tmp_path: Path, build_script: ModuleType) -> Bench:
    return bench_in(tmp_path, build_script)


def only_rule(bench: Bench) -> Rule:
    (rule,) = read_rule_book(bench.folder)
    return rule


def test_a_row_becomes_a_rule_in_our_own_words(bench: Bench) -> None:
    bench.build()
    rule = only_rule(bench)
    assert rule.key == (Country.US, "CO", Profession.PHYSICAL_THERAPIST)
    assert rule.version == "2026-11-20"
    assert rule.status is RuleStatus.PERMITTED_WITH_REQUIREMENTS
    assert (rule.needling_hours, rule.foundation_hours, rule.in_person_hours) == (24, 50, None)
    assert rule.note == "Consent: written. Own words."
    assert (rule.citation, rule.source_url, rule.as_of) == (
        "Rule 1",
        "https://example.org/rule",
        "2026-01",
    )


def test_canadian_words_become_those_of_the_contract(bench: Bench) -> None:
    bench.rules(RULE | {"country": "CA", "region_code": "CA-BC", "profession": "physiotherapist"})
    bench.readings(READING | {"country": "CA", "region": "BC"})
    bench.build()
    assert only_rule(bench).key == (Country.CA, "BC", Profession.PHYSICAL_THERAPIST)


def test_the_same_inputs_give_the_same_bytes(bench: Bench) -> None:
    bench.build()
    first = {path.name: path.read_bytes() for path in bench.folder.iterdir()}
    bench.build()
    assert first == {path.name: path.read_bytes() for path in bench.folder.iterdir()}


LEFT_OUT = [
    *(("profession", slug) for slug in ("physical_therapist_assistant", "physiotherapist_intern")),
    *(("profession", slug) for slug in ("registered_nurse", "nurse_anesthetist")),
    ("profession", "athletic_therapist"),
    *(("country", code) for code in ("GB", "AU", "IE")),
]


@pytest.mark.parametrize(("column", "value"), LEFT_OUT)
def test_what_is_left_out_on_purpose_is_reported_with_its_reason(
    bench: Bench, column: str, value: str
) -> None:
    bench.rules(RULE, RULE | {column: value, "other_requirements": "odd=1"})
    (line,) = [
        line
        for line in bench.build().splitlines()
        if value in line and line.strip().startswith("1 rules o")
    ]
    assert len(line.split(": ", 1)[1]) > 20
    assert len(bench.built()) == 1
    assert (bench.folder / "report.txt").read_text(encoding="utf-8") == bench.build()


ODD_RULES = [
    ({"country": "MX", "region_code": "MX-JAL"}, "'MX' is not a country known here"),
    ({"region_code": "CO"}, None),
    ({"region_code": "US-COL"}, "'US-COL' is not a region of US"),
    ({"region_code": "CA-BC"}, "'CA-BC' is not a region of US"),
    ({"profession": "dentist"}, "'dentist' is not a profession known here"),
    ({"status": "allowed"}, "status 'allowed' is not known here"),
    ({"status": ""}, "status '' is not known here"),
    ({"confidence": "certain"}, "confidence 'certain' is not known here"),
    ({"regulator_assesses_training": "maybe"}, "regulator_assesses_training 'maybe' is not known"),
    ({"other_requirements": "hourz=5"}, "the key 'hourz' is not known here"),
    ({"other_requirements": "consent=yes;consent=no"}, "the key 'consent' stands there twice"),
    ({"other_requirements": "subject=cupping"}, "subject='cupping' is not a subject known here"),
    ({"other_requirements": "technique=laser"}, "technique='laser' is not a subject known here"),
    ({"other_requirements": "years_practice=0"}, "years_practice='0' does not begin with a number"),
    ({"other_requirements": "years_practice=two"}, "does not begin with a number above zero"),
    ({"other_requirements": "years_practice=2x"}, "does not begin with a number above zero"),
    ({"min_in_person_hours": "10"}, "min_in_person_hours needs a reading of in_person_hours"),
    ({"other_requirements": "exam=competency"}, "exam needs a reading of written_exam or pract"),
    ({"other_requirements": "board_credential=permit"}, "board_credential needs a reading of auth"),
    ({"other_requirements": "region_limit=hand"}, "region_limit needs a reading of body_limit"),
    ({"status": "requires_registration"}, "requires_registration needs a reading of authorization"),
    ({"source_url": ""}, "has a status and no source"),
    ({"as_of": ""}, "has a status and does not say as of when"),
    ({"confidence": ""}, "has a status and no confidence"),
    ({"source_url": "see file"}, "source_url 'see file': is not a web address"),
]


@pytest.mark.parametrize(("changes", "words"), ODD_RULES)
def test_what_nobody_decided_about_stops_the_build(
    bench: Bench, changes: Row, words: str | None
) -> None:
    bench.rules(RULE | changes)
    if words is None:
        bench.build()
    else:
        assert words in bench.refusal()


def test_a_total_that_nobody_read_stops_the_build(bench: Bench) -> None:
    bench.readings(READING | {"field": "note", "value": "Words."})
    assert "min_total_hours needs a reading of needling_hours" in bench.refusal()


def test_a_total_that_somebody_read_as_mixed_is_not_enforced(bench: Bench) -> None:
    bench.rules(RULE | {"other_requirements": "words"})
    bench.readings(READING | {"value": ""})
    bench.build()
    assert only_rule(bench).needling_hours is None


def test_a_rule_that_stands_twice_stops_the_build(bench: Bench) -> None:
    bench.rules(RULE, RULE)
    assert "line 3: US CO physical_therapist stands there twice" in bench.refusal()


ODD_READINGS = [
    ({"field": "hours"}, "line 2: 'hours' is not a field that can be read"),
    ({"field": "version"}, "line 2: 'version' is not a field that can be read"),
    ({"reason": ""}, "line 2: a reading needs its reason"),
    ({"value": "0"}, "needling_hours '0': is not a number above zero"),
    ({"value": "many"}, "needling_hours 'many': is not a number above zero"),
]


@pytest.mark.parametrize(("changes", "words"), ODD_READINGS)
def test_a_reading_that_reads_nothing_stops_the_build(
    bench: Bench, changes: Row, words: str
) -> None:
    bench.readings(READING | changes)
    assert words in bench.refusal()


def test_a_reading_of_no_rule_stops_the_build(bench: Bench) -> None:
    bench.readings(READING, READING | {"region": "WY"})
    assert "reads rows that the source does not have: US WY physical_therapist" in bench.refusal()


def test_a_field_read_twice_stops_the_build(bench: Bench) -> None:
    bench.readings(READING, READING)
    assert "line 3: needling_hours is read twice" in bench.refusal()


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("words", Subject.NEEDLING),
        ("subject=acupuncture", Subject.ACUPUNCTURE),
        ("technique=acupuncture", Subject.ACUPUNCTURE),
        ("technique=chiropractic_acupuncture (insertion of needles)", Subject.ACUPUNCTURE),
        ("technique=acupuncture_including_solid_filiform_needles", Subject.NEEDLING),
        ("technique=dry_needling", Subject.NEEDLING),
        ("dry_needling_named=not confirmed", Subject.ACUPUNCTURE),
        ("dry_needling_named=yes (listed)", Subject.NEEDLING),
    ],
)
def test_what_a_text_is_about(bench: Bench, said: str, subject: Subject) -> None:
    bench.rules(RULE | {"other_requirements": said})
    bench.readings(READING | {"value": ""})
    bench.build()
    assert only_rule(bench).subject is subject


def test_semicolons_in_brackets_do_not_part_sentences(bench: Bench) -> None:
    said = "consent=written (signed; kept);one thing (a; b (c; d));another"
    bench.rules(RULE | {"other_requirements": said})
    bench.build()
    assert only_rule(bench).note == (
        "Consent: written (signed; kept). One thing (a; b (c; d)). Another."
    )


ODD_PROGRAMS = [
    ({"country": "FR"}, "'FR' is not a country known here"),
    ({"counts_as": "proof"}, "counts_as 'proof' is not known here"),
    ({"ends_in_exam": "oral"}, "ends_in_exam 'oral' is not known here"),
    ({"eligible_professions": "PT;dentist"}, "'dentist' is not an eligible profession known here"),
    ({"confidence": "certain"}, "confidence 'certain'"),
    ({"hours": "0"}, "hours '0'"),
]


@pytest.mark.parametrize(("changes", "words"), ODD_PROGRAMS)
def test_a_program_that_nobody_decided_about_stops_the_build(
    bench: Bench, changes: Row, words: str
) -> None:
    bench.write("certifications.csv", PROGRAM | changes)
    assert words in bench.refusal()


def test_a_program_says_what_its_paper_proves(bench: Bench) -> None:
    bench.write(
        "certifications.csv",
        PROGRAM,
        PROGRAM
        | {
            "slug": "open",
            "full_name": "",
            "country": "INT",
            "eligible_professions": "physiotherapist and others",
            "ends_in_exam": "written",
            "counts_as": "",
            "hours": "54",
        },
    )
    report = bench.build()
    gunn, other = read_program_book(bench.folder)
    assert gunn.professions == {Profession.PHYSICIAN, Profession.PHYSICAL_THERAPIST}
    assert (gunn.written_exam, gunn.practical_exam) == (True, True)
    assert (gunn.counts_as, gunn.country, gunn.note) == (CountsAs.BOTH, Country.CA, "Ours.")
    assert (gunn.hours, other.hours) == (None, 54)
    assert (other.name, other.professions, other.country) == ("Institute", frozenset(), None)
    assert (other.written_exam, other.practical_exam, other.counts_as) == (True, False, None)
    assert "1 programs' RN: not a profession the directory lists" in report


def test_letters_belong_to_a_body(bench: Bench) -> None:
    named = PROGRAM | {"abbreviation": "CMTPT"}
    bench.write("certifications.csv", named, named | {"slug": "other", "body": "Board"})
    bench.build()
    bench.write("certifications.csv", named, named | {"slug": "other", "full_name": "Other"})
    assert "line 3: Institute CMTPT stands there twice" in bench.refusal()


def test_two_programs_of_one_slug_stop_the_build(bench: Bench) -> None:
    bench.write("certifications.csv", PROGRAM, PROGRAM | {"body": "Board"})
    assert "has two programs of one slug: gunn-ims" in bench.refusal()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slug": "lost"}, "reads programs that are not there: lost"),
        ({"field": "letters"}, "line 2 needs a known field and a reason"),
        ({"reason": ""}, "line 2 needs a known field and a reason"),
    ],
)
def test_a_reading_of_no_program_stops_the_build(bench: Bench, changes: Row, words: str) -> None:
    reading = {"slug": "gunn-ims", "field": "note", "value": "", "reason": "ours"}
    bench.write("program_readings.csv", reading | changes)
    assert words in bench.refusal()


def test_boards_are_by_region_and_profession(bench: Bench) -> None:
    portal = "statewide multi-profession portal (seen somewhere)"
    bench.write(
        "boards.csv",
        BOARD | {"region_code": "CA-ON", "profession": "physiotherapist", "source": portal},
        BOARD | {"region_code": "US"},
        BOARD,
    )
    bench.build()
    country, state, province = read_boards(bench.folder)
    assert (country.region, country.profession) == ("", None)
    assert (state.region, state.source) == ("CO", "page read")
    assert (province.country, province.profession) == (Country.CA, Profession.PHYSICAL_THERAPIST)
    assert province.source.endswith("that it has this one is inferred")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"region_code": "GB"}, "'GB' is not a country known here"),
        ({"region_code": "US-COL"}, "region 'COL'"),
        ({"profession": "dentist"}, "'dentist' is not a profession known here"),
        ({"confidence": "certain"}, "confidence 'certain'"),
        ({"lookup_url": ""}, "lookup_url ''"),
    ],
)
def test_an_unknown_board_stops_the_build(bench: Bench, changes: Row, words: str) -> None:
    bench.write("boards.csv", BOARD | changes)
    assert words in bench.refusal()


def test_professions_keep_titles_and_codes_without_remarks(bench: Bench) -> None:
    bench.build()
    facts = read_professions(bench.folder)
    assert set(facts) == set(Profession)
    assert facts[Profession.PHYSICIAN].titles_us == ("PT", "DPT")
    assert facts[Profession.PHYSICIAN].titles_ca == ()
    assert facts[Profession.PHYSICIAN].nucc_codes == ("225100000X", "2251X0800X")


def test_an_unknown_profession_stops_the_build(bench: Bench) -> None:
    rows = [PROFESSION | {"slug": slug} for slug in (*SLUGS, "dentist")]
    bench.write("professions.csv", *rows)
    assert "'dentist' is not a profession known here" in bench.refusal()
    bench.write("professions.csv", *rows[:-2])
    assert "lacks physician_assistant" in bench.refusal()


def test_a_source_that_is_not_there_stops_the_build(bench: Bench) -> None:
    (bench.source / "boards.csv").unlink()
    assert "boards.csv cannot be read" in bench.refusal()


def test_a_row_of_too_many_cells_stops_the_build(bench: Bench) -> None:
    path = bench.source / "boards.csv"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + ",more\n", encoding="utf-8")
    assert "boards.csv row 2 has cells too many or too few" in bench.refusal()


# Corrections


def test_a_correction_is_a_new_version_and_the_old_one_stays(bench: Bench) -> None:
    wyoming = RULE | {"region_code": "US-WY", "other_requirements": "", "min_total_hours": ""}
    bench.rules(RULE, wyoming)
    bench.build("2026-11-20")
    first = bench.built()
    bench.rules(RULE | {"status": "prohibited", "other_requirements": ""}, wyoming)
    bench.readings(READING | {"value": ""})
    bench.build("2027-01-15")
    rows = bench.built()
    assert [(row["region"], row["version"], row["status"]) for row in rows] == [
        ("CO", "2026-11-20", "permitted_with_requirements"),
        ("CO", "2027-01-15", "prohibited"),
        ("WY", "2026-11-20", "permitted_with_requirements"),
    ]
    assert [rows[0], rows[2]] == first
    book = read_rule_book(bench.folder)
    assert [rule.version for rule in book.versions(next(iter(book)).key)] == [
        "2026-11-20",
        "2027-01-15",
    ]


def test_building_again_on_the_same_day_takes_that_days_rows_back(bench: Bench) -> None:
    bench.build()
    bench.rules(RULE | {"citation": "Rule 2"})
    bench.build()
    assert [row["citation"] for row in bench.built()] == ["Rule 2"]


def test_nothing_new_adds_no_version(bench: Bench) -> None:
    bench.build()
    bench.build("2027-01-15")
    assert [row["version"] for row in bench.built()] == ["2026-11-20"]


def test_a_rule_may_not_vanish(bench: Bench) -> None:
    bench.build()
    bench.rules(RULE | {"region_code": "US-WY"})
    bench.readings(READING | {"region": "WY"})
    assert "lacks US CO physical_therapist" in bench.refusal("2027-01-15")


def test_an_earlier_day_than_the_last_version_is_refused(bench: Bench) -> None:
    bench.build("2027-01-15")
    assert "already holds versions of 2027-01-15" in bench.refusal("2026-11-20")


# The script and the files that it made


def test_the_script_says_in_one_sentence_what_is_missing(tmp_path: Path) -> None:
    run = subprocess.run(  # noqa: S603 -- our own script
        [sys.executable, FOLDER / "build.py", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.strip() == f"{tmp_path / 'jurisdictions.csv'} cannot be read."


def test_every_shipped_reading_reads_a_shipped_rule(build_script: ModuleType) -> None:
    readings = build_script.read_readings(FOLDER / "readings.csv")
    book = read_rule_book()
    known = {(rule.country.value, rule.region, rule.profession.value) for rule in book}
    assert readings.keys() <= known
