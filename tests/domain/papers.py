"""Papers for tests of the verdict: a person in Denver who is qualified, to be changed by parts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from directory.domain.credentials import Authorization, Certification, Check, Licence, Training
from directory.domain.listing import Book
from directory.domain.notes import NoteCode
from directory.domain.programs import Program, ProgramBook
from directory.domain.rules import Confidence, Rule, RuleBook, RuleOrigin, RuleStatus
from directory.domain.verdict import Location, Practitioner, Verdict, assess
from directory.domain.vocabulary import (
    AuthorizationKind,
    CheckSource,
    Country,
    CountsAs,
    CredentialState,
    Finding,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    Profession,
    Technique,
)

ZONE: Final = "America/Denver"
DENVER: Final = Location(Country.US, "CO", ZONE)
SEATTLE: Final = Location(Country.US, "WA", "America/Los_Angeles")
AT: Final = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
TODAY: Final = date(2026, 11, 24)
LOOKED: Final = Check(CheckSource.REGULATOR_REGISTER, date(2026, 11, 3))
SEEN: Final = Check(CheckSource.DOCUMENT_SEEN, date(2026, 11, 2))
CONFIRMED: Final = Check(CheckSource.ISSUER_CONFIRMED, date(2026, 10, 28))

LICENCE: Final = Licence(
    id=1,
    profession=Profession.PHYSICAL_THERAPIST,
    country=Country.US,
    region="CO",
    licence_class=LicenceClass.FULL,
    state=CredentialState.VERIFIED,
    practising_since=date(2015, 6, 1),
    expires=date(2027, 2, 28),
    bars_needling=Finding.NO,
    check=LOOKED,
)
HOME: Final = replace(LICENCE, id=2, region="AZ", expires=date(2027, 1, 31))
PRIVILEGE: Final = replace(LICENCE, id=3, kind=LicenceKind.COMPACT_PRIVILEGE, home=HOME.id)
ENTRY: Final = Authorization(
    id=1,
    country=Country.US,
    region="CO",
    kind=AuthorizationKind.ENDORSEMENT,
    state=CredentialState.VERIFIED,
    expires=date(2027, 1, 15),
    check=LOOKED,
)
TRAINING: Final = Training(
    technique=Technique.DRY_NEEDLING,
    state=CredentialState.VERIFIED,
    head_neck=HeadNeck.YES,
    hours=54,
    hours_in_person=40,
    supervised_sessions=25,
    written_exam=True,
    practical_exam=True,
    completed_on=date(2022, 5, 1),
    check=SEEN,
)
CERTIFICATION: Final = Certification(
    state=CredentialState.VERIFIED,
    expires=date(2028, 10, 31),
    counts_as=CountsAs.ACCREDITATION,
    check=CONFIRMED,
)
PERSON: Final = Practitioner(
    licences=(LICENCE,),
    trainings=(TRAINING,),
    certifications=(CERTIFICATION,),
    published=True,
    attested_on=date(2026, 11, 12),
)
RULE: Final = Rule(
    country=Country.US,
    region="CO",
    profession=Profession.PHYSICAL_THERAPIST,
    version="2020-01-01",
    recorded_on=date(2020, 1, 1),
    origin=RuleOrigin.PUBLISHED,
    status=RuleStatus.PERMITTED,
    confidence=Confidence.HIGH,
    citation="Example Code 1",
    source_url="https://board.example/rule",
    as_of="2020",
)
PROGRAM: Final = Program(
    slug="example",
    abbreviation="EX",
    name="Example Program",
    body="Example Institute",
    country=Country.US,
    counts_as=CountsAs.BOTH,
    written_exam=True,
    practical_exam=True,
    professions=frozenset(),
    hours=None,
    lookup_url="",
    source_url="https://institute.example/",
    as_of="2026",
    confidence="high",
    note="",
)


def book(*rules: Rule, programs: Iterable[Program] = (PROGRAM,)) -> Book:
    """Make a book of these rules and programs."""
    return Book(RuleBook(rules), ProgramBook(programs))


PERMITTED: Final = book(
    *(
        replace(RULE, region=region, profession=profession, needling_hours=24)
        for region in ("AZ", "CO", "WA")
        for profession in Profession
    )
)
"""Three states that ask for a course of 24 hours."""


def judged(
    *,
    at: datetime = AT,
    location: Location = DENVER,
    held_to: Book = PERMITTED,
    qualified_since: datetime | None = None,
    **changed: Any,  # noqa: ANN401  (fields of `Practitioner`)
) -> Verdict:
    """Judge the person, changed by these parts."""
    since = {} if qualified_since is None else {"qualified_since": qualified_since}
    return assess(
        replace(PERSON, **changed),
        location,
        at=at,
        rules=held_to.rules,
        programs=held_to.programs,
        **since,
    )


def under(
    *,
    training: Training | tuple[Training, ...] = TRAINING,
    **changed: Any,  # noqa: ANN401  (fields of `Rule`)
) -> Verdict:
    """Judge the person with this training under the rule, changed by these parts."""
    trainings = training if isinstance(training, tuple) else (training,)
    return judged(held_to=book(replace(RULE, **changed)), trainings=trainings)


def codes(verdict: Verdict) -> list[NoteCode]:
    """Give the reasons without what their sentences need."""
    return [note.code for note in verdict.notes]


def params(verdict: Verdict, code: NoteCode) -> dict[str, str]:
    """Give what the sentence of the only reason with this code needs."""
    (found,) = (note for note in verdict.notes if note.code is code)
    return dict(found.params)
