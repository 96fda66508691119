"""A listing that is filled in and not sent yet."""

from flask import Flask
from sqlalchemy import delete, update

from directory.domain.vocabulary import CredentialState, Profession
from directory.models.credentials import Certification, CredentialCheck
from directory.models.practitioners import Practises, Practitioner
from directory.workflows.acts import Act, Office
from directory.workflows.credential_rows import TABLES
from tests.factories import person
from tests.visitors import account, office_of
from tests.ways_in import SYSTEM


def filled_in(app: Flask, number: int, *, email: str | None = None) -> int:
    """Write a listing with drafts alone, and the account that owns it; gives the account's."""
    holder = account(app, email=email)
    drafted(office_of(app), number, holder=holder)
    return holder


def drafted(office: Office, number: int, *, holder: int) -> None:
    """Write a listing with drafts alone, for an account that is there."""
    with office.act(SYSTEM) as act:
        made = person(act.session, number=number, at=act.at, published=False, attested_on=None)
        made.account_id = holder
        made.professions = [Practises(profession=Profession.PHYSICAL_THERAPIST)]
        _not_sent(act, number)
        act.judge(number)


def _not_sent(act: Act, number: int) -> None:
    act.session.execute(delete(CredentialCheck))
    for table in TABLES.values():
        act.session.execute(
            update(table).where(table.practitioner_id == number).values(state=CredentialState.DRAFT)
        )
    act.session.execute(update(Certification).values(body_website="https://board.example/"))
    act.session.expire_all()


def written(office: Office, number: int) -> Practitioner:
    """Read a listing as it is written now."""
    with office.database.transaction() as session:
        found = session.get_one(Practitioner, number)
        session.expunge(found)
    return found
