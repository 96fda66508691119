"""Where the files of evidence stand: each in a folder of its own with a random name.

A folder appears as a whole or not at all. Whoever puts one there writes its row afterwards, while
`putting`; `sweep` waits for nobody, and removes the folders that no row names.
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from directory.domain.entry.evidence import MOST_PAGES

_NAME: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_DRAFT: Final = ".draft-"
_GOING: Final = ".going-"
_LOCK: Final = ".lock"
_DOCUMENT: Final = "document.pdf"
_FOR_US_ALONE: Final = 0o600
_FOLDER_MODE: Final = 0o700


class NotKept(Exception):
    """There is no such file, or it cannot be read any more."""


class EvidenceStore:
    """A folder of files that this user alone can read."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first file comes."""
        self._folder = folder

    @contextmanager
    def putting(self) -> Iterator[None]:
        """Keep `sweep` away until the rows of what is put are written."""
        self._make()
        with (self._folder / _LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH)
            yield

    def put(self, pages: Collection[bytes], document: bytes = b"") -> str:
        """Write a file's pages and document so that they survive a fall of the machine; name it."""
        self._make()
        name = secrets.token_hex(16)
        draft = self._folder / f"{_DRAFT}{name}"
        draft.mkdir(mode=_FOLDER_MODE)
        try:
            for number, page in enumerate(pages, start=1):
                _write(draft / _page(number), page)
            if document:
                _write(draft / _DOCUMENT, document)
            _settle(draft)
            draft.rename(self._folder / name)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        # A name is in the folder for good once the folder itself is written.
        _settle(self._folder)
        return name

    def page(self, name: str, number: int) -> bytes:
        """Read the picture of a page, from 1 on; raises `NotKept`."""
        if not 1 <= number <= MOST_PAGES:
            raise NotKept
        return self._read(name, _page(number))

    def is_whole(self, name: str, pages: int) -> bool:
        """Say whether the pictures of all pages are there; nothing of them is read."""
        folder = self._folder / name
        return (
            _NAME.fullmatch(name) is not None
            and pages > 0
            and all((folder / _page(number)).is_file() for number in range(1, pages + 1))
        )

    def document(self, name: str) -> bytes:
        """Read what its owner may take: the new document, or the picture; raises `NotKept`."""
        try:
            return self._read(name, _DOCUMENT)
        except NotKept:
            return self._read(name, _page(1))

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens where it is gone already."""
        if not _NAME.fullmatch(name):
            return
        # Gone under its name at once, whatever happens while its parts are removed.
        going = self._folder / f"{_GOING}{name}"
        with suppress(FileNotFoundError):
            (self._folder / name).rename(going)
            _settle(self._folder)
        shutil.rmtree(going, ignore_errors=True)

    def names(self) -> tuple[str, ...]:
        """List what is kept."""
        return tuple(sorted(name for name in self._entries() if _NAME.fullmatch(name)))

    def sweep(self, known: Callable[[Sequence[str]], Collection[str]]) -> int:
        """Remove what has no row, and what was left half done; gives how many files went.

        `known`: says which of some names rows have. Where somebody is putting a file, all is left
        to the next sweep.
        """
        if not self._folder.is_dir():
            return 0
        with (self._folder / _LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return 0
            # Asked only now: nobody is between a folder and its row.
            names = self.names()
            rows = frozenset(known(names))
            orphans = [name for name in names if name not in rows]
            for name in orphans:
                self.remove(name)
            for name in self._entries():
                if name.startswith((_DRAFT, _GOING)):
                    shutil.rmtree(self._folder / name, ignore_errors=True)
        return len(orphans)

    def _read(self, name: str, part: str) -> bytes:
        if not _NAME.fullmatch(name):
            raise NotKept
        try:
            return (self._folder / name / part).read_bytes()
        except OSError:
            raise NotKept from None

    def _entries(self) -> list[str]:
        with suppress(FileNotFoundError):
            return os.listdir(self._folder)  # noqa: PTH208  (names, not paths)
        return []

    def _make(self) -> None:
        self._folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)


def _page(number: int) -> str:
    return f"{number}.jpg"


def _write(file: Path, content: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_US_ALONE)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(handle)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
