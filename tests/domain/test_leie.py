"""Lines of the list of excluded people: what is read, what is not, and what names a line."""

from collections.abc import Iterator
from datetime import date

import pytest

from directory.domain.leie import (
    COLUMNS,
    LONGEST_CELL,
    Business,
    Excluded,
    HeaderLacks,
    Line,
    LineTrouble,
    Unreadable,
    read_header,
    read_lines,
)

CELLS = {
    "LASTNAME": "SMITH", "FIRSTNAME": "ANNA", "MIDNAME": "M", "BUSNAME": "",
    "GENERAL": "INDIVIDUAL", "SPECIALTY": "PHYSICAL THERAPIST", "UPIN": "", "NPI": "1234567893",
    "DOB": "19700101", "ADDRESS": "1 MAIN ST", "CITY": "DENVER", "STATE": "CO", "ZIP": "80202",
    "EXCLTYPE": "1128a1", "EXCLDATE": "20240115", "REINDATE": "00000000",
    "WAIVERDATE": "00000000", "WVRSTATE": "",
}  # fmt: skip


def numbered(rows: list[list[str] | None]) -> Iterator[tuple[int, list[str] | None]]:
    yield from enumerate(rows, 1)


def read(*rows: list[str] | None, header: list[str] | None = None) -> list[Line]:
    first = list(COLUMNS) if header is None else header
    return list(read_lines(numbered([first, *rows])))


def row(**changes: str) -> list[str]:
    return list({**CELLS, **changes}.values())


def one(**changes: str) -> Line:
    (line,) = read(row(**changes))
    return line


def person(**changes: str) -> Excluded:
    line = one(**changes)
    assert isinstance(line, Excluded)
    return line


def test_a_line_says_who_was_excluded_where_when_and_by_what_law() -> None:
    line = person()
    assert line.name == "ANNA M SMITH"
    assert (line.npi, line.region, line.basis) == ("1234567893", "CO", "1128a1")
    assert (line.excluded_on, line.reinstated_on) == (date(2024, 1, 15), None)
    assert line.line == 2
    assert line.holds(date(2026, 12, 1))


@pytest.mark.parametrize("npi", ["0000000000", "", "0", "123", "1234567890", "١٢٣٤٥٦٧٨٩٣"])
def test_what_is_no_npi_is_none(npi: str) -> None:
    assert person(NPI=npi).npi is None


def test_who_is_reinstated_is_excluded_until_that_day() -> None:
    line = person(REINDATE="20260301")
    assert line.holds(date(2026, 2, 28))
    assert not line.holds(date(2026, 3, 1))


def test_a_waiver_names_its_region() -> None:
    assert person(WAIVERDATE="20250101", WVRSTATE="NM").waived_in == "NM"
    assert person(WVRSTATE="NM").waived_in == ""


def test_the_same_exclusion_has_the_same_name_whatever_became_of_it() -> None:
    name = person().sha256
    assert person(REINDATE="20260301").sha256 == name
    assert person(WAIVERDATE="20260301").sha256 == name
    assert person(UPIN="0", LASTNAME="Smith").sha256 == name
    assert person(EXCLDATE="20240116").sha256 != name
    assert person(DOB="19700102").sha256 != name


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"LASTNAME": "", "FIRSTNAME": ""}, LineTrouble.NO_NAME),
        ({"EXCLDATE": "2024-01-15"}, LineTrouble.DAY_UNREAD),
        ({"EXCLDATE": "20241301"}, LineTrouble.DAY_UNREAD),
        ({"REINDATE": "soon"}, LineTrouble.DAY_UNREAD),
        ({"WAIVERDATE": "2024"}, LineTrouble.DAY_UNREAD),
        ({"EXCLDATE": "٢٠٢٤٠١١٥"}, LineTrouble.DAY_UNREAD),
        ({"ADDRESS": "x" * (LONGEST_CELL + 1)}, LineTrouble.TOO_LONG),
    ],
)
def test_a_line_that_says_nothing_to_compare(changes: dict[str, str], trouble: LineTrouble) -> None:
    assert one(**changes) == Unreadable(2, trouble)


def test_firms_and_rows_that_are_none_stop_no_others() -> None:
    firm = row(LASTNAME="", FIRSTNAME="", BUSNAME="PAIN CLINIC LLC")
    lines = read(firm, None, ["too", "few"], row())
    assert lines[:3] == [
        Business(2),
        Unreadable(3, LineTrouble.NOT_CSV),
        Unreadable(4, LineTrouble.CELL_COUNT),
    ]
    assert isinstance(lines[3], Excluded)


def test_what_shows_nothing_is_taken_from_names() -> None:
    assert person(LASTNAME="SMI\u202eTH\x00", FIRSTNAME="  ANNA \t").name == "ANNA M SMI TH"


def test_columns_may_stand_in_any_order_and_more_of_them_change_nothing() -> None:
    header = [*(name.lower() for name in reversed(COLUMNS)), "MORE"]
    (line,) = read([*reversed(row()), "x"], header=["\ufeff" + header[0], *header[1:]])
    assert isinstance(line, Excluded)
    assert line.npi == "1234567893"


def test_without_what_is_compared_nothing_is_read() -> None:
    with pytest.raises(HeaderLacks, match="NPI, STATE"):
        read_header([name for name in COLUMNS if name not in {"NPI", "STATE"}])
    with pytest.raises(HeaderLacks):
        list(read_lines(iter([])))
    with pytest.raises(HeaderLacks):
        list(read_lines(iter([(1, None)])))
