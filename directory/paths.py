"""Where templates, data and the operator's own files are; nothing else knows."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE.parent


def _beside_or_shipped(name: str) -> Path:
    # A checkout has the folder beside the package; a wheel carries it inside.
    shipped = _PACKAGE / "_shipped" / name
    return shipped if shipped.is_dir() else _ROOT / name


TEMPLATES = _beside_or_shipped("templates")
DATA = _beside_or_shipped("data")
STATIC = _PACKAGE / "static"
TRANSLATIONS = _PACKAGE / "translations"
MIGRATIONS = _PACKAGE / "models" / "migrations"


def instance() -> Path:
    """Give the folder for what this site writes: the SQLite file, keys, mail, evidence."""
    chosen = os.environ.get("DIRECTORY_INSTANCE", "").strip()
    if chosen:
        return Path(chosen).expanduser().resolve()
    return (_ROOT if (_ROOT / "wsgi.py").is_file() else Path.cwd()) / "instance"


def letters() -> Path:
    """Give the folder into which letters are written that no mail server takes."""
    return instance() / "mail-out"
