from dataclasses import replace

import pytest

from directory.domain.programs import Program, ProgramBook
from directory.domain.vocabulary import Country, CountsAs

GUNN = Program(
    slug="gunn-ims",
    abbreviation="",
    name="Gunn IMS",
    body="Institute",
    country=Country.CA,
    counts_as=CountsAs.BOTH,
    written_exam=False,
    practical_exam=False,
    professions=frozenset(),
    hours=None,
    lookup_url="",
    source_url="https://example.org",
    as_of="2026-11",
    confidence="high",
    note="",
)
ONE = replace(GUNN, slug="one", abbreviation="CMTPT", name="One", body="Seminars")
OTHER = replace(ONE, slug="other", body="Board")


def test_a_program_is_found_by_its_slug() -> None:
    book = ProgramBook([GUNN, ONE, OTHER])
    assert book.find("gunn-ims") is GUNN
    assert book.find("one") is ONE
    assert book.find("two") is None
    assert book.find("") is None
    assert book.find(None) is None


def test_the_list_keeps_its_order() -> None:
    assert list(ProgramBook([OTHER, GUNN, ONE])) == [OTHER, GUNN, ONE]
    assert not list(ProgramBook([]))


def test_two_programs_of_one_slug_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^two programs of one slug: one$"):
        ProgramBook([ONE, replace(GUNN, slug="one")])


def test_letters_may_be_those_of_another_body() -> None:
    assert list(ProgramBook([ONE, OTHER])) == [ONE, OTHER]


def test_two_programs_of_one_body_and_letters_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^two programs of one body and name: Seminars, CMTPT$"):
        ProgramBook([ONE, replace(OTHER, body="Seminars", name="Other")])


def test_a_program_without_letters_is_known_by_its_name() -> None:
    courses = replace(GUNN, slug="courses", name="Courses")
    assert list(ProgramBook([GUNN, courses])) == [GUNN, courses]
    with pytest.raises(ValueError, match=r"^two programs of one body and name: Institute, Gunn"):
        ProgramBook([GUNN, replace(courses, name="Gunn IMS")])
