"""Reports of imports as CSV files: whole or not at all, and nothing in them runs."""

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from directory.cli.cells import cell


def write_rows(target: Path, rows: Iterable[Sequence[object]], *, columns: Sequence[str]) -> None:
    """Write a report; a command that is cut off leaves the one before as it was."""
    draft = target.with_name(f"{target.name}.part")
    with draft.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([cell(each) if isinstance(each, str) else each for each in row])
        lines.flush()
        os.fsync(lines.fileno())
    draft.replace(target)
