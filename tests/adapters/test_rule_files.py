import json
import shutil
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from directory.adapters.place_files import read_regions
from directory.adapters.rule_cells import (
    BOARD_CELLS,
    PROFESSION_CELLS,
    PROGRAM_CELLS,
    RULE_CELLS,
    cells_of,
    rule_from,
)
from directory.adapters.rule_files import (
    BOARD_FILE,
    FOLDER,
    PROFESSION_FILE,
    PROGRAM_FILE,
    RULE_FILE,
    RULE_FILES,
    read_boards,
    read_professions,
    read_program_book,
    read_rule_book,
    rule_faults,
)
from directory.adapters.sealed_files import MANIFEST, DamagedDataFile, seal, sealed_rows
from directory.domain.boards import Board
from directory.domain.professions import ProfessionFacts
from directory.domain.programs import Program, ProgramBook
from directory.domain.rules import (
    BodyLimit,
    Confidence,
    Rule,
    RuleOrigin,
    RuleStatus,
    Subject,
)
from directory.domain.vocabulary import AuthorizationKind, Country, Profession
from tests.adapters.rule_fixture import Row

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


def named(rule: Rule) -> str:
    return f"{rule.country}-{rule.region}-{rule.profession}-{rule.version}"


# The whole file


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_every_rule_is_sourced_dated_and_says_nothing_against_itself(rule: Rule) -> None:
    assert not list(rule_faults(rule, PROGRAMS))
    if rule.status is not RuleStatus.UNKNOWN:
        assert rule.source_url.startswith("http")
        assert rule.as_of
        assert rule.confidence is not None
    numbers = (
        rule.needling_hours,
        rule.foundation_hours,
        rule.in_person_hours,
        rule.hours_before_first_use,
        rule.complete_within_years,
        rule.supervised_sessions,
        rule.years_in_practice,
    )
    assert all(number is None or 0 < number <= 2000 for number in numbers)
    assert (rule.in_person_hours or 0) <= (rule.needling_hours or rule.in_person_hours or 0)
    assert rule.authorization in {None, *AuthorizationKind}
    assert rule.origin is RuleOrigin.PUBLISHED
    assert rule.researched_on is None
    assert rule.recorded_on <= TODAY
    assert "=" not in rule.note, "the note is sentences, not keys"


def test_every_rule_is_written_as_it_is_read() -> None:
    rows = sealed_rows(FOLDER, RULE_FILE)
    assert [cells_of(rule_from(row)) for row in rows] == rows
    assert tuple(rows[0]) == tuple(RULE_CELLS)


@pytest.mark.parametrize(
    ("kind", "cells", "unwritten"),
    [
        (Rule, RULE_CELLS, {"origin", "researched_on", "amends"}),
        (Program, PROGRAM_CELLS, set()),
        (Board, BOARD_CELLS, set()),
        (ProfessionFacts, PROFESSION_CELLS, set()),
    ],
)
def test_a_table_has_a_column_for_every_field(
    kind: type[Rule | Program | Board | ProfessionFacts],
    cells: dict[str, object],
    unwritten: set[str],
) -> None:
    assert tuple(cells) == tuple(each.name for each in fields(kind) if each.name not in unwritten)


@pytest.mark.parametrize("name", [PROGRAM_FILE, BOARD_FILE, PROFESSION_FILE])
def test_every_other_table_is_written_as_it_is_read(name: str) -> None:
    read: dict[str, list[Any]] = {
        PROGRAM_FILE: list(PROGRAMS),
        BOARD_FILE: list(read_boards()),
        PROFESSION_FILE: list(read_professions().values()),
    }
    assert [cells_of(entry) for entry in read[name]] == sealed_rows(FOLDER, name)


def test_every_region_has_a_row_for_the_four_professions_of_every_state() -> None:
    known = {rule.key for rule in RULES}
    states = {region.code for region in read_regions().regions if region.country == "US"}
    named_states = {region for country, region, _ in known if country is Country.US}
    assert named_states <= states
    assert len(named_states) == 51
    for region in named_states:
        assert {(Country.US, region, each) for each in (PT, DC, MD, P.ACUPUNCTURIST)} <= known


def test_every_province_has_a_row_for_the_seven_professions_listed_there() -> None:
    known = {rule.key for rule in RULES if rule.country is Country.CA}
    provinces = {region for _, region, _ in known}
    assert provinces <= {each.code for each in read_regions().regions if each.country == "CA"}
    assert len(provinces) == 13
    listed = (PT, DC, MD, P.ACUPUNCTURIST, P.NATUROPATH, P.MASSAGE_THERAPIST, P.NURSE_PRACTITIONER)
    assert known == {(Country.CA, region, each) for region in provinces for each in listed}


def test_there_is_one_current_version_of_every_rule() -> None:
    latest = Counter(rule.key for rule in RULES if rule == read_rule_book().on(rule.key, TODAY))
    assert set(latest) == {rule.key for rule in RULES}
    assert set(latest.values()) == {1}


def test_rules_by_status() -> None:
    assert Counter(rule.status.value for rule in RULES) == {
        "permitted": 129,
        "permitted_with_requirements": 57,
        "requires_registration": 23,
        "authorized_pending_rules": 2,
        "prohibited": 20,
        "silent": 25,
        "unknown": 63,
    }


def test_rules_by_what_follows_from_them() -> None:
    assert Counter(rule.ruling.value for rule in RULES) == {
        "permits": 167,
        "refuses": 13,
        "waits": 2,
        "not_established": 137,
    }


def test_reading_twice_reads_once() -> None:
    assert read_rule_book() is read_rule_book()
    assert read_program_book() is read_program_book()
    assert read_boards() is read_boards()
    assert read_professions() is read_professions()


# A damaged file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*RULE_FILES, MANIFEST):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def read_all(folder: Path) -> None:
    read_rule_book(folder)
    read_boards(folder)
    read_professions(folder)


def test_whole_files_pass(folder: Path) -> None:
    read_all(folder)


@pytest.mark.parametrize("name", RULE_FILES)
@pytest.mark.parametrize("damage", ["missing", "truncated", "edited", "miscounted"])
def test_a_damaged_file_is_refused_and_named(folder: Path, name: str, damage: str) -> None:
    path = folder / name
    content = path.read_bytes()
    match damage:
        case "missing":
            path.unlink()
        case "truncated":
            path.write_bytes(content[: len(content) // 2])
        case "edited":
            path.write_bytes(content.replace(b"a", b"b", 1))
        case _:
            manifest = json.loads((folder / MANIFEST).read_bytes())
            manifest["files"][name]["rows"] += 1
            (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(DamagedDataFile, match=r"with the build\.py beside it\.$") as found:
        read_all(folder)
    assert found.value.path == path


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": []}', '{"files": {}}', None])
def test_a_spoilt_manifest_is_refused(folder: Path, text: str | None) -> None:
    if text is None:
        (folder / MANIFEST).unlink()
    else:
        (folder / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(DamagedDataFile, match=r"manifest\.json") as found:
        read_all(folder)
    assert found.value.path == folder / MANIFEST


def change(folder: Path, name: str, **cells: str) -> None:
    """Change cells of the first row and seal the file, as a careless editor would."""
    header, first, *rest = (folder / name).read_text(encoding="utf-8").splitlines()
    row = sealed_rows(folder, name)[0]
    assert cells.keys() <= row.keys()
    changed = ",".join(f'"{value}"' for value in (row | cells).values())
    assert changed != first
    text = "\n".join([header, changed, *rest])
    (folder / name).write_text(text, encoding="utf-8")
    seal(folder, RULE_FILES)


ODD_CELLS = [
    {"country": "MX"},
    {"region": "Alaska"},
    {"region": ""},
    {"profession": "dentist"},
    {"profession": "physiotherapist"},
    {"version": ""},
    {"recorded_on": "20 November"},
    {"recorded_on": ""},
    {"status": "allowed"},
    {"status": ""},
    {"confidence": "certain"},
    {"subject": ""},
    {"needling_hours": "0"},
    {"needling_hours": "0.0"},
    {"needling_hours": "-5"},
    {"needling_hours": "24 h"},
    {"needling_hours": "nan"},
    {"needling_hours": "10000"},
    {"supervised_sessions": "2.5"},
    {"years_in_practice": "0"},
    {"written_exam": "no"},
    {"authorization": "blessing"},
    {"accepted_programs": "gunn-ims||gtt"},
    {"accepted_programs": "gunn-ims| gtt"},
    {"body_limit": ""},
    {"trained_after": "2018"},
    {"source_url": "javascript:alert(1)"},
    {"source_url": "https://example.org/ two"},
    {"note": " words"},
]


@pytest.mark.parametrize("cells", ODD_CELLS, ids=str)
def test_a_cell_that_may_not_be_so_is_named(folder: Path, cells: Row) -> None:
    change(folder, RULE_FILE, **cells)
    ((column, cell),) = cells.items()
    with pytest.raises(DamagedDataFile) as found:
        read_rule_book(folder)
    assert f"line 2: {column} {cell!r}: " in str(found.value)


FLORIDA: Final = Country.US, "FL", Profession.PHYSICAL_THERAPIST
RULE: Final = replace(read_rule_book().versions(FLORIDA)[0], note="")
FAULTS = [
    ({"version": "2026-11-21"}, "has a version that is not its day"),
    ({"source_url": ""}, "has a status and no source"),
    ({"as_of": ""}, "has a status and does not say as of when"),
    ({"confidence": None}, "has a status and no confidence"),
    (
        {"status": RuleStatus.REQUIRES_REGISTRATION},
        "requires a registration and names none",
    ),
    ({"in_person_hours": 50.5}, "wants more in person than in all"),
    (
        {"hours_before_first_use": 50.5, "complete_within_years": 1},
        "wants more before the first use than in all",
    ),
    ({"complete_within_years": 1}, "names a start without an end, or an end without a start"),
    ({"hours_before_first_use": 25.0}, "names a start without an end, or an end without a start"),
    ({"subject": Subject.ACUPUNCTURE}, "counts hours of acupuncture as hours of needling"),
    (
        {"in_force_from": date(2027, 1, 2), "in_force_until": date(2027, 1, 1)},
        "ends before it begins",
    ),
    ({"accepted_programs": frozenset({"gunn-ims", "lost"})}, "accepts a program that is not on"),
    ({"note": "x" * 701}, "has a note of more than 700 characters"),
]


@pytest.mark.parametrize(("changes", "words"), FAULTS)
def test_a_rule_may_not_contradict_itself(changes: dict[str, Any], words: str) -> None:
    (fault,) = rule_faults(replace(RULE, **changes), PROGRAMS)
    assert fault.startswith("US FL physical_therapist ")
    assert words in fault


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"in_person_hours": 50.0},
        {"needling_hours": None},
        {"in_person_hours": None},
        {"hours_before_first_use": 50.0, "complete_within_years": 1},
        {"in_force_from": date(2027, 1, 1), "in_force_until": date(2027, 1, 1)},
        {"accepted_programs": frozenset({"gunn-ims"})},
        {"note": "x" * 700},
        {"status": RuleStatus.REQUIRES_REGISTRATION, "authorization": "roster"},
    ],
)
def test_a_rule_at_the_edge_is_sound(changes: dict[str, Any]) -> None:
    assert not list(rule_faults(replace(RULE, **changes), PROGRAMS))


BARE: Final = Rule(
    country=Country.US,
    region="FL",
    profession=PT,
    version="2026-11-20",
    recorded_on=date(2026, 11, 20),
    origin=RuleOrigin.PUBLISHED,
    status=RuleStatus.PROHIBITED,
    confidence=Confidence.HIGH,
    source_url="https://example.org",
    as_of="2026",
)
ASKED = [
    {"written_exam": True},
    {"practical_exam": True},
    {"head_neck_training": True},
    {"accepted_programs": frozenset({"gunn-ims"})},
    {"body_limit": BodyLimit.UPPER_LIMB},
    {"needling_hours": 1.0},
    {"foundation_hours": 1.0},
    {"in_person_hours": 1.0},
    {"supervised_sessions": 1},
    {"years_in_practice": 1},
    {"authorization": "roster"},
    {"hours_before_first_use": 1.0, "complete_within_years": 1},
]


@pytest.mark.parametrize("changes", ASKED, ids=str)
@pytest.mark.parametrize("status", RuleStatus)
def test_only_what_is_permitted_asks_for_something(
    status: RuleStatus, changes: dict[str, Any]
) -> None:
    rule = replace(BARE, status=status, **changes)
    asked = any("nobody is permitted" in fault for fault in rule_faults(rule, PROGRAMS))
    bare = replace(BARE, status=status)
    assert asked is (status in {RuleStatus.UNKNOWN, RuleStatus.SILENT, RuleStatus.PROHIBITED})
    assert not any("nobody" in fault for fault in rule_faults(bare, PROGRAMS))


def test_an_unknown_rule_needs_no_source() -> None:
    rule = replace(BARE, status=RuleStatus.UNKNOWN, confidence=None, source_url="", as_of="")
    assert not list(rule_faults(rule, ProgramBook([])))


def test_a_rule_that_contradicts_itself_stops_the_reading(folder: Path) -> None:
    change(folder, RULE_FILE, source_url="")
    with pytest.raises(DamagedDataFile, match=r"line 2: US AK physical_therapist has a status and"):
        read_rule_book(folder)


def test_two_rules_of_one_version_stop_the_reading(folder: Path) -> None:
    path = folder / RULE_FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    seal(folder, RULE_FILES)
    with pytest.raises(DamagedDataFile, match="has two rules of one version"):
        read_rule_book(folder)


def test_two_programs_of_one_slug_stop_the_reading(folder: Path) -> None:
    path = folder / PROGRAM_FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    seal(folder, RULE_FILES)
    with pytest.raises(DamagedDataFile, match="has two programs of one slug"):
        read_program_book(folder)


def test_a_profession_may_not_be_missing(folder: Path) -> None:
    path = folder / PROFESSION_FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]), encoding="utf-8")
    seal(folder, RULE_FILES)
    with pytest.raises(DamagedDataFile, match="lacks physician_assistant"):
        read_professions(folder)


@pytest.mark.parametrize("name", RULE_FILES)
@pytest.mark.parametrize("edit", ["extra", "renamed"])
def test_an_unknown_column_stops_the_reading(folder: Path, name: str, edit: str) -> None:
    path = folder / name
    header, *rest = path.read_text(encoding="utf-8").splitlines()
    if edit == "extra":
        lines = [header + ",more", *(line + ",1" for line in rest)]
    else:
        lines = [header.replace("note", "notes").replace("source,", "sources,"), *rest]
    path.write_text("\n".join(lines), encoding="utf-8")
    seal(folder, RULE_FILES)
    with pytest.raises(DamagedDataFile, match="line 2: has columns too many or too few"):
        read_all(folder)
