"""The wing of staff: the blueprint that every page of it is hung on, behind its guard."""

from flask import Blueprint

from directory.web.guards import guard

blueprint = Blueprint("review", __name__, url_prefix="/review")
guard(blueprint)
