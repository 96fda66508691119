"""Beside a person's file: what its owner and the reviewers wrote to each other."""

from collections.abc import Mapping
from typing import Any, Final

from directory.queries.messages import messages_of
from directory.web.wiring import services

SHOWN: Final = 5
"""Messages that stand on the file itself; the whole thread has a page."""


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Give the newest messages; also where nobody has written yet, so that somebody can."""
    with services().database.reading() as connection:
        thread = messages_of(connection, practitioner_id)
    waiting = sum(1 for each in thread if each.waits_for_reviewers)
    return {"thread": thread[:SHOWN], "waiting": waiting, "more": len(thread) > SHOWN}
