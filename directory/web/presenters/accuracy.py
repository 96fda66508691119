"""What the directory measures of itself, in words: each figure with how it is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_date, format_percent

from directory.domain.figures import (
    AIM_EXACT,
    AIM_FUNCTIONAL,
    CONFIRMED_DAYS,
    FEW,
    LOOKED_DAYS,
    REPORT_DAYS,
    SAMPLED_DAYS,
    VERIFIED_DAYS,
    Share,
    TookIn,
    in_words,
    share,
    took,
)
from directory.web.presenters.drawings import Column, Drawing, Table, heights
from directory.web.presenters.words import day, language_here
from directory.web.speech import format_decimal, gettext, ngettext

if TYPE_CHECKING:
    from datetime import date

    from directory.queries.accuracy import PublicFigures, Waited


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing that is measured."""

    id: str
    heading: str
    says: tuple[str, ...]
    how: tuple[str, ...]
    drawing: Drawing | None = None
    table: Table | None = None


class AccuracyPage:
    """The words of the page about how right the directory is."""

    def __init__(self, figures: PublicFigures, *, demo: bool = False) -> None:
        self._figures = figures
        self.shows_demo = demo

    @property
    def title(self) -> str:
        return gettext("How right and how current this directory is")

    @property
    def as_of(self) -> str:
        return gettext(
            "Computed on %(day)s, and again every 15 minutes.",
            day=day(self._figures.at.date(), language_here()),
        )

    @property
    def measures(self) -> tuple[Measure, ...]:
        return (
            self._samples(),
            self._looked(),
            self._took(),
            self._confirmed(),
            self._reports(),
        )

    def _samples(self) -> Measure:
        found = self._figures.samples
        exact, functional = (share(part, found.counted) for part in (found.exact, found.functional))
        return Measure(
            id="samples",
            heading=gettext("Listings that we looked at again"),
            says=(_exactly(exact), _well_enough(functional))
            if exact and functional
            else (_too_few(found.counted),),
            how=(
                gettext(
                    "Each week a computer draws listings by chance. A person then finds out what "
                    "is true, line by line: the license, the place, the address, the telephone "
                    "number, the name, the hours, and whether new patients are taken."
                ),
                gettext(
                    "Exactly right: every line that the listing shows is right. Right enough: a "
                    "patient who relies on it reaches this person, at this place, with a license "
                    "that is valid."
                ),
                gettext(
                    "We count what was looked at in the last %(days)s days.", days=str(SAMPLED_DAYS)
                )
                + (f" {_left_out(found.uncounted)}" if found.uncounted else ""),
                gettext(
                    "Our aim: %(exact)s exactly right, and %(enough)s right enough.",
                    exact=_percent(AIM_EXACT),
                    enough=_percent(AIM_FUNCTIONAL),
                ),
            ),
            drawing=Drawing(
                "samples-drawing",
                gettext("Listings that were right, in percent"),
                (
                    Column(gettext("exactly"), _percent(exact.percent), exact.percent),
                    Column(gettext("enough"), _percent(functional.percent), functional.percent),
                ),
            )
            if exact and functional
            else None,
            table=Table(
                gettext("Listings that were right"),
                (gettext("How right"), gettext("Listings"), gettext("Share"), gettext("Between")),
                (
                    (gettext("Exactly right"), *_row(exact)),
                    (gettext("Right enough"), *_row(functional)),
                ),
            )
            if exact and functional
            else None,
        )

    def _looked(self) -> Measure:
        found = self._figures.currency
        shares = [share(part, found.listed) for part in found.looked]
        known = [each for each in shares if each is not None]
        by_days = dict(zip(LOOKED_DAYS, shares, strict=True))
        lately, longer = by_days[90], by_days[120]
        return Measure(
            id="looked",
            heading=gettext("How lately we looked each license up"),
            says=(
                gettext(
                    "%(share)s of the people listed had their license looked up on the "
                    "regulator’s register within the last 90 days, and %(more)s within 120 days.",
                    share=_percent(lately.percent),
                    more=_percent(longer.percent),
                ),
            )
            if lately and longer
            else (_too_few(found.listed),),
            how=(
                gettext(
                    "We count everybody whom a search can find now, once. Somebody with several "
                    "places counts by the look that is longest ago. A look holds for 6 months; "
                    "then the person is not listed until we have looked again."
                ),
            ),
            drawing=Drawing(
                "looked-drawing",
                gettext("Share of people whose license was looked up within so many days"),
                tuple(
                    Column(str(days), _percent(each.percent), each.percent)
                    for days, each in zip(LOOKED_DAYS, known, strict=True)
                ),
            )
            if known
            else None,
            table=Table(
                gettext("Share of people whose license was looked up within so many days"),
                (gettext("Days"), gettext("People"), gettext("Share")),
                tuple(
                    (str(days), _of(each), _percent(each.percent))
                    for days, each in zip(LOOKED_DAYS, known, strict=True)
                ),
            )
            if known
            else None,
        )

    def _took(self) -> Measure:
        found = self._figures
        lasted = took(found.licences.median, found.licences.number)
        of_all = took(found.all_kinds.median, found.all_kinds.number)
        says = [
            gettext(
                "Half of the licenses that we checked in the last %(days)s days had waited for us "
                "%(long)s or less.",
                days=str(VERIFIED_DAYS),
                long=how_long(lasted.median),
            )
            if lasted
            else _too_few(found.licences.number)
        ]
        if of_all:
            says.append(
                gettext(
                    "Of everything we checked, training and certification included: %(long)s.",
                    long=how_long(of_all.median),
                )
            )
        medians = [_known(each) for _, each in found.months]
        drawn = heights(medians)
        return Measure(
            id="took",
            heading=gettext("How long a check takes"),
            says=tuple(says),
            how=(
                gettext(
                    "From the moment something last came to wait for us to the decision of a "
                    "reviewer, nights, weekends and holidays included. What we asked about or put "
                    "off begins anew when it comes back. Only what was approved is counted."
                ),
            ),
            drawing=Drawing(
                "took-drawing",
                gettext("Hours that half of the licenses waited at most, by month"),
                tuple(
                    Column(_month(first), _hours(median), height)
                    for (first, _), median, height in zip(found.months, medians, drawn, strict=True)
                ),
            )
            if any(median is not None for median in medians)
            else None,
            table=Table(
                gettext("Licenses checked, by month"),
                (gettext("Month"), gettext("Licenses"), gettext("Half waited at most")),
                tuple(
                    (
                        str(format_date(first, "MMMM y")),
                        format_decimal(each.number),
                        gettext("Not known") if median is None else how_long(median),
                    )
                    for (first, each), median in zip(found.months, medians, strict=True)
                ),
            )
            if any(median is not None for median in medians)
            else None,
        )

    def _confirmed(self) -> Measure:
        found = self._figures.currency
        said = share(found.confirmed, found.listed)
        return Measure(
            id="confirmed",
            heading=gettext("Details that practitioners confirmed lately"),
            says=(
                gettext(
                    "%(share)s of the people listed confirmed their details within the last "
                    "%(days)s days (%(of)s).",
                    share=_percent(said.percent),
                    days=str(CONFIRMED_DAYS),
                    of=_of(said),
                )
                if said
                else _too_few(found.listed),
            ),
            how=(
                gettext(
                    "We ask everybody every 90 days whether hours, telephone number and the word "
                    "on new patients are still right. Who does not answer is shown as “Not known "
                    "if taking new patients”, and after a year not at all."
                ),
            ),
        )

    def _reports(self) -> Measure:
        found = self._figures
        return Measure(
            id="reports",
            heading=gettext("Mistakes that were reported and are still open"),
            says=(
                ngettext(
                    "%(number)s report is open.",
                    "%(number)s reports are open.",
                    found.reports_open,
                    number=format_decimal(found.reports_open),
                ),
                ngettext(
                    "%(number)s of them is older than %(days)s working days.",
                    "%(number)s of them are older than %(days)s working days.",
                    found.reports_old,
                    number=format_decimal(found.reports_old),
                    days=str(REPORT_DAYS),
                ),
            ),
            how=(
                gettext(
                    "A working day is a day from Monday to Friday that is no federal holiday in "
                    "the United States or in Canada."
                ),
            ),
        )


def how_long(seconds: int) -> str:
    """Say how long something took, rounded up."""
    number, unit = in_words(seconds)
    if unit is TookIn.HOURS:
        return ngettext("%(num)s hour", "%(num)s hours", number)
    return ngettext("%(num)s day", "%(num)s days", number)


def _known(each: Waited) -> int | None:
    lasted = took(each.median, each.number)
    return None if lasted is None else lasted.median


def _exactly(found: Share) -> str:
    return gettext(
        "%(share)s were exactly right (%(of)s; between %(low)s and %(high)s, with 95 in 100 "
        "certainty).",
        share=_percent(found.percent),
        of=_of(found),
        low=_percent(found.low),
        high=_percent(found.high),
    )


def _well_enough(found: Share) -> str:
    return gettext(
        "%(share)s were right enough for a patient to reach the right person (%(of)s; between "
        "%(low)s and %(high)s).",
        share=_percent(found.percent),
        of=_of(found),
        low=_percent(found.low),
        high=_percent(found.high),
    )


def _too_few(number: int) -> str:
    return gettext(
        "Not known yet: we have counted %(number)s, and say nothing about fewer than %(few)s.",
        number=format_decimal(number),
        few=str(FEW),
    )


def _left_out(number: int) -> str:
    return ngettext(
        "%(number)s more is not counted, because not everything about it could be found out.",
        "%(number)s more are not counted, because not everything about them could be found out.",
        number,
        number=format_decimal(number),
    )


def _row(found: Share) -> tuple[str, str, str]:
    between = gettext("%(low)s and %(high)s", low=_percent(found.low), high=_percent(found.high))
    return _of(found), _percent(found.percent), between


def _of(found: Share) -> str:
    return gettext(
        "%(part)s of %(whole)s",
        part=format_decimal(found.part),
        whole=format_decimal(found.whole),
    )


def _percent(number: int) -> str:
    return str(format_percent(number / 100))


def _hours(seconds: int | None) -> str:
    return "–" if seconds is None else format_decimal(-(-seconds // 3_600))


def _month(first: date) -> str:
    return str(format_date(first, "LLL"))
