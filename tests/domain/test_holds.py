"""Who holds a person out of every list, why, and who has a hold ended."""

from itertools import product

import pytest

from directory.domain.holds import ENDS, OPENS, HoldRefusal, may_end, may_open
from directory.domain.reasons import Reason
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, HoldKind

REVIEWER = Actor(ActorKind.REVIEWER, 1)
OTHERS = [Actor(kind, 1) for kind in ActorKind if kind not in {ActorKind.REVIEWER, "system"}]


def test_every_kind_has_reasons_to_begin_and_to_end() -> None:
    assert set(OPENS) == set(ENDS) == set(HoldKind)
    assert all(OPENS.values())
    assert all(ENDS.values())


@pytest.mark.parametrize("kind", HoldKind)
def test_only_reviewers_hold_and_never_on_their_own_file(kind: HoldKind) -> None:
    reason, ended = min(OPENS[kind]), min(ENDS[kind])
    nobody: frozenset[HoldKind] = frozenset()
    for actor, own in product((*OTHERS, Actor(ActorKind.SYSTEM, None), REVIEWER), (True, False)):
        opened = may_open(kind, actor=actor, own=own, held=nobody, reason=reason, words="Why.")
        closed = may_end(kind, actor=actor, own=own, is_open=True, reason=ended, words="Why.")
        wanted = None
        if actor is not REVIEWER:
            wanted = HoldRefusal.NOT_YOUR_PART
        elif own:
            wanted = HoldRefusal.OWN_FILE
        assert opened is closed is wanted


@pytest.mark.parametrize("kind", HoldKind)
def test_reasons_fit_the_kind_and_words_are_said(kind: HoldKind) -> None:
    nobody: frozenset[HoldKind] = frozenset()
    for reason in (None, *Reason):
        opened = may_open(kind, actor=REVIEWER, own=False, held=nobody, reason=reason, words="So.")
        assert (opened is None) is (reason in OPENS[kind])
        ended = may_end(kind, actor=REVIEWER, own=False, is_open=True, reason=reason, words="So.")
        assert (ended is None) is (reason in ENDS[kind])
    first, last = min(OPENS[kind]), min(ENDS[kind])
    for words in ("", " \n"):
        said = may_open(kind, actor=REVIEWER, own=False, held=nobody, reason=first, words=words)
        assert said is HoldRefusal.WORDS_MISSING
        said = may_end(kind, actor=REVIEWER, own=False, is_open=True, reason=last, words=words)
        assert said is HoldRefusal.WORDS_MISSING


def test_nobody_is_held_twice_for_the_same_or_let_back_twice() -> None:
    kind = HoldKind.SUSPENSION
    opened = may_open(
        kind, actor=REVIEWER, own=False, held=frozenset({kind}), reason=min(OPENS[kind]), words="."
    )
    assert opened is HoldRefusal.HELD_ALREADY
    ended = may_end(
        kind, actor=REVIEWER, own=False, is_open=False, reason=min(ENDS[kind]), words="."
    )
    assert ended is HoldRefusal.NOT_OPEN
