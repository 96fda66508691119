"""Credentials as their owner reads of them: what each is called, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from flask_babel import lazy_gettext

from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    CredentialState,
    LicenceKind,
)
from directory.web.presenters.words import day, language_here, profession
from directory.web.rule_sentences import spelled
from directory.web.speech import gettext
from directory.web.wiring import region_name

if TYPE_CHECKING:
    from datetime import date

    from directory.queries.entries import CredentialEntry
    from directory.queries.own_credentials import OwnCredential

ENTRIES_OF_REGULATORS: Final = {
    AuthorizationKind.APPROVAL: lazy_gettext("Approval"),
    AuthorizationKind.ATTESTATION: lazy_gettext("Attestation"),
    AuthorizationKind.AUTHORIZATION: lazy_gettext("Authorization"),
    AuthorizationKind.CERTIFICATE: lazy_gettext("Certificate"),
    AuthorizationKind.CERTIFICATION: lazy_gettext("Certification"),
    AuthorizationKind.ENDORSEMENT: lazy_gettext("Endorsement"),
    AuthorizationKind.LICENCE: lazy_gettext("License of its own"),
    AuthorizationKind.PERMIT: lazy_gettext("Permit"),
    AuthorizationKind.REGISTRATION: lazy_gettext("Registration"),
    AuthorizationKind.ROSTER: lazy_gettext("Entry on a roster"),
    AuthorizationKind.SUB_REGISTER: lazy_gettext("Entry on a sub-register"),
}
"""What regulators call their own entries for needling, as a heading says it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a credential stands, in a word or two and in a sentence; `tone` colors the word."""

    word: str
    sentence: str
    tone: str = ""


def title(entry: CredentialEntry) -> str:
    """Name a credential, so that its owner knows which one is meant."""
    match entry:
        case LicenceEntry():
            where = region_name(entry.country, entry.region)
            if entry.kind is LicenceKind.COMPACT_PRIVILEGE:
                return gettext("Compact privilege, %(region)s", region=where)
            trade = profession(entry.profession, entry.country, language=language_here())
            return f"{trade}, {where}"
        case AuthorizationEntry():
            return gettext(
                "%(entry)s for needling, %(region)s",
                entry=spelled(str(ENTRIES_OF_REGULATORS[entry.kind]), entry.country),
                region=region_name(entry.country, entry.region),
            )
        case TrainingEntry():
            return entry.course
        case CertificationEntry():
            return entry.name
        case _:
            assert_never(entry)


def lines(entry: CredentialEntry) -> tuple[str, ...]:
    """Say what else tells a credential from another one."""
    if isinstance(entry, TrainingEntry):
        return (entry.provider, str(entry.completed.year))
    number = (gettext("Number %(number)s", number=entry.number),) if entry.number else ()
    body = (entry.body,) if isinstance(entry, CertificationEntry) else ()
    return (*body, *number, *_period(entry.issued, entry.expires))


def _period(issued: date | None, expires: date | None) -> tuple[str, ...]:
    spoken = language_here()
    if issued is not None and expires is not None:
        return (
            gettext("%(first)s to %(last)s", first=day(issued, spoken), last=day(expires, spoken)),
        )
    if expires is not None:
        return (gettext("Until %(day)s", day=day(expires, spoken)),)
    return (gettext("Since %(day)s", day=day(issued, spoken)),) if issued is not None else ()


def country_of(entry: CredentialEntry) -> Country:
    """Say how a credential's country spells."""
    return getattr(entry, "country", None) or Country.US


def standing(credential: OwnCredential, today: date) -> Standing:
    """Say where a credential stands."""
    ended = credential.expires is not None and credential.expires < today
    since = gettext("On %(day)s.", day=day(credential.state_since.date(), language_here()))
    if credential.state in _DECIDED:
        return Standing(str(_DECIDED[credential.state]), since, "wait")
    match credential.state:
        case CredentialState.DRAFT:
            return _not_sent(ended=ended)
        case CredentialState.VERIFIED if ended:
            again = gettext("We checked it, but its last day has passed. Add the new date.")
            return Standing(gettext("Ended"), again, "wait")
        case CredentialState.VERIFIED:
            return Standing(gettext("Checked"), since, "ok")
        case CredentialState.WITHDRAWN:
            return Standing(gettext("Withdrawn"), since)
        case _:
            return _with_reviewers(credential, since)


_DECIDED: Final = {
    CredentialState.REFUSED: lazy_gettext("Not accepted"),
    CredentialState.SUSPENDED: lazy_gettext("Suspended"),
    CredentialState.REVOKED: lazy_gettext("Revoked"),
}


def _not_sent(*, ended: bool) -> Standing:
    if ended:
        again = gettext("This has ended. You can send it after you renew.")
        return Standing(gettext("Ended"), again, "wait")
    return Standing(gettext("Saved"), gettext("Not sent yet."))


def _with_reviewers(credential: OwnCredential, since: str) -> Standing:
    if credential.state is CredentialState.QUERIED:
        asked = gettext("Answer, so that we can go on.")
        return Standing(gettext("We asked you something"), asked, "wait")
    if credential.state is CredentialState.DEFERRED and credential.deferred_until is not None:
        again = day(credential.deferred_until, language_here())
        said = gettext("We look at it again on %(day)s.", day=again)
        return Standing(gettext("Waiting"), said)
    if credential.appeal is Appeal.OPEN:
        return Standing(gettext("Appealed"), gettext("Another reviewer looks at it."), "wait")
    return Standing(gettext("Sent"), since)
