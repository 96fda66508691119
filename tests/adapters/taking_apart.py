"""Takes many files apart, each in a child with the limits of a real one, begun from one that waits.

`python -m tests.adapters.taking_apart FOLDER` reads FOLDER/0, FOLDER/1, … and writes a line a file:
what the child said and what it used. A real child spends most of its time on being begun.
"""

import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any, Final

from directory.adapters import evidence_drawing
from directory.adapters.evidence_reading import WALL_SECONDS

_BLOCK: Final = 1 << 16


def main(folder: Path) -> None:
    """Take every file of a folder apart, in the order of their numbers."""
    evidence_drawing.prepare()
    for file in sorted(folder.iterdir(), key=lambda each: int(each.name)):
        print(json.dumps(in_child(file.read_bytes())), flush=True)  # noqa: T201


def in_child(content: bytes) -> dict[str, Any]:
    """Take one file apart."""
    reading, writing = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_child(content, writing)
    os.close(writing)
    answer = _read(reading, until=begun + WALL_SECONDS, child=child)
    os.close(reading)
    _, status, used = os.wait4(child, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "head": answer.partition(b"\n")[0].decode(errors="replace"),
        "body": answer.partition(b"\n")[2].hex() if len(answer) < 4 << 20 else "",
        "wall": time.monotonic() - begun,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * 1024,
    }


def _be_child(content: bytes, writing: int) -> None:
    code = 1
    try:
        # The three that are left open: the pipe is one of them.
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(writing, 1)
        os.dup2(null, 2)
        os.closerange(3, 256)
        evidence_drawing.confine()
        with os.fdopen(1, "wb", closefd=False) as out:
            evidence_drawing.send(out, evidence_drawing.take_apart(content))
        code = 0
    finally:
        os._exit(code)


def _read(reading: int, *, until: float, child: int) -> bytes:
    parts: list[bytes] = []
    while True:
        ready, _, _ = select.select([reading], [], [], max(until - time.monotonic(), 0))
        if not ready:
            os.kill(child, signal.SIGKILL)
            return b""
        part = os.read(reading, _BLOCK)
        if not part:
            return b"".join(parts)
        parts.append(part)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
