import pytest

from directory.domain.entry.faults import Checked, FaultCode, Findings, error, flag, warning
from directory.domain.entry.text import (
    LONGEST_TYPED,
    UNREADABLE,
    check_order,
    check_whole,
    read_choice,
    read_line,
    read_lines,
    read_whole,
    short,
)
from directory.domain.vocabulary import Technique
from tests.domain.entry.said import fields, params, said, stops, warns


def line(text: str, *, longest: int = 10, required: bool = False) -> Checked[str | None]:
    return read_line(text, "field", longest=longest, required=required)


def test_a_line_is_composed_and_has_single_spaces() -> None:
    assert line("  Jose\u0301 \t\n B ") == Checked("José B")


def test_an_empty_line_is_nothing_or_missing() -> None:
    assert line(" \t") == Checked(None)
    assert said(line(" ", required=True)) == stops(FaultCode.TEXT_MISSING)


def test_a_line_may_have_as_many_characters_as_it_may() -> None:
    assert line("a" * 10).passes
    assert said(line("a" * 11)) == stops(FaultCode.TEXT_TOO_LONG)
    assert params(line("a" * 11)) == {"most": "10"}


@pytest.mark.parametrize(
    "mark", ["\0", "\x7f", "\u202e", "\u200b", "\u2066", "\ud800", "\ue000", "\u0378", "\u00ad"]
)
def test_what_cannot_be_shown_is_refused(mark: str) -> None:
    assert said(line(f"a{mark}b")) == stops(FaultCode.TEXT_NOT_TEXT)
    assert said(read_lines(f"a{mark}b", "f", longest=9)) == stops(FaultCode.TEXT_NOT_TEXT)


def test_an_endless_text_is_not_read_at_all() -> None:
    # Spaces alone would be nothing, were they read.
    assert line(" " * LONGEST_TYPED) == Checked(None)
    assert said(line(" " * (LONGEST_TYPED + 1))) == stops(FaultCode.TEXT_TOO_LONG)
    assert read_lines(" " * LONGEST_TYPED, "f", longest=9) == Checked(None)
    endless = read_lines(" " * (LONGEST_TYPED + 1), "f", longest=9)
    assert said(endless) == stops(FaultCode.TEXT_TOO_LONG)
    assert params(endless) == {"most": "9"}


def test_lines_keep_their_breaks_and_joined_emoji() -> None:
    assert read_lines(" a\r\nb\rc\td\u200de ", "f", longest=20) == Checked("a\nb\nc\td\u200de")


def test_lines_may_have_as_many_characters_as_they_may() -> None:
    assert read_lines("abc", "f", longest=3) == Checked("abc")
    assert said(read_lines("abcd", "f", longest=3)) == stops(FaultCode.TEXT_TOO_LONG)
    assert params(read_lines("abcd", "f", longest=3)) == {"most": "3"}


def test_a_short_text_loses_widths_and_outer_spaces_and_a_long_one_its_meaning() -> None:
    assert short(" ５ ", 1) == "5"
    assert short("55", 1) == UNREADABLE
    assert short(" " * LONGEST_TYPED, 1) == ""
    assert short(" " * (LONGEST_TYPED + 1), 1) == UNREADABLE


def test_a_choice_is_one_of_the_words_offered() -> None:
    assert read_choice(" gunn_ims ", Technique, field="f") == Checked(Technique.GUNN_IMS)
    assert read_choice("", Technique, field="f") == Checked(None)
    refused = read_choice("ims", Technique, field="f")
    assert said(refused) == stops(FaultCode.CHOICE_UNKNOWN)
    assert params(refused) == {"values": "gunn_ims, dry_needling"}


@pytest.mark.parametrize(("text", "number"), [("2", 2), (" ９ ", 9), ("007", 7), ("", None)])
def test_a_whole_number_is_read(text: str, number: int | None) -> None:
    assert read_whole(text, "f", low=2, high=9) == Checked(number)


@pytest.mark.parametrize("text", ["1", "10"])
def test_a_whole_number_keeps_to_its_bounds(text: str) -> None:
    refused = read_whole(text, "f", low=2, high=9)
    assert said(refused) == stops(FaultCode.NUMBER_RANGE)
    assert params(refused) == {"low": "2", "high": "9"}


@pytest.mark.parametrize(
    "text", ["-3", "3.0", "3e0", "three", "٣", "nan", "0x3", "3" * 41, "1" * 10]
)
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    refused = read_whole(text, "f", low=2, high=9)
    assert said(refused) == stops(FaultCode.NUMBER_NOT_WHOLE)
    assert params(refused) == {"low": "2", "high": "9"}
    assert refused.value is None


def test_a_number_that_is_not_known_has_no_bounds() -> None:
    assert check_whole(None, "f", low=2, high=9) == ()


def test_a_range_does_not_end_before_it_begins() -> None:
    assert check_order(5, 5, field="f") == ()
    assert said(check_order(6, 5, field="f")) == stops(FaultCode.NUMBERS_ORDER)
    assert params(check_order(6, 5, field="f")) == {"low": "6", "high": "5"}
    assert check_order(None, 5, field="f") == ()
    assert check_order(5, None, field="f") == ()


def test_parameters_are_written_plainly() -> None:
    assert dict(error(FaultCode.HOURS_RANGE, "f", least=1, most=12.50).params) == {
        "least": "1",
        "most": "12.5",
    }


def test_only_errors_stop() -> None:
    lenient = Checked("x", (warning(FaultCode.END_PAST, "f"), flag(FaultCode.NAME_DIFFERS, "f")))
    assert lenient.passes
    assert not Checked("x", (*lenient.faults, error(FaultCode.DATE_FORM, "f"))).passes


def test_a_record_keeps_what_was_typed_where_it_is_in_error() -> None:
    found = Findings()
    wrong: Checked[str | None] = Checked(None, (error(FaultCode.DATE_FORM, "one"),))
    odd: Checked[str | None] = Checked("read", (warning(FaultCode.END_PAST, "two"),))
    empty: Checked[str | None] = Checked(None)
    assert found.take(wrong, "typed") == "typed"
    assert found.take(odd, "typed") == "read"
    assert found.take_optional(wrong, "typed") == "typed"
    assert found.take_optional(empty, " ") is None
    checked = found.about("record")
    assert checked.value == "record"
    assert fields(checked) == ["one", "two", "one"]
    assert said(checked.faults[1:2]) == warns(FaultCode.END_PAST)
