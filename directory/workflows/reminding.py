"""Reminding people in time: the letter and the note that it was written hold together, or not."""

import json
import logging
from collections import Counter
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from directory.domain import ids
from directory.domain.attesting import consequences
from directory.domain.clock import end_of, seconds
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.reminders import HIDDEN_STEP, NOTHING, Rungs, is_in_hand, rungs
from directory.domain.situations import Actor
from directory.domain.vocabulary import (
    ActorKind,
    CredentialState,
    LinkPurpose,
    NewPatients,
    ReminderKind,
)
from directory.models.accounts import Account
from directory.models.credentials import Certification
from directory.models.listings import Reminder
from directory.models.practitioners import Practitioner
from directory.queries.confirmable import Confirmable, Place, confirmable
from directory.queries.reminders import PAPERS, Ladder, ladder, ladders, shown_until
from directory.workflows.accounts.links import make_link
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.mail import tell

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
_log = logging.getLogger(__name__)


def remind(office: Office) -> Counter[str]:
    """Write every letter that is due; counts those that were written, and what failed.

    Each is an act of its own. It may be run by several at once, and be killed at any moment.
    """
    done: Counter[str] = Counter()
    for kind in ReminderKind:
        after = -1
        while found := _chunk(office, kind, after=after):
            for each in found:
                if _due(each, office) is not NOTHING:
                    done[_remind(office, each)] += 1
            after = found[-1].about
    return +Counter({name: count for name, count in done.items() if name})


def _chunk(office: Office, kind: ReminderKind, *, after: int) -> tuple[Ladder, ...]:
    with office.database.reading() as connection:
        return ladders(connection, kind, at=office.now(), after=after)


def _due(found: Ladder, office: Office) -> Rungs:
    return _asked(found, found.today(office.now()))


def _asked(found: Ladder, today: date) -> Rungs:
    asked = rungs(found.kind, found.due, today=today, dealt=found.dealt, since=found.since)
    if asked.send is not None and is_in_hand(asked.send, found.renewal):
        return NOTHING
    return asked


def _remind(office: Office, found: Ladder) -> str:
    try:
        with office.act(_SYSTEM) as act:
            return "sent" if _dealt_with(act, found) else ""
    except Exception as fault:  # noqa: BLE001  (one that fails must not keep the others from theirs)
        _log.error(
            "The reminder %s of %s was not written (%s).",
            found.kind.value,
            ids.encode(found.practitioner_id),
            type(fault).__name__,
        )
        return "failed"


def _dealt_with(act: Act, seen: Ladder) -> bool:
    """Write the letter that is due now; another process may have done so since it was looked up."""
    act.hold(seen.practitioner_id)
    found = ladder(act.session.connection(), seen.kind, about=seen.about)
    if found is None:
        return False
    asked = _asked(found, found.today(act.at))
    if asked.send is None:
        return False
    for step in (*asked.passed, asked.send):
        act.session.add(_row(act, found, step=step, sent=step == asked.send))
    act.session.flush()
    if found.kind is ReminderKind.STILL_CORRECT:
        _ask(act, found, step=asked.send)
    else:
        _warn(act, found, step=asked.send)
    kind = SubjectKind(found.kind.value) if found.kind in PAPERS else None
    act.log(
        DecisionAct.REMINDED,
        Subject(
            practitioner_id=found.practitioner_id,
            kind=kind,
            id=None if kind is None else found.about,
        ),
        reason=found.kind.value,
        step=asked.send,
    )
    return True


def _row(act: Act, found: Ladder, *, step: int, sent: bool) -> Reminder:
    return Reminder(
        practitioner_id=found.practitioner_id,
        kind=found.kind,
        about=found.about,
        due=found.due,
        step=step,
        dealt_at=act.at,
        sent=sent,
    )


def _ask(act: Act, found: Ladder, *, step: int) -> None:
    """Ask whether everything is still correct, with the facts and a link that says yes."""
    facts = _facts(act, found.practitioner_id)
    email, account_id = _holder(act, found.practitioner_id)
    today = found.today(act.at)
    said = facts.said(today) or NewPatients.NOT_KNOWN
    attested = facts.attested_on or found.due
    after = consequences(attested, new_patients_confirmed_on=facts.new_patients_confirmed_on)
    token = make_link(
        act,
        LinkPurpose.STILL_CORRECT,
        email=email,
        account_id=account_id,
        subject_id=found.practitioner_id,
    )
    told = {
        "purpose": LinkPurpose.STILL_CORRECT.value,
        "token": token,
        "key": ids.encode(found.practitioner_id),
        "name": facts.name,
        "new_patients": said.value,
        "languages": " ".join(facts.languages),
        "headaches": " ".join(facts.headaches),
        "places": "\n".join(map(_place, facts.places)),
        "confirmed": attested.isoformat(),
    }
    template = "hidden_unconfirmed"
    if step != HIDDEN_STEP:
        template = "still_correct"
        told |= {
            "known": _to_come(after.known, today),
            "in_doubt": _to_come(after.in_doubt, today),
            "shown": _to_come(after.shown, today),
        }
    tell(act, found.practitioner_id, template=template, **told)


def _to_come(day: date | None, today: date) -> str:
    return "" if day is None or day < today else day.isoformat()


def _place(place: Place) -> str:
    """Write a place on one line, as a letter reads it."""
    return json.dumps(
        {
            "name": place.name,
            "street": place.street or "",
            "town": f"{place.city}, {place.region} {place.postal_code}",
            "phone": place.phone or "",
            "hours": [[each.weekday, each.opens, each.closes] for each in place.hours],
        },
        ensure_ascii=False,
    )


def _warn(act: Act, found: Ladder, *, step: int) -> None:
    """Say when a paper ends, or that it has, and what that means for the listing."""
    told = _paper(act, found)
    ended = step > 0
    until = shown_until(act.session.connection(), found.practitioner_id)
    was_it = until == seconds(end_of(found.due, found.time_zone)) and until <= seconds(act.at)
    template = "expiry_ended" if ended else "expiry_soon"
    if ended and was_it:
        template = "listing_hidden"
    tell(act, found.practitioner_id, template=template, **told)


def _paper(act: Act, found: Ladder) -> dict[str, str]:
    row: Any = act.session.get_one(PAPERS[found.kind], found.about)
    by_body = isinstance(row, Certification)
    return {
        "kind": found.kind.value,
        "key": ids.encode(found.practitioner_id),
        "title": row.name if by_body else "",
        "number": row.number or "",
        "country": "" if by_body else row.country.value,
        "region": "" if by_body else row.region,
        "ends": found.due.isoformat(),
        "renewal": _renewal(found.renewal),
    }


def _renewal(state: CredentialState | None) -> str:
    if state is None:
        return ""
    return "asked" if state is CredentialState.QUERIED else "checking"


def _facts(act: Act, practitioner_id: int) -> Confirmable:
    facts = confirmable(act.session.connection(), practitioner_id, today=act.today)
    if facts is None:
        raise LookupError(practitioner_id)
    return facts


def _holder(act: Act, practitioner_id: int) -> tuple[str, int]:
    row = act.session.execute(
        select(Account.email, Account.id)
        .join(Practitioner, Practitioner.account_id == Account.id)
        .where(Practitioner.id == practitioner_id)
    ).one()
    return row.email, row.id
