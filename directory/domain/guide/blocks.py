"""What a section is made of: paragraphs, lists, tables, cards, and parts that pages know."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from directory.domain.guide.faults import GuideFault
from directory.domain.guide.marks import Inline, read_marks

_ITEM: Final = re.compile(r"(?:(-)|\d{1,2}\.)\s+(\S.*)")
_RULE: Final = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")
_PART: Final = re.compile(r"@([a-z_]+)((?:\s+[a-z_]+=[a-z_]+)*)")
_FENCE: Final = ":::"
_SUBHEADING: Final = "### "
Marked = tuple[tuple[Inline, ...], tuple[str, ...]]
Line = tuple[int, str]
"""Its number in the file, from 1, and what it says."""


class CardLevel(StrEnum):
    """How urgent a card is, or that it says what nobody knows."""

    CALL = "call"
    TODAY = "today"
    WEEK = "week"
    NOTE = "note"
    UNKNOWN = "unknown"


class PartName(StrEnum):
    """Parts of pages that a text may ask for by name."""

    QUESTIONS = "questions"
    CARE = "care"
    SEARCH = "search"
    ACCURACY = "accuracy"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; `level` 3 is a small heading, 0 is text."""

    inlines: tuple[Inline, ...]
    sources: tuple[str, ...]
    line: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item has its sources."""

    ordered: bool
    entries: tuple[Marked, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row names its columns, and whose first cells name their rows."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    sources: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part that the page puts in; `wishes` are names with values."""

    name: PartName
    wishes: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Card:
    """Blocks that stand out; the first is its heading."""

    level: CardLevel
    blocks: tuple["Paragraph | Listing", ...]
    line: int


Block = Paragraph | Listing | Table | Part | Card


def read_blocks(lines: list[Line]) -> Iterator[Block]:
    """Read the blocks of a section, which empty lines part."""
    chunks = iter(_chunks(lines))
    for chunk in chunks:
        number, text = chunk[0]
        if not text.startswith(_FENCE):
            yield _block(chunk)
            continue
        level = text.removeprefix(_FENCE).strip()
        if level not in set(CardLevel):
            raise GuideFault(number, f"after ::: say one of {', '.join(CardLevel)}")
        yield _card(CardLevel(level), number, chunks=chunks)


def _chunks(lines: list[Line]) -> list[list[Line]]:
    """Part lines by empty ones; a fence stands alone."""
    chunks: list[list[Line]] = [[]]
    for number, text in lines:
        if text.startswith(_FENCE):
            chunks += [[(number, text)], []]
        elif text:
            chunks[-1].append((number, text))
        else:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _card(level: CardLevel, line: int, *, chunks: Iterator[list[Line]]) -> Card:
    held: list[Paragraph | Listing] = []
    for chunk in chunks:
        number, text = chunk[0]
        if text == _FENCE:
            if not held or isinstance(held[0], Listing):
                raise GuideFault(line, "begin a card with a sentence")
            return Card(level, tuple(held), line)
        block = None if text.startswith(_FENCE) else _block(chunk)
        if not isinstance(block, Paragraph | Listing):
            raise GuideFault(number, "a card holds paragraphs and lists, and ends with a line :::")
        held.append(block)
    raise GuideFault(line, "close this card with a line :::")


def _block(lines: list[Line]) -> Block:
    number, first = lines[0]
    if first.startswith("@"):
        return _part(lines)
    if first.startswith("|"):
        return _table(lines)
    if _ITEM.fullmatch(first):
        return _listing(lines)
    if first.startswith("#"):
        return _subheading(lines)
    inlines, sources = read_marks(" ".join(text for _, text in lines), number)
    return Paragraph(inlines, sources, number)


def _subheading(lines: list[Line]) -> Paragraph:
    number, text = lines[0]
    if not text.startswith(_SUBHEADING) or len(lines) > 1:
        raise GuideFault(
            number, "a heading is ## or ### and its words, with an empty line after it"
        )
    inlines, sources = read_marks(text.removeprefix(_SUBHEADING), number)
    return Paragraph(inlines, sources, number, level=3)


def _part(lines: list[Line]) -> Part:
    number, text = lines[0]
    found = _PART.fullmatch(text)
    if len(lines) > 1 or not found or found[1] not in set(PartName):
        names = ", ".join(f"@{name}" for name in PartName)
        raise GuideFault(number, f"a part is one of {names}, alone on its line")
    wishes = (pair.split("=") for pair in found[2].split())
    return Part(PartName(found[1]), tuple((name, value) for name, value in wishes), number)


def _listing(lines: list[Line]) -> Listing:
    texts: list[list[str]] = []
    numbers: list[int] = []
    kinds = set()
    for number, text in lines:
        if item := _ITEM.fullmatch(text):
            kinds.add(item[1])
            texts.append([item[2]])
            numbers.append(number)
        else:
            # An item goes on over the lines that follow it.
            texts[-1].append(text)
    if len(kinds) > 1:
        raise GuideFault(lines[0][0], "a list is all bullets or all numbers: part them by a line")
    entries = tuple(
        read_marks(" ".join(text), number) for text, number in zip(texts, numbers, strict=True)
    )
    return Listing(ordered=None in kinds, entries=entries, line=lines[0][0])


def _table(lines: list[Line]) -> Table:
    rows = [_cells(text, number) for number, text in lines if not _RULE.fullmatch(text)]
    number = lines[0][0]
    least = 3
    if len(lines) < least or not _RULE.fullmatch(lines[1][1]) or len(rows) != len(lines) - 1:
        raise GuideFault(number, "a table is a row of names, a row | --- | --- |, and rows")
    if len({len(row) for row in rows}) > 1:
        raise GuideFault(number, "give every row of the table as many cells as the first")
    marked = [
        [read_marks(cell, at) for cell in row]
        for row, (at, _) in zip(rows, [lines[0], *lines[2:]], strict=True)
    ]
    sources = tuple(dict.fromkeys(key for row in marked for _, keys in row for key in keys))
    cells = [tuple(inlines for inlines, _ in row) for row in marked]
    return Table(cells[0], tuple(cells[1:]), sources, number)


def _cells(text: str, line: int) -> list[str]:
    if not text.endswith("|"):
        raise GuideFault(line, "begin and end each row of a table with |")
    return [cell.strip() for cell in text[1:-1].split("|")]
