"""Files are taken apart in a child process, which ends or is ended; this is its parent."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from directory.domain.entry.evidence import MOST_PAGES, FileKind, Trouble

WALL_SECONDS: Final = 10
MOST_WRITTEN: Final = 64 * 1024 * 1024
"""Bytes that a child may hand back: its pages twice, well drawn."""
_LONGEST_HEAD: Final = 1_024
_AT_ONCE: Final = 2
_JPEG: Final = b"\xff\xd8\xff"
_PDF: Final = b"%PDF-"
_ROOT: Final = str(Path(__file__).resolve().parents[2])
_PROGRAM: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from directory.adapters.evidence_drawing import main; main()"
)
_ENVIRONMENT: Final = {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
"""All that a child knows of where it runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """What is kept of a file: its pages as JPEG pictures, and for a PDF a new one made of them."""

    kind: FileKind
    pages: tuple[bytes, ...]
    document: bytes = b""

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return len(self.document) + sum(map(len, self.pages))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a child used: seconds of a processor, and the most memory at a time, in bytes."""

    seconds: float
    memory: int


class EvidenceReader:
    """Takes files apart, a few at once: each may need a good part of the machine."""

    def __init__(self, *, at_once: int = _AT_ONCE, seconds: float = WALL_SECONDS) -> None:
        """Take how many children there may be, and how long each may take."""
        self._turn = threading.BoundedSemaphore(at_once)
        self._seconds = seconds

    def read(self, content: bytes, kind: FileKind) -> Clean | Trouble:
        """Give what is kept of a file, or what is wrong with it."""
        return self.measured(content, kind)[0]

    def measured(self, content: bytes, kind: FileKind) -> tuple[Clean | Trouble, Spent]:
        """Give also what it cost."""
        with self._turn, tempfile.TemporaryFile() as handed:
            handed.write(content)
            handed.seek(0)
            answer, spent = _ask(handed.fileno(), seconds=self._seconds)
        return understood(answer, kind), spent


def _ask(handed: int, *, seconds: float) -> tuple[bytes | None, Spent]:
    """Run a child on a file; None where it failed, took too long or said too much."""
    child = subprocess.Popen(  # noqa: S603  (our own program; the file is only its input)
        [sys.executable, "-I", "-c", _PROGRAM, _ROOT],
        stdin=handed,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_ENVIRONMENT,
        close_fds=True,
        start_new_session=True,
    )
    assert child.stdout is not None  # noqa: S101  (a pipe was asked for)
    timer = threading.Timer(seconds, child.kill)
    timer.start()
    answer = b""
    try:
        with child.stdout as out:
            answer = out.read(MOST_WRITTEN + 1)
    finally:
        # Whoever goes on writing is ended; one that has finished is not there to be.
        timer.cancel()
        if len(answer) > MOST_WRITTEN:
            child.kill()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    spent = Spent(seconds=used.ru_utime + used.ru_stime, memory=used.ru_maxrss * 1024)
    whole = child.returncode == 0 and len(answer) <= MOST_WRITTEN
    return answer if whole else None, spent


def understood(answer: bytes | None, kind: FileKind) -> Clean | Trouble:
    """Read what a child wrote, which the file may have dictated: nothing in it is trusted."""
    if answer is None:
        return Trouble.DAMAGED
    line, _, rest = answer.partition(b"\n")
    head = _head(line)
    if "trouble" in head:
        known = {trouble.value: trouble for trouble in Trouble}
        return known.get(str(head["trouble"]), Trouble.DAMAGED)
    parts = _parts(rest, head.get("lengths"))
    if parts is None:
        return Trouble.DAMAGED
    document, *pages = parts
    is_pdf = kind is FileKind.PDF
    if not all(page.startswith(_JPEG) for page in pages):
        return Trouble.DAMAGED
    if document.startswith(_PDF) is not is_pdf or (document and not is_pdf):
        return Trouble.DAMAGED
    return Clean(kind=kind, pages=tuple(pages), document=document)


def _head(line: bytes) -> dict[str, Any]:
    try:
        head = json.loads(line[:_LONGEST_HEAD])
    except (ValueError, RecursionError):
        return {}
    return head if isinstance(head, dict) else {}


def _parts(rest: bytes, lengths: object) -> list[bytes] | None:
    if not isinstance(lengths, list) or not 1 < len(lengths) <= MOST_PAGES + 1:
        return None
    if not all(type(length) is int and 0 <= length <= len(rest) for length in lengths):
        return None
    if sum(lengths) != len(rest):
        return None
    parts, at = [], 0
    for length in lengths:
        parts.append(rest[at : at + length])
        at += length
    return parts
