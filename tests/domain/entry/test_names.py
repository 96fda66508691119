import pytest

from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.names import (
    ALIKE_ENOUGH,
    check_likeness,
    likeness,
    look_alikes,
    read_name,
    scripts,
)
from tests.domain.entry.said import flags, params, said, stops


@pytest.mark.parametrize(
    "text",
    [
        "Anna",
        "José",
        "O’Neil",
        "Nuñez-Smith",
        "Keʻalohi",
        "Mª José",
        "Ирина",
        "渡辺ひろ",
        "김 Anna",
        "Иван Smith",
        "Ж. Smith",
    ],
)
def test_names_are_shown_as_typed(text: str) -> None:
    assert read_name(text, "f") == Checked(text)


def test_names_are_composed() -> None:
    assert read_name("Jose\u0301", "f").value == "José"


@pytest.mark.parametrize("text", ["1234", "!!!", "-"])
def test_a_name_has_letters(text: str) -> None:
    assert said(read_name(text, "f")) == stops(FaultCode.NAME_NO_LETTERS)


def test_a_name_is_needed_unless_it_is_not() -> None:
    assert said(read_name(" ", "f")) == stops(FaultCode.TEXT_MISSING)
    assert read_name(" ", "f", required=False) == Checked(None)


def test_a_name_has_no_controls_and_turns_no_direction() -> None:
    assert said(read_name("Anna\u202e", "f")) == stops(FaultCode.TEXT_NOT_TEXT)


def test_a_name_has_at_most_100_characters() -> None:
    assert read_name("a" * 100, "f").passes
    assert said(read_name("a" * 101, "f")) == stops(FaultCode.TEXT_TOO_LONG)


@pytest.mark.parametrize("text", ["Аnna", "Annа Smith", "Smith Annа", "Αnna", "A𝐧na"])
def test_a_word_of_several_scripts_is_flagged_and_passes(text: str) -> None:
    read = read_name(text, "f")
    assert read.value == text
    assert said(read) == flags(FaultCode.NAME_MIXED_SCRIPTS)


def test_scripts_are_judged_per_word() -> None:
    assert look_alikes("Ирина Smith", "f") == ()
    assert params(look_alikes("Ирина Smіth", "f")) == {"word": "Smіth"}


def test_a_word_wholly_of_letters_that_look_latin_is_flagged_beside_latin_ones() -> None:
    assert said(look_alikes("Соре Smith", "f")) == flags(FaultCode.NAME_LOOK_ALIKE)
    assert params(look_alikes("Соре Smith", "f")) == {"word": "Соре"}
    assert look_alikes("Соре Ирина", "f") == ()
    assert look_alikes("Ирина Smith 12", "f") == ()


def test_scripts_that_are_written_together_are_one() -> None:
    assert scripts("渡ひカー") == frozenset({"CJK"})
    assert scripts("渡a") == frozenset({"CJK", "LATIN"})
    assert scripts("12") == frozenset()


@pytest.mark.parametrize(
    ("on_paper", "name"),
    [
        ("Anna Raman", "Anna Raman"),
        ("RAMAN, ANNA", "Anna Raman"),
        ("José Núñez", "Jose Nunez"),
        ("Anna Lakshmi Raman", "Anna Raman"),
        ("Anna Raman", "Anna Lakshmi Raman"),
        ("A. Raman", "Anna Raman"),
        ("Dr. Anna Raman, DPT", "Anna Raman"),
        ("Jon Smith", "John Smith"),
        ("Sean ONeil", "Sean O’Neil"),
        ("Sean ONeil", "Sean O'Neil"),
    ],
)
def test_names_alike_are_alike_in_any_order_and_accent(on_paper: str, name: str) -> None:
    assert likeness(on_paper, [name]) >= ALIKE_ENOUGH


@pytest.mark.parametrize(
    ("on_paper", "name"),
    [
        ("Anna Miller", "Anna Raman"),
        ("John Smith", "Jane Smith"),
        ("Bob Stone", "Anna Raman"),
        ("Smith", "Anna Smith"),
        ("B. Raman", "Anna Raman"),
        ("", "Anna Raman"),
        ("Anna Raman", ""),
    ],
)
def test_names_that_differ_are_not(on_paper: str, name: str) -> None:
    assert likeness(on_paper, [name]) < ALIKE_ENOUGH


def test_likeness_is_a_figure_that_can_be_pinned() -> None:
    assert likeness("Anna Raman", ["Raman Anna"]) == 1.0
    assert likeness("Anna Raman", ["Anna Lakshmi Raman"]) == 0.96
    assert likeness("Anna Raman", ["Anna A B C D Raman"]) == 0.88
    assert likeness("A Raman", ["Anna Raman"]) == 0.983
    assert likeness("Smith", ["Anna Smith"]) == 0.8
    assert likeness("Smith", ["Smith"]) == 1.0
    assert likeness("A", ["A"]) == 1.0
    assert likeness("xx qq", ["anna maria raman"]) == 0.0
    assert likeness("Anna", []) == 0.0
    assert likeness("Dr", ["Dr"]) == 1.0


def test_likeness_is_the_same_both_ways() -> None:
    for one, other in (("Katherine Jones", "Katharina Johns"), ("Li Wei", "Lee Way Ann")):
        assert likeness(one, [other]) == likeness(other, [one])


def test_a_former_name_counts() -> None:
    assert likeness("Anna Miller", ["Anna Raman", "Anna Miller"]) == 1.0


def test_long_names_are_compared_in_bounded_time() -> None:
    assert likeness("x y " * 5000, ["y x " * 5000]) == 1.0


def test_a_low_likeness_is_flagged() -> None:
    assert check_likeness(0.85, "f") == ()
    assert said(check_likeness(0.849, "f")) == flags(FaultCode.NAME_DIFFERS)
    assert params(check_likeness(0.4, "f")) == {"score": "0.40"}
