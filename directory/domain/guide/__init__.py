"""The guide for patients: pages of plain words, each sentence of medicine with its source.

A page is a text file in a small strict form, so that a clinician can edit it; what the form does
not know is refused with its line and what to do. Nothing in it is ever markup.
"""

from directory.domain.guide.blocks import Block, Card, CardLevel, Listing, Paragraph, Part, Table
from directory.domain.guide.faults import GuideFault
from directory.domain.guide.front import Front, Kind
from directory.domain.guide.marks import Emphasis, Inline, Link, LinkKind, Slot, Words
from directory.domain.guide.pages import OURS, GuidePage, Section, read_page
from directory.domain.guide.shelf import Guide, Source, faults_of

__all__ = [
    "OURS",
    "Block",
    "Card",
    "CardLevel",
    "Emphasis",
    "Front",
    "Guide",
    "GuideFault",
    "GuidePage",
    "Inline",
    "Kind",
    "Link",
    "LinkKind",
    "Listing",
    "Paragraph",
    "Part",
    "Section",
    "Slot",
    "Source",
    "Table",
    "Words",
    "faults_of",
    "read_page",
]
