"""Pages of staff: who reviews and administers, and the letters that did not leave."""

from directory.web.review import (
    audit,
    desk,
    evidence_pages,
    fallouts,
    invitations,
    letters,
    people,
    person,
    persons,
    proposals,
    rechecks,
)
from directory.web.review.wing import blueprint

__all__ = [
    "audit",
    "blueprint",
    "desk",
    "evidence_pages",
    "fallouts",
    "invitations",
    "letters",
    "people",
    "person",
    "persons",
    "proposals",
    "rechecks",
]
