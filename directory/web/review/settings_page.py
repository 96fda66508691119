"""How the directory is set up, for administrators to see; secrets are only said to be set."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from typing import Final

from flask import render_template
from flask_babel import lazy_gettext

from directory.config import VARIABLES, Settings, without_password
from directory.domain.accounts.rights import Right
from directory.web.guards import needs
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services

MEANINGS: Final[Mapping[str, object]] = {
    "mode": lazy_gettext("A demonstration with invented people, or the real thing"),
    "database_url": lazy_gettext("The database"),
    "database_read_urls": lazy_gettext("Copies of the database that are read from"),
    "database_migration_url": lazy_gettext("The database, as a role that may change its tables"),
    "secret_key": lazy_gettext("The secret that forms and links are sealed with"),
    "base_url": lazy_gettext("The public address of the site"),
    "host": lazy_gettext("The address that the server listens on"),
    "port": lazy_gettext("The port that the server listens on"),
    "workers": lazy_gettext("Server processes"),
    "proxies": lazy_gettext("Proxies of yours before the server"),
    "trusted_hosts": lazy_gettext("Host names that are answered to"),
    "emergency_us": lazy_gettext("Emergency number in the United States"),
    "emergency_ca": lazy_gettext("Emergency number in Canada"),
    "geocoder": lazy_gettext("Who refines the addresses of practitioners"),
    "geocoder_url": lazy_gettext("The address of that service, where it is not its usual one"),
    "geocoder_key": lazy_gettext("The key for that service"),
    "contact": lazy_gettext("The e-mail address of the operator"),
    "smtp_url": lazy_gettext("The mail server, with its password"),
    "mail_from": lazy_gettext("The address that letters come from"),
    "log_key": lazy_gettext("The file of the key that signs the log of decisions"),
    "evidence": lazy_gettext("The folder of the files that practitioners hand in"),
    "second_reviewer": lazy_gettext("Who confirms what takes two reviewers"),
    "rechecks": lazy_gettext("Public listings that are drawn as samples each week"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting as it may be shown."""

    variable: str
    meaning: str
    value: str


@blueprint.get("/settings")
@needs(Right.SEE_SETTINGS)
def settings() -> str:
    """Show every setting by its variable."""
    chosen = services().settings
    return render_template(
        "review/settings.html", settings=[_shown(field, chosen) for field in fields(chosen)]
    )


def _shown(field: Field[object], chosen: Settings) -> Shown:
    variable, meaning = VARIABLES[field.name]
    value = getattr(chosen, field.name)
    return Shown(
        variable,
        str(MEANINGS.get(field.name, meaning)),
        _said(value) if field.repr else _hidden(value),
    )


def _hidden(value: object) -> str:
    return gettext("Set, and not shown") if value else gettext("Not set")


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(without_password, value)) or gettext("Not set")
    return without_password(str(value)) or gettext("Not set")
