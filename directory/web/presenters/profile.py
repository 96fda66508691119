"""A practitioner's own page: what was checked, how and when; what they say; how to reach them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from directory.domain.entry.answers import answered
from directory.domain.vocabulary import Country, Headache, HeadNeck
from directory.web.presenters import stated, words
from directory.web.presenters.board_caution import board_caution
from directory.web.presenters.cards import Fact, Pill, address, doubt, host, how_near, new_patients
from directory.web.presenters.checks import CheckLine, check_lines
from directory.web.presenters.evidence import Evidence, evidence
from directory.web.presenters.notices import notice_said
from directory.web.presenters.reasons import Reasons, reasons
from directory.web.presenters.records import (
    Record,
    authorization_record,
    certification_record,
    licence_record,
    training_record,
)
from directory.web.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.domain.boards import Board
    from directory.domain.rules import RuleBook
    from directory.queries.listing_views import LocationView
    from directory.queries.profiles import LicenceView, ProfileView, ReasonsView
    from directory.web.presenters.around import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One practice location: how to reach it, and what counts there."""

    name: str
    address: str
    near: str
    phone: str
    phone_href: str
    website: str
    website_href: str
    profession: str
    region: str
    checks: tuple[CheckLine, ...]
    counts: str
    reasons: Reasons
    access: tuple[str, ...]
    seek: str = ""
    """What to look for on a map: the address, or the town alone where the street is hidden."""
    hours: tuple[tuple[str, str], ...] = ()
    parking: str = ""


GUIDE_PAGES: Final = {
    Headache.TENSION: "tension-type",
    Headache.MIGRAINE: "migraine",
    Headache.CLUSTER: "cluster",
    Headache.SINUS: "sinus",
    Headache.CERVICOGENIC: "neck-related",
}
"""Which page of the guide is about which headache."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A headache the practitioner says they see, beside what studies say."""

    name: str
    evidence: Evidence
    since: str = ""
    slug: str = ""
    """The page of the guide about it."""


class ProfilePage:
    """A listed practitioner, in words."""

    def __init__(
        self,
        profile: ProfileView,
        around: Around,
        *,
        rules: RuleBook,
        boards: Iterable[Board] = (),
    ) -> None:
        self._boards = tuple(boards)
        self._profile = profile
        self._around = around
        self._rules = rules
        self._language = around.language

    @property
    def title(self) -> str:
        return self._profile.name

    @property
    def professions(self) -> str:
        named = {
            words.profession(place.profession, place.country, language=self._language): None
            for place in self._profile.locations
            if place.profession
        }
        return ", ".join(named)

    @property
    def towns(self) -> str:
        return " · ".join({f"{p.city}, {p.region}": None for p in self._profile.locations})

    @cached_property
    def pill(self) -> Pill:
        return new_patients(
            self._profile.new_patients.status,
            self._profile.new_patients.confirmed_on,
            language=self._language,
        )

    @cached_property
    def doubt(self) -> str:
        return doubt(self._profile.unconfirmed_since, self._language)

    @property
    def notice(self) -> str:
        return notice_said(self._profile.notice)

    @property
    def id(self) -> str:
        return self._profile.id

    @property
    def listed(self) -> bool:
        return self._profile.listed

    @property
    def keep_href(self) -> str:
        """This page with the person on the reader's list, or off it."""
        toggled = self._around.toggled
        return toggled(self._profile.id, "") if toggled and self._profile.listed else ""

    @property
    def is_kept(self) -> bool:
        return self._profile.id in self._around.kept

    @property
    def report_href(self) -> str:
        """Where to say that something here is wrong; nowhere while nobody sees this page."""
        return self._around.profile_path(self._profile.id, "report") if self._profile.listed else ""

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        return tuple(
            self._visit(place, why)
            for place, why in zip(self._profile.locations, self._profile.reasons, strict=True)
        )

    @property
    def call(self) -> Visit | None:
        """The first location that can be called."""
        return next((visit for visit in self.visits if visit.phone), None)

    @cached_property
    def licences(self) -> tuple[Record, ...]:
        """Licences, and after them the regulators' own entries for needling."""
        licences = tuple(
            self._with_lookup(
                licence_record(
                    licence,
                    region=self._around.region_name(licence.country, licence.region),
                    time_zone=self._time_zone(licence.country, licence.region),
                    language=self._language,
                ),
                licence,
            )
            for licence in self._profile.licences
        )
        return licences + tuple(
            authorization_record(
                entry,
                region=self._around.region_name(entry.country, entry.region),
                time_zone=self._time_zone(entry.country, entry.region),
                language=self._language,
            )
            for entry in self._profile.authorizations
        )

    @cached_property
    def trainings(self) -> tuple[Record, ...]:
        return tuple(
            training_record(training, self._language) for training in self._profile.trainings
        )

    @cached_property
    def certifications(self) -> tuple[Record, ...]:
        zone = self._profile.locations[0].time_zone if self._profile.locations else "UTC"
        return tuple(
            certification_record(certification, time_zone=zone, language=self._language)
            for certification in self._profile.certifications
        )

    @property
    def licence_heading(self) -> str:
        countries = {licence.country for licence in self._profile.licences}
        return gettext("Licence") if countries == {Country.CA} else gettext("License")

    @cached_property
    def sees(self) -> tuple[Seen, ...]:
        return tuple(
            Seen(
                words.headache(kind),
                evidence(kind, self._language),
                self._since(kind),
                GUIDE_PAGES[kind],
            )
            for kind in self._kinds_in_order()
        )

    @property
    def head_neck_missing(self) -> bool:
        """Whether every training on record left head and neck out."""
        trainings = self._profile.trainings
        return bool(trainings) and all(t.head_neck is HeadNeck.NO for t in trainings)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        profile = self._profile
        facts = [
            Fact(gettext("Languages"), words.languages(profile.languages, self._language)),
            Fact(
                gettext("Needling"),
                ", ".join(str(words.TECHNIQUES[t]) for t in sorted(profile.technique)),
            ),
        ]
        if profile.gender is not None:
            facts.append(Fact(gettext("Gender"), str(words.GENDERS[profile.gender])))
        if profile.remote:
            facts.append(
                Fact(gettext("First talk"), gettext("By phone or video. Needling is in person."))
            )
        return tuple(fact for fact in (*facts, *self._stated()) if fact.text)

    @cached_property
    def answers(self) -> tuple[Fact, ...]:
        """The six questions that patients are told to ask; with none answered there are none."""
        given = self._profile.stated.answers
        said = tuple(
            Fact(str(asked), stated.answer(answered(given, question)))
            for question, asked in stated.QUESTIONS.items()
        )
        return said if any(fact.text for fact in said) else ()

    @property
    def booking(self) -> str:
        return self._profile.stated.booking_link or ""

    @property
    def bio(self) -> str:
        return self._profile.bio or ""

    @property
    def changed(self) -> str:
        return gettext(
            "Last change %(day)s.", day=words.day(self._profile.updated_at.date(), self._language)
        )

    @property
    def shows_demo(self) -> bool:
        return self._profile.synthetic

    def _with_lookup(self, record: Record, licence: LicenceView) -> Record:
        """Say where everybody can look a licence up: the board of its place and profession."""
        board = next(
            (
                board
                for board in self._boards
                if board.lookup_url
                and board.regulates(licence.country, licence.region, profession=licence.profession)
            ),
            None,
        )
        if board is None:
            return record
        return replace(
            record,
            lookup=board.lookup_url,
            lookup_host=host(board.lookup_url),
            lookup_caution=board_caution(board),
        )

    def _kinds_in_order(self) -> tuple[Headache, ...]:
        return tuple(kind for kind in words.HEADACHES if kind in set(self._profile.headaches))

    def _since(self, kind: Headache) -> str:
        years = next(
            (each.years for each in self._profile.stated.headaches if each.headache == kind), None
        )
        return "" if years is None else stated.years(years)

    def _stated(self) -> tuple[Fact, ...]:
        """What they say of their practice; nobody has checked it."""
        said = self._profile.stated
        return (
            Fact(gettext("Other conditions"), stated.conditions(said.conditions)),
            Fact(gettext("Ages"), stated.ages(said.youngest, said.oldest)),
            Fact(gettext("Referral"), stated.referral(said.referral_needed)),
            Fact(gettext("Fee"), stated.fees(said.fee_low, said.fee_high, country=said.country)),
            Fact(
                gettext("Payment"),
                stated.ways_to_pay(
                    self_pay=said.self_pay,
                    direct_billing=said.direct_billing,
                    gives_receipts=said.gives_receipts,
                    sliding_scale=said.sliding_scale,
                ),
            ),
        )

    def _time_zone(self, country: Country, region: str) -> str:
        """A licence ends at midnight where it is used."""
        return next(
            (
                place.time_zone
                for place in self._profile.locations
                if (place.country, place.region) == (country, region)
            ),
            "UTC",
        )

    def _visit(self, place: LocationView, why: ReasonsView) -> Visit:
        region = self._around.region_name(place.country, place.region)
        until, here = place.qualified_until, self._profile.stated.places.get(place.id)
        counts = (
            gettext(
                "All three checks are good here until %(day)s, then we check again.",
                day=words.last_day(until, place.time_zone, language=self._language),
            )
            if place.qualified and until
            else ""
        )
        return Visit(
            name=place.name,
            address=address(place).removeprefix(f"{place.name}, "),
            near=gettext("The street is not shown: this is a home.")
            if place.street_hidden
            else how_near(place),
            phone=words.telephone(place.phone) if place.phone else "",
            phone_href=words.telephone_address(place.phone) if place.phone else "",
            website=host(place.website) if place.website else "",
            website_href=place.website or "",
            profession=words.profession(place.profession, place.country, language=self._language)
            if place.profession
            else "",
            region=region,
            checks=check_lines(place, region=region, language=self._language),
            counts=counts,
            reasons=reasons(why, place, region=region, rules=self._rules),
            access=words.access(place.access, self._language),
            seek=_seek(place),
            hours=() if here is None else stated.hours(here.hours),
            parking="" if here is None else here.parking or "",
        )


def _seek(place: LocationView) -> str:
    street = None if place.street_hidden else place.street
    town = f"{place.city}, {place.region} {place.postal_code}"
    return f"{street}, {town}" if street else town


class NotListedPage:
    """Somebody who is not in the directory now, or no longer; no reason is given."""

    def __init__(
        self, name: str, *, gone: bool, demo: bool = False, rechecked: bool = False
    ) -> None:
        self._name = name
        self._rechecked = rechecked
        self.is_gone = gone
        self.shows_demo = demo

    @property
    def title(self) -> str:
        if not self._name:
            return gettext("This practitioner is no longer in this directory")
        if self.is_gone:
            return gettext("%(name)s is no longer in this directory", name=self._name)
        return gettext("%(name)s is not listed now", name=self._name)

    @property
    def says(self) -> str:
        if self.is_gone:
            return gettext("The page that was here has been taken down.")
        if self._rechecked:
            return gettext("We are checking this listing again. Until then no search finds it.")
        return gettext("We are checking this listing again, or it is paused. It may come back.")
