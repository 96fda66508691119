"""Shares, waits and counts in words, as pages of figures say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import format_date, format_percent

from directory.domain.figures import FEW, Share, TookIn, in_words, took
from directory.web.speech import format_decimal, gettext, ngettext

if TYPE_CHECKING:
    from datetime import date

    from directory.queries.accuracy import Waited


def how_long(seconds: int) -> str:
    """Say how long something took, rounded up."""
    number, unit = in_words(seconds)
    if unit is TookIn.HOURS:
        return ngettext("%(num)s hour", "%(num)s hours", number)
    return ngettext("%(num)s day", "%(num)s days", number)


def known_median(each: Waited) -> int | None:
    lasted = took(each.median, each.number)
    return None if lasted is None else lasted.median


def exactly(found: Share) -> str:
    return gettext(
        "%(share)s were exactly right (%(of)s; between %(low)s and %(high)s, with 95 in 100 "
        "certainty).",
        share=percent(found.percent),
        of=out_of(found),
        low=percent(found.low),
        high=percent(found.high),
    )


def well_enough(found: Share) -> str:
    return gettext(
        "%(share)s were right enough for a patient to reach the right person (%(of)s; between "
        "%(low)s and %(high)s).",
        share=percent(found.percent),
        of=out_of(found),
        low=percent(found.low),
        high=percent(found.high),
    )


def too_few(number: int) -> str:
    return gettext(
        "Not known yet: we have counted %(number)s, and say nothing about fewer than %(few)s.",
        number=format_decimal(number),
        few=str(FEW),
    )


def left_out(number: int) -> str:
    return ngettext(
        "%(number)s more is not counted, because not everything about it could be found out.",
        "%(number)s more are not counted, because not everything about them could be found out.",
        number,
        number=format_decimal(number),
    )


def share_cells(found: Share) -> tuple[str, str, str]:
    between = gettext("%(low)s and %(high)s", low=percent(found.low), high=percent(found.high))
    return out_of(found), percent(found.percent), between


def out_of(found: Share) -> str:
    return gettext(
        "%(part)s of %(whole)s",
        part=format_decimal(found.part),
        whole=format_decimal(found.whole),
    )


def percent(number: int) -> str:
    return str(format_percent(number / 100))


def in_hours(seconds: int | None) -> str:
    return "–" if seconds is None else format_decimal(-(-seconds // 3_600))


def month_named(first: date) -> str:
    return str(format_date(first, "LLL"))
