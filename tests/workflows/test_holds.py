"""Holding a person out of every list, and letting them back by two reviewers."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from directory.db import Database
from directory.domain.holds import HoldRefusal
from directory.domain.reasons import Reason
from directory.domain.seconding import SecondReviewer
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, HoldKind
from directory.models.accounts import AccountRole
from directory.models.desk import ProposedAct
from directory.models.practitioners import Practitioner
from directory.models.reviews import Hold
from directory.queries.accounts import Visitor
from directory.queries.holds import act_of, open_acts, open_holds
from directory.queries.profiles import Publicity, profile
from directory.workflows.accounts.sessions import ProofSpent
from directory.workflows.acts import Office
from directory.workflows.holds import HoldRefused, open_hold
from directory.workflows.proposed_acts import (
    NoSuchAct,
    NotAnother,
    ProposedAlready,
    carry_out_due,
    confirm_act,
    propose_end,
    refuse_act,
)
from tests.clock import START, Clock
from tests.factories import person
from tests.offices import OWNER, REVIEWER, SECOND_REVIEWER
from tests.ways_in import letters, logged
from tests.workflows.proven import proven

WHY = "The board has opened a case."
SO = "The board has closed its case."


@pytest.fixture
def listed(database: Database, office: Office) -> int:  # noqa: ARG001  (it opens the accounts)
    with database.transaction() as session:
        made = person(session, number=7, at=START - timedelta(days=30))
        made.account_id = OWNER.account
        return made.id


def suspend(office: Office, listed: int, *, by: Actor = REVIEWER, words: str = WHY) -> int:
    with office.act(by) as act:
        return open_hold(
            act, listed, kind=HoldKind.SUSPENSION, reason=Reason.REPORT_UNDER_REVIEW, words=words
        )


def propose(office: Office, listed: int, hold: int, *, by: Actor = REVIEWER) -> int:
    with office.act(by) as act:
        return propose_end(act, listed, hold_id=hold, reason=Reason.CORRECTED, words=SO)


def confirm(office: Office, listed: int, proposal: int, *, by: Actor = SECOND_REVIEWER) -> Visitor:
    visitor = proven(office, by)
    with office.act(by) as act:
        confirm_act(act, visitor, practitioner_id=listed, proposal_id=proposal)
    return visitor


def publicity(database: Database, listed: int, clock: Clock) -> Publicity | None:
    found = profile(database, listed, now=int(clock().timestamp()))
    return None if found is None else found.publicity


def test_a_hold_takes_a_person_out_at_once_and_two_let_them_back(
    database: Database, office: Office, clock: Clock, listed: int
) -> None:
    assert publicity(database, listed, clock) is Publicity.LISTED
    number = suspend(office, listed)
    assert publicity(database, listed, clock) is Publicity.NOT_LISTED
    with database.reading() as connection:
        (found,) = open_holds(connection, listed)
    assert (found.id, found.kind) == (number, HoldKind.SUSPENSION)
    assert [template for _, template in letters(database)] == ["hold_opened"]
    proposal = propose(office, listed, number)
    # A proposal changes nothing that a patient sees.
    assert publicity(database, listed, clock) is Publicity.NOT_LISTED
    with pytest.raises(ProposedAlready):
        propose(office, listed, number, by=SECOND_REVIEWER)
    with database.reading() as connection:
        assert [each.id for each in open_acts(connection, listed)] == [proposal]
    confirm(office, listed, proposal)
    assert publicity(database, listed, clock) is Publicity.LISTED
    assert sorted(template for _, template in letters(database)) == ["hold_ended", "hold_opened"]
    with database.reading() as connection:
        assert not open_holds(connection, listed)
        assert not open_acts(connection, listed)
        settled = act_of(connection, proposal)
    assert settled is not None
    assert settled.settled_at == clock()
    assert logged(database)[-3:] == ["report_under_review", "end_hold", "corrected"]


def test_the_same_person_never_confirms_and_a_proof_serves_once(
    office: Office, listed: int
) -> None:
    number = suspend(office, listed)
    proposal = propose(office, listed, number)
    with pytest.raises(NotAnother):
        confirm(office, listed, proposal, by=REVIEWER)
    visitor = confirm(office, listed, proposal)
    with pytest.raises(ProofSpent), office.act(SECOND_REVIEWER) as act:
        confirm_act(act, visitor, practitioner_id=listed, proposal_id=proposal)
    with pytest.raises(NoSuchAct):
        confirm(office, listed, proposal)


def test_nobody_acts_on_their_own_file(database: Database, office: Office, listed: int) -> None:
    own = Actor(ActorKind.REVIEWER, OWNER.account)
    with pytest.raises(HoldRefused) as refused:
        suspend(office, listed, by=own)
    assert refused.value.refusal is HoldRefusal.OWN_FILE
    number = suspend(office, listed)
    with pytest.raises(HoldRefused):
        propose(office, listed, number, by=own)
    proposal = propose(office, listed, number)
    with pytest.raises(NotAnother):
        confirm(office, listed, proposal, by=own)
    # Nor does it hold that was proposed by somebody who has come to own the listing.
    with database.transaction() as session:
        session.execute(update(Practitioner).values(account_id=REVIEWER.account))
    with pytest.raises(HoldRefused):
        confirm(office, listed, proposal)


def test_a_proposal_can_be_put_aside_and_made_again(
    database: Database, office: Office, listed: int
) -> None:
    number = suspend(office, listed)
    first = propose(office, listed, number)
    for by in (SECOND_REVIEWER, REVIEWER):
        proposal = first if by is SECOND_REVIEWER else propose(office, listed, number)
        visitor = proven(office, by)
        with office.act(by) as act:
            refuse_act(act, visitor, practitioner_id=listed, proposal_id=proposal, words="Not yet.")
    with database.reading() as connection:
        assert len(open_holds(connection, listed)) == 1
        assert connection.scalars(select(ProposedAct.confirmed)).all() == [False, False]


def test_what_does_not_fit_changes_nothing(database: Database, office: Office, listed: int) -> None:
    with pytest.raises(HoldRefused) as refused:
        suspend(office, listed, words=" ")
    assert refused.value.refusal is HoldRefusal.WORDS_MISSING
    number = suspend(office, listed)
    with pytest.raises(HoldRefused) as refused:
        suspend(office, listed)
    assert refused.value.refusal is HoldRefusal.HELD_ALREADY
    with pytest.raises(HoldRefused) as refused:
        propose(office, listed, number + 1)
    assert refused.value.refusal is HoldRefusal.NOT_OPEN
    with pytest.raises(NoSuchAct):
        confirm(office, listed, 12_345)
    with database.reading() as connection:
        assert connection.scalars(select(Hold.id)).all() == [number]


def test_a_day_s_delay_stands_for_the_second_reviewer_where_an_operator_has_it_so(
    database: Database, office: Office, clock: Clock, listed: int
) -> None:
    number = suspend(office, listed)
    proposal = propose(office, listed, number)
    clock.at += timedelta(hours=25)
    assert carry_out_due(office) == 0
    office.second_reviewer = SecondReviewer.DELAY_24H
    clock.at = START + timedelta(hours=23)
    assert carry_out_due(office) == 0
    clock.at += timedelta(hours=1)
    # Whoever is no reviewer any more decides nothing by having waited.
    with database.transaction() as session:
        session.execute(
            update(AccountRole)
            .where(AccountRole.account_id == REVIEWER.account)
            .values(role=ActorKind.OWNER)
        )
    assert carry_out_due(office) == 0
    with database.transaction() as session:
        session.execute(
            update(AccountRole)
            .where(AccountRole.account_id == REVIEWER.account)
            .values(role=ActorKind.REVIEWER)
        )
    assert carry_out_due(office) == 1
    assert carry_out_due(office) == 0
    with database.reading() as connection:
        assert open_holds(connection, listed) == ()
        settled = act_of(connection, proposal)
    assert settled is not None
    assert settled.settled_at == clock()
