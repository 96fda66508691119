"""The practitioner wing: one blueprint, guarded, that its pages register with."""

from flask import Blueprint

from directory.web.guards import guard

blueprint = Blueprint("practitioner", __name__, url_prefix="/listing")
guard(blueprint)
