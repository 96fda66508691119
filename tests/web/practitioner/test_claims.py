"""Finding oneself and claiming: told no more than is public, proven to the contact on record."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.db import Database
from directory.domain import ids
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, ClaimState
from directory.models.credentials import Licence
from directory.models.decision_log import LogEntry
from directory.models.listings import Claim
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.queries.account_data import data_of
from directory.workflows.claims import ClaimRefused
from directory.workflows.granting import grant_claim, grant_due, phone_code, refuse_claim
from tests.clock import Clock
from tests.factories import person
from tests.pages import read_page
from tests.visitors import AccountClient, account, gate_of, office_of, signed_in
from tests.ways_in import SYSTEM
from tests.web.acts import log_after
from tests.web.practitioner.own_pages import refused, said_at

CONTACT = "desk@clinic.example"
STUB, PUBLIC = 7, 8
NEW = f"/listing/claims/new/{ids.encode(STUB)}"
FIND = "/listing/find?given_name=Ada&family_name=Example"


def stub(app: Flask, number: int = STUB, *, email: str | None = CONTACT) -> None:
    """Write somebody as a roster brings them: without an account, not public."""
    with office_of(app).act(SYSTEM) as act:
        made = person(act.session, number=number, at=act.at, published=False)
        made.email = email


def claim_row(database: Database) -> Claim:
    with database.reading() as connection:
        row = connection.execute(select(Claim).order_by(Claim.begun_at.desc(), Claim.id)).first()
    assert row is not None
    return row  # type: ignore[return-value]


def letters(database: Database, template: str) -> list[tuple[str, dict[str, str]]]:
    with database.reading() as connection:
        rows = connection.execute(
            select(Mail.to_address, Mail.params).where(Mail.template == template)
        )
        return [(row.to_address, json.loads(row.params)) for row in rows]


def owner_of(database: Database, number: int = STUB) -> int | None:
    with database.reading() as connection:
        query = select(Practitioner.account_id).where(Practitioner.id == number)
        return connection.scalar(query)


def begun(client: AccountClient, way: str = "code_by_mail") -> str:
    """Claim the stub; gives the address of the claim."""
    answer = client.send(NEW, way=way)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def done_after(database: Database, before: int) -> list[str]:
    return [str(entry["done"][0]) for entry in log_after(database, before)]  # type: ignore[index]


def entries(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(LogEntry)) or 0


def test_a_claim_by_mail_is_proven_held_a_week_and_granted(
    app: Flask, database: Database, clock: Clock
) -> None:
    stub(app)
    ann = account(app, email="ann@people.example")
    client, before = signed_in(app, ann), entries(database)
    with database.reading() as connection:
        checked = connection.scalars(select(Licence.state).order_by(Licence.id)).all()
    # Given a claim, whose code went to the contact on record and nowhere else
    where = begun(client)
    ((to, said),) = letters(database, "claim_code")
    assert (to, said["name"]) == (CONTACT, "Ada Example")
    assert CONTACT not in client.get(where).get_data(as_text=True)
    row = claim_row(database)
    assert said["code"] not in str(row.code_hash)
    # When the code is typed as somebody reads it out
    assert client.send(f"{where}/code", code=f"{said['code'][:4]} {said['code'][4:]}").location
    # Then the contact on record is told, and nothing is theirs for a week
    assert [to for to, _ in letters(database, "claim_proven")] == [CONTACT]
    assert owner_of(database) is None
    clock.forward(timedelta(days=7) - timedelta(minutes=1))
    assert grant_due(office_of(app)) == 0
    clock.forward(timedelta(minutes=1))
    assert grant_due(office_of(app)) == 1
    assert grant_due(office_of(app)) == 0
    # And then the listing is, and no check has come or gone by it
    assert owner_of(database) == ann
    with database.reading() as connection:
        assert connection.scalars(select(Licence.state).order_by(Licence.id)).all() == checked
    assert letters(database, "claim_granted") == [("ann@people.example", {})]
    assert done_after(database, before) == ["claim_begun", "claim_proven", "claimed"]
    page = signed_in(app, ann).page("/listing/")
    assert page.links()["Ada Example"] == f"/listing/{ids.encode(STUB)}/"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_five_wrong_codes_end_a_claim_and_are_counted(app: Flask, database: Database) -> None:
    stub(app)
    client, before = signed_in(app, account(app)), entries(database)
    where = begun(client)
    ((_, said),) = letters(database, "claim_code")
    wrong = "00000000" if said["code"] != "00000000" else "11111111"
    assert said_at(refused(client.send(f"{where}/code", code="  ")), "code") == "Enter the code"
    for left in ("4 more times", "3 more times", "2 more times", "1 more time"):
        page = refused(client.send(f"{where}/code", code=wrong))
        assert said_at(page, "code") == f"This is not the code. You can try {left}"
    assert client.send(f"{where}/code", code=wrong).status_code == 303
    assert claim_row(database).state is ClaimState.REFUSED
    # The right one comes too late
    assert client.send(f"{where}/code", code=said["code"]).status_code == 409
    assert claim_row(database).state is ClaimState.REFUSED
    assert done_after(database, before) == ["claim_begun", "claim_refused"]


def test_a_second_claimant_is_for_reviewers_and_gets_no_code(
    app: Flask, database: Database, clock: Clock
) -> None:
    stub(app)
    first, second = signed_in(app, account(app)), signed_in(app, account(app))
    administrator = "chief@people.example"
    account(app, ActorKind.ADMINISTRATOR, email=administrator)
    begun(first)
    clock.forward(timedelta(minutes=1))
    where = begun(second)
    assert claim_row(database).state is ClaimState.CONTESTED
    assert len(letters(database, "claim_code")) == 1
    ((to, said),) = letters(database, "claim_waits")
    assert (to, said["way"]) == (administrator, "contested")
    assert "A reviewer looks at both" in second.get(where).get_data(as_text=True)
    # Somebody else's claim is not there
    assert first.get(where).status_code == 404
    assert first.send(f"{where}/withdraw").status_code == 404
    # Claimed twice by one account it is refused
    page = refused(second.send(NEW, way="papers"), 409)
    assert "You have claimed this listing already" in page.texts("p", id="way-error")[0]
    # Taken back, it makes room
    assert second.send(f"{where}/withdraw").status_code == 303
    assert second.send(f"{where}/withdraw").status_code == 409
    assert claim_row(database).state is ClaimState.WITHDRAWN


def test_whoever_manages_a_listing_is_asked_and_keeps_it(app: Flask, database: Database) -> None:
    holder = account(app, email="owner@people.example")
    with office_of(app).act(SYSTEM) as act:
        person(act.session, number=PUBLIC, at=act.at).account_id = holder
    client = signed_in(app, account(app, email="bo@people.example"))
    page = client.page(FIND)
    assert "Someone manages this listing." in page.texts("p")
    new = f"/listing/claims/new/{ids.encode(PUBLIC)}"
    assert refused(client.send(new, way="papers"), 409).status == 409
    before = entries(database)
    assert client.send(f"{new}/access").status_code == 303
    assert letters(database, "claim_access") == [
        ("owner@people.example", {"email": "bo@people.example"})
    ]
    assert owner_of(database, PUBLIC) == holder
    assert done_after(database, before) == ["claim_begun"]
    # Asked again, nobody is written to again
    assert client.send(f"{new}/access").status_code == 409
    assert len(letters(database, "claim_access")) == 1
    # And no reviewer can grant it over their head
    with office_of(app).act(Actor(ActorKind.REVIEWER, 1)) as act:  # noqa: SIM117
        with pytest.raises(ClaimRefused, match="held"):
            grant_claim(act, claim_row(database).id)


def test_reviewers_settle_papers_but_not_their_own(
    app: Flask, database: Database, clock: Clock
) -> None:
    stub(app, email=None)
    ann = account(app, ActorKind.REVIEWER)
    bo = account(app, ActorKind.REVIEWER)
    begun(signed_in(app, ann), "papers")
    number = claim_row(database).id
    with office_of(app).act(Actor(ActorKind.REVIEWER, ann)) as act:  # noqa: SIM117
        with pytest.raises(ClaimRefused, match="own_claim"):
            grant_claim(act, number)
    with office_of(app).act(Actor(ActorKind.REVIEWER, bo)) as act:
        grant_claim(act, number)
    # Held for a week as any other, in which it can still be refused
    assert claim_row(database).state is ClaimState.WAITING
    with office_of(app).act(Actor(ActorKind.REVIEWER, bo)) as act:
        refuse_claim(act, number)
    clock.forward(timedelta(days=8))
    assert grant_due(office_of(app)) == 0
    assert owner_of(database) is None


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_code_is_read_out_to_the_number_on_record(app: Flask, database: Database) -> None:
    stub(app)
    where = begun(client := signed_in(app, account(app)), "code_by_phone")
    assert letters(database, "claim_code") == []
    seal, number = gate_of(app).seal, claim_row(database).id
    # Without a code that was read out, none is right
    assert client.send(f"{where}/code", code="00000000").status_code == 422
    with office_of(app).act(SYSTEM) as act:
        phone, code = phone_code(act, number, seal=seal)
    assert phone == "+13035550100"
    assert client.send(f"{where}/code", code=code).status_code == 303
    assert claim_row(database).state is ClaimState.WAITING


def test_what_nobody_proves_ends_and_the_next_can_claim(
    app: Flask, database: Database, clock: Clock
) -> None:
    stub(app)
    begun(signed_in(app, account(app)))
    clock.forward(timedelta(days=3))
    begun(signed_in(app, account(app)))
    assert claim_row(database).state is ClaimState.BEGUN
    clock.forward(timedelta(days=3))
    assert grant_due(office_of(app)) == 0
    with database.reading() as connection:
        assert set(connection.scalars(select(Claim.state))) == {ClaimState.REFUSED}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_finding_tells_no_more_than_is_public(app: Flask) -> None:
    stub(app)
    holder = account(app)
    with office_of(app).act(SYSTEM) as act:
        hidden = person(act.session, number=9, at=act.at, published=False)
        hidden.account_id = holder
        closed = person(act.session, number=10, at=act.at, published=False)
        closed.declared_at = act.at
    client = signed_in(app, account(app))
    # By name in capitals, the imported one alone: not one that its owner has not sent, nor one
    # whose owner closed their account
    page = client.page("/listing/find?given_name=ADA&family_name=EXAMPLE")
    assert page.texts("h3") == ["Ada Example"]
    said = " ".join(page.texts("li"))
    assert "Physical therapist, Colorado" in said
    for secret in ("Denver", "Example Clinic", "555", CONTACT, "PTL"):
        assert secret not in said
    for nobody in (9, 10, 99):
        assert client.get(f"/listing/claims/new/{ids.encode(nobody)}").status_code == 404
        path = f"/listing/claims/new/{ids.encode(nobody)}"
        assert client.send(path, way="papers").status_code == 404
        assert client.send(f"{path}/access").status_code == 404
    # By number, which the board tells everybody
    page = client.page("/listing/find?number=ptl.0000007&place=US-CO")
    assert page.texts("h3") == ["Ada Example"]
    assert client.page("/listing/find?number=PTL.0000007&place=US-UT").texts("h3") == []
    page = client.page("/listing/find?given_name=No&family_name=Body")
    assert "We know nobody of that name or number" in " ".join(page.texts("p"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_missing_is_said_at_its_field(app: Flask) -> None:
    stub(app)
    client = signed_in(app, account(app))
    page = refused(client.get("/listing/find?given_name=Ada&family_name="))
    assert said_at(page, "family_name") == (
        "Enter your given and family name, or your license number"
    )
    page = refused(client.get("/listing/find?number=PTL.1&place="))
    assert said_at(page, "place") == "Choose the state or province of the license"
    for odd in (
        "given_name=%00&family_name=%E2%80%AE",
        "place=US-CO&place=x&number=1&number=2",
        f"number={'9' * 5000}&place=US-CO",
        "given_name[]=x",
        "number=%27%22--&place=ZZ-99",
    ):
        assert client.get(f"/listing/find?{odd}").status_code in {200, 422}
    page = refused(client.send(NEW))
    assert said_at(page, "way") == "Choose how you want to show that it is you"
    assert client.send(NEW, way="x\0\u202e").status_code == 422
    assert client.get("/listing/claims/new/nobody").status_code == 404
    assert client.get("/listing/claims/zzzz").status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_contact_on_record_is_not_flooded(app: Flask, database: Database) -> None:
    stub(app)
    for _ in range(3):
        client = signed_in(app, account(app))
        assert client.send(f"{begun(client)}/withdraw").status_code == 303
    answer = signed_in(app, account(app)).send(NEW, way="code_by_mail")
    assert answer.status_code == 429
    assert len(letters(database, "claim_code")) == 3
    page = read_page(answer)
    assert "Wait" in page.texts("p", id="way-error")[0]
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_sent_a_listing_of_their_own_claims_no_other(
    app: Flask, database: Database
) -> None:
    stub(app)
    ann = account(app)
    with office_of(app).act(SYSTEM) as act:
        own = person(act.session, number=PUBLIC, at=act.at)
        own.account_id, own.declared_at = ann, act.at
    page = refused(signed_in(app, ann).send(NEW, way="code_by_mail"), 409)
    assert "a person has one" in page.texts("p", id="way-error")[0]
    assert letters(database, "claim_code") == []


def test_a_claim_ends_with_its_account_and_stands_in_its_data(
    app: Flask, database: Database, clock: Clock
) -> None:
    stub(app)
    ann = account(app)
    begun(client := signed_in(app, ann))
    with database.reading() as connection:
        (taken,) = data_of(connection, ann)["claim"]
    assert taken["state"] == "begun"
    assert "code_hash" not in taken
    assert client.send("/account/close").status_code == 303
    assert claim_row(database).state is ClaimState.WITHDRAWN
    clock.forward(timedelta(minutes=1))
    begun(signed_in(app, account(app)))
    assert claim_row(database).state is ClaimState.BEGUN
