"""A licence and an authorization as they are entered, checked whole."""

from collections.abc import Collection, Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from directory.domain.entry.addresses import read_region
from directory.domain.entry.dates import check_first_licensed, check_period
from directory.domain.entry.duplicates import Holder, check_licence_known, check_number_known
from directory.domain.entry.faults import (
    Checked,
    Fault,
    FaultCode,
    Findings,
    error,
    flag,
    warning,
)
from directory.domain.entry.licence_numbers import hints_for, read_licence_number, unusual
from directory.domain.entry.names import check_likeness, likeness, read_name
from directory.domain.entry.text import read_line
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    LicenceClass,
    LicenceKind,
    Profession,
)

LONGEST_CONDITIONS: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceEntry:
    """A licence as it was entered; `name_likeness` is what the check stores beside it.

    `has_home`: a compact privilege names its home licence. `renews`: it is the next period of a
    licence that is on record.
    """

    kind: LicenceKind = LicenceKind.LICENCE
    profession: Profession
    country: Country
    region: str
    number: str
    name_on_licence: str
    licence_class: LicenceClass = LicenceClass.FULL
    first_licensed_on: date | None = None
    issued: date | None = None
    expires: date | None = None
    conditions: str | None = None
    has_home: bool = False
    renews: bool = False
    name_likeness: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationEntry:
    """A regulator's own entry for needling, as it was entered."""

    country: Country
    region: str
    kind: AuthorizationKind
    number: str | None = None
    issued: date | None = None
    expires: date | None = None


def check_licence(
    entry: LicenceEntry,
    *,
    names: Collection[str],
    regions: Container[tuple[Country, str]],
    today: date,
    submitting: bool,
    known: Holder = Holder.NOBODY,
) -> Checked[LicenceEntry]:
    """Check a licence; `names`: the person's own, now and formerly; `known`: who has its number."""
    found = Findings()
    region = found.take(read_region(entry.region, entry.country, regions=regions), entry.region)
    read = read_licence_number(entry.number)
    number = found.take(read, entry.number)
    if read.value is not None:
        hints = hints_for(entry.country, region, profession=entry.profession, kind=entry.kind)
        found.add(unusual(read.value, hints))
        found.add(check_licence_known(known, renews=entry.renews))
    name = read_name(entry.name_on_licence, "name_on_licence")
    score = None
    if name.value is not None and names:
        score = likeness(name.value, names)
        found.add(check_likeness(score, "name_on_licence"))
    entry = replace(
        entry,
        region=region,
        number=number,
        name_on_licence=found.take(name, entry.name_on_licence),
        name_likeness=score,
        conditions=found.take_optional(
            read_line(entry.conditions or "", "conditions", longest=LONGEST_CONDITIONS),
            entry.conditions,
        ),
    )
    found.add(_class_faults(entry))
    found.add(_privilege_faults(entry, submitting=submitting))
    found.add(check_first_licensed(entry.first_licensed_on, entry.issued, today=today))
    found.add(check_period(entry.issued, entry.expires, today=today, submitting=submitting))
    return found.about(entry)


def _class_faults(entry: LicenceEntry) -> tuple[Fault, ...]:
    found = []
    if entry.licence_class is not LicenceClass.FULL:
        found.append(flag(FaultCode.LICENCE_CLASS_NOT_FULL, "licence_class"))
    if entry.conditions:
        found.append(flag(FaultCode.LICENCE_CONDITIONS, "conditions"))
    return tuple(found)


def _privilege_faults(entry: LicenceEntry, *, submitting: bool) -> tuple[Fault, ...]:
    """Hold a compact privilege to what it is: physical therapists', American, hung on a licence."""
    if entry.kind is LicenceKind.LICENCE:
        return ()
    american = entry.country is Country.US
    if not american or entry.profession is not Profession.PHYSICAL_THERAPIST:
        return (error(FaultCode.PRIVILEGE_NOT_OFFERED, "kind"),)
    if entry.has_home:
        return ()
    weigh = error if submitting else warning
    return (weigh(FaultCode.PRIVILEGE_HOME_MISSING, "home_licence"),)


def check_authorization(
    entry: AuthorizationEntry,
    *,
    regions: Container[tuple[Country, str]],
    today: date,
    submitting: bool,
    known: Holder = Holder.NOBODY,
) -> Checked[AuthorizationEntry]:
    """Check an authorization; some have neither number nor end (Alberta's is a note)."""
    found = Findings()
    entry = replace(
        entry,
        region=found.take(read_region(entry.region, entry.country, regions=regions), entry.region),
        number=found.take_optional(
            read_licence_number(entry.number or "", required=False), entry.number
        ),
    )
    found.add(check_period(entry.issued, entry.expires, today=today, submitting=submitting))
    found.add(check_number_known(known, FaultCode.AUTHORIZATION_NUMBER_ELSEWHERE))
    return found.about(entry)
