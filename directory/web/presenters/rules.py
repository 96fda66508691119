"""Who may needle in a region: the rule of each profession in words, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from directory.domain.question import Fault
from directory.domain.rules import RuleOrigin
from directory.domain.vocabulary import Profession
from directory.web import rule_condition_sentences as conditions
from directory.web import rule_sentences as sentences
from directory.web.languages import DEFAULT
from directory.web.presenters.board_caution import board_caution
from directory.web.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from directory.domain.boards import Board
    from directory.domain.listing import Book
    from directory.domain.question import ParameterError
    from directory.domain.rules import Rule
    from directory.domain.vocabulary import Country


def wrong_day(error: ParameterError) -> str:
    """Say what is wrong with the day that was asked for."""
    if error.fault is Fault.REPEATED:
        return gettext("Give one day, not several.")
    if error.fault is Fault.IN_THE_FUTURE:
        return gettext("Choose %(day)s or an earlier day.", day=error.detail[0])
    return gettext("Give the day as year, month and day, such as 2026-03-31.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Where people of a profession can be looked up."""

    name: str
    href: str
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherVersion:
    """Another version of a rule; `day`: one on which it can be read, empty where none has come."""

    name: str
    says: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a rule asks for and rests on; `note`, `citation` and a longer `as_of` are English."""

    asked: tuple[str, ...]
    minimum: str
    binds: str
    in_force: str
    certainty: str
    acupuncture: str
    note: str
    citation: str
    source_href: str
    source_host: str
    as_of: str
    as_of_language: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One profession; `basis` is None where nobody has checked."""

    anchor: str
    people: str
    answer: str
    basis: Basis | None
    others: tuple[OtherVersion, ...]
    registers: tuple[Register, ...]
    changed_href: str


class RegionPage:
    """The rules of one region on a day."""

    shows_demo = False

    def __init__(
        self,
        place: tuple[Country, str, str],
        book: Book,
        *,
        boards: Iterable[Board],
        day: date,
        latest: date,
        as_of: date | None = None,
        contact: str = "",
    ) -> None:
        """`place`: country, code and name. `latest`: the last day that can be asked about."""
        self.country, self.code, self.name = place
        self._book = book
        self._boards = tuple(boards)
        self._day = day
        self._latest = latest
        self._as_of = as_of
        self._contact = contact

    @property
    def heading(self) -> str:
        return sentences.who_may(self.name)

    @property
    def title(self) -> str:
        if self._as_of is None:
            return self.heading
        return gettext("%(heading)s On %(day)s", heading=self.heading, day=self.earlier)

    @property
    def earlier(self) -> str:
        """The day that was asked for; empty where today counts."""
        return sentences.day(self._as_of) if self._as_of else ""

    @property
    def can_be_told(self) -> bool:
        """Whether the operator has an address for those who know better."""
        return bool(self._contact)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self._section(profession) for profession in Profession)

    def _section(self, profession: Profession) -> Section:
        key = self.country, self.code, profession
        rule = self._book.rules.on(key, self._day)
        others = [each for each in self._book.rules.versions(key) if each is not rule]
        return Section(
            anchor=profession.value,
            people=sentences.at_the_start(sentences.people(profession, self.country)),
            answer=self._answer(rule),
            basis=None if rule is None else self._basis(rule),
            others=tuple(self._other(each) for each in reversed(others)),
            registers=tuple(
                self._register(board)
                for board in self._boards
                if board.regulates(self.country, self.code, profession=profession)
            ),
            changed_href=self._changed(profession, rule),
        )

    def _answer(self, rule: Rule | None) -> str:
        return sentences.answer(rule, region=self.name, country=self.country)

    def _basis(self, rule: Rule) -> Basis:
        return Basis(
            asked=tuple(
                self._spelled(each) for each in conditions.asked_for(rule, self._book.programs)
            ),
            minimum=sentences.no_minimum(rule),
            binds=conditions.binds(rule),
            in_force=conditions.in_force(rule),
            certainty=_certainty(rule),
            acupuncture=sentences.about_acupuncture(rule),
            note=sentences.note(rule),
            citation=rule.citation,
            source_href=rule.source_url,
            source_host=_host(rule.source_url),
            as_of=_as_of(rule),
            as_of_language="" if sentences.is_a_day(rule.as_of) else DEFAULT,
            version=gettext(
                "Version %(version)s, recorded %(day)s.",
                version=rule.version,
                day=sentences.day(rule.recorded_on),
            ),
        )

    def _other(self, rule: Rule) -> OtherVersion:
        begun = rule.first_day <= self._latest
        return OtherVersion(
            name=gettext(
                "Version %(version)s, used from %(day)s",
                version=rule.version,
                day=sentences.day(rule.first_day),
            ),
            says=self._answer(rule),
            day=rule.first_day.isoformat() if begun else "",
        )

    def _register(self, board: Board) -> Register:
        return Register(
            name=board.name or _host(board.lookup_url),
            href=board.lookup_url,
            caution=board_caution(board),
        )

    def _changed(self, profession: Profession, rule: Rule | None) -> str:
        if not self._contact:
            return ""
        version = rule.version if rule else "-"
        subject = f"Rule {self.country} {self.code} {profession} {version}"
        return f"mailto:{quote(self._contact, safe='@')}?subject={quote(subject)}"

    def _spelled(self, text: str) -> str:
        return sentences.spelled(text, self.country)


def _certainty(rule: Rule) -> str:
    """Say how sure we are; of a finding, when it was made and until when it holds."""
    said = sentences.certainty(rule)
    if rule.origin is not RuleOrigin.FINDING or rule.researched_on is None:
        return said
    looked = gettext("Looked up %(day)s.", day=sentences.day(rule.researched_on))
    if rule.last_day is None:
        return f"{said} {looked}"
    holds = gettext("Holds until %(day)s.", day=sentences.day(rule.last_day))
    return f"{said} {looked} {holds}"


def _as_of(rule: Rule) -> str:
    when = sentences.as_of(rule.as_of)
    return gettext("as of %(day)s", day=when) if sentences.is_a_day(rule.as_of) else when


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
