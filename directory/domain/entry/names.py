"""Names of people and places: shown as typed, and looked at for letters that only look alike."""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from directory.domain.entry.faults import Checked, Fault, FaultCode, error, flag
from directory.domain.entry.text import read_line
from directory.domain.place_text import plain

LONGEST_NAME: Final = 100
ALIKE_ENOUGH: Final = 0.85
"""Below this, a reviewer looks whether a licence is the person's own; this directory's rule."""
_MOST_WORDS: Final = 12
_INITIAL: Final = 0.9
_EXTRA: Final = 0.04
"""What a word that stands in one name alone costs: middle names are usual on licences."""
_MOST_EXTRA: Final = 3
_ONE_WORD: Final = 0.8
"""A family name alone is not enough: it stays below `ALIKE_ENOUGH`."""
_TITLES: Final = frozenset(
    {"dr", "md", "do", "dc", "dpt", "pt", "phd", "lac", "nd", "ot", "mr", "ms", "mrs"}
)
_BOUND: Final = frozenset({"MODIFIER", "FEMININE", "MASCULINE"})
"""First words of the names of letters that belong to every script: ʻ, ª, º."""
_EAST_ASIAN: Final = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"}
)
"""Scripts that are written together in one word."""
# Cyrillic and Greek letters that look like Latin ones.
_LOOK_ALIKES: Final = frozenset("авеорсухіјѕһԁԛԝкмнтАВЕКМНОРСТУХІЈЅԌԚԜοΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικρυ")


def read_name(text: str, field: str, *, required: bool = True) -> Checked[str | None]:
    """Read a name; letters of several scripts in one word are flagged."""
    read = read_line(text, field, longest=LONGEST_NAME, required=required)
    if read.value is None:
        return read
    if not any(mark.isalpha() for mark in read.value):
        return Checked(None, (error(FaultCode.NAME_NO_LETTERS, field),))
    return Checked(read.value, look_alikes(read.value, field))


def look_alikes(text: str, field: str) -> tuple[Fault, ...]:
    """Flag words that mix scripts, or that are written wholly in letters posing as Latin."""
    found = []
    words = _words(text)
    some_latin = any("LATIN" in scripts(word) for word in words)
    for word in words:
        if len(scripts(word)) > 1:
            found.append(flag(FaultCode.NAME_MIXED_SCRIPTS, field, word=word))
        elif some_latin and _poses_as_latin(word):
            found.append(flag(FaultCode.NAME_LOOK_ALIKE, field, word=word))
    return tuple(found)


def scripts(word: str) -> frozenset[str]:
    """Give the scripts of a word's letters, those that are written together as one."""
    first_words = {
        unicodedata.name(mark, "UNNAMED").partition(" ")[0] for mark in word if mark.isalpha()
    } - _BOUND
    if first_words & _EAST_ASIAN:
        first_words = (first_words - _EAST_ASIAN) | {"CJK"}
    return frozenset(first_words)


def _words(text: str) -> list[str]:
    return "".join(mark if mark.isalnum() else " " for mark in text).split()


def _poses_as_latin(word: str) -> bool:
    letters = [mark for mark in word if mark.isalpha()]
    return bool(letters) and _LOOK_ALIKES.issuperset(letters)


def likeness(on_paper: str, names: Iterable[str]) -> float:
    """Say from 0 to 1 how like a name on paper is to the person's, now or formerly."""
    return max((_alike(_key(on_paper), _key(name)) for name in names), default=0.0)


def check_likeness(score: float, field: str) -> tuple[Fault, ...]:
    """Flag a paper whose name is not like the person's."""
    if score >= ALIKE_ENOUGH:
        return ()
    return (flag(FaultCode.NAME_DIFFERS, field, score=f"{score:.2f}"),)


# Whoever shares a telephone is compared with everybody else on it, again and again.
@lru_cache(maxsize=16_384)
def _key(name: str) -> tuple[str, ...]:
    """Give a name's words without accents, case, order and titles."""
    spread = plain(name[: 2 * LONGEST_NAME])
    words = sorted(_words(spread.replace("'", "").replace("\u2019", "")))[:_MOST_WORDS]
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Pair the words of the shorter name with the best of the longer; extra words cost a little."""
    short, long = sorted((one, other), key=lambda words: (len(words), words))
    if not short:
        return 0.0
    left, total, weight = list(long), 0.0, 0
    for word in sorted(short, key=len, reverse=True):
        best = max(left, key=lambda each: (_same(word, each), each))
        left.remove(best)
        total += len(word) * _same(word, best)
        weight += len(word)
    extra = min(len(long) - len(short), _MOST_EXTRA)
    score = round(max(total / weight - _EXTRA * extra, 0.0), 3)
    return min(score, _ONE_WORD) if len(short) == 1 < len(long) else score


@lru_cache(maxsize=65_536)
def _same(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if 1 in {len(one), len(other)} and one[0] == other[0]:
        return _INITIAL
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
