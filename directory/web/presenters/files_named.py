"""Files of evidence by name: what each is called and is, and what a copy of it is called."""

from collections.abc import Mapping
from typing import Final

from directory.domain.entry.evidence import FileKind
from directory.queries.evidence import OwnFile
from directory.web.presenters.words import day, language_here
from directory.web.speech import gettext, ngettext

_ENDINGS: Final[Mapping[str, str]] = {FileKind.PDF.value: ".pdf", FileKind.JPEG.value: ".jpg"}
_KINDS: Final = {FileKind.PDF.value: "PDF", FileKind.JPEG.value: "JPEG"}


def name_of(file: OwnFile) -> str:
    """Give what a file is called; whoever named it with nothing that can be shown gets a day."""
    if file.name:
        return file.name
    return gettext("File of %(day)s", day=day(file.received_at.date(), language_here()))


def about(file: OwnFile) -> str:
    """Say what kind of file it is, how many pages it has, and since when it is there."""
    pages = ngettext("%(num)s page", "%(num)s pages", file.pages)
    received = day(file.received_at.date(), language_here())
    added = gettext("added on %(day)s", day=received)
    return f"{_KINDS.get(file.media_type, '')}, {pages}, {added}"


def copy_named(file: OwnFile) -> str:
    """Give what the clean copy of a file is called where it is saved."""
    stem = (file.name or gettext("File")).rpartition(".")[0] or file.name or gettext("File")
    return f"{stem}{_ENDINGS[file.media_type]}"
