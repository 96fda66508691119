import json
import shutil
from pathlib import Path

import pytest

from directory.adapters.place_files import (
    FOLDER,
    PLACE_FILES,
    REGION_FILE,
    gazetteer_version,
    read_gazetteer,
    verify_place_files,
)
from directory.adapters.sealed_files import MANIFEST, DamagedDataFile

FILES = (*PLACE_FILES, REGION_FILE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*FILES, MANIFEST):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def test_whole_files_pass(folder: Path) -> None:
    verify_place_files(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(DamagedDataFile) as damage:
        verify_place_files(folder)
    assert damage.value.path == folder / name


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_refused(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedDataFile, match=r"is not the file that manifest\.json names"):
        verify_place_files(folder)


@pytest.mark.parametrize("name", FILES)
def test_an_edited_file_is_refused(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(bytes(content))
    with pytest.raises(DamagedDataFile):
        list(read_gazetteer(folder))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": []}', '{"files": {}}'])
def test_a_spoilt_manifest_is_refused(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(DamagedDataFile):
        verify_place_files(folder)


def test_a_wrong_count_of_rows_is_refused(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"]["foreign.csv"]["rows"] += 1
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(DamagedDataFile, match="rows"):
        list(read_gazetteer(folder))


def test_a_missing_manifest_is_named(folder: Path) -> None:
    (folder / MANIFEST).unlink()
    with pytest.raises(DamagedDataFile) as damage:
        gazetteer_version(folder)
    assert str(damage.value).count(".") >= 1
    assert "restore it from the release" in str(damage.value)


def test_the_version_follows_the_content(folder: Path) -> None:
    before = gazetteer_version(folder)
    assert before == gazetteer_version()
    (folder / MANIFEST).write_text("{}", encoding="utf-8")
    assert gazetteer_version(folder) != before
