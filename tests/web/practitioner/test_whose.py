"""Every address about a listing or a clinic: 404 for strangers, 403 where only owners may."""

from collections.abc import Iterator

from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.accounts.rights import RIGHTS, Right
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Delegate
from directory.models.base import Base
from tests.visitors import SAME_SITE, AccountClient, office_of
from tests.ways_in import SYSTEM
from tests.web.doors import DOORS, Address, addresses
from tests.web.practitioner.clinics import CLINIC, link, manager_of
from tests.web.practitioner.keeping import delegate_of, owner_of, proven

LISTING = 7


def about(app: Flask, key: str) -> Iterator[Address]:
    """List the addresses that name a listing or a clinic, with a number in every other place."""
    given = {"listing_id": ids.encode(LISTING), "clinic_id": ids.encode(CLINIC)}
    rules = {rule.endpoint for rule in app.url_map.iter_rules() if key in rule.arguments}
    for address in addresses(app, "practitioner", **given):
        if address.endpoint in rules and address.method in {"GET", "POST"}:
            yield address


def tried(client: AccountClient, token: str, address: Address) -> int:
    """Go to an address; each act that asks for a proof of its own needs a client of its own."""
    if address.method == "GET":
        return client.get(address.path).status_code
    form = {"csrf_token": token}
    return client.post(address.path, data=form, headers=SAME_SITE).status_code


def rows(database: Database) -> dict[str, list[str]]:
    with database.reading() as connection:
        return {
            table.name: sorted(map(str, connection.execute(select(table))))
            for table in Base.metadata.sorted_tables
        }


def test_the_listing_of_somebody_else_is_not_there(app: Flask, database: Database) -> None:
    """IDOR: whoever owns a listing, keeps another or manages a clinic sees none but theirs."""
    owner_of(app, LISTING)
    manager_of(app)
    link(app, LISTING)
    strangers = (owner_of(app, 8), delegate_of(app, 8))
    wrong = []
    for stranger in strangers:
        client = proven(app, stranger)
        token, before = client.token(), rows(database)
        for address in about(app, "listing_id"):
            status = tried(client, token, address)
            # A delegate has no owner's right anywhere, and is told so before the number is read.
            owners = stranger == strangers[1] and _is_owners(address)
            if status != (403 if owners else 404):
                wrong.append(f"{address}: {status}")
        assert rows(database) == before
    assert not wrong, "\n".join(wrong)


def test_a_clinic_opens_to_its_manager_alone(app: Flask, database: Database) -> None:
    owner = owner_of(app, LISTING)
    manager_of(app)
    link(app, LISTING)
    other = proven(app, manager_of(app, 71))
    token, before = other.token(), rows(database)
    wrong = [f"{a}: {s}" for a in about(app, "clinic_id") if (s := tried(other, token, a)) != 404]
    assert rows(database) == before
    # Neither does seeing patients there
    member = proven(app, owner)
    token = member.token()
    wrong += [
        f"{a}: {s}"
        for a in about(app, "clinic_id")
        if (s := tried(member, token, a)) not in {403, 404}
    ]
    assert not wrong, "\n".join(wrong)


def test_a_delegate_who_owns_another_listing_is_no_owner_of_this_one(
    app: Flask, database: Database
) -> None:
    owner_of(app, LISTING)
    both = owner_of(app, 8)
    _keep(app, both)
    client = proven(app, both)
    token, before = client.token(), rows(database)
    wrong = [
        f"{address}: {status}"
        for address in about(app, "listing_id")
        if _is_owners(address) and (status := tried(client, token, address)) != 403
    ]
    assert rows(database) == before
    assert not wrong, "\n".join(wrong)


def _is_owners(address: Address) -> bool:
    return RIGHTS[Right(DOORS[address.endpoint])].parts == {ActorKind.OWNER}


def _keep(app: Flask, account_id: int) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.add(Delegate(practitioner_id=LISTING, account_id=account_id, since=act.at))
