import pytest

from directory.domain.entry.bios import PROMISES, promises, read_bio
from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.place_text import plain
from tests.domain.entry.said import flags, params, said, stops


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I guarantee relief.", ("guarantee",)),
        ("We CURE migraine", ("cure",)),
        ("100% success", ("100 %",)),
        ("100 % success", ("100 %",)),
        ("The #1 clinic", ("# 1",)),
        ("The best", ("best",)),
        ("Résultats garantis", ("garantis",)),
        ("Guérison définitive, sans douleur", ("guerison", "sans douleur")),
        ("El mejor, sin dolor", ("mejor", "sin dolor")),
        ("Garantía total", ("garantia",)),
        ("ｂｅｓｔ", ("best",)),
        ("Risk-free", ("risk free",)),
    ],
)
def test_promises_and_comparisons_are_found_in_three_languages(
    text: str, found: tuple[str, ...]
) -> None:
    assert promises(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I curate walks in Bestville.",
        "Accurate.",
        "1000 %",
        "#10",
        "Secure parking",
        "100 patients",
    ],
)
def test_words_that_only_contain_a_promise_are_none(text: str) -> None:
    assert promises(text) == ()


@pytest.mark.parametrize("phrase", PROMISES)
def test_each_promise_is_written_as_it_is_sought(phrase: str) -> None:
    assert phrase in promises(f"x {phrase}, y")
    assert plain(phrase) == phrase


def test_a_bio_that_promises_is_flagged_and_passes() -> None:
    read = read_bio("The best cure.")
    assert read.value == "The best cure."
    assert said(read) == flags(FaultCode.BIO_PROMISES)
    assert params(read) == {"words": "cure, best"}


def test_a_bio_is_plain_text_of_at_most_2000_characters() -> None:
    assert read_bio("<b>I listen.</b>\r\nAlways.") == Checked("<b>I listen.</b>\nAlways.")
    assert read_bio(" ") == Checked(None)
    assert read_bio("a" * 2000).passes
    assert said(read_bio("a" * 2001)) == stops(FaultCode.TEXT_TOO_LONG)
