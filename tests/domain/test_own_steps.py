"""What owners are offered to do with their credentials: the whole square."""

from itertools import product

import pytest

from directory.domain.own_steps import OPEN, Offer, offers
from directory.domain.verification import STEPS, Action
from directory.domain.vocabulary import CredentialKind as Kind
from directory.domain.vocabulary import CredentialState as State

SQUARE = list(product(Kind, State))


@pytest.mark.parametrize(("kind", "state"), SQUARE)
def test_a_change_is_offered_wherever_an_edit_is_allowed_but_for_what_is_verified(
    kind: Kind, state: State
) -> None:
    offered = offers(kind, state, renewed=False, corrected=False)
    assert (Offer.CHANGE in offered) is (
        (state, Action.EDIT) in STEPS and state is not State.VERIFIED
    )
    assert (Offer.WITHDRAW in offered) is ((state, Action.WITHDRAW) in STEPS)


@pytest.mark.parametrize(("kind", "state"), SQUARE)
def test_only_what_is_verified_is_renewed_or_corrected(kind: Kind, state: State) -> None:
    offered = set(offers(kind, state, renewed=False, corrected=False))
    expected = set() if state is not State.VERIFIED else {Offer.RENEW, Offer.CORRECT}
    if kind is Kind.TRAINING:
        expected -= {Offer.RENEW}
    assert offered & {Offer.RENEW, Offer.CORRECT} == expected


def test_nothing_is_renewed_or_corrected_twice_at_a_time() -> None:
    offered = offers(Kind.LICENCE, State.VERIFIED, renewed=True, corrected=True)
    assert offered == (Offer.WITHDRAW,)


def test_what_stands_against_its_owner_is_not_open() -> None:
    assert set(State) - OPEN == {State.REFUSED, State.REVOKED, State.WITHDRAWN}
