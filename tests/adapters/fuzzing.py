"""Alters good files byte by byte and takes them apart: whatever comes, it is an answer.

`python -m tests.adapters.fuzzing SECONDS` does it for so long a kind, and prints figures.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Any, Final

from directory.adapters import evidence_drawing
from directory.adapters.evidence_reading import understood
from directory.domain.entry.evidence import FIRST_BYTES, FileKind, Trouble, kind_of
from tests.adapters import good_files
from tests.adapters.taking_apart import in_child

_MOST_CHANGES: Final = 12
_WORDS: Final = (
    b"/JS", b"/Length 99999999", b"endobj", b"stream\n", b"[[[[[[[[", b"<<<<<<<<", b"\xff" * 8,
    b"\0" * 8, b"\x7f\xff\xff\xff", b"IHDR", b"IDAT", b"\xff\xd8", b"\xff\xda", b"ftyp", b"meta",
)  # fmt: skip


def seeds() -> dict[FileKind, bytes]:
    """Give a good file of each kind."""
    return {
        FileKind.PDF: good_files.good_pdf(2),
        FileKind.JPEG: good_files.jpeg(exif=good_files.with_place()),
        FileKind.PNG: good_files.png(mode="RGBA"),
        FileKind.HEIC: good_files.heic(exif=good_files.with_place()),
    }


def altered(content: bytes, number: int) -> bytes:
    """Alter a file; the same number alters it in the same way."""
    by = Random(number)  # noqa: S311  (no secret)
    made = bytearray(content)
    for _ in range(by.randint(1, _MOST_CHANGES)):
        at = by.randrange(FIRST_BYTES // 4, len(made))
        match by.randrange(5):
            case 0:
                made[at] = by.randrange(256)
            case 1:
                made[at] ^= 1 << by.randrange(8)
            case 2:
                made[at : at + by.randrange(64)] = b""
            case 3:
                made[at:at] = by.choice(_WORDS)
            case _:
                other = by.randrange(len(made))
                made[at:at] = made[other : other + by.randrange(256)]
        if len(made) <= FIRST_BYTES:
            return bytes(made)
    return bytes(made)


def outcomes(kind: FileKind, numbers: Iterator[int], *, until: float) -> Counter[str]:
    """Take altered files apart until it is time; a child that fell counts as `fell`."""
    content, found = seeds()[kind], Counter[str]()
    for number in numbers:
        if time.monotonic() > until:
            break
        file = altered(content, number)
        answer = in_child(file)
        found[_outcome(file, answer)] += 1
        found["slowest ms"] = max(found["slowest ms"], int(answer["wall"] * 1000))
        found["most MB"] = max(found["most MB"], answer["memory"] >> 20)
    return found


def _outcome(file: bytes, answer: dict[str, Any]) -> str:
    if answer["code"] > 0:
        return "uncaught"
    if answer["code"] < 0:
        return "fell"
    written = f"{answer['head']}\n".encode() + bytes.fromhex(answer["body"])
    kept = understood(written, kind_of(file[:FIRST_BYTES]) or FileKind.PDF)
    return kept.value if isinstance(kept, Trouble) else "clean"


def main(seconds: float, *, numbers: int | None = None) -> None:
    """Alter files of every kind for so long, or so many of them."""
    evidence_drawing.prepare()
    for kind in FileKind:
        turn = iter(range(numbers)) if numbers else count()
        found = outcomes(kind, turn, until=time.monotonic() + seconds)
        print(json.dumps({"kind": kind.value, **found}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(float(sys.argv[1]), numbers=int(sys.argv[2]) if len(sys.argv) > 2 else None)
