"""What becomes of a listing that nobody confirms: first a fact is not known, then all are in doubt.

None of it touches the verdict "qualified".
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from directory.domain.clock import NEVER, end_of
from directory.domain.verdict import ATTESTATION_DAYS, NEW_PATIENTS_DAYS
from directory.domain.vocabulary import NewPatients

UNCONFIRMED_DAYS: Final = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """The last days on which things hold while nothing is heard.

    `known`: whether new patients are taken; None where it is not known as it is. `in_doubt`: after
    it the listing says since when nothing was confirmed. `shown`: after it patients find nobody.
    """

    known: date | None
    in_doubt: date
    shown: date


def consequences(attested_on: date, *, new_patients_confirmed_on: date | None) -> Consequences:
    """Say what follows for a listing that was confirmed on a day, if nothing is heard."""
    known = (
        None
        if new_patients_confirmed_on is None
        else new_patients_confirmed_on + timedelta(days=NEW_PATIENTS_DAYS)
    )
    return Consequences(
        known=known,
        in_doubt=attested_on + timedelta(days=UNCONFIRMED_DAYS),
        shown=attested_on + timedelta(days=ATTESTATION_DAYS),
    )


def in_doubt_from(attested_on: date | None, time_zone: str) -> datetime:
    """Give the instant from which a listing's details count as not confirmed; `NEVER`: always."""
    if attested_on is None:
        return NEVER
    return end_of(attested_on + timedelta(days=UNCONFIRMED_DAYS), time_zone)


def last_said(*, takes: bool | None, no_until: date | None, today: date) -> NewPatients | None:
    """Give what was last said of new patients, to be confirmed; None where that is over.

    `NOT_KNOWN`: nothing was ever said. `no_until`: the last day of a "no" that was to end.
    """
    if takes is None:
        return NewPatients.NOT_KNOWN
    if takes:
        return NewPatients.YES
    return None if no_until is not None and no_until < today else NewPatients.NO
