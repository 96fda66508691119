"""People who keep a listing for its owner, and a listing that moves to another account."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.db import Database
from directory.domain import ids
from directory.domain.accounts import tokens
from directory.domain.keepers import MOST_KEEPERS
from directory.domain.vocabulary import InvitationOutcome, LinkPurpose
from directory.models.listings import CalendarFeed, Invitation
from directory.models.practitioners import Practitioner
from directory.models.sessions import OneTimeLink
from directory.workflows.accounts.links import make_link
from tests.factories import person
from tests.pages import read_page
from tests.visitors import account, office_of
from tests.ways_in import SYSTEM
from tests.web.practitioner.keeping import (
    answered,
    delegate_of,
    email_of,
    keepers_now,
    letters_to,
    owner_now,
    owner_of,
    path_of,
    proven,
    token_in_letter,
)

ANN, OWN = "ann@people.example", "own@people.example"
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def invite_ann(app: Flask, database: Database, owner: int) -> str:
    answer = proven(app, owner).send(path_of(7, "people/invite"), email=ANN.upper())
    assert answer.status_code == 303
    return token_in_letter(database, "keep_listing", to=ANN)


def test_an_invited_person_keeps_the_listing_until_they_are_removed(
    app: Flask, database: Database
) -> None:
    owner = owner_of(app, 7, email=OWN)
    token = invite_ann(app, database, owner)
    ann = account(app, email=ANN)
    client = proven(app, ann)
    # Looked at as often as one likes, it changes nothing
    for _ in range(2):
        page = client.page(f"/listing/join-listing?token={token}")
        assert page.heading == "Keep the listing of Ada Example"
    assert not keepers_now(database, 7)
    assert answered(client, "join-listing", token=token) == 303
    assert keepers_now(database, 7) == {ann}
    assert "delegate_added" in letters_to(database, OWN)
    # Used once
    assert client.page(f"/listing/join-listing?token={token}").status == 410
    # The owner sees who, the delegate sees themselves alone
    assert "Robin Doe" in proven(app, owner).page(path_of(7)).texts("h2")
    assert not client.page(path_of(7)).all("h2")
    # Removed, they are out at once
    path = path_of(7, f"people/{ids.encode(ann)}/remove")
    assert proven(app, owner).page(path).status == 200
    assert proven(app, owner).send(path).status_code == 303
    assert client.get(path_of(7)).status_code in {403, 404}
    assert "delegate_removed" in letters_to(database, ANN)
    assert not keepers_now(database, 7)
    assert proven(app, owner).send(path).status_code == 404


@on_one_database
def test_who_is_not_invited_is_told_why(app: Flask, database: Database) -> None:
    owner = owner_of(app, 7, email=OWN)
    delegate_of(app, 7, email="kay@people.example")

    def said(email: str, status: int = 422) -> str:
        answer = proven(app, owner).send(path_of(7, "people/invite"), email=email)
        assert answer.status_code == status
        page = read_page(answer)
        assert page.title.startswith("Error: Invite somebody to keep this listing")
        (error,) = page.texts("p", class_="error")
        return error

    assert "account you are signed in to" in said(OWN)
    assert "keeps your listing already" in said("KAY@people.example")
    assert said("")
    assert said("a" * 10_000)
    assert said("ann\u202e@people.example")
    # A second letter replaces the first, and too many are none
    first = invite_ann(app, database, owner)
    for _ in range(2):
        invite_ann(app, database, owner)
    assert proven(app, owner).get(f"/listing/join-listing?token={first}").status_code == 410
    assert "Wait" in said(ANN, 429)
    with database.reading() as connection:
        opened = select(func.count()).where(Invitation.outcome.is_(None))
        assert connection.scalar(opened) == 1


@on_one_database
def test_a_listing_is_kept_by_ten_at_most(app: Flask) -> None:
    owner = owner_of(app, 7)
    for number in range(MOST_KEEPERS):
        delegate_of(app, 7, email=f"keeper-{number}@people.example")
    answer = proven(app, owner).send(path_of(7, "people/invite"), email=ANN)
    assert answer.status_code == 422
    assert "Remove somebody first" in answer.text


def test_an_invitation_taken_back_leads_nowhere(app: Flask, database: Database) -> None:
    owner = owner_of(app, 7)
    token = invite_ann(app, database, owner)
    page = proven(app, owner).page(path_of(7))
    (path,) = (to for words, to in page.links().items() if words.startswith("Take it back"))
    assert proven(app, owner).page(path).heading == "Take the invitation back"
    assert proven(app, owner).send(path).status_code == 303
    ann = proven(app, account(app, email=ANN))
    assert ann.get(f"/listing/join-listing?token={token}").status_code == 410
    assert answered(ann, "join-listing", token=token) == 410
    assert proven(app, owner).send(path).status_code == 404
    with database.reading() as connection:
        outcomes = list(connection.scalars(select(Invitation.outcome)))
    assert outcomes == [InvitationOutcome.WITHDRAWN]


def test_a_letter_that_was_passed_on_opens_nothing(app: Flask, database: Database) -> None:
    owner = owner_of(app, 7)
    token = invite_ann(app, database, owner)
    other = proven(app, account(app, email="bo@people.example"))
    page = other.page(f"/listing/join-listing?token={token}")
    assert not page.all("input", name="token")
    assert answered(other, "join-listing", token=token) == 409
    assert answered(proven(app, owner), "join-listing", token=token) == 409
    assert not keepers_now(database, 7)
    # The link still works for whom it was sent to
    assert answered(proven(app, account(app, email=ANN)), "join-listing", token=token) == 303


@on_one_database
def test_nobody_signed_in_is_led_to_sign_in_and_back(app: Flask, database: Database) -> None:
    token = invite_ann(app, database, owner_of(app, 7))
    page = app.test_client().get(f"/listing/join-listing?token={token}")
    links = read_page(page).links()
    assert links["Sign in"].startswith("/account/sign-in?next=/listing/join-listing?token")
    assert "Open an account" in links


def test_somebody_who_keeps_a_listing_can_stop(app: Flask, database: Database) -> None:
    owner = owner_of(app, 7)
    kay = delegate_of(app, 7)
    client = proven(app, kay)
    assert "Stop keeping this listing" in client.page(path_of(7)).texts("button")
    assert client.send(path_of(7, "people/stop")).status_code == 303
    assert not keepers_now(database, 7)
    assert proven(app, owner).send(path_of(7, "people/stop")).status_code == 404


def test_a_delegate_invites_removes_and_hands_over_nobody(app: Flask, database: Database) -> None:
    owner_of(app, 7)
    kay, max_ = delegate_of(app, 7), delegate_of(app, 7)
    # Also one who owns another listing, and so has the right elsewhere
    with office_of(app).act(SYSTEM) as act:
        person(act.session, number=8, at=act.at).account_id = kay
    for rest in ("people/invite", "hand-over", f"people/{ids.encode(max_)}/remove"):
        client = proven(app, kay)
        assert client.get(path_of(7, rest)).status_code == 403
        assert client.send(path_of(7, rest), email=ANN).status_code == 403
    assert keepers_now(database, 7) == {kay, max_}


def test_listings_of_others_are_not_there(app: Flask, database: Database) -> None:
    """IDOR: the number of somebody else's listing, delegate or invitation opens nothing."""
    owner, other = owner_of(app, 7), owner_of(app, 8)
    kay = delegate_of(app, 7)
    invite_ann(app, database, owner)
    with database.reading() as connection:
        number = ids.encode(connection.scalars(select(Invitation.id)).one())
    rests = (
        "people/invite",
        "hand-over",
        f"people/{ids.encode(kay)}/remove",
        f"people/invitations/{number}/withdraw",
    )
    for rest in rests:
        assert proven(app, other).get(path_of(7, rest)).status_code == 404
        assert proven(app, other).send(path_of(7, rest), email=ANN).status_code == 404
    # Nor by way of their own listing
    for rest in rests[2:]:
        assert proven(app, other).get(path_of(8, rest)).status_code == 404
        assert proven(app, other).send(path_of(8, rest)).status_code == 404
    assert proven(app, other).send(path_of(7, "people/stop")).status_code == 404
    assert keepers_now(database, 7) == {kay}
    assert token_in_letter(database, "keep_listing", to=ANN)


def test_each_act_spends_a_proof_of_its_own(app: Flask) -> None:
    client = proven(app, owner_of(app, 7))
    path = path_of(7, "people/invite")
    assert client.send(path, email=ANN).status_code == 303
    again = client.send(path, email="bo@people.example")
    assert again.headers["Location"].startswith("/account/step-up")


# --- handing over -------------------------------------------------------------------------------


def test_nothing_that_was_granted_survives_a_listing_that_is_handed_over(
    app: Flask, database: Database
) -> None:
    """PyPI's audit of 2026: permissions that survive a transfer of ownership."""
    former = owner_of(app, 7, email=OWN)
    kay = delegate_of(app, 7, email="kay@people.example")
    invited = invite_ann(app, database, former)
    new = account(app, email="new@people.example")
    with office_of(app).act(SYSTEM) as act:
        still = make_link(
            act, LinkPurpose.STILL_CORRECT, email=OWN, account_id=former, subject_id=7
        )
        for number, whose in ((1, former), (2, kay)):
            act.session.add(
                CalendarFeed(
                    id=number,
                    account_id=whose,
                    practitioner_id=7,
                    clinic_id=None,
                    token_hash=f"{number:064}",
                    made_at=act.at,
                    revoked_at=None,
                )
            )
    before = proven(app, former)
    page = before.page(path_of(7, "hand-over"))
    assert page.heading == "Move the listing to another account of yours"
    assert before.send(path_of(7, "hand-over"), email="new@people.example").status_code == 303
    token = token_in_letter(database, "hand_over", to="new@people.example")
    client = proven(app, new)
    heading = client.page(f"/listing/hand-over?token={token}").heading
    assert heading == "Take over the listing of Ada Example"
    assert owner_now(database, 7) == former
    assert answered(client, "hand-over", token=token) == 303
    assert owner_now(database, 7) == new
    # The former owner, in a session that is still open, and the delegate are out
    for client_ in (before, proven(app, kay)):
        assert client_.get(path_of(7)).status_code in {403, 404}
        answer = client_.send(path_of(7, "people/stop"))
        assert answer.status_code in {403, 404}
    assert not keepers_now(database, 7)
    # What lay in mailboxes and calendars is dead
    ann = proven(app, account(app, email=ANN))
    assert answered(ann, "join-listing", token=invited) == 410
    with database.reading() as connection:
        used = select(OneTimeLink.used_at).where(OneTimeLink.token_hash == tokens.hash_of(still))
        assert connection.scalar(used) is not None
        assert None not in list(connection.scalars(select(CalendarFeed.revoked_at)))
    assert "handed_over" in letters_to(database, OWN)
    assert "delegate_removed" in letters_to(database, "kay@people.example")
    # And the link gives it to nobody a second time
    assert answered(client, "hand-over", token=token) == 410


@on_one_database
def test_a_listing_is_not_handed_to_whoever_has_one_or_to_another_address(
    app: Flask, database: Database
) -> None:
    former = owner_of(app, 7, email=OWN)
    rich = owner_of(app, 8, email="rich@people.example")
    own = proven(app, former).send(path_of(7, "hand-over"), email=OWN)
    assert own.status_code == 422
    sent = proven(app, former).send(path_of(7, "hand-over"), email="rich@people.example")
    assert sent.status_code == 303
    token = token_in_letter(database, "hand_over", to="rich@people.example")
    assert answered(proven(app, rich), "hand-over", token=token) == 409
    assert answered(proven(app, account(app)), "hand-over", token=token) == 409
    assert answered(proven(app, former), "hand-over", token=token) == 409
    assert owner_now(database, 7) == former
    # Offered to somebody else, the first offer is over
    proven(app, former).send(path_of(7, "hand-over"), email=ANN)
    assert proven(app, rich).get(f"/listing/hand-over?token={token}").status_code == 410
    assert email_of(database, former) == OWN


def test_an_offer_of_a_former_owner_is_nobodys(app: Flask, database: Database) -> None:
    """Two offers on their way: whoever comes second finds that it was another's to offer."""
    former = owner_of(app, 7, email=OWN)
    invited = invite_ann(app, database, former)
    new = account(app)
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Practitioner, 7).account_id = new
    ann = proven(app, account(app, email=ANN))
    assert ann.get(f"/listing/join-listing?token={invited}").status_code == 410
    assert answered(ann, "join-listing", token=invited) == 410
    assert not keepers_now(database, 7)


@on_one_database
@pytest.mark.parametrize("where", ["join-listing", "hand-over"])
@pytest.mark.parametrize("token", ["", "x", "a" * 100_000, "\x00", "\u202e", "é"])
def test_a_link_that_never_was_leads_nowhere(app: Flask, where: str, token: str) -> None:
    client = proven(app, account(app))
    assert client.get(f"/listing/{where}", query_string={"token": token}).status_code == 410
    assert answered(client, where, token=token) == 410


def test_whoever_closes_their_account_leaves_no_address_and_no_open_invitation(
    app: Flask, database: Database
) -> None:
    owner, ann = owner_of(app, 7, email=OWN), account(app, email=ANN)
    token = invite_ann(app, database, owner)
    delegate = delegate_of(app, 7)
    proven(app, owner).send(path_of(7, "people/invite"), email="bo@people.example")
    assert proven(app, ann).send("/account/close").status_code == 303
    assert proven(app, owner).send("/account/close").status_code == 303
    with database.reading() as connection:
        rows = connection.execute(select(Invitation.email, Invitation.outcome)).all()
    assert {row.outcome for row in rows} == {InvitationOutcome.WITHDRAWN}
    assert not {ANN, OWN} & {row.email for row in rows}
    assert not keepers_now(database, 7)
    assert proven(app, delegate).get(path_of(7)).status_code in {403, 404}
    assert answered(proven(app, delegate), "join-listing", token=token) == 410
