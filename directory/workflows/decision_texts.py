"""Decisions as JSON, so that a second reviewer confirms exactly what the first proposed."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from directory.domain.check_texts import check_of
from directory.domain.decisions import Decision
from directory.domain.reasons import Reason
from directory.domain.verification import Action


def write_decision(decision: Decision) -> str:
    """Write a decision down."""
    return json.dumps(asdict(decision), sort_keys=True, default=_day)


def read_decision(text: str) -> Decision:
    """Read what `write_decision` wrote."""
    kept: dict[str, Any] = json.loads(text)
    check = kept.pop("check")
    return Decision(
        action=Action(kept["action"]),
        version=kept["version"],
        reason=Reason(kept["reason"]) if kept["reason"] else None,
        words=kept["words"],
        until=_date(kept["until"]),
        check=None if check is None else check_of(check),
        overrides=kept["overrides"],
    )


def _date(kept: str | None) -> date | None:
    return None if kept is None else date.fromisoformat(kept)


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
