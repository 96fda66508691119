from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

import pytest

from directory.domain import log_heads
from directory.domain.log_heads import NotAHead
from directory.domain.merkle import EMPTY
from tests.domain.stamps import Stamp

ROOT: Final = bytes(range(32))
HEAD: Final = log_heads.signed(
    Stamp(), size=3, root=ROOT, at="2026-11-24T18:00:00Z", previous=EMPTY
)
NOTE: Final = (
    f'{{"at":"2026-11-24T18:00:00Z","previous":"{EMPTY.hex()}","root":"{ROOT.hex()}","size":3}}'
).encode()


def test_what_is_signed_is_canonical_json() -> None:
    assert log_heads.note_of(HEAD) == NOTE
    assert HEAD.signature == sha256(b"stamp" + NOTE).digest()
    assert HEAD.key_id == "stamp"


def test_a_head_names_the_signed_head_before_it() -> None:
    assert log_heads.chained(NOTE, b"signed") == sha256(NOTE + b"signed").digest()
    assert sha256(b"").digest() == log_heads.FIRST


def test_a_published_head_is_read_back_as_it_was() -> None:
    shown = log_heads.shown(HEAD)
    assert shown == {
        "size": 3,
        "root": ROOT.hex(),
        "at": "2026-11-24T18:00:00Z",
        "previous": EMPTY.hex(),
        "key_id": "stamp",
        "signature": HEAD.signature.hex(),
    }
    assert log_heads.read(shown) == HEAD
    assert log_heads.read({**shown, "size": 1}) == replace(HEAD, size=1)


@pytest.mark.parametrize("name", ["root", "at", "previous", "key_id", "signature", "size"])
@pytest.mark.parametrize("value", [None, 4.0, True, "no number", [], {}])
def test_anything_else_is_no_head(name: str, value: Any) -> None:  # noqa: ANN401
    if value == "no number" and name in {"at", "key_id"}:
        return
    with pytest.raises(NotAHead):
        log_heads.read({**log_heads.shown(HEAD), name: value})


@pytest.mark.parametrize("published", [None, [], "head", 3, {}, {"size": 3}])
def test_nor_is_something_of_another_shape(published: object) -> None:
    with pytest.raises(NotAHead):
        log_heads.read(published)


@pytest.mark.parametrize("size", [0, -1])
def test_nor_is_a_head_of_nothing(size: int) -> None:
    with pytest.raises(NotAHead):
        log_heads.read({**log_heads.shown(HEAD), "size": size})
