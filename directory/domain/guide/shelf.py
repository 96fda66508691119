"""The whole guide: every page in every language, and the sources they name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from directory.domain.guide.blocks import Block, Card, Listing, Paragraph, Table
from directory.domain.guide.marks import Inline, Link, LinkKind
from directory.domain.guide.pages import OURS, GuidePage, sources_of


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and on which day."""

    key: str
    text: str
    url: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Guide:
    """Pages by language and slug, in their order; `marks` are those of the English texts."""

    pages: Mapping[str, Mapping[str, GuidePage]]
    sources: Mapping[str, Source]
    marks: Mapping[str, str]

    def page(self, language: str, slug: str) -> GuidePage | None:
        """Give a page in a language; None where there is none of that name."""
        return self.pages.get(language, {}).get(slug)


def faults_of(guide: Guide, first: str) -> Iterator[str]:
    """Say what does not fit together: sources, links, and translations of the `first` language."""
    originals = guide.pages[first]
    used = {key for page in originals.values() for key in _keys(page)}
    for unused in sorted(guide.sources.keys() - used):
        yield f"sources.csv: no page names {unused}; take it out"
    for language, pages in guide.pages.items():
        for slug, page in pages.items():
            where = f"{language}/{slug}.md"
            for key in sorted(_keys(page) - guide.sources.keys() - {OURS}):
                yield f"{where}: add the source {key} to sources.csv"
            for link in links_of(page):
                if link.kind is LinkKind.GUIDE and link.target not in originals:
                    yield f"{where}: there is no page guide:{link.target}"
            if language != first:
                yield from _translation_faults(
                    where, page, original=originals.get(slug), guide=guide
                )
        for slug in originals.keys() - pages.keys():
            yield f"{language}/{slug}.md: is not there; translate {first}/{slug}.md"


def links_of(page: GuidePage) -> Iterator[Link]:
    """Give every link of a page, in the order of the text."""
    for section in page.sections:
        for block in section.blocks:
            yield from _links(block)


def shape_of(page: GuidePage) -> tuple[object, ...]:
    """Give what a translation has alike: blocks, sources, and where its links lead."""
    return tuple((section.sources, *map(_shape, section.blocks)) for section in page.sections)


def _translation_faults(
    where: str, page: GuidePage, *, original: GuidePage | None, guide: Guide
) -> Iterator[str]:
    if original is None:
        yield f"{where}: translates a page that there is not; take it out"
        return
    mark = guide.marks[page.slug]
    if page.front.of != mark:
        yield f"{where}: its original has changed; read it again, then set of: {mark}"
    if shape_of(page) != shape_of(original):
        yield f"{where}: give it the blocks, sources and links of its original, in their order"
    for name in ("kind", "order", "written", "reviewed", "due"):
        if getattr(page.front, name) != getattr(original.front, name):
            yield f"{where}: {name}: is not that of its original"


def _keys(page: GuidePage) -> set[str]:
    return {
        key
        for section in page.sections
        for keys in (section.sources, *map(sources_of, section.blocks))
        for key in keys
    }


def inlines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Give each run of a block's words: a paragraph, an item, a cell."""
    match block:
        case Paragraph(inlines=inlines):
            yield inlines
        case Listing(entries=entries):
            for inlines, _ in entries:
                yield inlines
        case Table(head=head, rows=rows):
            for row in (head, *rows):
                yield from row
        case Card(blocks=blocks):
            for each in blocks:
                yield from inlines_of(each)
        case _:
            # A part has no words of its own.
            return


def _links(block: Block) -> Iterator[Link]:
    for run in inlines_of(block):
        yield from (inline for inline in run if isinstance(inline, Link))


def _shape(block: Block) -> object:
    links = [(link.kind, link.target) for link in _links(block)]
    kind = type(block).__name__, sources_of(block), links
    match block:
        case Paragraph(level=level):
            return *kind, level
        case Listing(ordered=ordered, entries=entries):
            return *kind, ordered, len(entries)
        case Table(head=head, rows=rows):
            return *kind, len(head), len(rows)
        case Card(level=level, blocks=blocks):
            return *kind, level, *map(_shape, blocks)
        case _:
            return *kind, block.name, block.wishes
