"""What is written into the log of decisions about an account, whatever changed it."""

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.workflows.acts import Act, Subject


def note_change(act: Act, account_id: int, *, what: str) -> None:
    """Note a change of an account; `what` is a code."""
    act.log(
        DecisionAct.ACCOUNT_CHANGED,
        Subject(kind=SubjectKind.ACCOUNT, id=account_id),
        reason=what,
    )
