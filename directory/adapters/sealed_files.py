"""Tables of reference data that a manifest seals: an altered one is refused before it is read."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any, Final

from directory.adapters.place_files import DamagedDataFile

MANIFEST: Final = "manifest.json"


class DamagedTable(DamagedDataFile):
    """A sealed table is missing, is not the one that was shipped, or says what it may not say."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        Exception.__init__(
            self,
            f"{path} {problem}: restore it from the release, or build it again "
            "with the build.py beside it.",
        )


def sealed_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a table's rows by column; raise `DamagedTable` unless its manifest knows it so."""
    path = folder / name
    entry = _manifest(folder).get(name)
    if not isinstance(entry, dict):
        raise DamagedTable(folder / MANIFEST, f"does not name {name}")
    try:
        content = path.read_bytes()
    except OSError:
        raise DamagedTable(path, "cannot be read") from None
    if hashlib.sha256(content).hexdigest() != entry.get("sha256"):
        raise DamagedTable(path, f"is not the file that {MANIFEST} names")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    if len(rows) != entry.get("rows"):
        raise DamagedTable(path, f"has {len(rows)} rows, not {entry.get('rows')}")
    return rows


def seal(folder: Path, names: tuple[str, ...]) -> None:
    """Write the manifest of tables that were just built."""
    files = {}
    for name in sorted(names):
        content = (folder / name).read_bytes()
        rows = sum(1 for _ in csv.DictReader(io.StringIO(content.decode("utf-8"))))
        files[name] = {"rows": rows, "sha256": hashlib.sha256(content).hexdigest()}
    text = json.dumps({"files": files}, indent=2, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        files = json.loads(path.read_bytes())["files"]
    except OSError:
        raise DamagedTable(path, "cannot be read") from None
    except (ValueError, KeyError, TypeError):
        raise DamagedTable(path, "is not a manifest") from None
    if not isinstance(files, dict):
        raise DamagedTable(path, "is not a manifest")
    return files
