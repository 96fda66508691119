from datetime import timedelta
from typing import Final

import pytest
from flask import Flask

from directory.domain import ids
from directory.domain.vocabulary import ActorKind, Country, DeskKind, DeskTab
from directory.models.desk import DeskItem
from directory.queries.desk import PER_PAGE
from directory.queries.desk_files import file_of, settings_of
from tests.clock import Clock
from tests.visitors import AccountClient, account, office_of, signed_in
from tests.web.review.forms.queue import waiting
from tests.web.review.forms.staging import SYSTEM, Staging, key

REVIEWER: Final = ActorKind.REVIEWER
QUEUE: Final = "/review/queue?tab=changed"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def ana(app: Flask) -> int:
    """Give the number of a reviewer."""
    return account(app, REVIEWER, email="ana@people.example")


@pytest.fixture
def desk(app: Flask, clock: Clock, ana: int) -> Staging:
    """Give where people are put on the desk."""
    return Staging(app, clock, ana)


@pytest.fixture
def reader(app: Flask, ana: int) -> AccountClient:
    """Give the reviewer's browser."""
    return signed_in(app, ana)


def test_an_empty_desk_says_what_there_is(reader: AccountClient) -> None:
    page = reader.page("/review/queue")
    assert page.heading == "Queue: To check"
    assert page.texts("div", class_="empty") == ["Nothing to check.Oldest open work: none."]
    links = page.links()
    assert links["Queue"] == "/review/queue"
    assert links["Your desk"] == "/review/my-desk"
    assert "People" not in links
    # And where there is nothing to start with, the page says so.
    answer = reader.send("/review/queue/next", tab="to_check")
    assert answer.status_code == 303
    assert "Nothing here is free" in reader.get(answer.location).text


def test_a_row_says_how_old_about_whom_and_what_to_look_at(
    app: Flask, clock: Clock, desk: Staging, reader: AccountClient, ana: int
) -> None:
    who = waiting(desk)
    clock.forward(timedelta(days=9))
    reader = signed_in(app, ana)
    page = reader.page(QUEUE)
    [row] = page.one("tbody").findall("tr")
    cells = [" ".join("".join(cell.itertext()).split()) for cell in row]
    assert cells[1:4] == ["9 days", "▲ 3 days late", "Ada Example, License"]
    assert cells[4:8] == ["License", "Colorado", "Changed after it was checked", "nobody"]
    assert page.one("a", rel="next") if page.all("a", rel="next") else True
    current = page.one("a", aria_current="page", href=QUEUE)
    assert "".join(current.itertext()).split() == ["Changed", "1"]
    # Opened by somebody else, it says so, and still can be read.
    ben = account(app, REVIEWER)
    opened = signed_in(app, ben).send(f"/review/person/{key(who)}/open")
    assert opened.location == f"/review/person/{key(who)}"
    clock.forward(timedelta(minutes=4))
    assert "Robin Doe opened this 4 minutes ago" in reader.get(QUEUE).text
    assert reader.send(f"/review/person/{key(who)}/open").status_code == 303
    with office_of(app).database.reading() as connection:
        assert file_of(connection, who).opened_by == ben
    assert reader.send(f"/review/person/{key(who)}/open", anyway="1").status_code == 303
    with office_of(app).database.reading() as connection:
        assert file_of(connection, who).opened_by == ana


def test_the_queue_is_narrowed_down_by_what_is_typed(desk: Staging, reader: AccountClient) -> None:
    waiting(desk)
    for typed, rows in (
        ("region:co type:license exam", 1),
        ("region:UT", 0),
        ("assigned:me", 0),
        ("assigned:nobody flag:edited", 1),
        ("due:late", 0),
        ("is:waiting", 0),
        ("ada nobody", 0),
        ("is:put-off", 0),
    ):
        page = reader.page(f"{QUEUE}&q={typed}")
        found = [each for table in page.all("tbody") for each in table.findall("tr")]
        assert len(found) == rows, typed
        assert len(page.all("a", class_="tag")) == len(typed.split())
    page = reader.page(f"{QUEUE}&q=region:CO flag:edited")
    chip = page.all("a", class_="tag")[0]
    assert chip.get("href") == "/review/queue?tab=changed&q=flag:edited"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("colour:red", "There is no “colour:”."),
        ("region:", "Write something after “region:”."),
        ("region:XX", "“XX” is no state or province."),
        ("due:never", "These do: late, today, soon."),
        ("is:waiting is:claims", "says a second time"),
        ("a b c d e f g", "6 words or fewer"),
        ("x" * 300, "200 letters or fewer"),
    ],
)
def test_what_cannot_be_read_is_said(reader: AccountClient, typed: str, said: str) -> None:
    answer = reader.get("/review/queue", query_string={"tab": "changed", "q": typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert "<tbody" not in answer.text


def test_files_are_moved_together_from_the_queue(desk: Staging, reader: AccountClient) -> None:
    first, second = waiting(desk), waiting(desk)
    chosen = [key(first), key(second)]
    form = {"tab": "changed", "person": chosen}
    token = reader.token(QUEUE)

    def post(path: str, **fields: object) -> object:
        data = {"csrf_token": token, **form, **fields}
        return reader.post(path, data=data, headers={"Sec-Fetch-Site": "same-origin"})

    answer = post("/review/queue/assign", to="me")
    assert answer.location == "/review/queue?tab=changed"  # type: ignore[attr-defined]
    page = reader.page(QUEUE)
    assert page.one("tbody").findall("tr")[0][7].text == "you"
    # Nothing chosen, or nobody: what was chosen stays chosen.
    for fields, said in (
        ({"person": [], "to": "me"}, "Choose one file or more."),
        ({"to": "somebody"}, "does not review any more"),
        ({"to": key(99)}, "does not review any more"),
        ({"person": ["x", key(first)], "to": "me"}, "not there any more"),
        ({"person": [key(98)], "to": "me"}, "not there any more"),
    ):
        answer = post("/review/queue/assign", **fields)
        assert answer.status_code == 422, fields  # type: ignore[attr-defined]
        assert said in answer.text  # type: ignore[attr-defined]
    for days in ("", "2", "-1", "1e9"):
        answer = post("/review/queue/put-off", days=days)
        assert answer.status_code == 422, days  # type: ignore[attr-defined]
        assert answer.text.count(" checked>") == 2  # type: ignore[attr-defined]
    assert post("/review/queue/put-off", days="7").status_code == 303  # type: ignore[attr-defined]
    assert "No change waits." in reader.get(QUEUE).text
    aside = reader.get(f"{QUEUE}&q=is:put_off").text
    assert "Put off until 1 Dec 2026" in aside
    # From a file one comes back to the file.
    answer = post("/review/queue/put-off", days="0", person=[key(first)], back=key(first))
    assert answer.location == f"/review/person/{key(first)}"  # type: ignore[attr-defined]
    assert reader.get("/review/queue?tab=changed").text.count("<tr>") == 2


def test_odd_addresses_and_bodies_are_no_faults_of_ours(reader: AccountClient) -> None:
    for path in (
        "/review/queue?tab=none",
        "/review/queue?after=5",
        "/review/queue?after=%00",
        "/review/person/x/open",
    ):
        status = reader.send(path).status_code if "open" in path else reader.get(path).status_code
        assert status == 404, path
    assert reader.send(f"/review/person/{ids.encode(5)}/open").status_code == 404
    for typed in ("%00", "\u202eabc", "a" * 5_000, "is:%00", "'; DROP TABLE desk_item; --"):
        assert reader.get("/review/queue", query_string={"q": typed}).status_code in {200, 422}


def test_pages_go_on(desk: Staging, reader: AccountClient) -> None:
    for _ in range(PER_PAGE + 1):
        waiting(desk)
    page = reader.page(QUEUE)
    following = page.one("a", rel="next").get("href", "")
    again = reader.page(following)
    assert len(again.one("tbody").findall("tr")) == 1
    assert "Back to the oldest" in again.links()
    started = reader.send("/review/queue/next", tab="changed")
    assert started.location.startswith("/review/person/")


def test_how_somebody_works_is_kept(app: Flask, reader: AccountClient, ana: int) -> None:
    given = {"next_oldest": "y", "away_from": "2026-12-01", "away_until": "2026-12-05"}
    answer = reader.send("/review/my-desk", **given)
    assert answer.location == "/review/my-desk?kept=1"
    page = reader.page(answer.location)
    assert page.one("input", name="away_from").get("value") == "2026-12-01"
    assert "Kept." in page.texts("p")
    with office_of(app).database.reading() as connection:
        settings = settings_of(connection, ana)
    assert (settings.shortcuts, settings.next_oldest) == (False, True)
    for wrong, said in (
        ({"away_from": "soon"}, "year, month and day"),
        ({"away_from": "2026-12-01"}, "the first day and the last day"),
        ({"away_from": "2026-12-05", "away_until": "2026-12-01"}, "Swap them"),
        ({"away_from": "2026-11-01", "away_until": "2026-11-02"}, "still to come"),
        ({"away_from": "2026-12-01", "away_until": "2036-12-02"}, "too far away"),
    ):
        refused = reader.send("/review/my-desk", **wrong)
        assert refused.status_code == 422, wrong
        assert said in refused.text
        assert wrong["away_from"] in refused.text


def test_an_administrator_moves_all_files_of_one_reviewer(
    app: Flask, desk: Staging, ana: int
) -> None:
    who, ben = waiting(desk), account(app, REVIEWER)
    signed_in(app, ana).send("/review/queue/assign", person=key(who), to="me")
    administrator = signed_in(app, account(app, ActorKind.ADMINISTRATOR))
    assert "Robin Doe: 1 file" in administrator.get("/review/reassign").text
    answer = administrator.send("/review/reassign", source=key(ana), to=key(ben))
    assert "1 file moved." in administrator.get(answer.location).text
    for fields in ({}, {"source": "x", "to": "y"}, {"source": key(ben), "to": key(ben)}):
        refused = administrator.send("/review/reassign", **fields)
        assert refused.status_code == 422, fields
    assert signed_in(app, ana).get("/review/reassign").status_code == 403


def test_work_about_nobody_and_reports_lead_to_pages_of_their_own(
    app: Flask, desk: Staging, reader: AccountClient
) -> None:
    who = waiting(desk)
    with office_of(app).act(SYSTEM) as act:
        place = {"country": Country.US, "region": "CO"}
        for number, kind, person in (
            (1, DeskKind.FINDING, None),
            (2, DeskKind.REGISTER, None),
            (3, DeskKind.REPORT, who),
            (4, DeskKind.RECHECK, who),
            (5, DeskKind.FALLOUT, who),
        ):
            act.session.add(
                DeskItem(
                    tab=DeskTab.RULES,
                    subject_id=number,
                    kind=kind,
                    practitioner_id=person,
                    opens_at=act.at,
                    name="" if person is None else "Ada Example",
                    words="",
                    flags="",
                    **place,
                )
            )
    page = reader.page("/review/queue?tab=rules")
    rows = page.one("tbody").findall("tr")
    assert [row.find("th/a").get("href") for row in rows] == [  # type: ignore[union-attr]
        f"/review/rules/findings/{key(1)}",
        f"/review/registers/{key(2)}",
        f"/review/reports/{key(3)}",
        f"/review/person/{key(who)}/rechecks/{key(4)}",
        f"/review/person/{key(who)}",
    ]
    # Only files of people are opened, chosen and assigned.
    assert [len(row.findall("td/form")) for row in rows] == [0, 0, 1, 1, 1]
    assert "Colorado" in "".join(rows[0].itertext())
