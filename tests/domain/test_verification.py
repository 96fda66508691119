from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from types import MappingProxyType

import pytest

from directory.domain import verification
from directory.domain.decisions import Taken
from directory.domain.permissions import allowed
from directory.domain.situations import Refusal, Situation, Undoable
from directory.domain.verification import STEPS, Action, Appeal, OnAppeal, Step
from directory.domain.vocabulary import ActorKind, CredentialState
from tests.domain.reviewing import ACTORS, ANA, everything, proposed, standing, take

# Who may act from where, and where that leads: O owner, R reviewer, S the system itself.
SQUARE = """
          draft  submitted queried deferred verified suspended refused revoked withdrawn
edit      O>dra  O>sub     O>que   O>def    O>sub    .         O>ref   .       .
submit    O>sub  .         .       .        .        .         O>sub   .       .
answer    .      .         O>sub   .        .        .         .       .       .
withdraw  O>wit  O>wit     O>wit   O>wit    O>wit    .         .       .       .
appeal    .      .         .       .        .        O>sus     O>sub   .       .
verify    .      R>ver     .       .        .        .         .       .       .
refuse    .      R>ref     .       .        .        .         .       .       .
query     .      R>que     .       .        .        .         .       .       .
defer     .      R>def     .       .        .        .         .       .       .
resume    .      .         R>sub   RS>sub   .        .         .       .       .
extend    .      .         .       .        R>ver    .         .       .       .
suspend   .      .         .       .        RS>sus   .         .       .       .
lift      .      .         .       .        .        R>ver     .       .       .
uphold    .      .         .       .        .        R>sus     .       .       .
revoke    .      .         .       .        R>rev    R>rev     .       .       .
replace   .      .         .       .        S>wit    .         .       .       .
undo      .      .         R>sub   R>sub    R>sub    .         R>sub   .       .
"""
# What an action asks for, and what becomes of an appeal that was none, open or decided (! not so).
DEMANDS = """
edit      -              none     open     decided
submit    -              none     none     none
answer    -              none     open     decided
withdraw  -              none     none     none
appeal    words          open     !        !
verify    check          none     none     none
refuse    reason,words   none     decided  none
query     reason,words   none     open     decided
defer     until          none     open     decided
resume    -              none     open     decided
extend    check          none     open     decided
suspend   reason,words   none     none     none
lift      reason,check,second none none    none
uphold    reason,words   !        decided  !
revoke    reason,words   none     none     none
replace   -              none     none     none
undo      -              decided  none     open
"""
LETTERS = {"O": ActorKind.OWNER, "R": ActorKind.REVIEWER, "S": ActorKind.SYSTEM}
NOWHERE = {Refusal.NOT_YOUR_PART, Refusal.NOT_ALLOWED_FROM_HERE}
MISSING = {
    "reason": Refusal.REASON_MISSING,
    "words": Refusal.WORDS_MISSING,
    "check": Refusal.CHECK_INCOMPLETE,
    "until": Refusal.DAY_NOT_IN_FUTURE,
    "second": Refusal.SECOND_NEEDED,
}
Table = Mapping[tuple[CredentialState, Action], Step]


# How the appeal stood before the decision that may be taken back: never as it stands now, nor as
# any other step would leave it.
EARLIER = {Appeal.NONE: Appeal.DECIDED, Appeal.OPEN: Appeal.NONE, Appeal.DECIDED: Appeal.OPEN}


def _square() -> dict[tuple[CredentialState, Action], tuple[set[ActorKind], CredentialState]]:
    head, *rows = [line.split() for line in SQUARE.strip().splitlines()]
    short = {state[:3]: state for state in CredentialState}
    read = {}
    for action, *cells in rows:
        for state, cell in zip(head, cells, strict=True):
            if cell != ".":
                letters, to = cell.split(">")
                read[CredentialState(state), Action(action)] = (
                    {LETTERS[letter] for letter in letters},
                    short[to],
                )
    return read


def _demands() -> dict[Action, tuple[set[str], dict[Appeal, str]]]:
    rows = [line.split() for line in DEMANDS.strip().splitlines()]
    return {
        Action(action): (set(needs.split(",")) - {"-"}, dict(zip(Appeal, after, strict=True)))
        for action, needs, *after in rows
    }


EXPECTED, ASKED = _square(), _demands()


def faults(state: CredentialState, actions: Iterable[Action] = Action) -> Iterator[str]:
    """Tell where the table in use and the square differ, for a state and some actions."""
    for action, kind in product(actions, ActorKind):
        actors, to = EXPECTED.get((state, action), (set(), state))
        for appeal in Appeal:
            found = _walk(_appealed(state, appeal), action, kind)
            after = ASKED[action][1][appeal]
            wanted = f"{to} {after}" if kind in actors and after != "!" else "refused"
            if found != wanted:
                yield f"{state} {action} {kind} {appeal}: {found}, not {wanted}"
        if kind in actors:
            yield from _demanded(state, action, kind)


def _appealed(state: CredentialState, appeal: Appeal) -> Situation:
    undoable = Undoable(ANA, EARLIER[appeal])
    return replace(standing(state), appeal=appeal, undoable=undoable)


def _walk(situation: Situation, action: Action, kind: ActorKind) -> str:
    decision = everything(action)
    outcome = take(situation, decision, actor=ACTORS[kind], proposal=proposed(decision))
    button = action in allowed(situation, ACTORS[kind])
    if not isinstance(outcome, Taken):
        once = outcome.refusal is Refusal.ALREADY_APPEALED and action is Action.APPEAL
        right = (outcome.refusal in NOWHERE or once) and not button
        return "refused" if right else f"{outcome}, button {button}"
    return f"{outcome.state} {outcome.appeal}" if button else "no button"


def _demanded(state: CredentialState, action: Action, kind: ActorKind) -> Iterator[str]:
    needs, after = ASKED[action]
    appeal = next(appeal for appeal in Appeal if after[appeal] != "!")
    situation = _appealed(state, appeal)
    whole = everything(action)
    without = {
        "reason": replace(whole, reason=None),
        "words": replace(whole, words=" \n"),
        "check": replace(whole, check=None),
        "until": replace(whole, until=None),
        "second": whole,
    }
    for need, decision in without.items():
        proposal = None if need == "second" else proposed(decision)
        outcome = take(situation, decision, actor=ACTORS[kind], proposal=proposal)
        found = None if isinstance(outcome, Taken) else outcome.refusal
        wanted = MISSING[need] if need in needs else None
        if found is not wanted:
            yield f"{state} {action} {kind} without {need}: {found}, not {wanted}"


@pytest.mark.parametrize("state", CredentialState)
def test_the_square_of_states_actions_and_actors_is_the_table(state: CredentialState) -> None:
    assert list(faults(state)) == []


def test_the_square_speaks_of_every_state_and_action() -> None:
    head, *rows = [line.split() for line in SQUARE.strip().splitlines()]
    assert sorted(head) == sorted(CredentialState)
    assert sorted(action for action, *_ in rows) == sorted(Action) == sorted(ASKED)


def planted(state: CredentialState) -> Iterator[tuple[Action, str, Table]]:
    """Give every table that differs from ours in one thing, where it speaks of a state."""
    for action in Action:
        step = STEPS.get((state, action))
        if step is None:
            changed = [(f"added for {kind}", Step(state, frozenset({kind}))) for kind in ActorKind]
        else:
            yield action, "removed", _table((state, action), None)
            changed = list(_changed(step))
        for what, other in changed:
            yield action, what, _table((state, action), other)


def _changed(step: Step) -> Iterator[tuple[str, Step]]:
    for to in set(CredentialState) - {step.to}:
        yield f"leads to {to}", replace(step, to=to)
    for kind in ActorKind:
        yield f"{kind} turned", replace(step, actors=step.actors ^ {kind})
    for effect in set(OnAppeal) - {step.appeal}:
        yield f"appeal {effect}", replace(step, appeal=effect)
    for only_if in {None, *Appeal} - {step.only_if}:
        yield f"only if {only_if}", replace(step, only_if=only_if)
    yield "reason turned", replace(step, needs_reason=not step.needs_reason)
    yield "words turned", replace(step, needs_words=not step.needs_words)
    yield "check turned", replace(step, needs_check=not step.needs_check)
    yield "second turned", replace(step, needs_second=not step.needs_second)
    yield "until turned", replace(step, needs_until=not step.needs_until)


def _table(key: tuple[CredentialState, Action], step: Step | None) -> Table:
    others = {at: other for at, other in STEPS.items() if at != key}
    return MappingProxyType(others if step is None else {**others, key: step})


@pytest.mark.parametrize("state", CredentialState)
def test_the_square_notices_every_bug_planted_in_the_table(
    state: CredentialState, monkeypatch: pytest.MonkeyPatch
) -> None:
    unnoticed, tables = [], list(planted(state))
    for action, what, table in tables:
        monkeypatch.setattr(verification, "STEPS", table)
        if next(faults(state, [action]), None) is None:
            unnoticed.append(f"{action} {what}")
    assert unnoticed == []
    # Six for a cell that is empty, 27 for one that is not.
    full = sum(at == state for at, _ in STEPS)
    assert len(tables) == 27 * full + 6 * (len(Action) - full)


def test_only_a_check_leads_to_verified_and_only_a_reviewer_makes_one() -> None:
    to_verified = [step for step in STEPS.values() if step.to is CredentialState.VERIFIED]
    assert len(to_verified) == 3
    for step in to_verified:
        assert step.needs_check
        assert step.actors == {ActorKind.REVIEWER}


def test_the_table_cannot_be_written_to() -> None:
    with pytest.raises(TypeError):
        STEPS[CredentialState.DRAFT, Action.VERIFY] = STEPS[  # type: ignore[index]
            CredentialState.SUBMITTED, Action.VERIFY
        ]
