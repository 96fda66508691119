import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from directory.adapters.log_signing import FileKey, UnusableKey, public_keys


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "log-signing-key.pem"


def test_a_key_is_made_when_it_is_first_needed_and_kept(file: Path) -> None:
    pen = FileKey(file)
    assert not file.exists()
    signature = pen.sign(b"note")
    again = FileKey(file)
    assert again.key_id == pen.key_id
    assert again.sign(b"note") == signature
    assert list(file.parent.iterdir()) == [file]


def test_nobody_else_can_read_it(file: Path) -> None:
    FileKey(file).sign(b"note")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_many_who_start_at_once_agree_on_one_key(file: Path) -> None:
    ready = Barrier(8)

    def start(_: int) -> str:
        pen = FileKey(file)
        ready.wait(30)
        return pen.key_id

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(start, range(8)))) == 1
    assert list(file.parent.iterdir()) == [file]


def test_only_what_was_signed_is_genuine(file: Path) -> None:
    pen = FileKey(file)
    signature, keys = pen.sign(b"note"), public_keys(file)
    assert keys.knows(pen.key_id)
    assert keys.is_genuine(b"note", signature, key_id=pen.key_id)
    assert not keys.is_genuine(b"other", signature, key_id=pen.key_id)
    assert not keys.is_genuine(b"note", bytes(64), key_id=pen.key_id)
    assert not keys.is_genuine(b"note", b"short", key_id=pen.key_id)
    assert not keys.knows("0" * 32)
    assert not keys.is_genuine(b"note", signature, key_id="0" * 32)


def test_anybody_can_check_with_what_is_published(file: Path) -> None:
    pen = FileKey(file)
    key_id = pen.key_id
    (shown,) = public_keys(file).shown()
    assert shown["key_id"] == key_id
    assert shown["algorithm"] == "Ed25519"
    assert "PRIVATE" not in shown["pem"]
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(shown["public_key"]))
    key.verify(pen.sign(b"note"), b"note")


def test_keys_of_the_past_are_still_known(file: Path, tmp_path: Path) -> None:
    old, new = FileKey(tmp_path / "old.pem"), FileKey(file)
    signature = old.sign(b"note")
    new.sign(b"note")
    with file.open("a") as kept:
        kept.write(public_keys(old.path).shown()[0]["pem"])
    keys = public_keys(file)
    assert [each["key_id"] for each in keys.shown()] == [new.key_id, old.key_id]
    assert keys.is_genuine(b"note", signature, key_id=old.key_id)
    assert FileKey(file).key_id == new.key_id


def test_where_nothing_was_signed_there_are_no_keys(file: Path) -> None:
    assert public_keys(file).shown() == []
    assert not file.exists()


def elliptic(*, private: bool) -> bytes:
    key = generate_private_key(SECP256R1())
    if private:
        return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize("case", ["empty", "noise", "torn", "other", "two", "none", "strange"])
def test_a_file_that_is_no_key_is_said_in_a_sentence(file: Path, case: str) -> None:
    FileKey(file).sign(b"note")
    whole = file.read_bytes()
    contents = {
        "empty": b"",
        "noise": b"This was a key once.",
        "torn": whole[:40] + b"\n" + whole[-26:],
        "other": elliptic(private=True),
        "two": whole + whole,
        "none": public_keys(file).shown()[0]["pem"].encode(),
        "strange": whole + elliptic(private=False),
    }
    file.write_bytes(contents[case])
    for use in (lambda: FileKey(file).key_id, lambda: public_keys(file)):
        with pytest.raises(UnusableKey, match="restore it from a backup"):
            use()


def test_a_folder_that_cannot_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "instance"
    in_the_way.write_text("")
    for use in (
        lambda: FileKey(in_the_way / "key.pem").key_id,
        lambda: public_keys(in_the_way / "key.pem"),
    ):
        with pytest.raises(UnusableKey, match="DIRECTORY_LOG_KEY"):
            use()
