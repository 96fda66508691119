"""Deciding on the review screen: looks, steps, letters, and what comes back where it fails."""

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from directory.db import Database
from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import ActorKind, CheckSource, CredentialState, Finding
from directory.models.accounts import Account
from directory.models.credentials import CredentialCheck, Licence
from directory.models.desk import NotedCheck
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.workflows.acts import Subject
from directory.workflows.identifiers import fresh_id
from tests.clock import Clock
from tests.pages import Page, read_page, words
from tests.visitors import AccountClient, account, office_of, signed_in
from tests.web.review import filed
from tests.web.review.filed import ADA, SYSTEM, address
from tests.web.review.forms.decisions import named, proposed
from tests.web.review.forms.staging import Staging, key

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LICENCE = ADA * 100
AT = f"/credentials/licence/{key(LICENCE)}"


@pytest.fixture
def ana(app: Flask) -> AccountClient:
    """Let Ana review, and Ada's file be there; its owner reads letters."""
    filed.begin(app)
    owner = account(app)
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Practitioner, ADA).account_id = owner
        # Ben's number is another matter.
        act.session.get_one(Licence, LICENCE).number = "PTL.0000070"
    return signed_in(app, filed.reviewer(app))


def licence(database: Database) -> Licence:
    with database.transaction() as session:
        return session.get_one(Licence, LICENCE)


def look(client: AccountClient, clock: Clock, **changed: str) -> TestResponse:
    said = {
        "source": "regulator_register",
        "source_name": "Example State Register",
        "url": "https://register.example/PTL.0000008",
        "looked_on": clock().date().isoformat(),
        "status": "active",
        "status_words": "Active",
        **changed,
    }
    return client.send(address(f"{AT}/check"), **named(LICENCE, "check", **said))  # type: ignore[arg-type]


def step(client: AccountClient, action: str, *, rest: str = "", **said: str) -> TestResponse:
    """Send a step with the version that the page shows, unless told otherwise."""
    page = client.page(address())
    field = next(iter(page.all("input", name=f"licence-{key(LICENCE)}-{action}-version")), None)
    version = said.pop("version", "" if field is None else field.get("value", ""))
    fields = named(LICENCE, action, version=version, **said)
    return client.send(address(f"{AT}/steps/{action}{rest}"), **fields)  # type: ignore[arg-type]


def fold(page: Page, name: str) -> str:
    """Give the words of a step of the licence."""
    found = [
        words(each)
        for each in page.all("details", class_="step")
        if words(each).startswith(f"{name}: Physical therapist")
    ]
    assert len(found) == 1, found
    return found[0]


def test_a_credential_is_approved_once_the_look_is_complete(
    ana: AccountClient, database: Database, clock: Clock
) -> None:
    page = ana.page(address())
    assert "Look it up at its source" in fold(page, "Approve")
    assert step(ana, "verify", version=str(licence(database).version)).status_code == 422
    assert look(ana, clock, status_words="").status_code == 303
    page = ana.page(address())
    assert "Write the status as the source words it." in fold(page, "Approve")
    noted = look(ana, clock)
    assert noted.location.endswith(f"#licence-{key(LICENCE)}")
    page = ana.page(address())
    assert "Not possible yet" not in fold(page, "Approve")
    done = step(ana, "verify")
    assert done.status_code == 303, done.text
    assert licence(database).state is CredentialState.VERIFIED
    # The page that follows offers to take it back, and the desk stands as before then.
    after = ana.page(done.location)
    banner = words(after.one("form", class_="undo"))
    assert banner.startswith("Approved: Ada Example. You can take it back until 18:01:00")
    action = after.one("form", class_="undo").get("action", "")
    version = after.one("form", class_="undo").findall("input")[1].get("value", "")
    assert ana.send(action, version=version).status_code == 303
    assert licence(database).state is CredentialState.SUBMITTED
    late = ana.send(action, version=version)
    assert late.status_code == 409
    assert "It is too late to take this back" in late.text


def test_a_number_that_somebody_else_has_as_checked_is_said(
    app: Flask, ana: AccountClient, database: Database, clock: Clock
) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Licence, LICENCE).number = f"PTL.{filed.BEN:07d}"
    look(ana, clock)
    refused = step(ana, "verify")
    assert refused.status_code == 422
    assert "Another listing has this number as checked." in refused.text
    assert licence(database).state is CredentialState.SUBMITTED


def test_a_question_has_a_reason_and_words_that_are_read_before_they_leave(
    ana: AccountClient, database: Database
) -> None:
    assert "Choose a reason" in fold(read_page(step(ana, "query")), "Ask")
    wordless = read_page(step(ana, "query", reason="number_differs"))
    assert "Write what the practitioner reads" in fold(wordless, "Ask")
    assert wordless.status == 422
    # The letter is shown as it would leave.
    tried = step(ana, "query", rest="/try", reason="number_differs", words="Which <b>one</b>?")
    letter = fold(read_page(tried), "Ask")
    assert "What they will read A question about your license" in letter
    assert "Why: the number differs from the one at its source." in letter
    assert "Which <b>one</b>?" in letter
    assert licence(database).state is CredentialState.SUBMITTED
    sent = step(ana, "query", reason="number_differs", words="Which <b>one</b>?")
    assert sent.status_code == 303
    with database.reading() as connection:
        assert "Which <b>one</b>?" in (connection.scalar(select(Mail.params)) or "")


def test_the_saved_reply_is_in_the_language_of_whoever_reads_it(
    app: Flask, ana: AccountClient
) -> None:
    with office_of(app).act(SYSTEM) as act:
        owner = act.session.get_one(Practitioner, ADA).account_id
        act.session.get_one(Account, owner).language = "fr"
    fields = named(LICENCE, "query", reason="number_differs")
    page = ana.page(address())
    version = page.one("input", name=f"licence-{key(LICENCE)}-query-version").get("value", "")
    fields |= named(LICENCE, "query", version=version)
    filled = ana.send(address(f"{AT}/steps/query/try"), fill="1", **fields)  # type: ignore[arg-type]
    said = words(read_page(filled).one("textarea", name=f"licence-{key(LICENCE)}-query-words"))
    assert said == "Le registre donne un autre numéro pour vous. Lequel figure sur votre permis?"


def test_what_changed_meanwhile_is_shown_and_nothing_typed_is_lost(
    app: Flask, ana: AccountClient, database: Database
) -> None:
    page = ana.page(address())
    seen = page.one("input", name=f"licence-{key(LICENCE)}-query-seen").get("value", "")
    version = page.one("input", name=f"licence-{key(LICENCE)}-query-version").get("value", "")
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Licence, LICENCE).name_on_licence = "Ada C. Example"
    said = {"reason": "number_differs", "words": "Which one is it?", "seen": seen}
    stale = step(ana, "query", version=version, **said)
    assert stale.status_code == 409
    answer = read_page(stale)
    changed = [words(each) for each in answer.all("div", class_="wait")]
    assert any("Before: Ada B. Example → Now: Ada C. Example" in each for each in changed), changed
    assert "Which one is it?" in fold(answer, "Ask")
    # Sent once more from that page, it is taken.
    again = answer.one("input", name=f"licence-{key(LICENCE)}-query-version").get("value", "")
    assert step(ana, "query", version=again, **said).status_code == 303
    # Where the step is gone by now, what was written still stands there.
    gone = step(ana, "query", version=again, **said)
    assert gone.status_code == 409
    assert "What you had written" in gone.text
    assert licence(database).state is CredentialState.QUERIED


def test_one_look_serves_another_credential_and_findings_are_noted_with_it(
    ana: AccountClient, database: Database, clock: Clock
) -> None:
    found = look(
        ana, clock, status="restricted", conditions="no", serves=f"certification-{key(ADA)}"
    )
    assert found.status_code == 303, found.text
    assert licence(database).bars_needling is Finding.NO
    with database.reading() as connection:
        kinds = set(connection.scalars(select(NotedCheck.subject_kind)))
    assert {kind.value for kind in kinds} == {"licence", "certification"}
    assert "Not possible yet" not in fold(ana.page(address()), "Approve")


@pytest.mark.parametrize(
    "changed",
    [
        {"source": ""},
        {"source": "hearsay"},
        {"looked_on": ""},
        {"looked_on": "yesterday"},
        {"url": "ftp://register.example"},
        {"source_name": "x" * 201},
        {"status_words": "\u202eevitcA"},
        {"note": "x" * 2_001},
    ],
)
def test_a_look_that_says_nothing_is_shown_again_with_what_is_wrong(
    ana: AccountClient, database: Database, clock: Clock, changed: dict[str, str]
) -> None:
    refused = look(ana, clock, **{"reference": "HD-1 “kept”", **changed})
    assert refused.status_code == 422
    page = read_page(refused)
    assert page.all("p", class_="error")
    assert "HD-1 “kept”" in refused.text
    with database.reading() as connection:
        assert connection.scalar(select(NotedCheck.record)) is None


def test_odd_forms_are_answered_in_words(ana: AccountClient, database: Database) -> None:
    version = str(licence(database).version)
    for fields in (
        {},
        {"version": "9" * 30, "reason": "number_differs", "words": "Why?"},
        {"version": version, "reason": "whim", "words": "Why?"},
        {"version": version, "reason": "ended", "words": "Why?"},
        {"version": version, "reason": "number_differs", "words": "a\0b"},
        {"version": version, "reason": "number_differs", "words": "x" * 5_000, "seen": "[" * 9_000},
    ):
        refused = step(ana, "query", **fields)
        assert refused.status_code in {409, 422}, (fields, refused.status)
    for path in (
        f"{AT}/steps/undo",
        f"{AT}/steps/dance",
        f"/credentials/licence/{key(1)}/steps/query",
        f"/credentials/house/{key(LICENCE)}/steps/query",
        f"/credentials/licence/{key(1)}/check",
        f"/credentials/training/{key(LICENCE)}/undo",
        "/steps-proposed/000000000001",
    ):
        assert ana.send(address(path)).status_code == 404, path
    assert licence(database).state is CredentialState.SUBMITTED


def test_nobody_decides_on_their_own_file(app: Flask, database: Database) -> None:
    filed.begin(app)
    me = filed.reviewer(app)
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Practitioner, ADA).account_id = me
    own = signed_in(app, me)
    for path in (f"{AT}/steps/query", f"{AT}/check", f"{AT}/undo", "/notes"):
        assert own.send(address(path)).status_code == 403
    assert licence(database).state is CredentialState.SUBMITTED


def test_a_note_is_for_reviewers(ana: AccountClient) -> None:
    assert ana.send(address("/notes"), body=" ").status_code == 422
    assert ana.send(address("/notes"), body="They answer on Mondays.").status_code == 303
    assert "They answer on Mondays." in words(ana.page(address()).one("section", id="notes"))


def test_an_answer_of_the_issuer_fills_the_look_in_and_decides_nothing(
    app: Flask, ana: AccountClient
) -> None:
    filed.correspond(app, filed.reviewer(app))
    page = ana.page(address())
    prefix = f"training-{key(ADA)}-check"
    assert page.one("input", name=f"{prefix}-source_name").get("value") == "Example Institute"
    assert page.one("input", name=f"{prefix}-reference").get("value") == "HD-1234-AB"
    assert "The issuer has answered." in words(page.one("section", id=f"training-{key(ADA)}"))
    # Once a look on record quotes it, it has served, and is not offered again.
    with office_of(app).act(SYSTEM) as act:
        act.session.add(
            CredentialCheck(
                id=fresh_id(),
                training_id=ADA,
                source=CheckSource.ISSUER_CONFIRMED,
                source_name="Example Institute",
                looked_on=act.today,
                reference="HD-1234-AB",
            )
        )
    page = ana.page(address())
    assert "The issuer has answered." not in words(page.one("section", id=f"training-{key(ADA)}"))
    assert page.one("input", name=f"{prefix}-reference").get("value") == ""


def test_whoever_wants_it_so_goes_on_to_the_next_oldest(app: Flask, ana: AccountClient) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.get_one(Licence, filed.BEN * 100).state = CredentialState.SUBMITTED
        act.log(DecisionAct.EDITED, Subject(practitioner_id=filed.BEN))
        act.log(DecisionAct.EDITED, Subject(practitioner_id=ADA))
    ana.send("/review/my-desk", next_oldest="y")
    done = step(ana, "refuse", reason="not_on_register", words="We did not find it.")
    assert done.location == f"{address(number=filed.BEN)}?decided={key(LICENCE)}"
    after = ana.page(done.location)
    assert words(after.one("form", class_="undo")).startswith("Not accepted: Ada Example.")
    # Nothing else waits: the queue follows.
    prefix = f"licence-{key(filed.BEN * 100)}-refuse"
    version = after.one("input", name=f"{prefix}-version").get("value", "")
    fields = {"version": version, "reason": "not_on_register", "words": "We did not find it."}
    last = ana.send(
        address(f"/credentials/licence/{key(filed.BEN * 100)}/steps/refuse", number=filed.BEN),
        **named(filed.BEN * 100, "refuse", **fields),  # type: ignore[arg-type]
    )
    assert last.location.startswith("/review/queue?decided=")
    assert "Take it back" in ana.get(last.location).text


def test_a_second_reviewer_reads_what_was_proposed_and_confirms_it_or_not(
    app: Flask, database: Database, clock: Clock
) -> None:
    me = account(app, ActorKind.REVIEWER)
    number, proposal = proposed(Staging(app, clock, me))
    at = f"/review/person/{key(number // 100)}"
    ben = signed_in(app, me)
    link = ben.page(at).links()
    (way,) = (href for said, href in link.items() if said.startswith("Read the proposal"))
    page = ben.page(way)
    assert page.heading == "Lift the suspension: Ada Example"
    said = words(page.one("main"))
    for told in ("Why: ", "It is active again.", "The look that it rests on", "Example State"):
        assert told in said, told
    assert ben.send(way, answer="maybe").status_code == 422
    assert ben.send(way, answer="confirm").status_code == 303
    with database.transaction() as session:
        assert session.get_one(Licence, number).state is CredentialState.VERIFIED
    # A proof serves one such act; with another it is said that this is settled.
    assert ben.send(way, answer="confirm").status_code == 303
    assert signed_in(app, me).send(way, answer="confirm").status_code == 409
    assert "This was settled on" in signed_in(app, me).get(way).text
    assert proposal
