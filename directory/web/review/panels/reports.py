"""Beside a person's file: what patients reported, and what the listing says to everybody."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from directory.domain.reports import suggests_call_first
from directory.domain.vocabulary import PublicNotice
from directory.queries.report_facts import notice_of, told_of
from directory.queries.reports import reports_of
from directory.web.presenters.notices import NAMES
from directory.web.presenters.reported import OUTCOMES, REASONS
from directory.web.wiring import services


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Give the reports about a listing; nothing where there is none and it says nothing."""
    kept = services()
    now = kept.clock()
    with kept.database.reading() as connection:
        reports = reports_of(connection, practitioner_id)
        notice, since = notice_of(connection, practitioner_id)
        told = told_of(connection, practitioner_id, at=now)
    if not reports and notice is None:
        return {}
    return {
        "open": [each for each in reports if each.is_open],
        "closed": [each for each in reports if not each.is_open],
        "notice": NAMES.get(notice) if notice else None,
        "since": since,
        "call_first": notice is not PublicNotice.CALL_FIRST and suggests_call_first(told),
        "today": now.astimezone(UTC).date(),
        "reasons": REASONS,
        "outcomes": OUTCOMES,
    }
