from itertools import product

from directory.domain.noting import NOTED_IN, NOTHING_FOUND, Findings, can_find
from directory.domain.vocabulary import CountsAs, CredentialKind, CredentialState, Finding

CONDITIONS = Findings(bars_needling=Finding.NO)
PROGRAM = Findings(counts_as=CountsAs.TRAINING)
BOTH = Findings(bars_needling=Finding.NO, counts_as=CountsAs.TRAINING)


def test_a_look_is_noted_where_it_can_come_to_serve_a_decision() -> None:
    assert {
        CredentialState.SUBMITTED,
        CredentialState.QUERIED,
        CredentialState.DEFERRED,
        CredentialState.VERIFIED,
        CredentialState.SUSPENDED,
    } == NOTED_IN


def test_who_finds_nothing_may_do_so_anywhere() -> None:
    for kind, state in product(CredentialKind, CredentialState):
        assert can_find(kind, state, findings=NOTHING_FOUND)


def test_a_finding_fits_its_kind_and_changes_nothing_that_is_public() -> None:
    found = {
        (kind, findings)
        for kind, findings in product(CredentialKind, (CONDITIONS, PROGRAM, BOTH))
        if can_find(kind, CredentialState.SUBMITTED, findings=findings)
    }
    assert found == {
        (CredentialKind.LICENCE, CONDITIONS),
        (CredentialKind.TRAINING, PROGRAM),
        (CredentialKind.CERTIFICATION, PROGRAM),
    }
    for kind, findings in found:
        assert not can_find(kind, CredentialState.VERIFIED, findings=findings)
