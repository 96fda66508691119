"""Whom a line of the list of excluded people fits, and who settles a match."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from directory.domain.exclusions import (
    Candidate,
    Fit,
    LineOutcome,
    MatchRefusal,
    fits,
    may_settle,
    name_key,
    outcome_of,
    weightiest,
)
from directory.domain.leie import Excluded
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, ExclusionOutcome

TODAY = date(2026, 12, 1)
LINE = Excluded(
    line=2, sha256="0" * 64, given="ANNA", family="SMITH", middle="M", npi="1234567893",
    region="CO", basis="1128a1", excluded_on=date(2024, 1, 15), reinstated_on=None, waived_in="",
)  # fmt: skip
ANNA = Candidate(
    practitioner_id=7, npi="1234567893", names=frozenset({"Anna Smith"}), regions=frozenset({"CO"})
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ANNA M SMITH", ("anna", "smith")),
        ("Anna Smith-Jones", ("anna", "jones")),
        ("Seán O’Néill", ("sean", "oneill")),
        ("JOHN SMITH JR", ("john", "smith")),
        ("Dr. María de la Cruz", ("maria", "cruz")),
        ("Anna", ("anna", "anna")),
        ("JR.", ("", "")),
        ("", ("", "")),
    ],
)
def test_first_and_last_word_of_a_name_are_compared(name: str, key: tuple[str, str]) -> None:
    assert name_key(name) == key


def test_an_npi_fits_whatever_the_name_and_place() -> None:
    other = replace(ANNA, names=frozenset({"Bea Doe"}), regions=frozenset({"NY"}))
    assert fits(LINE, other) is Fit.EXACT


def test_another_npi_is_another_person_whatever_the_name() -> None:
    assert fits(LINE, replace(ANNA, npi="1679576722")) is None


@pytest.mark.parametrize(("listed", "own"), [(None, "1234567893"), ("1234567893", None)])
def test_without_an_npi_name_and_region_fit(listed: str | None, own: str | None) -> None:
    line, who = replace(LINE, npi=listed), replace(ANNA, npi=own)
    assert fits(line, who) is Fit.NAME
    assert fits(line, replace(who, regions=frozenset({"NY"}))) is None
    assert fits(line, replace(who, names=frozenset({"Anna Smithers"}))) is None
    formerly = frozenset({"Anna Doe", "Anna Smith"})
    assert fits(line, replace(who, names=formerly)) is Fit.NAME


def test_a_line_without_a_name_that_can_be_compared_fits_nobody_by_name() -> None:
    line = replace(LINE, npi=None, given="", middle="", family="JR")
    assert fits(line, replace(ANNA, names=frozenset({"Jr"}))) is None


def test_what_a_line_comes_to() -> None:
    for fit, known in product(Fit, (True, False)):
        ended = replace(LINE, reinstated_on=TODAY)
        assert outcome_of(ended, fit, known=known, today=TODAY) is LineOutcome.REINSTATED
    assert outcome_of(LINE, Fit.EXACT, known=True, today=TODAY) is LineOutcome.KNOWN
    assert outcome_of(LINE, Fit.EXACT, known=False, today=TODAY) is LineOutcome.HELD
    assert outcome_of(LINE, Fit.NAME, known=False, today=TODAY) is LineOutcome.FLAGGED


def test_the_weightiest_outcome_is_the_line_s() -> None:
    assert weightiest([LineOutcome.KNOWN, LineOutcome.HELD]) is LineOutcome.HELD
    assert weightiest([LineOutcome.NOBODY, LineOutcome.FLAGGED]) is LineOutcome.FLAGGED
    assert weightiest([]) is LineOutcome.NOBODY


@pytest.mark.parametrize("kind", ActorKind)
def test_who_settles_a_match(kind: ActorKind) -> None:
    actor = Actor(kind, None if kind is ActorKind.SYSTEM else 1)
    for outcome, own, settled, held, words in product(
        ExclusionOutcome, (True, False), (True, False), (True, False), ("", " ", "It is you.")
    ):
        said = may_settle(outcome, actor=actor, own=own, settled=settled, held=held, words=words)
        if kind is not ActorKind.REVIEWER:
            assert said is MatchRefusal.NOT_YOUR_PART
        elif own:
            assert said is MatchRefusal.OWN_FILE
        elif settled:
            assert said is MatchRefusal.SETTLED
        elif outcome is ExclusionOutcome.NOT_THEIRS:
            # Letting somebody back in takes two.
            assert said is (MatchRefusal.HELD if held else None)
        else:
            assert said is (None if words.strip() else MatchRefusal.WORDS_MISSING)
