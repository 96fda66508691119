"""What everything about signing in is handed, and who asks."""

from dataclasses import dataclass

from directory.adapters.passkeys import RelyingParty
from directory.adapters.password_hashing import Hasher
from directory.adapters.password_meter import PasswordMeter
from directory.adapters.sealing import Seal
from directory.workflows.acts import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The office, and the tools by which secrets are checked."""

    office: Office
    seal: Seal
    hasher: Hasher
    meter: PasswordMeter
    site: RelyingParty


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Where a request comes from: a network, a browser in words, and its token if it was known.

    `language`: that of the page, for letters to somebody who has no account yet.
    """

    network: str
    device: str
    device_token: str | None
    language: str
