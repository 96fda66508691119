"""Letters as files in a folder, for demonstrations and for whoever picks them up themselves."""

import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from directory.adapters.mail_messages import Sender, message_of
from directory.domain.mailing import Answer, Letter, MailFault, Outcome, Written

_SUFFIX: Final = ".eml"


class FilePost:
    """Writes each letter into a file of its own, readable by this user alone."""

    def __init__(self, folder: Path, sender: Sender) -> None:
        """Take the folder; it is made when the first letter comes."""
        self._folder = folder
        self._sender = sender

    def send(self, letter: Letter, written: Written) -> Answer:
        """Write one letter; a file is there as a whole, or not at all."""
        try:
            message = message_of(letter, written, sender=self._sender)
        except ValueError:
            return Answer(Outcome.NEVER, MailFault.RECIPIENT_REFUSED)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _put(self._folder / f"{letter.message_id}{_SUFFIX}", message.as_bytes())
        except OSError:
            return Answer(Outcome.LATER, MailFault.UNREACHABLE)
        return Answer(Outcome.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLetter:
    """A letter as it stands in its file; `id`: its message id."""

    id: str
    to_address: str
    subject: str
    at: datetime
    body: str


def kept_letters(folder: Path, *, limit: int) -> tuple[KeptLetter, ...]:
    """Read the letters of a folder back, the last one written first."""
    files = [(file.stat().st_mtime_ns, file) for file in folder.glob(f"*{_SUFFIX}")]
    return tuple(_read(file) for _, file in sorted(files, reverse=True)[:limit])


def _read(file: Path) -> KeptLetter:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  (what this policy makes)
    return KeptLetter(
        id=file.stem,
        to_address=str(message["To"]),
        subject=str(message["Subject"]),
        at=parsedate_to_datetime(str(message["Date"])),
        body=str(message.get_content()).replace("\r\n", "\n"),
    )


def _put(file: Path, content: bytes) -> None:
    # `mkstemp` makes it 0600; other letters that are written at once have other names.
    handle, draft = tempfile.mkstemp(prefix=".", suffix=".draft", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as open_file:
            open_file.write(content)
            open_file.flush()
            os.fsync(open_file.fileno())
        Path(draft).replace(file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    _settle(file.parent)


def _settle(folder: Path) -> None:
    # A name is in the folder for good once the folder itself is written.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
