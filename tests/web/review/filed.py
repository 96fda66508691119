"""A person's file with something of everything in it, for tests of what reviewers read."""

from datetime import date, timedelta
from typing import Final

from flask import Flask

from directory.domain import ids
from directory.domain.situations import Actor
from directory.domain.verification import Action
from directory.domain.vocabulary import (
    ActorKind,
    CredentialKind,
    CredentialState,
    IssuerAnswer,
)
from directory.models.credentials import CredentialEvidence, Evidence, Licence, Training
from directory.models.desk import FileNote
from directory.models.practitioners import Practises
from directory.models.reports import IssuerRequest
from directory.models.reviews import ProposedStep
from directory.web.wiring import services
from directory.workflows.acts import Act
from tests.adapters.good_files import jpeg
from tests.factories import person
from tests.visitors import account, office_of

ADA, BEN, CLEO = 7, 8, 9
FILE: Final = 70
"""The file that speaks for Ada's licence and for her training."""
SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
PAGES: Final = 2


def address(rest: str = "", *, number: int = ADA) -> str:
    return f"/review/person/{ids.encode(number)}{rest}"


def stored(app: Flask, pages: int = PAGES) -> str:
    """Put pictures of pages into the store, as a file that was taken in."""
    with app.app_context():
        store = services().evidence.store
        return store.put([jpeg(seed) for seed in range(pages)], b"%PDF-1.7 clean")


def begin(app: Flask) -> None:
    """Write Ada, whose licence waits, with a paper; and Ben and Cleo, who are like her."""
    name = stored(app)
    with office_of(app).act(SYSTEM) as act:
        person(act.session, number=ADA, book=act.book)
        for number, given in ((BEN, "Ben"), (CLEO, "Cleo")):
            person(act.session, number=number, given=given, family="Other", book=act.book)
        act.session.add(Practises(practitioner_id=ADA, profession="physical_therapist"))
        licence = act.session.get_one(Licence, ADA * 100)
        licence.state = CredentialState.SUBMITTED
        licence.number = f"PTL.{BEN:07d}"
        licence.name_on_licence = "Ada B. Example"
        act.session.add(
            Evidence(
                id=FILE,
                practitioner_id=ADA,
                sha256="a" * 64,
                media_type="application/pdf",
                size=1,
                name="Card.pdf",
                pages=PAGES,
                stored_as=name,
                translation_of=None,
                received_at=act.at,
            )
        )
        act.session.flush()
        act.session.add_all(
            [
                CredentialEvidence(id=1, evidence_id=FILE, licence_id=ADA * 100),
                CredentialEvidence(id=2, evidence_id=FILE, training_id=ADA),
            ]
        )


def correspond(app: Flask, by: int) -> None:
    """Add a note, a proposed step, and a question to an issuer that was answered."""

    def write(act: Act) -> None:
        act.session.add_all(
            [
                FileNote(
                    id=1,
                    practitioner_id=ADA,
                    account_id=by,
                    body="The board answers on Mondays.",
                    written_at=act.at,
                ),
                ProposedStep(
                    id=1,
                    practitioner_id=ADA,
                    subject_kind=CredentialKind.LICENCE,
                    subject_id=ADA * 100,
                    action=Action.LIFT,
                    decision="{}",
                    proposed_by=by,
                    proposed_at=act.at,
                    settled_by=None,
                    settled_at=None,
                    confirmed=None,
                ),
                IssuerRequest(
                    id=1,
                    reference="HD-1234-AB",
                    practitioner_id=ADA,
                    subject_kind=CredentialKind.TRAINING,
                    subject_id=ADA,
                    issuer="Example Institute",
                    email="office@institute.example",
                    language="en",
                    asked_by=by,
                    asked_at=act.at,
                    ends_at=act.at + timedelta(days=30),
                    answer=IssuerAnswer.DIFFERS,
                    answered_by="Office",
                    words="She took level 1 alone.",
                    answered_at=act.at,
                ),
            ]
        )

    with office_of(app).act(SYSTEM) as act:
        write(act)


def more_trainings(app: Flask, how_many: int) -> None:
    """Give Ada further courses, one a year."""
    with office_of(app).act(SYSTEM) as act:
        first = act.session.get_one(Training, ADA)
        for number in range(how_many):
            act.session.add(
                Training(
                    id=1_000 + number,
                    practitioner_id=ADA,
                    provider=first.provider,
                    course=f"Course {number}",
                    technique=first.technique,
                    completed_year=2000 + number,
                    completed_on=date(2000 + number, 5, 1),
                    head_neck=first.head_neck,
                    state=CredentialState.SUBMITTED,
                    state_since=act.at,
                    appeal=first.appeal,
                )
            )


def reviewer(app: Flask) -> int:
    return account(app, ActorKind.REVIEWER)
