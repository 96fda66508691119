"""The page of a person on an earlier day."""

from datetime import date

from flask import abort, render_template, request, url_for

from directory.domain.history import DayFault
from directory.queries.history import EarlierLocation, history, was_listed
from directory.queries.profiles import ProfileView, Publicity
from directory.web.public.presenters import Around
from directory.web.public.presenters.history import DayForm, HistoryPage, WrongDayPage, day_form
from directory.web.wiring import services


def earlier_form(number: int) -> DayForm | None:
    """Give the form that asks for an earlier day, where there was ever something to say."""
    return day_form() if was_listed(services().database, number) else None


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
        return _wrong(found, day, demo=demo)
    page = HistoryPage(
        found,
        around,
        rules=kept.shelf.read(kept.database).rules,
        rule_path=lambda place: _rule_path(place, day),
        name=public.name if public else "",
        now_href=url_for("public.profile", public_id=public.id, slug=public.slug) if public else "",
        demo=demo,
    )
    return render_template("public/history.html", page=page, form=day_form(day))


def _wrong(fault: DayFault, day: date | None = None, *, demo: bool) -> tuple[str, int]:
    form = day_form(day, fault=fault)
    return render_template("public/history.html", page=WrongDayPage(demo=demo), form=form), 400


def _rule_path(place: EarlierLocation, day: date) -> str:
    where = f"{place.country}/{place.region}".lower()
    return f"{request.script_root}/rules/{where}?as_of={day.isoformat()}"
