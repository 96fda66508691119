"""Every hostile file is refused with its reason, or comes out harmless, within the limits."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from directory.adapters.evidence_drawing import MEMORY
from directory.adapters.evidence_reading import WALL_SECONDS, Clean, understood
from directory.domain.entry.evidence import (
    FIRST_BYTES,
    FileFacts,
    FileKind,
    Trouble,
    check_file,
    kind_of,
)
from directory.domain.entry.faults import FaultCode
from tests.adapters.hostile_files import MARK, Hostile, hostile_files
from tests.servers import ROOT

FEWEST: Final = 60
_MOMENT: Final = 2
"""Seconds for ending a child that has had its time, on a machine that is busy."""


def facts(file: Hostile, trouble: Trouble | None = None) -> FileFacts:
    return FileFacts(
        name=file.name,
        size=len(file.content),
        first_bytes=file.content[:FIRST_BYTES],
        trouble=trouble,
    )


def reason(file: Hostile, trouble: Trouble | None = None) -> FaultCode | None:
    """Say why a file is refused, if it is."""
    return next((fault.code for fault in check_file(facts(file, trouble))), None)


def in_children(folder: Path, files: list[Hostile]) -> list[dict[str, Any]]:
    """Take files apart, each in a child of its own; gives what each said and used."""
    for number, file in enumerate(files):
        (folder / str(number)).write_bytes(file.content)
    done = subprocess.run(  # noqa: S603  (a module of ours)
        [sys.executable, "-m", "tests.adapters.taking_apart", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def kept_of(file: Hostile, answer: dict[str, Any]) -> Clean | Trouble:
    """Read what a child answered, as its parent does."""
    written = f"{answer['head']}\n".encode() + bytes.fromhex(answer["body"])
    kind = kind_of(file.content[:FIRST_BYTES]) or FileKind.PDF
    return understood(written if answer["code"] == 0 else None, kind)


@pytest.mark.early
def test_no_hostile_file_gets_through(tmp_path: Path) -> None:
    corpus = list(hostile_files())
    assert len({file.name for file in corpus}) == len(corpus) >= FEWEST
    wrong = [file.name for file in corpus if reason(file) not in (None, *file.because)]
    files = [file for file in corpus if reason(file) is None]
    answers = in_children(tmp_path, files)
    for file, answer in zip(files, answers, strict=True):
        kept = kept_of(file, answer)
        said = reason(file, kept if isinstance(kept, Trouble) else None)
        if said not in file.because:
            wrong.append(f"{file.name}: {said}, not {file.because}")
        if isinstance(kept, Clean) and any(MARK in part for part in (kept.document, *kept.pages)):
            wrong.append(f"{file.name}: it is still in there")
        if answer["wall"] > WALL_SECONDS + _MOMENT or answer["memory"] > MEMORY:
            wrong.append(f"{file.name}: {answer['wall']:.1f} s, {answer['memory']} bytes")
    assert not wrong, "\n".join(wrong)
