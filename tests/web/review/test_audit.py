"""The log on the desk: in words, by filters, and as a file that no spreadsheet runs."""

import csv
import io

import pytest
from flask import Flask

from directory.domain import ids
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.workflows.acts import Subject
from tests.factories import person
from tests.visitors import AccountClient, account, office_of, signed_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SYSTEM = Actor(ActorKind.SYSTEM, None)
ADA = 7


@pytest.fixture
def me(app: Flask) -> int:
    return account(app, ActorKind.ADMINISTRATOR)


@pytest.fixture
def administrator(app: Flask, me: int) -> AccountClient:
    """Sign an administrator in, when two things have happened."""
    with office_of(app).act(SYSTEM) as act:
        person(act.session, number=ADA)
    reviewer = Actor(ActorKind.REVIEWER, account(app, ActorKind.REVIEWER))
    with office_of(app).act(reviewer) as act:
        subject = Subject(practitioner_id=ADA, kind=SubjectKind.LICENCE, id=1)
        act.log(
            DecisionAct.REFUSED,
            subject,
            from_state="submitted",
            to_state="refused",
            reason="not_on_register",
            words="=cmd()",
        )
    with office_of(app).act(SYSTEM) as act:
        act.log(DecisionAct.RULES_APPLIED, Subject(), changed=3)
    return signed_in(app, me)


def test_the_log_is_read_in_words_and_filtered(administrator: AccountClient) -> None:
    page = administrator.page("/review/audit")
    assert page.heading == "Audit"
    first, second = page.texts("li", class_="audit-entry")
    assert first.startswith("Changed rules applied")
    assert "the directory itself" in first
    assert "changed: 3" in first
    assert "Not accepted · License · Ada Example" in second
    assert "Robin Doe (a reviewer)" in second
    assert "we did not find it on the register." in second
    assert "submitted → refused" in second
    for query, number in (
        ("act=refused", 1),
        ("actor=nobody", 1),
        (f"person={ids.encode(ADA)}", 1),
        ("first=2026-11-24&last=2026-11-24", 2),
        ("last=2026-11-23", 0),
        ("before=1", 1),
        ("before=-1", 2),
        ("before=" + "9" * 50, 2),
        (f"actor={ids.encode(5)}", 0),
    ):
        found = administrator.page(f"/review/audit?{query}")
        assert len(found.all("li", class_="audit-entry")) == number, query


def test_what_cannot_be_read_is_said_beside_it_and_stays(administrator: AccountClient) -> None:
    odd = "act=x&actor=y&person=Ada%00%E2%80%AE&first=24.11.&last=2026-02-30"
    for path in ("/review/audit", "/review/audit/copy"):
        answer = administrator.get(f"{path}?{odd}")
        assert answer.status_code == 422
    said = administrator.get(f"/review/audit?{odd}").text
    assert said.count("Choose one of the list") == 4
    assert "Enter a day such as 2026-11-24" in said
    assert "24.11." in said
    sent = administrator.send(f"/review/audit/copy?{odd}")
    assert sent.status_code == 422


def test_a_copy_is_noted_and_runs_nowhere(administrator: AccountClient) -> None:
    path = f"/review/audit/copy?act=refused&person={ids.encode(ADA)}"
    page = administrator.page(path)
    assert page.texts("dd") == ["Not accepted", ids.encode(ADA)]
    answer = administrator.send(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="log-0-0.csv"'
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert (row["act"], row["name"], row["words"]) == ("refused", "Ada Example", "'=cmd()")
    assert row["at"] == "2026-11-24T18:00:00+00:00"
    newest = administrator.page("/review/audit").texts("li", class_="audit-entry")[0]
    assert newest.startswith("Copy of the log taken")
    # One proof takes one copy.
    assert administrator.send(path).status_code == 303
