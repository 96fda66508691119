"""Who somebody is and whom they see: saved part by part, held where it matters."""

import json
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.entry.own_parts import PATIENTS, PERSON
from directory.domain.entry.persons import Seen
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models.decision_log import LogEntry
from directory.models.listings import HeldChange
from directory.models.practitioners import Practitioner
from directory.workflows.held_changes import (
    NoSuchChange,
    NotTheirs,
    accept_change,
    refuse_change,
    withdraw_change,
)
from tests.visitors import AccountClient, account, office_of, signed_in
from tests.web.practitioner.keeping import delegate_of
from tests.web.practitioner.own_pages import refused, save
from tests.web.practitioner.test_places import NUMBER, ON_ONE, begun, facts

LISTING = f"/listing/{ids.encode(NUMBER)}"


def saved(client: AccountClient, where: str, **typed: Any) -> None:  # noqa: ANN401
    assert save(client, f"{LISTING}/{where}", **typed).status_code == 303, where


def test_everything_is_saved_and_shown_again(app: Flask, database: Database) -> None:
    client = begun(app)
    saved(client, "person/name", given_name="Ada", family_name="Lovelace", suffix="DPT")
    saved(client, "person/former-names", former_names="Ada Byron\n\nAda Noel")
    saved(client, "person/professions", professions=["chiropractor", "physical_therapist"])
    saved(client, "person/npi", npi="1234 567 893")
    saved(client, "person/gender", gender="woman")
    saved(client, "patients/headaches", sees_tension="y", years_migraine="12")
    saved(client, "patients/conditions", conditions=["neck_pain", "jaw_pain"])
    saved(client, "patients/ages", youngest="6", oldest="")
    saved(client, "patients/referral", referral_needed="no")
    saved(client, "patients/languages", languages=["en", "es"])
    saved(client, "patients/techniques", techniques=["gunn_ims"])
    saved(client, "patients/new-patients", takes_new_patients="no")
    saved(client, "patients/payment", self_pay="y", fee_low="90", fee_high="120")
    saved(client, "patients/contact", remote_first_talk="y", booking_link="https://a.example.com/b",
          email="desk@clinic.com")  # fmt: skip
    saved(client, "patients/bio", bio="I work slowly.")
    saved(client, "questions/working", choices=["headache_diary", "stops"], words="We count days.")
    now = facts(database)
    assert (now.name, now.suffix) == ("Ada Lovelace", "DPT")
    assert set(now.former_names) == {"Ada Byron", "Ada Noel"}
    assert set(now.professions) == {"chiropractor", "physical_therapist"}
    assert (now.npi, now.gender) == ("1234567893", "woman")
    # What was typed over stays ticked: migraine stood there before.
    assert now.headaches == (Seen("tension", None), Seen("migraine", 12))
    assert set(now.conditions) == {"neck_pain", "jaw_pain"}
    assert (now.youngest, now.oldest, now.referral_needed) == (6, None, False)
    assert now.languages == ("en", "es")
    assert now.techniques == ("gunn_ims",)
    assert now.takes_new_patients is False
    assert now.new_patients_confirmed_on == date(2026, 11, 24)
    assert now.new_patients_confirmed_by is ActorKind.OWNER
    assert (now.self_pay, now.direct_billing, now.fee_low, now.fee_high) == (True, None, 90, 120)
    assert (now.remote_first_talk, now.booking_link) == (True, "https://a.example.com/b")
    assert (now.email, now.bio) == ("desk@clinic.com", "I work slowly.")
    said = client.page(f"{LISTING}/patients").texts("dd")
    assert any(each.startswith("Tension-type, Migraine (12 years)") for each in said)
    assert any(each.startswith("US$90 to US$120 a session. You pay at the visit") for each in said)
    assert any("A headache diary; Agrees with you when to stop" in each for each in said)
    # And what is opened again shows what was saved.
    for part in (*PERSON, *PATIENTS):
        page = "person" if part in PERSON else "patients"
        before = facts(database)
        saved(client, f"{page}/{part.value}")
        assert facts(database) == before, part
    saved(client, "questions/working")
    assert facts(database).answers == now.answers
    # A no that is taken back is not known again.
    saved(client, "patients/new-patients", takes_new_patients="")
    assert facts(database).new_patients_confirmed_on is None


@ON_ONE
def test_pages_lead_from_one_to_the_next(app: Flask) -> None:
    client = begun(app)
    page = client.page(f"{LISTING}/patients")
    where = page.links()["Go through these one after another"]
    visited = 0
    while "on=1" in where:
        where = save(client, where).location
        visited += 1
        if not where.startswith(f"{LISTING}/patients/"):
            break
    assert visited == len(PATIENTS)
    assert where == f"{LISTING}/patients"


@ON_ONE
def test_two_tabs_do_not_overwrite_each_other_silently(app: Flask, database: Database) -> None:
    client = begun(app)
    for where, field, first, second in (
        ("person/name", "given_name", "Bo", "Cy"),
        ("patients/bio", "bio", "First.", "Second."),
        (
            "patients/contact",
            "booking_link",
            "https://one.example.com/",
            "https://two.example.com/",
        ),
        ("questions/visit", "words", "First.", "Second."),
    ):
        path = f"{LISTING}/{where}"
        seen = client.page(path).one("input", name="seen").get("value", "")
        saved(client, where, **{field: first})
        overtaken = refused(save(client, path, **{field: second}, seen=seen), 409)
        assert "This changed while you were typing" in overtaken.texts("h2")
        assert any(first in each for each in overtaken.texts("dd")), where
        again = overtaken.one("input", name="seen").get("value", "")
        saved(client, where, **{field: second}, seen=again)
    assert facts(database).given_name == "Cy"


def test_a_new_name_waits_for_a_reviewer_once_anything_was_checked(
    app: Flask, database: Database
) -> None:
    client = begun(app, checked=True)
    answer = save(client, f"{LISTING}/person/name", given_name="Bo")
    assert answer.location == f"{LISTING}/person?held=1"
    page = client.page(answer.location)
    assert "You asked to be called Bo Example" in " ".join(page.texts("p"))
    assert facts(database).given_name == "Ada"
    (change,) = held(database)
    office = office_of(app)
    holder = facts_owner(database)
    # Nobody decides on their own listing, nor in another part.
    for actor in (
        Actor(ActorKind.REVIEWER, holder),
        Actor(ActorKind.REVIEWER, delegate_of(app, NUMBER)),
        Actor(ActorKind.OWNER, holder),
    ):
        with pytest.raises(NotTheirs), office.act(actor) as act:
            accept_change(act, change)
    reviewer = Actor(ActorKind.REVIEWER, account(app, ActorKind.REVIEWER))
    with office.act(reviewer) as act:
        accept_change(act, change)
    now = facts(database)
    assert now.given_name == "Bo"
    # Papers may still show the old name; patients never see it.
    assert now.former_names == ("Ada Example",)
    with pytest.raises(NoSuchChange), office.act(reviewer) as act:
        accept_change(act, change)
    with database.reading() as connection:
        leaves = connection.scalars(select(LogEntry.leaf).order_by(LogEntry.seq)).all()
    acts = [json.loads(leaf)["act"] for leaf in leaves]
    assert [each for each in acts if each.startswith("change_")] == [
        "change_held",
        "change_accepted",
    ]


def test_a_held_change_is_refused_with_words_or_withdrawn(app: Flask, database: Database) -> None:
    client = begun(app, checked=True)
    office = office_of(app)
    reviewer = Actor(ActorKind.REVIEWER, account(app, ActorKind.REVIEWER))
    saved(client, "person/name", given_name="Bo")
    saved(client, "person/name", given_name="Cy")
    # The second one stands for the first.
    (change,) = held(database)
    with pytest.raises(ValueError, match="why"), office.act(reviewer) as act:
        refuse_change(act, change, words=" ")
    with office.act(reviewer) as act:
        refuse_change(act, change, words="Your license says Ada.")
    saved(client, "person/name", given_name="Di")
    (change,) = held(database)
    owner = Actor(ActorKind.OWNER, facts_owner(database))
    with pytest.raises(NoSuchChange), office.act(owner) as act:
        withdraw_change(act, NUMBER, change_id=change + 1)
    with office.act(owner) as act:
        withdraw_change(act, NUMBER, change_id=change)
    assert held(database) == []
    assert facts(database).given_name == "Ada"


@ON_ONE
def test_a_delegate_edits_and_strangers_find_nothing(app: Flask, database: Database) -> None:
    begun(app)
    delegate = signed_in(app, delegate_of(app, NUMBER))
    saved(delegate, "patients/new-patients", takes_new_patients="yes")
    assert facts(database).new_patients_confirmed_by is ActorKind.DELEGATE
    other = signed_in(app, account(app))
    for where in ("person", "person/name", "patients", "patients/bio", "places", "places/new"):
        assert other.get(f"{LISTING}/{where}").status_code in {403, 404}


def held(database: Database) -> list[int]:
    with database.reading() as connection:
        return list(
            connection.scalars(select(HeldChange.id).where(HeldChange.settled_at.is_(None)))
        )


def facts_owner(database: Database) -> int:
    with database.reading() as connection:
        found = connection.scalar(select(Practitioner.account_id).where(Practitioner.id == NUMBER))
    assert found is not None
    return found
