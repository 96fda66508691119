"""What every page needs to know about where and when it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from directory.web.presenters import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from directory.domain.vocabulary import Country


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The instant, the names of regions, and how addresses of this site are written."""

    now: datetime
    region_name: Callable[[Country, str], str]
    """"CO" of the United States is "Colorado"."""
    home_path: str
    search_path: str
    profile_path: Callable[[str, str], str]
    """From an id and a slug; called once a card, so it is worth being quick."""
    toggled: Callable[[str, str], str] | None = None
    """From an id and an anchor: this page with somebody on the reader's list, or off it."""
    kept: frozenset[str] = frozenset()
    """Whom the reader has on their list."""
    language: str = field(default_factory=words.language_here)
    """The reader's, asked for once a page."""
