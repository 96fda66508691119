"""What is on record already: the same number, person, telephone or file, here or elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from directory.domain.entry.faults import Fault, FaultCode, error, flag, warning


class Holder(StrEnum):
    """On whose listing something was found."""

    NOBODY = "nobody"
    SELF = "self"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the caller looked up about a person before they are checked.

    `same_name`: somebody of that name, profession and region has another listing.
    """

    npi: Holder = Holder.NOBODY
    phone_and_name: Holder = Holder.NOBODY
    same_name: bool = False


def check_person_known(known: Known) -> tuple[Fault, ...]:
    """Say where this person may be listed already."""
    found = []
    if known.npi is Holder.ANOTHER:
        found.append(error(FaultCode.NPI_ON_ANOTHER_LISTING, "npi"))
    if known.phone_and_name is Holder.ANOTHER:
        found.append(warning(FaultCode.PHONE_AND_NAME_ELSEWHERE, "phone"))
    if known.same_name:
        found.append(flag(FaultCode.NAME_ELSEWHERE, "family_name"))
    return tuple(found)


def check_licence_known(holder: Holder, *, renews: bool) -> tuple[Fault, ...]:
    """Refuse a licence number that is taken in its region and profession.

    The later period of one's own licence has the same number.
    """
    if holder is Holder.ANOTHER:
        return (error(FaultCode.LICENCE_ON_ANOTHER_LISTING, "number"),)
    if holder is Holder.SELF and not renews:
        return (error(FaultCode.LICENCE_ADDED_ALREADY, "number"),)
    return ()


def check_number_known(holder: Holder, code: FaultCode) -> tuple[Fault, ...]:
    """Flag the number of an authorization or certification that somebody else gave as well."""
    return (flag(code, "number"),) if holder is Holder.ANOTHER else ()


def check_file_known(holders: Iterable[Holder]) -> tuple[Fault, ...]:
    """Say whether the very same file was handed in before, by this person or another."""
    found = frozenset(holders)
    faults = []
    if Holder.SELF in found:
        faults.append(warning(FaultCode.EVIDENCE_ADDED_ALREADY, "file"))
    if Holder.ANOTHER in found:
        faults.append(flag(FaultCode.EVIDENCE_ELSEWHERE, "file"))
    return tuple(faults)
