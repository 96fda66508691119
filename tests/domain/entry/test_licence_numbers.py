import pytest

from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.licence_numbers import HINTS, hints_for, read_licence_number, unusual
from directory.domain.entry.text import LONGEST_TYPED
from directory.domain.vocabulary import Country, LicenceKind, Profession
from tests.domain.entry.said import params, said, stops, warns

PT = Profession.PHYSICAL_THERAPIST


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (" ptl.0012345 ", "PTL.0012345"),
        ("pt   12\t34", "PT 12 34"),
        ("ＰＴ－１２", "PT-12"),
        ("PT–12", "PT-12"),
        ("A/1-b.2", "A/1-B.2"),
        ("12", "12"),
        ("A" * 30, "A" * 30),
    ],
)
def test_a_licence_number_is_written_one_way(text: str, number: str) -> None:
    assert read_licence_number(text) == Checked(number)


@pytest.mark.parametrize("text", ["A", "A" * 31, "1", " " * (LONGEST_TYPED + 1)])
def test_a_licence_number_has_2_to_30_characters(text: str) -> None:
    refused = read_licence_number(text)
    assert said(refused) == stops(FaultCode.LICENCE_NUMBER_LENGTH)
    assert params(refused) == {"least": "2", "most": "30"}


@pytest.mark.parametrize(
    "text",
    [
        "РТ123",
        "-12",
        ".12",
        " /12",
        "12#4",
        "12_4",
        "PT١٢",
        "pt\u0131",
        "stra\u00dfe",
        "1\0002",
        "12;",
        "É1",
    ],
)
def test_a_licence_number_is_of_ascii_letters_digits_and_few_marks(text: str) -> None:
    assert said(read_licence_number(text)) == stops(FaultCode.LICENCE_NUMBER_CHARACTERS)


def test_a_licence_number_is_needed_unless_it_is_not() -> None:
    assert said(read_licence_number("  ")) == stops(FaultCode.TEXT_MISSING)
    assert read_licence_number(" " * LONGEST_TYPED, required=False) == Checked(None)


def carolina(number: str, kind: LicenceKind = LicenceKind.LICENCE) -> list[FaultCode]:
    hints = hints_for(Country.US, "NC", profession=PT, kind=kind)
    found = unusual(number, hints)
    assert said(found) == [pair for fault in found for pair in warns(fault.code)]
    return [fault.code for fault in found]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("P1234", []),
        ("P1", []),
        ("P123456", []),
        ("P1234567", [FaultCode.LICENCE_NUMBER_UNUSUAL]),
        ("1234", [FaultCode.LICENCE_NUMBER_UNUSUAL]),
        ("P1234X", [FaultCode.LICENCE_NUMBER_UNUSUAL]),
        ("A1234", [FaultCode.LICENCE_NUMBER_OF_ASSISTANT]),
        ("CP123T", [FaultCode.LICENCE_NUMBER_OF_PRIVILEGE]),
        ("CP123A", [FaultCode.LICENCE_NUMBER_OF_PRIVILEGE]),
    ],
)
def test_north_carolinas_numbers_are_known_and_only_warn(
    number: str, expected: list[FaultCode]
) -> None:
    assert carolina(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("CP123T", []),
        ("CP123A", [FaultCode.LICENCE_NUMBER_OF_ASSISTANT]),
        ("P1234", [FaultCode.LICENCE_NUMBER_UNUSUAL]),
    ],
)
def test_north_carolinas_compact_privileges_have_their_own(
    number: str, expected: list[FaultCode]
) -> None:
    assert carolina(number, LicenceKind.COMPACT_PRIVILEGE) == expected


def test_a_warning_says_what_is_usual() -> None:
    hints = hints_for(Country.US, "NC", profession=PT, kind=LicenceKind.LICENCE)
    assert params(unusual("77", hints)) == {"example": "P1234", "region": "NC"}


@pytest.mark.parametrize(
    ("country", "region", "profession"),
    [
        (Country.US, "CO", PT),
        (Country.CA, "NC", PT),
        (Country.US, "NC", Profession.CHIROPRACTOR),
    ],
)
def test_where_no_format_is_known_nothing_is_odd(
    country: Country, region: str, profession: Profession
) -> None:
    hints = hints_for(country, region, profession=profession, kind=LicenceKind.LICENCE)
    assert unusual("ANYTHING", hints) == ()


@pytest.mark.parametrize("hint", HINTS)
def test_every_hint_names_its_source_and_fits_its_example(hint: object) -> None:
    assert hint in HINTS
    for each in HINTS:
        assert each.source.startswith("https://")
        assert each.seen
        assert each.pattern.fullmatch(each.example)
        assert read_licence_number(each.example) == Checked(each.example)
