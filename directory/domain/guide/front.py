"""The head of a page: its names, when it was written, by whom it was reviewed, and what it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from directory.domain.guide.faults import GuideFault

FENCE: Final = "---"
_NAMES: Final = (
    "title", "menu", "summary", "kind", "order", "written", "reviewed", "reviewer", "due",
)  # fmt: skip
_TRANSLATED: Final = "of"
_MAY_BE_EMPTY: Final = frozenset({"reviewed", "reviewer"})
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ORDER: Final = re.compile(r"\d{1,4}", re.ASCII)


class Kind(StrEnum):
    """Whether a page speaks of medicine, where every sentence has a source, or of this site."""

    MEDICAL = "medical"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands above a page's text; `of` is the mark of the English text it translates."""

    title: str
    menu: str
    summary: str
    kind: Kind
    order: int
    written: date
    reviewed: date | None
    reviewer: str
    due: date
    of: str = ""


def read_front(lines: list[str]) -> tuple[Front, int]:
    """Read the head, and say at which line (from 0) the text begins."""
    if not lines or lines[0].strip() != FENCE:
        raise GuideFault(1, f"begin with a line {FENCE}, then key: value lines, then {FENCE}")
    given: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == FENCE:
            return _front(given, number), number
        key, colon, value = line.partition(":")
        key = key.strip()
        if not colon or key not in {*_NAMES, _TRANSLATED}:
            raise GuideFault(number, f"write one of {', '.join(_NAMES)}, a colon and its value")
        if key in given:
            raise GuideFault(number, f"{key} stands twice: keep one")
        given[key] = value.strip(), number
    raise GuideFault(len(lines), f"end the head with a line {FENCE}")


def _front(given: Mapping[str, tuple[str, int]], end: int) -> Front:
    for name in _NAMES:
        if name not in given:
            raise GuideFault(end, f"add the line {name}: to the head")
        if not given[name][0] and name not in _MAY_BE_EMPTY:
            raise GuideFault(given[name][1], f"say something after {name}:")
    order, at = given["order"]
    if not _ORDER.fullmatch(order):
        raise GuideFault(at, "order: takes a whole number of up to four digits")
    kind, at = given["kind"]
    if kind not in set(Kind):
        raise GuideFault(at, f"kind: is one of {', '.join(Kind)}")
    reviewer, at = given["reviewer"]
    reviewed = _day(*given["reviewed"]) if given["reviewed"][0] else None
    if bool(reviewer) != (reviewed is not None):
        raise GuideFault(at, "say both who reviewed it and when, or neither")
    return Front(
        title=given["title"][0],
        menu=given["menu"][0],
        summary=given["summary"][0],
        kind=Kind(kind),
        order=int(order),
        written=_day(*given["written"]),
        reviewed=reviewed,
        reviewer=reviewer,
        due=_day(*given["due"]),
        of=given.get(_TRANSLATED, ("", 0))[0],
    )


def _day(text: str, line: int) -> date:
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise GuideFault(line, f"{text!r} is no day: write it like 2026-12-01") from None
