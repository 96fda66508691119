"""Figures, imports and settings on the desk: read by staff, and with no secret in them."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask

from directory.domain.imports import ImportKind
from directory.domain.situations import Actor
from directory.domain.verification import Action
from directory.domain.vocabulary import ActorKind, CredentialKind, DeskKind, DeskTab
from directory.models.accounts import Account
from directory.models.desk import DecisionFact, DeskItem
from directory.web.review.settings_page import MEANINGS
from directory.workflows.import_runs import forget_reports, record
from tests.clock import Clock
from tests.visitors import AccountClient, account, office_of, signed_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SYSTEM = Actor(ActorKind.SYSTEM, None)


@pytest.fixture
def me(app: Flask) -> int:
    return account(app, ActorKind.REVIEWER, ActorKind.ADMINISTRATOR)


@pytest.fixture
def staff(app: Flask, me: int) -> AccountClient:
    return signed_in(app, me)


def test_figures_say_what_was_decided_and_are_taken_as_a_table(
    app: Flask, staff: AccountClient, me: int
) -> None:
    assert "Nothing was decided." in staff.page("/review/figures").texts("p")
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Account, me).name = "=Robin"
        act.session.add_all(
            DecisionFact(
                id=number,
                account_id=me,
                day=act.today,
                at=act.at,
                kind=CredentialKind.LICENCE,
                action=action,
                waited=number * 3_600,
                undone=False,
            )
            for number, action in enumerate([Action.VERIFY, Action.VERIFY, Action.REFUSE], 1)
        )
    page = staff.page("/review/figures?days=90")
    assert page.heading == "Figures"
    assert page.texts("td") == ["2", "1 hour", "2 hours", "2", "1", "3", "2 hours"]
    taken = staff.get("/review/figures.csv?days=365")
    found = list(csv.DictReader(io.StringIO(taken.text)))
    assert {(row["reviewer"], row["action"], row["decisions"]) for row in found} == {
        ("'=Robin", "verify", "2"),
        ("'=Robin", "refuse", "1"),
    }
    # Whatever else is asked for is the shortest span.
    for odd in ("0", "x", "90;", "9" * 99, "%00"):
        assert "30 days" in staff.page(f"/review/figures?days={odd}").texts("strong")


def test_work_on_the_desk_is_in_the_figures(app: Flask, staff: AccountClient) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.add(
            DeskItem(
                tab=DeskTab.RECHECKS,
                subject_id=1,
                kind=DeskKind.RECHECK,
                practitioner_id=None,
                opens_at=act.at - timedelta(days=3),
                due_on=act.today,
                country=None,
                region=None,
                profession=None,
                name="Ada",
                words=" ada",
                flags="",
            )
        )
    page = staff.page("/review/figures")
    assert page.texts("th", scope="row") == ["Samples: Sample"]
    assert page.texts("td") == ["1", "3 days", "0"]


def test_imports_stand_with_their_reports_until_these_are_over(
    app: Flask, staff: AccountClient, clock: Clock
) -> None:
    assert "Nothing has been imported yet." in staff.page("/review/imports").texts("p")
    record(
        office_of(app),
        ImportKind.ROSTER,
        file_name="people.csv",
        sha256="0" * 64,
        began_at=clock(),
        totals={"created": 1_200, "refused": 0, "unheard_of": 3},
        report='"line","outcome"\n',
    )
    page = staff.page("/review/imports")
    assert page.texts("h2") == ["people.csv"]
    assert {"New people: 1,200", "unheard of: 3"} <= set(page.texts("li"))
    path = page.links()["Report of each line (CSV): people.csv"]
    report = staff.get(path)
    assert report.text == '"line","outcome"\n'
    assert "roster-2026-11-24-report.csv" in report.headers["Content-Disposition"]
    assert staff.get("/review/imports/nonsense/report.csv").status_code == 404
    clock.at = clock.at.replace(year=2027)
    assert forget_reports(office_of(app)) == 1


def test_settings_are_shown_without_a_secret(
    app: Flask, staff: AccountClient, environment: dict[str, str]
) -> None:
    page = staff.page("/review/settings")
    shown = dict(zip(page.texts("code"), page.texts("dd"), strict=True))
    assert shown["SECRET_KEY"].startswith("Set, ")
    assert shown["DIRECTORY_GEOCODER_KEY"] == "Not set"
    assert shown["DIRECTORY_MODE"] == "production"
    assert environment["SECRET_KEY"] not in staff.get("/review/settings").text
    with app.app_context():
        assert set(page.texts("code")) >= {"DIRECTORY_RECHECKS", "SECOND_REVIEWER"}
    assert {"secret_key", "rechecks"} <= set(MEANINGS)
