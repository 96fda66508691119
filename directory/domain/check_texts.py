"""Check records as text, so that what a reviewer wrote down is decided on exactly as it was."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from directory.domain.checks import CheckRecord
from directory.domain.vocabulary import CheckSource, CredentialKind, RegisterStatus


def write_check(record: CheckRecord) -> str:
    """Write a check record down."""
    return json.dumps(asdict(record), sort_keys=True, default=date.isoformat)


def read_check(text: str) -> CheckRecord:
    """Read what `write_check` wrote."""
    return check_of(json.loads(text))


def check_of(kept: Mapping[str, Any]) -> CheckRecord:
    """Give the record whose fields were written as texts and numbers."""
    found, end = kept["status_found"], kept["end_found"]
    changed = {
        "kind": CredentialKind(kept["kind"]),
        "source": CheckSource(kept["source"]),
        "looked_on": date.fromisoformat(kept["looked_on"]),
        "end_found": None if end is None else date.fromisoformat(end),
        "status_found": RegisterStatus(found) if found else None,
    }
    return CheckRecord(**{**kept, **changed})
