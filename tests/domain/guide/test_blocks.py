import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.guide import (
    Card,
    CardLevel,
    GuideFault,
    Listing,
    Paragraph,
    Part,
    Table,
    Words,
)
from directory.domain.guide.blocks import PartName
from tests.domain.guide.texts import BEGINS, HEAD, page, site


def blocks(text: str) -> tuple[object, ...]:
    return site(text).sections[0].blocks


def test_lists_of_bullets_and_numbers() -> None:
    bullets, numbers = blocks("- one\n- two\n  goes on [^a]\n\n1. first\n2. second\n")
    assert isinstance(bullets, Listing)
    assert isinstance(numbers, Listing)
    assert (bullets.ordered, numbers.ordered) == (False, True)
    assert bullets.entries == (((Words("one"),), ()), ((Words("two goes on"),), ("a",)))


def test_a_table_names_its_columns() -> None:
    (table,) = blocks(
        "| Type | Feels |\n| --- | :---: |\n| Cluster | sharp [^a] |\n| Sinus | dull |\n"
    )
    assert isinstance(table, Table)
    assert table.head == ((Words("Type"),), (Words("Feels"),))
    assert table.rows[1] == ((Words("Sinus"),), (Words("dull"),))
    assert table.sources == ("a",)


def test_a_card_holds_sentences_and_lists() -> None:
    (card,) = blocks("::: call\nCall now if\n\n- it is sudden\n:::\n")
    assert isinstance(card, Card)
    assert card.level is CardLevel.CALL
    assert [type(each) for each in card.blocks] == [Paragraph, Listing]


def test_small_headings_and_parts() -> None:
    heading, part = blocks("### Before\n\n@search headache=migraine sort=name\n")
    assert isinstance(heading, Paragraph)
    assert heading.level == 3
    assert part == Part(PartName.SEARCH, (("headache", "migraine"), ("sort", "name")), BEGINS + 2)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("# Title", 0, "a heading is ## or ###"),
        ("### Small\nand text", 0, "a heading is ## or ###"),
        ("- one\n1. two", 0, "all bullets or all numbers"),
        ("@map", 0, "a part is one of"),
        ("@care\nand text", 0, "a part is one of"),
        ("@search headache=<b>", 0, "a part is one of"),
        ("| a | b |", 0, "a table is a row of names"),
        ("| a |\n| b |\n| c |", 0, "a table is a row of names"),
        ("| a |\n| --- |", 0, "a table is a row of names"),
        ("| a |\n| --- |\n| --- |", 0, "a table is a row of names"),
        ("| a | b |\n| --- | --- |\n| c |", 0, "as many cells as the first"),
        ("| a |\n| --- |\n| b", 2, r"begin and end each row"),
        ("::: loud\nNow\n:::", 0, "after ::: say one of call"),
        (":::\nNow\n:::", 0, "after ::: say one of call"),
        ("::: call\nNow", 0, "close this card"),
        ("::: call\n:::", 0, "begin a card with a sentence"),
        ("::: call\n- one\n:::", 0, "begin a card with a sentence"),
        ("::: call\nNow\n::: today\nSoon\n:::", 2, "a card holds paragraphs and lists"),
        ("::: call\nNow\n\n@care\n:::", 3, "a card holds paragraphs and lists"),
    ],
)
def test_what_the_form_does_not_know_is_refused_with_its_line(
    text: str, at: int, says: str
) -> None:
    with pytest.raises(GuideFault, match=says) as fault:
        site(text)
    assert fault.value.line == BEGINS + at


PIECES = st.lists(
    st.sampled_from(
        ["## ", "### ", "# ", "- ", "1. ", "| a |", "| --- |", "::: call", ":::", "@care", "\n",
         "\n\n", "**", "[", "](", "[^a]", "{emergency}", "words", "<", "]", ")", "---", "title: "]
    )
)  # fmt: skip


@given(st.text() | PIECES.map("".join) | PIECES.map("\n".join))
def test_any_text_is_a_page_or_a_fault(text: str) -> None:
    for whole in (text, HEAD + text):
        line = 1
        try:
            page(whole, "")
        except GuideFault as fault:
            line = fault.line
        assert 1 <= line <= whole.count("\n") + 1
