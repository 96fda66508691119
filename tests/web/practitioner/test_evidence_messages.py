"""Each message about a file, seen on its page: what is wrong, and what to do."""

from typing import Final

import pikepdf
import pytest
from flask import Flask

from directory.db import Database
from directory.domain import ids
from directory.domain.accounts.limits import ALLOWANCES, Limit
from directory.domain.entry.faults import FaultCode
from directory.domain.evidence_rules import MOST_AT_ONCE, MOST_FILES
from directory.domain.vocabulary import CredentialState
from directory.models.credentials import Evidence
from directory.web.practitioner.evidence_sending import MOST_SENT
from directory.workflows.accounts.limits import Try, take
from tests.adapters import good_files
from tests.adapters.hostile_files import raw_png
from tests.clock import Clock
from tests.pages import read_page, words
from tests.visitors import SAME_SITE, AccountClient, gate_of, office_of, signed_in
from tests.ways_in import SYSTEM
from tests.web.acts import log_after
from tests.web.practitioner.keeping import owner_now, owner_of
from tests.web.practitioner.test_evidence import (
    ADA,
    EVE,
    Sent,
    kept_files,
    path,
    put_in,
    send,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SEEN: Final[frozenset[FaultCode]] = frozenset(
    code for code in FaultCode if code.value.startswith("evidence_")
) - {FaultCode.EVIDENCE_NOT_RECEIVED}
"""Seen here. A body that was cut off never reaches a form: its connection is gone with it."""
MISNAMED: Final = (
    "The selected file is not of the kind that its name says. "
    "Save it again as a PDF, JPG, PNG or HEIC"
)
SCRIPTED: Final = (
    "The selected file has scripts or attachments in it. Print it to a new PDF and send that"
)
FULL: Final = "Your listing can keep 60 files. Remove one that you do not need, then add this one"
_TITLE: Final = "Error: Files for Physical therapist, Colorado"


@pytest.fixture
def ada(app: Flask) -> AccountClient:
    client = signed_in(app, owner_of(app, ADA))
    put_in(app, CredentialState.DRAFT)
    return client


def sentences(client: AccountClient, *files: Sent, status: int = 422) -> list[str]:
    """Send files that are refused; gives what is said, which stands in all three places."""
    answer = send(client, path(), *files)
    page = read_page(answer)
    assert page.status == status
    assert page.title.startswith(_TITLE)
    at_field = page.texts("p", id="file-error")
    in_summary = [words(e) for e in page.one("main").iter("li")]
    field = page.one("input", id="file")
    assert field.get("aria-invalid") == "true"
    assert at_field == [f"Error: {in_summary[0]}"]
    assert page.links()[in_summary[0]] == "#file"
    return in_summary


def test_each_fault_of_a_file_is_said_in_three_places(
    ada: AccountClient, database: Database
) -> None:
    scripted = good_files.pdf()
    scripted.Root.AA = pikepdf.Dictionary()
    lock = pikepdf.Encryption(owner="a", user="b")
    locked = good_files.written(good_files.pdf(), encryption=lock)
    for name, content, said in (
        ("a.pdf", b"", "The selected file is empty. Choose another one"),
        ("a.pdf", b"%PDF-" + b"x" * (10 << 20), "The selected file must be smaller than 10MB"),
        ("a.docx", b"PK\3\4", "The selected file must be a PDF, JPG, PNG or HEIC"),
        (
            "a.jpg",
            good_files.png(),
            MISNAMED,
        ),
        (
            "a.pdf",
            locked,
            "The selected file is password protected. Save it without a password",
        ),
        (
            "a.pdf",
            good_files.good_pdf()[:300],
            "The selected file cannot be opened. Save it again, or take a photo of the paper",
        ),
        (
            "a.pdf",
            good_files.written(scripted),
            SCRIPTED,
        ),
        (
            "a.pdf",
            good_files.good_pdf(21),
            "The selected file must have 20 pages or fewer. Save the pages that matter",
        ),
        (
            "a.png",
            raw_png(60_000, 60_000),
            "The selected picture must have 50 megapixels or fewer. Save it smaller",
        ),
    ):
        assert sentences(ada, (name, content)) == [f"{name}: {said}"]
    assert kept_files(database) == []


def test_the_good_ones_among_several_are_kept(ada: AccountClient, database: Database) -> None:
    said = sentences(ada, ("good.jpg", good_files.jpeg()), ("bad.pdf", b"%PDF-1.7 no"))
    assert said == [
        "bad.pdf: The selected file cannot be opened. Save it again, or take a photo of the paper"
    ]
    assert [row.name for row in kept_files(database)] == ["good.jpg"]
    assert "good.jpg" in ada.page(path()).texts("h2")


def test_too_many_too_much_and_too_often(
    app: Flask, ada: AccountClient, database: Database, clock: Clock
) -> None:
    many = [(f"{n}.jpg", b"\xff\xd8\xff") for n in range(MOST_AT_ONCE + 1)]
    assert sentences(ada, *many) == [
        "You can send 5 files at a time. Choose 5 or fewer, then add the others"
    ]
    # More than a form can hold is refused before it is read, and still on the page
    page = read_page(send(ada, path(), ("a.pdf", b"x" * (MOST_SENT + 1))))
    # Whoever sends it about what is not theirs is told what everybody is
    theirs = path(number=EVE)
    assert send(ada, theirs, ("a.pdf", b"x" * (MOST_SENT + 1))).status_code == 404
    assert page.status == 413
    assert [words(e) for e in page.one("main").iter("li")] == [
        "The selected file must be smaller than 10MB"
    ]
    assert page.title.startswith(_TITLE)
    # Forms that take no files take no more than they did
    rest = path(rest=f"/{ids.encode(1)}/off")
    assert ada.post(rest, data={"a": "x" * (1 << 21)}, headers=SAME_SITE).status_code == 413
    _fill(app, MOST_FILES)
    assert sentences(ada, ("a.jpg", good_files.jpeg())) == [
        "a.jpg: Your listing can keep 60 files. Remove one that you do not need, then add this one"
    ]
    assert len(kept_files(database)) == MOST_FILES
    gate = gate_of(app)
    tried = Try(Limit.FILE_ACCOUNT, str(owner_now(database, ADA)))
    for _ in range(ALLOWANCES[Limit.FILE_ACCOUNT].times):
        take(database, [tried], at=clock(), seal=gate.seal)
    assert sentences(ada, ("a.jpg", good_files.jpeg(3))) == [
        "a.jpg: You have sent many files in a short while. Try again in 60 minutes"
    ]


def _fill(app: Flask, number: int) -> None:
    with office_of(app).act(SYSTEM) as act:
        act.session.add_all(
            Evidence(
                id=n + 1,
                practitioner_id=ADA,
                sha256=f"{n:064}",
                media_type="image/jpeg",
                size=1,
                pages=1,
                received_at=act.at,
            )
            for n in range(number)
        )


def test_a_file_that_is_there_already_is_offered_and_one_of_another_listing_flagged(
    app: Flask, ada: AccountClient, database: Database
) -> None:
    same = ("a.jpg", good_files.jpeg())
    assert send(ada, path(), same).status_code == 303
    put_in(app, CredentialState.DRAFT, "training")
    page = read_page(send(ada, path("training"), same))
    assert page.status == 422
    assert (
        "a.jpg: You have sent this file already. Choose another one if this was a slip"
        in page.texts("p")
    )
    offered = page.one("input", name="also")
    assert offered.get("checked") is not None
    assert send(ada, path("training"), also=[offered.get("value", "")]).status_code == 303
    assert len(kept_files(database)) == 1
    # Another listing is told nothing; reviewers are
    eve = signed_in(app, owner_of(app, EVE))
    put_in(app, CredentialState.DRAFT, number=EVE)
    assert send(eve, path(number=EVE), same).status_code == 303
    flagged = [entry["done"] for entry in log_after(database, 0)]
    assert ("flag_raised", "evidence_elsewhere") in flagged
