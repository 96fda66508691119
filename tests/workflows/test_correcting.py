"""Renewals and corrections: what is public stays, until what replaces it is verified."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import select

from directory.db import Database
from directory.domain.checks import CheckRecord
from directory.domain.decisions import Decision
from directory.domain.entry.faults import FaultCode
from directory.domain.verification import Action
from directory.domain.vocabulary import (
    CheckSource,
    CredentialKind,
    CredentialState,
    RegisterStatus,
)
from directory.models.credentials import Certification, Licence, Training
from directory.queries.decision_log import history
from directory.queries.entries import as_certification, as_licence, as_training
from directory.workflows.acts import Office
from directory.workflows.admission import EntryFaulty
from directory.workflows.correcting import NotCorrectable, correct, renew
from directory.workflows.entering_credentials import NotRenewable
from directory.workflows.lookups import Lookups, offline_lookups
from directory.workflows.verification import take_step
from tests.clock import Clock
from tests.factories import person
from tests.offices import OWNER, REVIEWER

LICENCE, PERSON = 100, 1
VERIFIED, WITHDRAWN = CredentialState.VERIFIED, CredentialState.WITHDRAWN
KIND: Final = CredentialKind.LICENCE


@pytest.fixture
def lookups(database: Database, office: Office, clock: Clock) -> Lookups:
    """Give look-ups of a directory with one verified person."""
    del office
    with database.transaction() as session:
        person(session, at=clock()).account_id = OWNER.account
    return offline_lookups(database)


def verify(office: Office, clock: Clock, *, number: int) -> None:
    with office.act(REVIEWER) as act:
        row = act.session.get_one(Licence, number)
        take_step(
            act,
            KIND,
            credential_id=number,
            decision=Decision(
                action=Action.VERIFY,
                version=row.version,
                check=CheckRecord(
                    kind=KIND,
                    source=CheckSource.REGULATOR_REGISTER,
                    source_name="Example State Register",
                    looked_on=clock().date(),
                    reviewer=REVIEWER.account,
                    url="https://register.example/1",
                    status_found=RegisterStatus.ACTIVE,
                    status_words="Active",
                    end_found=row.expires,
                ),
            ),
        )


def corrected(office: Office, lookups: Lookups, **changes: Any) -> int:  # noqa: ANN401
    with office.act(OWNER) as act:
        entry = replace(as_licence(act.session.get_one(Licence, LICENCE)), **changes)
        return correct(
            act, KIND, credential_id=LICENCE, entry=entry, lookups=lookups, submitting=True
        ).id


def public_ends(database: Database) -> list[date | None]:
    """Give the end dates of the licences that patients see."""
    with database.transaction() as session:
        return list(
            session.scalars(
                select(Licence.expires).where(Licence.state == VERIFIED).order_by(Licence.expires)
            )
        )


def test_a_correction_takes_the_place_of_what_it_corrects_once_it_is_verified(
    office: Office, database: Database, clock: Clock, lookups: Lookups
) -> None:
    number = corrected(office, lookups, expires=date(2026, 12, 31))
    assert public_ends(database) == [date(2027, 2, 28)]
    verify(office, clock, number=number)
    assert public_ends(database) == [date(2026, 12, 31)]
    with database.transaction() as session:
        old = session.get_one(Licence, LICENCE)
        new = session.get_one(Licence, number)
        assert (old.state, new.state) == (WITHDRAWN, VERIFIED)
        # It stands where the other one stood: first of its periods, and corrects nothing any more.
        assert (new.renews_id, new.corrects) == (None, None)
    acts = [(each.act, each.to_state) for each in history(database, PERSON)]
    assert acts[:3] == [
        ("verified", "verified"),
        ("replaced", "withdrawn"),
        ("submitted", "submitted"),
    ]


def test_what_a_decision_stands_against_is_not_replaced(
    office: Office, database: Database, clock: Clock, lookups: Lookups
) -> None:
    number = corrected(office, lookups, expires=date(2026, 12, 31))
    with database.transaction() as session:
        session.get_one(Licence, LICENCE).state = CredentialState.SUSPENDED
    verify(office, clock, number=number)
    with database.transaction() as session:
        assert session.get_one(Licence, LICENCE).state is CredentialState.SUSPENDED
        assert session.get_one(Licence, number).renews_id == LICENCE
    with office.act(OWNER) as act:
        entry = as_licence(act.session.get_one(Licence, LICENCE))
        with pytest.raises(NotCorrectable):
            correct(
                act, KIND, credential_id=LICENCE, entry=entry, lookups=lookups, submitting=False
            )


def test_a_renewal_stands_beside_what_it_renews(office: Office, lookups: Lookups) -> None:
    with office.act(OWNER) as act:
        row = act.session.get_one(Certification, PERSON)
        kept = as_certification(row)
        later = replace(
            kept, issued=None, expires=date(2030, 1, 31), body_website="https://board.org"
        )
        made = renew(
            act,
            CredentialKind.CERTIFICATION,
            credential_id=PERSON,
            entry=later,
            lookups=lookups,
            submitting=True,
        )
        next_row = act.session.get_one(Certification, made.id)
        assert (next_row.renews_id, next_row.corrects) == (PERSON, None)
        assert (row.state, next_row.state) == (VERIFIED, CredentialState.SUBMITTED)
    earlier = replace(later, expires=kept.expires)
    with office.act(OWNER) as act, pytest.raises(EntryFaulty) as faulty:
        renew(
            act,
            CredentialKind.CERTIFICATION,
            credential_id=PERSON,
            entry=earlier,
            lookups=lookups,
            submitting=True,
        )
    assert [fault.code for fault in faulty.value.faults][-1] is FaultCode.END_NOT_AFTER_START


def test_training_has_no_next_period(office: Office, lookups: Lookups) -> None:
    with office.act(OWNER) as act, pytest.raises(NotRenewable):
        renew(
            act,
            CredentialKind.TRAINING,
            credential_id=PERSON,
            entry=as_training(act.session.get_one(Training, PERSON)),
            lookups=lookups,
            submitting=False,
        )


def test_renewals_of_what_was_corrected_follow_its_correction(
    office: Office, database: Database, clock: Clock, lookups: Lookups
) -> None:
    with office.act(OWNER) as act:
        entry = replace(
            as_licence(act.session.get_one(Licence, LICENCE)), expires=date(2029, 2, 28)
        )
        renewal = renew(
            act, KIND, credential_id=LICENCE, entry=entry, lookups=lookups, submitting=True
        ).id
    number = corrected(office, lookups, issued=date(2019, 3, 1))
    verify(office, clock, number=number)
    clock.forward(timedelta(hours=1))
    verify(office, clock, number=renewal)
    with database.transaction() as session:
        assert session.get_one(Licence, renewal).renews_id == number
    assert public_ends(database) == [date(2027, 2, 28), date(2029, 2, 28)]
