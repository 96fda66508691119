"""Applying the published rules: who is touched by a new version, or a new day, is judged anew."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import func, insert, select, update

from directory.domain.clock import NEVER
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.rules import Rule, RuleKey, RuleOrigin
from directory.models.practitioners import Practitioner
from directory.models.rules import RuleApplied
from directory.workflows.acts import Act, Subject
from directory.workflows.rejudging import Fallout, rejudge


class RuleTextChanged(Exception):
    """A version of a rule by which people were judged reads differently now; nothing was done."""

    def __init__(self, rule: Rule) -> None:
        country, region, profession = rule.key
        super().__init__(
            f"Version {rule.version} of the rule for {profession} in {region}, {country} was "
            "changed after people were judged by it; undo that, and add a version instead."
        )
        self.rule = rule


@dataclass(frozen=True, slots=True)
class RulesReport:
    """What applying the rules did: new versions, people judged by a changed rule who fell out.

    `first`: until now nobody had been judged by any rule.
    """

    first: bool
    new_versions: int
    changed: frozenset[RuleKey]
    fallout: tuple[Fallout, ...]


def apply_rules(act: Act) -> RulesReport:
    """Judge everyone anew whom a new version touches, or a day on which another begins to count.

    Doing it again at once changes nothing. Raises `RuleTextChanged`.
    """
    published = [rule for rule in act.book.rules if rule.origin is RuleOrigin.PUBLISHED]
    applied = _applied(act)
    new = [rule for rule in published if _is_new(rule, applied)]
    first = not applied
    changed = frozenset(rule.key for rule in new) | _turned(act)
    fallout: list[Fallout] = []
    if first:
        _judge_all(act)
    elif changed:
        fallout = rejudge(act, changed)
    act.session.execute(update(RuleApplied).values(applied_at=act.at))
    if new:
        act.session.execute(insert(RuleApplied), [_row(rule, act.at) for rule in new])
    if new or changed:
        act.log(
            DecisionAct.RULES_APPLIED,
            Subject(kind=SubjectKind.RULE),
            versions=len(new),
            rules=len(changed),
            fell_out=len(fallout),
        )
    return RulesReport(first, len(new), changed, tuple(fallout))


def _applied(act: Act) -> dict[tuple[RuleKey, str], str]:
    rows = act.session.execute(
        select(
            RuleApplied.country,
            RuleApplied.region,
            RuleApplied.profession,
            RuleApplied.version,
            RuleApplied.digest,
        )
    )
    return {
        ((country, region, profession), version): digest
        for country, region, profession, version, digest in rows
    }


def _is_new(rule: Rule, applied: dict[tuple[RuleKey, str], str]) -> bool:
    known = applied.get((rule.key, rule.version))
    if known is not None and known != digest_of(rule):
        raise RuleTextChanged(rule)
    return known is None


def _turned(act: Act) -> frozenset[RuleKey]:
    """Give the rules of which another version began to count since they were applied last."""
    last: datetime | None = act.session.scalar(select(func.min(RuleApplied.applied_at)))
    if last is None or last == NEVER:
        return frozenset()
    rules = act.book.rules
    return frozenset(
        key
        for key in {rule.key for rule in rules}
        if any(day <= act.today for day in rules.turns(key, last.date() - _BEGINS_EVERYWHERE))
    )


def _judge_all(act: Act) -> None:
    # Until now they were judged without rules: nobody fell out, they were never held against one.
    for practitioner_id in act.session.scalars(select(Practitioner.id)).all():
        act.hold(practitioner_id)
        act.judge(practitioner_id)


def digest_of(rule: Rule) -> str:
    """Fingerprint what a rule says; the place where its source was read may move."""
    said = {name: value for name, value in asdict(rule).items() if name not in _MAY_CHANGE}
    return sha256(json.dumps(said, sort_keys=True, default=_plain).encode()).hexdigest()


_BEGINS_EVERYWHERE = timedelta(days=2)
"""A day begins later in the west: who was judged before it had begun there is judged again."""
# A published rule amends none.
_MAY_CHANGE = frozenset({"source_url", "note", "amends"})


def _plain(value: object) -> str | list[str]:
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)


def _row(rule: Rule, at: datetime) -> dict[str, object]:
    country, region, profession = rule.key
    return {
        "country": country,
        "region": region,
        "profession": profession,
        "version": rule.version,
        "digest": digest_of(rule),
        "applied_at": at,
    }
