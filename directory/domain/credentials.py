"""Credentials as the rules see them: what was claimed, where it stands, how it was checked."""

from dataclasses import dataclass
from datetime import date

from directory.domain.vocabulary import (
    AuthorizationKind,
    CheckSource,
    Country,
    CountsAs,
    CredentialState,
    Finding,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    Profession,
    Technique,
)


@dataclass(frozen=True, slots=True)
class Check:
    """A look at a credential's source on a day."""

    source: CheckSource
    looked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A regulator's permission to practise a profession in a region; `expires` is its last day.

    A compact privilege names its `home` licence, and ends no later than that one.
    `practising_since`: the earliest day on which the person is known to have been licensed.
    `renews`: the earlier period that this one goes on from.
    """

    id: int = 0
    renews: int | None = None
    kind: LicenceKind = LicenceKind.LICENCE
    profession: Profession
    country: Country
    region: str
    licence_class: LicenceClass
    state: CredentialState
    practising_since: date | None = None
    expires: date | None
    bars_needling: Finding
    home: int | None = None
    check: Check | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorization:
    """A regulator's own entry for needling: a registration, an endorsement, a roster, a permit."""

    id: int = 0
    renews: int | None = None
    country: Country
    region: str
    kind: AuthorizationKind
    state: CredentialState
    expires: date | None
    check: Check | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A completed course in IMS or dry needling.

    Hours are clock hours; None is not stated, never zero. `program`: slug on the kept list.
    `counts_as`: the reviewer's finding for a program that is not on it. `completed_on`: where
    only the year is known, its last day.
    """

    technique: Technique
    state: CredentialState
    head_neck: HeadNeck
    program: str | None = None
    counts_as: CountsAs | None = None
    hours: float | None = None
    hours_in_person: float | None = None
    supervised_sessions: int | None = None
    written_exam: bool | None = None
    practical_exam: bool | None = None
    completed_on: date
    check: Check | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """A certifying body's credential; `expires` is its last day, if it has one."""

    state: CredentialState
    expires: date | None
    program: str | None = None
    counts_as: CountsAs | None = None
    check: Check | None
