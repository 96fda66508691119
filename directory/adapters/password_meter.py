"""What passwords people choose: the list in `data/passwords`, and zxcvbn's estimate of guesses."""

import gzip
from collections.abc import Sequence
from functools import cache
from math import log10
from pathlib import Path
from typing import Final

from zxcvbn.matching import RANKED_DICTIONARIES, build_ranked_dict, omnimatch
from zxcvbn.scoring import most_guessable_match_sequence

from directory import paths
from directory.adapters.sealed_files import verify_sealed

FOLDER: Final = paths.DATA / "passwords"
PASSWORD_FILES: Final = ("long.txt.gz", "short.txt.gz")
LONGEST_WEIGHED: Final = 64
"""The rest of a longer password is not weighed: it can only add guesses, and would cost time."""
_SIGNS: Final = str.maketrans("@({[<$!|+%", "accccsiltx")


@cache
def known_passwords(folder: Path = FOLDER) -> frozenset[str]:
    """Read the known passwords, folded; raise `DamagedDataFile` if they are not those shipped."""
    verify_sealed(folder, *PASSWORD_FILES)
    return frozenset(
        line
        for name in PASSWORD_FILES
        for line in gzip.decompress((folder / name).read_bytes()).decode().splitlines()
    )


class PasswordMeter:
    """Weighs passwords as `domain.accounts.passwords` asks; the list is read when first needed."""

    def is_known(self, text: str) -> bool:
        """Whether a folded text is on the list."""
        return text in known_passwords()

    def log10_guesses(self, text: str, about: Sequence[str]) -> float:
        """Estimate the guesses that a folded text takes; `about` are folded words, likely first.

        Signs that stand for letters are read as those letters: tried one by one, as zxcvbn does
        it, a text full of them takes seconds (measured: 4 s for 72 characters).
        """
        weighed = text[:LONGEST_WEIGHED].translate(_SIGNS)
        # Not `zxcvbn()`: it keeps the words about a person where every thread finds them.
        words = RANKED_DICTIONARIES | {"user_inputs": build_ranked_dict(about)}
        found = most_guessable_match_sequence(weighed, omnimatch(weighed, words))
        return log10(found["guesses"])
