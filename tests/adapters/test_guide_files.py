"""The guide as it is shipped fits together, and a damaged one is refused with what to mend."""

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from directory.adapters.guide_files import (
    ORIGINAL,
    SOURCE_FILE,
    DamagedGuide,
    mark_of,
    read_guide,
)
from directory.domain.guide import Kind, faults_of
from directory.domain.guide.shelf import inlines_of

HEAD: Final = """---
title: Small
menu: Small
summary: A small page.
kind: site
order: 1
written: 2026-12-01
reviewed:
reviewer:
due: 2027-06-01
---
"""
TABLE: Final = "key,text,url,read_on\na,A study,https://example.org/a,2026-12-01\n"
PROMISES: Final = re.compile(r"\btreats?\b|\bcures?\b|\bheals?\b|\d\s?%|proven", re.IGNORECASE)
WANTED: Final = {
    "what-is-ims", "ims-dry-needling-acupuncture", "evidence", "headaches", "tension-type",
    "migraine", "cluster", "sinus", "neck-related", "warning-signs", "what-to-expect",
    "is-it-right-for-you", "questions", "how-we-check", "other-conditions", "about", "privacy",
    "accessibility",
}  # fmt: skip


def shelf(folder: Path, *, table: str = TABLE, **pages: str) -> Path:
    """Write a guide of a few pages in English."""
    (folder / ORIGINAL).mkdir()
    (folder / SOURCE_FILE).write_text(table, encoding="utf-8")
    for slug, text in pages.items():
        (folder / ORIGINAL / f"{slug}.md").write_text(text, encoding="utf-8")
    return folder


def test_the_guide_as_shipped_has_no_faults() -> None:
    guide = read_guide()
    assert list(faults_of(guide, ORIGINAL)) == []
    assert guide.pages.keys() == {"en", "es", "fr"}
    assert guide.pages["en"].keys() == WANTED


def test_pages_come_in_their_order() -> None:
    orders = [page.front.order for page in read_guide().pages["es"].values()]
    assert orders == sorted(orders)


def test_the_english_promises_nothing() -> None:
    for slug, page in read_guide().pages[ORIGINAL].items():
        if page.front.kind is not Kind.MEDICAL:
            continue
        said = " ".join(
            getattr(each, "text", "")
            for section in page.sections
            for block in section.blocks
            for run in inlines_of(block)
            for each in run
        )
        assert not PROMISES.search(said), (slug, PROMISES.findall(said))


def test_every_page_is_due_within_a_year_of_its_writing() -> None:
    for page in read_guide().pages[ORIGINAL].values():
        assert page.front.written < page.front.due
        assert (page.front.due - page.front.written).days <= 366


def test_a_small_guide_is_read(tmp_path: Path) -> None:
    guide = read_guide(shelf(tmp_path, small=f"{HEAD}\nHello. [^a]\n"))
    assert guide.sources["a"].read_on == date(2026, 12, 1)
    assert guide.marks == {"small": mark_of(f"{HEAD}\nHello. [^a]\n".encode())}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("key,text\n", "sources.csv: name its columns key, text, url, read_on"),
        (TABLE + "b,B,https://b.example,soon\n", "sources.csv, row 3: write read_on like"),
        (TABLE + "b,,https://b.example,2026-12-01\n", "sources.csv, row 3: give a key, a text"),
        (TABLE + "b,B,http://b.example,2026-12-01\n", "sources.csv, row 3: give a key, a text"),
        (TABLE + "a,B,https://b.example,2026-12-01\n", "sources.csv, row 3: a stands twice"),
    ],
)
def test_a_damaged_table_of_sources_is_said(tmp_path: Path, table: str, says: str) -> None:
    with pytest.raises(DamagedGuide) as damaged:
        read_guide(shelf(tmp_path, table=table, small=f"{HEAD}\nHello.\n"))
    assert any(says in problem for problem in damaged.value.problems)


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    folder = shelf(tmp_path, one=f"{HEAD}\n<b>Hello</b>\n", two="Hello.\n")
    (folder / ORIGINAL / "three.md").write_bytes(HEAD.encode() + b"\n\xff\n")
    with pytest.raises(DamagedGuide, match="The guide cannot be read") as damaged:
        read_guide(folder)
    assert [problem.partition(":")[0] for problem in damaged.value.problems] == [
        "en/one.md, line 13",
        "en/three.md",
        "en/two.md, line 1",
    ]
