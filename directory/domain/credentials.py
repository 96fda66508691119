"""Credentials as the rules see them: what was claimed, where it stands, how it was checked."""

from dataclasses import dataclass
from datetime import date

from directory.domain.vocabulary import (
    CheckSource,
    Country,
    CredentialState,
    HeadNeck,
    LicenceClass,
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
    """A regulator's permission to practise a profession in a region; `expires` is its last day."""

    profession: Profession
    country: Country
    region: str
    licence_class: LicenceClass
    state: CredentialState
    expires: date | None
    bars_needling: bool
    check: Check | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A completed course in IMS or dry needling.

    `counts_as_accreditation`: the course is a program on the kept list that ended in a written
    and practical examination.
    """

    technique: Technique
    state: CredentialState
    head_neck: HeadNeck
    counts_as_accreditation: bool
    check: Check | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """A certifying body's credential; `expires` is its last day, if it has one."""

    state: CredentialState
    expires: date | None
    counts_as_training: bool
    check: Check | None
