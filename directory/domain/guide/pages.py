"""A page of the guide: its head and its sections, and which sentences have a source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from directory.domain.guide.blocks import (
    Block,
    Card,
    Line,
    Listing,
    Paragraph,
    Part,
    read_blocks,
)
from directory.domain.guide.faults import GuideFault
from directory.domain.guide.front import Front, Kind, read_front
from directory.domain.guide.marks import Inline, Link, Words, read_marks

OURS: Final = "ours"
"""The key of what the directory says of itself."""
LONGEST: Final = 60_000
_HEADING: Final = "## "


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; what stands before the first heading has none."""

    id: str
    heading: tuple[Inline, ...]
    sources: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """Every source of the section, in the order of the text."""
        keys = [*self.sources, *(key for block in self.blocks for key in sources_of(block))]
        return tuple(dict.fromkeys(key for key in keys if key != OURS))


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page in one language."""

    slug: str
    front: Front
    sections: tuple[Section, ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """Every source of the page."""
        return tuple(dict.fromkeys(key for section in self.sections for key in section.cited))


def read_page(slug: str, text: str) -> GuidePage:
    """Read a page; what the form does not know is a `GuideFault`."""
    if len(text) > LONGEST:
        raise GuideFault(1, f"a page has at most {LONGEST:,} characters: make two of it")
    lines = text.split("\n")
    front, begins = read_front(lines)
    sections = tuple(_sections(list(enumerate(map(str.strip, lines[begins:]), begins + 1))))
    if not any(section.blocks for section in sections):
        raise GuideFault(len(lines), "write something under the head")
    page = GuidePage(slug, front, sections)
    if front.kind is Kind.MEDICAL:
        for section in page.sections:
            _hold_to_sources(section)
    return page


def sources_of(block: Block) -> tuple[str, ...]:
    """Give the sources that stand in a block."""
    match block:
        case Listing(entries=entries):
            return tuple(key for _, keys in entries for key in keys)
        case Card(blocks=blocks):
            return tuple(key for each in blocks for key in sources_of(each))
        case Part():
            return ()
        case _:
            return block.sources


def _sections(lines: list[Line]) -> Iterator[Section]:
    heading: Line | None = None
    under: list[Line] = []
    number = 0
    for line in [*lines, None]:
        if line is None or line[1].startswith(_HEADING):
            section = _section(number, heading, under=under)
            if section.blocks or heading:
                yield section
            heading, under, number = line, [], number + 1
        else:
            under.append(line)


def _section(number: int, heading: Line | None, *, under: Iterable[Line]) -> Section:
    blocks = tuple(read_blocks(list(under)))
    if heading is None:
        return Section("", (), (), blocks)
    inlines, sources = read_marks(heading[1].removeprefix(_HEADING), heading[0])
    if not all(isinstance(inline, Words) for inline in inlines):
        raise GuideFault(heading[0], "a heading has words alone")
    if not blocks:
        raise GuideFault(heading[0], "write something under this heading")
    return Section(f"s{number}", inlines, sources, blocks)


def _hold_to_sources(section: Section) -> None:
    covered = bool(section.sources)
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.level:
            covered = bool(section.sources or block.sources)
        elif not covered and not _has_source(block):
            raise GuideFault(
                block.line, f"say where this comes from: end it with [^key], or [^{OURS}]"
            )


def _has_source(block: Block) -> bool:
    match block:
        case Part():
            return True
        case Paragraph(inlines=inlines) if all(isinstance(inline, Link) for inline in inlines):
            # It leads on, and says nothing itself.
            return True
        case Listing(entries=entries):
            # The last item may carry the source of the whole list.
            return bool(entries[-1][1]) or all(keys for _, keys in entries)
        case _:
            # What a card says is backed by any source within it.
            return bool(sources_of(block))
