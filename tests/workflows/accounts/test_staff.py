import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.db import Database
from directory.domain.accounts import tokens
from directory.domain.accounts.staffing import PROPOSAL_LIFE, StaffRefusal
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.vocabulary import (
    ActorKind,
    LinkPurpose,
    MailState,
    ProposalKind,
    ProposalOutcome,
    SignInMethod,
)
from directory.models.accounts import Account, AccountProposal, AccountRole
from directory.models.decision_log import LogEntry
from directory.models.mail import Mail
from directory.models.sessions import AccountSession, KnownDevice, OneTimeLink
from directory.models.sign_in import CodeApp, Passkey, PasswordHash, RecoveryCode
from directory.queries.accounts import Visitor, visitor_with
from directory.queries.links import LinkDead
from directory.queries.staff import invitation, open_proposals
from directory.workflows.accounts import proposals, staff
from directory.workflows.accounts.links import make_link
from directory.workflows.accounts.methods import keep_recovery_codes
from directory.workflows.accounts.sessions import ProofSpent, open_session, remember_device
from directory.workflows.accounts.staff import NoSuchPerson, Refused
from directory.workflows.acts import Act, Office
from directory.workflows.post import CannotGoAgain
from tests.clock import Clock
from tests.visitors import PASSWORD, account, office_of

NOBODY = Actor(ActorKind.SYSTEM, None)
NEW = "newcomer@people.example"
GRANT = {"kind": ProposalKind.GRANT_ROLE, "email": NEW, "role": ActorKind.REVIEWER}


@pytest.fixture
def office(app: Flask) -> Office:
    return office_of(app)


def as_visitor(office: Office, account_id: int) -> Visitor:
    with office.act(NOBODY) as act:
        made = open_session(
            act, account_id, by=SignInMethod.PASSKEY, lacking=None, device="Firefox, Linux"
        )
    with office.database.reading() as connection:
        found = visitor_with(connection, tokens.hash_of(made.token))
    assert found is not None
    return found


@pytest.fixture
def first(app: Flask, office: Office) -> Visitor:
    """Give an administrator who has just proved who they are."""
    made = account(app, ActorKind.ADMINISTRATOR, email="first@people.example")
    return as_visitor(office, made)


@pytest.fixture
def second(app: Flask, office: Office) -> Visitor:
    """Give another one."""
    made = account(app, ActorKind.ADMINISTRATOR, email="second@people.example")
    return as_visitor(office, made)


def do(office: Office, visitor: Visitor, step: Callable[..., object], **what: object) -> object:
    """Take a step in the name of an administrator, with a proof for it alone."""
    again = as_visitor(office, visitor.account.id)
    with office.act(Actor(ActorKind.ADMINISTRATOR, visitor.account.id)) as act:
        return step(act, again, **what)


def propose(office: Office, visitor: Visitor, **what: object) -> int:
    number = do(office, visitor, proposals.propose, **what)
    assert isinstance(number, int)
    return number


def refused(office: Office, visitor: Visitor, step: Callable[..., object], **what: object) -> str:
    before = logged(office.database)
    with pytest.raises(Refused) as caught:
        do(office, visitor, step, **what)
    assert logged(office.database) == before, "a refusal leaves nothing behind"
    return caught.value.why


def entries(database: Database) -> list[dict[str, object]]:
    with database.reading() as connection:
        lines = connection.scalars(select(LogEntry.leaf).order_by(LogEntry.seq))
        return [json.loads(line) for line in lines]


def logged(database: Database) -> list[object]:
    return [entry["act"] for entry in entries(database)]


def letters(database: Database) -> list[tuple[str, str]]:
    with database.reading() as connection:
        rows = connection.execute(select(Mail.to_address, Mail.template).order_by(Mail.template))
        return [(to, template) for to, template in rows]


def count(database: Database, table: type, *where: object) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0  # type: ignore[arg-type]


def state(database: Database, proposal: int) -> tuple[object, ...]:
    with database.reading() as connection:
        return tuple(
            connection.execute(
                select(AccountProposal.outcome, AccountProposal.settled_by).where(
                    AccountProposal.id == proposal
                )
            ).one()
        )


def lock(office: Office, account_id: int) -> None:
    with office.act(NOBODY) as act:
        act.session.get_one(Account, account_id).disabled_at = act.at


# --- proposing -----------------------------------------------------------------------------------


def test_a_proposal_is_told_to_every_other_administrator_and_logged(
    app: Flask, office: Office, first: Visitor, second: Visitor
) -> None:
    account(app, ActorKind.REVIEWER)
    lock(office, account(app, ActorKind.ADMINISTRATOR))
    propose(office, first, **GRANT)
    assert letters(office.database) == [(second.account.email, "role_proposed")]
    assert logged(office.database) == [DecisionAct.PROPOSED]
    with office.database.reading() as connection:
        (shown,) = open_proposals(connection, at=office.now())
    assert (shown.email, shown.role, shown.name) == (NEW, ActorKind.REVIEWER, None)
    assert shown.proposed_by == first.account.id
    assert count(office.database, AccountRole, AccountRole.role == ActorKind.REVIEWER) == 1


def test_nobody_proposes_anything_about_themselves(office: Office, first: Visitor) -> None:
    for kind in ProposalKind:
        role = ActorKind.REVIEWER if kind is ProposalKind.GRANT_ROLE else None
        why = refused(
            office, first, proposals.propose, kind=kind, email=first.account.email, role=role
        )
        assert why is StaffRefusal.OWN_ACCOUNT


def test_the_same_proposal_does_not_wait_twice(
    office: Office, clock: Clock, first: Visitor, second: Visitor
) -> None:
    propose(office, first, **GRANT)
    for administrator in (first, second):
        why = refused(office, administrator, proposals.propose, **GRANT)
        assert why is StaffRefusal.ALREADY_PROPOSED
    propose(office, first, **{**GRANT, "role": ActorKind.ADMINISTRATOR})
    propose(office, first, **{**GRANT, "email": "another@people.example"})
    clock.forward(PROPOSAL_LIFE)
    propose(office, second, **GRANT)


def test_the_same_proposal_about_an_account_does_not_wait_twice(
    app: Flask, office: Office, first: Visitor
) -> None:
    account(app, email=NEW)
    reset = {"kind": ProposalKind.RESET_METHODS, "email": NEW}
    propose(office, first, **reset)
    why = refused(office, first, proposals.propose, **reset)
    assert why is StaffRefusal.ALREADY_PROPOSED


def test_a_role_of_staff_comes_with_a_grant_and_with_nothing_else(
    office: Office, first: Visitor
) -> None:
    for kind, role in (
        (ProposalKind.GRANT_ROLE, None),
        (ProposalKind.GRANT_ROLE, ActorKind.OWNER),
        (ProposalKind.RESET_METHODS, ActorKind.REVIEWER),
    ):
        with pytest.raises(ValueError, match=r"."):
            propose(office, first, kind=kind, email=NEW, role=role)


def test_what_cannot_be_done_to_an_account_is_not_proposed(
    app: Flask, office: Office, first: Visitor
) -> None:
    account(app, ActorKind.REVIEWER, email=NEW)
    why = refused(office, first, proposals.propose, **GRANT)
    assert why is StaffRefusal.HAS_ROLE
    enable = {"kind": ProposalKind.ENABLE_ACCOUNT}
    assert refused(office, first, proposals.propose, **enable, email=NEW) is StaffRefusal.NOT_LOCKED
    why = refused(office, first, proposals.propose, **enable, email="nobody@people.example")
    assert why is StaffRefusal.NO_ACCOUNT


def test_a_proposal_uses_a_proof_up(office: Office, first: Visitor) -> None:
    with office.act(Actor(ActorKind.ADMINISTRATOR, first.account.id)) as act:
        proposals.propose(
            act, first, kind=ProposalKind.GRANT_ROLE, email=NEW, role=ActorKind.REVIEWER
        )
    with (
        pytest.raises(ProofSpent),
        office.act(Actor(ActorKind.ADMINISTRATOR, first.account.id)) as act,
    ):
        proposals.withdraw(act, first, proposal_id=1)


# --- settling ------------------------------------------------------------------------------------


def test_a_confirmed_grant_sends_an_invitation_and_gives_no_role_yet(
    office: Office, first: Visitor, second: Visitor
) -> None:
    number = propose(office, first, **GRANT)
    do(office, second, proposals.confirm, proposal_id=number)
    assert state(office.database, number) == (ProposalOutcome.CONFIRMED, second.account.id)
    assert (NEW, "join_staff") in letters(office.database)
    assert logged(office.database) == [DecisionAct.PROPOSED, DecisionAct.INVITED]
    assert count(office.database, AccountRole, AccountRole.role == ActorKind.REVIEWER) == 0


def test_only_another_administrator_confirms_or_refuses_and_only_the_proposer_withdraws(
    office: Office, first: Visitor, second: Visitor
) -> None:
    number = propose(office, first, **GRANT)
    for step, who, why in (
        (proposals.confirm, first, StaffRefusal.SAME_PERSON),
        (proposals.refuse, first, StaffRefusal.SAME_PERSON),
        (proposals.withdraw, second, StaffRefusal.NOT_YOURS),
    ):
        assert refused(office, who, step, proposal_id=number) is why
    assert state(office.database, number) == (None, None)


def test_nobody_settles_a_proposal_about_their_own_account(
    office: Office, first: Visitor, second: Visitor
) -> None:
    reset = {"kind": ProposalKind.RESET_METHODS, "email": second.account.email}
    number = propose(office, first, **reset)
    for step in (proposals.confirm, proposals.refuse):
        why = refused(office, second, step, proposal_id=number)
        assert why is StaffRefusal.OWN_ACCOUNT


@pytest.mark.parametrize(
    ("step", "outcome", "why"),
    [
        (proposals.refuse, ProposalOutcome.REFUSED, "proposal_refused"),
        (proposals.withdraw, ProposalOutcome.WITHDRAWN, "proposal_withdrawn"),
    ],
)
def test_a_refused_or_withdrawn_proposal_does_nothing_and_is_logged(
    office: Office,
    first: Visitor,
    second: Visitor,
    step: Callable[..., object],
    outcome: ProposalOutcome,
    why: str,
) -> None:
    number = propose(office, first, **GRANT)
    who = first if step is proposals.withdraw else second
    do(office, who, step, proposal_id=number)
    assert state(office.database, number) == (outcome, who.account.id)
    assert "join_staff" not in {template for _, template in letters(office.database)}
    assert [entry["reason"] for entry in entries(office.database)] == ["grant_role", why]
    for again in (proposals.confirm, proposals.refuse):
        assert refused(office, second, again, proposal_id=number) is StaffRefusal.OVER


def test_a_proposal_ends_after_seven_days(
    office: Office, clock: Clock, first: Visitor, second: Visitor
) -> None:
    number = propose(office, first, **GRANT)
    clock.forward(PROPOSAL_LIFE)
    with office.database.reading() as connection:
        assert not open_proposals(connection, at=office.now())
    assert refused(office, second, proposals.confirm, proposal_id=number) is StaffRefusal.OVER


def test_a_proposal_that_is_not_there_is_said_so(office: Office, first: Visitor) -> None:
    for step in (proposals.confirm, proposals.refuse, proposals.withdraw):
        with pytest.raises(proposals.NoSuchProposal):
            do(office, first, step, proposal_id=1)


def test_what_has_happened_since_is_looked_at_when_a_proposal_is_confirmed(
    app: Flask, office: Office, first: Visitor, second: Visitor
) -> None:
    theirs = account(app, email=NEW)
    number = propose(office, first, **GRANT)
    lock(office, theirs)
    assert refused(office, second, proposals.confirm, proposal_id=number) is StaffRefusal.LOCKED
    assert state(office.database, number) == (None, None)


def test_of_administrators_who_settle_at_once_exactly_one_does(
    app: Flask, office: Office, first: Visitor
) -> None:
    others = [as_visitor(office, account(app, ActorKind.ADMINISTRATOR)) for _ in range(4)]
    number = propose(office, first, **GRANT)
    together = Barrier(len(others))
    whys: list[StaffRefusal] = []

    def settle(turn: int) -> bool:
        step = (proposals.confirm, proposals.refuse)[turn % 2]
        together.wait()
        try:
            with office.act(Actor(ActorKind.ADMINISTRATOR, others[turn].account.id)) as act:
                step(act, others[turn], proposal_id=number)
        except Refused as fault:
            whys.append(fault.why)
            return False
        return True

    with ThreadPoolExecutor(len(others)) as pool:
        assert sum(pool.map(settle, range(len(others)))) == 1
    assert set(whys) == {StaffRefusal.OVER}
    assert len(logged(office.database)) == 2


# --- enabling and resetting ----------------------------------------------------------------------


def test_a_locked_account_is_opened_by_two_and_nothing_from_before_comes_back(
    app: Flask, office: Office, first: Visitor, second: Visitor
) -> None:
    theirs = account(app, email=NEW)
    lock(office, theirs)
    as_visitor(office, theirs)
    number = propose(office, first, kind=ProposalKind.ENABLE_ACCOUNT, email=NEW)
    do(office, second, proposals.confirm, proposal_id=number)
    with office.database.reading() as connection:
        assert connection.scalar(select(Account.disabled_at).where(Account.id == theirs)) is None
    assert count(office.database, AccountSession, AccountSession.account_id == theirs) == 0
    assert (NEW, "account_enabled") in letters(office.database)
    assert logged(office.database) == [DecisionAct.PROPOSED, DecisionAct.ACCOUNT_ENABLED]


def give_everything(act: Act, account_id: int) -> None:
    remember_device(act, account_id)
    keep_recovery_codes(act, account_id)
    act.session.add(
        Passkey(
            id=account_id,
            account_id=account_id,
            credential_id=str(account_id),
            public_key="-",
            sign_count=0,
            name="Phone",
            added_at=act.at,
            used_at=None,
        )
    )
    act.session.add(
        CodeApp(account_id=account_id, sealed_secret="-", last_step=0, added_at=act.at)  # noqa: S106
    )


@pytest.mark.parametrize("role", [ActorKind.OWNER, ActorKind.REVIEWER])
def test_a_reset_takes_every_way_in_and_sends_one_way_to_begin_anew(
    app: Flask, office: Office, first: Visitor, second: Visitor, role: ActorKind
) -> None:
    theirs = account(app, role, email=NEW, password=PASSWORD)
    as_visitor(office, theirs)
    with office.act(NOBODY) as act:
        give_everything(act, theirs)
        make_link(act, LinkPurpose.CHANGE_ADDRESS, email="x@people.example", account_id=theirs)
    number = propose(office, first, kind=ProposalKind.RESET_METHODS, email=NEW)
    do(office, second, proposals.confirm, proposal_id=number)
    for table in (Passkey, CodeApp, RecoveryCode, PasswordHash, KnownDevice, AccountSession):
        assert count(office.database, table, table.account_id == theirs) == 0, table
    staff_again = role is ActorKind.REVIEWER
    sent = {template for to, template in letters(office.database) if to == NEW}
    assert sent == {"methods_reset", "join_again" if staff_again else "recover"}
    with office.database.reading() as connection:
        alive = connection.scalars(
            select(OneTimeLink.purpose).where(OneTimeLink.used_at.is_(None))
        ).all()
    assert alive == [LinkPurpose.JOIN_STAFF if staff_again else LinkPurpose.RECOVER]
    assert count(office.database, AccountRole, AccountRole.account_id == theirs) == 1
    assert logged(office.database) == [DecisionAct.PROPOSED, DecisionAct.ACCOUNT_CHANGED]


# --- by one administrator ------------------------------------------------------------------------


def test_a_role_is_taken_at_once_with_every_session_and_link(
    app: Flask, office: Office, first: Visitor
) -> None:
    theirs = account(app, ActorKind.REVIEWER, ActorKind.OWNER, email=NEW)
    as_visitor(office, theirs)
    with office.act(NOBODY) as act:
        make_link(act, LinkPurpose.RECOVER, email=NEW, account_id=theirs)
        # Made before there was an account.
        make_link(act, LinkPurpose.JOIN_STAFF, email=NEW, role="administrator", fresh="")
    do(office, first, staff.take_role, account_id=theirs, role=ActorKind.REVIEWER)
    with office.database.reading() as connection:
        held = connection.scalars(
            select(AccountRole.role).where(AccountRole.account_id == theirs)
        ).all()
    assert held == [ActorKind.OWNER]
    assert count(office.database, AccountSession, AccountSession.account_id == theirs) == 0
    assert count(office.database, OneTimeLink, OneTimeLink.used_at.is_(None)) == 0
    assert letters(office.database) == [(NEW, "role_taken")]
    assert logged(office.database) == [DecisionAct.ROLE_TAKEN]


def test_a_role_that_nobody_plays_is_not_taken(app: Flask, office: Office, first: Visitor) -> None:
    theirs = account(app, ActorKind.OWNER)
    for whom in (theirs, 12):
        with pytest.raises(NoSuchPerson):
            do(office, first, staff.take_role, account_id=whom, role=ActorKind.REVIEWER)
    assert not logged(office.database)


def test_the_last_administrator_stays(app: Flask, office: Office, first: Visitor) -> None:
    take = {"account_id": first.account.id, "role": ActorKind.ADMINISTRATOR}
    lock(office, account(app, ActorKind.ADMINISTRATOR))
    assert refused(office, first, staff.take_role, **take) is StaffRefusal.LAST_ADMINISTRATOR
    account(app, ActorKind.ADMINISTRATOR)
    do(office, first, staff.take_role, **take)


def test_of_two_administrators_who_take_each_others_part_one_stays(
    office: Office, first: Visitor, second: Visitor
) -> None:
    together = Barrier(2)

    def take(pair: tuple[Visitor, Visitor]) -> bool:
        mine, theirs = pair
        together.wait()
        try:
            with office.act(Actor(ActorKind.ADMINISTRATOR, mine.account.id)) as act:
                staff.take_role(
                    act, mine, account_id=theirs.account.id, role=ActorKind.ADMINISTRATOR
                )
        except ProofSpent:
            # Their session ended with their part.
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(take, [(first, second), (second, first)])) == 1
    assert count(office.database, AccountRole, AccountRole.role == ActorKind.ADMINISTRATOR) == 1


def test_disabling_ends_every_session_link_and_known_browser(
    app: Flask, office: Office, first: Visitor
) -> None:
    theirs = account(app, ActorKind.OWNER, email=NEW)
    as_visitor(office, theirs)
    with office.act(NOBODY) as act:
        remember_device(act, theirs)
        make_link(act, LinkPurpose.RECOVER, email=NEW, account_id=theirs)
    do(office, first, staff.disable, account_id=theirs)
    for table in (AccountSession, KnownDevice):
        assert count(office.database, table, table.account_id == theirs) == 0
    assert count(office.database, OneTimeLink, OneTimeLink.used_at.is_(None)) == 0
    assert letters(office.database) == [(NEW, "account_disabled")]
    assert logged(office.database) == [DecisionAct.ACCOUNT_DISABLED]
    assert refused(office, first, staff.disable, account_id=theirs) is StaffRefusal.LOCKED


def test_nobody_disables_themselves(office: Office, first: Visitor, second: Visitor) -> None:
    why = refused(office, first, staff.disable, account_id=first.account.id)
    assert why is StaffRefusal.OWN_ACCOUNT
    do(office, first, staff.disable, account_id=second.account.id)


@pytest.mark.parametrize("step", [staff.take_role, staff.disable])
def test_what_somebody_proposed_goes_with_their_part(
    office: Office, first: Visitor, second: Visitor, step: Callable[..., object]
) -> None:
    number = propose(office, second, **GRANT)
    role = {"role": ActorKind.ADMINISTRATOR} if step is staff.take_role else {}
    do(office, first, step, account_id=second.account.id, **role)
    assert state(office.database, number) == (ProposalOutcome.WITHDRAWN, first.account.id)


# --- from the command line, and letters ----------------------------------------------------------


def test_whoever_has_the_machine_invites_an_administrator(office: Office, clock: Clock) -> None:
    staff.add_admin(office, NEW)
    assert letters(office.database) == [(NEW, "join_staff")]
    assert logged(office.database) == [DecisionAct.INVITED]
    with office.database.reading() as connection:
        link = connection.execute(select(OneTimeLink)).one()
    assert (link.purpose, link.email, link.account_id) == (LinkPurpose.JOIN_STAFF, NEW, None)
    assert link.ends_at == clock.at + timedelta(days=7)


def test_whoever_has_the_machine_does_not_get_around_a_lock(app: Flask, office: Office) -> None:
    theirs = account(app, ActorKind.ADMINISTRATOR, email=NEW)
    with pytest.raises(Refused) as caught:
        staff.add_admin(office, NEW)
    assert caught.value.why is StaffRefusal.HAS_ROLE
    lock(office, theirs)
    with pytest.raises(Refused) as caught:
        staff.add_admin(office, NEW)
    assert caught.value.why is StaffRefusal.LOCKED
    assert not letters(office.database)


def test_an_invitation_leads_nowhere_once_its_address_is_another_accounts(
    app: Flask, office: Office
) -> None:
    theirs = account(app, email=NEW)
    with office.act(NOBODY) as act:
        token = make_link(
            act,
            LinkPurpose.JOIN_STAFF,
            email=NEW,
            account_id=theirs,
            role=ActorKind.REVIEWER,
            fresh="",
        )
    with office.database.reading() as connection:
        found = invitation(connection, token, at=office.now())
    assert (found.email, found.role, found.fresh) == (NEW, ActorKind.REVIEWER, False)
    with office.act(NOBODY) as act:
        act.session.get_one(Account, theirs).email = "elsewhere@people.example"
    with office.database.reading() as connection, pytest.raises(LinkDead):
        invitation(connection, token, at=office.now())
    account(app, email=NEW)
    with office.database.reading() as connection, pytest.raises(LinkDead):
        invitation(connection, token, at=office.now())


def test_a_letter_that_is_sent_again_is_logged(office: Office, first: Visitor) -> None:
    propose(office, first, **GRANT)
    staff.add_admin(office, "other@people.example")
    before = len(logged(office.database))
    with office.act(NOBODY) as act:
        letter = act.session.scalars(select(Mail)).first()
        assert letter is not None
        letter.state, letter.fault = MailState.FAILED, "busy"
        number = letter.id
    with office.act(Actor(ActorKind.ADMINISTRATOR, first.account.id)) as act:
        staff.send_letter_again(act, number)
    assert logged(office.database)[before:] == [DecisionAct.ACCOUNT_CHANGED]
    with office.act(NOBODY) as act:
        act.session.get_one(Mail, number).state = MailState.SENT
    with (
        pytest.raises(CannotGoAgain),
        office.act(Actor(ActorKind.ADMINISTRATOR, first.account.id)) as act,
    ):
        staff.send_letter_again(act, number)
    assert len(logged(office.database)) == before + 1
