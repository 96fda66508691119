from itertools import product

import pytest

from directory.domain.desk import Flag
from directory.domain.desk_due import Due
from directory.domain.desk_search import (
    LONGEST,
    MOST_WORDS,
    VALUES,
    Chip,
    Operator,
    Read,
    Search,
    SearchFault,
    Whose,
    Wrong,
    read_search,
    without,
)
from directory.domain.vocabulary import DeskKind, DeskTab

REGIONS = frozenset({"CO", "UT", "ON"})


def read(text: str, tab: DeskTab = DeskTab.TO_CHECK) -> Read:
    return read_search(text, tab=tab, regions=REGIONS)


def test_nothing_typed_is_the_whole_heap() -> None:
    assert read("  ", DeskTab.CLAIMS) == Read(search=Search(tab=DeskTab.CLAIMS))
    assert not read("", DeskTab.CLAIMS).search.is_narrow
    assert not read("is:claims").search.is_narrow
    assert read("raman").search.is_narrow


def test_everything_can_be_asked_for_at_once() -> None:
    text = "is:waiting region:co type:licence assigned:me flag:appeal due:late is:put-off O'Brien 1"
    assert read(text).search == Search(
        tab=DeskTab.WAITING,
        put_off=True,
        region="CO",
        kind=DeskKind.LICENCE,
        assigned=Whose.ME,
        flag=Flag.APPEAL,
        due=Due.LATE,
        words=("obrien", "1"),
    )
    assert [chip.text for chip in read(text).chips] == text.split()


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("TYPE:LICENSE", "type:licence"),
        ("flag:about-license", "flag:about_licence"),
        ("is:To-Check", "is:to_check"),
        ("Region:oN", "region:ON"),
        ("RÄMAN", "raman"),
    ],
)
def test_what_is_meant_alike_is_read_alike(text: str, same: str) -> None:
    assert read(text).search == read(same).search
    assert not read(text).wrong


@pytest.mark.parametrize(
    ("operator", "value"), [(each, value) for each, values in VALUES.items() for value in values]
)
def test_whatever_a_page_may_name_is_read(operator: Operator, value: str) -> None:
    assert read(f"{operator}:{value}").chips == (Chip(f"{operator}:{value}", operator),)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("colour:red", Wrong(SearchFault.NO_SUCH_OPERATOR, "colour")),
        (":x", Wrong(SearchFault.NO_SUCH_OPERATOR, "")),
        ("region:", Wrong(SearchFault.NO_VALUE, "region:", Operator.REGION)),
        ("region:XX", Wrong(SearchFault.NO_SUCH_VALUE, "XX", Operator.REGION)),
        ("due:never", Wrong(SearchFault.NO_SUCH_VALUE, "never", Operator.DUE)),
        ("due:late due:late", Wrong(SearchFault.TWICE, "due:late", Operator.DUE)),
        ("is:claims is:rules", Wrong(SearchFault.TWICE, "is:rules", Operator.IS)),
        ("is:put_off is:put-off", Wrong(SearchFault.TWICE, "is:put-off", Operator.IS)),
        (" ".join("abcdefg"), Wrong(SearchFault.TOO_MANY_WORDS)),
        ("x" * (LONGEST + 1), Wrong(SearchFault.TOO_LONG)),
    ],
)
def test_what_cannot_be_read_is_named(text: str, wrong: Wrong) -> None:
    assert read(text).wrong == (wrong,)


def test_so_many_words_are_read() -> None:
    assert not read(" ".join("a" * MOST_WORDS)).wrong
    assert len(read("a.b.c-d/e,f g h").search.words) == MOST_WORDS


def test_a_part_can_be_taken_away() -> None:
    chips = read("region:CO raman due:late").chips
    assert [without(chips, place) for place in range(3)] == [
        "raman due:late",
        "region:CO due:late",
        "region:CO raman",
    ]


@pytest.mark.parametrize("odd", ["\x00", "\u202e", "%_\\", "'; --", "İ", "ß:ß", "::", ":"])
def test_no_text_is_too_odd(odd: str) -> None:
    for text in map("".join, product((odd, "is:"), repeat=2)):
        found = read(text)
        assert all(word.isalnum() for word in found.search.words)
