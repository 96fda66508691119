from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from directory.domain.accounts.links import LIFETIMES
from directory.domain.vocabulary import ActorKind, LinkPurpose
from directory.models.accounts import Account
from directory.models.sessions import AccountSession, OneTimeLink
from directory.queries.links import LinkDead, look_at
from directory.workflows.accounts.changing import change_address
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.links import end_links, make_link, use_link
from directory.workflows.accounts.recovering import recover
from directory.workflows.accounts.registering import register
from directory.workflows.acts import Office
from tests.clock import Clock
from tests.visitors import account, gate_of
from tests.ways_in import HERE, SYSTEM, number_of

EMAIL = "robin@people.example"
SECOND = timedelta(seconds=1)
AT_ONCE = 8


def made(office: Office, purpose: LinkPurpose = LinkPurpose.RECOVER, **more: int) -> str:
    with office.act(SYSTEM) as act:
        return make_link(act, purpose, email=EMAIL, account_id=more.get("account_id"))


def use(office: Office, token: str, purpose: LinkPurpose = LinkPurpose.RECOVER) -> str:
    with office.act(SYSTEM) as act:
        return use_link(act, token, purpose=purpose).email


def test_a_link_works_once(office: Office) -> None:
    token = made(office)
    assert use(office, token) == EMAIL
    with pytest.raises(LinkDead):
        use(office, token)


def test_looking_at_a_link_does_not_use_it_up(office: Office) -> None:
    token = made(office)
    for _ in range(3):
        with office.database.reading() as connection:
            look = look_at(connection, token, purpose=LinkPurpose.RECOVER, at=office.now())
        assert look.email == EMAIL
    assert use(office, token) == EMAIL


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_a_link_works_until_its_end_and_no_longer(
    office: Office, clock: Clock, purpose: LinkPurpose
) -> None:
    token = made(office, purpose)
    clock.forward(LIFETIMES[purpose])
    with pytest.raises(LinkDead):
        use(office, token, purpose)
    clock.forward(-SECOND)
    assert use(office, token, purpose) == EMAIL


def test_a_link_is_for_one_purpose(office: Office) -> None:
    for purpose in LinkPurpose:
        token = made(office, purpose)
        for other in set(LinkPurpose) - {purpose}:
            with pytest.raises(LinkDead):
                use(office, token, other)
        assert use(office, token, purpose) == EMAIL


def test_a_newer_link_replaces_those_before_it_for_the_same_purpose_and_address(
    office: Office,
) -> None:
    old, kept = made(office), made(office, LinkPurpose.REGISTER)
    new = made(office)
    with pytest.raises(LinkDead):
        use(office, old)
    assert use(office, new) == EMAIL
    assert use(office, kept, LinkPurpose.REGISTER) == EMAIL


@pytest.mark.parametrize("token", ["", "x", "é\0", "A" * 100_000])
def test_what_we_never_made_leads_nowhere(office: Office, token: str) -> None:
    made(office)
    with pytest.raises(LinkDead):
        use(office, token)


def test_of_a_link_only_a_hash_is_kept(office: Office) -> None:
    token = made(office)
    with office.act(SYSTEM) as act:
        (row,) = act.session.query(OneTimeLink)
        kept = {str(getattr(row, column.key)) for column in OneTimeLink.__table__.c}
    assert token not in " ".join(kept)


def test_a_link_is_not_used_up_by_an_act_that_fails(office: Office) -> None:
    token = made(office)

    def fail() -> None:
        with office.act(SYSTEM) as act:
            use_link(act, token, purpose=LinkPurpose.RECOVER)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert use(office, token) == EMAIL


def test_the_links_of_an_account_end_together(app: Flask) -> None:
    office = gate_of(app).office
    mine, others = account(app, email=EMAIL), account(app)
    tokens = [made(office, purpose, account_id=mine) for purpose in LinkPurpose]
    with office.act(SYSTEM) as act:
        kept = make_link(act, LinkPurpose.RECOVER, email="-", account_id=others)
        end_links(act, mine)
    for token, purpose in zip(tokens, LinkPurpose, strict=True):
        with pytest.raises(LinkDead):
            use(office, token, purpose)
    assert use(office, kept) == "-"


def registering(gate: Gate, token: str) -> None:
    register(gate, token, name="Robin Doe", password=None, caller=HERE)


def recovering(gate: Gate, token: str) -> None:
    recover(gate, token, caller=HERE)


def at_once(act: Callable[[Gate, str], None], gate: Gate, tokens: list[str]) -> int:
    """Use links at the same moment; gives how many led anywhere."""
    together = Barrier(len(tokens))

    def race(token: str) -> bool:
        together.wait(30)
        try:
            act(gate, token)
        except LinkDead:
            return False
        return True

    with ThreadPoolExecutor(len(tokens)) as threads:
        return sum(threads.map(race, tokens))


def test_of_eight_who_use_one_link_at_once_one_gets_in(app: Flask) -> None:
    gate = gate_of(app)
    token = made(gate.office, LinkPurpose.RECOVER, account_id=account(app, email=EMAIL))
    assert at_once(recovering, gate, [token] * AT_ONCE) == 1
    assert number_of(gate.office.database, AccountSession) == 1


def test_of_eight_who_register_by_one_link_at_once_one_opens_an_account(app: Flask) -> None:
    gate = gate_of(app)
    token = made(gate.office, LinkPurpose.REGISTER)
    assert at_once(registering, gate, [token] * AT_ONCE) == 1
    assert number_of(gate.office.database, Account) == 1


def test_of_eight_who_change_an_address_by_one_link_at_once_one_does(app: Flask) -> None:
    gate = gate_of(app)
    mine = account(app, ActorKind.OWNER)
    token = made(gate.office, LinkPurpose.CHANGE_ADDRESS, account_id=mine)
    assert at_once(change_address, gate, [token] * AT_ONCE) == 1


def test_of_accounts_that_take_one_address_at_once_one_has_it(app: Flask) -> None:
    gate = gate_of(app)
    accounts = [account(app) for _ in range(4)]
    tokens = [made(gate.office, LinkPurpose.CHANGE_ADDRESS, account_id=each) for each in accounts]
    with gate.office.act(SYSTEM) as act:
        # Asked for at the same moment, none has ended another.
        act.session.query(OneTimeLink).update({"used_at": None})
    assert at_once(change_address, gate, tokens) == 1
    assert number_of(gate.office.database, Account, Account.email == EMAIL) == 1
