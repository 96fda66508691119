"""Opening files, assigning them and putting them off; and how a reviewer works."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Final

from sqlalchemy import select, update

from directory.domain.desk_files import (
    DeskSettings,
    FileRefusal,
    is_away,
    is_open,
    not_away,
    not_so_many,
    not_until,
)
from directory.domain.desk_search import Search
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.models.desk import DeskFile, ReviewerSetting
from directory.queries.desk import oldest
from directory.queries.desk_files import are_there, reviewers
from directory.queries.own_files import is_own
from directory.workflows.acts import Act, Subject
from directory.workflows.own_files import stands_on_its_side

_TRIES: Final = 20
"""So many files may be taken by others in the moment between finding and opening them."""


class FileRefused(Exception):
    """Nothing was done with the files."""

    def __init__(self, why: FileRefusal) -> None:
        super().__init__(why.value)
        self.why = why


def open_file(act: Act, practitioner_id: int, *, anyway: bool = False) -> bool:
    """Tell others that a reviewer reads a file from now on; False where somebody else does.

    `anyway`: take it over from them. Raises `FileRefused`: nobody opens their own file.
    """
    act.hold(practitioner_id)
    if not are_there(act.session.connection(), [practitioner_id]):
        raise FileRefused(FileRefusal.NOT_THERE)
    if stands_on_its_side(act, practitioner_id):
        raise FileRefused(FileRefusal.OWN_FILE)
    file = _file(act, practitioner_id)
    others = file.opened_by not in {None, act.actor.account}
    if others and is_open(file.opened_at, at=act.at) and not anyway:
        return False
    file.opened_by, file.opened_at = act.actor.account, act.at
    act.log(DecisionAct.OPENED, Subject(practitioner_id=practitioner_id))
    return True


def next_oldest(act: Act, search: Search, *, noting: bool = True) -> int | None:
    """Open the file with the oldest work asked for that nobody has; None where there is none.

    Files of somebody who is away are nobody's. One's own are passed over, and appeals against
    one's own decisions. `noting`: not part of another act, whose entry says what was done.
    """
    account = act.actor.account
    if account is None:
        raise FileRefused(FileRefusal.NO_REVIEWER)
    passed: list[int] = []
    for _ in range(_TRIES):
        connection = act.session.connection()
        found = oldest(connection, search, account_id=account, at=act.at, passed=passed)
        if found is None:
            return None
        # Until it is held, somebody else may open it.
        act.hold(found)
        file = _file(act, found)
        if file.opened_by in {None, account} or not is_open(file.opened_at, at=act.at):
            file.opened_by, file.opened_at = account, act.at
            if noting:
                act.log(DecisionAct.OPENED, Subject(practitioner_id=found))
            return found
        passed.append(found)
    return None


def assign(act: Act, people: Sequence[int], *, to: int | None) -> None:
    """Assign files to a reviewer, or to nobody. Raises `FileRefused`."""
    _guard(act, people)
    if to is not None:
        _guard_reviewer(act, to)
        connection = act.session.connection()
        if any(is_own(connection, each, account_id=to) for each in people):
            raise FileRefused(FileRefusal.THEIR_OWN_FILE)
    for each in sorted(set(people)):
        _file(act, each).assigned_to = to
    act.log(DecisionAct.ASSIGNED, _about(people), files=len(set(people)), to=to)


def put_off(act: Act, people: Sequence[int], *, until: date | None) -> None:
    """Lay files aside until a day, or back on the desk. Raises `FileRefused`."""
    _guard(act, people)
    if until is not None and (why := not_until(until, today=act.today)):
        raise FileRefused(why)
    for each in sorted(set(people)):
        _file(act, each).put_off_until = until
    said = None if until is None else until.isoformat()
    act.log(DecisionAct.PUT_OFF, _about(people), files=len(set(people)), until=said)


def reassign(act: Act, *, source: int, to: int | None) -> int:
    """Give every file of a reviewer to another one, or to nobody; gives how many there were.

    Files that are the other one's own come to be nobody's. Raises `FileRefused`.
    """
    if source == to:
        raise FileRefused(FileRefusal.SAME_REVIEWER)
    if to is not None:
        _guard_reviewer(act, to)
    files = act.session.scalars(
        select(DeskFile.practitioner_id)
        .where(DeskFile.assigned_to == source)
        .order_by(DeskFile.practitioner_id)
    ).all()
    connection = act.session.connection()
    own = [each for each in files if is_own(connection, each, account_id=to)]
    moved = update(DeskFile).where(DeskFile.assigned_to == source)
    act.session.execute(moved.where(DeskFile.practitioner_id.in_(own)).values(assigned_to=None))
    act.session.execute(moved.values(assigned_to=to))
    act.log(
        DecisionAct.REASSIGNED,
        Subject(kind=SubjectKind.ACCOUNT, id=source),
        files=len(files),
        to=to,
    )
    return len(files)


def keep_settings(act: Act, settings: DeskSettings) -> None:
    """Keep how a reviewer works, and when they are away. Raises `FileRefused`."""
    if why := not_away(settings, today=act.today):
        raise FileRefused(why)
    account = act.actor.account
    values = asdict(settings)
    row = act.session.get(ReviewerSetting, account)
    if row is None:
        act.session.add(ReviewerSetting(account_id=account, **values))
    else:
        for name, value in values.items():
            setattr(row, name, value)
    act.log(DecisionAct.SETTING_CHANGED, Subject(kind=SubjectKind.ACCOUNT, id=account))


def _guard(act: Act, people: Sequence[int]) -> None:
    why = not_so_many(len(set(people)))
    if why is not None:
        raise FileRefused(why)
    for each in sorted(set(people)):
        act.hold(each)
    if not are_there(act.session.connection(), people):
        raise FileRefused(FileRefusal.NOT_THERE)
    if any(stands_on_its_side(act, each) for each in people):
        raise FileRefused(FileRefusal.OWN_FILE)


def _guard_reviewer(act: Act, account_id: int) -> None:
    found = [each for each in reviewers(act.session.connection()) if each.id == account_id]
    if not found:
        raise FileRefused(FileRefusal.NO_REVIEWER)
    if account_id != act.actor.account and is_away(found[0].settings, act.today):
        raise FileRefused(FileRefusal.IS_AWAY)


def _file(act: Act, practitioner_id: int) -> DeskFile:
    row = act.session.get(DeskFile, practitioner_id, populate_existing=True)
    if row is None:
        row = DeskFile(practitioner_id=practitioner_id)
        act.session.add(row)
    return row


def _about(people: Sequence[int]) -> Subject:
    """Name the person where there is one; of many, the entry says how many."""
    one = set(people)
    return Subject(practitioner_id=one.pop() if len(one) == 1 else None)
