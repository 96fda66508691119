"""What practitioners say of themselves and their places, as pages say it."""

from collections.abc import Iterable
from datetime import time
from itertools import groupby
from typing import Final

from babel.dates import format_time, get_day_names
from flask_babel import get_locale, lazy_gettext

from directory.domain.entry.answers import Answered, Question
from directory.domain.entry.opening_hours import DAY, Span, by_day
from directory.domain.entry.patients import Condition
from directory.domain.vocabulary import Country
from directory.web.speech import format_decimal, gettext, ngettext

CONDITIONS: Final = {
    Condition.NECK_PAIN: lazy_gettext("Neck pain"),
    Condition.JAW_PAIN: lazy_gettext("Jaw pain (TMJ)"),
    Condition.SHOULDER_PAIN: lazy_gettext("Shoulder pain"),
    Condition.FROZEN_SHOULDER: lazy_gettext("Frozen shoulder"),
    Condition.BACK_PAIN: lazy_gettext("Back pain"),
    Condition.SCIATICA: lazy_gettext("Sciatica"),
    Condition.MUSCLE_KNOTS: lazy_gettext("Muscle knots and trigger points"),
    Condition.WHIPLASH: lazy_gettext("Whiplash"),
    Condition.TENDON_PAIN: lazy_gettext("Tendon pain"),
    Condition.ELBOW_PAIN: lazy_gettext("Golfer’s or tennis elbow"),
    Condition.CARPAL_TUNNEL: lazy_gettext("Carpal tunnel syndrome"),
    Condition.SPORTS_INJURY: lazy_gettext("Sports injury"),
    Condition.FIBROMYALGIA: lazy_gettext("Fibromyalgia"),
    Condition.SCOLIOSIS: lazy_gettext("Scoliosis"),
}
QUESTIONS: Final = {
    Question.EXPERIENCE: lazy_gettext("What is your experience with needling for headache?"),
    Question.VISIT: lazy_gettext("What happens at a session?"),
    Question.RISKS: lazy_gettext("What are the risks and benefits for me?"),
    Question.WORKING: lazy_gettext("How will we know it works for me?"),
    Question.SESSIONS: lazy_gettext("How many sessions do people usually have?"),
    Question.AFTERCARE: lazy_gettext("What do I do after a session?"),
}
"""The seed's six, in its order."""
CHOSEN: Final = {
    "under_2_years": lazy_gettext("Less than 2 years of needling for headache"),
    "2_to_4_years": lazy_gettext("2 to 4 years of needling for headache"),
    "5_to_9_years": lazy_gettext("5 to 9 years of needling for headache"),
    "10_years_or_more": lazy_gettext("10 years or more of needling for headache"),
    "examines_first": lazy_gettext("Asks about your history and examines you first"),
    "explains_muscles": lazy_gettext("Says which muscles will be needled, and why"),
    "needles_at_first": lazy_gettext("May needle at the first visit, if you agree"),
    "other_therapy_too": lazy_gettext("Uses exercises or other therapy as well"),
    "tells_risks": lazy_gettext("Goes through common and rare risks before the first needle"),
    "asks_consent": lazy_gettext("Asks for your consent in writing"),
    "asks_medicines": lazy_gettext("Asks about medicines, pregnancy and implants"),
    "may_stop": lazy_gettext("Stops whenever you ask"),
    "says_alternatives": lazy_gettext("Talks about other treatments that you could try"),
    "headache_diary": lazy_gettext("A headache diary"),
    "headache_days": lazy_gettext("Days with headache in a month, before and after"),
    "questionnaire": lazy_gettext("A questionnaire, such as the HIT-6"),
    "neck_movement": lazy_gettext("How far your neck moves"),
    "stops": lazy_gettext("Agrees with you when to stop if it does not help"),
    "1_to_3": lazy_gettext("1 to 3 sessions, then we look again"),
    "4_to_6": lazy_gettext("4 to 6 sessions, then we look again"),
    "7_to_10": lazy_gettext("7 to 10 sessions, then we look again"),
    "more_than_10": lazy_gettext("More than 10 sessions"),
    "depends": lazy_gettext("It depends on the person"),
    "in_writing": lazy_gettext("Gives you instructions in writing"),
    "whom_to_call": lazy_gettext("Tells you whom to call if something worries you"),
    "what_is_usual": lazy_gettext("Tells you what is usual, such as soreness for a day or two"),
    "exercises": lazy_gettext("Gives you exercises to do at home"),
}
_MONEY: Final = {
    Country.US: lazy_gettext("US$%(amount)s"),
    Country.CA: lazy_gettext("CA$%(amount)s"),
}


def conditions(words: Iterable[str]) -> str:
    """List other conditions."""
    return ", ".join(str(CONDITIONS[each]) for each in Condition if each in set(words))


def years(number: int) -> str:
    """Say since when, in years."""
    if number == 0:
        return gettext("for less than a year")
    return ngettext("for %(num)s year", "for %(num)s years", number)


def ages(youngest: int | None, oldest: int | None) -> str:
    """Say whom somebody sees, by age; a bound that is not stated is not said."""
    if youngest is not None and oldest is not None:
        return gettext("%(low)s to %(high)s years", low=str(youngest), high=str(oldest))
    if youngest is not None:
        return ngettext(
            "%(low)s year and older", "%(low)s years and older", youngest, low=str(youngest)
        )
    if oldest is not None:
        return ngettext("Up to %(high)s year", "Up to %(high)s years", oldest, high=str(oldest))
    return ""


def referral(needed: bool | None) -> str:  # noqa: FBT001  (a fact, not a switch)
    """Say whether a referral is needed."""
    if needed is None:
        return ""
    return gettext("Needed") if needed else gettext("Not needed")


def fees(low: int | None, high: int | None, *, country: Country) -> str:
    """Say what a session costs, in the money of the country."""
    ends = [None if end is None else _money(end, country) for end in (low, high)]
    match ends:
        case [None, None]:
            return ""
        case [str() as least, None]:
            return gettext("From %(amount)s a session", amount=least)
        case [None, str() as most]:
            return gettext("Up to %(amount)s a session", amount=most)
        case [least, most] if least == most:
            return gettext("%(amount)s a session", amount=str(least))
        case _:
            return gettext("%(low)s to %(high)s a session", low=str(ends[0]), high=str(ends[1]))


def _money(amount: int, country: Country) -> str:
    return str(_MONEY[country]) % {"amount": format_decimal(amount)}


def ways_to_pay(
    *,
    self_pay: bool | None,
    direct_billing: bool | None,
    gives_receipts: bool | None,
    sliding_scale: bool | None,
) -> str:
    """List the ways to pay that somebody said they offer."""
    said = [
        (self_pay, gettext("you pay at the visit")),
        (direct_billing, gettext("bills your insurance directly")),
        (gives_receipts, gettext("gives receipts for your insurance")),
        (sliding_scale, gettext("lower fee for people with little money")),
    ]
    text = ", ".join(words for offered, words in said if offered)
    return text[:1].upper() + text[1:]


def answer(given: Answered) -> str:
    """Put an answer into words: what was chosen, then what was added."""
    chosen = "; ".join(str(CHOSEN[each]) for each in given.choices)
    return ". ".join(part for part in (chosen, given.words) if part)


def hours(spans: Iterable[Span]) -> tuple[tuple[str, str], ...]:
    """Say when somebody sees patients: days alike one after another are one line.

    Where any hours are stated, a day without any is closed; with none at all nothing is known.
    """
    days = by_day(spans)
    if not any(days.values()):
        return ()
    named = [(day, _times(spans_of)) for day, spans_of in days.items()]
    return tuple(
        (_days([day for day, _ in alike]), said)
        for said, group in groupby(named, key=lambda each: each[1])
        for alike in [list(group)]
    )


def weekday(number: int) -> str:
    """Name a day of the week, as it begins a line."""
    name = str(get_day_names("wide", locale=get_locale() or "en")[number - 1])
    return name[:1].upper() + name[1:]


def _days(days: list[int]) -> str:
    if len(days) == 1:
        return weekday(days[0])
    return gettext("%(first)s to %(last)s", first=weekday(days[0]), last=weekday(days[-1]))


def _times(spans: tuple[Span, ...]) -> str:
    if not spans:
        return gettext("Closed")
    return ", ".join(f"{_time(span.opens)}–{_time(span.closes)}" for span in spans)


def _time(minutes: int) -> str:
    if minutes == DAY:
        return gettext("midnight")
    return str(format_time(time(minutes // 60, minutes % 60), "short", locale=get_locale() or "en"))
