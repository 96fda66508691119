"""How long a verified credential holds at a place: to its own end, or to the end of its check.

Sources: the lives of checks are this directory's own published rules.
"""

from collections.abc import Sequence
from datetime import date, datetime

from directory.domain.checks import CERTIFICATION_MONTHS, REGULATOR_MONTHS, SOURCES
from directory.domain.clock import NEVER, end_of, months_after
from directory.domain.credentials import Authorization, Certification, Check, Licence
from directory.domain.notes import NoteCode
from directory.domain.vocabulary import (
    CredentialKind,
    CredentialState,
    Finding,
    LicenceClass,
    LicenceKind,
)

PRACTISING = frozenset({LicenceClass.FULL, LicenceClass.PROVISIONAL, LicenceClass.TEMPORARY})
REGULATOR = SOURCES[CredentialKind.LICENCE]
"""The register, or the regulator's written reply; never a document alone."""


def licensed_until(
    licence: Licence, time_zone: str, *, at: datetime, licences: Sequence[Licence] = ()
) -> datetime:
    """Give the exclusive end of a licence that holds at an instant, or `NEVER`.

    A compact privilege ends no later than its home licence, which is one of `licences`.
    """
    if why_not(licence) is not None or licence.check is None:
        return NEVER
    until = _until(licence.check, licence.expires, time_zone=time_zone, months=REGULATOR_MONTHS)
    if licence.kind is LicenceKind.COMPACT_PRIVILEGE:
        homes = (licensed_until(home, time_zone, at=at) for home in _homes(licence, licences))
        until = min(until, max(homes, default=NEVER))
    return until if until > at else NEVER


def why_not(licence: Licence) -> NoteCode | None:
    """Say what keeps a licence from counting, whatever the day; None where nothing does."""
    if licence.state is not CredentialState.VERIFIED:
        return NoteCode.LICENCE_NOT_CHECKED
    if licence.check is None or licence.check.source not in REGULATOR:
        return NoteCode.LICENCE_NOT_CHECKED
    if licence.licence_class not in PRACTISING:
        return NoteCode.LICENCE_CLASS
    if licence.bars_needling is Finding.YES:
        return NoteCode.LICENCE_BARS_NEEDLING
    return None


def why_ended(licence: Licence, time_zone: str, *, at: datetime) -> NoteCode:
    """Say why a licence that could count does not hold at an instant."""
    if licence.expires is not None and end_of(licence.expires, time_zone) <= at:
        return NoteCode.LICENCE_ENDED
    if licence.check is not None:
        looked = _until(licence.check, None, time_zone=time_zone, months=REGULATOR_MONTHS)
        if looked <= at:
            return NoteCode.LICENCE_CHECK_TOO_OLD
    return NoteCode.LICENCE_HOME_MISSING


def authorized_until(entry: Authorization, time_zone: str, *, at: datetime) -> datetime:
    """Give the exclusive end of a regulator's needling entry that holds, or `NEVER`."""
    if entry.check is None or not registered(entry):
        return NEVER
    until = _until(entry.check, entry.expires, time_zone=time_zone, months=REGULATOR_MONTHS)
    return until if until > at else NEVER


def registered(entry: Authorization) -> bool:
    """Say whether an entry was found at its regulator, whatever the day."""
    return (
        entry.state is CredentialState.VERIFIED
        and entry.check is not None
        and entry.check.source in REGULATOR
    )


def certified_until(certification: Certification, time_zone: str, *, at: datetime) -> datetime:
    """Give the exclusive end of a certification that holds, or `NEVER`."""
    if certification.state is not CredentialState.VERIFIED or certification.check is None:
        return NEVER
    last = certification.expires or months_after(
        certification.check.looked_on, CERTIFICATION_MONTHS
    )
    until = end_of(last, time_zone)
    return until if until > at else NEVER


def _until(check: Check, expires: date | None, *, time_zone: str, months: int) -> datetime:
    last = months_after(check.looked_on, months)
    if expires is not None and expires < last:
        last = expires
    return end_of(last, time_zone)


def _homes(privilege: Licence, licences: Sequence[Licence]) -> list[Licence]:
    """Give the periods of a privilege's home licence: a renewal is a licence of its own."""
    own = [
        licence
        for licence in licences
        if licence.kind is LicenceKind.LICENCE and licence.profession is privilege.profession
    ]
    places = {(licence.country, licence.region) for licence in own if licence.id == privilege.home}
    return [licence for licence in own if (licence.country, licence.region) in places]
