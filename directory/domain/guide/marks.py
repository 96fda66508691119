"""What may stand inside a sentence: strong words, links, the emergency number; and its sources."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from directory.domain.guide.faults import GuideFault

_SOURCE: Final = re.compile(r"\[\^[^\]]*\]?")
_LAST_SOURCE: Final = re.compile(r"\[\^([a-z0-9-]{1,60})\]$")
_MARK: Final = re.compile(
    r"\*\*(?P<strong>[^*\[\]{}]+)\*\*"
    r"|\[(?P<text>[^\[\]{}*]+)\]\((?P<target>[^()\s]+)\)"
    r"|\{(?P<slot>[a-z]+)\}"
)
_LEFT_OVER: Final = re.compile(r"\*\*|[\[\]{}<>]")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class LinkKind(StrEnum):
    """Where a link leads: to a page of the guide, another page of ours, or another site."""

    GUIDE = "guide"
    PAGE = "page"
    SITE = "site"


class Slot(StrEnum):
    """A word that whoever runs the directory sets."""

    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Strong words."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `target` is a slug, the name of a page, or an address."""

    text: str
    kind: LinkKind
    target: str


Inline = Words | Emphasis | Link | Slot


def read_marks(text: str, line: int) -> tuple[tuple[Inline, ...], tuple[str, ...]]:
    """Read a text and the keys of its sources, which stand at its end."""
    keys: list[str] = []
    text = text.strip()
    while last := _LAST_SOURCE.search(text):
        keys.insert(0, last[1])
        text = text[: last.start()].rstrip()
    if _SOURCE.search(text):
        raise GuideFault(line, "put every [^source] at the end of its block")
    return _inlines(text, line), tuple(dict.fromkeys(keys))


def _inlines(text: str, line: int) -> tuple[Inline, ...]:
    found: list[Inline] = []
    at = 0
    for mark in _MARK.finditer(text):
        found += _words(text[at : mark.start()], line)
        found.append(_mark(mark, line))
        at = mark.end()
    return (*found, *_words(text[at:], line))


def _words(text: str, line: int) -> list[Words]:
    if left := _LEFT_OVER.search(text):
        raise GuideFault(
            line,
            f"{left[0]} has a meaning here: write **strong**, [text](guide:page), "
            "[^source] or {emergency}, or other words",
        )
    return [Words(text)] if text else []


def _mark(mark: re.Match[str], line: int) -> Inline:
    if mark["strong"]:
        return Emphasis(mark["strong"])
    if mark["slot"]:
        if mark["slot"] not in set(Slot):
            raise GuideFault(line, "the only word in braces is {emergency}")
        return Slot(mark["slot"])
    return _link(mark["text"], mark["target"], line=line)


def _link(text: str, target: str, *, line: int) -> Link:
    if target.startswith("https://"):
        return Link(text, LinkKind.SITE, target)
    kind, _, name = target.partition(":")
    if kind in {LinkKind.GUIDE, LinkKind.PAGE} and _SLUG.fullmatch(name):
        return Link(text, LinkKind(kind), name)
    raise GuideFault(line, f"the link to {target!r} starts with none of guide:, page: or https://")
