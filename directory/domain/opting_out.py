"""Never to be listed again: what somebody is recognized by is kept as hashes alone.

The numbers are public on the registers they came from; a hash keeps nothing beside that they are
not wanted here.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from directory.domain.vocabulary import Country, Profession

LicenceKey = tuple[Country, str, Profession, str]
_MARK: Final = "never to be listed"


def marks_of(
    *, npis: Iterable[str | None] = (), licences: Iterable[LicenceKey] = ()
) -> frozenset[str]:
    """Hash what somebody is recognized by: an NPI, and normalized numbers with their places."""
    named = [f"npi {npi}" for npi in npis if npi]
    named += [f"licence {' '.join(key)}" for key in licences]
    return frozenset(sha256(f"{_MARK}: {each}".encode()).hexdigest() for each in named)
