"""The log of decisions as a stranger reads it: checked with nothing but the answers."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from werkzeug.test import TestResponse

from directory.adapters.log_signing import FileKey
from directory.db import Database
from directory.domain.merkle import leaf_hash, shows_consistency, shows_inclusion
from directory.queries.decision_log import MOST_LINES
from tests.log_book import decide_at_once, refusal
from tests.pages import PageClient

SIZE = 11


@pytest.fixture
def environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    return {**environment, "DIRECTORY_LOG_KEY": str(tmp_path / "log.pem")}


@pytest.fixture
def pen(environment: dict[str, str]) -> FileKey:
    return FileKey(Path(environment["DIRECTORY_LOG_KEY"]))


@pytest.fixture
def log(database: Database, pen: FileKey) -> Database:
    decide_at_once(database, pen, *[refusal(seq) for seq in range(SIZE)])
    return database


def asked(client: PageClient, path: str) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    answer = client.get(f"/log/{path}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.mimetype == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return answer.get_json()


def proof(client: PageClient, path: str) -> list[bytes]:
    return [bytes.fromhex(part) for part in asked(client, f"proof/{path}")["proof"]]


def told(answer: TestResponse, status: int) -> str:
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    body = answer.get_json()
    assert body["status"] == status
    return str(body["detail"])


@pytest.mark.usefixtures("log")
def test_a_stranger_can_check_everything_from_the_answers_alone(client: PageClient) -> None:
    head, (key,) = asked(client, "head"), asked(client, "key")["keys"]
    assert head["size"] == SIZE
    assert head["key_id"] == key["key_id"]
    note = (
        f'{{"at":"{head["at"]}","previous":"{head["previous"]}",'
        f'"root":"{head["root"]}","size":{head["size"]}}}'
    )
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key["public_key"]))
    public.verify(bytes.fromhex(head["signature"]), note.encode())
    root = bytes.fromhex(head["root"])
    leaves = asked(client, f"entries?start=0&count={SIZE}")["leaves"]
    assert len(leaves) == SIZE
    for seq, leaf in enumerate(leaves):
        path = proof(client, f"inclusion?seq={seq}&size={SIZE}")
        own = leaf_hash(leaf.encode())
        assert shows_inclusion(own, path, seq=seq, size=SIZE, root=root)
    first = leaf_hash(leaves[0].encode())
    path = proof(client, f"consistency?first=1&second={SIZE}")
    assert shows_consistency(first, root, first=1, second=SIZE, proof=path)


def test_a_head_kept_from_earlier_is_shown_to_be_where_the_log_began(
    client: PageClient, log: Database, pen: FileKey
) -> None:
    before = asked(client, "head")
    decide_at_once(log, pen, *[refusal()] * 6)
    now = asked(client, "head")
    path = proof(client, f"consistency?first={before['size']}&second={now['size']}")
    roots = bytes.fromhex(before["root"]), bytes.fromhex(now["root"])
    assert shows_consistency(*roots, first=SIZE, second=SIZE + 6, proof=path)
    assert not shows_consistency(*roots[::-1], first=SIZE, second=SIZE + 6, proof=path)


@pytest.mark.usefixtures("log")
def test_proofs_are_of_the_size_that_is_asked_for(client: PageClient) -> None:
    leaves = [
        leaf_hash(leaf.encode())
        for leaf in asked(client, f"entries?start=0&count={SIZE}")["leaves"]
    ]
    right = sha256(b"\x01" + leaves[0] + leaves[1]).digest()
    body = asked(client, "proof/inclusion?seq=2&size=3")
    assert body == {
        "seq": 2,
        "size": 3,
        "leaf_hash": leaves[2].hex(),
        "proof": [right.hex()],
    }
    assert asked(client, "proof/inclusion?seq=0&size=1")["proof"] == []
    assert asked(client, "proof/consistency?first=2&second=3") == {
        "first": 2,
        "second": 3,
        "proof": [leaves[2].hex()],
    }
    assert asked(client, "proof/consistency?first=11&second=11")["proof"] == []


@pytest.mark.usefixtures("log")
def test_lines_are_read_from_anywhere_up_to_the_end(client: PageClient) -> None:
    def leaves(start: int, count: int) -> list[str]:
        body = asked(client, f"entries?start={start}&count={count}")
        assert (body["start"], body["size"]) == (start, SIZE)
        return list(body["leaves"])

    whole = leaves(0, MOST_LINES)
    assert [f'"seq":{seq},' in leaf for seq, leaf in enumerate(whole)] == [True] * SIZE
    assert leaves(3, 2) == whole[3:5]
    assert leaves(9, 5) == whole[9:]
    assert leaves(SIZE, 1) == []


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    "path",
    [
        f"entries?start={SIZE + 1}&count=1",
        f"proof/inclusion?seq=0&size={SIZE + 1}",
        f"proof/consistency?first=1&second={SIZE + 1}",
    ],
)
def test_what_is_beyond_the_log_is_not_there(client: PageClient, path: str) -> None:
    assert "11 entries" in told(client.get(f"/log/{path}"), 404)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("head?size=3", "no parameters"),
        ("key?x=", "no parameters"),
        ("entries", "“start”"),
        ("entries?start=0", "“count”"),
        ("entries?count=1", "“start”"),
        ("entries?start=0&count=0", "from 1 to 1,000"),
        ("entries?start=0&count=1001", "from 1 to 1,000"),
        ("entries?start=-1&count=1", "“start”"),
        ("entries?start=+1&count=1", "“start”"),
        ("entries?start=01&count=1", "“start”"),
        ("entries?start=1.0&count=1", "“start”"),
        ("entries?start=&count=1", "“start”"),
        ("entries?start=٣&count=1", "“start”"),
        ("entries?start=1&start=1&count=1", "“start”"),
        (f"entries?start={10**15}&count=1", "“start”"),
        ("entries?start=0&count=1&seq=1", "“seq”"),
        ("proof/inclusion?seq=3&size=3", "less than “size”"),
        ("proof/inclusion?seq=0&size=0", "less than “size”"),
        ("proof/inclusion?seq=0", "“size”"),
        ("proof/consistency?first=0&second=3", "from 1 up to"),
        ("proof/consistency?first=4&second=3", "from 1 up to"),
        ("proof/consistency?second=3", "“first”"),
    ],
)
def test_what_cannot_be_used_is_said(client: PageClient, path: str, says: str) -> None:
    assert says in told(client.get(f"/log/{path}"), 400)


def test_a_log_without_decisions_says_so(client: PageClient) -> None:
    assert "0 entries" in told(client.get("/log/head"), 404)
    assert asked(client, "key") == {"keys": []}
    assert asked(client, "entries?start=0&count=5") == {"start": 0, "size": 0, "leaves": []}
    assert "0 entries" in told(client.get("/log/proof/inclusion?seq=0&size=1"), 404)
    assert "Nothing has been decided yet." in client.get("/log/").get_data(as_text=True)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("path", "kept_for"),
    [
        ("head", "public, max-age=60"),
        ("key", "public, max-age=60"),
        ("entries?start=0&count=1", "public, max-age=60"),
        ("proof/inclusion?seq=0&size=3", "public, max-age=86400"),
        ("proof/consistency?first=1&second=3", "public, max-age=86400"),
    ],
)
def test_answers_may_be_kept_and_bring_no_cookie(
    client: PageClient, path: str, kept_for: str
) -> None:
    answer = client.get(f"/log/{path}")
    assert answer.headers["Cache-Control"] == kept_for
    # Which packing is the only thing that a reader of the same address may get otherwise.
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.usefixtures("log")
def test_no_answer_names_anybody_or_says_what_they_were_told(client: PageClient) -> None:
    for path in ("", "head", "key", f"entries?start=0&count={SIZE}"):
        said = client.get(f"/log/{path}").get_data(as_text=True)
        assert "Send us the number" not in said
        assert "reviewer" not in said
        # As a number of its own: a hash may well hold these four digits
        assert not re.search(r"\b4101\b", said)


@pytest.mark.usefixtures("log")
def test_the_page_says_what_the_log_is_and_leads_to_it(client: PageClient) -> None:
    page = client.page("/log/")
    assert page.heading == "The log of decisions"
    head = asked(client, "head")
    facts = page.texts("dd")
    assert facts == ["11", "24 Nov 2026, 18:00 UTC", head["root"]]
    for address in page.links().values():
        if address.startswith("/log/"):
            assert client.get(address).status_code == 200


def test_nobody_writes_here(client: PageClient) -> None:
    for path in ("", "head", "key", "entries", "proof/inclusion", "proof/consistency"):
        assert client.post(f"/log/{path}").status_code == 405
