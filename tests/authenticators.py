"""An authenticator in software: makes passkeys and answers for them as a browser would send it.

It makes ES256 keys. Each switch makes it misbehave in one way.
"""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256

_PRESENT, _VERIFIED, _MAY_BE_COPIED, _COPIED = 0x01, 0x04, 0x08, 0x10
_HAS_KEY, _HAS_EXTENSIONS = 0x40, 0x80
_AAGUID: Final = bytes(16)


class NoSuchPasskey(Exception):
    """It holds no passkey that is asked for: browsers say NotAllowedError."""


class AlreadyKnown(Exception):
    """It holds one of the excluded passkeys: browsers say InvalidStateError."""


@dataclass(slots=True)
class Held:
    """A passkey within the authenticator."""

    credential_id: bytes
    rp_id: str
    handle: bytes
    key: EllipticCurvePrivateKey
    count: int


@dataclass(slots=True)
class SoftKey:
    """Holds any number of passkeys; `create` and `get` take options and give an answer, as JSON."""

    verifies: bool = True
    present: bool = True
    counts: bool = True
    """Without it the counter stays where it is, at first at 0, as in passkeys that are synced."""
    synced: bool = False
    tells_handle: bool = True
    claims_rp: str | None = None
    """Signs for this host name, whatever it was asked for."""
    framed: bool = False
    extensions: bytes = b""
    """CBOR that it adds of its own accord."""
    held: list[Held] = field(default_factory=list)

    def create(self, options: str, origin: str) -> str:
        """Make a passkey; the last of `held`."""
        asked = json.loads(options)
        excluded = {decoded(each["id"]) for each in asked["excludeCredentials"]}
        if any(each.credential_id in excluded for each in self.held):
            raise AlreadyKnown
        made = Held(
            credential_id=secrets.token_bytes(32),
            rp_id=asked["rp"]["id"],
            handle=decoded(asked["user"]["id"]),
            key=generate_private_key(SECP256R1()),
            count=0,
        )
        self.held.append(made)
        point = made.key.public_key().public_numbers()
        public = {
            1: 2,
            3: -7,
            -1: 1,
            -2: point.x.to_bytes(32),
            -3: point.y.to_bytes(32),
        }
        length = len(made.credential_id).to_bytes(2)
        stated = {
            "fmt": "none",
            "attStmt": {},
            "authData": self._data(
                made, _HAS_KEY, _AAGUID, length, made.credential_id, cbor2.dumps(public)
            ),
        }
        return _answer(
            made,
            clientDataJSON=self._client("create", asked["challenge"], origin=origin),
            attestationObject=cbor2.dumps(stated),
        )

    def get(self, options: str, origin: str) -> str:
        """Use the latest passkey that fits."""
        asked = json.loads(options)
        allowed = [decoded(each["id"]) for each in asked["allowCredentials"]]
        fitting = [
            each
            for each in self.held
            if each.rp_id == asked["rpId"] and (each.credential_id in allowed or not allowed)
        ]
        if not fitting:
            raise NoSuchPasskey
        return self.sign(fitting[-1], asked["challenge"], origin=origin)

    def sign(self, used: Held, challenge: str, *, origin: str) -> str:
        """Use this very passkey, whatever was allowed; `challenge` in base64url."""
        used.count += self.counts
        shown = self._data(used, 0)
        client = self._client("get", challenge, origin=origin)
        signature = used.key.sign(shown + sha256(client).digest(), ECDSA(SHA256()))
        handle = {"userHandle": used.handle} if self.tells_handle else {}
        return _answer(
            used, clientDataJSON=client, authenticatorData=shown, signature=signature, **handle
        )

    def _data(self, one: Held, flags: int, *made: bytes) -> bytes:
        flags |= _PRESENT * self.present | _VERIFIED * self.verifies
        flags |= (_MAY_BE_COPIED | _COPIED) * self.synced
        flags |= _HAS_EXTENSIONS * bool(self.extensions)
        rp_hash = sha256((self.claims_rp or one.rp_id).encode()).digest()
        return b"".join([rp_hash, bytes([flags]), one.count.to_bytes(4), *made, self.extensions])

    def _client(self, act: str, challenge: str, *, origin: str) -> bytes:
        said = {
            "type": f"webauthn.{act}",
            "challenge": challenge,
            "origin": origin,
            "crossOrigin": self.framed,
        }
        return json.dumps(said, separators=(",", ":")).encode()


def encoded(content: bytes) -> str:
    """Write base64url without padding."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read base64url."""
    return urlsafe_b64decode(f"{text}===")


def _answer(one: Held, **response: bytes) -> str:
    name = encoded(one.credential_id)
    said: dict[str, Any] = {
        "id": name,
        "rawId": name,
        "type": "public-key",
        "response": {part: encoded(content) for part, content in response.items()},
        "clientExtensionResults": {},
    }
    return json.dumps(said)
