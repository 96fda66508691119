"""A changed rule judges everyone it touches anew, lists who fell out, and tells them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from directory.domain import ids
from directory.domain.clock import seconds
from directory.domain.log_entries import DecisionAct
from directory.domain.rules import RuleKey
from directory.domain.vocabulary import CredentialState
from directory.models.credentials import Licence
from directory.models.practitioners import PracticeLocation
from directory.models.rules import RuleFallout
from directory.models.standings import Standing
from directory.workflows.acts import Act, Subject
from directory.workflows.identifiers import fresh_id
from directory.workflows.mail import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallout:
    """Somebody who was qualified at a place until the rule changed."""

    practitioner_id: int
    location_id: int
    key: RuleKey
    version: str | None


def rejudge(act: Act, keys: Iterable[RuleKey]) -> list[Fallout]:
    """Judge everyone with a verified licence under these rules; gives who fell out, and where."""
    changed = frozenset(keys)
    found: list[Fallout] = []
    for practitioner_id in _touched(act, changed):
        act.hold(practitioner_id)
        found += _judge(act, practitioner_id, keys=changed)
    return found


def _touched(act: Act, keys: frozenset[RuleKey]) -> list[int]:
    # By one region and profession after the other: a list of all would be too long a statement.
    touched: set[int] = set()
    for country, region, profession in sorted(keys):
        touched.update(
            act.session.scalars(
                select(Licence.practitioner_id)
                .where(
                    Licence.country == country,
                    Licence.region == region,
                    Licence.profession == profession,
                    Licence.state == CredentialState.VERIFIED,
                )
                .distinct()
            )
        )
    return sorted(touched)


def _judge(act: Act, practitioner_id: int, *, keys: frozenset[RuleKey]) -> list[Fallout]:
    now = seconds(act.at)
    before = act.session.execute(
        select(
            Standing.location_id,
            Standing.profession,
            PracticeLocation.country,
            PracticeLocation.region,
        )
        .join(PracticeLocation, PracticeLocation.id == Standing.location_id)
        .where(Standing.practitioner_id == practitioner_id, Standing.qualified_until > now)
    ).all()
    after = {each.searchable.location_id: each for each in act.judge(practitioner_id)}
    out = []
    for location_id, profession, country, region in before:
        verdict = after[location_id].verdict
        key = country, region, profession
        if verdict.qualified or key not in keys:
            continue
        version = verdict.rule.version if verdict.rule else None
        out.append(
            Fallout(
                practitioner_id=practitioner_id,
                location_id=location_id,
                key=key,
                version=version,
            )
        )
        _record(act, out[-1])
    return out


def _record(act: Act, fallout: Fallout) -> None:
    country, region, profession = fallout.key
    act.session.add(
        RuleFallout(
            id=fresh_id(),
            practitioner_id=fallout.practitioner_id,
            location_id=fallout.location_id,
            country=country,
            region=region,
            profession=profession,
            version=fallout.version,
            found_at=act.at,
            seen_at=None,
        )
    )
    rule = act.book.rules.on(fallout.key, act.today)
    act.log(
        DecisionAct.REJUDGED,
        Subject(practitioner_id=fallout.practitioner_id),
        from_state="qualified",
        to_state="not_qualified",
        rule=rule,
        location=ids.encode(fallout.location_id),
    )
    tell(
        act,
        fallout.practitioner_id,
        template="rule_changed",
        country=country,
        region=region,
        profession=profession,
        version=fallout.version or "",
    )
