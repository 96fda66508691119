import pytest

from directory.domain.guide import GuideFault, Section, Words
from directory.domain.guide.pages import LONGEST
from tests.domain.guide.texts import BEGINS, page, site


def test_sections_are_numbered_so_that_languages_share_them() -> None:
    first, second, third = site(
        "Before.\n\n## One\n\nText.\n\n## Two [^a]\n\nText. [^b]\n"
    ).sections
    assert (first.id, first.heading) == ("", ())
    assert (second.id, second.heading) == ("s1", (Words("One"),))
    assert (third.id, third.sources, third.cited) == ("s2", ("a",), ("a", "b"))


def test_a_page_names_every_source_once_and_itself_never() -> None:
    read = site(
        "One. [^a]\n\n- x [^b]\n\n::: note\nTwo. [^c] [^ours]\n:::\n\n@care\n\n## H [^a]\n\nT.\n"
    )
    assert read.cited == ("a", "b", "c")


@pytest.mark.parametrize(
    "text",
    [
        "It hurts. [^a]",
        "It hurts. [^ours]",
        "## Pain [^a]\n\nIt hurts.\n\n- much\n- more",
        "### Pain [^a]\n\nIt hurts.",
        "## Pain [^a]\n\n### Small\n\nIt hurts.",
        "- one [^a]\n- two [^a]",
        "- one\n- two [^a]",
        "| a |\n| --- |\n| b [^a] |",
        "::: call\nCall now if\n\n- it is sudden [^a]\n:::",
        "@care",
        "[Read on](guide:cluster)",
    ],
)
def test_medicine_has_sources(text: str) -> None:
    assert page(text).sections


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("It hurts.", 0),
        ("It hurts. [^a]\n\nIt passes.", 2),
        ("## Pain\n\nIt hurts.", 2),
        ("### Small [^a]\n\nIt hurts.\n\n### Other\n\nIt passes.", 6),
        ("- one [^a]\n- two", 0),
        ("| a |\n| --- |\n| b |", 0),
        ("::: call\nCall now.\n:::", 0),
        ("[Read on](guide:cluster) now.", 0),
    ],
)
def test_medicine_without_a_source_is_refused(text: str, at: int) -> None:
    with pytest.raises(GuideFault, match="say where this comes from") as fault:
        page(text)
    assert fault.value.line == BEGINS + at


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "write something under the head"),
        ("\n\n", "write something under the head"),
        ("## Empty\n\n## Other\n\nText.", "write something under this heading"),
        ("## **Loud**\n\nText.", "a heading has words alone"),
        ("x" * LONGEST, "make two of it"),
    ],
)
def test_what_no_page_can_be(text: str, says: str) -> None:
    with pytest.raises(GuideFault, match=says):
        site(text)


def test_a_section_is_what_it_says() -> None:
    assert Section("s1", (), ("ours",), ()).cited == ()
