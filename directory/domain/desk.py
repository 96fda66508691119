"""The desk of reviewers: what of a person's file is work, on which heap, and from when on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from directory.domain.appeals import appeal_due
from directory.domain.checks import PUBLISHED, RELOOK_DAYS, holds_until
from directory.domain.desk_due import day_begins, utc_day, work_due
from directory.domain.entry.names import ALIKE_ENOUGH
from directory.domain.log_entries import DecisionAct
from directory.domain.place_text import APOSTROPHES, plain
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    ActKind,
    Country,
    CredentialKind,
    CredentialState,
    DeskKind,
    DeskTab,
    Profession,
    ReportReason,
)

ENDING_DAYS: Final = 90
"""So long before its end a credential comes up that nobody has renewed."""
AHEAD_DAYS: Final = 45
"""Work that comes up within so many days is written down: upkeep may stay away that long."""
OVER_DAYS: Final = 30
"""So long after its end a credential stays up; then nobody expects its renewal any more."""
LEAST_DAYS_OF_A_LOOK: Final = 181
"""No six months are shorter."""
_DAY: Final = timedelta(days=1)


class Flag(StrEnum):
    """What a reviewer is to look at; the order is that in which a row tells of it."""

    APPEAL = "appeal"
    SECOND = "second_reviewer"
    EXACT_NPI = "exact_npi"
    SAFETY = "safety"
    ABOUT_LICENCE = "about_licence"
    REGISTER_DIFFERS = "register_differs"
    NUMBER_ELSEWHERE = "number_elsewhere"
    FILE_ELSEWHERE = "file_elsewhere"
    NAME_DIFFERS = "name_differs"
    FORMAT_UNUSUAL = "format_unusual"
    ENDED = "ended"
    LOW_CONFIDENCE_RULE = "low_confidence_rule"
    RENEWAL = "renewal"
    CORRECTION = "correction"
    EDITED = "edited"
    PUT_OFF = "put_off"
    CONTESTED = "contested"
    BY_PAPERS = "by_papers"
    LOOK_ENDS = "look_ends"
    PERIOD_ENDS = "period_ends"
    ISSUER_ASKED = "issuer_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A piece of work. `opens_at`: from when on it lies there; `due_on`: by when we said."""

    tab: DeskTab
    subject_id: int
    kind: DeskKind
    opens_at: datetime
    due_on: date | None = None
    country: Country | None = None
    region: str | None = None
    profession: Profession | None = None
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whose file it is: what the desk sorts and finds it by. The place is their first one."""

    id: int
    name: str
    words: str
    country: Country | None = None
    region: str | None = None
    profession: Profession | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A credential that may be work.

    `once_checked`: a look at its source stands on record. `ends`: its last day, as stated or as
    found at its source. `followed`: a later period of it was sent or verified; `succeeded`: one
    was verified. `unusual`: its board writes numbers otherwise. `rule_open`: no rule that is sure
    enough says whether its profession may needle there.
    """

    id: int
    kind: CredentialKind
    state: CredentialState
    since: datetime
    deferred_until: date | None = None
    appeal: Appeal = Appeal.NONE
    appealed_at: datetime | None = None
    renews: bool = False
    corrects: bool = False
    once_checked: bool = False
    country: Country | None = None
    region: str | None = None
    profession: Profession | None = None
    ends: date | None = None
    looked_on: date | None = None
    followed: bool = False
    succeeded: bool = False
    name_score: float | None = None
    number_elsewhere: bool = False
    file_elsewhere: bool = False
    unusual: bool = False
    rule_open: bool = False


class Source(StrEnum):
    """What else may be work, beside credentials."""

    HELD_CHANGE = "held_change"
    CLAIM = "claim"
    REPORT = "report"
    EXCLUSION = "exclusion"
    RECHECK = "recheck"
    FALLOUT = "fallout"
    MESSAGE = "message"
    STEP = "step"
    ACT = "act"
    ISSUER = "issuer"
    REGISTER_LINE = "register_line"
    FINDING = "finding"
    BATCH = "batch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something open that is no credential. `code`: its own kind, reason or way, as stored."""

    source: Source
    subject_id: int
    since: datetime
    code: str | None = None
    due_on: date | None = None
    country: Country | None = None
    region: str | None = None
    profession: Profession | None = None


UNTOUCHED: Final = frozenset(
    {
        DecisionAct.OPENED,
        DecisionAct.ASSIGNED,
        DecisionAct.REASSIGNED,
        DecisionAct.PUT_OFF,
        DecisionAct.NOTED,
        DecisionAct.EVIDENCE_TAKEN,
        DecisionAct.CONTACT_TRIED,
        DecisionAct.REMINDED,
        DecisionAct.INVITED,
        DecisionAct.FEED_MADE,
        DecisionAct.FEED_REVOKED,
        DecisionAct.ATTESTED,
    }
)
"""Acts after which the desk looks as before."""
SHARED: Final = frozenset(
    {
        DecisionAct.FINDING_PROPOSED,
        DecisionAct.FINDING_CONFIRMED,
        DecisionAct.FINDING_REFUSED,
        DecisionAct.REGISTER_READ,
        DecisionAct.REGISTER_SIGNED,
        DecisionAct.REGISTER_REFUSED,
    }
)
"""Acts after which work that is about nobody in particular may look otherwise."""

_SENT: Final = frozenset({CredentialState.SUBMITTED, CredentialState.DEFERRED})
_TABS: Final = {
    Source.HELD_CHANGE: DeskTab.CHANGED,
    Source.CLAIM: DeskTab.CLAIMS,
    Source.REPORT: DeskTab.REPORTS,
    Source.EXCLUSION: DeskTab.TO_CHECK,
    Source.RECHECK: DeskTab.RECHECKS,
    Source.FALLOUT: DeskTab.RULES,
    Source.MESSAGE: DeskTab.TO_CHECK,
    Source.STEP: DeskTab.TO_CHECK,
    Source.ACT: DeskTab.TO_CHECK,
    Source.ISSUER: DeskTab.WAITING,
    Source.REGISTER_LINE: DeskTab.TO_CHECK,
    Source.FINDING: DeskTab.RULES,
    Source.BATCH: DeskTab.RULES,
}
_KINDS: Final = {
    Source.CLAIM: DeskKind.CLAIM,
    Source.REPORT: DeskKind.REPORT,
    Source.EXCLUSION: DeskKind.EXCLUSION,
    Source.RECHECK: DeskKind.RECHECK,
    Source.FALLOUT: DeskKind.FALLOUT,
    Source.MESSAGE: DeskKind.MESSAGE,
    Source.REGISTER_LINE: DeskKind.LICENCE,
    Source.FINDING: DeskKind.FINDING,
    Source.BATCH: DeskKind.REGISTER,
}
_ACTS: Final = {ActKind.MERGE.value: DeskKind.MERGE, ActKind.END_HOLD.value: DeskKind.HOLD}
_BY_CODE: Final = {
    (Source.REPORT, ReportReason.SAFETY.value): Flag.SAFETY,
    (Source.REPORT, ReportReason.CREDENTIAL.value): Flag.ABOUT_LICENCE,
    (Source.CLAIM, "contested"): Flag.CONTESTED,
    (Source.CLAIM, "begun"): Flag.BY_PAPERS,
    (Source.EXCLUSION, "exact"): Flag.EXACT_NPI,
}
_BY_SOURCE: Final = {
    Source.STEP: Flag.SECOND,
    Source.ACT: Flag.SECOND,
    Source.FINDING: Flag.SECOND,
    Source.ISSUER: Flag.ISSUER_ASKED,
    Source.REGISTER_LINE: Flag.REGISTER_DIFFERS,
}


def work_on(
    papers: Iterable[Paper], matters: Iterable[Matter], *, person: Person | None, today: date
) -> tuple[Item, ...]:
    """Give all the work there is on a file; `person`: whose it is, None for nobody's."""
    found = [item for paper in papers if (item := _of_paper(paper, today=today))]
    found += [_of_matter(matter) for matter in matters]
    once: dict[tuple[DeskTab, int], Item] = {}
    for item in found:
        # Two files of a regulator may differ about one licence: the first one is enough.
        once.setdefault((item.tab, item.subject_id), _placed(item, person))
    return tuple(once.values())


def words_of(*texts: str | None) -> str:
    """Fold names and numbers into words to be found by, each after a space."""
    folded = plain(" ".join(text for text in texts if text)).translate(APOSTROPHES)
    spread = "".join(mark if mark.isalnum() else " " for mark in folded)
    return "".join(f" {word}" for word in dict.fromkeys(spread.split()))


def _of_paper(paper: Paper, *, today: date) -> Item | None:
    heard = paper.appeal is Appeal.OPEN
    if paper.state in _SENT or (heard and paper.state is CredentialState.SUSPENDED):
        return _to_check(paper, today=today)
    if paper.state is CredentialState.QUERIED:
        return _item(paper, DeskTab.WAITING, opens_at=paper.since, flags=_flags(paper, today=today))
    if paper.state is CredentialState.VERIFIED and not paper.succeeded:
        return _ending(paper, today=today)
    return None


def _to_check(paper: Paper, *, today: date) -> Item:
    flags = _flags(paper, today=today)
    heard = paper.appeal is Appeal.OPEN and paper.appealed_at is not None
    changed = flags & {Flag.RENEWAL, Flag.CORRECTION, Flag.EDITED} and not heard
    opens_at = paper.appealed_at if heard and paper.appealed_at else paper.since
    due_on = work_due(DeskKind(paper.kind), opens_at, country=paper.country)
    if heard:
        due_on = appeal_due(utc_day(opens_at))
    if paper.state is CredentialState.DEFERRED and paper.deferred_until is not None:
        opens_at, due_on = day_begins(paper.deferred_until), paper.deferred_until
    return _item(
        paper,
        DeskTab.CHANGED if changed else DeskTab.TO_CHECK,
        opens_at=opens_at,
        due_on=due_on,
        flags=flags,
    )


def _flags(paper: Paper, *, today: date) -> frozenset[Flag]:
    changed = paper.renews and not paper.corrects
    told = {
        Flag.APPEAL: paper.appeal is Appeal.OPEN,
        Flag.NUMBER_ELSEWHERE: paper.number_elsewhere,
        Flag.FILE_ELSEWHERE: paper.file_elsewhere,
        Flag.NAME_DIFFERS: paper.name_score is not None and paper.name_score < ALIKE_ENOUGH,
        Flag.FORMAT_UNUSUAL: paper.unusual,
        Flag.ENDED: paper.ends is not None and paper.ends < today,
        Flag.LOW_CONFIDENCE_RULE: paper.rule_open,
        Flag.RENEWAL: changed,
        Flag.CORRECTION: paper.corrects,
        Flag.EDITED: paper.once_checked and paper.state is not CredentialState.SUSPENDED,
        Flag.PUT_OFF: paper.state is CredentialState.DEFERRED,
    }
    return frozenset(flag for flag, holds in told.items() if holds)


def _ending(paper: Paper, *, today: date) -> Item | None:
    """Say when a verified credential comes up: for its own end, or for the end of the look."""
    coming = []
    if paper.ends is not None and not paper.followed:
        coming.append((paper.ends - ENDING_DAYS * _DAY, paper.ends, Flag.PERIOD_ENDS))
    if paper.looked_on is not None:
        last = holds_until(paper.kind, paper.looked_on, ends=paper.ends, lives=PUBLISHED)
        # A look that holds to the very end of the period has no end of its own.
        if last is not None and last != paper.ends:
            coming.append((last - RELOOK_DAYS * _DAY, last, Flag.LOOK_ENDS))
    known = [
        each
        for each in coming
        if each[0] <= today + AHEAD_DAYS * _DAY and each[1] >= today - OVER_DAYS * _DAY
    ]
    if not known:
        return None
    opens_on, ends, flag = min(known, key=lambda each: (each[0], each[1], each[2]))
    late = {Flag.ENDED} if ends < today else set()
    return _item(
        paper,
        DeskTab.EXPIRING,
        opens_at=day_begins(opens_on),
        due_on=ends,
        flags=frozenset({flag, *late}),
    )


def _of_matter(matter: Matter) -> Item:
    kind = _kind(matter)
    due_on = matter.due_on or work_due(kind, matter.since, country=matter.country)
    flags = {_BY_CODE.get((matter.source, matter.code or "")), _BY_SOURCE.get(matter.source)}
    return Item(
        tab=_TABS[matter.source],
        subject_id=matter.subject_id,
        kind=kind,
        opens_at=matter.since,
        due_on=due_on,
        country=matter.country,
        region=matter.region,
        profession=matter.profession,
        flags=frozenset(flag for flag in flags if flag is not None),
    )


def _kind(matter: Matter) -> DeskKind:
    if matter.source is Source.ACT:
        return _ACTS[matter.code or ""]
    # A change, a step and a question to an issuer are of the kind of what they are about.
    return _KINDS.get(matter.source) or DeskKind(matter.code or "")


def _item(
    paper: Paper,
    tab: DeskTab,
    *,
    opens_at: datetime,
    flags: frozenset[Flag],
    due_on: date | None = None,
) -> Item:
    return Item(
        tab=tab,
        subject_id=paper.id,
        kind=DeskKind(paper.kind),
        opens_at=opens_at,
        due_on=due_on,
        country=paper.country,
        region=paper.region,
        profession=paper.profession,
        flags=flags,
    )


def _placed(item: Item, person: Person | None) -> Item:
    """Let work that is about no place lie where its person is."""
    if person is None:
        return item
    profession = item.profession or person.profession
    if item.region is not None:
        return replace(item, profession=profession)
    return replace(item, country=person.country, region=person.region, profession=profession)
