"""What is wrong, odd or worth a look in an entry, in sentences that say what to do."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Final

from flask_babel import format_date

from directory.domain.entry.faults import Fault, FaultCode
from directory.domain.vocabulary import Country
from directory.sentences import entered_credentials, entered_listings, entered_secrets
from directory.web.speech import gettext
from directory.web.wiring import region_name

SENTENCES: Final = {
    **entered_listings.SENTENCES,
    **entered_credentials.SENTENCES,
    **entered_secrets.SENTENCES,
}
"""One sentence a code; `%(licence)s` is the word as the reader's country spells it."""
MISSING: Final = {**entered_listings.MISSING, **entered_secrets.MISSING}
"""What to say of each field that was left empty, where it has a sentence of its own."""
_DAYS: Final = frozenset({
    "day", "today", "start", "latest", "licensed",
})  # fmt: skip
"""Parameters that are ISO days."""


def sentence(fault: Fault, country: Country | None = None) -> str:
    """Say what is the matter and what to do; `country` is the person's, where it is known."""
    text = SENTENCES[fault.code]
    if fault.code is FaultCode.TEXT_MISSING:
        text = MISSING.get(fault.field, text)
    return worded(gettext(text), fault, country=country)


def worded(text: str, fault: Fault, *, country: Country | None = None) -> str:
    """Put what a fault tells into a sentence of the reader's language."""
    given = dict(fault.params)
    where = country or _country(given)
    return text % {**_spoken(given, where), **_licence(where)}


def _country(given: Mapping[str, str]) -> Country:
    with suppress(KeyError, ValueError):
        return Country(given["country"])
    return Country.US


def _licence(country: Country) -> dict[str, str]:
    """Give the word that both countries say and spell differently."""
    if country is Country.CA:
        return {"licence": gettext("licence"), "Licence": gettext("Licence")}
    return {"licence": gettext("license"), "Licence": gettext("License")}


def _spoken(given: Mapping[str, str], country: Country) -> dict[str, str]:
    """Give parameters as the reader's language writes them."""
    spoken = {}
    for name, value in given.items():
        if name in _DAYS:
            spoken[name] = _day(value)
        elif name == "region":
            spoken[name] = region_name(country, value)
        else:
            spoken[name] = value
    return spoken


def _day(value: str) -> str:
    with suppress(ValueError):
        return str(format_date(date.fromisoformat(value), "d MMMM y"))
    return value
