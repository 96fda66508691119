"""`make audit`: every page by every theme, language and width, and the long fuzzing.

    python -m tests.audit [--quick] [--only TEXT] [--fuzz SECONDS]

`--quick` looks at each page once. It ends with 1 where anything was found.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from tests.audit.looked_at import told
from tests.audit.running import app_of, looked, looks_of
from tests.servers import demonstration


def main(arguments: Sequence[str]) -> int:
    """Look at everything, and say what was found."""
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--fuzz", type=int, default=600)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="directory-audit-") as folder:
        environment = demonstration(Path(folder))
        os.environ["DIRECTORY_INSTANCE"] = environment["DIRECTORY_INSTANCE"]
        looks = list(looks_of(app_of(environment), quick=chosen.quick, only=chosen.only))
        began = monotonic()
        faults = looked(environment, looks)
    sys.stdout.write(f"{len(looks)} looks in {monotonic() - began:.0f} s: {len(faults)} faults\n")
    if faults:
        sys.stdout.write(told(faults) + "\n")
    fuzzed = 0
    if chosen.fuzz and not chosen.only:
        fuzzing = [sys.executable, "-m", "tests.adapters.fuzzing", str(chosen.fuzz)]
        fuzzed = subprocess.run(fuzzing, check=False).returncode  # noqa: S603  (our own command)
    return int(bool(faults or fuzzed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
