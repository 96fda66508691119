"""Addresses of mail servers: where to knock, as whom, and whether the way there is encrypted."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """A server that takes letters; `encrypted` from the first byte, or once it `upgrades`."""

    host: str
    port: int
    encrypted: bool
    upgrades: bool
    user: str = ""
    password: str = field(default="", repr=False)


def read_mail_server(text: str) -> MailServer | None:
    """Read `smtp://user:password@host:port` or `smtps://…`; None where it is no such address.

    `smtp` asks the server to encrypt (STARTTLS) before anything is said; `?tls=off` goes without,
    and only to a server on this machine. A user or password is written as in a web address.
    """
    try:
        parts = urlsplit(text)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    host = parts.hostname
    if port is None or not host or not _is_plain(parts, text):
        return None
    bare = parts.query == "tls=off"
    if bare != bool(parts.query) or (bare and (parts.scheme == "smtps" or host not in _HERE)):
        return None
    return MailServer(
        host=host,
        port=port,
        encrypted=parts.scheme == "smtps",
        upgrades=parts.scheme == "smtp" and not bare,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _is_plain(parts: SplitResult, text: str) -> bool:
    return parts.scheme in _PORTS and parts.path in {"", "/"} and text.isascii() and "#" not in text
