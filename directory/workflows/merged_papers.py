"""Files, matches and reminders of a double: moved where the kept listing has not the same."""

from sqlalchemy import delete, select, update

from directory.domain.vocabulary import ReminderKind
from directory.models.credentials import CredentialEvidence, Evidence
from directory.models.listings import Reminder
from directory.models.reports import ExclusionMatch
from directory.workflows.acts import Act


def move_evidence(act: Act, kept_id: int, *, double_id: int) -> int:
    """Move files; what both sent is kept once, and speaks for the credentials of both."""
    session = act.session
    own = select(Evidence.sha256, Evidence.id).where(Evidence.practitioner_id == kept_id)
    known = {row.sha256: row.id for row in session.execute(own)}
    moved = 0
    for file_id, sha256 in session.execute(
        select(Evidence.id, Evidence.sha256)
        .where(Evidence.practitioner_id == double_id)
        .order_by(Evidence.id)
    ).all():
        same = known.get(sha256)
        if same is None:
            moved += 1
            session.execute(
                update(Evidence).where(Evidence.id == file_id).values(practitioner_id=kept_id)
            )
            continue
        for column in (CredentialEvidence.evidence_id, Evidence.translation_of):
            session.execute(update(column.class_).where(column == file_id).values({column: same}))
        # Its bytes go with the next sweep, since no row names them any more.
        session.execute(delete(Evidence).where(Evidence.id == file_id))
    return moved


def move_matches(act: Act, kept_id: int, *, double_id: int) -> None:
    """Move matches with the list of excluded people; one line is raised once about one person."""
    session = act.session
    same = select(ExclusionMatch.line_sha256).where(ExclusionMatch.practitioner_id == kept_id)
    theirs = ExclusionMatch.practitioner_id == double_id
    known = session.scalars(same).all()
    session.execute(delete(ExclusionMatch).where(theirs, ExclusionMatch.line_sha256.in_(known)))
    session.execute(update(ExclusionMatch).where(theirs).values(practitioner_id=kept_id))


def move_reminders(act: Act, kept_id: int, *, double_id: int) -> None:
    """Let nobody be reminded twice of a credential; of the double itself nobody is any more."""
    theirs = Reminder.practitioner_id == double_id
    of_itself = Reminder.kind == ReminderKind.STILL_CORRECT
    act.session.execute(delete(Reminder).where(theirs, of_itself))
    act.session.execute(update(Reminder).where(theirs).values(practitioner_id=kept_id))
