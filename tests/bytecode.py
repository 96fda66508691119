"""What Python compiles is kept apart from the sources, where it was told to keep nothing at all."""

import os
import sys
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).resolve().parent.parent / ".pytest_cache" / "bytecode"


def keep_bytecode() -> None:
    """Keep it for the next process: compiling all modules and libraries takes half a minute.

    Every worker would do so, and every server and command that a test starts.
    """
    if not sys.dont_write_bytecode:
        return
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(_FOLDER)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
