"""Reporting a mistake: asked on one page, taken in once, and limited without a puzzle."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain import ids
from directory.domain.reports import LATEST, SOONEST
from directory.domain.vocabulary import ReportReason
from directory.models.practitioners import Practitioner
from directory.models.reports import Report
from tests.clock import Clock
from tests.factories import Seen, person
from tests.pages import Page, PageClient, read_page
from tests.visitors import SAME_SITE

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PERSON = ids.encode(7)
PATH = f"/practitioners/{PERSON}/report"
FIELDS = {"reason": "contact", "words": "It rings at a bakery.", "email": "ann@people.example"}


@pytest.fixture(autouse=True)
def listing(database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        person(session, number=7, at=clock())


def send(client: PageClient, clock: Clock, **fields: str) -> Page:
    """Read the page, and send it after a while; gives the page that follows."""
    opened = client.page(PATH).one("input", name="opened").get("value", "")
    clock.forward(SOONEST)
    data = {**FIELDS, "opened": opened, **fields}
    answer = client.post(PATH, data=data, headers=SAME_SITE)
    if answer.status_code == 303:
        return client.page(answer.headers["Location"])
    return read_page(answer)


def kept(database: Database) -> list[Report]:
    with database.transaction() as session:
        found = list(session.scalars(select(Report).order_by(Report.received_at, Report.id)))
        session.expunge_all()
    return found


def test_a_mistake_is_reported_on_one_page(
    client: PageClient, database: Database, clock: Clock
) -> None:
    page = client.page(PATH)
    assert page.heading == "Report a mistake in the listing of Ada Example"
    assert len(page.all("input", type="radio")) == len(ReportReason)
    assert page.all("select") == []
    done = send(client, clock)
    (report,) = kept(database)
    assert done.heading == "We have your report"
    assert done.texts("strong", class_="key") == [report.reference]
    assert "A person looks at it by 2 Dec 2026." in done.texts("p")
    assert "We write to you when we are done." in done.texts("p")
    assert (report.reason, report.words) == (ReportReason.CONTACT, FIELDS["words"])
    assert report.email == FIELDS["email"]
    assert report.sender_hash is not None
    assert "127.0.0.1" not in report.sender_hash
    # The same button pressed twice is one report.
    assert send(client, clock).texts("strong", class_="key") == [report.reference]
    assert len(kept(database)) == 1
    anonymous = send(client, clock, words="", email="", reason="credential")
    assert "A person looks at it by 25 Nov 2026." in anonymous.texts("p")
    assert "You gave no e-mail address, so we cannot write to you." in anonymous.texts("p")


def test_what_is_unsafe_is_for_the_board_and_nothing_is_kept(
    client: PageClient, database: Database, clock: Clock
) -> None:
    page = send(client, clock, reason="safety")
    assert page.heading == "We cannot look into care"
    assert "If you are in danger, call 911 now." in page.texts("p")
    assert [link for link in page.links() if "Colorado" in link] or page.texts("h2") == []
    assert kept(database) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reason": ""}, "Choose what is wrong"),
        ({"reason": "magic"}, "Choose what is wrong"),
        ({"words": "x" * 501}, "500"),
        ({"words": "a\0b"}, "cannot be shown"),
        ({"words": "a\u202eb"}, "cannot be shown"),
        ({"email": "nobody"}, "e-mail"),
        ({"website": "https://spam.example"}, "Leave this field empty"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    client: PageClient, database: Database, clock: Clock, fields: dict[str, str], message: str
) -> None:
    page = send(client, clock, **fields)
    assert page.status == 422
    assert page.title.startswith("Error: Report a mistake")
    (said,) = page.one("div", class_="problem").findall("ul/li/a")
    assert message in (said.text or "")
    if "words" not in fields:
        assert page.one("textarea").text.strip() == FIELDS["words"]  # type: ignore[union-attr]
    assert kept(database) == []


def test_a_page_is_read_before_it_is_sent_and_sent_again_after_a_day(
    client: PageClient, database: Database, clock: Clock
) -> None:
    opened = client.page(PATH).one("input", name="opened").get("value", "")

    def sent(given: str) -> Page:
        data = {**FIELDS, "opened": given}
        answer = client.post(PATH, data=data, headers=SAME_SITE)
        return (
            Page(303, read_page(client.get(answer.headers["Location"])).root)
            if (answer.status_code == 303)
            else read_page(answer)
        )

    quick = sent(opened)
    assert quick.status == 422
    assert "You sent this very quickly." in quick.texts("div", class_="note")[0]
    assert quick.one("input", name="opened").get("value") == opened
    clock.forward(LATEST + timedelta(seconds=1))
    late = quick
    for stale in (opened, "", "0.0", f"{opened[:-1]}x", opened.replace(".", "0.", 1)):
        late = sent(stale)
        assert late.status == 422
        assert "This page was open for a long time." in late.texts("div", class_="note")[0]
    assert kept(database) == []
    fresh = late.one("input", name="opened").get("value", "")
    clock.forward(SOONEST)
    assert sent(fresh).status == 303
    assert len(kept(database)) == 1


def test_a_network_reports_ten_times_an_hour(
    client: PageClient, database: Database, clock: Clock
) -> None:
    opened = client.page(PATH).one("input", name="opened").get("value", "")
    clock.forward(SOONEST)
    answers = [
        client.post(
            PATH,
            data={**FIELDS, "words": f"No. {number}", "opened": opened},
            headers=SAME_SITE,
        )
        for number in range(12)
    ]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429] * 2
    answer = answers[-1]
    assert int(answer.headers["Retry-After"]) > 0
    assert "Wait 60 minutes and send it again." in read_page(answer).texts("div", class_="note")[0]
    assert len(kept(database)) == 10
    clock.forward(timedelta(hours=1))
    data = {**FIELDS, "words": "Once more", "opened": opened}
    assert client.post(PATH, data=data, headers=SAME_SITE).status_code == 303


def test_of_several_places_one_can_be_named(
    client: PageClient, database: Database, clock: Clock
) -> None:
    with database.transaction() as session:
        person(session, number=8, at=clock(), locations=[Seen(city="Boulder")])
    path = f"/practitioners/{ids.encode(8)}/report"
    page = client.page(path)
    offered = [option.get("value", "") for option in page.all("option")]
    assert len(offered) == 3
    opened = page.one("input", name="opened").get("value", "")
    clock.forward(SOONEST)
    for place in (offered[2], "", "no place", ids.encode(700)):
        data = {**FIELDS, "opened": opened, "place": place, "words": place or "none"}
        assert client.post(path, data=data, headers=SAME_SITE).status_code == 303
    assert sorted(str(each.location_id) for each in kept(database)) == [
        "801",
        "None",
        "None",
        "None",
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"reason": ["contact", "safety2"], "words": ["a", "b"], "opened": ["1", "2"]},
        {"words": "x" * 300_000},
        {"reason[]": "contact"},
    ],
)
def test_odd_bodies_are_answered_with_the_page(client: PageClient, data: dict[str, object]) -> None:
    answer = client.post(PATH, data=data, headers=SAME_SITE)
    assert answer.status_code == 422
    assert read_page(answer).heading.startswith("Report a mistake")


def test_other_sites_and_other_people_report_nothing(
    app: Flask, client: PageClient, database: Database
) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(PATH, data=FIELDS, headers=elsewhere).status_code == 400
    nobody = ids.encode(99)
    with database.transaction() as session:
        session.get_one(Practitioner, 7).published = False
    for one in (nobody, PERSON, "nonsense"):
        for rest in ("", "/sent", "/unsafe"):
            assert client.get(f"/practitioners/{one}/report{rest}").status_code == 404
        path = f"/practitioners/{one}/report"
        assert client.post(path, data=FIELDS, headers=SAME_SITE).status_code == 404
    assert app.test_client().get(f"{PATH}/nothing").status_code == 404


def test_what_we_never_wrote_is_not_shown(client: PageClient) -> None:
    for said in ("", "HD-0000-AA.2026-12-01.1." + "0" * 64, "nonsense"):
        assert client.get(f"{PATH}/sent?kept={said}").status_code == 404
