"""The review screen: one person, all that they sent, and what speaks for and against it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, update

from directory.adapters.rule_files import read_boards
from directory.db import Database
from directory.domain.books import Book, board_keys, written
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.vocabulary import CredentialKind, CredentialState, Profession
from directory.models.credentials import Licence
from directory.models.desk import DeskFile
from directory.models.practitioners import Practitioner
from directory.models.registers import BookVersion
from directory.web.wiring import services
from directory.workflows.acts import Subject
from tests.clock import Clock
from tests.pages import Page, words
from tests.visitors import AccountClient, office_of, signed_in
from tests.web.review import filed
from tests.web.review.filed import ADA, BEN, SYSTEM, address

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def ana(app: Flask) -> AccountClient:
    """Let Ana review, and Ada's file be there."""
    filed.begin(app)
    return signed_in(app, filed.reviewer(app))


def section(page: Page, kind: CredentialKind = CredentialKind.LICENCE) -> str:
    """Give the words of the section of a credential."""
    found = [each for each in page.all("section") if each.get("id", "").startswith(kind.value)]
    assert len(found) == 1
    return words(found[0])


def test_a_person_is_read_with_all_that_they_sent(ana: AccountClient) -> None:
    page = ana.page(address())
    assert page.heading == "Ada Example"
    # What waits comes first.
    headings = page.texts("h2")
    assert headings[:4] == [
        "In common with others",
        "Physical therapist, Colorado",
        "Dry needling, levels 1 and 2",
        "Certified Example Needler",
    ]
    licence = section(page)
    assert "To check since" in licence
    assert "Name on the licenseAda B. Example" in licence
    assert "PTL.0000008" in licence
    # What validation found, in words
    assert "In order The name is the practitioner’s (likeness 0.96)." in licence
    assert "Against it This number is on another listing." in licence
    assert "In order The dates fit each other and today." in licence
    # Where it is looked up
    assert "Primary source" in licence
    board = next(each for each in page.all("a", target="_blank") if "Colorado" in words(each))
    assert board.get("href", "").startswith("https://")
    assert board.get("rel") == "noopener noreferrer"
    # The rule of the place
    assert "Physical therapists, Colorado" in licence
    assert "Version" in licence
    # The look that is on record
    assert "Looked up on 3 Nov 2026" in licence
    assert "Register of the regulator: Example State Register" in licence


@on_one_database
def test_papers_stand_beside_what_is_said_of_them(ana: AccountClient) -> None:
    page = ana.page(address())
    licence = next(each for each in page.all("section") if each.get("id", "").startswith("lic"))
    pictures = list(licence.iter("img"))
    assert [each.get("alt") for each in pictures] == [
        "Page 1 of 2 of Card.pdf",
        "Page 2 of 2 of Card.pdf",
    ]
    assert ana.get(pictures[0].get("src", "")).mimetype == "image/jpeg"
    assert "Also for: Dry needling, levels 1 and 2" in words(licence)
    # Whoever has no scripts follows the same links.
    larger = next(each for each in licence.iter("a") if words(each).startswith("Larger"))
    assert ana.page(larger.get("href", "")).heading == "Card.pdf"
    assert "No file was sent for this." in section(page, CredentialKind.CERTIFICATION)


@on_one_database
def test_who_is_like_them_is_named_with_a_link(ana: AccountClient) -> None:
    page = ana.page(address())
    common = words(page.one("section", aria_labelledby="shared"))
    assert "The same license number, PTL.0000008: Ben Other" in common
    assert "The same telephone, (303) 555-0100: Ben Other: The same telephone, Cleo" in common
    assert "The same address, 100 Example Street: Ben Other" in common
    to_ben = next(each for each in page.all("a") if words(each).startswith("Ben Other"))
    assert to_ben.get("href") == address(number=BEN)
    assert ana.page(address(number=BEN)).heading == "Ben Other"


@on_one_database
def test_what_was_said_and_done_is_told(app: Flask, ana: AccountClient) -> None:
    bob = filed.reviewer(app)
    filed.correspond(app, bob)
    with office_of(app).act(SYSTEM) as act:
        act.log(
            DecisionAct.QUERIED,
            Subject(practitioner_id=ADA, kind=SubjectKind.LICENCE, id=ADA * 100),
            reason="number_differs",
            words="Which number is yours?",
        )
    page = ana.page(address())
    licence = section(page)
    assert "Robin Doe proposed a step" in licence
    assert "Asked the practitioner: Physical therapist, Colorado" in licence
    assert "Reason: the number differs from the one at its source." in licence
    assert "Which number is yours?" in licence
    training = section(page, CredentialKind.TRAINING)
    assert "They have it on record, and something differs." in training
    assert "She took level 1 alone." in training
    assert "The board answers on Mondays." in words(page.one("section", id="notes"))
    done = words(page.one("section", id="done"))
    assert "Asked the practitioner: Physical therapist, Colorado" in done
    # The whole log stands on a page of its own.
    page = ana.page(address("/log"))
    assert page.heading == "What was done: Ada Example"
    assert "Which number is yours?" in words(page.one("main"))
    for odd in ("0", "x", "9" * 30, "-1", "²"):
        assert ana.get(address(f"/log?before={odd}")).status_code == 200


@on_one_database
def test_who_reads_a_file_and_whose_it_is_is_said(
    app: Flask, ana: AccountClient, clock: Clock
) -> None:
    bob = filed.reviewer(app)
    with office_of(app).act(SYSTEM) as act:
        act.session.add(
            DeskFile(
                practitioner_id=ADA,
                assigned_to=bob,
                put_off_until=act.today + timedelta(days=9),
                opened_by=bob,
                opened_at=act.at - timedelta(minutes=4),
            )
        )
    said = words(ana.page(address()).one("main"))
    assert "Robin Doe opened this 4 minutes ago." in said
    assert "It is assigned to Robin Doe." in said
    assert "Put off until" in said
    clock.forward(timedelta(minutes=20))
    assert "opened this" not in words(ana.page(address()).one("main"))
    mine = words(signed_in(app, bob).page(address()).one("main"))
    assert "It is assigned to you." in mine
    assert "opened this" not in mine


@on_one_database
def test_nobody_reads_their_own_file(app: Flask, ana: AccountClient) -> None:
    me = filed.reviewer(app)
    with office_of(app).act(SYSTEM) as act:
        act.session.execute(
            update(Practitioner).where(Practitioner.id == ADA).values(account_id=me)
        )
    own = signed_in(app, me)
    for rest in ("", "/log"):
        answer = own.get(address(rest))
        assert answer.status_code == 403
        assert "Nobody reads or decides on their own file." in answer.text
    facts = words(ana.page(address()).one("section", id="who"))
    assert "Kept byRobin Doe" in facts


@on_one_database
def test_odd_addresses_are_not_there(ana: AccountClient) -> None:
    for odd in ("000000000099", "x", "00000000000u", "%00", "7"):
        assert ana.get(f"/review/person/{odd}").status_code == 404
        assert ana.get(f"/review/person/{odd}/log").status_code == 404


@on_one_database
def test_a_rule_that_speaks_against_it_stands_above(app: Flask, ana: AccountClient) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.execute(
            update(Licence).where(Licence.id == ADA * 100).values(region="CA", number="X 1")
        )
    licence = section(ana.page(address()))
    assert "does not let this profession needle" in licence or "not established" in licence


@on_one_database
def test_what_is_closed_is_folded_and_nothing_is_found_in_it(
    app: Flask, ana: AccountClient
) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Licence, ADA * 100).state = CredentialState.WITHDRAWN
    licence = section(ana.page(address()))
    assert "Withdrawn since" in licence
    assert "Show all of it" in licence
    assert "What validation found" not in licence


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Count the statements that a database is asked."""
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine, "before_cursor_execute", note)


@on_one_database
def test_ten_credentials_ask_the_database_no_more_than_three(
    app: Flask, ana: AccountClient
) -> None:
    with app.app_context():
        database = services().database
    ana.page(address())
    with counted(database) as few:
        ana.get(address())
    filed.more_trainings(app, 10)
    ana.page(address())
    with counted(database) as many:
        ana.get(address())
    assert len(many) == len(few) <= 80


@on_one_database
def test_a_register_that_an_administrator_corrected_is_the_one_to_look_at(
    app: Flask, ana: AccountClient
) -> None:
    key, board = next(
        (key, each)
        for key, each in board_keys(read_boards()).items()
        if (each.region, each.profession) == ("CO", Profession.PHYSICAL_THERAPIST)
    )
    assert ana.page(address()).all("a", href=board.lookup_url)
    with office_of(app).act(SYSTEM) as act:
        act.session.add(
            BookVersion(
                id=1,
                book=Book.BOARDS.value,
                key=key,
                body=written(replace(board, lookup_url="https://new.board.example/")),
                source_url="https://board.example/moved",
                as_of=act.today,
                review_on=act.today,
                recorded_by=None,
                recorded_at=act.at,
            )
        )
    page = ana.page(address())
    assert page.all("a", href="https://new.board.example/")
    assert not page.all("a", href=board.lookup_url)
