"""What a reviewer has a listing say to everybody: that details may be wrong, or are looked at."""

from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import PublicNotice
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import changed, owner
from directory.workflows.own_files import guard_own


class NothingToChange(Exception):
    """The listing says this already."""


def set_notice(act: Act, practitioner_id: int, *, notice: PublicNotice | None) -> None:
    """Show a notice on a listing, or take it off.

    Raises `NoSuchPerson`, `OwnFile` and `NothingToChange`.
    """
    person = owner(act, practitioner_id)
    guard_own(act, practitioner_id)
    before = person.notice
    if before is notice:
        raise NothingToChange
    person.notice = notice
    person.notice_since = None if notice is None else act.at
    changed(act, person)
    act.log(
        DecisionAct.NOTICE_CHANGED,
        Subject(practitioner_id=practitioner_id),
        from_state=None if before is None else before.value,
        to_state=None if notice is None else notice.value,
    )
