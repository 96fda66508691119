"""Whether the tests of the domain notice when a rule is changed: `make mutants`.

Each module is changed in every small way that mutmut knows, and the tests in tests/domain that
import it run against each change. A change that no test notices has survived.
"""

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
DOMAIN: Final = ROOT / "directory" / "domain"
TESTS: Final = ROOT / "tests" / "domain"
WORK: Final = ROOT / "build" / "mutants"
COPIED: Final = ("directory", "tests", "data", "templates", "wsgi.py")
TARGET: Final = 90

KILLED: Final = frozenset({1, 3})
# Of a change that makes a test run for ever, the clock is the test.
TIMED_OUT: Final = frozenset({24, 36, 152, 255, -24})

# Read once, before any change is made, so that no change would be seen.
BUILT_AT_IMPORT: Final = {
    "verification": "its table stands before a test begins; its own tests plant a bug in each cell"
}
# One process a change, each test module imported once for all, and the same examples every time.
OPTIONS: Final = (
    *("-p", "no:cacheprovider", "-p", "no:cov", "-n", "0"),
    *("--import-mode=prepend", "--hypothesis-seed=0"),
)
SETTINGS: Final = """
[tool.mutmut]
source_paths = ["directory"]
only_mutate = ["{module}"]
also_copy = ["data", "templates", "tests", "wsgi.py"]
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = {options}
use_git_change_detection = false
use_setproctitle = false
"""


@dataclass(frozen=True, slots=True)
class Score:
    """How many changes of one module were noticed, and which were not."""

    module: str
    killed: int
    survivors: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.killed + len(self.survivors)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("modules", nargs="*", help="as in: ids entry.dates (all if none)")
    asked = parser.parse_args()
    scores = []
    for file in sorted(DOMAIN.rglob("*.py")):
        if asked.modules and _name(file) not in asked.modules:
            continue
        if not _decides(file):
            continue
        if _name(file) in BUILT_AT_IMPORT:
            print(f"{_name(file)}: left out: {BUILT_AT_IMPORT[_name(file)]}", flush=True)
            continue
        score = _mutate(file, workers=asked.workers)
        scores.append(score)
        print(f"{score.module}: killed {score.killed} of {score.total}", flush=True)
        for survivor in score.survivors:
            print(f"    survived: {survivor}", flush=True)
    killed, total = sum(each.killed for each in scores), sum(each.total for each in scores)
    percent = 100 * killed / total if total else 100.0
    print(f"killed {killed} of {total} ({percent:.1f} %), target {TARGET} %")
    return 0 if percent >= TARGET else 1


def _mutate(file: Path, *, workers: int) -> Score:
    name = _name(file)
    place = WORK / name
    for each in COPIED:
        _copy(ROOT / each, place / each)
    tests = [str(test.relative_to(ROOT)) for test in sorted(_tests_of(file))]
    if not tests:
        sys.exit(f"{name}: no test in tests/domain imports it.")
    settings = SETTINGS.format(
        module=file.relative_to(ROOT), tests=json.dumps(tests), options=json.dumps(OPTIONS)
    )
    (place / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text() + settings)
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-m", "mutmut", "run", "--max-children", str(workers)],
        cwd=place,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    meta = place / "mutants" / f"{file.relative_to(ROOT)}.meta"
    codes = json.loads(meta.read_text())["exit_code_by_key"] if meta.exists() else {}
    if done.returncode or None in codes.values():
        sys.exit(f"{name}: mutmut did not finish.\n{done.stdout[-4000:]}")
    noticed = KILLED | TIMED_OUT
    left = tuple(key for key, code in codes.items() if code not in noticed)
    return Score(name, len(codes) - len(left), left)


def _copy(source: Path, target: Path) -> None:
    """Copy what changed, and remove what is gone; times stay, so that mutmut knows what it did."""
    if source.is_file():
        shutil.copy2(source, target)
        return
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))


def _decides(file: Path) -> bool:
    """Whether it has functions: names and tables alone are not changed."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def _tests_of(file: Path) -> set[Path]:
    """Tests that import it or build on what does; where none does, those of what uses it."""
    tests = _importing(TESTS, file)
    for builder in [each for each in tests if not each.name.startswith("test_")]:
        tests |= _importing(TESTS, builder)
    tests = {each for each in tests if each.name.startswith("test_")}
    if not tests:
        tests = {test for user in _importing(DOMAIN, file) for test in _tests_of(user)}
    return tests


def _importing(room: Path, file: Path) -> set[Path]:
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    return {each for each in room.rglob("*.py") if module in _imported_by(each)}


@cache
def _imported_by(file: Path) -> frozenset[str]:
    return frozenset(
        name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for name in (str(node.module), *(f"{node.module}.{each.name}" for each in node.names))
    )


def _name(file: Path) -> str:
    return ".".join(file.relative_to(DOMAIN).with_suffix("").parts)


if __name__ == "__main__":
    sys.exit(main())
