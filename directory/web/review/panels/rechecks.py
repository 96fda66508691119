"""Beside a person's file: whether their listing was drawn to be looked at anew."""

from collections.abc import Mapping
from typing import Any

from directory.queries.rechecks import rechecks_of
from directory.web.wiring import services


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Give what was drawn; nothing where nothing ever was."""
    with services().database.reading() as connection:
        drawn = rechecks_of(connection, practitioner_id)
    return {"drawn": drawn} if drawn else {}
