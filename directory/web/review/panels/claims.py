"""Beside a person's file: who says that the listing is theirs."""

from collections.abc import Mapping
from typing import Any

from directory.queries.claims import claims_to
from directory.web.presenters.claiming import STATES, WAYS
from directory.web.wiring import services


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Give the open claims to a listing; nothing where there is none."""
    with services().database.reading() as connection:
        claims = claims_to(connection, practitioner_id)
    return {"claims": claims, "states": STATES, "ways": WAYS} if claims else {}
