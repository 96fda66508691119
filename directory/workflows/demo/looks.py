"""Whose papers are made, how they stand in verification, and when their sources were looked up."""

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final, NamedTuple

from directory.adapters.place_files import read_regions
from directory.domain import credentials as facts
from directory.domain.verification import Appeal
from directory.domain.vocabulary import CheckSource, Country, Profession, RegisterStatus, Technique
from directory.workflows.demo.asks import Ask
from directory.workflows.demo.chance import between, happens, id_beside
from directory.workflows.demo.persons import GOOD, Filing, Look
from directory.workflows.demo.stories import Claim
from directory.workflows.demo.towns import Area

UNSEEN: Final = frozenset(
    {Claim.DRAFT, Claim.SUBMITTED, Claim.QUERIED, Claim.DEFERRED, Claim.WITHDRAWN}
)
"""Nobody has looked these up yet, or nobody had to."""
RECENT_DAYS: Final = 115
"""A look at a register holds six months: recent ones, so that few lapse until the next load."""
APPEALED: Final = frozenset({Claim.REFUSED_APPEALED, Claim.SUSPENDED_APPEALED})
FOUND: Final = {
    Claim.REFUSED: RegisterStatus.NOT_FOUND,
    Claim.REFUSED_APPEALED: RegisterStatus.NOT_FOUND,
    Claim.SUSPENDED: RegisterStatus.SUSPENDED,
    Claim.SUSPENDED_APPEALED: RegisterStatus.SUSPENDED,
    Claim.REVOKED: RegisterStatus.REVOKED,
    Claim.BARS_NEEDLING: RegisterStatus.RESTRICTED,
    Claim.INACTIVE: None,
    Claim.STUDENT: None,
}
"""What a register says of licences; of every other one that it is active."""
_DAY_S: Final = 86_400
_EPOCH: Final = date(1970, 1, 1).toordinal()


class Holder(NamedTuple):
    """Whose papers they are; `number` is theirs alone.

    `began`: the day of their first licence. `ask`: what their training has to show.
    `short_of`: fewer hours are short everywhere they work; `begin_with`: so many let them begin.
    """

    id: int
    name: str
    number: int
    country: Country
    profession: Profession
    technique: Technique
    as_of: date
    began: date
    ask: Ask
    short_of: float
    begin_with: float

    def day(self, days_before: int) -> date:
        """Give a day before the one that people are invented for."""
        return self.as_of - timedelta(days=days_before)


def looks_of(
    rnd: Random,
    holder: Holder,
    *,
    claim: Claim,
    source: CheckSource,
    source_name: str,
    days: int,
    ends: date | None = None,
) -> tuple[Look, ...]:
    """Look a paper up, so many days before; the latest look comes last."""
    if claim in UNSEEN:
        return ()
    by_register = source is CheckSource.REGULATOR_REGISTER
    found = FOUND.get(claim, RegisterStatus.ACTIVE) if by_register else None
    look = look_at(
        rnd, holder, check=facts.Check(source, holder.day(days)), source_name=source_name,
        status=found, ends=ends if found is RegisterStatus.ACTIVE else None,
    )  # fmt: skip
    # Some registers were looked up half a year before as well.
    if not (by_register and claim is not Claim.NEW and days <= RECENT_DAYS and happens(rnd, 10)):
        return (look,)
    before = facts.Check(source, holder.day(days + between(rnd, (150, 180))))
    active = RegisterStatus.ACTIVE
    return (look_at(rnd, holder, check=before, source_name=source_name, status=active), look)


def look_at(
    rnd: Random,
    holder: Holder,
    *,
    check: facts.Check,
    source_name: str,
    status: RegisterStatus | None,
    ends: date | None = None,
) -> Look:
    """Write down one look."""
    return Look(id_beside(holder.id, rnd), check, source_name, status, ends)


def counting(looks: tuple[Look, ...]) -> facts.Check | None:
    """Give the look that counts: the latest one, unless the source said otherwise."""
    return looks[-1].check if looks and looks[-1].status in GOOD else None


def filing_of(rnd: Random, holder: Holder, *, claim: Claim, looks: tuple[Look, ...]) -> Filing:
    """Say since when a paper stands as it does, and whether the owner objects."""
    looked_on = looks[-1].check.looked_on if looks else holder.day(between(rnd, (0, 30)))
    since = midnight(looked_on)
    appealed_at = None
    if claim in APPEALED:
        days = (holder.as_of - looked_on).days
        appealed_at = since + between(rnd, (0, min(days, 13))) * _DAY_S
        since = appealed_at if claim is Claim.REFUSED_APPEALED else since
    until = None
    if claim is Claim.DEFERRED:
        until = holder.as_of + timedelta(days=between(rnd, (3, 60)))
    appeal = Appeal.NONE if appealed_at is None else Appeal.OPEN
    return Filing(since, until, appeal, appealed_at)


@cache
def register_of(area: Area) -> str:
    """Name the register of a region."""
    return f"{_region_names()[area]} register"


@cache
def _region_names() -> dict[Area, str]:
    return {
        (Country(region.country), region.code): region.name
        for region in read_regions().regions
        if region.code
    }


def midnight(day: date) -> int:
    """Give the first second of a day, in UTC."""
    return (day.toordinal() - _EPOCH) * _DAY_S
