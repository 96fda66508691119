"""Beside a person's file: what a signed register says against a license of theirs."""

from collections.abc import Mapping
from typing import Any

from directory.domain import ids
from directory.queries.register_files import open_differences
from directory.web.review.register_words import MATCHES, named
from directory.web.wiring import services


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Give what differs and nobody has acted on yet; nothing where nothing does."""
    with services().database.reading() as connection:
        found = open_differences(connection, [practitioner_id])
    differences = [
        {
            "what": named(each.country, each.region, of=each.profession),
            "found": str(MATCHES[each.match]),
            "match": each.match.value,
            "register": ids.encode(each.batch_id),
            "number": each.number,
            "line": each.line,
            "name": each.name,
            "status": each.status,
            "ends": each.ends,
        }
        for each in found
    ]
    return {"differences": differences} if differences else {}
