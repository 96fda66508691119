"""The guide's texts in `data/guide`: one file a page and language, and the table of sources."""

import csv
import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from directory import paths
from directory.domain.guide import Guide, GuideFault, GuidePage, Source, read_page

FOLDER: Final = paths.DATA / "guide"
SOURCE_FILE: Final = "sources.csv"
ORIGINAL: Final = "en"
MARK_LENGTH: Final = 12
_COLUMNS: Final = ("key", "text", "url", "read_on")


class DamagedGuide(Exception):
    """The guide cannot be read; `problems` says for each file where, and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The guide cannot be read. " + " ".join(f"{each}." for each in problems))
        self.problems = problems


@cache
def read_guide(folder: Path = FOLDER) -> Guide:
    """Read every page in every language; raise `DamagedGuide` with all that is wrong."""
    problems: list[str] = []
    pages: dict[str, dict[str, GuidePage]] = {}
    marks: dict[str, str] = {}
    for file in sorted(folder.glob("*/*.md")):
        content = file.read_bytes()
        language = file.parent.name
        if language == ORIGINAL:
            marks[file.stem] = mark_of(content)
        try:
            page = read_page(file.stem, content.decode("utf-8"))
        except UnicodeDecodeError:
            problems.append(f"{_name(file)}: save it as UTF-8")
        except GuideFault as fault:
            problems.append(f"{_name(file)}, {fault}")
        else:
            pages.setdefault(language, {})[page.slug] = page
    sources = dict(_sources(folder / SOURCE_FILE, problems))
    if problems:
        raise DamagedGuide(problems)
    return Guide(
        {
            language: dict(sorted(found.items(), key=lambda each: each[1].front.order))
            for language, found in pages.items()
        },
        sources,
        marks,
    )


def mark_of(content: bytes) -> str:
    """Give the mark by which a translation names the text it was made from."""
    return hashlib.sha256(content).hexdigest()[:MARK_LENGTH]


def _sources(file: Path, problems: list[str]) -> Iterator[tuple[str, Source]]:
    with file.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table)
        if tuple(rows.fieldnames or ()) != _COLUMNS:
            problems.append(f"{SOURCE_FILE}: name its columns {', '.join(_COLUMNS)}")
            return
        seen = set()
        for number, row in enumerate(rows, 2):
            where = f"{SOURCE_FILE}, row {number}"
            try:
                source = Source(
                    row["key"], row["text"], row["url"], date.fromisoformat(row["read_on"])
                )
            except (TypeError, ValueError):
                problems.append(f"{where}: write read_on like 2026-12-01")
                continue
            if not (source.key and source.text) or not source.url.startswith("https://"):
                problems.append(f"{where}: give a key, a text and an https address")
            elif source.key in seen:
                problems.append(f"{where}: {source.key} stands twice")
            seen.add(source.key)
            yield source.key, source


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
