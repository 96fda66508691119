"""What two files have in common is found, and what nobody claims any more is not."""

from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from directory.db import Database
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    CredentialKind,
    CredentialState,
    Precision,
)
from directory.models.clinics import Clinic
from directory.models.credentials import Authorization, Certification, Evidence, Licence
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.queries.conflicts import Common, conflicts_of
from tests.clock import START
from tests.factories import Seen, person

ADA, BEN, CLEO = 7, 8, 9
ELSEWHERE = Seen(city="Boulder", postal_code="80301")


def two(session: Session) -> None:
    """List two people who have nothing in common but what is changed afterwards."""
    person(session, number=ADA, given="Ada", family="Example")
    person(session, number=BEN, given="Ben", family="Other", postal_code="80301")
    change(session, PracticeLocation, BEN, phone="+13035550199")


def change(session: Session, table: Any, holder: int, **values: Any) -> None:  # noqa: ANN401
    session.execute(update(table).where(table.practitioner_id == holder).values(**values))


def found(database: Database, number: int = ADA) -> list[tuple[Common, str, int]]:
    with database.reading() as connection:
        every = conflicts_of(connection, number).found
    return [(each.what, each.value, each.practitioner_id) for each in every]


def test_people_who_share_nothing_have_no_conflict(database: Database) -> None:
    with database.transaction() as session:
        two(session)
    assert found(database) == []


def test_a_number_that_somebody_else_has_is_found(database: Database) -> None:
    with database.transaction() as session:
        two(session)
        change(session, Licence, BEN, number="PTL.0000007", state=CredentialState.SUBMITTED)
        change(session, Certification, BEN, number="CEN-7")
        session.add_all(entry(number, holder) for number, holder in ((1, ADA), (2, BEN)))
    assert found(database) == [
        (Common.LICENCE_NUMBER, "PTL.0000007", BEN),
        (Common.AUTHORIZATION_NUMBER, "DN 12", BEN),
        (Common.CERTIFICATION_NUMBER, "CEN-7", BEN),
    ]
    with database.reading() as connection:
        ours = conflicts_of(connection, ADA)
    assert ours.shares_number((CredentialKind.LICENCE, ADA * 100))
    assert ours.shares_number((CredentialKind.AUTHORIZATION, 1))
    assert not ours.shares_number((CredentialKind.LICENCE, BEN * 100))
    assert not ours.shares_number((CredentialKind.TRAINING, ADA))
    assert [(each.name, each.key) for each in ours.of(Common.LICENCE_NUMBER)] == [
        ("Ben Other", "000000000008")
    ]


def entry(number: int, holder: int) -> Authorization:
    return Authorization(
        id=number,
        practitioner_id=holder,
        country=Country.US,
        region="CO",
        kind=AuthorizationKind.ROSTER,
        number="DN 12",
        issued=date(2024, 1, 1),
        state=CredentialState.SUBMITTED,
        state_since=START,
        appeal=Appeal.NONE,
    )


def test_what_nobody_claims_is_no_conflict(database: Database) -> None:
    for state in (CredentialState.DRAFT, CredentialState.WITHDRAWN, CredentialState.REFUSED):
        with database.transaction() as session:
            if state is CredentialState.DRAFT:
                two(session)
            change(session, Licence, BEN, number="PTL.0000007", state=state)
        assert found(database) == []


def test_a_file_a_name_a_telephone_and_an_address_are_found(database: Database) -> None:
    with database.transaction() as session:
        two(session)
        session.add_all(
            Evidence(
                id=number,
                practitioner_id=holder,
                sha256="0" * 64,
                media_type="image/jpeg",
                size=1,
                name="card.jpg",
                received_at=START,
            )
            for number, holder in ((1, ADA), (2, BEN))
        )
        change(
            session,
            PracticeLocation,
            BEN,
            phone="+13035550100",
            street="100 example STREET",
            postal_code="80202",
        )
        session.execute(
            update(Practitioner)
            .where(Practitioner.id == BEN)
            .values(given_name="ADA", family_name="Example")
        )
    assert found(database) == [
        (Common.FILE, "card.jpg", BEN),
        (Common.NAME, "Example", BEN),
        (Common.PHONE, "+13035550100", BEN),
        (Common.ADDRESS, "100 Example Street", BEN),
    ]


def test_colleagues_of_one_clinic_share_its_telephone_and_door(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=ADA)
        person(session, number=CLEO, given="Cleo", family="Third")
        session.add(
            Clinic(
                id=1,
                name="Example Clinic",
                street="100 Example Street",
                city="Denver",
                region="CO",
                postal_code="80202",
                country=Country.US,
                lat=39.7,
                lon=-105.0,
                precision=Precision.STREET,
                time_zone="America/Denver",
                created_at=START,
            )
        )
        session.flush()
        change(session, PracticeLocation, ADA, clinic_id=1)
    assert [what for what, *_ in found(database)] == [Common.PHONE, Common.ADDRESS]
    with database.transaction() as session:
        change(session, PracticeLocation, CLEO, clinic_id=1)
    assert found(database) == []


def test_a_double_that_was_merged_is_no_conflict(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=ADA)
        person(session, number=BEN)
        session.execute(update(Practitioner).where(Practitioner.id == BEN).values(merged_into=ADA))
    assert found(database) == []
