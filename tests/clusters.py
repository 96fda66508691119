"""A PostgreSQL server of the tests' own: made in a temporary folder, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

USER: Final = "tests"
OLDEST: Final = 15
WAIT_S: Final = 60
_PLACES: Final = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
# Speed instead of safety: what a power cut would leave of it, nobody reads.
_SETTINGS: Final = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=200",
    "shared_buffers=64MB",
)


def find_programs() -> Path | None:
    """Find the folder of the newest server on this machine that is new enough."""
    folders = [found for place in _PLACES for found in Path("/").glob(place[1:])]
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    known = {folder: _version(folder) for folder in folders if (folder / "initdb").is_file()}
    newest = max(known, key=lambda folder: known[folder], default=None)
    return newest if newest is not None and known[newest] >= OLDEST else None


def _version(folder: Path) -> int:
    said = _run([str(folder / "postgres"), "--version"], {})
    return int("".join(c if c.isdigit() else " " for c in said).split()[0])


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: where its programs are, and its folder, which holds the socket."""

    programs: Path
    folder: Path

    def url(self, database: str = "postgres") -> str:
        """Give the SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def stop(self) -> None:
        """End the server at once and remove what it wrote."""
        _run([*self._control(), "--mode=immediate", "stop"], _somebody_else(self.folder))
        shutil.rmtree(self.folder)

    def _control(self) -> list[str]:
        data = str(self.folder / "data")
        return [
            str(self.programs / "pg_ctl"),
            "--silent",
            "--wait",
            f"--timeout={WAIT_S}",
            "-D",
            data,
        ]

    def run(self) -> None:
        """Start it, and return once it answers."""
        options = f"-k {self.folder} -h '' " + " ".join(f"-c {setting}" for setting in _SETTINGS)
        log = f"--log={self.folder / 'log'}"
        _run([*self._control(), log, f"--options={options}", "start"], _somebody_else(self.folder))


def start(programs: Path) -> Cluster:
    """Make a cluster that sorts as English does, and start it; byte order must be asked for."""
    # The path of a socket is short by law, so not below pytest's own long folders.
    cluster = Cluster(programs, Path(tempfile.mkdtemp(prefix="directory-tests-")))
    _run(
        [
            str(programs / "initdb"),
            f"--pgdata={cluster.folder / 'data'}",
            f"--username={USER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--locale-provider=icu",
            "--icu-locale=en-US",
            "--no-sync",
            "--no-instructions",
        ],
        _somebody_else(cluster.folder),
    )
    cluster.run()
    return cluster


def _somebody_else(folder: Path) -> dict[str, Any]:
    # PostgreSQL refuses to run as root; the folder then belongs to whom it runs as.
    if os.geteuid() != 0:
        return {"cwd": folder}
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, name)
    return {"cwd": folder, "user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


def _run(command: list[str], options: dict[str, Any]) -> str:
    done: subprocess.CompletedProcess[str] = subprocess.run(  # noqa: S603  (PostgreSQL's own)
        command, capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout}{done.stderr}"
    return done.stdout
