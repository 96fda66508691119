"""What the directory measures of itself, in words: each figure with how it is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from directory.domain.figures import (
    AIM_EXACT,
    AIM_FUNCTIONAL,
    CONFIRMED_DAYS,
    LOOKED_DAYS,
    REPORT_DAYS,
    SAMPLED_DAYS,
    VERIFIED_DAYS,
    share,
    took,
)
from directory.web.presenters.figure_drawings import (
    looked_drawn,
    looked_listed,
    months_drawn,
    months_listed,
    samples_drawn,
    samples_listed,
)
from directory.web.presenters.figure_words import (
    exactly,
    how_long,
    known_median,
    left_out,
    out_of,
    percent,
    too_few,
    well_enough,
)
from directory.web.presenters.words import day, language_here
from directory.web.speech import format_decimal, gettext, ngettext

if TYPE_CHECKING:
    from directory.queries.accuracy import PublicFigures
    from directory.web.presenters.drawings import Drawing, Table

_YEAR: Final = str(SAMPLED_DAYS)


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
        left = f" {left_out(found.uncounted)}" if found.uncounted else ""
        return Measure(
            id="samples",
            heading=gettext("Listings that we looked at again"),
            says=(exactly(exact), well_enough(functional))
            if exact and functional
            else (too_few(found.counted),),
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
                gettext("We count what was looked at in the last %(days)s days.", days=_YEAR)
                + left,
                gettext(
                    "Our aim: %(exact)s exactly right, and %(enough)s right enough.",
                    exact=percent(AIM_EXACT),
                    enough=percent(AIM_FUNCTIONAL),
                ),
            ),
            drawing=samples_drawn(exact, functional) if exact and functional else None,
            table=samples_listed(exact, functional) if exact and functional else None,
        )

    def _looked(self) -> Measure:
        found = self._figures.currency
        shares = [share(part, found.listed) for part in found.looked]
        known = {
            days: each for days, each in zip(LOOKED_DAYS, shares, strict=True) if each is not None
        }
        return Measure(
            id="looked",
            heading=gettext("How lately we looked each license up"),
            says=(
                gettext(
                    "%(share)s of the people listed had their license looked up on the "
                    "regulator’s register within the last 90 days, and %(more)s within 120 days.",
                    share=percent(known[90].percent),
                    more=percent(known[120].percent),
                ),
            )
            if known
            else (too_few(found.listed),),
            how=(
                gettext(
                    "We count everybody whom a search can find now, once. Somebody with several "
                    "places counts by the look that is longest ago. A look holds for 6 months; "
                    "then the person is not listed until we have looked again."
                ),
            ),
            drawing=looked_drawn(known) if known else None,
            table=looked_listed(known) if known else None,
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
            else too_few(found.licences.number)
        ]
        if of_all:
            says.append(
                gettext(
                    "Of everything we checked, training and certification included: %(long)s.",
                    long=how_long(of_all.median),
                )
            )
        known = any(known_median(each) is not None for _, each in found.months)
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
            drawing=months_drawn(found.months) if known else None,
            table=months_listed(found.months) if known else None,
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
                    share=percent(said.percent),
                    days=str(CONFIRMED_DAYS),
                    of=out_of(said),
                )
                if said
                else too_few(found.listed),
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
