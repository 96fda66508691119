"""People on a patient's list: short cards, a table side by side, and what a print-out says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from directory.domain.shortlist import COMPARED
from directory.web.presenters import stated, words
from directory.web.presenters.cards import Pill, address, doubt, new_patients
from directory.web.presenters.checks import CheckLine, check_lines
from directory.web.presenters.notices import notice_said
from directory.web.speech import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.domain.boards import Board
    from directory.domain.vocabulary import Country
    from directory.queries.kept import KeptPerson
    from directory.queries.listing_views import LocationView, Person
    from directory.queries.stated import Stated
    from directory.web.presenters.around import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCard:
    """Somebody on a list; who is not listed now has a name alone."""

    id: str
    name: str
    listed: bool
    href: str = ""
    profession: str = ""
    town: str = ""
    phone: str = ""
    phone_href: str = ""
    address: str = ""
    pill: Pill | None = None
    doubt: str = ""
    notice: str = ""
    checks: tuple[CheckLine, ...] = ()
    off_href: str = ""
    demo: bool = False


def kept_card(kept: KeptPerson, around: Around, *, off_href: str = "") -> KeptCard:
    """Say what stands on the card of somebody kept; `off_href` takes them off the list."""
    person, place = kept.person, kept.place
    if person is None or place is None:
        href = around.profile_path(kept.id, "")
        return KeptCard(id=kept.id, name=kept.name, listed=False, href=href, off_href=off_href)
    language = around.language
    region = around.region_name(place.country, place.region)
    return KeptCard(
        id=kept.id,
        name=kept.name,
        listed=True,
        href=around.profile_path(person.id, person.slug),
        profession=_profession(place, language),
        town=f"{place.city}, {place.region}",
        phone=words.telephone(place.phone) if place.phone else "",
        phone_href=words.telephone_address(place.phone) if place.phone else "",
        address=address(place),
        pill=_pill(person, language),
        doubt=doubt(person.unconfirmed_since, language),
        notice=notice_said(person.notice),
        checks=check_lines(place, region=region, language=language),
        off_href=off_href,
        demo=person.synthetic,
    )


class ListPage:
    """The page of a list."""

    def __init__(self, cards: Sequence[KeptCard], *, unknown: int) -> None:
        self.cards = tuple(cards)
        self._unknown = unknown

    @property
    def title(self) -> str:
        if not self.cards:
            return gettext("My list")
        return ngettext(
            "My list: %(number)s person", "My list: %(number)s people", len(self.cards),
            number=str(len(self.cards)),
        )  # fmt: skip

    @property
    def unknown(self) -> str:
        """How many addresses on the list lead to nobody."""
        if not self._unknown:
            return ""
        return ngettext(
            "%(number)s entry of this list leads to nobody. We left it out.",
            "%(number)s entries of this list lead to nobody. We left them out.",
            self._unknown,
            number=str(self._unknown),
        )

    @property
    def can_be_compared(self) -> bool:
        return sum(card.listed for card in self.cards) > 1

    @property
    def first_choice(self) -> str:
        """The first person on the list who can be chosen; empty where nobody can."""
        if not self.can_be_compared:
            return ""
        return next(card.id for card in self.cards if card.listed)

    @property
    def shows_demo(self) -> bool:
        return any(card.demo for card in self.cards)


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of several people; a cell is lines of text, or a check."""

    name: str
    cells: tuple[tuple[str | CheckLine, ...], ...]


class ComparePage:
    """People side by side."""

    def __init__(
        self,
        people: Sequence[KeptPerson],
        said: Mapping[str, Stated],
        *,
        around: Around,
        off: Mapping[str, str],
    ) -> None:
        self._people = [each for each in people if each.person and each.place]
        self._unlisted = [each.name for each in people if not each.listed]
        self._said = said
        self._around = around
        self.off = off

    @property
    def title(self) -> str:
        return gettext("Compare")

    @property
    def cards(self) -> tuple[KeptCard, ...]:
        return tuple(
            kept_card(each, self._around, off_href=self.off.get(each.id, ""))
            for each in self._people
        )

    @property
    def unlisted(self) -> tuple[str, ...]:
        """What is said of those who were chosen and cannot be compared."""
        return tuple(gettext("%(name)s is not listed now.", name=name) for name in self._unlisted)

    @property
    def few(self) -> str:
        """What to do where there is nothing to compare."""
        if len(self._people) > 1:
            return ""
        return gettext(
            "Choose two to %(most)s people on your list to see them side by side.",
            most=str(COMPARED),
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """Facts, in the order of a card; one that nobody has is left out."""
        rows = (Row(name, tuple(cells)) for name, cells in self._facts())
        return tuple(row for row in rows if any(any(cell) for cell in row.cells))

    @property
    def shows_demo(self) -> bool:
        return any(each.person.synthetic for each in self._people if each.person)

    def _facts(self) -> Iterable[tuple[str, list[tuple[str | CheckLine, ...]]]]:
        language, cards = self._around.language, self.cards
        people = [(each.person, each.place) for each in self._people]
        known = [(person, place) for person, place in people if person and place]
        said = [self._said.get(each.id) for each in self._people]
        yield gettext("Profession"), [(card.profession,) for card in cards]
        yield gettext("Clinic"), [(card.address,) for card in cards]
        yield (
            gettext("New patients"),
            [(card.pill.text, card.pill.since) if card.pill else () for card in cards],
        )
        for at, name in enumerate(
            (gettext("License"), gettext("Training"), gettext("Certification"))
        ):
            yield name, [(card.checks[at],) for card in cards]
        yield (
            gettext("Says they see"),
            [(words.says_they_see(person.headaches, language),) for person, _ in known],
        )
        yield (
            gettext("Languages"),
            [(words.languages(person.languages, language),) for person, _ in known],
        )
        yield gettext("Access"), [words.access(place.access, language) for _, place in known]
        yield (
            gettext("First talk"),
            [
                (gettext("By phone or video. Needling is in person."),) if person.remote else ()
                for person, _ in known
            ],
        )
        yield (
            gettext("Ages"),
            [(stated.ages(each.youngest, each.oldest),) if each else () for each in said],
        )
        yield (
            gettext("Referral"),
            [(stated.referral(each.referral_needed),) if each else () for each in said],
        )
        yield (
            gettext("Fee"),
            [
                (stated.fees(each.fee_low, each.fee_high, country=each.country),) if each else ()
                for each in said
            ],
        )


def _profession(place: LocationView, language: str) -> str:
    if place.profession is None:
        return ""
    return words.profession(place.profession, place.country, language=language)


def _pill(person: Person, language: str) -> Pill:
    taking = person.new_patients
    return new_patients(taking.status, taking.confirmed_on, language=language)


def region_choices(
    names: Iterable[tuple[Country, str, str]],
) -> list[tuple[str, str]]:
    """Give the regions of both countries as options of a form, by name."""
    return sorted(
        ((f"{country}-{code}", name) for country, code, name in names), key=lambda p: p[1]
    )


SHOWN: Final = 20
"""So many people of one name stand on the page; a region makes them fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """Who was found by name or number; `unlisted` were listed once and are not now.

    `more`: there are people of that name beyond those that were looked at.
    """

    asked: str = ""
    listed: tuple[KeptCard, ...] = ()
    more: bool = False
    unlisted: tuple[str, ...] = ()
    region: str = ""
    rules_href: str = ""
    boards: tuple[Board, ...] = ()

    @property
    def title(self) -> str:
        return gettext("Check a practitioner")

    @property
    def answer(self) -> str:
        """Listed, no longer listed, or not listed: the same calm words whatever the reason."""
        if not self.asked:
            return ""
        if self.listed:
            return ngettext(
                "%(number)s person of that name or number is listed.",
                "%(number)s people of that name or number are listed.",
                len(self.listed),
                number=f"{len(self.listed)}{'+' if self.more else ''}",
            )
        if self.unlisted:
            return gettext(
                "%(name)s is not listed any longer.", name=", ".join(sorted(set(self.unlisted)))
            )
        return gettext("“%(asked)s” is not listed here.", asked=self.asked)

    @property
    def shown(self) -> tuple[KeptCard, ...]:
        return self.listed[:SHOWN]

    @property
    def many(self) -> bool:
        return len(self.listed) > 1

    @property
    def shows_demo(self) -> bool:
        return any(card.demo for card in self.listed)
