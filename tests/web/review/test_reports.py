"""Reports, notices, messages, claims and issuers as reviewers meet them."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, ClaimWay, CredentialState, IssuerAnswer
from directory.models.accounts import Delegate
from directory.models.credentials import Training
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.reports import Report
from directory.queries.accounts import account_of
from directory.web.wiring import services
from directory.workflows.claims import ask_for_access, begin_claim
from directory.workflows.issuer_requests import answer_by_link
from directory.workflows.messages import write_to_reviewers
from tests.clock import Clock
from tests.pages import Page, read_page
from tests.visitors import AccountClient, account, office_of, signed_in
from tests.web.review.forms.reports import FORMS
from tests.web.review.forms.staging import SYSTEM, Staging, key

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def on(app: Flask, clock: Clock) -> Staging:
    return Staging(app, clock, account(app, ActorKind.REVIEWER))


@pytest.fixture
def client(on: Staging) -> AccountClient:
    return signed_in(on.app, on.me)


def refused(
    client: AccountClient, path: str, status: int = 422, fields: dict[str, str] | None = None
) -> Page:
    answer = client.send(path, **(fields or {}))
    assert answer.status_code == status, answer.text
    return read_page(answer)


def test_a_report_is_worked_on_from_its_page(on: Staging, client: AccountClient) -> None:
    path = FORMS["review.report_closed"](on).path.removesuffix("/close")
    page = client.page(path)
    assert page.heading.startswith("Report HD-")
    assert "The number rings at a bakery." in page.texts("span", class_="said")
    assert "tel:+13035550100" in page.links().values()
    file = page.links()["The file of Ada Example"]
    assert "The phone number or address is wrong" in " ".join(client.page(file).links())
    assert client.send(f"{path}/triage", reason="credential").status_code == 303
    note = "Rang twice, nobody there."
    assert client.send(f"{path}/contacts", way="phone", note=note).status_code == 303
    page = client.page(path)
    assert note in page.texts("p", class_="said")
    assert "By telephone: not reached" in page.texts("strong")
    # What an outcome claims is done first; nothing that was typed is lost.
    page = refused(client, f"{path}/close", 409, {"outcome": "notice_shown", "reply": "Thank you."})
    assert "The listing says nothing to everybody yet." in page.texts("div", class_="note")[0]
    assert "Thank you." in page.texts("textarea")
    assert page.one("input", name="outcome", checked="").get("value") == "notice_shown"
    notice = f"{file}/notice"
    assert client.send(notice, notice="call_first").status_code == 303
    assert client.send(notice, notice="call_first").status_code == 303
    assert client.page(notice).one("input", checked="").get("value") == "call_first"
    assert client.send(f"{path}/close", outcome="notice_shown", reply="Thanks.").status_code == 303
    page = client.page(path)
    assert [form for form in page.all("form") if form.get("action", "").startswith(path)] == []
    assert any(text.startswith("The listing tells everybody") for text in page.texts("p"))
    page = refused(client, f"{path}/triage", 409, {"reason": "contact"})
    assert "This report is closed already." in page.texts("div", class_="note")[0]
    for rest in ("triage", "contacts", "close"):
        assert refused(client, f"{path}/{rest}").title.startswith("Error: Report HD-")
    assert refused(client, notice).title.startswith("Error: What the listing says")
    assert client.get(f"/review/reports/{key(5)}").status_code == 404
    assert client.get("/review/reports/nonsense").status_code == 404


def test_two_reporters_suggest_that_patients_call_first(on: Staging, client: AccountClient) -> None:
    path = FORMS["review.report_closed"](on).path.removesuffix("/close")
    with on.office.act(SYSTEM) as act:
        one = act.session.scalars(select(Report)).one()
        one.sender_hash = "a"
        values = {c.name: getattr(one, c.name) for c in Report.__table__.columns}
        other = {"id": 5, "reference": "HD-5", "sender_hash": "b", "email": None}
        act.session.add(Report(**{**values, **other}))
    page = client.page(path)
    assert page.texts("div", class_="note")[0].startswith("Two people, by themselves, say")
    assert page.links()["Choose what the listing says"].endswith("/notice")
    assert len(page.texts("h2")) == 4


def test_nobody_reads_reports_about_their_own_listing(on: Staging, client: AccountClient) -> None:
    path = FORMS["review.report_closed"](on).path.removesuffix("/close")
    with on.office.act(SYSTEM) as act:
        listing = act.session.scalars(select(Practitioner.id)).one()
        act.session.add(Delegate(practitioner_id=listing, account_id=on.me, since=act.at))
    about = f"/review/person/{key(listing)}"
    issuer = f"{about}/credentials/training/{key(listing)}/issuer"
    for page in (path, f"{about}/notice", f"{about}/messages", f"{about}/claims", issuer):
        answer = client.get(page)
        assert answer.status_code == 403
        assert read_page(answer).heading == "Another reviewer looks at this file"
    for form in (f"{path}/close", f"{path}/triage", f"{about}/messages/read", f"{about}/notice"):
        assert client.send(form, outcome="corrected").status_code == 403


def test_messages_are_read_and_answered(on: Staging, client: AccountClient) -> None:
    listing, owner = on.listed(), account(on.app, email="ada@people.example")
    with on.office.act(SYSTEM) as act:
        act.session.get_one(Practitioner, listing).account_id = owner
    with on.office.act(Actor(ActorKind.OWNER, owner)) as act:
        write_to_reviewers(act, listing, body="Is my license through?")
    file = f"/review/person/{key(listing)}"
    assert "1 message waits to be read" in client.page(file).texts("span", class_="pill")
    page = client.page(f"{file}/messages")
    assert page.heading == "Messages with Ada Example"
    assert page.texts("span", class_="pill") == ["New"]
    assert refused(client, f"{file}/messages", 422, {"body": " "}).title.startswith(
        "Error: Messages"
    )
    assert client.send(f"{file}/messages", body="It is.").status_code == 303
    page = client.page(f"{file}/messages")
    assert page.texts("span", class_="pill") == []
    assert set(page.texts("p", class_="said")) == {"It is.", "Is my license through?"}
    with on.office.database.reading() as connection:
        sent = connection.scalars(select(Mail.template).where(Mail.template == "message_written"))
        assert len(sent.all()) == 1


def test_claims_stand_side_by_side_and_are_settled_with_words(
    on: Staging, client: AccountClient
) -> None:
    listing = on.listed()
    first, second = account(on.app, email="ada@p.example"), account(on.app, email="bob@p.example")
    with on.app.app_context():
        seal = services().gate.seal
    numbers = []
    for claimant in (first, second):
        with on.office.act(Actor(ActorKind.OWNER, claimant)) as act:
            view = account_of(act.session.connection(), claimant)
            assert view is not None
            way = ClaimWay.PAPERS
            numbers.append(begin_claim(act, listing, account=view, way=way, seal=seal))
    file = f"/review/person/{key(listing)}"
    assert client.page(file).links()["Compare and decide"] == f"{file}/claims"
    page = client.page(f"{file}/claims")
    assert page.heading == "Claims to the listing of Ada Example"
    assert {"ada@p.example", "bob@p.example"} <= set(page.texts("dd"))
    one, other = (f"{file}/claims/{key(number)}" for number in numbers)
    page = refused(client, f"{other}/grant", 409)
    assert page.texts("div", class_="note")[0].startswith("Another claim came first")
    page = refused(client, f"{one}/refuse")
    assert page.one("p", class_="error")
    words = "The license names somebody else."
    field = {f"{one.rpartition('/')[2]}-words": words}
    assert client.send(f"{one}/refuse", **field).status_code == 303
    assert client.send(f"{one}/refuse", **field).status_code == 409
    assert client.send(f"{other}/grant").status_code == 303
    assert client.send(f"{other}/grant").status_code == 409
    assert client.send(f"{file}/claims/{key(5)}/grant").status_code == 404
    with on.office.database.reading() as connection:
        letter = connection.scalars(
            select(Mail.params).where(Mail.template == "claim_refused")
        ).one()
    assert json.loads(letter) == {"words": words}


def test_a_listing_that_somebody_has_is_granted_to_nobody(
    on: Staging, client: AccountClient
) -> None:
    listing, owner, other = on.listed(), account(on.app), account(on.app)
    with on.office.act(SYSTEM) as act:
        act.session.get_one(Practitioner, listing).account_id = owner
    with on.office.act(Actor(ActorKind.OWNER, other)) as act:
        view = account_of(act.session.connection(), other)
        assert view is not None
        number = ask_for_access(act, listing, account=view)
    path = f"/review/person/{key(listing)}/claims"
    page = client.page(path)
    assert "It is never granted over their head" in " ".join(page.texts("p"))
    assert "Grant the claim" not in " ".join(page.texts("button"))
    page = refused(client, f"{path}/{key(number)}/grant", 409)
    assert page.texts("div", class_="note")[0].startswith("Somebody has this listing.")


def test_an_issuer_is_asked_from_the_file(on: Staging, client: AccountClient) -> None:
    form = FORMS["review.issuer_asked"](on)
    file = form.path.partition("/credentials/")[0]
    with on.office.act(SYSTEM) as act:
        act.session.scalars(select(Training)).one().state = CredentialState.SUBMITTED
    assert form.path in client.page(file).links().values()
    page = client.page(form.path)
    assert page.one("input", name="issuer").get("value") == "Example Institute"
    fields = {name: str(value) for name, value in form.fields.items()}
    assert refused(client, form.path, 422, {**fields, "email": "nobody"}).title[:5] == "Error"
    assert refused(client, form.path, 422, {**fields, "language": "tlh"}).title[:5] == "Error"
    with on.office.database.reading() as connection:
        mine = account_of(connection, on.me)
    assert mine is not None
    page = refused(client, form.path, 409, {**fields, "email": mine.email})
    assert "This is an address of the practitioner" in page.texts("p", class_="error")[0]
    assert client.send(form.path, **fields).status_code == 303
    with on.office.database.reading() as connection:
        params = connection.scalars(
            select(Mail.params).where(Mail.template == "confirm_credential")
        ).one()
    token, reference = json.loads(params)["token"], json.loads(params)["reference"]
    by = "Kim Doe, registrar"
    answer_by_link(office_of(on.app), token, answer=IssuerAnswer.CONFIRMED, by=by, words="")
    # What they say stands in the file, and the form of a look begins with it.
    page = client.page(file)
    assert any(by in text for text in page.texts("p"))
    (field,) = (each for each in page.all("input") if each.get("value") == reference)
    assert field.get("name", "").endswith("-check-reference")
    kind = form.path.replace("training", "licence")
    for wrong in (kind, form.path.replace("training", "magic"), f"{file}/credentials/x/y/issuer"):
        assert client.get(wrong).status_code == 404
