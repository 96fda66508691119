from datetime import date

import pytest

from directory.domain.guide import GuideFault, Kind
from tests.domain.guide.texts import HEAD, page

TEXT = "\nIt hurts. [^ours]\n"


def test_the_head_says_what_the_page_is() -> None:
    front = page(TEXT).front
    assert (front.title, front.menu, front.summary) == ("Migraine", "Migraine", "What migraine is.")
    assert (front.kind, front.order, front.of) == (Kind.MEDICAL, 20, "")
    assert (front.written, front.due) == (date(2026, 12, 1), date(2027, 6, 1))
    assert (front.reviewed, front.reviewer) == (None, "")


def test_a_review_has_a_name_and_a_day() -> None:
    head = HEAD.replace("reviewed:", "reviewed: 2026-12-02").replace("reviewer:", "reviewer: A. B.")
    front = page(TEXT, head).front
    assert (front.reviewed, front.reviewer) == (date(2026, 12, 2), "A. B.")


def test_a_translation_names_its_original() -> None:
    assert page(TEXT, HEAD.replace("due:", "of: 0123456789ab\ndue:")).front.of == "0123456789ab"


@pytest.mark.parametrize(
    ("head", "line", "says"),
    [
        ("", 1, "begin with a line ---"),
        ("Migraine\n", 1, "begin with a line ---"),
        (HEAD.replace("menu: Migraine", "menu Migraine"), 3, "write one of title"),
        (HEAD.replace("menu:", "colour:"), 3, "write one of title"),
        (HEAD.replace("menu: Migraine", "title: Again"), 3, "title stands twice"),
        (HEAD.replace("menu: Migraine\n", ""), 10, "add the line menu:"),
        (HEAD.replace("summary: What migraine is.", "summary:"), 4, "say something after summary:"),
        (HEAD.replace("medical", "poem"), 5, "kind: is one of medical, site"),
        (HEAD.replace("order: 20", "order: first"), 6, "whole number"),
        (HEAD.replace("2026-12-01", "1 Dec 2026"), 7, "write it like 2026-12-01"),
        (HEAD.replace("2027-06-01", "2027-02-30"), 10, "write it like 2026-12-01"),
        (HEAD.replace("2027-06-01", "20270601"), 10, "write it like 2026-12-01"),
        (HEAD.replace("reviewed:", "reviewed: 2026-12-01"), 9, "both who reviewed it and when"),
        (HEAD.replace("reviewer:", "reviewer: A. B."), 9, "both who reviewed it and when"),
    ],
)
def test_what_the_head_lacks_is_said(head: str, line: int, says: str) -> None:
    with pytest.raises(GuideFault, match=says) as fault:
        page(TEXT, head)
    assert fault.value.line == line
    assert says in fault.value.message


def test_a_head_that_does_not_end_is_said() -> None:
    with pytest.raises(GuideFault, match="end the head with a line ---"):
        page("", "---\ntitle: Migraine")
