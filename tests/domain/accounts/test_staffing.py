from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from directory.domain.accounts.staffing import (
    PROPOSAL_LIFE,
    StaffRefusal,
    is_waiting,
    refused_settling,
    refused_wish,
)
from directory.domain.vocabulary import ActorKind, ProposalKind, ProposalOutcome

NOBODY = None
ANYBODY = frozenset({ActorKind.OWNER})
REVIEWER = frozenset({ActorKind.OWNER, ActorKind.REVIEWER})
ENDS = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "role", "holds", "locked", "why"),
    [
        (ProposalKind.GRANT_ROLE, ActorKind.REVIEWER, NOBODY, False, None),
        (ProposalKind.GRANT_ROLE, ActorKind.REVIEWER, ANYBODY, False, None),
        (ProposalKind.GRANT_ROLE, ActorKind.ADMINISTRATOR, REVIEWER, False, None),
        (ProposalKind.GRANT_ROLE, ActorKind.REVIEWER, REVIEWER, False, StaffRefusal.HAS_ROLE),
        (ProposalKind.GRANT_ROLE, ActorKind.REVIEWER, ANYBODY, True, StaffRefusal.LOCKED),
        (ProposalKind.GRANT_ROLE, ActorKind.REVIEWER, REVIEWER, True, StaffRefusal.LOCKED),
        (ProposalKind.ENABLE_ACCOUNT, None, NOBODY, False, StaffRefusal.NO_ACCOUNT),
        (ProposalKind.ENABLE_ACCOUNT, None, ANYBODY, False, StaffRefusal.NOT_LOCKED),
        (ProposalKind.ENABLE_ACCOUNT, None, ANYBODY, True, None),
        (ProposalKind.RESET_METHODS, None, NOBODY, False, StaffRefusal.NO_ACCOUNT),
        (ProposalKind.RESET_METHODS, None, ANYBODY, True, StaffRefusal.LOCKED),
        (ProposalKind.RESET_METHODS, None, ANYBODY, False, None),
    ],
)
def test_what_can_be_done_to_an_account(
    kind: ProposalKind,
    role: ActorKind | None,
    holds: frozenset[ActorKind] | None,
    locked: bool,  # noqa: FBT001
    why: StaffRefusal | None,
) -> None:
    assert refused_wish(kind, role, holds=holds, locked=locked) is why


def test_who_may_settle_a_proposal_and_how() -> None:
    said = {
        (outcome, by_proposer, about_self): refused_settling(
            outcome, by_proposer=by_proposer, about_self=about_self
        )
        for outcome, by_proposer, about_self in product(
            ProposalOutcome, (False, True), (False, True)
        )
    }
    second = {
        (False, False): None,
        (False, True): StaffRefusal.OWN_ACCOUNT,
        (True, False): StaffRefusal.SAME_PERSON,
        (True, True): StaffRefusal.OWN_ACCOUNT,
    }
    for outcome in (ProposalOutcome.CONFIRMED, ProposalOutcome.REFUSED):
        assert {case[1:]: why for case, why in said.items() if case[0] is outcome} == second
    for about_self in (False, True):
        withdrawn = (ProposalOutcome.WITHDRAWN, True, about_self)
        assert said[withdrawn] is None
        assert said[ProposalOutcome.WITHDRAWN, False, about_self] is StaffRefusal.NOT_YOURS


@pytest.mark.parametrize(("away", "waits"), [(-1, True), (0, False), (1, False)])
def test_a_proposal_waits_until_the_second_it_ends(
    away: int,
    waits: bool,  # noqa: FBT001
) -> None:
    at = ENDS + timedelta(seconds=away)
    assert is_waiting(settled=False, ends_at=ENDS, at=at) is waits
    assert not is_waiting(settled=True, ends_at=ENDS, at=at)


def test_a_proposal_waits_for_seven_days() -> None:
    assert timedelta(days=7) == PROPOSAL_LIFE
