"""The directory's own Ed25519 key in a file, made once; and the public keys of earlier ones."""

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from directory.config import SettingError

_BLOCK: Final = re.compile(rb"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)


class UnusableKey(SettingError):
    """The file of the signing key cannot be used; the message says what to do."""


class FileKey:
    """The key in a file; read, or made where there is none, when it is first needed.

    The file is PEM: the private key and, after it, the public keys that signed before it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def key_id(self) -> str:
        """Name the key."""
        return _key_id(self._private.public_key())

    def sign(self, note: bytes) -> bytes:
        """Sign a note."""
        return self._private.sign(note)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        try:
            if not self.path.exists():
                _make(self.path)
            kept = self.path.read_bytes()
        except OSError as error:
            raise UnusableKey(_unreadable(self.path, error)) from error
        return _parsed(self.path, kept)[0]


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """The public keys of a directory, the present one first."""

    keys: Mapping[str, Ed25519PublicKey]

    def knows(self, key_id: str) -> bool:
        """Whether this is one of the directory's keys."""
        return key_id in self.keys

    def is_genuine(self, note: bytes, signature: bytes, *, key_id: str) -> bool:
        """Whether that key signed the note; no for keys that are not known."""
        key = self.keys.get(key_id)
        if key is None:
            return False
        try:
            key.verify(signature, note)
        except InvalidSignature:
            return False
        return True

    def shown(self) -> list[dict[str, str]]:
        """Write the keys as they are published: the id, the 32 bytes, and PEM for tools."""
        return [
            {
                "key_id": key_id,
                "algorithm": "Ed25519",
                "public_key": key.public_bytes_raw().hex(),
                "pem": key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
            }
            for key_id, key in self.keys.items()
        ]


def public_keys(path: Path) -> PublicKeys:
    """Read the public keys of a key file; none where nothing was ever signed."""
    try:
        kept = path.read_bytes()
    except FileNotFoundError:
        return PublicKeys({})
    except OSError as error:
        raise UnusableKey(_unreadable(path, error)) from error
    private, earlier = _parsed(path, kept)
    return PublicKeys({_key_id(key): key for key in (private.public_key(), *earlier)})


def _parsed(path: Path, kept: bytes) -> tuple[Ed25519PrivateKey, list[Ed25519PublicKey]]:
    private, public = [], []
    try:
        for block in _BLOCK.finditer(kept):
            if block[1] == b"PUBLIC KEY":
                public.append(load_pem_public_key(block[0]))
            else:
                private.append(load_pem_private_key(block[0], password=None))
    except (ValueError, TypeError) as error:
        raise UnusableKey(_damaged(path)) from error
    earlier = [key for key in public if isinstance(key, Ed25519PublicKey)]
    own = [key for key in private if isinstance(key, Ed25519PrivateKey)]
    if len(own) != 1 or len(private) != 1 or len(earlier) != len(public):
        raise UnusableKey(_damaged(path))
    return own[0], earlier


def _make(path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written whole under another name, private from the start, and linked only if nobody was
    # faster: two processes that start at once agree on one key, and none reads half of it.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
        _keep_name(path.parent)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


def _keep_name(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _key_id(key: Ed25519PublicKey) -> str:
    return sha256(key.public_bytes_raw()).hexdigest()[:32]


def _unreadable(path: Path, error: OSError) -> str:
    return (
        f"The signing key {path} cannot be read or made ({error.strerror}); make its folder "
        "writable, or set DIRECTORY_LOG_KEY to a file that can be read."
    )


def _damaged(path: Path) -> str:
    return (
        f"{path} does not hold one Ed25519 private key in PEM, perhaps with public keys after it; "
        "restore it from a backup."
    )
