"""What patients wrote, their addresses, and what was noted go after their reports are closed."""

from typing import Final

from sqlalchemy import delete, exists, or_, select, update

from directory.domain.reports import WORDS_KEPT
from directory.domain.vocabulary import MailState
from directory.models.mail import Mail
from directory.models.reports import Report, ReportContact
from directory.workflows.acts import Office

CHUNK: Final = 500


def erase_words(office: Office) -> int:
    """Empty what is over; gives of how many reports. The outcomes stay for the figures."""
    done = 0
    while erased := _some(office):
        done += erased
    _forget_answers(office)
    return done


def _forget_answers(office: Office) -> None:
    """Remove the letters that answered, which hold the addresses and what was written to them."""
    with office.database.transaction() as session:
        session.execute(
            delete(Mail)
            .where(
                Mail.template == "report_answered",
                Mail.queued_at <= office.now() - WORDS_KEPT,
                Mail.state != MailState.CLAIMED,
            )
            .execution_options(synchronize_session=False)
        )


def _some(office: Office) -> int:
    over = (
        select(Report.id)
        .where(
            Report.closed_at <= office.now() - WORDS_KEPT,
            or_(
                Report.words.is_not(None),
                Report.email.is_not(None),
                Report.sender_hash.is_not(None),
                exists().where(ReportContact.report_id == Report.id, ReportContact.note != ""),
            ),
        )
        .order_by(Report.id)
        .limit(CHUNK)
        .with_for_update(skip_locked=True)
    )
    with office.database.transaction() as session:
        numbers = session.scalars(over).all()
        if numbers:
            for emptied in (
                update(Report)
                .where(Report.id.in_(numbers))
                .values(words=None, email=None, sender_hash=None),
                update(ReportContact).where(ReportContact.report_id.in_(numbers)).values(note=""),
            ):
                session.execute(emptied.execution_options(synchronize_session=False))
        return len(numbers)
