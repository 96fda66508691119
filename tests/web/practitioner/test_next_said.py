"""The one thing to do now, in words, each with a page that is there."""

from datetime import date

import pytest
from flask import Flask

from directory.domain.next_step import Filed, Next, Step
from directory.domain.vocabulary import ActorKind, CredentialKind, CredentialState
from directory.queries.keeping import Kept
from directory.web.practitioner.next_said import box

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
KEPT = Kept(
    id=7, part=ActorKind.OWNER, name="Ada Example", published=True, reference=None,
    declared_at=None, paused_at=None, left_at=None, synthetic=False,
)  # fmt: skip
ABOUT = {Step.ANSWER, Step.APPEAL, Step.MEND, Step.RENEW, Step.RENEW_SOON}


def test_each_step_says_what_to_do_and_leads_there(app: Flask) -> None:
    filed = Filed(CredentialKind.LICENCE, CredentialState.VERIFIED, id=700)
    said = []
    with app.test_request_context("/"):
        for step in Step:
            about = filed if step in ABOUT else None
            shown = box(KEPT, Next(step, about, date(2026, 12, 31)), credentials=())
            said.append(shown.says)
            nothing = step in {Step.WAIT, Step.NOTHING}
            assert bool(shown.href) is not nothing, step
            assert bool(shown.button) is not nothing, step
            assert shown.says.startswith("Nothing.") is nothing, step
        never = box(KEPT, Next(Step.CONFIRM), credentials=())
    assert len(set(said)) == len(Step)
    assert never.says == "Is your listing still right? Nobody has confirmed it yet."
