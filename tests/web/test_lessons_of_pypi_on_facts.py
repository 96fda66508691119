"""What auditors found in the Python Package Index about facts that are told in two places.

Findings 3, 10, 12 and 13 of the list in tests/web/test_lessons_of_pypi.py, and those of 2023.
"""

import json
import time
from datetime import timedelta
from itertools import product
from typing import Any, Final

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from directory.adapters.password_meter import PasswordMeter
from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import ActorKind, HeadNeck, LinkPurpose
from directory.models.accounts import Account, AccountRole, Delegate
from directory.models.clinics import Clinic
from directory.models.practitioners import Practitioner
from directory.models.sessions import OneTimeLink
from directory.web.visitors import SESSION
from directory.workflows.accounts.challenges import ChallengePurpose
from tests.authenticators import SoftKey
from tests.clock import START, Clock
from tests.factories import person
from tests.pages import PageClient, words
from tests.visitors import (
    PASSWORD,
    SAME_SITE,
    AccountClient,
    account,
    gate_of,
    signed_in,
)
from tests.ways_in import (
    answer,
    challenge_for,
    passkey_for,
    session_of,
    who_or_none,
)
from tests.web.acts import options_of
from tests.web.callers import come, named
from tests.web.ways import EMAIL, insert_role, link_to, opened, sent, write

OWNER, REVIEWER, ADMINISTRATOR = ActorKind.OWNER, ActorKind.REVIEWER, ActorKind.ADMINISTRATOR


# --- 3: what is checked, wherever it is shown ----------------------------------------------------

AROUND: Final = "lat=39.7392&lon=-104.9847"
LINES: Final = {
    "licence": ("License confirmed", "No license check on record"),
    "training": ("Training: certificate seen", "No training on record"),
    "accreditation": ("Certification confirmed", "No certification on record"),
}


def _badges(client: PageClient) -> dict[str, dict[int, dict[str, Any]]]:
    """Gather what every output says of everybody's first place, by output and person."""

    def searched(checks: str) -> dict[int, dict[str, Any]]:
        found = client.get(f"/api/v1/search?{AROUND}&checks={checks}").get_json(force=True)
        return {ids.decode(each["id"]): each["location"] for each in found["results"]}

    exported = client.get("/api/v1/export/practitioners.ndjson").get_data(as_text=True)
    lines = [json.loads(line) for line in exported.splitlines()]
    records = {
        number: client.get(f"/api/v1/practitioners/{ids.encode(number)}").get_json(force=True)
        for number in range(7, 15)
    }
    return {
        "search": searched("licence_training"),
        "search for all three": searched("all"),
        "export": {ids.decode(line["id"]): line["locations"][0] for line in lines},
        "records": {
            number: record["locations"][0]
            for number, record in records.items()
            if record.get("listed")
        },
    }


def _said(text: str) -> dict[str, bool]:
    """Read the three checks in a text; each is there in one of its two forms."""
    said = {}
    for name, (checked, missing) in LINES.items():
        assert (checked in text) is not (missing in text), (name, text)
        said[name] = checked in text
    return said


def test_03_every_output_says_the_same_of_everybody(
    client: PageClient, database: Database, clock: Clock
) -> None:
    """PyPI showed its mark of verification on pages that had not asked whether it was earned.

    Here the search page, the profile, both searches in JSON, the record, the export and the page
    of an earlier day agree about everybody: with some, all and none of the checks, before and
    after they lapse.
    """
    with database.transaction() as session:
        person(session, number=7)
        person(session, number=8, accreditation=False)
        person(session, number=9, trained=False)
        person(session, number=10, licensed=False)
        person(session, number=11, published=False)
        person(session, number=12, head_neck=HeadNeck.NO)
        person(session, number=13, head_neck=HeadNeck.NOT_STATED)
        person(session, number=14, licence_expires=(START + timedelta(days=30)).date())
    badges: dict[str, dict[int, dict[str, Any]]] = {}
    for later, listed, whole in ((0, {7, 8, 13, 14}, {7, 13, 14}), (31, {7, 8, 13}, {7, 13})):
        clock.at = START + timedelta(days=later)
        badges = _badges(client)
        assert set(badges["records"]) == listed
        assert badges["search"] == badges["export"] == badges["records"]
        assert badges["search for all three"] == {
            number: place for number, place in badges["records"].items() if place["qualified"]
        }
        assert set(badges["search for all three"]) == whole
        _the_pages_agree(client, badges["records"])
    _the_earlier_day_agrees(client, clock, today=badges["records"])


def _the_pages_agree(client: PageClient, records: dict[int, dict[str, Any]]) -> None:
    cards = {}
    for card in client.page(f"/search?{AROUND}&checks=licence_training").all("div", class_="card"):
        address = next(link.get("href", "") for link in card.iter("a"))
        cards[ids.decode(address.split("/")[2])] = words(card)
    assert set(cards) == set(records)
    for number in range(7, 15):
        page = client.get(f"/practitioners/{ids.encode(number)}/ada-example").text
        if number not in records:
            assert not any(checked in page for checked, _ in LINES.values()), number
            continue
        checks = {
            name: check["status"] == "checked" for name, check in records[number]["checks"].items()
        }
        profile = client.page(f"/practitioners/{ids.encode(number)}/ada-example")
        place = words(profile.one("section", aria_labelledby="visit"))
        assert _said(cards[number]) == _said(place) == checks, number
        assert ("All three checks are good here" in place) is records[number]["qualified"]


def _the_earlier_day_agrees(
    client: PageClient, clock: Clock, *, today: dict[int, dict[str, Any]]
) -> None:
    day = clock().date()
    clock.forward(timedelta(days=2))
    for number in range(7, 15):
        address = f"practitioners/{ids.encode(number)}"
        earlier = client.get(f"/api/v1/{address}?as_of={day}").get_json(force=True)
        said = words(client.page(f"/{address}?as_of={day}").one("main"))
        # Of whoever was never listed nothing is told.
        assert earlier.get("listed", False) is (number in today), number
        assert ("On that day this person was listed." in said) is (number in today)
        if number in today:
            for name, check in today[number]["checks"].items():
                before = earlier["locations"][0]["checks"][name]
                assert before["status"] == check["status"], (number, name)
            assert ("All three checks were good here" in said) is today[number]["qualified"]


# --- 10: two sources of one fact -----------------------------------------------------------------


def test_10_a_letter_of_before_a_change_of_address_opens_nothing(app: Flask) -> None:
    """PyPI serves what a file says of itself next to what its upload said, and never compares.

    Here a link and the account it leads to have to agree on the address: what was sent to the old
    one leads nowhere, even where nothing ended it.
    """
    number = account(app, email=EMAIL)
    token = link_to(app, LinkPurpose.RECOVER, account_id=number)
    write(app, update(Account).where(Account.id == number).values(email="new@people.example"))
    assert not opened(sent(app, "/account/recover/new", token=token))
    # Back at the old address it is the holder's again; it was not used up by the attempt.
    write(app, update(Account).where(Account.id == number).values(email=EMAIL))
    assert opened(sent(app, "/account/recover/new", token=token))


def test_10_an_address_that_was_taken_meanwhile_stays_with_whoever_has_it(
    app: Flask, database: Database
) -> None:
    """As above, for links that would make an address somebody's."""
    register = link_to(app, LinkPurpose.REGISTER)
    other = account(app, email="other@people.example")
    change = link_to(app, LinkPurpose.CHANGE_ADDRESS, account_id=other)
    join = link_to(app, LinkPurpose.JOIN_STAFF, role="reviewer", fresh="")
    page = FlaskClient(app).get(f"/account/join?token={join}").get_data(as_text=True)
    made = SoftKey().create(options_of(page), gate_of(app).site.origin)
    holder = account(app, email=EMAIL)
    new = {"name": "Kim Doe", "password": PASSWORD}
    for response in (
        sent(app, "/account/confirm", token=register, **new),
        sent(app, "/account/address/confirm", token=change),
        sent(app, "/account/join", link=join, name="Kim Doe", answer=made),
    ):
        assert response.status_code == 410
        assert not opened(response)
    with database.reading() as connection:
        found = connection.execute(select(Account.id, Account.email)).all()
    assert set(map(tuple, found)) == {(holder, EMAIL), (other, "other@people.example")}


def test_10_what_a_form_says_of_an_invitation_counts_for_nothing(
    app: Flask, database: Database
) -> None:
    """As above: the address and the part are those of the letter, whatever is sent along."""
    token = link_to(app, LinkPurpose.JOIN_STAFF, role="reviewer", fresh="")
    page = FlaskClient(app).get(f"/account/join?token={token}").get_data(as_text=True)
    assert "reviewer" in page
    assert EMAIL in page
    made = SoftKey().create(options_of(page), gate_of(app).site.origin)
    response = sent(
        app, "/account/join", link=token, name="Kim Doe", answer=made,
        role="administrator", email="thief@people.example", fresh="yes", account="1",
    )  # fmt: skip
    assert response.status_code == 200
    with database.reading() as connection:
        assert connection.scalars(select(Account.email)).all() == [EMAIL]
        assert connection.scalars(select(AccountRole.role)).all() == [REVIEWER]


# --- 12: what is made for one thing is good for nothing else -------------------------------------

LINKS: Final = {
    LinkPurpose.REGISTER: ("/account/confirm", {"name": "Kim Doe", "password": PASSWORD}),
    LinkPurpose.RECOVER: ("/account/recover/new", {}),
    LinkPurpose.CHANGE_ADDRESS: ("/account/address/confirm", {}),
    LinkPurpose.JOIN_STAFF: ("/account/join", {"name": "Kim Doe"}),
}


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_12_a_link_opens_the_page_it_was_made_for_alone(
    app: Flask, database: Database, purpose: LinkPurpose
) -> None:
    """PyPI looked a publisher up without asking who vouched for it: another issuer's would do.

    Here a link, a challenge and a sealed secret say what they are for, and for whom.
    """
    number = account(app, email="other@people.example")
    token = link_to(app, purpose, account_id=number, role="reviewer", fresh="")
    for other, (path, fields) in LINKS.items():
        if other is not purpose:
            shown = FlaskClient(app).get(f"{path}?token={token}")
            assert shown.status_code == 410, path
            tried = sent(app, path, token=token, link=token, **fields)
            assert tried.status_code == 410, path
    with database.reading() as connection:
        assert connection.scalars(select(OneTimeLink.used_at)).all() == [None]


def test_12_a_challenge_is_answered_where_it_was_asked_alone(app: Flask) -> None:
    """As above, for what a passkey signs."""
    gate, number = gate_of(app), account(app)
    key = passkey_for(gate, number)
    token, visitor = session_of(gate, number)
    _, other = session_of(gate, number)
    subjects = {"nobody": None, "this session": visitor, "another session": other}
    paths = ("/account/sign-in/passkey", "/account/step-up/passkey")
    taken = set()
    for path, made_for, whose in product(paths, ChallengePurpose, subjects):
        challenge = challenge_for(gate, subjects[whose], made_for)
        client = FlaskClient(app, app.response_class)
        client.set_cookie(SESSION, token)
        form = gate.seal.tag(str(visitor.session_id), "form")
        fields = {"answer": answer(gate, key, challenge=challenge), "csrf_token": form}
        if opened(client.post(path, data=fields, headers=SAME_SITE)):
            taken.add((path, made_for, whose))
            # It goes on under another token.
            token, visitor = session_of(gate, number)
            subjects["this session"] = visitor
    assert taken == {
        ("/account/sign-in/passkey", ChallengePurpose.SIGN_IN, "nobody"),
        ("/account/step-up/passkey", ChallengePurpose.PROVE, "this session"),
    }


def test_12_the_secret_of_an_app_is_taken_in_the_session_it_was_shown_in(
    app: Flask, clock: Clock
) -> None:
    """As above, for what a page seals and is sent back."""
    gate, number = gate_of(app), account(app)
    mine, theirs = signed_in(app, number), signed_in(app, account(app))
    sealed = theirs.page("/account/app").one("input", name="sealed").get("value", "")
    secret = (gate.seal.open(sealed, "new app") or "").partition(" ")[2]
    code = pyotp.TOTP(secret).at(clock())
    refused = mine.send("/account/app", sealed=sealed, code=code)
    assert (refused.status_code, refused.location) == (303, "/account/app")
    assert theirs.send("/account/app", sealed=sealed, code=code).location == "/account/ways"


# --- 13: what was given goes with what it was given for ------------------------------------------


def _parts_of(app: Flask, number: int) -> frozenset[ActorKind]:
    token, _ = session_of(gate_of(app), number)
    found = who_or_none(gate_of(app), token)
    assert found is not None
    return found.account.parts


def test_13_a_listing_that_is_handed_over_is_its_new_owners_alone(
    app: Flask, database: Database
) -> None:
    """On PyPI a team kept its hold on a project that had been transferred to others.

    Here a part follows from what is held at this moment: it is read again with every request.
    """
    old, new = account(app), account(app)
    with database.transaction() as session:
        person(session, number=7, published=False).account_id = old
    assert _parts_of(app, old) == {OWNER}
    before = signed_in(app, old)
    assert len(taken(before)["practitioner"]) == 1
    write(app, update(Practitioner).where(Practitioner.id == 7).values(account_id=new))
    assert _parts_of(app, old) == set()
    assert _parts_of(app, new) == {OWNER}
    assert "practitioner" not in taken(signed_in(app, old))
    assert taken(signed_in(app, new))["practitioner"][0]["id"] == ids.encode(7)


def taken(client: AccountClient) -> dict[str, Any]:
    """Take along what is kept about somebody."""
    data: dict[str, Any] = client.send("/account/data").get_json()
    return data


def test_13_delegates_go_with_the_owner_who_chose_them(app: Flask, database: Database) -> None:
    """As above: when a listing leaves, nobody keeps it in anybody's name."""
    old, helper = account(app), account(app)
    with database.transaction() as session:
        person(session, number=7, published=False).account_id = old
        session.flush()
        session.add(Delegate(practitioner_id=7, account_id=helper, since=START))
    assert _parts_of(app, helper) == {ActorKind.DELEGATE}
    assert signed_in(app, old).send("/account/close").status_code == 303
    assert _parts_of(app, helper) == set()


def test_13_a_clinic_that_is_handed_over_is_its_new_managers_alone(app: Flask) -> None:
    """As above, for clinics."""
    came, new = come(app, named("a manager of a clinic")), account(app)
    assert _parts_of(app, came.account_id) == {ActorKind.CLINIC_MANAGER}
    write(app, update(Clinic).values(manager_account_id=new))
    assert _parts_of(app, came.account_id) == set()
    assert _parts_of(app, new) == {ActorKind.CLINIC_MANAGER}


def test_13_a_part_that_was_ended_is_gone_with_the_very_next_request(app: Flask) -> None:
    """As above, for reviewers and administrators, in a session that is open and proven."""
    first = account(app, ADMINISTRATOR)
    second = account(app, ADMINISTRATOR)
    client = signed_in(app, second)
    assert client.get("/review/people").status_code == 200
    # Past every workflow: nothing but the part itself is gone.
    write(app, delete(AccountRole).where(AccountRole.account_id == second))
    assert client.get("/review/people").status_code == 403
    write(app, insert_role(second, ADMINISTRATOR))
    assert client.get("/review/people").status_code == 200
    path = f"/review/people/{ids.encode(second)}/role/administrator/take"
    assert signed_in(app, first).send(path).status_code == 303
    # As it is done, they are signed out everywhere as well.
    assert client.get("/review/people").location.startswith("/account/sign-in")


# --- of 2023 -------------------------------------------------------------------------------------

HOSTILE: Final = (
    "a1" * 64, "aaaaaaaa" * 16, "password" * 16, "p@ssw0rd" * 16, "qwertyui" * 16,
    "20260101" * 16, "l1l1l1l1" * 16, "\u2028\u0301" * 64, "((((((((" * 16, "robin doe" * 14,
)  # fmt: skip


def test_2023_a_password_of_any_kind_is_measured_in_time() -> None:
    """PyPI's meter for passwords could be kept busy for minutes by one that was made for it.

    Here the longest takes no more than its length makes likely, and less than a second.
    """
    meter = PasswordMeter()

    def spent(text: str) -> float:
        best = 10.0
        for _ in range(3):
            began = time.process_time()
            meter.log10_guesses(text, ("Robin Doe", "robin@people.example"))
            best = min(best, time.process_time() - began)
        return best

    for text in HOSTILE:
        half, whole = spent(text[:64]), spent(text[:128])
        assert whole < 1, text
        # Twice as long takes eight times as long at most: nothing doubles with each character.
        assert whole < 8 * max(half, 0.002), text


def test_2023_every_answer_says_what_a_page_may_use(client: PageClient) -> None:
    """PyPI sent no Permissions-Policy."""
    for path in ("/", "/account/sign-in", "/account/nowhere", "/review/", "/api/v1/search"):
        assert "camera=()" in client.get(path).headers["Permissions-Policy"], path
