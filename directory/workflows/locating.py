"""Asking the geocoder that the operator chose about one address, politely and briefly."""

from dataclasses import replace
from typing import Final

from directory.adapters.geocoders import address_geocoder
from directory.config import Settings
from directory.db import Database
from directory.domain.geocoding import Answer
from directory.workflows.geocoding import SharedTurns, StoredAnswers

USER_AGENT: Final = "needling-for-headache-directory"
LONGEST_WAIT_MS: Final = 2_000
"""Somebody waits at a form; the offline point is there already."""


def locate(settings: Settings, database: Database, *, address: str) -> Answer | None:
    """Give the point of an address; None where there is no geocoder but the offline one."""
    geocoder = address_geocoder(
        settings.geocoder,
        url=settings.geocoder_url,
        key=settings.geocoder_key,
        user_agent=USER_AGENT,
        turns=SharedTurns(database),
        answers=StoredAnswers(database),
    )
    if geocoder is None:
        return None
    return replace(geocoder, longest_wait_ms=LONGEST_WAIT_MS).locate(address)
