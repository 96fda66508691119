"""The page of a person on an earlier day."""

from datetime import date

from flask import abort, render_template, request, url_for

from directory.domain.history import DayFault
from directory.queries.history import EarlierLocation, history, was_listed
from directory.queries.profiles import ProfileView, Publicity
from directory.web import day_sentences
from directory.web.presenters import Around
from directory.web.presenters.days import DayForm, day_form
from directory.web.presenters.history import HistoryPage, WrongDayPage
from directory.web.speech import gettext
from directory.web.wiring import services


def ask_for_day(typed: str = "", wrong: str = "") -> DayForm:
    """Make the form that asks for an earlier day of a person."""
    hint = gettext("A day that has ended, such as 2026-03-31")
    return day_form(typed, hint=hint, wrong=wrong)


def earlier_form(number: int) -> DayForm | None:
    """Give the form that asks for an earlier day, where there was ever something to say."""
    return ask_for_day() if was_listed(services().database, number) else None


def earlier_page(
    number: int, day: date | DayFault, *, profile: ProfileView | None, around: Around
) -> str | tuple[str, int]:
    """Show what was published about a person at the end of a day; `profile` is how they are now.

    A name and a link are shown only where they are public now.
    """
    kept = services()
    public = profile if profile and profile.publicity is not Publicity.GONE else None
    demo = profile.synthetic if profile else kept.settings.demo
    if isinstance(day, DayFault):
        return _wrong(day, demo=demo)
    found = history(kept.database, number, day=day, now=kept.now())
    if found is None:
        abort(404)
    if isinstance(found, DayFault):
        return _wrong(found, demo=demo)
    page = HistoryPage(
        found,
        around,
        rules=kept.shelf.read(kept.database).rules,
        rule_path=lambda place: _rule_path(place, day),
        name=public.name if public else "",
        now_href=url_for("public.profile", public_id=public.id, slug=public.slug) if public else "",
        demo=demo,
    )
    return render_template("public/history.html", page=page, form=ask_for_day(day.isoformat()))


def _wrong(fault: DayFault, *, demo: bool) -> tuple[str, int]:
    typed = next(filter(None, request.args.getlist("as_of")), "")
    form = ask_for_day(typed, day_sentences.message(fault))
    return render_template("public/history.html", page=WrongDayPage(demo=demo), form=form), 400


def _rule_path(place: EarlierLocation, day: date) -> str:
    return url_for(
        "public.rules_of_region",
        country=place.country.lower(),
        region=place.region.lower(),
        as_of=day.isoformat(),
    )
