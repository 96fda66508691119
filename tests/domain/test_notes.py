from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.notes import Note, NoteCode, note, read, written
from directory.domain.vocabulary import Profession

NAMES = st.text("abz_", min_size=1, max_size=8)
NOTES = st.builds(
    Note,
    st.sampled_from(NoteCode),
    # Whatever text a reviewer may once write into a rule comes back as it was.
    st.lists(st.tuples(NAMES, st.text(max_size=20)), max_size=3).map(tuple),
)


@given(st.lists(NOTES, max_size=3).map(tuple))
def test_what_is_written_is_read_again(notes: tuple[Note, ...]) -> None:
    line = written(notes)
    assert read(line) == notes
    assert "\n" not in line


@pytest.mark.parametrize("code", NoteCode)
def test_every_reason_can_be_written(code: NoteCode) -> None:
    # What is stored says it for ever: a value never changes.
    assert code.value == code.name.lower()
    assert written((note(code),)) == code.value
    assert read(code.value) == (Note(code),)


def test_nothing_to_say_is_an_empty_line() -> None:
    assert written(()) == ""
    assert read("") == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (54, "54"),
        (54.0, "54"),
        (0, "0"),
        (13.5, "13.5"),
        (date(2026, 11, 24), "2026-11-24"),
        (Profession.PHYSICAL_THERAPIST, "physical_therapist"),
        ("sub_register", "sub_register"),
    ],
)
def test_figures_and_names_are_written_plainly(value: object, text: str) -> None:
    made = note(NoteCode.TRAINING_HOURS_SHORT, value=value)
    assert made.params == (("value", text),)
    assert written((made,)) == f"training_hours_short value={text}"


def test_a_line_holds_reasons_and_what_their_sentences_need() -> None:
    notes = (
        note(NoteCode.TRAINING_HOURS_SHORT, needed=80.0, have=54),
        note(NoteCode.ACCREDITATION_NONE),
    )
    assert written(notes) == "training_hours_short needed=80 have=54;accreditation_none"
