"""What a password may be: long, in any script, and not one of those that are guessed first."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Protocol

from directory.domain.entry.faults import Checked, FaultCode, error
from directory.domain.entry.text import UNREADABLE, missing

LEAST: Final = 15
"""Code points; NIST SP 800-63B-4 (July 2025), 3.1.1.2, of a password that may stand alone."""
MOST: Final = 128
"""At least 64 must be allowed (the same; OWASP ASVS 5.0, May 2025, 6.2.9)."""
LONGEST_TYPED: Final = 4 * MOST
"""As many code points can compose to 128; longer texts are not even composed."""
ENOUGH: Final = 10
"""A password that takes fewer than ten to this power of guesses is refused."""
_GUESSES: Final[int] = 10**ENOUGH
MOST_RUNS: Final = 3
MOST_DECORATION: Final = 5
"""A year and a mark: what people put around a password that they had already."""
SHORTEST_WORD: Final = 3
_UNSHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS: Final = frozenset("\u200c\u200d")
_SEPARATORS: Final = str.maketrans("", "", " -_.")
_ACCENTS: Final = str.maketrans("", "", "".join(map(chr, range(0x300, 0x370))))
_ROWS: Final = (
    "12345678901234567890",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,",
    "!@#$%^&*()",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "abcdefghijklmnopqrstuvwxyz",
)
_TRACKS: Final = "\n".join((*_ROWS, *(row[::-1] for row in _ROWS)))


class Meter(Protocol):
    """Knows what people choose, and how soon a password is found by whoever knows that too."""

    def is_known(self, text: str) -> bool:
        """Whether a text, as `folded` gives it, is on the list of known passwords."""

    def log10_guesses(self, text: str, about: Sequence[str]) -> float:
        """Estimate how many guesses a folded text takes, given folded words about its owner."""


def read_password(
    text: str, field: str, *, meter: Meter, about: Sequence[str]
) -> Checked[str | None]:
    """Read a new password; its value is what is hashed.

    `about` has what is known of the person and the place: name, e-mail address, name of the site.
    No rule asks for kinds of characters, nothing is trimmed, and any Unicode text will do except
    what cannot be seen or is not assigned, for it might be composed differently some day.
    """
    if not text:
        return missing(field)
    password = prepared(text)
    if password == UNREADABLE or len(password) > MOST:
        fault = error(FaultCode.TEXT_TOO_LONG, field, most=MOST)
    elif any(map(_is_unshown, password)):
        fault = error(FaultCode.TEXT_NOT_TEXT, field)
    elif len(password) < LEAST:
        fault = error(FaultCode.PASSWORD_SHORT, field, least=LEAST)
    elif weak := _weakness(password, meter, about=about):
        fault = error(weak, field)
    else:
        return Checked(password)
    return Checked(None, (fault,))


def prepared(text: str) -> str:
    """Give a password as it is hashed and compared: RFC 8265, section 4.2, OpaqueString.

    Whatever space was typed is a space, and letters are composed (NFC); case and width stay. A
    text that is too long to be a password becomes `UNREADABLE`, which nobody's password is.
    """
    if len(text) > LONGEST_TYPED:
        return UNREADABLE
    spaced = (" " if unicodedata.category(mark) == "Zs" else mark for mark in text)
    return unicodedata.normalize("NFC", "".join(spaced))


def folded(text: str) -> str:
    """Give a text without what is tried first to vary it: case, width and Latin accents."""
    return unicodedata.normalize("NFKD", text).translate(_ACCENTS).casefold()


def _is_unshown(mark: str) -> bool:
    return unicodedata.category(mark) in _UNSHOWN and mark not in _JOINERS


def _weakness(password: str, meter: Meter, *, about: Sequence[str]) -> FaultCode | None:
    whole = folded(password)
    text = whole.translate(_SEPARATORS)
    words = _words(about)
    if _draws_on_few(whole) or _repeats(text):
        return FaultCode.PASSWORD_REPEATS
    if _runs(text) <= MOST_RUNS:
        return FaultCode.PASSWORD_RUN
    if meter.is_known(whole) or _is_known(text, meter):
        return FaultCode.PASSWORD_KNOWN
    if _is_mostly(text, words):
        return FaultCode.PASSWORD_PERSONAL
    if meter.log10_guesses(text, words) < ENOUGH:
        return FaultCode.PASSWORD_GUESSABLE
    return None


def _draws_on_few(text: str) -> bool:
    """Whether it has too few different characters for its length."""
    texts: int = len(set(text)) ** len(text)
    return texts < _GUESSES


def _repeats(text: str) -> bool:
    """Whether it is one short thing again and again, the last time perhaps not to its end."""
    longest = min(len(text) // 2, LEAST - 1)
    return any(text.startswith(text[period:]) for period in range(1, longest + 1))


def _runs(text: str) -> int:
    """Count the walks along the keyboard, the digits or the alphabet that make up a text."""
    left = "".join(mark for mark, _ in groupby(text))
    count = 0
    while left:
        length = 1
        while length < len(left) and left[: length + 1] in _TRACKS:
            length += 1
        left = left[length:]
        count += 1
    return count


def _is_known(text: str, meter: Meter) -> bool:
    """Whether a known password, a decorated one, or two of them in a row make it up.

    Two of a hundred thousand are ten to the tenth pairs; more of them are for the meter to weigh.
    """
    return any(map(meter.is_known, _cores(text))) or any(
        meter.is_known(text[:at]) and meter.is_known(text[at:]) for at in range(1, len(text))
    )


def _cores(text: str) -> Iterator[str]:
    for before in range(MOST_DECORATION + 1):
        for after in range(MOST_DECORATION + 1 - before):
            end = len(text) - after
            if not any(map(str.isalpha, text[:before] + text[end:])):
                yield text[before:end]


def _words(about: Sequence[str]) -> Sequence[str]:
    """Give the words about a person, folded, the longest first."""
    spaced = "".join(mark if mark.isalnum() else " " for mark in folded(" ".join(about)))
    words = {word for word in spaced.split() if len(word) >= SHORTEST_WORD}
    return sorted(words, key=lambda word: (-len(word), word))


def _is_mostly(text: str, words: Sequence[str]) -> bool:
    left = text
    for word in words:
        left = left.replace(word, "")
    return 2 * len(left) < len(text)
