"""Files that are altered at random are answered like any other; the long run is `fuzzing`."""

import json
import subprocess
import sys
from typing import Final

from directory.domain.entry.evidence import FileKind
from tests.servers import ROOT

_FILES: Final = 40
_FIGURES: Final = {"kind", "slowest ms", "most MB"}


def test_altered_files_are_refused_or_come_out_clean() -> None:
    done = subprocess.run(  # noqa: S603  (a module of ours)
        [sys.executable, "-m", "tests.adapters.fuzzing", "300", str(_FILES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    figures = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["kind"] for each in figures] == [kind.value for kind in FileKind]
    for each in figures:
        counted = {name: number for name, number in each.items() if name not in _FIGURES}
        assert "uncaught" not in counted, each
        assert sum(counted.values()) == _FILES, each
