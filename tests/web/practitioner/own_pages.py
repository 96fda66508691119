"""Filling in the pages of a listing as a browser would: what a form shows is sent with it."""

from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from directory.domain.vocabulary import Country, Precision
from directory.models.clinics import Clinic
from tests.factories import DENVER
from tests.pages import Page, read_page
from tests.visitors import SAME_SITE, AccountClient


def shown(page: Page, action: str) -> dict[str, list[str]]:
    """Give what the form that is sent to an address holds as it is shown."""
    (form,) = [each for each in page.all("form", method="post") if each.get("action") == action]
    held: dict[str, list[str]] = {}
    for field in form.iter():
        name = field.get("name")
        if name is not None:
            held.setdefault(name, []).extend(_values(field))
    return held


def _values(field: Element) -> list[str]:
    if field.tag == "textarea":
        return [(field.text or "").removeprefix("\n")]
    if field.tag == "select":
        return [each.get("value", "") for each in field.iter("option") if "selected" in each.attrib]
    if field.get("type") in {"radio", "checkbox"} and "checked" not in field.attrib:
        return []
    return [] if field.tag == "button" else [field.get("value", "")]


def save(client: AccountClient, path: str, *, to: str | None = None, **typed: Any) -> TestResponse:  # noqa: ANN401
    """Open a page, type over some of it, and send its form."""
    action = to or path.partition("?")[0]
    held = shown(client.page(path), action)
    return client.post(action, data={**held, **typed}, headers=SAME_SITE)


def refused(answer: TestResponse, status: int = 422) -> Page:
    """Give the page that a form was answered with, which says what to do."""
    assert answer.status_code == status
    page = read_page(answer)
    if status == 422:
        assert page.title.startswith("Error: ")
        assert page.all("div", class_="problem")
    return page


def said_at(page: Page, field: str) -> str:
    """Give what is said at a field, which the summary above says as well."""
    (said,) = page.texts("p", id=f"{field}-error")
    said = said.removeprefix("Error: ")
    assert said in page.texts("a"), "the summary does not say it"
    return said


def clinic_row(number: int, manager: int, *, at: datetime) -> Clinic:
    """Write a clinic in Denver."""
    return Clinic(
        id=number,
        manager_account_id=manager,
        name="Example Clinic",
        street="100 Example Street",
        city="Denver",
        region="CO",
        postal_code="80202",
        country=Country.US,
        lat=DENVER[0],
        lon=DENVER[1],
        precision=Precision.STREET,
        time_zone="America/Denver",
        phone=None,
        website=None,
        parking=None,
        created_at=at,
    )
