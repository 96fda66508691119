from datetime import timedelta

from sqlalchemy import func, select, update

from directory.db import Database
from directory.domain.vocabulary import CredentialState, DeskKind, DeskTab
from directory.models.credentials import Licence
from directory.models.desk import DeskItem
from directory.workflows.acts import Office
from directory.workflows.desk_keeping import fill_desk, keep_desk
from tests.clock import Clock
from tests.factories import LICENCE_EXPIRES, person
from tests.offices import SYSTEM


def flags(database: Database) -> dict[int | None, str]:
    with database.reading() as connection:
        rows = connection.execute(select(DeskItem.practitioner_id, DeskItem.flags))
        return {row.practitioner_id: row.flags for row in rows}


def test_what_differs_is_put_right_and_nothing_else(
    office: Office, database: Database, clock: Clock
) -> None:
    with office.act(SYSTEM) as act:
        for number in (1, 2):
            person(act.session, number=number)
        act.session.flush()
        # Not by an act that names anybody.
        act.session.execute(
            update(Licence)
            .where(Licence.practitioner_id == 1)
            .values(state=CredentialState.SUBMITTED, state_since=act.at)
        )
    assert flags(database) == {}
    assert keep_desk(office) == {"restated": 2, "removed": 0}
    assert flags(database) == {1: "edited", 2: "period_ends"}
    assert keep_desk(office).total() == 0
    # Days pass: what was sent has ended by now, and so has what was verified.
    clock.forward(timedelta(days=(LICENCE_EXPIRES - clock().date()).days + 1))
    assert keep_desk(office)["restated"] == 2
    assert flags(database) == {1: "edited ended", 2: "ended period_ends"}


def test_work_about_somebody_who_is_gone_is_removed(office: Office, database: Database) -> None:
    with office.act(SYSTEM) as act:
        act.session.add(
            DeskItem(
                tab=DeskTab.RULES,
                subject_id=1,
                kind=DeskKind.FALLOUT,
                practitioner_id=99,
                opens_at=act.at,
                name="Ada Example",
                words=" ada example",
                flags="",
            )
        )
    assert keep_desk(office)["removed"] == 1
    assert flags(database) == {}


def test_everybody_is_stated_at_once(office: Office, database: Database) -> None:
    with office.act(SYSTEM) as act:
        for number in (1, 2, 3):
            person(act.session, number=number)
        act.session.flush()
        connection = act.session.connection()
        assert fill_desk(connection, at=act.at, rules=act.book.rules) == 3
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(DeskItem)) == 3
