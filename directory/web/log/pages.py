"""The words of the page that says what the log of decisions is."""

from dataclasses import dataclass
from datetime import datetime

from directory.domain.log_heads import Head
from directory.web.rule_sentences import day
from directory.web.speech import format_decimal, gettext


@dataclass(frozen=True, slots=True)
class LogPage:
    """The newest head in words; None while nothing has been decided."""

    head: Head | None
    shows_demo: bool

    @property
    def title(self) -> str:
        """Give the page's heading."""
        return gettext("The log of decisions")

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What the newest head says."""
        if self.head is None:
            return ()
        return (
            (gettext("Decisions so far"), format_decimal(self.head.size)),
            (gettext("Last one"), _moment(self.head.at)),
            (gettext("Fingerprint of all of them"), self.head.root.hex()),
        )


def _moment(at: str) -> str:
    """Write an instant of the log to the minute; the head itself has it whole."""
    when = datetime.fromisoformat(at)
    return f"{day(when.date())}, {when:%H:%M} UTC"
