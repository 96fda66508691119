from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import pytest
from sqlalchemy.orm import Session

from directory.db import Database
from directory.domain import credentials as facts
from directory.domain.listing import Practice
from directory.domain.verdict import Location
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    Access,
    AuthorizationKind,
    CheckSource,
    Country,
    CountsAs,
    CredentialState,
    Finding,
    Gender,
    Headache,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    Profession,
    RegisterStatus,
    Technique,
)
from directory.models.credentials import (
    Authorization,
    Certification,
    CredentialCheck,
    Licence,
    Training,
)
from directory.models.practitioners import Practitioner
from directory.models.reviews import Hold
from directory.queries.on_file import OnFile, on_file
from tests.clock import START
from tests.factories import Seen, person

ENDORSEMENT = AuthorizationKind.ENDORSEMENT

ATTESTATION = AuthorizationKind.ATTESTATION

REGISTER: Final = CheckSource.REGULATOR_REGISTER
REPLY: Final = CheckSource.ISSUER_CONFIRMED
DOCUMENT: Final = CheckSource.DOCUMENT_SEEN
BOULDER: Final = Seen(lat=40.015, lon=-105.2705, city="Boulder", access=(Access.LIE_DOWN,))


def look(
    number: int, day: date, source: CheckSource = REGISTER, **found: object
) -> CredentialCheck:
    return CredentialCheck(
        id=number, source=source, looked_on=day, source_name="Example Register", **found
    )


def verified(**changed: object) -> dict[str, Any]:
    state = {"state": CredentialState.VERIFIED, "state_since": START, "appeal": Appeal.NONE}
    return {**state, **changed}


def licence(number: int, checks: Sequence[CredentialCheck] = (), **changed: object) -> Licence:
    made: dict[str, Any] = {
        "practitioner_id": 7,
        "kind": LicenceKind.LICENCE,
        "profession": Profession.PHYSICAL_THERAPIST,
        "country": Country.US,
        "region": "CO",
        "number": f"N{number}",
        "number_typed": f"N{number}",
        "name_on_licence": "Ada Example",
        "licence_class": LicenceClass.FULL,
        "bars_needling": Finding.NO,
        **verified(**changed),
    }
    return Licence(id=number, checks=list(checks), **made)


def somebody(session: Session, **changed: Any) -> Practitioner:  # noqa: ANN401  (of `person`)
    """Write a person with no papers."""
    bare = {"number": 7, "licensed": False, "trained": False, "accreditation": False}
    return person(session, **{**bare, **changed})


def read(database: Database) -> OnFile:
    with database.reading() as connection:
        found = on_file(connection, 7)
    assert found is not None
    return found


def write(database: Database, *rows: object) -> facts.Licence | None:
    """Write a person and these rows; gives their first licence as the rules see it."""
    with database.transaction() as session:
        somebody(session)
        for row in rows:
            session.add(row)
            # A renewal names its earlier period by key alone.
            session.flush()
    return next(iter(read(database).profile.credentials.licences), None)


def checked(database: Database, *looks: CredentialCheck) -> facts.Check | None:
    """Give the look that counts for a licence with these."""
    found = write(database, licence(1, looks))
    assert found is not None
    return found.check


# The person


def test_nobody_is_on_file(database: Database) -> None:
    with database.reading() as connection:
        assert on_file(connection, 7) is None


def test_what_a_person_says_is_read(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=8, languages=("ko",), headaches=(Headache.SINUS,))
        somebody(
            session,
            headaches=(Headache.MIGRAINE, Headache.CLUSTER),
            languages=("en", "es"),
            techniques=(Technique.GUNN_IMS, Technique.DRY_NEEDLING),
            gender=Gender.WOMAN,
            remote=True,
            takes_new_patients=False,
            confirmed_on=date(2026, 11, 1),
            attested_on=date(2026, 11, 2),
            published=False,
        )
    profile = read(database).profile
    assert profile.practitioner_id == 7
    assert profile.headaches == {Headache.MIGRAINE, Headache.CLUSTER}
    assert profile.languages == {"en", "es"}
    assert profile.techniques == {Technique.GUNN_IMS, Technique.DRY_NEEDLING}
    assert all(isinstance(each, Headache) for each in profile.headaches)
    assert (profile.gender, profile.remote_first_talk) == (Gender.WOMAN, True)
    assert profile.takes_new_patients is False
    assert profile.new_patients_confirmed_on == date(2026, 11, 1)
    said = profile.credentials
    assert (said.published, said.attested_on, said.held) == (False, date(2026, 11, 2), False)
    assert (said.licences, said.authorizations) == ((), ())
    assert (said.trainings, said.certifications) == ((), ())


def test_a_person_who_says_nothing_is_read_as_well(database: Database) -> None:
    with database.transaction() as session:
        somebody(
            session, headaches=(), languages=(), techniques=(), takes_new_patients=None,
            confirmed_on=None, attested_on=None,
        )  # fmt: skip
    profile = read(database).profile
    assert not any((profile.headaches, profile.languages, profile.techniques))
    assert (profile.gender, profile.takes_new_patients) == (None, None)
    assert (profile.new_patients_confirmed_on, profile.credentials.attested_on) == (None, None)


def test_places_are_read_in_their_order_with_what_each_offers(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=8, access=(Access.STEP_FREE,))
        somebody(session, access=(Access.LOW_LIGHT, Access.SCENT_FREE), locations=(BOULDER,))
    denver = Location(Country.US, "CO", "America/Denver")
    assert read(database).practices == (
        Practice(
            location_id=700, place=denver, lat=39.7392, lon=-104.9847,
            access=frozenset({Access.LOW_LIGHT, Access.SCENT_FREE}),
        ),
        Practice(
            location_id=701, place=denver, lat=40.015, lon=-105.2705,
            access=frozenset({Access.LIE_DOWN}),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ended", "held"),
    [([], False), ([None], True), ([START], False), ([START, None], True)],
)
def test_an_open_hold_holds_a_person(
    *, database: Database, ended: list[datetime | None], held: bool
) -> None:
    holds = [
        Hold(id=i, practitioner_id=7, kind="exclusion", reason="leie", opened_at=START, ended_at=at)
        for i, at in enumerate(ended)
    ]
    with database.transaction() as session:
        person(session, number=8)
        session.add(
            Hold(id=99, practitioner_id=8, kind="exclusion", reason="leie", opened_at=START)
        )
    write(database, *holds)
    assert read(database).profile.credentials.held == held


# Papers


def test_a_licence_is_read_as_it_stands(database: Database) -> None:
    found = write(
        database,
        licence(5, region="AZ", state=CredentialState.SUBMITTED),
        licence(
            1, [look(1, date(2026, 11, 3))], renews_id=5, home_licence_id=5,
            kind=LicenceKind.COMPACT_PRIVILEGE, licence_class=LicenceClass.TEMPORARY,
            bars_needling=Finding.NOT_JUDGED, first_licensed_on=date(2001, 2, 3),
            issued=date(2020, 3, 1), expires=date(2027, 2, 28),
        ),
    )  # fmt: skip
    assert found == facts.Licence(
        id=1,
        renews=5,
        kind=LicenceKind.COMPACT_PRIVILEGE,
        profession=Profession.PHYSICAL_THERAPIST,
        country=Country.US,
        region="CO",
        licence_class=LicenceClass.TEMPORARY,
        state=CredentialState.VERIFIED,
        practising_since=date(2001, 2, 3),
        expires=date(2027, 2, 28),
        bars_needling=Finding.NOT_JUDGED,
        home=5,
        check=facts.Check(REGISTER, date(2026, 11, 3)),
    )


def test_papers_are_read_in_one_order_whatever_their_state(database: Database) -> None:
    states = list(CredentialState)
    rows = [licence(number, state=state) for number, state in enumerate(states, 1)]
    write(database, *reversed(rows))
    licences = read(database).profile.credentials.licences
    assert [each.state for each in licences] == states
    assert [each.id for each in licences] == list(range(1, len(states) + 1))
    assert {each.check for each in licences} == {None}


def test_an_entry_of_the_regulator_is_read(database: Database) -> None:
    rows = [
        Authorization(
            id=number, practitioner_id=7, country=Country.CA, region="QC", kind=ATTESTATION,
            expires=date(2027, 3, 31), renews_id=renews, **verified(),
            checks=[look(number, date(2026, 11, 3), REPLY)],
        )
        for number, renews in ((1, None), (2, 1))
    ]  # fmt: skip
    write(database, *rows)
    made = facts.Authorization(
        id=1,
        country=Country.CA,
        region="QC",
        kind=ATTESTATION,
        state=CredentialState.VERIFIED,
        expires=date(2027, 3, 31),
        check=facts.Check(REPLY, date(2026, 11, 3)),
    )
    first, second = read(database).profile.credentials.authorizations
    assert first == made
    assert (second.id, second.renews) == (2, 1)


@pytest.mark.parametrize(
    ("completed", "read_as"),
    [(date(2022, 5, 1), date(2022, 5, 1)), (None, date(2022, 12, 31))],
)
def test_a_training_is_read_and_a_year_alone_is_its_last_day(
    database: Database, completed: date | None, read_as: date
) -> None:
    row = Training(
        id=1, practitioner_id=7, provider="Example", course="One", technique=Technique.GUNN_IMS,
        program="gunn-ims", counts_as=CountsAs.BOTH, hours=54.5, hours_in_person=40,
        supervised_sessions=12, written_exam=True, practical_exam=False, head_neck=HeadNeck.NO,
        completed_year=2022, completed_on=completed, **verified(),
        checks=[look(1, date(2026, 11, 2), DOCUMENT)],
    )  # fmt: skip
    write(database, row)
    (found,) = read(database).profile.credentials.trainings
    assert found == facts.Training(
        technique=Technique.GUNN_IMS,
        state=CredentialState.VERIFIED,
        head_neck=HeadNeck.NO,
        program="gunn-ims",
        counts_as=CountsAs.BOTH,
        hours=54.5,
        hours_in_person=40,
        supervised_sessions=12,
        written_exam=True,
        practical_exam=False,
        completed_on=read_as,
        check=facts.Check(DOCUMENT, date(2026, 11, 2)),
    )


def test_what_a_training_does_not_state_stays_unsaid(database: Database) -> None:
    row = Training(
        id=1, practitioner_id=7, provider="Example", course="One",
        technique=Technique.DRY_NEEDLING, head_neck=HeadNeck.NOT_STATED, completed_year=1999,
        **verified(),
    )  # fmt: skip
    write(database, row)
    (found,) = read(database).profile.credentials.trainings
    unsaid = (
        found.program, found.counts_as, found.hours, found.hours_in_person,
        found.supervised_sessions, found.written_exam, found.practical_exam, found.check,
    )  # fmt: skip
    assert set(unsaid) == {None}


def test_a_certification_is_read(database: Database) -> None:
    row = Certification(
        id=1, practitioner_id=7, body="Example Board", name="Example", program="cert-dn",
        counts_as=CountsAs.ACCREDITATION, expires=date(2028, 10, 31), **verified(),
        checks=[look(1, date(2026, 10, 28), REPLY)],
    )  # fmt: skip
    write(database, row)
    (found,) = read(database).profile.credentials.certifications
    assert found == facts.Certification(
        state=CredentialState.VERIFIED,
        expires=date(2028, 10, 31),
        program="cert-dn",
        counts_as=CountsAs.ACCREDITATION,
        check=facts.Check(REPLY, date(2026, 10, 28)),
    )


def test_papers_and_looks_of_another_person_are_theirs(database: Database) -> None:
    with database.transaction() as session:
        person(session, number=8)
    write(database, licence(1))
    credentials = read(database).profile.credentials
    assert [each.id for each in credentials.licences] == [1]
    assert credentials.licences[0].check is None
    assert (credentials.trainings, credentials.certifications) == ((), ())


# The look that counts


OLD, NEW = date(2026, 6, 1), date(2026, 11, 1)


def test_the_latest_look_counts_in_whatever_order_they_were_written(database: Database) -> None:
    looks = [look(3, OLD), look(1, NEW, REPLY), look(2, date(2026, 8, 1))]
    assert checked(database, *looks) == facts.Check(REPLY, NEW)


@pytest.mark.parametrize("status", RegisterStatus)
def test_a_later_look_that_found_otherwise_makes_older_ones_worth_nothing(
    database: Database, status: RegisterStatus
) -> None:
    found = checked(database, look(2, OLD), look(1, NEW, status_found=status))
    good = status in {RegisterStatus.ACTIVE, RegisterStatus.RESTRICTED}
    assert found == (facts.Check(REGISTER, NEW) if good else None)


def test_a_good_look_after_a_bad_one_counts(database: Database) -> None:
    bad = look(2, OLD, status_found=RegisterStatus.INACTIVE)
    assert checked(database, bad, look(1, NEW)) == facts.Check(REGISTER, NEW)


@pytest.mark.parametrize("ids", [(1, 2), (2, 1)])
def test_of_two_looks_on_one_day_what_speaks_against_a_licence_counts(
    database: Database, ids: tuple[int, int]
) -> None:
    good = look(ids[0], NEW, status_found=RegisterStatus.ACTIVE)
    bad = look(ids[1], NEW, status_found=RegisterStatus.REVOKED)
    assert checked(database, good, bad) is None


@pytest.mark.parametrize("order", [1, -1])
def test_two_good_looks_of_one_day_are_read_alike_on_every_database(
    database: Database, order: int
) -> None:
    looks = [look(1, NEW), look(2, NEW, REPLY)][::order]
    assert checked(database, *looks) == facts.Check(REPLY, NEW)


def test_a_document_says_nothing_of_a_licence_or_an_entry(database: Database) -> None:
    entry = Authorization(
        id=1, practitioner_id=7, country=Country.US, region="WA", kind=ENDORSEMENT,
        **verified(), checks=[look(3, OLD), look(4, NEW, DOCUMENT)],
    )  # fmt: skip
    found = write(database, licence(1, [look(1, OLD), look(2, NEW, DOCUMENT)]), entry)
    assert found is not None
    assert found.check == facts.Check(REGISTER, OLD)
    (read_entry,) = read(database).profile.credentials.authorizations
    assert read_entry.check == facts.Check(REGISTER, OLD)


@pytest.mark.parametrize(
    ("stated", "found", "ends"),
    [
        (date(2027, 2, 28), None, date(2027, 2, 28)),
        (None, date(2027, 2, 1), date(2027, 2, 1)),
        (date(2027, 2, 28), date(2027, 2, 27), date(2027, 2, 27)),
        (date(2027, 2, 28), date(2027, 3, 1), date(2027, 2, 28)),
        (None, None, None),
    ],
)
def test_the_earlier_of_the_stated_end_and_the_one_found_counts(
    database: Database, stated: date | None, found: date | None, ends: date | None
) -> None:
    certification = Certification(
        id=1, practitioner_id=7, body="Example Board", name="Example", expires=stated,
        **verified(), checks=[look(2, NEW, REPLY, end_found=found)],
    )  # fmt: skip
    entry = Authorization(
        id=1, practitioner_id=7, country=Country.US, region="WA", kind=ENDORSEMENT,
        expires=stated, **verified(), checks=[look(3, NEW, end_found=found)],
    )  # fmt: skip
    made = write(
        database, licence(1, [look(1, NEW, end_found=found)], expires=stated), certification, entry
    )
    assert made is not None
    credentials = read(database).profile.credentials
    assert made.expires == ends
    assert credentials.certifications[0].expires == ends
    assert credentials.authorizations[0].expires == ends


def test_an_end_found_at_an_older_look_is_forgotten(database: Database) -> None:
    looks = [look(1, OLD, end_found=date(2026, 12, 31)), look(2, NEW)]
    found = write(database, licence(1, looks, expires=date(2027, 2, 28)))
    assert found is not None
    assert found.expires == date(2027, 2, 28)


# Since when they have practised


def test_practice_counts_from_the_first_verified_licence_of_the_profession(
    database: Database,
) -> None:
    since = date(2015, 1, 1)
    write(
        database,
        licence(1, issued=date(2020, 1, 1)),
        licence(2, region="WA", issued=date(2018, 1, 1), first_licensed_on=since),
        licence(3, region="OR", issued=date(2001, 1, 1), state=CredentialState.SUBMITTED),
        licence(4, region="OR", issued=date(2002, 1, 1), profession=Profession.CHIROPRACTOR),
    )
    licences = read(database).profile.credentials.licences
    assert [each.practising_since for each in licences] == [since, since, since, date(2002, 1, 1)]


def test_practice_is_not_stated_where_no_verified_licence_says(database: Database) -> None:
    found = write(
        database, licence(1), licence(2, issued=date(2001, 1, 1), state=CredentialState.REFUSED)
    )
    assert found is not None
    assert found.practising_since is None
