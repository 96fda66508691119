"""Rosters as text: header, lines, entries, what is merged, and what contradicts."""

from itertools import permutations
from typing import Any

import pytest

from directory.domain.entry.dates import Completion
from directory.domain.entry.faults import FaultCode, error
from directory.domain.roster import (
    HeaderFaulty,
    LineFault,
    Remark,
    Row,
    Unread,
    of_fault,
    read_header,
    read_rows,
)
from directory.domain.roster_columns import COLUMNS
from directory.domain.roster_merging import (
    Contradiction,
    Grouping,
    contradictions,
    keys_of,
    licence_of,
    npi_of,
    repeats,
)
from directory.domain.roster_rows import Refused, Stated, listed_program, read_row, split
from directory.domain.vocabulary import (
    Country,
    HeadNeck,
    LicenceClass,
    Profession,
    Technique,
)
from tests import rosters
from tests.domain.entry.kept import PROGRAMS

REGIONS = frozenset({(Country.US, "CO"), (Country.CA, "AB")})
HEAD = ",".join(COLUMNS)


def row(**said: Any) -> Row:  # noqa: ANN401  (cells as text; `number` and `line` of the row)
    number, line = said.pop("number", 0), said.pop("line", 2)
    return Row(line, rosters.row(number, **said))


def read(**cells: str) -> Stated | Refused:
    return read_row(row(**cells), regions=REGIONS, programs=PROGRAMS)


def stated(**cells: str) -> Stated:
    found = read(**cells)
    assert isinstance(found, Stated), found
    return found


def said(found: Stated | Refused) -> list[tuple[str, str]]:
    assert isinstance(found, Refused)
    return [(each.code.value, each.field) for each in found.remarks]


def lines_of(text: str) -> list[Row | Unread]:
    return list(read_rows(text.splitlines(keepends=True)))


def test_the_columns_are_those_of_the_contract() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 37
    assert (COLUMNS[0], COLUMNS[-1]) == ("given_name", "certification_expires")


def test_a_header_is_read_in_any_order_and_case() -> None:
    assert read_header([f" {name.upper()} " for name in reversed(COLUMNS)]) == COLUMNS[::-1]


def test_a_faulty_header_names_what_is_missing_unknown_and_repeated() -> None:
    with pytest.raises(HeaderFaulty) as found:
        read_header([*COLUMNS[2:], "npi", "shoe", "shoe", ""])
    assert found.value.missing == ["given_name", "family_name"]
    assert found.value.unknown == ["shoe", "(no name)"]
    assert found.value.repeated == ["npi"]
    assert str(found.value) == (
        "The first line must name the columns of a roster (missing columns: given_name, "
        "family_name; unknown columns: shoe, (no name); columns named twice: npi). "
        "Correct it; nothing was imported."
    )
    with pytest.raises(HeaderFaulty) as found:
        read_header(COLUMNS[1:])
    assert "unknown" not in str(found.value)
    assert "twice" not in str(found.value)


@pytest.mark.parametrize("text", ["", '"a"b,c\n'])
def test_a_file_without_a_header_is_refused(text: str) -> None:
    with pytest.raises(HeaderFaulty) as found:
        lines_of(text)
    assert found.value.missing == COLUMNS


def test_lines_keep_their_number_whatever_is_blank_or_broken_over_lines() -> None:
    cells = list(rosters.row(0, street='"1\nMain"').values())
    cells[8] = '" 1\nMain "'
    text = f"{HEAD}\n\n{',' * 36}\n{','.join(cells)}\n{','.join(cells)}\n"
    found = lines_of(text)
    assert [each.line for each in found] == [4, 6]
    assert isinstance(found[0], Row)
    assert found[0]["street"] == "1\nMain"


def test_a_line_of_another_number_of_cells_is_refused_with_all_that_it_swallowed() -> None:
    found = lines_of(f'{HEAD}\na,"b\nc\nd"\n{",".join("x" * 38)}\n')
    assert [each.line for each in found] == [2, 3, 4, 5]
    assert all(isinstance(each, Unread) for each in found)
    first, last = found[0], found[-1]
    assert isinstance(first, Unread)
    assert isinstance(last, Unread)
    assert first.remark == Remark(LineFault.CELL_COUNT, "", (("found", "2"), ("needed", "37")))
    assert last.remark == Remark(LineFault.CELL_COUNT, "", (("found", "38"), ("needed", "37")))


def test_a_broken_quotation_loses_its_lines_and_no_others() -> None:
    good = ",".join(rosters.row(0).values())
    found = lines_of(f'{HEAD}\n{good}\n"a\nb"c,d\n{good}\n"never closed\n')
    assert [(each.line, type(each)) for each in found] == [
        (2, Row), (3, Unread), (4, Unread), (5, Row), (6, Unread),
    ]  # fmt: skip
    lost = found[1]
    assert isinstance(lost, Unread)
    assert lost.remark == Remark(LineFault.NOT_CSV, "", (("first", "3"), ("last", "4")))


def test_a_fault_of_an_entry_is_said_at_the_rosters_own_column() -> None:
    fault = error(FaultCode.TEXT_MISSING, "name", most=1)
    assert of_fault(fault, {"name": "location_name"}).field == "location_name"
    assert of_fault(fault, {}) == Remark(FaultCode.TEXT_MISSING, "name", (("most", "1"),))


def test_a_row_states_entries() -> None:
    found = stated(
        profession="Physical_Therapist", country="us", region="co", licence_region="co",
        lat="39.7", lon="-104.9", licence_class="provisional", head_and_neck="no",
        hours_live_online="1", hours_self_study="2", email="", certification="Both",
        certification_body="Body", certification_issued="2020-01-02",
    )  # fmt: skip
    assert found.profession is Profession.PHYSICAL_THERAPIST
    assert found.point == (39.7, -104.9)
    assert (found.person.languages, found.person.email) == (("en", "es"), None)
    assert [each.headache for each in found.person.headaches] == ["tension", "migraine"]
    assert found.person.countries == {Country.US}
    assert (found.location.country, found.location.region) == (Country.US, "CO")
    assert found.licence is not None
    assert (found.licence.region, found.licence.country) == ("CO", Country.US)
    assert found.licence.licence_class is LicenceClass.PROVISIONAL
    assert found.licence.name_on_licence == f"Ada {rosters.family(0)}"
    assert found.training is not None
    assert found.training.technique is Technique.DRY_NEEDLING
    assert found.training.hours.parts == (80.0, 1.0, 2.0)
    assert found.training.supervised_sessions == 200
    assert found.training.head_neck is HeadNeck.NO
    assert found.certification is not None
    assert (found.certification.program, found.certification.number) == ("both", None)


def test_what_a_row_does_not_state_is_not_there() -> None:
    cells = dict.fromkeys(
        (name for name in COLUMNS if name.startswith(("training", "licence"))), ""
    )
    more = dict.fromkeys(("hours_in_person", "supervised_sessions", "head_and_neck"), "")
    found = stated(**cells, **more)
    assert (found.licence, found.training, found.certification, found.point) == (
        None, None, None, None,
    )  # fmt: skip


def test_what_is_not_stated_of_a_paper_is_the_usual() -> None:
    found = stated(licence_class="", head_and_neck="", training_completed="2014")
    assert found.licence is not None
    assert found.licence.licence_class is LicenceClass.FULL
    assert found.training is not None
    assert found.training.head_neck is HeadNeck.NOT_STATED
    assert found.training.completed == Completion(2014)


def test_a_licence_is_of_the_country_whose_region_it_names() -> None:
    found = stated(licence_region="AB")
    assert found.licence is not None
    assert found.licence.country is Country.CA
    unknown = stated(licence_region="ZZ")
    assert unknown.licence is not None
    assert unknown.licence.country is Country.US


@pytest.mark.parametrize(
    ("cells", "remarks"),
    [
        ({"country": ""}, [("text_missing", "country")]),
        ({"country": "FR"}, [("choice_unknown", "country")]),
        ({"profession": ""}, [("text_missing", "profession")]),
        ({"profession": "wizard"}, [("choice_unknown", "profession")]),
        ({"lat": "1"}, [("coordinates_incomplete", "lat")]),
        ({"licence_class": "gold"}, [("choice_unknown", "licence_class")]),
        ({"licence_issued": "x"}, [("date_form", "licence_issued")]),
        ({"training_technique": ""}, [("text_missing", "training_technique")]),
        ({"training_completed": ""}, [("text_missing", "training_completed")]),
        ({"supervised_sessions": "1001"}, [("number_range", "supervised_sessions")]),
        ({"certification_expires": "x"}, [("date_form", "certification_expires")]),
        ({"npi": "", "licence_number": ""}, [("no_key", "npi")]),
        ({"npi": "", "licence_region": ""}, [("no_key", "npi")]),
        (
            {"country": "", "profession": "x", "head_and_neck": "x"},
            [
                ("text_missing", "country"),
                ("choice_unknown", "profession"),
                ("choice_unknown", "head_and_neck"),
            ],
        ),
    ],
)
def test_a_row_that_cannot_be_read_says_every_fault(
    cells: dict[str, str], remarks: list[tuple[str, str]]
) -> None:
    assert said(read(**cells)) == remarks


def test_a_list_is_split_and_empty_parts_are_none() -> None:
    assert split(" a; b;;c ;") == ("a", "b", "c")
    assert split("") == ()


def test_a_program_is_known_by_its_body_and_name_never_by_the_name_alone() -> None:
    assert listed_program("BODY ", "Both", programs=PROGRAMS) is None
    assert listed_program("body", "Both", programs=PROGRAMS) == "both"
    assert listed_program("Other", "both", programs=PROGRAMS) is None
    assert listed_program("Body", "", programs=PROGRAMS) is None


def test_rows_are_merged_by_what_can_be_read_alone() -> None:
    assert npi_of(row(npi=f" {rosters.npi(0)[:5]}-{rosters.npi(0)[5:]}")) == rosters.npi(0)
    assert npi_of(row(npi="123")) is None
    assert licence_of(row(licence_number="pt–1", profession="Physician")) == (
        "CO", "physician", "PT-1",
    )  # fmt: skip
    assert licence_of(row(licence_number="")) is None
    assert licence_of(row(licence_region="")) is None
    assert len(list(keys_of(row()))) == 2
    assert list(keys_of(row(npi="123", licence_number="?"))) == []
    npi_alone, licence_alone = row(licence_number=""), row(npi="")
    assert [*keys_of(npi_alone), *keys_of(licence_alone)] == list(keys_of(row()))
    assert set(keys_of(row())).isdisjoint(keys_of(row(number=1)))


@pytest.mark.parametrize("order", list(permutations([(1,), (1, 2), (2,), (3,), ()])))
def test_rows_that_share_a_key_with_a_third_are_of_one_person(
    order: tuple[tuple[int, ...], ...],
) -> None:
    grouping = Grouping()
    for keys in order:
        grouping.note(keys)
    grouping.close()
    assert len(grouping) == 5
    together = [at for at, keys in enumerate(order) if {1, 2} & set(keys)]
    for at, keys in enumerate(order):
        if at in together:
            assert grouping.of(at) == (together[0], at == together[-1])
        else:
            assert keys in {(), (3,)}
            assert grouping.of(at) == (at, True)


def test_long_chains_of_keys_end_in_one_person() -> None:
    grouping = Grouping()
    for at in range(50):
        grouping.note((at, at + 1))
    grouping.close()
    assert {grouping.of(at)[0] for at in range(50)} == {0}
    assert [at for at in range(50) if grouping.of(at)[1]] == [49]


CELLS = (
    "given_name", "family_name", "npi", "email", "headaches", "languages", "city", "region",
    "country", "phone", "website", "lat", "lon", "licence_class", "licence_issued",
    "licence_expires", "training_technique", "training_hours", "hours_in_person",
    "hours_live_online", "hours_self_study", "supervised_sessions", "head_and_neck",
    "certification_number", "certification_issued", "certification_expires",
)  # fmt: skip


@pytest.mark.parametrize("column", CELLS)
def test_two_lines_of_one_person_may_not_differ_in(column: str) -> None:
    certified = {"certification_body": "Body", "certification": "C"}
    one = row(line=2, **certified | {column: "one"})
    other = row(line=5, **certified | {column: "other"})
    silent = row(line=4, **certified | {column: ""})
    assert contradictions([one, silent, other]) == (Contradiction(column, 2, 5),)
    assert contradictions([one, silent]) == ()
    assert contradictions([one]) == ()


@pytest.mark.parametrize(
    ("key", "columns"),
    [
        ("street", ("phone", "website", "lat")),
        ("licence_number", ("licence_class", "licence_expires")),
        ("training_course", ("training_hours", "head_and_neck")),
        ("certification", ("certification_number", "certification_expires")),
    ],
)
def test_another_part_may_differ(key: str, columns: tuple[str, ...]) -> None:
    one = row(line=2, **{key: "A1"} | dict.fromkeys(columns, "one"))
    other = row(line=3, **{key: "B2"} | dict.fromkeys(columns, "other"))
    assert contradictions([one, other]) == ()


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("headaches", "tension;migraine", "Migraine; tension"),
        ("npi", rosters.npi(0), f"{rosters.npi(0)[:4]} {rosters.npi(0)[4:]}"),
        ("city", "Montréal", "MONTREAL"),
        ("given_name", "Ada  Maria", "Ada Maria"),
        ("licence_number", "pt 1", "PT  1"),
    ],
)
def test_another_way_of_writing_contradicts_nothing(column: str, one: str, other: str) -> None:
    assert contradictions([row(**{column: one}), row(line=3, **{column: other})]) == ()


def test_a_name_in_another_case_is_another_name() -> None:
    found = contradictions([row(given_name="Ada"), row(line=3, given_name="ADA")])
    assert found == (Contradiction("given_name", 2, 3),)


def test_a_contradiction_is_said_with_both_lines() -> None:
    assert Contradiction("email", 2, 5).said() == Remark(
        LineFault.LINES_CONTRADICT, "email", (("first", "2"), ("second", "5"))
    )


def test_a_line_that_says_nothing_new_repeats_the_first_that_did() -> None:
    rows = [row(line=2), row(line=3, email=""), row(line=4), row(line=9)]
    assert repeats(rows) == {4: 2, 9: 2}
