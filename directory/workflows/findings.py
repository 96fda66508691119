"""Findings about the rule of a place: one reviewer proposes, a second confirms, all are judged."""

from dataclasses import asdict

from sqlalchemy import select

from directory.domain.findings import (
    Finding,
    FindingRefusal,
    Proposed,
    may_confirm,
    may_propose,
    may_refuse,
    next_version,
)
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.models.rules import RuleFinding
from directory.queries.rules import as_rule
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Subject
from directory.workflows.identifiers import fresh_id
from directory.workflows.rejudging import Fallout, rejudge


class FindingRefused(Exception):
    """A finding was not taken; nothing has changed."""

    def __init__(self, refusal: FindingRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class NoSuchFinding(Exception):
    """There is no finding with this identifier."""


def propose_finding(act: Act, finding: Finding) -> int:
    """Write down what a reviewer found; it counts once a second one confirms it.

    Raises `FindingRefused`.
    """
    published = act.book.rules.published(finding.key, act.today)
    refusal = may_propose(finding, actor=act.actor, published=published, today=act.today)
    if refusal is not None or act.actor.account is None:
        raise FindingRefused(refusal or FindingRefusal.NOT_YOUR_PART)
    country, region, profession = finding.key
    said = asdict(finding) | {"citation": finding.citation.strip(), "note": finding.note.strip()}
    del said["key"]
    row = RuleFinding(
        id=fresh_id(),
        country=country,
        region=region,
        profession=profession,
        version=None,
        **said,
        proposed_by=act.actor.account,
        proposed_at=act.at,
        settled_by=None,
        confirmed_at=None,
        refused_at=None,
    )
    act.session.add(row)
    act.log(DecisionAct.FINDING_PROPOSED, _subject(row), to_state=finding.status)
    return row.id


def confirm_finding(act: Act, finding_id: int, *, session_id: int | None = None) -> list[Fallout]:
    """Let a finding count for everyone, and judge all whom it touches; gives who fell out.

    `session_id`: whose proof it takes, where somebody does it on a page. Raises `FindingRefused`
    and `NoSuchFinding`.
    """
    row = _open(act, finding_id)
    _allow(may_confirm(_proposed(row), actor=act.actor, at=act.at, policy=act.policy))
    if session_id is not None:
        spend_proof(act, session_id)
    key = row.country, row.region, row.profession
    taken = frozenset(rule.version for rule in act.book.rules.versions(key))
    row.version = next_version(act.today, taken)
    row.confirmed_at, row.settled_by = act.at, act.actor.account
    act.session.flush()
    rule = as_rule(row, act.book.rules)
    act.learn(rule)
    act.log(DecisionAct.FINDING_CONFIRMED, _subject(row), to_state=row.status, rule=rule)
    return rejudge(act, [key])


def refuse_finding(act: Act, finding_id: int) -> None:
    """Put a finding aside, also one's own. Raises `FindingRefused` and `NoSuchFinding`."""
    row = _open(act, finding_id)
    _allow(may_refuse(_proposed(row), actor=act.actor))
    row.refused_at, row.settled_by = act.at, act.actor.account
    act.log(DecisionAct.FINDING_REFUSED, _subject(row), to_state=row.status)


def _open(act: Act, finding_id: int) -> RuleFinding:
    row = act.session.scalar(
        select(RuleFinding).where(RuleFinding.id == finding_id).with_for_update()
    )
    if row is None:
        raise NoSuchFinding
    return row


def _proposed(row: RuleFinding) -> Proposed:
    settled = row.confirmed_at is not None or row.refused_at is not None
    return Proposed(by=row.proposed_by, at=row.proposed_at, settled=settled)


def _allow(refusal: FindingRefusal | None) -> None:
    if refusal is not None:
        raise FindingRefused(refusal)


def _subject(row: RuleFinding) -> Subject:
    return Subject(kind=SubjectKind.FINDING, id=row.id)
