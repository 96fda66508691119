"""The page of a map: who was found, drawn large."""

from flask import abort, render_template

from directory.domain.street_maps import MapMode
from directory.web import asking
from directory.web.presenters.map_page import MapPage
from directory.web.public.searching import Answer, answered, form_for, results_page
from directory.web.public.views import blueprint
from directory.web.wiring import services


@blueprint.get("/map", endpoint="map")
def map_page() -> Answer:
    """Draw the people of one page of results, and list them."""
    if services().settings.map_mode is MapMode.OFF:
        abort(404)
    return answered(shown_map)


def shown_map(wanted: asking.Search) -> Answer:
    """Draw what a search found."""
    page = MapPage(results_page(wanted))
    return render_template(
        "public/map.html",
        page=page,
        form=form_for(wanted),
        streets=services().settings.map_mode.has_streets,
    )
