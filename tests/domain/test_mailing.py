from datetime import timedelta

import pytest

from directory.domain.accounts.links import LIFETIMES
from directory.domain.mailing import (
    CLAIM_HOLDS,
    MOST_ATTEMPTS,
    Answer,
    Fate,
    Letter,
    MailFault,
    Outcome,
    fate,
    has_expired,
)
from directory.domain.vocabulary import LinkPurpose, MailState
from tests.clock import START

INSTANT = timedelta(seconds=1)
BUSY = Answer(Outcome.LATER, MailFault.BUSY)


def letter(**params: str) -> Letter:
    return Letter(
        template="register",
        language="en",
        params=params,
        to_address="ana@clinic.example",
        message_id="000000000001",
        queued_at=START,
    )


def test_what_was_accepted_is_sent() -> None:
    assert fate(Answer(Outcome.SENT), attempts=1, at=START) == Fate(state=MailState.SENT)


@pytest.mark.parametrize("attempts", [1, MOST_ATTEMPTS, MOST_ATTEMPTS + 1])
def test_what_may_have_been_accepted_is_never_tried_again_by_itself(attempts: int) -> None:
    answer = Answer(Outcome.UNSURE, MailFault.BROKE_OFF)
    assert fate(answer, attempts=attempts, at=START) == Fate(
        state=MailState.UNSURE, fault=MailFault.BROKE_OFF
    )


@pytest.mark.parametrize("attempts", [1, MOST_ATTEMPTS])
def test_what_is_refused_for_good_fails_at_once(attempts: int) -> None:
    answer = Answer(Outcome.NEVER, MailFault.RECIPIENT_REFUSED)
    assert fate(answer, attempts=attempts, at=START) == Fate(
        state=MailState.FAILED, fault=MailFault.RECIPIENT_REFUSED
    )


@pytest.mark.parametrize(
    ("attempts", "minutes"),
    [(1, 1), (2, 5), (3, 15), (4, 60), (5, 240), (6, 720), (7, 720)],
)
def test_each_attempt_waits_longer_than_the_one_before(attempts: int, minutes: int) -> None:
    assert fate(BUSY, attempts=attempts, at=START) == Fate(
        state=MailState.WAITING, fault=MailFault.BUSY, next_at=START + timedelta(minutes=minutes)
    )


@pytest.mark.parametrize("attempts", [8, 9])
def test_after_eight_attempts_a_letter_is_given_up(attempts: int) -> None:
    assert fate(BUSY, attempts=attempts, at=START) == Fate(
        state=MailState.FAILED, fault=MailFault.BUSY
    )


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_a_link_ends_with_its_life(purpose: LinkPurpose) -> None:
    held = letter(purpose=purpose.value)
    end = START + LIFETIMES[purpose]
    assert not has_expired(held, at=end - INSTANT)
    assert has_expired(held, at=end)
    assert has_expired(held, at=end + INSTANT)


@pytest.mark.parametrize("params", [{}, {"purpose": "none of ours"}])
def test_a_letter_without_a_link_never_ends(params: dict[str, str]) -> None:
    assert not has_expired(letter(**params), at=START + timedelta(days=3650))


def test_a_claim_holds_ten_minutes() -> None:
    assert timedelta(minutes=10) == CLAIM_HOLDS
