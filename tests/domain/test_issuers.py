"""Issuers: which are asked, and what their answers come to."""

from datetime import date
from itertools import product

import pytest

from directory.domain.checks import Claim, Lack, incomplete
from directory.domain.issuers import (
    ASKABLE,
    Answered,
    IssuerRefusal,
    record_of,
    refusal_to_ask,
    words_needed,
)
from directory.domain.vocabulary import (
    ActorKind,
    CredentialKind,
    CredentialState,
    IssuerAnswer,
    RegisterStatus,
)

DAY = date(2026, 11, 24)
ISSUER = "records@school.example"
THEIRS = ("Ada@clinic.example",)


def test_reviewers_alone_ask_about_what_is_open_and_not_their_own() -> None:
    for state, kind, own in product(CredentialState, ActorKind, (True, False)):
        found = refusal_to_ask(state, kind, own=own, email=ISSUER, theirs=THEIRS)
        if kind is not ActorKind.REVIEWER:
            assert found is IssuerRefusal.NOT_YOUR_PART
        elif own:
            assert found is IssuerRefusal.OWN_FILE
        else:
            assert found is (None if state in ASKABLE else IssuerRefusal.NOT_OPEN)


@pytest.mark.parametrize("email", ["ada@clinic.example", "ADA@CLINIC.EXAMPLE"])
def test_nobody_is_asked_about_themselves(email: str) -> None:
    by = ActorKind.REVIEWER
    found = refusal_to_ask(CredentialState.SUBMITTED, by, own=False, email=email, theirs=THEIRS)
    assert found is IssuerRefusal.THEIR_OWN_ADDRESS


def test_what_differs_has_to_be_said() -> None:
    assert words_needed(IssuerAnswer.DIFFERS, " \n")
    assert not words_needed(IssuerAnswer.DIFFERS, "It ended in 2025.")
    assert not words_needed(IssuerAnswer.CONFIRMED, "")
    assert not words_needed(IssuerAnswer.NOT_ON_RECORD, "")


def answered(kind: CredentialKind, answer: IssuerAnswer) -> Answered:
    return Answered(
        kind=kind,
        issuer="Example Institute",
        reference="HD-4821-KQ",
        answer=answer,
        by="Kim Doe, registrar",
        words="Since 2022.",
        on=DAY,
    )


@pytest.mark.parametrize("kind", [CredentialKind.TRAINING, CredentialKind.CERTIFICATION])
def test_what_an_issuer_confirmed_carries_a_decision(kind: CredentialKind) -> None:
    record = record_of(answered(kind, IssuerAnswer.CONFIRMED), reviewer=1)
    assert record.note == "Kim Doe, registrar: Since 2022."
    assert incomplete(record, Claim(kind=kind), today=DAY) == ()


@pytest.mark.parametrize("kind", [CredentialKind.LICENCE, CredentialKind.AUTHORIZATION])
def test_what_a_regulator_answered_has_to_be_kept_as_it_was_written(kind: CredentialKind) -> None:
    record = record_of(answered(kind, IssuerAnswer.CONFIRMED), reviewer=1)
    lacks = incomplete(record, Claim(kind=kind), today=DAY)
    assert lacks == (Lack.EVIDENCE, Lack.STATUS_WORDS)


@pytest.mark.parametrize("kind", CredentialKind)
def test_what_is_not_on_record_carries_none(kind: CredentialKind) -> None:
    record = record_of(answered(kind, IssuerAnswer.NOT_ON_RECORD), reviewer=1)
    assert record.status_found is RegisterStatus.NOT_FOUND
    assert Lack.STATUS_NOT_ACTIVE in incomplete(record, Claim(kind=kind), today=DAY)
    differs = record_of(answered(kind, IssuerAnswer.DIFFERS), reviewer=1)
    assert differs.status_found is None
