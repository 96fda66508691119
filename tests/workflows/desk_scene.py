"""A licence that waits on the desk, with a look at its register, and reviewers who decide on it."""

from dataclasses import replace
from datetime import date
from typing import Final

from directory.db import Database
from directory.domain.checks import CheckRecord
from directory.domain.vocabulary import (
    CheckSource,
    CredentialKind,
    CredentialState,
    RegisterStatus,
)
from directory.models.credentials import Licence
from directory.workflows.acts import Office
from directory.workflows.deciding import decide_on
from directory.workflows.noted_checks import note_check
from tests.clock import Clock
from tests.factories import person
from tests.offices import OWNER, REVIEWER

LICENCE: Final = 100
"""The licence of the first person that `person` writes; training and certification are 1."""
KIND: Final = CredentialKind.LICENCE


def look(today: date, **changed: object) -> CheckRecord:
    """Give a look at the register that lacks nothing."""
    record = CheckRecord(
        kind=KIND,
        source=CheckSource.REGULATOR_REGISTER,
        source_name="Example State Register",
        looked_on=today,
        reviewer=None,
        url="https://register.example/PTL.0000001",
        status_found=RegisterStatus.ACTIVE,
        status_words="Active, no discipline",
    )
    return replace(record, **changed)  # type: ignore[arg-type]


def submitted(database: Database, clock: Clock, *, number: int = 1) -> int:
    """Write a person whose licence waits for a reviewer; gives the version to decide on."""
    with database.transaction() as session:
        written = person(session, number=number, at=clock())
        written.account_id = OWNER.account if number == 1 else None
        licence = session.get_one(Licence, number * LICENCE)
        licence.state = CredentialState.SUBMITTED
        session.flush()
        return licence.version


def note(office: Office, **changed: object) -> None:
    """Let the reviewer note a look."""
    with office.act(REVIEWER) as act:
        note_check(act, look(act.today, **changed), credential_id=LICENCE)


def decide(office: Office, action: object, version: int, **said: object) -> object:
    """Let a reviewer decide, in an act of its own."""
    actor = said.pop("actor", REVIEWER)
    number = said.pop("number", LICENCE)
    with office.act(actor) as act:  # type: ignore[arg-type]
        return decide_on(act, KIND, credential_id=number, action=action, version=version, **said)  # type: ignore[arg-type]


def licence(database: Database, number: int = LICENCE) -> Licence:
    """Read the licence as it stands."""
    with database.transaction() as session:
        return session.get_one(Licence, number)
