"""Files of evidence as reviewers see them: larger, turned, and as a copy that is on record."""

import io
import shutil
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import update

from directory.db import Database
from directory.domain import ids
from directory.models.credentials import Evidence
from directory.models.practitioners import Practitioner
from tests.pages import read_page, words
from tests.visitors import AccountClient, office_of, signed_in
from tests.web.acts import log_after
from tests.web.review import filed
from tests.web.review.filed import ADA, BEN, FILE, SYSTEM, address

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGE = address(f"/files/{ids.encode(FILE)}")


@pytest.fixture
def ana(app: Flask) -> AccountClient:
    filed.begin(app)
    return signed_in(app, filed.reviewer(app))


def size(client: AccountClient, path: str) -> tuple[int, int]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "image/jpeg"
    return Image.open(io.BytesIO(answer.data)).size


def test_a_page_is_made_larger_and_turned_by_links_alone(ana: AccountClient) -> None:
    page = ana.page(PAGE)
    assert page.heading == "Card.pdf"
    assert "Page 1 of 2" in page.texts("p")
    links = page.links()
    assert "Smaller" not in links
    assert "Page before" not in links
    larger = ana.page(links["Larger"])
    assert larger.one("img").get("class") == "zoom-150"
    assert "Smaller" in larger.links()
    turned = ana.page(larger.links()["Turn right"])
    picture = turned.one("img")
    assert picture.get("class") == "zoom-150"
    upright, lying = size(ana, page.one("img").get("src", "")), size(ana, picture.get("src", ""))
    assert lying == upright[::-1]
    back = ana.page(turned.links()["Turn left"])
    assert back.one("img").get("src") == page.one("img").get("src")
    second = ana.page(back.links()["Next page"])
    assert "Page 2 of 2" in second.texts("p")
    assert "Next page" not in second.links()
    assert second.one("div", role="region").get("tabindex") == "0"


@pytest.mark.parametrize(
    "odd", ["page=0&zoom=0&turn=1", "page=x&zoom=x&turn=x", "page=999&zoom=99999&turn=-90"]
)
def test_odd_questions_are_answered_with_a_page(ana: AccountClient, odd: str) -> None:
    shown = ana.page(f"{PAGE}?{odd}").one("img")
    assert shown.get("class") == "zoom-100"
    assert "turn" not in shown.get("src", "")


def test_what_belongs_to_others_is_not_there(app: Flask, ana: AccountClient) -> None:
    for path in (
        address(f"/files/{ids.encode(FILE)}", number=BEN),
        address(f"/files/{ids.encode(99)}"),
        address("/files/x"),
        address(f"/files/{ids.encode(FILE)}", number=99),
        f"{PAGE}/pages/3",
        f"{PAGE}/pages/0",
        f"{PAGE}/pages/²",
        address(f"/files/{ids.encode(FILE)}/pages/1", number=BEN),
    ):
        assert ana.get(path).status_code == 404, path
    own = filed.reviewer(app)
    with office_of(app).act(SYSTEM) as act:
        act.session.execute(
            update(Practitioner).where(Practitioner.id == ADA).values(account_id=own)
        )
    theirs = signed_in(app, own)
    for path in (PAGE, f"{PAGE}/pages/1"):
        assert theirs.get(path).status_code == 403
    answer = theirs.send(PAGE)
    assert answer.status_code == 403
    assert "Nobody reads or decides on their own file." in answer.text


def test_a_copy_is_taken_with_a_proof_of_its_own_and_is_on_record(
    ana: AccountClient, database: Database
) -> None:
    answer = ana.send(PAGE)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=Card.pdf"
    assert answer.mimetype == "application/pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.data == b"%PDF-1.7 clean"
    (entry,) = log_after(database, 0)[-1:]
    assert entry["done"] == ("evidence_taken", None)
    assert entry["subject"] == ("evidence", FILE)
    seen = words(ana.page(address()).one("section", id="done"))
    assert "Copy of a file taken: File" in seen
    # The next one needs a proof of its own, and leads back to the page.
    noted = len(log_after(database, 0))
    again = ana.send(PAGE)
    assert again.status_code == 303
    assert again.headers["Location"].startswith("/account/step-up?next=")
    assert len(log_after(database, 0)) == noted


def test_a_file_that_the_disk_has_lost_is_asked_for_anew(
    ana: AccountClient, environment: dict[str, str], database: Database
) -> None:
    shutil.rmtree(Path(environment["DIRECTORY_EVIDENCE"]))
    before = len(log_after(database, 0))
    page = ana.page(PAGE)
    assert "This file cannot be shown. Ask for a new copy." in page.texts("p")
    assert not page.all("img")
    answer = ana.send(PAGE)
    assert answer.status_code == 410
    assert len(log_after(database, 0)) == before
    page = ana.page(address())
    # The reply is written already; nothing leaves before the reviewer sends it.
    (ask,) = [
        form
        for form in page.all("form")
        if "Ask for a new copy: Card.pdf" in [words(each) for each in form.iter("button")]
    ]
    fields = {each.get("name", ""): each.get("value", "") for each in ask.iter("input")}
    path, _, anchor = ask.get("action", "").partition("#")
    prefilled = read_page(ana.send(path, **fields, fill="1", token=fields.pop("csrf_token")))
    assert prefilled.status == 200
    assert prefilled.all("*", id=anchor)
    (said,) = [each for each in prefilled.all("textarea") if "query" in each.get("name", "")]
    assert words(said)
    assert len(log_after(database, 0)) == before


def test_a_damaged_picture_is_not_turned(ana: AccountClient, environment: dict[str, str]) -> None:
    for each in Path(environment["DIRECTORY_EVIDENCE"]).glob("*/1.jpg"):
        each.write_bytes(b"no picture")
    assert ana.get(f"{PAGE}/pages/1?turn=90").status_code == 404


def test_a_file_without_a_name_is_called_by_its_day(app: Flask, ana: AccountClient) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.execute(update(Evidence).values(name=None))
    assert ana.page(PAGE).heading == "File of 24 Nov 2026"
