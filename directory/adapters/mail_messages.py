"""A letter as mail servers and programs read it (RFC 5322): headers, and plain text."""

from dataclasses import dataclass
from email import policy
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from directory.domain.mailing import Letter, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes: an address, and the host that names the messages and greets servers."""

    address: str
    host: str


def message_of(letter: Letter, written: Written, *, sender: Sender) -> EmailMessage:
    """Put a letter into an envelope; the same letter gives the same bytes each time.

    Raises `ValueError` where its address or subject is none.
    """
    message = EmailMessage(policy.SMTP)
    # First, because it takes headers about the content away. So written, lines may have any
    # length, and every server takes them.
    message.set_content(written.body, cte="quoted-printable")
    message["From"] = Address(addr_spec=sender.address)
    message["To"] = _addressee(letter.to_address)
    message["Subject"] = written.subject
    message["Date"] = format_datetime(letter.queued_at)
    message["Message-ID"] = f"<{letter.message_id}@{sender.host}>"
    # Nobody's holiday notice answers it (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    return message


def _addressee(address: str) -> Address:
    try:
        return Address(addr_spec=address)
    except (HeaderParseError, IndexError) as fault:
        raise ValueError("not an address") from fault
