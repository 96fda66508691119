"""Doors for operators: the commands of `flask --app wsgi`."""

from directory.cli.database import db
from directory.cli.demo import demo
from directory.cli.export import export
from directory.cli.guide import guide
from directory.cli.imports import imports
from directory.cli.log import log
from directory.cli.mail import mail
from directory.cli.people import people
from directory.cli.places import places
from directory.cli.prepare import prepare
from directory.cli.rules import rules
from directory.cli.serve import serve
from directory.cli.settings import settings
from directory.cli.upkeep import upkeep

COMMANDS = (
    db,
    demo,
    export,
    guide,
    imports,
    log,
    mail,
    people,
    places,
    prepare,
    rules,
    serve,
    settings,
    upkeep,
)
"""Every command, to be added to an app."""

__all__ = ["COMMANDS"]
