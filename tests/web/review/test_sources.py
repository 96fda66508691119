"""Where a credential is looked up: the nearest register first, and nothing that is none."""

from dataclasses import replace

import pytest
from flask import Flask

from directory.domain.boards import Board
from directory.domain.entry.dates import Completion
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.vocabulary import AuthorizationKind, Country, Profession, Technique
from directory.queries.entries import CredentialEntry
from directory.web.review.sources import PrimarySource, primary_source
from tests.rule_books import REAL

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PT, DC = Profession.PHYSICAL_THERAPIST, Profession.CHIROPRACTOR


def board(name: str, region: str, profession: Profession | None, confidence: str = "high") -> Board:
    return Board(
        country=Country.US,
        region=region,
        profession=profession,
        name=name,
        lookup_url=f"https://{name or 'www.nameless'}.example/",
        source="",
        confidence=confidence,
    )


BOARDS = (
    board("exclusions", "", None),
    board("federation", "", PT),
    board("shared", "CO", None, "low"),
    board("", "CO", PT),
    board("chiropractors", "CO", DC),
    board("elsewhere", "UT", PT),
)
LICENCE = LicenceEntry(
    profession=PT, country=Country.US, region="CO", number="PTL.7", name_on_licence="Ada B. Example"
)
ROSTER = AuthorizationEntry(country=Country.US, region="CO", kind=AuthorizationKind.ROSTER)
COURSE = TrainingEntry(
    provider="Institute", course="Needling", technique=Technique.DRY_NEEDLING,
    completed=Completion(2022),
)  # fmt: skip
BODY = CertificationEntry(
    program=None, body="Body", name="Certified", body_website="https://www.body.example/x"
)


def look(app: Flask, entry: CredentialEntry, *professions: Profession) -> PrimarySource:
    with app.test_request_context("/"):
        return primary_source(
            entry,
            name="Ada Example",
            professions=professions or (PT,),
            boards=BOARDS,
            programs=REAL.programs,
        )


def names(found: PrimarySource) -> list[str]:
    return [place.name for place in found.places]


def test_a_licence_is_looked_up_at_its_own_board_first(app: Flask) -> None:
    found = look(app, LICENCE)
    assert names(found) == ["nameless.example", "shared", "federation"]
    assert [bool(place.caution) for place in found.places] == [False, True, False]
    assert [(each.term, each.text) for each in found.copies] == [
        ("Number", "PTL.7"),
        ("Name", "Ada B. Example"),
    ]


def test_an_entry_is_looked_up_at_the_boards_of_every_profession(app: Flask) -> None:
    found = look(app, ROSTER, PT, DC)
    assert names(found) == ["nameless.example", "chiropractors", "shared", "federation"]
    # There is no number to paste.
    assert [each.text for each in found.copies] == ["Ada Example"]


def test_training_and_certifications_are_looked_up_where_they_come_from(app: Flask) -> None:
    assert not look(app, COURSE).places
    kept = next(program for program in REAL.programs if program.lookup_url)
    found = look(app, replace(COURSE, program=kept.slug))
    assert [(place.name, place.href) for place in found.places] == [(kept.body, kept.lookup_url)]
    (place,) = look(app, BODY).places
    assert (place.name, place.href) == ("body.example", "https://www.body.example/x")
    assert "gave this address" in place.caution
