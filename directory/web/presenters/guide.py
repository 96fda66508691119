"""A page of the guide as readers see it: when it was written, by whom reviewed, and its sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from flask import url_for

from directory.domain.guide import (
    Block,
    Guide,
    GuidePage,
    Inline,
    Kind,
    Link,
    LinkKind,
    Part,
    Section,
)
from directory.web.presenters import words
from directory.web.speech import gettext

MANY: Final = 3
"""With more sections than this a page begins with a list of them."""
PAGES: Final = {
    "search": "public.home",
    "rules": "public.rules",
    "accuracy": "public.accuracy",
    "regulators": "public.regulators",
    "guide": "public.guide",
    "start": "practitioner.start",
    "data": "accounts.data_page",
}
"""Pages of ours that a text may lead to, by the name it uses."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source: its words, its address, and the name of the site that is."""

    text: str
    href: str
    host: str
    read: str


class GuideReading:
    """One page, in the language it is there in."""

    shows_demo = False

    def __init__(self, guide: Guide, page: GuidePage, *, language: str, spoken: str) -> None:
        self._guide = guide
        self._page = page
        self._language = language
        self.spoken = spoken
        """The language of its text."""

    @property
    def title(self) -> str:
        return self._page.front.title

    @property
    def summary(self) -> str:
        return self._page.front.summary

    @property
    def slug(self) -> str:
        return self._page.slug

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._page.sections

    @property
    def contents(self) -> tuple[Section, ...]:
        """The headings, where there are so many that a list of them helps."""
        headed = tuple(section for section in self._page.sections if section.id)
        return headed if len(headed) > MANY else ()

    @property
    def is_medical(self) -> bool:
        return self._page.front.kind is Kind.MEDICAL

    @property
    def written(self) -> str:
        return gettext("Written %(day)s.", day=self._day("written"))

    @property
    def reviewed(self) -> str:
        """Who has read it who would know; empty on pages that say nothing of medicine."""
        front = self._page.front
        if not self.is_medical:
            return ""
        if front.reviewed is None:
            return gettext("Not yet reviewed by a clinician.")
        return gettext(
            "Reviewed by %(name)s, %(day)s.", name=front.reviewer, day=self._day("reviewed")
        )

    @property
    def due(self) -> str:
        return gettext("We read it again by %(day)s.", day=self._day("due"))

    def cited(self, section: Section) -> tuple[Cited, ...]:
        """Give the sources of a section."""
        return tuple(
            Cited(
                source.text,
                source.url,
                (urlsplit(source.url).hostname or "").removeprefix("www."),
                gettext("read %(day)s", day=words.day(source.read_on, self._language)),
            )
            for key in section.cited
            if (source := self._guide.sources.get(key))
        )

    def _day(self, name: str) -> str:
        return words.day(getattr(self._page.front, name), self._language)


@dataclass(frozen=True, slots=True)
class GuideHub:
    """Every page of the guide, in its order."""

    title: str
    pages: tuple[GuidePage, ...]
    shows_demo: bool = False


def guide_pages(guide: Guide, language: str, *, default: str) -> Iterator[GuidePage]:
    """Give the pages about medicine and care, in a language or else in the default one."""
    here = guide.pages.get(language, {})
    for slug, page in guide.pages.get(default, {}).items():
        if page.front.kind is Kind.MEDICAL:
            yield here.get(slug, page)


def emergency_said(us: str, ca: str) -> str:
    """Give the number to call, or both where the countries have different ones."""
    return us if us == ca else gettext("%(us)s (in Canada %(ca)s)", us=us, ca=ca)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a text of the guide is told on this page: what each thing is, and where links lead."""

    number: str
    """Whom to call in an emergency."""
    elsewhere: Mapping[str, str]
    """Addresses of those pages that do not stand under the guide's."""

    def kind(self, thing: Inline | Block) -> str:
        return type(thing).__name__.lower()

    def href(self, link: Link) -> str:
        if link.kind is LinkKind.SITE:
            return link.target
        if link.kind is LinkKind.GUIDE:
            return self.elsewhere.get(link.target) or url_for("public.guide_page", slug=link.target)
        return url_for(PAGES[link.target])

    def host(self, link: Link) -> str:
        """Name the site that a link leads to; empty where it is this one."""
        if link.kind is not LinkKind.SITE:
            return ""
        return (urlsplit(link.target).hostname or "").removeprefix("www.")

    def search(self, part: Part) -> str:
        """Give where a search begins that the text asks for."""
        wishes: dict[str, Any] = dict(part.wishes)
        return url_for("public.home", **wishes)
