"""Letters by SMTP: what a mail server accepted, what it refused, and when nobody knows."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from typing import Final

from directory.adapters.mail_messages import Sender, message_of
from directory.domain.mail_servers import MailServer
from directory.domain.mailing import Answer, Letter, MailFault, Outcome, Written

TIMEOUT_S: Final = 10
_GOOD, _GOOD_ENDS, _FOR_GOOD = 200, 300, 500
_NO_LOGIN: Final = (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError)
_UNREACHABLE: Final = Answer(Outcome.LATER, MailFault.UNREACHABLE)
_NO_ADDRESS: Final = Answer(Outcome.NEVER, MailFault.RECIPIENT_REFUSED)


class _NotOpened(Exception):
    """The server was not ready to take letters."""

    def __init__(self, fault: MailFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class SmtpPost:
    """A mail server that takes letters, one connection each."""

    def __init__(self, at: MailServer, sender: Sender, *, timeout_s: float = TIMEOUT_S) -> None:
        """Take where it is; nothing is opened yet. `timeout_s` bounds each wait for an answer."""
        self._at = at
        self._sender = sender
        self._timeout_s = timeout_s

    def send(self, letter: Letter, written: Written) -> Answer:
        """Hand over one letter."""
        try:
            message = message_of(letter, written, sender=self._sender)
        except ValueError:
            return _NO_ADDRESS
        try:
            server = self._open()
        except _NotOpened as closed:
            return Answer(Outcome.LATER, closed.fault)
        except smtplib.SMTPResponseException:
            return Answer(Outcome.LATER, MailFault.BUSY)
        except (OSError, UnicodeError):
            return _UNREACHABLE
        try:
            return self._hand_over(server, message, to=letter.to_address)
        finally:
            # What was answered holds; a server that is slow to say goodbye is not waited for.
            with suppress(OSError):
                server.putcmd("quit")
            server.close()

    def _open(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        server: smtplib.SMTP
        try:
            if self._at.encrypted:
                server = smtplib.SMTP_SSL(
                    self._at.host,
                    self._at.port,
                    self._sender.host,
                    timeout=self._timeout_s,
                    context=context,
                )
            else:
                server = smtplib.SMTP(
                    self._at.host, self._at.port, self._sender.host, timeout=self._timeout_s
                )
        except ssl.SSLError as fault:
            raise _NotOpened(MailFault.NOT_ENCRYPTED) from fault
        try:
            self._prepare(server, context)
        except BaseException:
            server.close()
            raise
        return server

    def _prepare(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        if self._at.upgrades:
            try:
                server.starttls(context=context)
            except (ssl.SSLError, smtplib.SMTPNotSupportedError) as fault:
                raise _NotOpened(MailFault.NOT_ENCRYPTED) from fault
        server.ehlo_or_helo_if_needed()
        if self._at.user:
            try:
                server.login(self._at.user, self._at.password)
            except (*_NO_LOGIN, UnicodeError) as fault:
                raise _NotOpened(MailFault.LOGIN_REFUSED) from fault

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage, *, to: str) -> Answer:
        try:
            code, _ = server.mail(self._sender.address)
            if not _is_good(code):
                return Answer(Outcome.LATER, _by(code, MailFault.SENDER_REFUSED))
            code, _ = server.rcpt(to)
            if not _is_good(code):
                return _refused(code, MailFault.RECIPIENT_REFUSED)
        except ValueError:
            return _NO_ADDRESS
        except OSError:
            return _UNREACHABLE
        try:
            code, _ = server.data(message.as_bytes())
        except smtplib.SMTPDataError as refused:
            code = refused.smtp_code
        except OSError:
            return Answer(Outcome.UNSURE, MailFault.BROKE_OFF)
        return Answer(Outcome.SENT) if _is_good(code) else _refused(code, MailFault.CONTENT_REFUSED)


def _is_good(code: int) -> bool:
    return _GOOD <= code < _GOOD_ENDS


def _refused(code: int, fault: MailFault) -> Answer:
    outcome = Outcome.NEVER if code >= _FOR_GOOD else Outcome.LATER
    return Answer(outcome, _by(code, fault))


def _by(code: int, fault: MailFault) -> MailFault:
    return fault if code >= _FOR_GOOD else MailFault.BUSY
