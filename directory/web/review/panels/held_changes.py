"""Changes of name and region that wait while the old value stays public."""

from collections.abc import Mapping
from typing import Any

from directory.queries.held_changes import open_changes
from directory.web.review.change_rows import change_titled, changed_rows
from directory.web.wiring import services


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Give each change with its old and new values."""
    with services().database.reading() as connection:
        found = open_changes(connection, practitioner_id)
    if not found:
        return {}
    return {"changes": [(each, change_titled(each), changed_rows(each)) for each in found]}
