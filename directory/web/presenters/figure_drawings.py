"""The drawings of what the directory measures of itself, and the tables that say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import format_date

from directory.web.presenters.drawings import Column, Drawing, Table, heights
from directory.web.presenters.figure_words import (
    how_long,
    in_hours,
    known_median,
    month_named,
    out_of,
    percent,
    share_cells,
)
from directory.web.speech import format_decimal, gettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from directory.domain.figures import Share
    from directory.queries.accuracy import Waited

    Months = Sequence[tuple[date, Waited]]


def samples_drawn(exact: Share, functional: Share) -> Drawing:
    """Draw how many samples were right."""
    return Drawing(
        "samples-drawing",
        gettext("Listings that were right, in percent"),
        (
            Column(gettext("exactly"), percent(exact.percent), exact.percent),
            Column(gettext("enough"), percent(functional.percent), functional.percent),
        ),
    )


def samples_listed(exact: Share, functional: Share) -> Table:
    """Say the same, and how sure it is."""
    return Table(
        gettext("Listings that were right"),
        (gettext("How right"), gettext("Listings"), gettext("Share"), gettext("Between")),
        (
            (gettext("Exactly right"), *share_cells(exact)),
            (gettext("Right enough"), *share_cells(functional)),
        ),
    )


def looked_drawn(shares: Mapping[int, Share]) -> Drawing:
    """Draw how lately licences were looked up, by days."""
    return Drawing(
        "looked-drawing",
        gettext("Share of people whose license was looked up within so many days"),
        tuple(
            Column(str(days), percent(each.percent), each.percent) for days, each in shares.items()
        ),
    )


def looked_listed(shares: Mapping[int, Share]) -> Table:
    """Say the same, with the numbers of people."""
    return Table(
        gettext("Share of people whose license was looked up within so many days"),
        (gettext("Days"), gettext("People"), gettext("Share")),
        tuple((str(days), out_of(each), percent(each.percent)) for days, each in shares.items()),
    )


def months_drawn(months: Months) -> Drawing:
    """Draw how long half of the licences waited, by the month of the decision."""
    medians = [known_median(each) for _, each in months]
    return Drawing(
        "took-drawing",
        gettext("Hours that half of the licenses waited at most, by month"),
        tuple(
            Column(month_named(first), in_hours(median), height)
            for (first, _), median, height in zip(months, medians, heights(medians), strict=True)
        ),
    )


def months_listed(months: Months) -> Table:
    """Say the same, with the numbers of licences."""
    return Table(
        gettext("Licenses checked, by month"),
        (gettext("Month"), gettext("Licenses"), gettext("Half waited at most")),
        tuple(
            (
                str(format_date(first, "MMMM y")),
                format_decimal(each.number),
                gettext("Not known")
                if (median := known_median(each)) is None
                else how_long(median),
            )
            for first, each in months
        ),
    )
