"""The wheel alone is the whole product: templates, data, static files and migrations included."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.servers import ROOT

# Runs where nothing but the wheel's own files can be meant by `directory`.
PROGRAM = """
import directory
from directory import create_app, paths
from directory.config import load
from pathlib import Path

here = Path(directory.__file__).parent
assert not here.is_relative_to(ROOT), here
for folder in (paths.TEMPLATES, paths.DATA, paths.MIGRATIONS, paths.STATIC):
    assert folder.is_dir() and folder.is_relative_to(here), folder
app = create_app(load({"SECRET_KEY": "s" * 40, "DATABASE_URL": "sqlite://"}))
for name in EXPECTED:
    app.jinja_env.get_template(name)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    # No isolated build: what builds is already here, by its hash.
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


def shipped(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["templates", "data"])
def test_the_folders_beside_the_package_are_carried_inside(wheel: Path, folder: str) -> None:
    files = {
        f"directory/_shipped/{file.relative_to(ROOT).as_posix()}"
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    }
    assert files
    assert files <= shipped(wheel)


def test_nothing_else_is_carried(wheel: Path) -> None:
    strange = [
        name
        for name in shipped(wheel)
        if not name.startswith(("directory/", "ims_directory-"))
        or "__pycache__" in name
        or name.startswith("directory/_shipped/instance")
    ]
    assert not strange


def test_the_wheel_runs_far_from_its_sources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    pages = [file.relative_to(ROOT / "templates") for file in (ROOT / "templates").rglob("*.html")]
    program = PROGRAM.replace("ROOT", repr(str(ROOT))).replace(
        "EXPECTED", repr([page.as_posix() for page in pages])
    )
    # Isolated: neither the folder it starts in nor PYTHONPATH is searched.
    start = f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
    done = subprocess.run(  # noqa: S603  (the program above)
        [sys.executable, "-I", "-c", start + program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
