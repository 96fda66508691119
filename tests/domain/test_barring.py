from dataclasses import replace

import pytest

from directory.domain.barring import standing_in_the_way
from directory.domain.credentials import Check, Licence
from directory.domain.notes import NoteCode
from directory.domain.vocabulary import (
    AuthorizationKind,
    CheckSource,
    Country,
    CredentialState,
    Finding,
    LicenceClass,
    Profession,
)
from tests.domain.papers import ENTRY, LICENCE, PRIVILEGE, TODAY

REVOKED = replace(LICENCE, id=5, state=CredentialState.REVOKED)
STRUCK_OFF = replace(ENTRY, id=5, state=CredentialState.REVOKED)


def bars(*licences: Licence, held: bool = False) -> list[NoteCode]:
    return [note.code for note in standing_in_the_way(licences, (), held=held)]


def test_nothing_bars_a_person_without_a_regulators_act() -> None:
    assert bars() == bars(LICENCE) == []
    assert standing_in_the_way((LICENCE,), (ENTRY,), held=False) == []


def test_a_person_can_be_held() -> None:
    assert bars(LICENCE, held=True) == [NoteCode.HELD]


@pytest.mark.parametrize("state", CredentialState)
def test_a_suspension_bars_whatever_else_there_is(state: CredentialState) -> None:
    barred = state is CredentialState.SUSPENDED
    for licence in (LICENCE, PRIVILEGE):
        found = bars(LICENCE, replace(licence, id=9, state=state))
        assert (NoteCode.SUSPENDED in found) == barred
    entries = (ENTRY, replace(ENTRY, id=9, state=state))
    found = [note.code for note in standing_in_the_way((LICENCE,), entries, held=False)]
    assert (NoteCode.SUSPENDED in found) == barred


def test_a_revocation_bars() -> None:
    assert bars(REVOKED) == [NoteCode.REVOKED]
    assert bars(replace(REVOKED, region="WA"), LICENCE) == [NoteCode.REVOKED]


def test_a_revocation_bars_no_longer_once_the_regulator_licensed_anew() -> None:
    assert bars(REVOKED, LICENCE) == bars(LICENCE, REVOKED) == []


@pytest.mark.parametrize(
    "anew",
    [
        {"region": "WA"},
        {"country": Country.CA},
        {"profession": Profession.ACUPUNCTURIST},
        {"state": CredentialState.SUBMITTED},
        {"check": None},
        {"check": Check(CheckSource.DOCUMENT_SEEN, TODAY)},
        {"licence_class": LicenceClass.STUDENT},
        {"bars_needling": Finding.YES},
    ],
    ids=str,
)
def test_only_a_licence_that_counts_in_region_and_profession_is_one_anew(
    anew: dict[str, object],
) -> None:
    assert bars(REVOKED, replace(LICENCE, **anew)) == [NoteCode.REVOKED]  # type: ignore[arg-type]


def test_another_period_of_a_revoked_licence_is_nothing_new() -> None:
    first = replace(LICENCE, id=1)
    second = replace(LICENCE, id=2, renews=1)
    third = replace(LICENCE, id=3, renews=2)
    for revoked in (first, second, third):
        chain = [
            replace(each, state=CredentialState.REVOKED) if each is revoked else each
            for each in (third, first, second)
        ]
        assert bars(*chain) == [NoteCode.REVOKED]
        assert bars(*chain, replace(LICENCE, id=4)) == []
        assert bars(*chain, replace(LICENCE, id=4, renews=99)) == []


def test_each_revocation_has_to_be_lifted() -> None:
    elsewhere = replace(REVOKED, id=6, region="WA")
    assert bars(REVOKED, elsewhere, LICENCE) == [NoteCode.REVOKED]
    assert bars(REVOKED, elsewhere, LICENCE, replace(LICENCE, id=7, region="WA")) == []


def test_a_revoked_entry_bars_until_the_regulator_makes_another() -> None:
    def found(*entries: object) -> list[NoteCode]:
        notes = standing_in_the_way((LICENCE,), entries, held=False)  # type: ignore[arg-type]
        return [note.code for note in notes]

    assert found(STRUCK_OFF) == [NoteCode.REVOKED]
    assert found(STRUCK_OFF, ENTRY) == []
    for changed in (
        replace(ENTRY, region="WA"),
        replace(ENTRY, country=Country.CA),
        replace(ENTRY, kind=AuthorizationKind.ROSTER),
        replace(ENTRY, state=CredentialState.QUERIED),
        replace(ENTRY, renews=STRUCK_OFF.id),
    ):
        assert found(STRUCK_OFF, changed) == [NoteCode.REVOKED]


def test_all_that_bars_is_said() -> None:
    suspended = replace(LICENCE, id=8, state=CredentialState.SUSPENDED)
    assert bars(REVOKED, suspended, held=True) == [
        NoteCode.HELD,
        NoteCode.SUSPENDED,
        NoteCode.REVOKED,
    ]
