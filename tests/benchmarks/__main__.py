"""Measure speed, size and exactness, each figure beside its reference."""

import argparse
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from tests.benchmarks import machine, postgresql
from tests.benchmarks.course import PARTS, Course
from tests.benchmarks.figures import show

LOCATIONS: Final = 1_000_000
QUICK: Final = 100_000
SEARCHES: Final = 10_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; 1 where a measurement failed, whatever the figures say."""
    asked = _parser().parse_args(arguments)
    if not Path("/proc/self/schedstat").exists():
        print("Skipped: processor time of other processes is read from Linux's /proc.")
        return 0
    failed = False
    # Whoever ends a run early leaves no server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with ExitStack() as stack:
        cluster = stack.enter_context(postgresql.serving())
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="directory-benchmarks-"))
        run = Course(
            folder=Path(folder),
            cluster=cluster,
            stack=stack.enter_context(ExitStack()),
            locations=asked.locations or (QUICK if asked.quick else LOCATIONS),
            searches=SEARCHES // 10 if asked.quick else SEARCHES,
            growth=asked.growth,
        )
        print(f"{run.locations:,} locations on {machine.size(cluster)}", flush=True)
        for note in machine.lacks(cluster):
            print(note, flush=True)
        for name in asked.only or PARTS:
            start = time.perf_counter()
            try:
                show(name, PARTS[name](run))
            except Exception:  # noqa: BLE001  (one part that fails takes no other down)
                failed = True
                traceback.print_exc()
            print(f"  ({time.perf_counter() - start:.0f} s)", flush=True)
    return int(failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--locations", type=int, help=f"how many places ({LOCATIONS:,})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} places, fewer requests")
    parser.add_argument("--growth", action="store_true", help="five times as many as well")
    parser.add_argument(
        "--only", action="append", choices=list(PARTS), help="one part; may be repeated"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
