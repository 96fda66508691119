"""Looks at sources that are on record, in words for reviewers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.vocabulary import CheckSource, IssuerAnswer, RegisterStatus
from directory.queries.review_credentials import Look
from directory.web.presenters.words import day, language_here
from directory.web.speech import gettext

SOURCES: Final = {
    CheckSource.REGULATOR_REGISTER: lazy_gettext("Register of the regulator"),
    CheckSource.ISSUER_CONFIRMED: lazy_gettext("Confirmed by the issuer"),
    CheckSource.DOCUMENT_SEEN: lazy_gettext("Document seen"),
}
STATUSES: Final = {
    RegisterStatus.ACTIVE: lazy_gettext("Active"),
    RegisterStatus.INACTIVE: lazy_gettext("Inactive"),
    RegisterStatus.EXPIRED: lazy_gettext("Expired"),
    RegisterStatus.RESTRICTED: lazy_gettext("With restrictions"),
    RegisterStatus.SUSPENDED: lazy_gettext("Suspended"),
    RegisterStatus.REVOKED: lazy_gettext("Revoked"),
    RegisterStatus.NOT_FOUND: lazy_gettext("Not found"),
}
ANSWERS: Final = {
    IssuerAnswer.CONFIRMED: lazy_gettext("They confirmed it."),
    IssuerAnswer.DIFFERS: lazy_gettext("They have it on record, and something differs."),
    IssuerAnswer.NOT_ON_RECORD: lazy_gettext("They have it not on record."),
}


@dataclass(frozen=True, slots=True)
class LookLine:
    """A look: when and where, its address, and the terms of what was found."""

    said: str
    href: str
    facts: tuple[tuple[str, str], ...]


def look_line(look: Look, names: Mapping[int, str]) -> LookLine:
    """Put a look into words."""
    spoken = language_here()
    found = [
        (gettext("Source"), f"{SOURCES[look.source]}: {look.source_name}"),
        (gettext("Status found"), _status(look)),
        (gettext("End date found"), day(look.end_found, spoken) if look.end_found else ""),
        (gettext("Reference"), look.reference or ""),
        (gettext("Note"), look.note or ""),
        (gettext("Looked by"), names.get(look.reviewer or 0, "")),
    ]
    return LookLine(
        said=gettext("Looked up on %(day)s", day=day(look.looked_on, spoken)),
        href=look.url or "",
        facts=tuple((term, text) for term, text in found if text),
    )


def _status(look: Look) -> str:
    if look.status_found is None:
        return look.status_words or ""
    said = str(STATUSES[look.status_found])
    return f"{said} (“{look.status_words}”)" if look.status_words else said
