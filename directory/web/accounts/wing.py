"""The wing of accounts: the blueprint that every page of it is hung on, behind its guard."""

from flask import Blueprint

from directory.web.guards import guard

blueprint = Blueprint("accounts", __name__, url_prefix="/account")
guard(blueprint)
