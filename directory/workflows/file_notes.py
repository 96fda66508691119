"""What reviewers note on a file for each other."""

from directory.domain.log_entries import DecisionAct
from directory.models.desk import FileNote
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import owner
from directory.workflows.identifiers import fresh_id
from directory.workflows.own_files import guard_own


def write_note(act: Act, practitioner_id: int, *, body: str) -> int:
    """Note something on a person's file; gives its number. Raises `OwnFile`, `NoSuchPerson`.

    The log says that something was noted, not what: a note goes when its person does.
    """
    person = owner(act, practitioner_id)
    guard_own(act, person.id)
    number = fresh_id()
    act.session.add(
        FileNote(
            id=number,
            practitioner_id=practitioner_id,
            account_id=act.actor.account,
            body=body,
            written_at=act.at,
        )
    )
    act.log(DecisionAct.NOTED, Subject(practitioner_id=practitioner_id))
    return number
