"""Tables of reference data that a manifest seals: an altered one is refused before it is read."""

import csv
import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any, Final

MANIFEST: Final = "manifest.json"


class DamagedDataFile(Exception):
    """A file of reference data is missing, is not the one that was shipped, or says nonsense."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(
            f"{path} {problem}: restore it from the release, or build it again "
            "with the build.py beside it."
        )


def sealed_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a table's rows by column; raise `DamagedDataFile` unless its manifest knows it so."""
    content, rows = _sealed(folder, name)
    plain = gzip.decompress(content) if name.endswith(".gz") else content
    found = list(csv.DictReader(io.StringIO(plain.decode("utf-8"))))
    if len(found) != rows:
        raise DamagedDataFile(folder / name, f"has {len(found)} rows, not {rows}")
    return found


def verify_sealed(folder: Path, *names: str) -> None:
    """Raise `DamagedDataFile` unless every table is the one that the manifest knows."""
    for name in names:
        _sealed(folder, name)


def manifest_bytes(folder: Path) -> bytes:
    """Read the manifest itself, which changes exactly when one of its tables does."""
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        raise DamagedDataFile(folder / MANIFEST, "cannot be read") from None


def _sealed(folder: Path, name: str) -> tuple[bytes, Any]:
    """Give a table's bytes, and how many rows its manifest says that it has."""
    path = folder / name
    entry = _manifest(folder).get(name)
    if not isinstance(entry, dict):
        raise DamagedDataFile(folder / MANIFEST, f"does not name {name}")
    try:
        content = path.read_bytes()
    except OSError:
        raise DamagedDataFile(path, "cannot be read") from None
    if hashlib.sha256(content).hexdigest() != entry.get("sha256"):
        raise DamagedDataFile(path, f"is not the file that {MANIFEST} names")
    return content, entry.get("rows")


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
    try:
        files = json.loads(manifest_bytes(folder))["files"]
    except (ValueError, KeyError, TypeError):
        raise DamagedDataFile(folder / MANIFEST, "is not a manifest") from None
    if not isinstance(files, dict):
        raise DamagedDataFile(folder / MANIFEST, "is not a manifest")
    return files
