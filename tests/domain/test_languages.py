import re

import pytest

from directory.domain.languages import LANGUAGES, known_language


def test_the_list_fits_into_the_bits_of_a_posting_and_has_no_twins() -> None:
    assert len(LANGUAGES) <= 62
    assert len({tag.casefold() for tag in LANGUAGES}) == len(LANGUAGES)


def test_every_tag_is_a_bcp_47_language() -> None:
    assert all(re.fullmatch(r"[a-z]{2,3}", tag) for tag in LANGUAGES)


def test_the_first_bits_keep_their_meaning() -> None:
    # Stored postings hold places in this list: a changed order would give people other languages.
    assert LANGUAGES[:8] == ("en", "es", "fr", "ase", "zh", "yue", "vi", "ko")


@pytest.mark.parametrize("typed", ["es", "ES", "Es", "ASE"])
def test_case_does_not_matter(typed: str) -> None:
    assert known_language(typed) == typed.lower()


@pytest.mark.parametrize("typed", ["", "xx", "es-MX", "spanish", "en ", "\0", "ｅｓ", "e\u0301s"])
def test_what_we_do_not_keep_is_not_known(typed: str) -> None:
    assert known_language(typed) is None
