"""Ceremonies between the site and one authenticator, and ways to alter what it answers."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import cbor2

from directory.adapters.passkeys import NewPasskey, RelyingParty
from tests.authenticators import SoftKey, decoded, encoded

SITE = RelyingParty.at("https://needling.example", name="Directory")
ACCOUNT = (1 << 60) - 1
ASKED, ANOTHER = b"c" * 56, b"d" * 56
EMAIL = "priya@clinic.example"


@dataclass
class Ceremony:
    """One passkey at the site, made and used; a test may misbehave in between."""

    device: SoftKey = field(default_factory=SoftKey)
    origin: str = SITE.origin

    def options(self, *known: str) -> str:
        return SITE.registration(
            challenge=ASKED, account_id=ACCOUNT, email=EMAIL, name="Priya Raman", known=known
        )

    def made(self) -> str:
        return self.device.create(self.options(), self.origin)

    def registered(self) -> NewPasskey:
        new = SITE.registered(
            SoftKey.create(self.device, self.options(), SITE.origin), challenge=ASKED
        )
        assert new is not None
        return new

    def used(self, *allowed: str) -> str:
        return self.device.get(SITE.request(challenge=ASKED, allowed=allowed), self.origin)


def proven(
    answer: str, new: NewPasskey, *, challenge: bytes = ASKED, sign_count: int = 0
) -> int | None:
    return SITE.proven(
        answer, challenge=challenge, public_key=new.public_key, sign_count=sign_count
    )


def altered(answer: str, *path: str, to: Callable[[Any], Any]) -> str:
    """Change one part of an answer."""
    content = json.loads(answer)
    at = content
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = to(at.get(path[-1]))
    return json.dumps(content)


def client_data(**changes: object) -> Callable[[str], str]:
    return lambda text: encoded(json.dumps({**json.loads(decoded(text)), **changes}).encode())


def attestation(**changes: object) -> Callable[[str], str]:
    return lambda text: encoded(cbor2.dumps({**cbor2.loads(decoded(text)), **changes}))
