"""The street map: only where the operator offers one, and only after the reader asked for it."""

from pathlib import Path
from typing import Final

from flask import Response, abort, render_template, request, send_file, url_for

from directory.domain.street_maps import HEADER, MapMode, read_tile_file, read_tile_source
from directory.web import asking
from directory.web.headers import allow_streets
from directory.web.presenters.street_page import StreetPage, StreetQuestion, Streets
from directory.web.public.mapping import shown_map
from directory.web.public.searching import Answer, answered, form_for, results_page
from directory.web.public.views import blueprint
from directory.web.wiring import services

AGREED: Final = "streets"
"""The parameter of somebody who was asked and said yes."""


@blueprint.get("/map/streets")
def streets() -> Answer:
    """Ask, then draw the people of one page of results on streets."""
    if not services().settings.map_mode.has_streets:
        abort(404)
    return answered(_drawn)


def _drawn(wanted: asking.Search) -> Answer:
    results, offered = results_page(wanted), _offered()
    if offered is None or not results.stops:
        # The map without streets says as well that there is nobody to be shown.
        return shown_map(wanted)
    if offered.asks and request.args.get(AGREED) != "yes":
        question = StreetQuestion(results, offered)
        return render_template("public/streets_ask.html", page=question, agreed=AGREED)
    allow_streets(offered.origin)
    page = StreetPage(results, offered)
    return render_template("public/streets.html", page=page, form=form_for(wanted))


@blueprint.get("/map/streets.pmtiles", endpoint="street_tiles")
def street_tiles() -> Response:
    """Send the parts of the operator's file that the street map asks for."""
    chosen = services().settings
    if chosen.map_mode is not MapMode.PMTILES or not Path(chosen.map_pmtiles).is_file():
        abort(404)
    # Whoever has the page has the map: nothing in the file is about anybody.
    return send_file(
        Path(chosen.map_pmtiles),
        mimetype="application/vnd.pmtiles",
        download_name="streets.pmtiles",
        conditional=True,
        max_age=3600,
        etag=True,
    )


def _offered() -> Streets | None:
    """Give where streets come from; None where the operator's file is gone since the start."""
    chosen = services().settings
    source = read_tile_source(chosen.map_tile_url)
    if chosen.map_mode is MapMode.TILES and source:
        return Streets(
            tiles=source.address,
            host=source.host,
            origin=source.origin,
            attribution=chosen.map_tile_attribution,
            asks=chosen.map_tile_ask_first,
        )
    try:
        with Path(chosen.map_pmtiles).open("rb") as opened:
            file = read_tile_file(opened.read(HEADER))
    except OSError:
        return None
    if file is None:
        return None
    return Streets(
        file=url_for("public.street_tiles"),
        closest=file.closest,
        attribution=chosen.map_tile_attribution,
    )
