"""Work for invented reviewers: reports, claims, changes, exclusions, messages, and figures."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from directory.domain.clock import instant
from directory.domain.expected_days import working_days_after
from directory.domain.reasons import Reason
from directory.domain.references import reference
from directory.domain.verification import Action
from directory.domain.vocabulary import (
    ActorKind,
    ClaimState,
    ClaimWay,
    ContactWay,
    CredentialKind,
    HeldKind,
    HoldKind,
    ReportOutcome,
    ReportReason,
)
from directory.models.accounts import Account, AccountRole
from directory.models.base import Base
from directory.models.desk import DecisionFact, FileNote
from directory.models.listings import Claim, HeldChange, Message
from directory.models.practitioners import Practitioner
from directory.models.reports import ExclusionMatch, Recheck, RecheckResult, Report, ReportContact
from directory.models.reviews import Hold
from directory.models.rules import RuleFallout
from directory.workflows.demo.chance import between, happens, id_beside, one_of, stream
from directory.workflows.demo.people import draw_person, story_of
from directory.workflows.demo.persons import Person
from directory.workflows.demo.scene import Scene
from directory.workflows.demo.stories import Outcome, Presence

_STRIDE: Final = 7
"""So far apart are those whom something happened to; a prime, so all stories have their turn."""
_MOST: Final = 240
"""Of a large load no more have work lying on the desk: reviewers can look at no more anyhow."""
_HELD: Final = 3
_REFERENCES_FROM: Final = 2_000_000
_SAID: Final = {
    ReportReason.CONTACT: "The number rings at a bakery. It has for weeks.",
    ReportReason.NOT_TAKING_PATIENTS: "I was told that the list is closed until summer.",
    ReportReason.NOT_THERE: "The clinic says that this person left in the spring.",
    ReportReason.NOT_NEEDLING: "They told me that they do not do needling any more.",
    ReportReason.CREDENTIAL: "The board's page shows another name for this number.",
}
_ENDED: Final = (ReportOutcome.CORRECTED, ReportOutcome.ASKED_OWNER, ReportOutcome.NOT_CONFIRMED)
_DECIDED: Final = ((Action.VERIFY, 70), (Action.QUERY, 15), (Action.REFUSE, 9), (Action.DEFER, 6))
_DAYS_OF_FIGURES: Final = 120
_DAYS_OF_SAMPLES: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What everything that is put on the desk is made with."""

    scene: Scene
    rnd: Random
    person: Person
    reviewers: Sequence[int]

    def ago(self, most: int, least: int = 0) -> datetime:
        """Give an instant some days before the load's."""
        hours = between(self.rnd, (least * 24 + 1, most * 24))
        return self.scene.at - timedelta(hours=hours)

    def fresh(self) -> int:
        """Give an identifier beside that of the person."""
        return id_beside(self.person.id, self.rnd)


_Rows = Iterator[tuple[type[Base], dict[str, Any]]]


def write_desk(connection: Connection, scene: Scene, *, practitioners: int) -> None:
    """Put work on the desk of invented reviewers, and give them a past of decisions."""
    reviewers = _reviewers(connection)
    made: dict[type[Base], list[dict[str, Any]]] = {}
    chosen = [
        number
        for number in range(_STRIDE, practitioners, _STRIDE)
        if story_of(scene, number).outcome is Outcome.FOUND
    ]
    for place, number in enumerate(chosen[:_MOST]):
        desk = _desk(scene, number, reviewers=reviewers)
        for table, row in _HAPPENS[place % len(_HAPPENS)](desk, place):
            made.setdefault(table, []).append(row)
    for table, rows in made.items():
        connection.execute(insert(table), rows)
    held = (n for n in range(practitioners) if story_of(scene, n).presence is Presence.HELD)
    for number in islice(held, _HELD):
        _exclude(connection, _desk(scene, number, reviewers=reviewers))
    if reviewers and practitioners:
        connection.execute(insert(DecisionFact), list(_facts(scene, reviewers)))


def _desk(scene: Scene, number: int, *, reviewers: Sequence[int]) -> _Desk:
    rnd, person = stream(scene.seed, "desk", number), draw_person(scene, number)
    return _Desk(scene=scene, rnd=rnd, person=person, reviewers=reviewers)


def clear_desk(connection: Connection) -> None:
    """Take away what follows no key of an invented person; the rest goes with its person."""
    invented = select(Account.id).where(Account.synthetic)
    people = select(Practitioner.id).where(Practitioner.synthetic)
    samples = select(Recheck.id).where(Recheck.practitioner_id.in_(people))
    connection.execute(delete(RecheckResult).where(RecheckResult.id.in_(samples)))
    connection.execute(delete(DecisionFact).where(DecisionFact.account_id.in_(invented)))
    connection.execute(delete(RuleFallout).where(RuleFallout.practitioner_id.in_(people)))


def _reviewers(connection: Connection) -> Sequence[int]:
    rows = (
        select(Account.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(Account.synthetic, AccountRole.role == ActorKind.REVIEWER)
        .order_by(Account.email)
    )
    return connection.scalars(rows).all()


def _reported(desk: _Desk, place: int) -> _Rows:
    """Somebody says that something is wrong; about half of it was dealt with."""
    reason = one_of(desk.rnd, tuple(_SAID))
    received = desk.ago(12)
    closed = happens(desk.rnd, 40)
    number, country = desk.fresh(), desk.person.locations[0][1].town.country
    days = 1 if reason is ReportReason.CREDENTIAL else 5
    yield (
        Report,
        {
            "id": number,
            "reference": reference(_REFERENCES_FROM + place),
            "practitioner_id": desk.person.id,
            "location_id": desk.person.locations[0][0],
            "reason": reason,
            "words": _SAID[reason] if happens(desk.rnd, 70) else None,
            "email": f"patient-{place}@people.example" if happens(desk.rnd, 40) else None,
            "language": "en",
            "sender_hash": None,
            "received_at": received,
            "due_on": working_days_after(received.date(), days, country=country),
            "triaged_by": desk.reviewers[0] if closed else None,
            "triaged_at": received + timedelta(minutes=40) if closed else None,
            "outcome": one_of(desk.rnd, _ENDED) if closed else None,
            "closed_by": desk.reviewers[0] if closed else None,
            "closed_at": received + timedelta(hours=1) if closed else None,
        },
    )
    if closed:
        yield (
            ReportContact,
            {
                "id": desk.fresh(),
                "report_id": number,
                "way": ContactWay.PHONE,
                "reached": True,
                "note": "Called the number on the listing.",
                "account_id": desk.reviewers[0],
                "tried_at": received + timedelta(minutes=50),
            },
        )


def _renamed(desk: _Desk, _: int) -> _Rows:
    person = desk.person
    before = {"family_name": person.family_name, "given_name": person.given_name}
    after = {**before, "family_name": f"{person.family_name}-Example"}
    yield (
        HeldChange,
        {
            "id": desk.fresh(),
            "practitioner_id": person.id,
            "kind": HeldKind.NAME,
            "subject_id": None,
            "before": json.dumps({**before, "suffix": person.suffix}, sort_keys=True),
            "after": json.dumps({**after, "suffix": person.suffix}, sort_keys=True),
            "asked_by": None,
            "asked_at": desk.ago(6),
        },
    )


def _named_on_a_list(desk: _Desk, _: int) -> _Rows:
    """A line of the list of excluded people has their name."""
    yield ExclusionMatch, _match(desk, hold=None)


def _match(desk: _Desk, *, hold: int | None) -> dict[str, Any]:
    return {
        "id": desk.fresh(),
        "practitioner_id": desk.person.id,
        "exact": hold is not None,
        "line_sha256": f"{desk.person.id:064x}",
        "name_listed": f"{desk.person.family_name.upper()}, {desk.person.given_name.upper()}",
        "region_listed": desk.person.locations[0][1].town.region,
        "basis": "1128b4",
        "excluded_on": desk.ago(900, 100).date(),
        "found_at": desk.ago(4),
        "hold_id": hold,
    }


def _exclude(connection: Connection, desk: _Desk) -> None:
    """Let the hold of a person be about their number on that list."""
    if desk.person.hold is None or desk.person.npi is None:
        return
    number = desk.person.hold.id
    connection.execute(
        update(Hold)
        .where(Hold.id == number)
        .values(kind=HoldKind.EXCLUSION_REVIEW, reason=Reason.EXCLUSION_PENDING.value)
    )
    connection.execute(insert(ExclusionMatch), [_match(desk, hold=number)])


def _claimed(desk: _Desk, _: int) -> _Rows:
    begun = desk.ago(9)
    yield (
        Claim,
        {
            "id": desk.fresh(),
            "practitioner_id": desk.person.id,
            "account_id": desk.reviewers[-1],
            "way": ClaimWay.PAPERS,
            "state": ClaimState.BEGUN,
            "tries": 0,
            "begun_at": begun,
            "ends_at": begun + timedelta(days=60),
        },
    )


def _wrote(desk: _Desk, _: int) -> _Rows:
    yield (
        Message,
        {
            "id": desk.fresh(),
            "practitioner_id": desk.person.id,
            "by": ActorKind.OWNER,
            "body": "The board renewed my license last week. Its page is a few days behind.",
            "written_at": desk.ago(5),
        },
    )


def _noted(desk: _Desk, _: int) -> _Rows:
    yield (
        FileNote,
        {
            "id": desk.fresh(),
            "practitioner_id": desk.person.id,
            "account_id": one_of(desk.rnd, desk.reviewers),
            "body": "The board answers its telephone on Tuesdays alone.",
            "written_at": desk.ago(40, 2),
        },
    )


def _sampled(desk: _Desk, place: int) -> _Rows:
    """A listing drawn at random; two of three were looked at anew."""
    drawn = desk.ago(_DAYS_OF_SAMPLES, 8 if place % 3 else 0)
    number = desk.fresh()
    row = {
        "id": number,
        "practitioner_id": desk.person.id,
        "location_id": desk.person.locations[0][0],
        "drawn_on": drawn.date(),
        "due_on": drawn.date() + timedelta(days=14),
        "answers": None,
        "exact": None,
        "functional": None,
        "note": None,
        "done_by": None,
        "done_at": None,
    }
    if place % 3:
        exact = happens(desk.rnd, 93)
        found = {"exact": exact, "functional": exact or happens(desk.rnd, 80)}
        done = drawn + timedelta(days=between(desk.rnd, (1, 7)))
        answers = json.dumps({"phone": "right" if exact else "wrong"})
        row |= {**found, "answers": answers, "done_by": desk.reviewers[0], "done_at": done}
        yield RecheckResult, {"id": number, "done_on": done.date(), **found}
    yield Recheck, row


def _fell_out(desk: _Desk, _: int) -> _Rows:
    location, site = desk.person.locations[0]
    yield (
        RuleFallout,
        {
            "id": desk.fresh(),
            "practitioner_id": desk.person.id,
            "location_id": location,
            "country": site.town.country,
            "region": site.town.region,
            "profession": desk.person.profession,
            "version": None,
            "found_at": desk.ago(7),
            "seen_at": None,
        },
    )


_HAPPENS: Final[Sequence[Callable[[_Desk, int], _Rows]]] = (
    _reported,
    _sampled,
    _renamed,
    _named_on_a_list,
    _sampled,
    _claimed,
    _reported,
    _wrote,
    _sampled,
    _noted,
    _fell_out,
)
"""In turn to those whom something happens to."""


def _facts(scene: Scene, reviewers: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    """Tell of some months of decisions, on weekdays."""
    rnd = stream(scene.seed, "decisions")
    kinds = tuple(CredentialKind)
    actions = [action for action, weight in _DECIDED for _ in range(weight)]
    for ago in range(_DAYS_OF_FIGURES, 0, -1):
        day = scene.as_of - timedelta(days=ago)
        if day.weekday() > _FRIDAY:
            continue
        for _ in range(between(rnd, (2, 6))):
            at = scene.at - timedelta(days=ago) + timedelta(hours=between(rnd, (14, 22)))
            yield {
                "id": rnd.getrandbits(60),
                "account_id": one_of(rnd, reviewers),
                "day": day,
                "at": instant(int(at.timestamp())),
                "kind": one_of(rnd, kinds),
                "action": one_of(rnd, actions),
                "waited": between(rnd, (3_600, 4 * 86_400)),
                "undone": False,
            }


_FRIDAY: Final = 4
