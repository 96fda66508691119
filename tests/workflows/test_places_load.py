import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from directory.adapters.place_files import FOLDER, gazetteer_version
from directory.adapters.sealed_files import MANIFEST, DamagedDataFile
from directory.db import Database
from directory.models.places import Gazetteer, PlaceName, PlaceRow
from directory.workflows.places import load_places
from tests.clock import START


def few(folder: Path, rows: int) -> Path:
    """A gazetteer of a few cities abroad and all regions, complete with its manifest."""
    folder.mkdir()
    for file in FOLDER.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    lines = (folder / "foreign.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    _write(folder, "foreign.csv", "".join(lines[: rows + 1]).encode(), rows)
    header = _header_of_places()
    _write(folder, "places.csv.gz", header, 0)
    return folder


def _header_of_places() -> bytes:
    import gzip  # noqa: PLC0415

    with gzip.open(FOLDER / "places.csv.gz", "rb") as file:
        return gzip.compress(file.readline(), mtime=0)


def _write(folder: Path, name: str, content: bytes, rows: int) -> None:
    (folder / name).write_bytes(content)
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"][name] |= {"sha256": hashlib.sha256(content).hexdigest(), "rows": rows}
    (folder / MANIFEST).write_text(json.dumps(manifest))


def counts(database: Database) -> tuple[int, int, list[tuple[str, datetime]]]:
    with database.transaction() as session:
        loaded = session.execute(select(Gazetteer.version, Gazetteer.loaded_at)).all()
        return (
            session.scalar(select(func.count()).select_from(PlaceRow)) or 0,
            session.scalar(select(func.count()).select_from(PlaceName)) or 0,
            [(version, at) for version, at in loaded],
        )


def test_places_are_loaded_once_and_again_only_when_asked(
    database: Database, tmp_path: Path
) -> None:
    folder = few(tmp_path / "few", 5)
    assert load_places(database, START, folder=folder)
    first = counts(database)
    places, names, loaded = first
    assert places > 60
    assert names >= places
    assert loaded == [(gazetteer_version(folder), START)]
    assert not load_places(database, START + timedelta(days=1), folder=folder)
    assert counts(database) == first
    assert load_places(database, START + timedelta(days=1), anew=True, folder=folder)
    assert counts(database) == (
        places, names, [(gazetteer_version(folder), START + timedelta(days=1))]
    )  # fmt: skip


def test_another_gazetteer_replaces_the_first(database: Database, tmp_path: Path) -> None:
    load_places(database, START, folder=few(tmp_path / "few", 5))
    before, _, _ = counts(database)
    assert load_places(database, START, folder=few(tmp_path / "fewer", 2))
    assert counts(database)[0] == before - 3


def test_a_damaged_file_changes_nothing(database: Database, tmp_path: Path) -> None:
    load_places(database, START, folder=few(tmp_path / "few", 5))
    before = counts(database)
    damaged = few(tmp_path / "damaged", 2)
    (damaged / "foreign.csv").write_text("cut sho")
    with pytest.raises(DamagedDataFile, match=r"foreign\.csv"):
        load_places(database, START, anew=True, folder=damaged)
    assert counts(database) == before


def test_the_gazetteer_that_is_shipped_is_loaded_whole(gazetteer_file: Path) -> None:
    manifest = json.loads((FOLDER / MANIFEST).read_text())
    expected = sum(entry["rows"] for entry in manifest["files"].values())
    with closing(sqlite3.connect(gazetteer_file)) as file:
        (places,) = file.execute("SELECT count(*) FROM place").fetchone()
        (version, at) = file.execute("SELECT version, loaded_at FROM gazetteer").fetchone()
        (denver,) = file.execute(
            "SELECT count(*) FROM place JOIN place_name ON place.id = place_id"
            " WHERE key = 'denver' AND kind = 'city' AND region = 'CO'"
        ).fetchone()
    assert places == expected
    assert version == gazetteer_version()
    assert at == datetime(2026, 11, 1, tzinfo=UTC).timestamp()
    assert denver == 1
