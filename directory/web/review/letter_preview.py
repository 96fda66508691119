"""Exactly the letter that a practitioner will read, before it is sent."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from directory import paths
from directory.adapters.place_files import read_regions
from directory.adapters.reply_files import Replies, read_replies
from directory.config import LANGUAGES, Settings
from directory.domain.mailing import Letter
from directory.domain.reasons import Reason
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind
from directory.letters.writing import Writer
from directory.queries.review_file import ReviewFile
from directory.web.wiring import services

_ALWAYS: Final = frozenset({Action.VERIFY})
"""Steps of which a letter tells, whether or not a reviewer wrote anything."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter in words, and the language that it is in."""

    subject: str
    body: str
    language: str


def language_of(file: ReviewFile) -> str:
    """Give the language in which a practitioner reads."""
    return file.owner_language or LANGUAGES[0]


def saved_reply(file: ReviewFile, action: Action, *, reason: Reason | None) -> str:
    """Give what reviewers write most often with this reason, as this practitioner reads."""
    said = _replies().get((action, reason)) if reason is not None else None
    return "" if said is None else said[language_of(file)]


def preview(
    file: ReviewFile, kind: CredentialKind, *, action: Action, reason: Reason | None, words: str
) -> Preview | None:
    """Write the letter that would leave; None where none would."""
    if not words and action not in _ALWAYS:
        return None
    kept = services()
    language = language_of(file)
    written = _writer(kept.settings).write(
        Letter(
            template=f"credential_{action.value}",
            language=language,
            params={"kind": kind.value, "reason": reason.value if reason else "", "words": words},
            to_address="",
            message_id="",
            queued_at=kept.clock(),
        )
    )
    return Preview(written.subject, written.body, language)


@lru_cache(maxsize=2)
def _writer(settings: Settings) -> Writer:
    return Writer(
        base_url=settings.base_url,
        contact=settings.contact,
        regions=read_regions(),
        overrides=paths.instance() / "mail",
    )


@lru_cache(maxsize=1)
def _replies() -> Replies:
    return read_replies()
