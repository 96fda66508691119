import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.entry.faults import FaultCode
from directory.domain.evidence_rules import (
    LONGEST_NAME,
    MOST_AT_ONCE,
    MOST_FILES,
    MOST_KEPT,
    USES,
    Keeps,
    at_once,
    keeps,
    room_for,
    shown_name,
)
from directory.domain.vocabulary import CredentialState as State
from tests.domain.entry.said import said, stops

BEING_CHECKED = {State.SUBMITTED, State.DEFERRED}
DECIDED = {State.VERIFIED, State.REFUSED, State.SUSPENDED, State.REVOKED}


def test_every_state_says_what_may_happen_to_files() -> None:
    assert set(USES) == set(State)


@pytest.mark.parametrize("state", State)
def test_a_file_stays_while_a_check_or_a_decision_relies_on_it(state: State) -> None:
    expected = None
    if state in BEING_CHECKED:
        expected = Keeps.BEING_CHECKED
    if state in DECIDED:
        expected = Keeps.DECIDED
    assert keeps({state}) is expected


@pytest.mark.parametrize("state", State)
def test_papers_are_added_while_somebody_may_still_read_them(state: State) -> None:
    assert USES[state].may_add is (state not in {State.VERIFIED, State.REVOKED, State.WITHDRAWN})


def test_a_file_that_serves_nothing_can_go() -> None:
    assert keeps(()) is None


def test_one_use_that_relies_on_a_file_keeps_it() -> None:
    assert keeps([State.DRAFT, State.VERIFIED]) is Keeps.DECIDED
    assert keeps([State.VERIFIED, State.SUBMITTED, State.DRAFT]) is Keeps.BEING_CHECKED


def test_what_a_check_names_stays_whatever_became_of_the_credential() -> None:
    assert keeps([State.WITHDRAWN], looked_at=True) is Keeps.LOOKED_AT
    assert keeps((), looked_at=True, translated=True) is Keeps.LOOKED_AT


def test_an_original_stays_as_long_as_its_translation() -> None:
    assert keeps([State.DRAFT], translated=True) is Keeps.TRANSLATED
    assert keeps([State.SUBMITTED], translated=True) is Keeps.BEING_CHECKED


def test_a_listing_has_room_for_so_many_files_and_bytes() -> None:
    assert room_for(files=MOST_FILES - 1, kept=MOST_KEPT - 1, adds=1) == ()
    full = stops(FaultCode.EVIDENCE_NO_ROOM)
    assert said(room_for(files=MOST_FILES, kept=0, adds=1)) == full
    assert said(room_for(files=0, kept=MOST_KEPT, adds=1)) == full


def test_a_form_brings_a_few_files_at_a_time() -> None:
    assert at_once(MOST_AT_ONCE) == ()
    assert said(at_once(MOST_AT_ONCE + 1)) == stops(FaultCode.EVIDENCE_MANY_AT_ONCE)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Diploma.pdf", "Diploma.pdf"),
        ("  Ma  licence .pdf ", "Ma licence .pdf"),
        ("C:\\Users\\me\\licence.pdf", "licence.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..", None),
        (".pdf", "pdf"),
        ("a/", None),
        ("", None),
        ("\0\x1b[2J.pdf", "[2J.pdf"),
        ("cert\u202efdp.exe", "certfdp.exe"),
        ("Zertifikat u\u0308ber.pdf", "Zertifikat \u00fcber.pdf"),
        ("line\u2028break.pdf", "linebreak.pdf"),
        ("x" * 200 + ".pdf", "x" * 96 + ".pdf"),
        ("x." + "y" * 200, "x." + "y" * 73 + "." + "y" * 24),
    ],
)
def test_a_file_is_called_what_its_owner_calls_it_without_tricks(
    typed: str, name: str | None
) -> None:
    assert shown_name(typed) == name


@given(st.text(max_size=3_000))
def test_no_name_is_long_or_hides_anything(typed: str) -> None:
    name = shown_name(typed)
    if name is not None:
        assert 0 < len(name) <= LONGEST_NAME
        assert "/" not in name
        assert "\\" not in name
        assert not {unicodedata.category(mark) for mark in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
