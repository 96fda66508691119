"""`make audit`: every page by every theme, language and width, and the long fuzzing.

    python -m tests.audit [--quick] [--only TEXT] [--kept FOLDER] [--fuzz SECONDS]

Pages behind a form or a letter are those that the tests of the pages come to; `--kept` keeps them
for the next time. `--quick` looks at each page once. It ends with 1 where anything was found, or
where a template is that nothing came to.
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
from tests.audit.running import app_of, keep_pages, looked, looks_of
from tests.servers import demonstration


def main(arguments: Sequence[str]) -> int:
    """Look at everything, and say what was found."""
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--kept", default="")
    parser.add_argument("--fuzz", type=int, default=600)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="directory-audit-") as folder:
        environment = demonstration(Path(folder))
        os.environ["DIRECTORY_INSTANCE"] = environment["DIRECTORY_INSTANCE"]
        kept = Path(chosen.kept or folder) / "kept"
        if not kept.exists():
            kept.mkdir(parents=True)
            keep_pages(kept)
        looks, unmet = looks_of(
            app_of(environment), quick=chosen.quick, only=chosen.only, kept=kept
        )
        began = monotonic()
        faults = looked(environment, looks)
    sys.stdout.write(f"{len(looks)} looks in {monotonic() - began:.0f} s: {len(faults)} faults\n")
    unmet = () if chosen.only else unmet
    for template in unmet:
        sys.stdout.write(f"{template}: neither a link nor a test came to it\n")
    if faults:
        sys.stdout.write(told(faults) + "\n")
    fuzzed = 0
    if chosen.fuzz and not chosen.only:
        fuzzing = [sys.executable, "-m", "tests.adapters.fuzzing", str(chosen.fuzz)]
        fuzzed = subprocess.run(fuzzing, check=False).returncode  # noqa: S603  (our own command)
    return int(bool(faults or unmet or fuzzed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
