"""Every address, by every method, as every kind of visitor: who comes in, and who does not."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import product
from typing import Any, Final

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from directory import create_app
from directory.config import load
from directory.db import Database
from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, MailState
from directory.models.accounts import AccountProposal
from directory.models.base import Base
from directory.models.mail import Mail
from directory.models.sessions import AccountSession
from directory.web.guards import for_everybody, guard
from directory.workflows.accounts.noting import note_change
from tests.clock import Clock
from tests.factories import person
from tests.pages import read
from tests.visitors import SAME_SITE, account, office_of, token_of
from tests.web.callers import EVERYONE, KINDS, NOBODY, Came, Who, come, named
from tests.web.doors import (
    COMES_IN,
    DEMO,
    DOORS,
    GUARDED,
    OPEN,
    RIGHTS,
    Address,
    addresses,
    met_by,
    outcome,
    wing_of,
)

# Where an address leads, and by which method, does not depend on the database.
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ELSEWHERE: Final = {"Sec-Fetch-Site": "cross-site"}
METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
PERSON: Final = ids.encode(7)
OPEN_PATHS: Final = {
    "public.home": "/",
    "public.search": "/search?lat=39.7392&lon=-104.9847&headache=migraine",
    "public.map": "/map?lat=39.7392&lon=-104.9847&headache=migraine",
    "public.streets": "/map/streets?lat=39.7392&lon=-104.9847",
    "public.street_tiles": "/map/streets.pmtiles",
    "public.profile_page": f"/practitioners/{PERSON}",
    "public.profile": f"/practitioners/{PERSON}/ada-example",
    "public.display": "/display",
    "public.rules": "/rules",
    "public.rules_of_region": "/rules/us/co",
    "public.regulators": "/regulators",
    "public.shortlist": f"/list?ids={PERSON}",
    "public.shortlist_print": f"/list/print?ids={PERSON}",
    "public.compare": f"/compare?ids={PERSON}",
    "public.check": "/check?who=Ada+Example",
    "public.handout": f"/practitioners/{PERSON}/handout",
    "public.contact": f"/practitioners/{PERSON}/contact.vcf",
    "public.guide": "/guide",
    "public.guide_page": "/guide/migraine",
    "public.about": "/about",
    "public.privacy": "/privacy",
    "public.accessibility": "/accessibility",
    "public.find": "/find",
    "public.find_region": "/find/co",
    "public.find_city": "/find/co/denver",
    "public.find_headache": "/find/co/denver/migraine",
    "public.robots": "/robots.txt",
    "public.sitemap": "/sitemap.xml",
    "public.sitemap_part": "/sitemap-pages.xml",
    "public.accuracy": "/accuracy",
    "public.components": "/components",
    "public.report": f"/practitioners/{PERSON}/report",
    "public.reported": f"/practitioners/{PERSON}/report",
    "public.report_unsafe": f"/practitioners/{PERSON}/report/unsafe",
    "public.report_sent": f"/practitioners/{PERSON}/report/sent",
    "public.confirm_credential": "/confirm",
    "public.credential_confirmed": "/confirm",
    "public.confirmed": "/confirm/done",
    "api.search_people": "/api/v1/search?lat=39.7392&lon=-104.9847",
    "api.places": "/api/v1/places?q=denver",
    "api.practitioner": f"/api/v1/practitioners/{PERSON}",
    "api.export": "/api/v1/export/practitioners.ndjson",
    "api.rules": "/api/v1/rules",
    "log.index": "/log/",
    "log.head": "/log/head",
    "log.key": "/log/key",
    "log.entries": "/log/entries?start=0&count=1",
    "log.inclusion": "/log/proof/inclusion?seq=0&size=1",
    "log.consistency": "/log/proof/consistency?first=1&second=1",
    "static": "/static/look.css",
}
"""An address of every endpoint without a guard, at which there is something to see."""
OPEN_ANSWERS: Final = {
    # Without a setting there is no street map.
    "public.streets": 404,
    "public.street_tiles": 404,
    "public.profile_page": 301,
    # Nobody here has two others in their town, and no town is known.
    "public.find_region": 302,
    "public.find_city": 404,
    "public.find_headache": 404,
    "public.display": 400,
    "public.reported": 400,
    "public.report_sent": 404,
    "public.confirm_credential": 410,
    "public.credential_confirmed": 400,
}
"""What is answered where that is no page: forms of no site, and links without their token."""


def said_of(answer: TestResponse) -> str:
    """Name what became of a request, in the words of the expectation."""
    if answer.status_code == 303:
        return f"303 {answer.headers['Location'].partition('?')[0]}"
    if answer.status_code == 204:
        return COMES_IN
    # Every page is parsed by the tests of its own; here the words of its heading are enough.
    heading = re.search("<h1>(.*)</h1>", answer.get_data(as_text=True))
    return f"{answer.status_code} {heading[1] if heading else ''}".strip()


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """Give the settings of a demonstration: it has every page that any other server has."""
    return {**environment, "DIRECTORY_MODE": "demo"}


@pytest.fixture
def entered(app: Flask) -> list[str]:
    """Let every view behind a guard only note that it was come to."""
    noted: list[str] = []
    for endpoint, view in app.view_functions.items():
        if wing_of(endpoint) in GUARDED:
            app.view_functions[endpoint] = _probe(view, endpoint, noted=noted)
    return noted


def _probe(view: Any, endpoint: str, *, noted: list[str]) -> Any:  # noqa: ANN401  (any view)
    @wraps(view)
    def probe(**_: str) -> tuple[str, int]:
        noted.append(endpoint)
        return "", 204

    return probe


def test_every_endpoint_is_in_the_table_and_every_line_has_one(app: Flask) -> None:
    found = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {wing_of(endpoint) for endpoint in found} == {*GUARDED, *OPEN}
    behind_guards = {endpoint for endpoint in found if wing_of(endpoint) in GUARDED}
    assert behind_guards == set(DOORS)
    assert found - behind_guards == set(OPEN_PATHS)


def test_only_a_demonstration_lets_anybody_be_somebody(environment: dict[str, str]) -> None:
    made = create_app(load({**environment, "DIRECTORY_MODE": "production"}))
    found = {rule.endpoint for rule in made.url_map.iter_rules()}
    assert found == {*OPEN_PATHS, *(door for door in DOORS if wing_of(door) != DEMO)}
    assert FlaskClient(made).get("/account/demo/").status_code == 404


def test_every_right_is_in_the_matrix_and_every_line_is_one() -> None:
    assert {right.value for right in Right} == set(RIGHTS)
    assert set(DOORS.values()) <= {*RIGHTS, "everybody", "unfinished"}


def test_a_form_of_the_matrix_carries_the_token_of_a_page(app: Flask) -> None:
    came = come(app, named("an owner"))
    page = read(came.client.get("/account/name").get_data(as_text=True))
    assert token_of(page) == came.token


FORGERS: Final = (
    "nobody",
    "an owner who lacks a code",
    "an owner",
    "a delegate",
    "an administrator",
    "an administrator whose proof is spent",
)


def _tries(came: Came, app: Flask) -> Iterator[tuple[Address, dict[str, Any], dict[str, bool]]]:
    """Give each request to be made: where to, what goes with it, and how it is to be seen."""
    reads, form = {"writes": False}, {"csrf_token": came.token}
    forged = {"csrf_token": f"{came.token[:-1]}é"}
    for address in addresses(app, *GUARDED):
        if address.method in {"GET", "HEAD"}:
            yield address, {}, reads
            continue
        writes = {"writes": True, "token": True, "same_site": True}
        yield address, {"headers": SAME_SITE, "data": form}, writes
        if came.who.name not in FORGERS:
            continue
        yield address, {"headers": SAME_SITE, "data": forged}, {**writes, "token": False}
        yield address, {"headers": ELSEWHERE, "data": form}, {**writes, "same_site": False}


def test_who_comes_in(app: Flask, database: Database, entered: list[str]) -> None:
    wrong = []
    # What is read of a session depends on the database; where its boundaries lie does not.
    for who in EVERYONE if database.dialect == "sqlite" else KINDS:
        came = come(app, who)
        for address, sent, seen in _tries(came, app):
            if address.method == "HEAD":
                continue
            entered.clear()
            found = said_of(came.client.open(address.path, method=address.method, **sent))
            expected = outcome(DOORS[address.endpoint], who, **seen)
            come_to = [address.endpoint] if expected == COMES_IN else []
            if (found, entered) != (expected, come_to):
                wrong.append(f"{who.name}: {address} {seen}: {found} {entered}, not {expected}")
    assert not wrong, "\n".join(wrong)


@on_one_database
def test_head_and_options_are_let_in_as_get_is(app: Flask, entered: list[str]) -> None:
    paths = {address.path for address in addresses(app, *GUARDED)}
    for name in ("nobody", "an owner whose proof is spent", "a reviewer"):
        came = come(app, named(name))
        for path, method in product(paths, ("HEAD", "OPTIONS")):
            endpoint = met_by(app, path, method)
            if endpoint is not None:
                answer = came.client.open(path, method=method)
                expected = outcome(DOORS[endpoint], came.who, writes=False)
                allowed = {"200"} if method == "OPTIONS" else {"204"}
                status = allowed if expected == COMES_IN else {expected[:3]}
                assert {str(answer.status_code)} == status, (method, path)
                assert entered == [endpoint] * (status == {"204"})
                entered.clear()


@on_one_database
@pytest.mark.parametrize("tongue", ["es", "fr"])
def test_a_language_before_the_address_changes_nothing(
    app: Flask, entered: list[str], tongue: str
) -> None:
    for who in (NOBODY, named("a delegate")):
        client = come(app, who).client
        for address in addresses(app, *GUARDED):
            if address.method == "GET":
                entered.clear()
                expected = outcome(DOORS[address.endpoint], who, writes=False)
                answer = client.get(f"/{tongue}{address.path}")
                if expected == COMES_IN:
                    assert entered == [address.endpoint]
                elif expected.startswith("303"):
                    assert said_of(answer) == expected.replace("303 ", f"303 /{tongue}")
                    assert not entered
                else:
                    assert answer.status_code == int(expected[:3])
                    assert not entered


@on_one_database
def test_an_address_answers_no_other_method(app: Flask, entered: list[str]) -> None:
    clients = [come(app, who) for who in (NOBODY, named("an administrator"))]
    for path in {address.path for address in addresses(app, *GUARDED)}:
        for method in METHODS:
            if met_by(app, path, method) is not None:
                continue
            answers = [
                came.client.open(
                    path, method=method, headers=SAME_SITE, data={"csrf_token": came.token}
                )
                for came in clients
            ]
            assert [answer.status_code for answer in answers] == [405, 405], (method, path)
            assert answers[0].data == answers[1].data
            for answer in answers:
                allowed = set(answer.headers["Allow"].split(", "))
                assert allowed == {each for each in METHODS if met_by(app, path, each)}
                assert "Set-Cookie" not in answer.headers
    assert not entered


@on_one_database
def test_an_endpoint_that_names_nobody_lets_nobody_in(app: Flask) -> None:
    scratch, entered = Blueprint("scratch", __name__, url_prefix="/scratch"), []
    guard(scratch)

    @scratch.route("/", methods=["GET", "POST"])
    def nameless() -> str:
        entered.append("nameless")
        return "here"

    @scratch.route("/open", methods=["GET", "POST"])
    @for_everybody
    def named() -> tuple[str, int]:
        entered.append("named")
        return "", 204

    app.register_blueprint(scratch)
    for who in KINDS:
        came = come(app, who)
        form = {"csrf_token": came.token}
        for method in ("GET", "HEAD", "OPTIONS", "POST"):
            answer = came.client.open("/scratch/", method=method, headers=SAME_SITE, data=form)
            assert answer.status_code == 404, (who.name, method)
            assert not entered
    assert FlaskClient(app).get("/scratch/open").status_code == 204
    assert entered == ["named"]


# What is only looked at stays as it is.


def _contents(database: Database) -> dict[str, list[str]]:
    """Read every row of every table, except when sessions were last seen."""
    seen = AccountSession.__table__.c.seen_at
    with database.reading() as connection:
        return {
            table.name: sorted(
                str(row)
                for row in connection.execute(select(*(c for c in table.c if c is not seen)))
            )
            for table in Base.metadata.sorted_tables
        }


ANSWERS: Final = {
    "accounts.confirm_page": 410,
    "accounts.recover_link": 410,
    "accounts.address_link": 410,
    "accounts.device_link": 410,
    "accounts.join_page": 410,
    "accounts_demo.letter": 404,
    "practitioner.still_correct": 410,
    "practitioner.join_listing_page": 410,
    "practitioner.join_clinic_page": 410,
    "practitioner.take_over_page": 410,
    "practitioner.invited_page": 410,
    "practitioner.start_place": 303,
    "practitioner.start_training": 303,
    "practitioner.claim_page": 404,
    "practitioner.feed": 404,
    "review.arrived": 303,
    "review.hold_page": 404,
    "review.end_hold_page": 404,
    "review.proposed_act": 404,
    "review.match_page": 404,
    "review.held_change": 404,
    "review.merge_page": 404,
    "review.phone_page": 404,
    "review.person": 404,
    "review.step_proposed": 404,
    "review.recheck_page": 404,
    "review.import_report": 404,
    "review.person_log": 404,
    "review.issuer_page": 404,
    "review.claims": 404,
    "review.messages": 404,
    "review.notice_page": 404,
    "review.report_page": 404,
    "review.register": 404,
    "review.finding_page": 404,
    "review.finding": 404,
    "review.confirm_finding": 404,
    "review.refuse_finding": 404,
    "review.sign_register": 404,
    "review.refuse_register": 404,
    "review.evidence_page": 404,
    "review.evidence_picture": 404,
}
"""What is answered where there is no page to show: these ask for the token of a letter."""


def test_looking_writes_nothing(app: Flask, database: Database) -> None:
    waiting = _waiting(app)
    for who in KINDS if database.dialect == "sqlite" else map(named, SOME):
        came = come(app, who)
        before = _contents(database)
        theirs = {"passkey": came.passkey_id, "session": came.session_id, **waiting}
        given = {name: ids.encode(number) for name, number in theirs.items()}
        for address in addresses(app, *GUARDED, **given, role="administrator"):
            if address.method == "GET":
                answer = came.client.get(address.path)
                expected = outcome(DOORS[address.endpoint], who, writes=False)
                shown = _shown(address.endpoint, who)
                if address.endpoint.startswith("practitioner.") and ids.encode(99) in address.path:
                    # A listing, a clinic or a claim of nobody's.
                    shown = 404
                status = shown if expected == COMES_IN else int(expected[:3])
                assert answer.status_code == status, (who.name, address)
                assert "Set-Cookie" not in answer.headers, (who.name, address)
        assert _contents(database) == before, who.name


def _shown(endpoint: str, who: Who) -> int:
    if endpoint == "accounts.second" and who.lacking == "device_link":
        return 303
    if endpoint == "practitioner.begin_page" and "owner" in who.parts:
        return 303
    return ANSWERS.get(endpoint, 200)


def _waiting(app: Flask) -> dict[str, int]:
    """Let an administrator propose something about another one, and a letter not leave."""
    proposer, about = (come(app, named("an administrator")) for _ in range(2))
    form = {"csrf_token": proposer.token}
    path = f"/review/people/{ids.encode(about.account_id)}/reset"
    assert proposer.client.post(path, headers=SAME_SITE, data=form).status_code == 303
    with office_of(app).act(Actor(ActorKind.SYSTEM, None)) as act:
        letter = act.session.scalars(select(Mail)).one()
        letter.state = MailState.FAILED
        proposal = act.session.scalars(select(AccountProposal.id)).one()
    return {"account": about.account_id, "proposal": proposal, "letter": letter.id}


# Pages for patients do not know who asks.


@pytest.fixture
def seven(app: Flask, database: Database, clock: Clock) -> None:
    """Let there be somebody to be found, and one entry in the log."""
    with database.transaction() as session:
        person(session, number=7, at=clock())
    account(app)
    with office_of(app).act(Actor(ActorKind.SYSTEM, None)) as act:
        note_change(act, 7, what="name_changed")


@contextmanager
def _statements(app: Flask) -> Iterator[list[str]]:
    """Listen to what the database is asked."""
    heard: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        heard.append(statement)

    engine = office_of(app).database.engine
    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


SOME: Final = (
    "signed out",
    "a disabled owner",
    "an owner who lacks a code",
    "an owner",
    "a delegate",
    "a reviewer who administers",
)


@pytest.mark.usefixtures("seven")
def test_pages_for_patients_are_the_same_for_everybody(app: Flask) -> None:
    methods = {address.endpoint: address.method for address in addresses(app, *OPEN)}
    nobody = FlaskClient(app)
    plain = {
        endpoint: nobody.open(path, method=methods[endpoint], buffered=True)
        for endpoint, path in OPEN_PATHS.items()
    }
    with _statements(app) as heard:
        assert nobody.get("/account/sign-in").status_code == 200
        assert not [each for each in heard if "account_session" in each]
    for who in map(named, SOME):
        client = come(app, who).client
        client.set_cookie("device", "a browser that is known")
        with _statements(app) as heard:
            for endpoint, path in OPEN_PATHS.items():
                answer = client.open(path, method=methods[endpoint], buffered=True)
                assert answer.data == plain[endpoint].data, (who.name, path)
                assert _headers(answer) == _headers(plain[endpoint]), (who.name, path)
        asked = " ".join(heard)
        assert "published" in asked
        for table in ("account_session", "known_device", "account_role"):
            assert table not in asked, who.name
    assert {endpoint: answer.status_code for endpoint, answer in plain.items()} == {
        endpoint: OPEN_ANSWERS.get(endpoint, 200) for endpoint in plain
    }
    for endpoint, answer in plain.items():
        assert "Set-Cookie" not in answer.headers, endpoint


def _headers(answer: TestResponse) -> list[tuple[str, str]]:
    return [(name, value) for name, value in answer.headers if name != "Date"]


# What is somebody else's is not there.


def _numbers(theirs: int) -> list[str]:
    """Give the number of a thing of somebody else's, one of nothing, and what is no number."""
    nothing = ids.encode(theirs ^ 1)
    return [ids.encode(theirs), nothing, ids.encode(0), "0", "x" * 12, "0" * 100, "٠" * 12]


@pytest.mark.parametrize("kind", ["passkey", "session"])
def test_what_is_somebody_elses_is_not_there(app: Flask, database: Database, kind: str) -> None:
    theirs = come(app, named("an owner"))
    thing = theirs.passkey_id if kind == "passkey" else theirs.session_id
    for name in ("an owner", "an administrator", "a reviewer"):
        came = come(app, named(name))
        staged = _contents(database)
        for answers in _asked_for(app, kind, came=came, numbers=_numbers(thing)):
            assert {answer.status_code for answer in answers} == {404}
            assert len(set(map(_without_its_address, answers))) == 1
        assert _contents(database) == staged


@pytest.mark.parametrize("kind", ["account", "proposal", "letter"])
def test_what_administrators_share_is_not_there_for_others(
    app: Flask, database: Database, kind: str
) -> None:
    thing = _waiting(app)[kind]
    for name, status in (
        ("an administrator", {404}),
        ("a reviewer", {403}),
        ("an owner", {403}),
        ("nobody", {303}),
    ):
        came = come(app, named(name))
        staged = _contents(database)
        numbers = _numbers(thing) if status != {404} else _numbers(thing)[1:]
        for answers in _asked_for(app, kind, came=came, numbers=numbers):
            assert {answer.status_code for answer in answers} == status, name
            assert len(set(map(_without_its_address, answers))) == 1, name
        assert _contents(database) == staged


def _asked_for(
    app: Flask, kind: str, *, came: Came, numbers: list[str]
) -> Iterator[list[TestResponse]]:
    """Ask for a thing by each number, at every address that names such a thing."""
    found = [
        address
        for address in addresses(app, *GUARDED, **{kind: "here"}, role="administrator")
        if "/here/" in address.path and address.method != "HEAD"
    ]
    assert found
    for address in found:
        yield [
            came.client.open(
                address.path.replace("/here/", f"/{number}/"),
                method=address.method,
                headers=SAME_SITE,
                data={"csrf_token": came.token},
            )
            for number in numbers
        ]


def _without_its_address(answer: TestResponse) -> str:
    # A page says where it stands in other languages, and where it leads on.
    return re.sub(r"(/es|/fr)?/(account|review)/[^\"<]*", "", answer.get_data(as_text=True))
