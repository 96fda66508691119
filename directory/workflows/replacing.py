"""What was corrected makes room for its correction, in the act that verifies the correction."""

from typing import Final

from sqlalchemy import update
from sqlalchemy.orm.attributes import flag_modified

from directory.domain.decisions import Decision, Taken, decide
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.verification import Action
from directory.domain.vocabulary import ActorKind
from directory.models.credentials import Licence
from directory.workflows.acts import Act
from directory.workflows.credential_rows import TABLES, Row, find, kind_of, situation, subject

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)


def make_room(act: Act, correction: Row) -> None:
    """Take down the row that a verified correction corrects, and put the correction in its place.

    Where the earlier row is not verified any more, a decision stands against it, and it stays.
    """
    if correction.renews_id is None:
        return
    kind = kind_of(correction)
    table = TABLES[kind]
    earlier = find(act, kind, credential_id=correction.renews_id)
    taken = decide(
        situation(act, earlier),
        Decision(action=Action.REPLACE, version=earlier.version),
        actor=_SYSTEM,
        at=act.at,
        today=act.today,
    )
    if not isinstance(taken, Taken):
        return
    earlier.state, earlier.state_since, earlier.appeal = taken.state, act.at, taken.appeal
    flag_modified(earlier, "state")
    # One number is verified once: the earlier row has to be down before the other takes its place.
    act.session.flush()
    before = earlier.renews_id
    act.session.execute(
        update(table)
        .where(table.renews_id == earlier.id, table.id != correction.id)
        .values(renews_id=correction.id)
    )
    if isinstance(correction, Licence):
        act.session.execute(
            update(Licence)
            .where(Licence.home_licence_id == earlier.id)
            .values(home_licence_id=correction.id)
        )
    correction.renews_id, correction.corrects = before, None
    act.session.flush()
    act.log(
        DecisionAct.REPLACED,
        subject(earlier),
        from_state=taken.before,
        to_state=taken.state,
        by=correction.id,
    )
