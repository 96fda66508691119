import csv
import gzip
import json
from hashlib import sha256
from pathlib import Path

import pytest

from directory.adapters.map_files import FILE, FOLDER, Box, Ground, ground
from directory.adapters.sealed_files import DamagedDataFile
from directory.domain.map_tiles import LEVELS, Kind

COLUMNS = "level,column,row,kind,shapes\n"


def folder_of(path: Path, *rows: str) -> Path:
    content = gzip.compress((COLUMNS + "\n".join(rows) + "\n").encode())
    (path / FILE).write_bytes(content)
    entry = {"rows": len(rows), "sha256": sha256(content).hexdigest()}
    (path / "manifest.json").write_text(json.dumps({"files": {FILE: entry}}))
    return path


def test_a_shape_is_read_from_its_corner_on(tmp_path: Path) -> None:
    here = folder_of(tmp_path, "0,-105,39,land,0 0 2000 0 0 2000;-8 4 8 -4 6 0")
    first, second = Ground(here).shapes(0, Box(39.0, -104.8, 39.4, -104.6))
    assert first.kind is second.kind is Kind.LAND
    assert list(first.lats) == [39.0, 39.0, 40.0]
    assert list(first.lons) == [-105.0, -104.0, -104.0]
    assert list(second.lons) == pytest.approx([-105.004, -105.0, -104.997])


def test_what_lies_north_or_south_of_a_box_is_left_out(tmp_path: Path) -> None:
    here = folder_of(tmp_path, "0,0,0,county,0 100 10 0;0 1900 10 0", "0,0,1,county,0 1000 10 0")
    found = list(Ground(here).shapes(0, Box(0.5, 0.1, 0.9999, 0.2)))
    assert [round(shape.lats[0], 6) for shape in found] == [0.95]


def test_a_box_across_the_antimeridian_has_both_sides(tmp_path: Path) -> None:
    here = folder_of(tmp_path, "0,179,51,land,0 0 9 0 0 9", "0,-180,51,land,0 0 9 0 0 9")
    for box in (Box(51, 179.2, 51.5, 180.3), Box(51, -180.8, 51.5, -179.7)):
        assert {round(shape.lons[0]) for shape in Ground(here).shapes(0, box)} == {179, -180}


def test_all_the_way_round_no_square_is_given_twice(tmp_path: Path) -> None:
    here = folder_of(tmp_path, f"5,0,1,land,0 0 {9 * 60} 0 0 9")
    assert len(list(Ground(here).shapes(5, Box(-90, -180, 89.9, 179.9)))) == 1
    assert len(list(Ground(here).shapes(5, Box(-90, -400, 89.9, 400)))) == 1


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    here = folder_of(tmp_path, "0,0,0,land,0 0 9 0 0 9")
    (here / FILE).write_bytes(gzip.compress(COLUMNS.encode()))
    with pytest.raises(DamagedDataFile, match="is not the file"):
        Ground(here)


def test_the_file_that_is_shipped_has_every_level_and_nothing_else() -> None:
    with gzip.open(FOLDER / FILE, "rt", encoding="utf-8", newline="") as file:
        kinds = {(int(entry["level"]), entry["kind"]) for entry in csv.DictReader(file)}
    assert kinds == {
        (number, kind.value) for number, level in enumerate(LEVELS) for kind in level.kinds
    }
    assert (FOLDER / FILE).stat().st_size <= 1_000_000


def test_it_is_read_once() -> None:
    assert ground() is ground()
