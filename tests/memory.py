"""A folder in memory for what tests write: nobody waits for a disk, and nothing is left behind."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_MEMORY: Final = Path("/dev/shm")  # noqa: S108  (a random name below it)
_PREFIX: Final = "directory-tests-memory-"
_ENOUGH: Final = 4 << 30
"""Bytes; a run on two cores writes about a quarter of that."""
_LOCK: Final = "alive"


@contextmanager
def temporary_files_in_memory() -> Iterator[None]:
    """Let temporary files of this process and its children be in memory, where there is room.

    Whoever sets TMPDIR decides for themselves, and finds there what a failed test has left.
    """
    if "TMPDIR" in os.environ or not _has_room():
        yield
        return
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_MEMORY))
    # The PostgreSQL server may run as somebody else, and has a folder of its own in here.
    folder.chmod(0o711)
    with (folder / "new").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / "new").rename(folder / _LOCK)
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
        try:
            yield
        finally:
            del os.environ["TMPDIR"]
            tempfile.tempdir = None
            # A browser may still be writing its last.
            shutil.rmtree(folder, ignore_errors=True)


def _has_room() -> bool:
    if not os.access(_MEMORY, os.W_OK | os.X_OK):
        return False
    found = os.statvfs(_MEMORY)
    return not found.f_flag & os.ST_NOEXEC and found.f_bavail * found.f_frsize >= _ENOUGH


def _sweep() -> None:
    """Remove what runs that were killed have left; one that goes on holds its lock."""
    for lock in _MEMORY.glob(f"{_PREFIX}*/{_LOCK}"):
        with suppress(OSError), lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent)
