"""Whatever is done to who keeps a listing or a clinic is in the log: what, by whom, and once."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import func, select

from directory.db import Database
from directory.domain import ids
from directory.models.decision_log import LogEntry
from directory.models.listings import Invitation
from tests.visitors import SAME_SITE, account
from tests.web.acts import log_after
from tests.web.practitioner.clinics import CLINIC, clinic_path, link, manager_of
from tests.web.practitioner.few_places import load_few_places
from tests.web.practitioner.keeping import (
    answered,
    email_of,
    owner_of,
    path_of,
    proven,
    token_in_letter,
)
from tests.web.practitioner.own_pages import save

ANN = "ann@people.example"


@contextmanager
def leaves(
    database: Database, *done: tuple[str, str | None], by: tuple[str, int]
) -> Iterator[None]:
    """Hold what is done within to the entries that it leaves."""
    with database.reading() as connection:
        before = connection.scalar(select(func.count()).select_from(LogEntry)) or 0
    yield
    found = log_after(database, before)
    assert [entry["done"] for entry in found] == list(done)
    assert {entry["actor"] for entry in found} == {by}


def open_invitation(database: Database) -> str:
    with database.reading() as connection:
        found = connection.scalars(select(Invitation.id).where(Invitation.outcome.is_(None)))
        return ids.encode(found.one())


def test_acts_about_who_keeps_a_listing(app: Flask, database: Database) -> None:
    owner, ann = owner_of(app, 7), account(app, email=ANN)
    by_owner, by_ann = ("owner", owner), ("owner", ann)

    def own(rest: str, **fields: str) -> int:
        return proven(app, owner).send(path_of(7, rest), **fields).status_code

    with leaves(database, ("invited", None), by=by_owner):
        assert own("people/invite", email=ANN) == 303
    with leaves(database, ("invited", "withdrawn"), by=by_owner):
        path = f"people/invitations/{open_invitation(database)}/withdraw"
        assert own(path) == 303
    own("people/invite", email=ANN)
    token = token_in_letter(database, "keep_listing", to=ANN)
    client = proven(app, ann)
    with leaves(database, ("delegate_added", None), by=by_ann):
        assert answered(client, "join-listing", token=token) == 303
    with leaves(database, ("delegate_removed", None), by=by_owner):
        assert own(f"people/{ids.encode(ann)}/remove") == 303
    own("people/invite", email=ANN)
    token = token_in_letter(database, "keep_listing", to=ANN)
    answered(client, "join-listing", token=token)
    with leaves(database, ("delegate_removed", None), by=("delegate", ann)):
        assert client.send(path_of(7, "people/stop")).status_code == 303
    with leaves(database, ("invited", None), by=by_owner):
        assert own("hand-over", email="new@people.example") == 303
    token = token_in_letter(database, "hand_over", to="new@people.example")
    new = account(app, email="new@people.example")
    with leaves(database, ("claimed", "handed_over"), by=("owner", new)):
        assert answered(proven(app, new), "hand-over", token=token) == 303


def test_acts_about_a_clinic(app: Flask, database: Database) -> None:
    load_few_places(database)
    manager, owner = manager_of(app), owner_of(app, 7)
    place = link(app, 7)
    by_manager, edited = ("clinic_manager", manager), ("edited", None)
    client = proven(app, manager)
    with leaves(database, ("entered", None), by=("owner", manager)):
        address = {
            "name": "Second", "street": "1 Main", "city": "Denver",
            "where": "US-CO", "postal_code": "80211",
        }  # fmt: skip
        assert client.send("/listing/clinics/new", **address).status_code == 303
    changes: dict[str, dict[str, str | list[str]]] = {
        "address": {"street": "6 Lake Street"},
        "reach": {"website": "https://lakeside.example/"},
        "hours": {"day_2": "9-5"},
        "access": {"access": ["lie_down"]},
    }
    for part, typed in changes.items():
        # Of the linked place, and of the clinic
        with leaves(database, edited, edited, by=by_manager):
            assert save(client, clinic_path(part), to=None, **typed).status_code == 303
    with leaves(database, edited, edited, by=by_manager):
        at = clinic_path("point")
        assert save(client, f"{at}?lat=39.767&lon=-105.0198", to=at).status_code == 303
    one = f"people/{ids.encode(place)}"
    with leaves(database, ("attested", "new_patients"), by=by_manager):
        assert client.send(clinic_path(f"{one}/new-patients"), takes="yes").status_code == 303
    with leaves(database, ("clinic_left", None), by=by_manager):
        assert client.send(clinic_path(f"{one}/remove"), stays="yes").status_code == 303
    email = email_of(database, owner)
    with leaves(database, ("invited", None), by=by_manager):
        assert client.send(clinic_path("invite"), email=email).status_code == 303
    with leaves(database, ("invited", "withdrawn"), by=by_manager):
        path = f"invitations/{open_invitation(database)}/withdraw"
        assert client.send(clinic_path(path)).status_code == 303
    client.send(clinic_path("invite"), email=email)
    token = token_in_letter(database, "join_clinic", to=email)
    own = proven(app, owner)
    with leaves(database, ("clinic_joined", None), by=("owner", owner)):
        chosen = f"{ids.encode(7)}:{ids.encode(place)}"
        form = {"csrf_token": own.token(), "token": token, "place": chosen}
        answer = own.post("/listing/join-clinic", data=form, headers=SAME_SITE)
        assert answer.status_code == 303
    with leaves(database, ("clinic_left", None), by=("owner", owner)):
        leave = path_of(7, f"places/{ids.encode(place)}/leave-clinic")
        assert own.send(leave, stays="no").status_code == 303
    with leaves(database, ("invited", None), by=by_manager):
        assert client.send(clinic_path("hand-over"), email=ANN).status_code == 303
    token = token_in_letter(database, "hand_over", to=ANN)
    ann = account(app, email=ANN)
    with leaves(database, ("edited", "handed_over"), by=("owner", ann)):
        assert answered(proven(app, ann), "hand-over", token=token) == 303
    assert proven(app, ann).page(clinic_path(number=CLINIC)).heading == "Lakeside Clinic"
