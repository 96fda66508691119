"""The declaration: all that can be sent is sent, or nothing."""

from datetime import date

import pytest
from sqlalchemy import select

from directory.domain.entry.faults import FaultCode, Weight
from directory.domain.vocabulary import CredentialState
from directory.models.credentials import Licence, Training
from directory.models.decision_log import LogEntry
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.workflows.acts import Office
from directory.workflows.declaring import CannotBeSent, NotReady, declare
from tests.offices import OWNER
from tests.web.practitioner.drafted import drafted, written

NUMBER = 7


@pytest.fixture
def listing(office: Office) -> int:
    assert OWNER.account is not None
    drafted(office, NUMBER, holder=OWNER.account)
    return NUMBER


def states(office: Office) -> list[CredentialState]:
    with office.database.transaction() as session:
        return [
            *session.scalars(select(Licence.state)),
            *session.scalars(select(Training.state)),
        ]


def acts(office: Office) -> list[str]:
    with office.database.reading() as connection:
        leaves = connection.scalars(select(LogEntry.leaf).order_by(LogEntry.seq)).all()
    return [leaf.split('"')[3] for leaf in leaves]


def test_a_declaration_sends_all_gives_a_reference_and_writes_it_down(
    office: Office, listing: int
) -> None:
    with office.act(OWNER) as act:
        reference = declare(act, listing, publish=True)
    person = written(office, listing)
    assert set(states(office)) == {CredentialState.SUBMITTED}
    assert person.reference == reference
    assert person.published
    assert person.attested_on == act.today
    assert acts(office) == ["submitted", "submitted", "submitted", "declared", "published"]
    with office.database.reading() as connection:
        assert connection.scalars(select(Mail.template)).all() == ["listing_sent"]


def test_a_second_declaration_keeps_the_reference_and_whoever_wants_stays_hidden(
    office: Office, listing: int
) -> None:
    with office.act(OWNER) as act:
        first = declare(act, listing, publish=False)
    assert not written(office, listing).published
    with office.act(OWNER) as act:
        assert declare(act, listing, publish=False) == first
    assert acts(office)[-1] == "declared"


def test_what_stands_against_one_credential_keeps_all_from_being_sent(
    office: Office, listing: int
) -> None:
    with office.database.transaction() as session:
        course = session.scalars(select(Training)).one()
        course.completed_on, course.completed_year = date(2031, 1, 1), 2031
    with pytest.raises(CannotBeSent) as raised, office.act(OWNER) as act:
        declare(act, listing, publish=True)
    codes = [each.code for each in raised.value.faults if each.weight is Weight.ERROR]
    assert codes == [FaultCode.TRAINING_IN_FUTURE]
    assert set(states(office)) == {CredentialState.DRAFT}
    assert written(office, listing).reference is None
    assert acts(office) == []


def test_what_has_ended_stays_a_draft_and_alone_is_not_enough(office: Office, listing: int) -> None:
    with office.database.transaction() as session:
        session.scalars(select(Licence)).one().expires = date(2026, 1, 1)
    with pytest.raises(NotReady), office.act(OWNER) as act:
        declare(act, listing, publish=True)


def test_who_has_left_declares_nothing(office: Office, listing: int) -> None:
    with office.act(OWNER) as act:
        act.session.get_one(Practitioner, listing).left_at = act.at
        act.session.flush()
        with pytest.raises(NotReady):
            declare(act, listing, publish=True)
