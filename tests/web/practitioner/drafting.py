"""Filling in the pages of a credential, as somebody with a listing does."""

import re
from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from werkzeug.test import TestResponse

from directory.db import Database
from directory.domain import ids
from tests.factories import person
from tests.pages import Page, read_page, words
from tests.rule_books import REAL
from tests.visitors import AccountClient, account, signed_in


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody with a listing, and the client by which they keep it."""

    client: AccountClient
    person: int
    account: int
    token: str

    @property
    def listing(self) -> str:
        """The address of the listing."""
        return f"/listing/{ids.encode(self.person)}"

    def send(self, path: str, **fields: str) -> TestResponse:
        """Send a form about the listing."""
        return self.client.send(f"{self.listing}/{path}", token=self.token, **fields)

    def page(self, path: str) -> Page:
        """Get a page about the listing."""
        return self.client.page(f"{self.listing}/{path}")

    def begin(self, kind: str, purpose: str = "add", **fields: str) -> str:
        """Begin a draft; gives the path of its pages."""
        begun = self.send(f"credentials/{kind}/new", purpose=purpose, **fields)
        assert begun.status_code == 303, begun.get_data(as_text=True)
        found = re.search(r"(drafts/[^/]+)/", begun.location)
        assert found, begun.location
        return found[1]

    def fill(self, draft: str, page: str, **fields: str) -> TestResponse:
        """Fill in one page of a draft, as it is shown now."""
        shown = self.page(f"{draft}/{page}")
        seen = shown.one("input", name="seen").get("value", "")
        return self.send(f"{draft}/{page}", seen=seen, **fields)

    def fill_all(self, draft: str, pages: dict[str, dict[str, str]]) -> None:
        """Fill in page after page, twice where something is worth a second look."""
        for page, fields in pages.items():
            sent = self.fill(draft, page, **fields)
            assert sent.status_code == 303, (page, errors(read_page(sent)))
            if sent.location.endswith(f"/{page}"):
                sent = self.fill(draft, page, **fields)
            assert sent.status_code == 303, page

    def enter(self, draft: str) -> TestResponse:
        """Save what was entered, as its review shows it."""
        review = self.page(f"{draft}/check")
        seen = review.one("input", name="seen").get("value", "")
        version = review.one("input", name="version").get("value", "")
        return self.send(f"{draft}/check", seen=seen, version=version)


def errors(page: Page) -> list[str]:
    """Give the sentences of the summary of problems."""
    return [words(link) for panel in page.all("div", class_="problem") for link in panel.iter("a")]


def date_boxes(name: str, month: str, day: str, *, year: str) -> dict[str, str]:
    """Fill in the three boxes of a day."""
    return {f"{name}-month": month, f"{name}-day": day, f"{name}-year": year}


def keeper(
    app: Flask, database: Database, *, at: datetime, declared: bool = False, **more: object
) -> Keeper:
    """Give somebody whose listing has what `factories.person` writes."""
    holder = account(app)
    with database.transaction() as session:
        made = person(session, at=at, book=REAL, **more)  # type: ignore[arg-type]
        made.account_id = holder
        made.declared_at = at if declared else None
        number = made.id
    client = signed_in(app, holder)
    return Keeper(client, number, holder, client.token())


LICENCE = {
    "profession": {"profession": "physical_therapist"},
    "place": {"place": "US-NC"},
    "kind": {"kind": "licence"},
    "number": {"number": "p1234"},
    "name": {"name_on_licence": "Ada Example"},
    "dates": {
        **date_boxes("issued", "3", "1", year="2020"),
        **date_boxes("expires", "1", "31", year="2027"),
    },
    "limits": {"licence_class": "full"},
}
TRAINING = {
    "program": {"program": "another"},
    "course": {
        "provider": "Example Institute",
        "course": "Dry needling 1",
        "technique": "dry_needling",
    },
    "hours": {"hours": "27", "hours_in_person": "27"},
    "exams": {"supervised_sessions": "", "written_exam": "yes", "practical_exam": ""},
    "head-neck": {"head_neck": "yes"},
    "completed": date_boxes("completed", "5", "1", year="2022"),
}
CERTIFICATION = {
    "program": {"program": "another"},
    "body": {
        "body": "Example Board",
        "name": "Certified Needler",
        "abbreviation": "",
        "body_website": "https://board.org",
    },
    "number": {"number": "CEN-1"},
    "dates": date_boxes("expires", "10", "31", year="2028"),
}
AUTHORIZATION = {
    "place": {"place": "US-MD"},
    "kind": {"kind": "registration"},
    "number": {"number": "DN-77"},
    "dates": date_boxes("expires", "9", "30", year="2027"),
}
