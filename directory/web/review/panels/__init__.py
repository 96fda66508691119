"""What stands on a person's page beside their credentials; each panel is read by its own module.

A panel is a name and a function that gives what `templates/review/parts/<name>.html` shows, there
as `panel`; nothing where there is nothing to show. They stand on the page in this order.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from directory.web.review.panels import (
    claims,
    desk_file,
    exclusions,
    fallouts,
    held_changes,
    holds,
    messages,
    rechecks,
    registers,
    reports,
)

Panel = Callable[[int], Mapping[str, Any]]
ORDER: Final = (
    "desk_file",
    "exclusions",
    "holds",
    "registers",
    "held_changes",
    "claims",
    "reports",
    "messages",
    "rechecks",
    "fallouts",
)
PANELS: Final[dict[str, Panel]] = {
    "reports": reports.panel,
    "messages": messages.panel,
    "claims": claims.panel,
    "desk_file": desk_file.panel,
    "exclusions": exclusions.panel,
    "fallouts": fallouts.panel,
    "held_changes": held_changes.panel,
    "holds": holds.panel,
    "rechecks": rechecks.panel,
    "registers": registers.panel,
}
"""By name; a module that is not named in `ORDER` has no place on the page."""


def panels_of(practitioner_id: int) -> list[tuple[str, Mapping[str, Any]]]:
    """Read every panel of a person that has something to show."""
    read = [(name, PANELS[name](practitioner_id)) for name in ORDER if name in PANELS]
    return [(name, panel) for name, panel in read if panel]
