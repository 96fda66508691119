"""The house keeps its own rules: who may know what, what is shipped, and that the guards guard."""

import ast
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask

from directory.db import Database
from directory.models import migrations
from tests.network import OutsideWorldError
from tests.servers import ROOT

PACKAGE: Final = ROOT / "directory"
DOMAIN: Final = sorted((PACKAGE / "domain").rglob("*.py"))
MODULES: Final = sorted(PACKAGE.rglob("*.py"))
NAMELESS: Final = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "stuff"}
MOST_DEPENDENCIES: Final = 25


def settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_by(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, level=level):
                assert level == 0, f"{file}: imports say the whole name"
                yield module or ""


@pytest.mark.parametrize("file", DOMAIN, ids=name_of)
def test_the_domain_knows_the_standard_library_alone(file: Path) -> None:
    allowed = sys.stdlib_module_names - {"sqlite3", "socket", "urllib.request", "http", "smtplib"}
    strangers = {
        name
        for name in imported_by(file)
        if not name.startswith("directory.domain") and name.partition(".")[0] not in allowed
    }
    assert not strangers


def test_importing_the_domain_loads_no_library() -> None:
    # -S: a Python that has no installed packages, so what asks for one fails.
    program = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    done = subprocess.run(  # noqa: S603  (the program above)
        [sys.executable, "-S", "-c", program, *map(name_of, DOMAIN)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_room_below_the_doors_is_kept_from_the_web() -> None:
    contracts = settings()["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c.get("containers") == ["directory"])
    doors, *below = ({room.strip(" ()") for room in layer.split("|")} for layer in layers)
    assert doors == {"web", "cli"}
    kept = next(c for c in contracts if "flask" in c.get("forbidden_modules", ()))
    # A room that is not built yet cannot be named there; one that is, must be.
    built = {
        room
        for room in set().union(*below)
        if (PACKAGE / room / "__init__.py").exists() or (PACKAGE / f"{room}.py").exists()
    }
    assert set(kept["source_modules"]) == {f"directory.{room}" for room in built}


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_rooms_are_named_after_what_they_know(file: Path) -> None:
    assert not set(name_of(file).split(".")) & NAMELESS


@pytest.mark.parametrize("wing", ["web", "fhir"])
def test_doors_and_records_never_commit(wing: str) -> None:
    writers = [
        f"{name_of(file)}:{node.lineno} {node.attr}"
        for file in (PACKAGE / wing).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "execute", "flush"}
    ]
    assert not writers


def test_dependencies_are_few_and_each_is_argued_for() -> None:
    assert len(settings()["project"]["dependencies"]) <= MOST_DEPENDENCIES
    text = (ROOT / "pyproject.toml").read_text()
    listed = text.partition("\ndependencies = [\n")[2].partition("\n]\n")[0].splitlines()
    for line, following in pairwise(listed):
        assert line.startswith("  #") or following.startswith("  #"), following
    assert listed[0].startswith("  #")


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_locks_pin_and_hash_everything_and_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text


def test_the_test_lock_holds_what_runs_in_production() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE))

    assert pins("requirements.lock") <= pins("tests/requirements.lock")


def test_every_direct_dependency_is_locked() -> None:
    locked = set(
        re.findall(r"^([^\s=]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    )
    asked = {re.split(r"[^a-z0-9-]", line)[0] for line in settings()["project"]["dependencies"]}
    assert asked <= locked


def test_the_schema_has_one_history_and_the_models_are_it(database: Database) -> None:
    assert len(migrations.heads()) == 1
    assert migrations.current(database) == migrations.heads()[0]
    assert migrations.differences(database) == []


def test_the_schema_can_be_taken_down_and_put_up_again(database: Database) -> None:
    migrations.downgrade(database, "base")
    assert migrations.current(database) is None
    migrations.upgrade(database)
    assert migrations.differences(database) == []


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1"])
def test_tests_cannot_leave_this_machine(host: str) -> None:
    with pytest.raises(OutsideWorldError):
        socket.create_connection((host, 80), timeout=1)
    with pytest.raises(OutsideWorldError):
        socket.getaddrinfo(host, 80)


def test_the_app_is_wired(app: Flask) -> None:
    assert {"public.home", "static"} <= {rule.endpoint for rule in app.url_map.iter_rules()}
