"""Files of a listing: sent, seen as reviewers see them, lent to several credentials, removed."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import CredentialKind, CredentialState
from directory.models.credentials import CredentialEvidence, Evidence
from directory.workflows.credential_rows import TABLES
from tests.adapters import good_files
from tests.pages import read_page
from tests.visitors import SAME_SITE, AccountClient, account, office_of, signed_in
from tests.ways_in import SYSTEM
from tests.web.acts import log_after
from tests.web.practitioner.keeping import delegate_of, owner_now, owner_of

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ADA, EVE = 7, 8
Sent = tuple[str, bytes]


def number_of(kind: str, number: int) -> int:
    return number if kind == "training" else number * 100


def path(kind: str = "licence", *, number: int = ADA, rest: str = "") -> str:
    of = ids.encode(number_of(kind, number))
    return f"/listing/{ids.encode(number)}/{kind}/{of}/files{rest}"


def listing(rest: str, *, number: int = ADA) -> str:
    return f"/listing/{ids.encode(number)}/files{rest}"


def send(
    client: AccountClient, where: str, *files: Sent, also: Sequence[str] = (), **more: str
) -> TestResponse:
    given = [FileStorage(io.BytesIO(content), name) for name, content in files]
    fields = {"csrf_token": client.token(), "file": given, "also": list(also), **more}
    # Put together here: a client that does it leaves large bodies in files that are open.
    boundary, body = encode_multipart(fields)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(where, data=body, content_type=kind, headers=SAME_SITE)


def put_in(app: Flask, state: CredentialState, kind: str = "licence", *, number: int = ADA) -> None:
    with office_of(app).act(SYSTEM) as act:
        table: Any = TABLES[CredentialKind(kind)]
        act.session.get_one(table, number_of(kind, number)).state = state


def kept_files(database: Database) -> list[Evidence]:
    with database.transaction() as session:
        rows = list(session.scalars(select(Evidence).order_by(Evidence.received_at, Evidence.id)))
        session.expunge_all()
    return rows


def folder(environment: dict[str, str]) -> Path:
    return Path(environment["DIRECTORY_EVIDENCE"])


def in_folder(environment: dict[str, str]) -> list[str]:
    here = folder(environment)
    return sorted(each.name for each in here.iterdir() if each.name != ".lock")


@pytest.fixture
def ada(app: Flask) -> AccountClient:
    owner = owner_of(app, ADA)
    put_in(app, CredentialState.DRAFT)
    put_in(app, CredentialState.DRAFT, "training")
    return signed_in(app, owner)


def test_a_file_is_kept_as_pictures_and_serves_two_credentials(
    database: Database, ada: AccountClient, environment: dict[str, str]
) -> None:
    page = ada.page(path())
    assert page.heading == "Files for Physical therapist, Colorado"
    original = good_files.good_pdf(2)
    answer = send(ada, path(), ("My licence.pdf", original))
    assert (answer.status_code, answer.headers["Location"]) == (303, path())
    (row,) = kept_files(database)
    assert (row.name, row.media_type, row.pages) == ("My licence.pdf", "application/pdf", 2)
    # What the reviewer will see
    page = ada.page(path())
    pictures = [each.get("src", "") for each in page.all("img")]
    assert len(pictures) == 2
    answer = ada.get(pictures[1])
    assert Image.open(io.BytesIO(answer.data)).size == (1275, 1651)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    # Nothing of what came is kept but its hash
    (name,) = in_folder(environment)
    stored = list((folder(environment) / name).iterdir())
    assert {each.name for each in stored} == {"1.jpg", "2.jpg", "document.pdf"}
    assert all(each.stat().st_mode & 0o777 == 0o600 for each in stored)
    assert (folder(environment) / name).stat().st_mode & 0o777 == 0o700
    assert all(each.read_bytes() != original for each in stored)
    # The same file for the course
    page = ada.page(path("training"))
    tick = page.one("input", name="also")
    answer = send(ada, path("training"), also=[tick.get("value", "")])
    assert answer.headers["Location"].endswith("/trainings")
    page = ada.page(listing(""))
    assert page.texts("h2") == ["My licence.pdf"]
    assert [text for text in page.texts("li") if "Physical" in text or "Needling" in text]
    with database.reading() as connection:
        assert len(connection.execute(select(CredentialEvidence.id)).all()) == 2
    # Taken back: an attachment that can do nothing
    answer = ada.get(listing(f"/{ids.encode(row.id)}/copy"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="My licence.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    with pikepdf.open(io.BytesIO(answer.data)) as clean:
        assert len(clean.pages) == 2


@on_one_database
def test_files_are_taken_off_and_removed_while_nothing_relies_on_them(
    app: Flask, database: Database, ada: AccountClient, environment: dict[str, str]
) -> None:
    assert send(ada, path(), ("a.jpg", good_files.jpeg())).status_code == 303
    (row,) = kept_files(database)
    key = ids.encode(row.id)
    off, gone = path(rest=f"/{key}/off"), listing(f"/{key}/remove")
    # Sent to be checked, it stays
    put_in(app, CredentialState.SUBMITTED)
    assert ada.send(off).status_code == 409
    assert ada.send(gone).status_code == 409
    assert ada.page(gone).heading == "This file stays"
    assert "Withdraw that first" in " ".join(ada.page(listing("")).texts("p"))
    # A decision rests on it
    put_in(app, CredentialState.VERIFIED)
    assert ada.send(gone).status_code == 409
    page = ada.page(path())
    assert not page.all("input", type="file")
    assert send(ada, path(), ("b.jpg", good_files.jpeg(2))).status_code == 409
    assert len(kept_files(database)) == 1
    # A question may be about it
    put_in(app, CredentialState.QUERIED)
    assert ada.send(off).status_code == 303
    assert ada.send(off).status_code == 404
    assert ada.page(gone).heading == "Remove this file"
    assert ada.send(gone).status_code == 303
    assert ada.send(gone).status_code == 404
    assert (kept_files(database), in_folder(environment)) == ([], [])
    # All of it stands in the log, by its owner
    noted = [
        (entry["done"], entry["actor"])
        for entry in log_after(database, 0)
        if entry["subject"] == ("evidence", row.id)
    ]
    acts = ["evidence_received", "evidence_attached", "evidence_removed", "evidence_removed"]
    assert noted == [((act, None), ("owner", owner_now(database, ADA))) for act in acts]


@on_one_database
def test_a_translation_says_of_what_and_keeps_its_original(
    database: Database, ada: AccountClient
) -> None:
    assert send(ada, path(), ("a.jpg", good_files.jpeg())).status_code == 303
    (original,) = kept_files(database)
    key = ids.encode(original.id)
    answer = send(ada, path(), ("b.png", good_files.png(4)), translation_of=key)
    assert answer.status_code == 303
    page = ada.page(path())
    assert "A translation of a.jpg." in page.texts("p")
    assert ada.page(listing(f"/{key}/remove")).heading == "This file stays"
    assert ada.send(listing(f"/{key}/remove")).status_code == 409


@on_one_database
def test_photographs_lose_where_they_were_taken_and_stand_upright(
    database: Database, ada: AccountClient
) -> None:
    sideways = good_files.jpeg(exif=good_files.with_place(), comment=b"of Ada's kitchen")
    assert b"Secret Camera" in sideways
    answer = send(
        ada,
        path(),
        ("a.jpg", sideways),
        ("b.png", good_files.png(1, mode="RGBA")),
        ("c.heic", good_files.heic(exif=good_files.with_place())),
    )
    assert answer.status_code == 303
    for row in kept_files(database):
        taken = ada.get(listing(f"/{ids.encode(row.id)}/copy"))
        assert taken.headers["Content-Type"] == "image/jpeg"
        clean = Image.open(io.BytesIO(taken.data))
        assert not clean.getexif()
        assert not clean.info.get("comment")
        assert b"Secret Camera" not in taken.data
        # In a HEIC the container turns it, and what EXIF says there counts for nothing.
        assert clean.size == ((320, 240) if row.name == "a.jpg" else (240, 320))


@on_one_database
def test_what_belongs_to_others_is_not_there(app: Flask, database: Database) -> None:
    ada, eve = signed_in(app, owner_of(app, ADA)), signed_in(app, owner_of(app, EVE))
    put_in(app, CredentialState.DRAFT)
    put_in(app, CredentialState.DRAFT, number=EVE)
    assert send(ada, path(), ("a.jpg", good_files.jpeg())).status_code == 303
    key = ids.encode(kept_files(database)[0].id)
    for rest in (f"/{key}/copy", f"/{key}/pages/1", f"/{key}/remove"):
        assert ada.get(listing(rest)).status_code == 200
        # Neither under their address nor under one's own
        assert eve.get(listing(rest)).status_code == 404
        assert eve.get(listing(rest, number=EVE)).status_code == 404
    assert eve.send(listing(f"/{key}/remove", number=EVE)).status_code == 404
    assert eve.send(path(number=EVE, rest=f"/{key}/off")).status_code == 404
    own = path(number=EVE)
    assert send(eve, own, also=[key]).status_code == 404
    assert send(eve, own, ("a.png", good_files.png()), translation_of=key).status_code == 404
    assert send(eve, path(), ("a.png", good_files.png())).status_code == 404
    theirs = f"/listing/{ids.encode(EVE)}/licence/{ids.encode(ADA * 100)}/files"
    assert send(eve, theirs, ("a.png", good_files.png())).status_code == 404
    assert len(kept_files(database)) == 1
    # A delegate keeps the listing, and sees none of its papers
    helper = signed_in(app, delegate_of(app, ADA))
    for rest in ("", f"/{key}/copy", f"/{key}/pages/1"):
        assert helper.get(listing(rest)).status_code == 403
    assert send(helper, path(), ("b.png", good_files.png())).status_code == 403
    assert signed_in(app, account(app)).get(listing("")).status_code in {403, 404}


@on_one_database
def test_odd_addresses_and_bodies_lead_nowhere(ada: AccountClient, database: Database) -> None:
    assert send(ada, path(), ("a.jpg", good_files.jpeg())).status_code == 303
    key = ids.encode(kept_files(database)[0].id)
    for page in ("0", "2", "-1", "1.5", "99999999999999999999", "²", "%00", "../1"):
        assert ada.get(listing(f"/{key}/pages/{page}")).status_code == 404, page
    assert ada.get(listing("/nobody/copy")).status_code == 404
    for kind in ("licences", "evidence", "%00", "x" * 5_000):
        assert ada.get(path(kind)).status_code == 404
    token = ada.token()
    answers = [
        ada.post(path(), data={"csrf_token": token, **fields}, headers=SAME_SITE).status_code
        for fields in (
            {},
            {"file": "not a file"},
            {"also": "nobody"},
            {"also": ["\0", "\u202e"]},
            {"translation_of": "x" * 1_000},
            {"translation_of": ["", key]},
        )
    ]
    assert answers == [303, 303, 404, 404, 404, 303]
    # A file whose name hides what it is
    name = "../../\u202efdp.\0exe"
    assert send(ada, path(), (name, good_files.png(3))).status_code == 303
    assert "fdp.exe" in ada.page(listing("")).texts("h2")


@on_one_database
def test_a_listing_without_files_says_where_they_are_added(ada: AccountClient) -> None:
    page = ada.page(listing(""))
    assert page.heading == "Your files"
    assert "You have sent no files yet" in " ".join(page.texts("p"))


@on_one_database
def test_a_file_that_the_disk_has_lost_is_said_to_be_gone(
    database: Database, ada: AccountClient, environment: dict[str, str]
) -> None:
    assert send(ada, path(), ("a.jpg", good_files.jpeg())).status_code == 303
    (row,) = kept_files(database)
    (folder(environment) / str(row.stored_as) / "1.jpg").unlink()
    assert ada.get(listing(f"/{ids.encode(row.id)}/copy")).status_code == 404
    assert read_page(ada.get(listing(""))).status == 200
