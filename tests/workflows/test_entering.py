"""Acts of entering: what is refused is not written, what is written is judged and logged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.domain.entry.dates import Completion
from directory.domain.entry.faults import Fault, FaultCode, Weight
from directory.domain.entry.hours import Hours
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.locations import LocationEntry
from directory.domain.entry.persons import PersonEntry, Seen
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.places import Place, PlaceKind
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    CredentialState,
    HeadNeck,
    Precision,
    Profession,
    Technique,
)
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.standings import Standing
from directory.queries.known import OnRecord
from directory.workflows import admission
from directory.workflows.acts import Act, Office
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.entering import (
    Entered,
    EntryFaulty,
    NoSuchPerson,
    enter_location,
    enter_person,
)
from directory.workflows.entering_credentials import (
    NotRenewable,
    enter_authorization,
    enter_certification,
    enter_licence,
    enter_training,
    renew_licence,
)
from directory.workflows.lookups import Lookups, offline_lookups
from tests.offices import OWNER
from tests.rosters import npi

ON_A_ROSTER = AuthorizationKind.ROSTER

PERSON = PersonEntry(
    given_name="Ada",
    family_name="Example",
    npi=npi(1),
    countries=frozenset({Country.US}),
    headaches=(Seen("migraine", 5),),
    languages=("en",),
)
LOCATION = LocationEntry(
    name="Example Clinic",
    street="1 Main Street",
    city="Denver",
    region="CO",
    postal_code="80202",
    country=Country.US,
    phone="303-555-0100",
)
LICENCE = LicenceEntry(
    profession=Profession.PHYSICAL_THERAPIST,
    country=Country.US,
    region="CO",
    number="pt 1",
    name_on_licence="Ada Example",
    issued=date(2015, 3, 1),
    expires=date(2027, 2, 28),
)
TRAINING = TrainingEntry(
    provider="Example Institute",
    course="Dry needling",
    technique=Technique.DRY_NEEDLING,
    hours=Hours(total=54, in_person=54),
    completed=Completion(2019, date(2019, 5, 1)),
    head_neck=HeadNeck.YES,
)
CERTIFICATION = CertificationEntry(
    program=None,
    body="Example Board",
    name="Certified Example Needler",
    body_website="https://board.example",
    number="C-1",
)
DENVER = Place(
    id=1, kind=PlaceKind.POSTAL, code="80202", name="Denver", region="CO", country="US",
    county="Denver", lat=39.75, lon=-105.0, population=None, radius_km=2.0,
    time_zone="America/Denver", postal_kind="",
)  # fmt: skip


class OnePlace:
    """A gazetteer in which everything is in one place."""

    def __init__(self, place: Place | None) -> None:
        self.place = place

    def of_address(
        self, postal_code: str, city: str, *, region: str, country: Country
    ) -> Place | None:
        del postal_code, city, region, country
        return self.place

    def at(self, lat: float, lon: float) -> Place:
        assert self.place is not None
        return replace(self.place, kind=PlaceKind.POINT, lat=lat, lon=lon, radius_km=None)


@pytest.fixture
def lookups(database: Database) -> Lookups:
    return replace(offline_lookups(database), places=OnePlace(DENVER))


Enter = Callable[..., Entered]


@pytest.fixture
def enter(office: Office, lookups: Lookups) -> Enter:
    """Do one thing in an act of its own."""

    def run(function: Any, *arguments: object, **named: object) -> Entered:  # noqa: ANN401
        if function not in {enter_training, enter_certification}:
            named.setdefault("lookups", lookups)
        with office.act(OWNER) as act:
            done: Entered = function(act, *arguments, **named)
            return done

    return run


@pytest.fixture
def ada(enter: Enter) -> int:
    return enter(enter_person, PERSON, account_id=OWNER.account).id


def codes(faults: tuple[Fault, ...]) -> list[FaultCode]:
    return [fault.code for fault in faults]


def refused(enter: Enter, *arguments: object, **named: object) -> list[FaultCode]:
    with pytest.raises(EntryFaulty) as found:
        enter(*arguments, **named)
    return [fault.code for fault in found.value.faults if fault.weight is Weight.ERROR]


def count(database: Database, table: Any) -> int:  # noqa: ANN401  (a model)
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def acts(database: Database) -> list[tuple[str, str | None, str | None]]:
    with database.reading() as connection:
        leaves = connection.scalars(select(LogEntry.leaf).order_by(LogEntry.seq)).all()
        kinds = connection.scalars(select(LogPrivate.subject_kind).order_by(LogPrivate.seq)).all()
    return [
        (leaf.partition('"act":"')[2].partition('"')[0], kind, _to(leaf))
        for leaf, kind in zip(leaves, kinds, strict=True)
    ]


def _to(leaf: str) -> str | None:
    value = leaf.partition('"to":')[2].partition(",")[0].strip('"')
    return None if value == "null" else value


def test_a_person_is_written_as_entered_and_not_public(database: Database, ada: int) -> None:
    with database.transaction() as session:
        person = session.get_one(Practitioner, ada)
        assert (person.npi, person.published, person.account_id) == (npi(1), False, OWNER.account)
        assert [(each.headache.value, each.since_year) for each in person.headaches] == [
            ("migraine", 2021)
        ]
    assert acts(database) == [("entered", None, None)]


def test_a_faulty_person_is_not_written(database: Database, enter: Enter) -> None:
    assert refused(enter, enter_person, replace(PERSON, given_name="", npi="1")) == [
        FaultCode.TEXT_MISSING,
        FaultCode.NPI_LENGTH,
    ]
    assert FaultCode.HEADACHE_MISSING in refused(
        enter, enter_person, replace(PERSON, headaches=()), submitting=True
    )
    assert count(database, Practitioner) == count(database, LogEntry) == 0


@pytest.mark.usefixtures("ada")
def test_an_npi_is_on_one_listing_alone(database: Database, enter: Enter) -> None:
    spaced = f"{npi(1)[:4]} {npi(1)[4:]}"
    found = refused(enter, enter_person, replace(PERSON, given_name="Bea", npi=spaced))
    assert found == [FaultCode.NPI_ON_ANOTHER_LISTING]
    assert count(database, Practitioner) == 1


@pytest.mark.usefixtures("ada")
def test_what_the_database_refuses_is_the_same_fault(
    database: Database, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if both had looked in the same moment, before either wrote.
    monkeypatch.setattr("directory.workflows.entering.look_up", lambda *_: OnRecord())
    assert refused(enter, enter_person, PERSON) == [FaultCode.NPI_ON_ANOTHER_LISTING]
    assert count(database, Practitioner) == count(database, LogEntry) == 1


def test_a_telephone_and_a_like_name_elsewhere_are_asked_about(enter: Enter, ada: int) -> None:
    enter(enter_location, ada, entry=LOCATION)
    other = replace(PERSON, npi=None, given_name="Áda")
    done = enter(enter_person, other, phones=("+13035550100",))
    assert codes(done.faults) == [FaultCode.PHONE_AND_NAME_ELSEWHERE]
    assert not enter(
        enter_person, replace(other, given_name="Zoltan", family_name="Other"),
        phones=("+13035550100",),
    ).faults  # fmt: skip


def test_a_location_is_found_offline_and_judged(database: Database, enter: Enter, ada: int) -> None:
    enter(enter_location, ada, entry=LOCATION)
    enter(enter_location, ada, entry=replace(LOCATION, name="Second"), point=(39.7, -104.9))
    hidden = replace(LOCATION, name="Home", street_hidden=True)
    enter(enter_location, ada, entry=hidden, point=(39.7, -104.9))
    with database.transaction() as session:
        rows = session.scalars(select(PracticeLocation).order_by(PracticeLocation.position)).all()
    assert [row.position for row in rows] == [0, 1, 2]
    assert [(row.lat, row.lon) for row in rows] == [
        (39.75, -105.0), (39.7, -104.9), (39.75, -105.0),
    ]  # fmt: skip
    assert [row.precision for row in rows] == [
        Precision.POSTAL, Precision.STREET, Precision.POSTAL,
    ]  # fmt: skip
    assert [row.point_source for row in rows] == ["gazetteer", "stated", "gazetteer"]
    assert count(database, Standing) == 3
    assert acts(database)[1:] == [("entered", "location", None)] * 3


def test_a_location_elsewhere_or_nowhere_is_refused(
    database: Database, enter: Enter, lookups: Lookups, ada: int
) -> None:
    nowhere = replace(lookups, places=OnePlace(None))
    assert refused(enter, enter_location, ada, entry=LOCATION, lookups=nowhere) == [
        FaultCode.ADDRESS_NOT_FOUND
    ]
    utah = replace(LOCATION, region="UT")
    assert refused(enter, enter_location, ada, entry=utah) == [FaultCode.ADDRESS_OUTSIDE_REGION]
    assert count(database, PracticeLocation) == 0
    town = replace(lookups, places=OnePlace(replace(DENVER, kind=PlaceKind.CITY)))
    done = enter(enter_location, ada, entry=LOCATION, lookups=town)
    assert codes(done.faults) == [FaultCode.ADDRESS_IS_THIS_RIGHT]


def test_a_licence_is_a_draft_or_submitted(database: Database, enter: Enter, ada: int) -> None:
    enter(enter_licence, ada, entry=LICENCE, submitting=False)
    enter(enter_licence, ada, entry=replace(LICENCE, number="PT 2"), submitting=True)
    with database.transaction() as session:
        draft, sent = session.scalars(select(Licence).order_by(Licence.number)).all()
        person = session.get_one(Practitioner, ada)
        assert [each.profession for each in person.professions] == [LICENCE.profession]
    assert (draft.state, sent.state) == (CredentialState.DRAFT, CredentialState.SUBMITTED)
    assert (draft.number, draft.number_typed, draft.name_score) == ("PT 1", "pt 1", 1.0)
    assert acts(database)[1:] == [
        ("entered", "licence", "draft"), ("submitted", "licence", "submitted"),
    ]  # fmt: skip


def test_the_rule_of_the_place_refuses_what_is_submitted_and_lets_drafts_be(
    database: Database, enter: Enter, ada: int
) -> None:
    there = replace(LICENCE, region="CA")
    with pytest.raises(EntryFaulty) as found:
        enter(enter_licence, ada, entry=there, submitting=True)
    (fault,) = found.value.faults
    assert fault.code is FaultCode.RULE_REFUSES
    assert dict(fault.params)["source"].startswith("http")
    assert count(database, Licence) == 0
    enter(enter_licence, ada, entry=there, submitting=False)
    assert count(database, Licence) == 1


def test_a_number_is_on_one_listing_alone_but_a_draft_holds_none(enter: Enter, ada: int) -> None:
    bea = enter(enter_person, replace(PERSON, given_name="Bea", npi=None)).id
    mine = replace(LICENCE, name_on_licence="Bea Example")
    enter(enter_licence, ada, entry=LICENCE, submitting=False)
    assert refused(enter, enter_licence, ada, entry=LICENCE, submitting=True) == [
        FaultCode.LICENCE_ADDED_ALREADY
    ]
    enter(enter_licence, bea, entry=mine, submitting=True)
    cal = enter(enter_person, replace(PERSON, given_name="Cal", npi=None)).id
    assert FaultCode.LICENCE_ON_ANOTHER_LISTING in refused(
        enter, enter_licence, cal, entry=LICENCE, submitting=False
    )


def test_a_renewal_is_a_new_period_and_leaves_the_old_one(
    database: Database, enter: Enter, ada: int
) -> None:
    first = enter(enter_licence, ada, entry=LICENCE, submitting=True).id
    later = replace(LICENCE, issued=date(2026, 10, 1), expires=date(2029, 2, 28))
    second = enter(renew_licence, first, entry=later, submitting=True).id
    with database.transaction() as session:
        old, new = session.get_one(Licence, first), session.get_one(Licence, second)
    assert (old.expires, old.renews_id) == (date(2027, 2, 28), None)
    assert (new.expires, new.renews_id, new.state) == (
        date(2029, 2, 28), first, CredentialState.SUBMITTED,
    )  # fmt: skip
    assert acts(database)[-1] == ("renewed", "licence", "submitted")
    for ends, passes in ((date(2027, 2, 28), False), (date(2027, 3, 1), True)):
        entry = replace(later, expires=ends)
        if passes:
            enter(renew_licence, first, entry=entry, submitting=True)
        else:
            assert refused(enter, renew_licence, first, entry=entry, submitting=True) == [
                FaultCode.END_NOT_AFTER_START
            ]


def test_what_was_revoked_is_not_renewed(database: Database, enter: Enter, ada: int) -> None:
    first = enter(enter_licence, ada, entry=LICENCE, submitting=True).id
    with database.transaction() as session:
        session.get_one(Licence, first).state = CredentialState.REVOKED
    with pytest.raises(NotRenewable):
        enter(renew_licence, first, entry=LICENCE, submitting=True)


def test_a_compact_privilege_hangs_on_an_own_licence(enter: Enter, ada: int) -> None:
    bea = enter(enter_person, replace(PERSON, given_name="Bea", npi=None)).id
    home = enter(
        enter_licence, bea, entry=replace(LICENCE, name_on_licence="Bea Example"), submitting=True
    ).id
    with pytest.raises(NoSuchCredential):
        enter(enter_licence, ada, entry=LICENCE, submitting=True, home_licence_id=home)


def test_courses_certificates_and_entries_of_regulators_are_written(
    database: Database, enter: Enter, ada: int
) -> None:
    enter(enter_training, ada, entry=TRAINING, submitting=True)
    again = enter(enter_training, ada, entry=TRAINING, submitting=False)
    assert FaultCode.TRAINING_ADDED_ALREADY in codes(again.faults)
    enter(enter_certification, ada, entry=CERTIFICATION, submitting=True)
    entry = AuthorizationEntry(country=Country.US, region="CO", kind=ON_A_ROSTER, number="a-1")
    enter(enter_authorization, ada, entry=entry, submitting=True)
    with database.transaction() as session:
        person = session.get_one(Practitioner, ada)
        assert [each.technique for each in person.techniques] == [Technique.DRY_NEEDLING]
        assert session.scalars(select(Authorization.number)).one() == "A-1"
    assert acts(database)[1:] == [
        ("submitted", "training", "submitted"), ("entered", "training", "draft"),
        ("submitted", "certification", "submitted"), ("submitted", "authorization", "submitted"),
    ]  # fmt: skip
    bea = enter(enter_person, replace(PERSON, given_name="Bea", npi=None)).id
    same = enter(enter_certification, bea, entry=CERTIFICATION, submitting=True)
    assert FaultCode.CERTIFICATION_NUMBER_ELSEWHERE in codes(same.faults)
    taken = enter(enter_authorization, bea, entry=entry, submitting=True)
    assert codes(taken.faults) == [FaultCode.AUTHORIZATION_NUMBER_ELSEWHERE]


def test_faulty_papers_are_not_written(database: Database, enter: Enter, ada: int) -> None:
    long_ago = date(2019, 1, 1)
    for table, done, entry in (
        (Training, enter_training, replace(TRAINING, hours=Hours(total=0.5))),
        (Certification, enter_certification, replace(CERTIFICATION, expires=long_ago)),
        (
            Authorization,
            enter_authorization,
            AuthorizationEntry(country=Country.US, region="XX", kind=ON_A_ROSTER),
        ),
        (Licence, enter_licence, replace(LICENCE, expires=long_ago)),
    ):
        assert refused(enter, done, ada, entry=entry, submitting=True)
        assert count(database, table) == 0


def test_nobody_has_no_papers(enter: Enter) -> None:
    with pytest.raises(NoSuchPerson):
        enter(enter_licence, 404, entry=LICENCE, submitting=True)
    with pytest.raises(NoSuchPerson):
        enter(enter_location, 404, entry=LOCATION)


def test_an_act_that_fails_later_leaves_nothing(
    database: Database, office: Office, lookups: Lookups
) -> None:
    def fail(act: Act) -> None:
        enter_person(act, PERSON, lookups=lookups)
        raise NoSuchPerson

    with pytest.raises(NoSuchPerson), office.act(OWNER) as act:
        fail(act)
    assert count(database, Practitioner) == count(database, LogEntry) == 0


def test_the_first_of_some_days_is_the_earliest_known() -> None:
    assert admission.earliest(None, date(2020, 1, 2), date(2020, 1, 1)) == date(2020, 1, 1)
    assert admission.earliest(None) is None
