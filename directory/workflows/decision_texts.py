"""Decisions as JSON, so that a second reviewer confirms exactly what the first proposed."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from directory.domain.checks import CheckRecord
from directory.domain.decisions import Decision
from directory.domain.reasons import Reason
from directory.domain.verification import Action
from directory.domain.vocabulary import CheckSource, CredentialKind, RegisterStatus


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
        check=None if check is None else _check(check),
        overrides=kept["overrides"],
    )


def _check(kept: dict[str, Any]) -> CheckRecord:
    found = kept["status_found"]
    changed = {
        "kind": CredentialKind(kept["kind"]),
        "source": CheckSource(kept["source"]),
        "looked_on": date.fromisoformat(kept["looked_on"]),
        "end_found": _date(kept["end_found"]),
        "status_found": RegisterStatus(found) if found else None,
    }
    return CheckRecord(**{**kept, **changed})


def _date(kept: str | None) -> date | None:
    return None if kept is None else date.fromisoformat(kept)


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
