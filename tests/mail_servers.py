"""Mail servers of every temper on this machine, each a real one that a client talks to."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.servers import free_port

USER: Final = "post@find.example"
PASSWORD: Final = "p:ss/w@rd"  # noqa: S105  (of a server that a test starts)


class Temper(StrEnum):
    """What a server does with a letter."""

    OBEDIENT = "obedient"
    BUSY_SENDER = "busy_sender"
    BUSY_RECIPIENT = "busy_recipient"
    BUSY_CONTENT = "busy_content"
    NO_SENDER = "no_sender"
    NO_RECIPIENT = "no_recipient"
    NO_CONTENT = "no_content"
    GOES_AT_RECIPIENT = "goes_at_recipient"
    TAKES_AND_DIES = "takes_and_dies"
    TAKES_AND_IS_SILENT = "takes_and_is_silent"


_AT_SENDER: Final = {
    Temper.BUSY_SENDER: "451 Try again later",
    Temper.NO_SENDER: "553 No such sender",
}
_AT_RECIPIENT: Final = {
    Temper.BUSY_RECIPIENT: "450 ana@clinic.example is greylisted",
    Temper.NO_RECIPIENT: "550 No such user: ana@clinic.example",
}
_AT_CONTENT: Final = {
    Temper.BUSY_CONTENT: "452 Disk full",
    Temper.NO_CONTENT: "554 Looks like spam",
}


@dataclass(slots=True)
class MailServer:
    """What a server took, and where it stands; its temper may change while it runs.

    `arrivals` holds what it took as well, for who waits for it.
    """

    port: int
    temper: Temper = Temper.OBEDIENT
    taken: list[bytes] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    arrivals: SimpleQueue[bytes] = field(default_factory=SimpleQueue)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        """Its address without encryption."""
        return f"smtp://127.0.0.1:{self.port}?tls=off"

    def messages(self) -> list[EmailMessage]:
        """Read what was taken."""
        return [message_from_bytes(each, policy=policy.default) for each in self.taken]

    async def handle_MAIL(  # noqa: N802  (aiosmtpd's name)
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Answer to who sends."""
        if self.temper not in _AT_SENDER:
            envelope.mail_from = address
        return _AT_SENDER.get(self.temper, "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answer to who is to have it."""
        if self.temper is Temper.GOES_AT_RECIPIENT:
            _hang_up(server)
        if self.temper not in _AT_RECIPIENT:
            envelope.rcpt_tos.append(address)
        return _AT_RECIPIENT.get(self.temper, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the letter, or not."""
        if self.temper in _AT_CONTENT:
            return _AT_CONTENT[self.temper]
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        self.encrypted.append(session.ssl is not None)
        self.recipients.extend(envelope.rcpt_tos)
        self.arrivals.put(envelope.content)
        if self.temper is Temper.TAKES_AND_DIES:
            _hang_up(server)
        if self.temper is Temper.TAKES_AND_IS_SILENT:
            await self.let_go.wait()
        return "250 OK"


def _hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


@contextmanager
def mail_server(
    temper: Temper = Temper.OBEDIENT,
    *,
    port: int | None = None,
    upgrade: ssl.SSLContext | None = None,
    encrypted: ssl.SSLContext | None = None,
    login: bool = False,
    commands: int = 20,
) -> Iterator[MailServer]:
    """Run a server.

    `upgrade`: it insists on STARTTLS. `encrypted`: it speaks TLS from the first byte. `login`: it
    asks for the password. `commands`: how often it hears one of each kind.
    """
    server = MailServer(port or free_port(), temper)
    controller = Controller(
        server,
        hostname="127.0.0.1",
        port=server.port,
        ssl_context=encrypted,
        tls_context=upgrade,
        require_starttls=upgrade is not None,
        authenticator=_knows_password if login else None,
        auth_required=login,
        command_call_limit=commands,
    )
    controller.start()
    try:
        yield server
    finally:
        controller.loop.call_soon_threadsafe(server.let_go.set)
        controller.stop()


def _knows_password(*given: object) -> AuthResult:
    login = given[-1]
    assert isinstance(login, LoginPassword)
    known = (login.login.decode(), login.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=known, handled=False)


@contextmanager
def silent_server() -> Iterator[int]:
    """Take connections on a port, and never say a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate for 127.0.0.1 that nobody vouches for but itself."""

    file: Path

    def context(self) -> ssl.SSLContext:
        """Give what a server shows it with."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.file)
        return made


def make_certificate(folder: Path) -> Certificate:
    """Make a certificate and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    file.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return Certificate(file)
