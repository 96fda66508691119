"""Check records: what a look at a credential's source has to say, and how long it holds.

The numbers are this directory's own published rules; an operator may tighten them, never loosen.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from directory.domain.clock import months_after
from directory.domain.vocabulary import CheckSource, CredentialKind, Finding, RegisterStatus

REGULATOR_DAYS = 14
ISSUER_DAYS = 120
REGULATOR_MONTHS = 6
CERTIFICATION_MONTHS = 24
RELOOK_DAYS = 45

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ADDRESS = ("https://", "http://")

_BY_REGULATOR = frozenset({CheckSource.REGULATOR_REGISTER, CheckSource.ISSUER_CONFIRMED})
_BY_ISSUER = frozenset({CheckSource.ISSUER_CONFIRMED, CheckSource.DOCUMENT_SEEN})

SOURCES: Mapping[CredentialKind, frozenset[CheckSource]] = MappingProxyType(
    {
        # The regulator's register, or what the regulator wrote to us (it is the issuer here);
        # never a document alone: a genuine-looking one proves nothing.
        CredentialKind.LICENCE: _BY_REGULATOR,
        CredentialKind.AUTHORIZATION: _BY_REGULATOR,
        CredentialKind.TRAINING: _BY_ISSUER,
        CredentialKind.CERTIFICATION: _BY_ISSUER,
    }
)
"""The sources that do for a kind of credential."""

FROM_REGULATOR = frozenset({CredentialKind.LICENCE, CredentialKind.AUTHORIZATION})


class LooserThanPublished(ValueError):
    """A setting would let a check be older, or hold longer, than the pages say."""

    def __init__(self, name: str, *, given: int, published: int) -> None:
        super().__init__(
            f"{name} is {given}; it may be tighter than {published} and at least 1, never looser."
        )
        self.name = name
        self.given = given
        self.published = published


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """How old a look may be when it is decided on, and for how long it holds afterwards.

    `relook_days`: how long before the end a new look comes up; earlier is tighter.
    """

    regulator_days: int = REGULATOR_DAYS
    issuer_days: int = ISSUER_DAYS
    regulator_months: int = REGULATOR_MONTHS
    certification_months: int = CERTIFICATION_MONTHS
    relook_days: int = RELOOK_DAYS

    def __post_init__(self) -> None:
        for name, given, published in (
            ("regulator_days", self.regulator_days, REGULATOR_DAYS),
            ("issuer_days", self.issuer_days, ISSUER_DAYS),
            ("regulator_months", self.regulator_months, REGULATOR_MONTHS),
            ("certification_months", self.certification_months, CERTIFICATION_MONTHS),
        ):
            if not 1 <= given <= published:
                raise LooserThanPublished(name, given=given, published=published)
        if self.relook_days < RELOOK_DAYS:
            raise LooserThanPublished("relook_days", given=self.relook_days, published=RELOOK_DAYS)


PUBLISHED = Lives()
"""What the pages say; settings start from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRecord:
    """A look at a credential's source on a day, as a reviewer wrote it down.

    `status_words`: as the source words it; `end_found`: the last day that the source gives.
    `reviewer`: the account of who looked.
    """

    kind: CredentialKind
    source: CheckSource
    source_name: str
    looked_on: date
    reviewer: int | None
    url: str | None = None
    status_found: RegisterStatus | None = None
    status_words: str = ""
    end_found: date | None = None
    reference: str = ""
    note: str = ""
    evidence_sha256: str | None = None


class Lack(StrEnum):
    """What keeps a check record from carrying a decision."""

    NO_RECORD = "no_record"
    OTHER_KIND = "other_kind"
    SOURCE_NOT_ENOUGH = "source_not_enough"
    SOURCE_NAME = "source_name"
    ADDRESS = "address"
    REFERENCE = "reference"
    EVIDENCE = "evidence"
    REVIEWER = "reviewer"
    STATUS = "status"
    STATUS_WORDS = "status_words"
    STATUS_NOT_ACTIVE = "status_not_active"
    CONDITIONS_NOT_JUDGED = "conditions_not_judged"
    LOOKED_IN_FUTURE = "looked_in_future"
    TOO_OLD = "too_old"
    ENDED = "ended"
    END_DIFFERS = "end_differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a look is compared with: the kind, the last day stated, the finding on conditions.

    `extends`: the look is meant to move the end, so a different one is no surprise.
    """

    kind: CredentialKind
    ends: date | None = None
    bars_needling: Finding = Finding.NOT_JUDGED
    extends: bool = False


def incomplete(
    record: CheckRecord | None, claim: Claim, *, today: date, lives: Lives = PUBLISHED
) -> tuple[Lack, ...]:
    """Say what a check record lacks to carry a decision today; nothing where it is complete."""
    if record is None:
        return (Lack.NO_RECORD,)
    if record.kind is not claim.kind:
        return (Lack.OTHER_KIND,)
    lacks = {
        Lack.SOURCE_NOT_ENOUGH: record.source not in SOURCES[record.kind],
        Lack.SOURCE_NAME: not record.source_name.strip(),
        Lack.REVIEWER: record.reviewer is None,
        **_source(record),
        **_status(record, claim),
        **_days(record, claim, today=today, lives=lives),
    }
    return tuple(lack for lack in Lack if lacks.get(lack))


def _source(record: CheckRecord) -> dict[Lack, bool]:
    reached = (record.url or "").startswith(_ADDRESS)
    referred = bool(record.reference.strip())
    kept = _SHA256.fullmatch(record.evidence_sha256 or "") is not None
    match record.source:
        case CheckSource.REGULATOR_REGISTER:
            return {Lack.ADDRESS: not reached}
        case CheckSource.DOCUMENT_SEEN:
            return {Lack.EVIDENCE: not kept}
        case CheckSource.ISSUER_CONFIRMED if record.kind in FROM_REGULATOR:
            # A written reply, so it is there to be read again.
            return {Lack.REFERENCE: not referred, Lack.EVIDENCE: not kept}
        case _:
            # An issuer may answer by letter, or keep a public list of its own.
            return {Lack.REFERENCE: not referred and not reached}


def _status(record: CheckRecord, claim: Claim) -> dict[Lack, bool]:
    found, regulator = record.status_found, record.kind in FROM_REGULATOR
    asked = regulator or (
        record.kind is CredentialKind.CERTIFICATION
        and record.source is CheckSource.ISSUER_CONFIRMED
    )
    restricted = record.kind is CredentialKind.LICENCE and found is RegisterStatus.RESTRICTED
    return {
        Lack.STATUS: asked and found is None,
        Lack.STATUS_WORDS: regulator and not record.status_words.strip(),
        Lack.CONDITIONS_NOT_JUDGED: restricted and claim.bars_needling is Finding.NOT_JUDGED,
        # A licence with conditions is one as long as a reviewer found that they allow needling.
        Lack.STATUS_NOT_ACTIVE: found not in {None, RegisterStatus.ACTIVE}
        and not (restricted and claim.bars_needling is not Finding.YES),
    }


def _days(record: CheckRecord, claim: Claim, *, today: date, lives: Lives) -> dict[Lack, bool]:
    age = (today - record.looked_on).days
    end = record.end_found or claim.ends
    differs = None not in {record.end_found, claim.ends} and record.end_found != claim.ends
    return {
        Lack.LOOKED_IN_FUTURE: age < 0,
        Lack.TOO_OLD: age > _oldest(record, lives),
        Lack.ENDED: end is not None and end < today,
        Lack.END_DIFFERS: differs and not claim.extends,
    }


def _oldest(record: CheckRecord, lives: Lives) -> float:
    if record.kind in FROM_REGULATOR:
        return lives.regulator_days
    if record.source is CheckSource.ISSUER_CONFIRMED:
        return lives.issuer_days
    # A document does not change while it lies there.
    return float("inf")


def holds_until(
    kind: CredentialKind, looked_on: date, *, ends: date | None, lives: Lives = PUBLISHED
) -> date | None:
    """Give the last day that a look carries; None where it never lapses.

    A regulator's answer holds for its months and at most to the end of the credential, a
    certification's to the end of the certification or, without one, for its months.
    """
    match kind:
        case CredentialKind.TRAINING:
            return None
        case CredentialKind.CERTIFICATION:
            return ends or months_after(looked_on, lives.certification_months)
        case _:
            last = months_after(looked_on, lives.regulator_months)
            return last if ends is None else min(last, ends)


def relook_on(
    kind: CredentialKind, looked_on: date, *, ends: date | None, lives: Lives = PUBLISHED
) -> date | None:
    """Give the day on which the next look comes up; None where none is needed."""
    last = holds_until(kind, looked_on, ends=ends, lives=lives)
    return None if last is None else last - timedelta(days=lives.relook_days)
