"""What was done to a person, line by line, as the page of their file tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC

from flask_babel import format_datetime

from directory.queries.person_log import Logged
from directory.queries.review_credentials import Ref
from directory.queries.review_file import ReviewFile
from directory.web.languages import MOMENT
from directory.web.presenters.log_words import act_named, actor_named, reason_named, subject_named
from directory.web.presenters.own_credentials import title


@dataclass(frozen=True, slots=True)
class Line:
    """One act: what, to what, by whom, when, and what was said with it."""

    seq: int
    done: str
    to: str
    by: str
    at: str
    why: str
    words: str


def log_lines(
    log: Iterable[Logged], file: ReviewFile, *, names: Mapping[int, str]
) -> tuple[Line, ...]:
    """Put entries into words; credentials are called as the page calls them."""
    titles = {(each.kind.value, each.id): title(each.entry) for each in file.credentials}
    return tuple(
        Line(
            seq=each.seq,
            done=act_named(each.act),
            to=titles.get((each.subject or "", each.subject_id or 0), subject_named(each.subject)),
            by=actor_named(each.part, names.get(each.actor or 0)),
            at=str(format_datetime(each.at.astimezone(UTC), MOMENT)),
            why=reason_named(each.reason),
            words=each.words or "",
        )
        for each in log
    )


def about_credential(log: Iterable[Logged], credential: Ref) -> tuple[Logged, ...]:
    """Give what was done to one credential."""
    kind, number = credential
    return tuple(each for each in log if (each.subject, each.subject_id) == (kind.value, number))
