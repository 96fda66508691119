"""Build the lists of known passwords from two published ones, offline.

    python data/passwords/build.py RANKED.txt LONG_FOLDER

RANKED.txt has a million passwords, one a line, the most frequent first. LONG_FOLDER has passwords
by their length in bytes, in */*/15.txt to */*/20.txt (20 bytes or more), one a line. README.md says
where both are from. The same inputs give the same bytes.
"""
# ruff: noqa: INP001, T201 -- a script beside its data, not a package; it prints its report

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
# The folder is shipped as it is: no compiled scripts in it.
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE.parent.parent)]

from directory.adapters.password_meter import PASSWORD_FILES  # noqa: E402
from directory.adapters.sealed_files import MANIFEST  # noqa: E402
from directory.domain.accounts.passwords import LEAST, folded  # noqa: E402

SHORTEST: Final = 4
SHORT_RANKS: Final = 20_000
"""With the long ones fewer than 100,000, so that two in a row are fewer than 10^10 guesses."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ranked", type=Path)
    parser.add_argument("long_folder", type=Path)
    given = parser.parse_args()
    lists = built(given.ranked, given.long_folder)
    written(lists, HERE)
    print({name: len(words) for name, words in lists.items()})


def built(ranked: Path, long_folder: Path) -> dict[str, list[str]]:
    """Give the long list and the short one, folded and in order."""
    frequent = lines(ranked)
    phrases = (
        line
        for length in range(LEAST, 21)
        for file in long_folder.glob(f"*/*/{length}.txt")
        for line in lines(file)
    )
    long = {word for word in kept(frequent) if len(word) >= LEAST}
    long |= {word for word in kept(phrases) if len(word) >= LEAST and is_phrase(word)}
    short = [line for line in frequent if SHORTEST <= len(line) < LEAST][:SHORT_RANKS]
    words = {word for word in kept(short) if SHORTEST <= len(word) < LEAST}
    return dict(zip(PASSWORD_FILES, (sorted(long), sorted(words)), strict=True))


def lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").split("\n")


def kept(found: Iterable[str]) -> Iterable[str]:
    """Fold passwords; leave out what is damaged, and what may be somebody's address."""
    return (
        folded(line)
        for line in found
        if line.isprintable() and "\ufffd" not in line and "@" not in line
    )


def is_phrase(word: str) -> bool:
    """Whether it is letters alone: the others of that list are mostly one person's own."""
    return word.isascii() and word.replace(" ", "").isalpha()


def written(lists: dict[str, list[str]], folder: Path) -> None:
    """Write the lists, and the manifest that knows them."""
    files = {}
    for name, words in sorted(lists.items()):
        content = gzip.compress(("\n".join(words) + "\n").encode(), 9, mtime=0)
        (folder / name).write_bytes(content)
        files[name] = {"rows": len(words), "sha256": hashlib.sha256(content).hexdigest()}
    text = json.dumps({"files": files}, indent=2, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
