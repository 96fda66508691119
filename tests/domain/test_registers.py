from datetime import date

import pytest

from directory.domain.registers import (
    RegisterFaulty,
    RegisterRow,
    RowFault,
    read_register_rows,
)

HEADER = "Name,number,STATUS,expires,city\n"


def rows(text: str) -> list[RegisterRow]:
    return list(read_register_rows(text.splitlines(keepends=True)))


def test_a_line_is_read_by_its_columns_in_whatever_order_they_stand() -> None:
    found = rows(HEADER + " Ada  Example ,pt 00‑7,Active,2027-09-30,Calgary\n\n,,,,\n")
    assert found == [
        RegisterRow(
            line=2, number="PT 00-7", name="Ada Example", status="Active", ends=date(2027, 9, 30)
        )
    ]


def test_a_register_without_ends_has_none() -> None:
    (row,) = rows(HEADER + "Ada Example,P1,Active,,\n")
    assert (row.ends, row.fault) == (None, None)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Ada Example,§,Active,,", RowFault.NUMBER),
        ("12,P12,Active,,", RowFault.NAME),
        ("Ada Example,P12,,,", RowFault.STATUS),
        ("Ada Example,P12,Active,09/30/2027,", RowFault.DAY),
        ("Ada Example,P12,Active", RowFault.CELLS),
        ("Ada Example,P12\u202e,Active,,", RowFault.NUMBER),
        ('Ada "x" y", "P12,Active,,', RowFault.NUMBER),
        ('"Ada" Example,P12,Active,,', RowFault.NOT_CSV),
    ],
)
def test_a_bad_line_stops_no_others(line: str, fault: RowFault) -> None:
    found = rows(f"{HEADER}{line}\nAda Example,P13,Active,,\n")
    assert [row.fault for row in found] == [fault, None]
    assert [row.line for row in found] == [2, 3]


def test_what_could_not_be_read_is_kept_as_it_can_be_shown() -> None:
    (row,) = rows(HEADER + "Ada Example,\x00 §\x1b " + "x" * 400 + ",Active,,\n")
    assert row.number.startswith("§ xxx")
    assert len(row.number) <= 200


def test_a_quotation_that_never_ends_loses_every_line_that_it_swallows() -> None:
    found = rows(HEADER + 'Ada Example,P1,Active,,\n"Ada,P2,Active,,\nAda Example,P3,Active,,\n')
    assert [(row.line, row.fault) for row in found] == [
        (2, None),
        (3, RowFault.NOT_CSV),
        (4, RowFault.NOT_CSV),
    ]


@pytest.mark.parametrize(
    "text", ["", "number,name,status\n", "number,number,name,status,expires\n", '"number\n']
)
def test_a_file_whose_first_line_names_no_columns_is_no_register(text: str) -> None:
    with pytest.raises(RegisterFaulty, match="number, name, status, expires"):
        rows(text)
