"""How hard a text is to read, as a school grade. A hint for writers; nothing passes or fails by it.

Flesch and Kincaid's formula: Kincaid JP et al., Derivation of new readability formulas, Naval
Technical Training Command, Research Branch Report 8-75, 1975.
"""

import re
from collections.abc import Iterator
from typing import Final

from directory.domain.guide.marks import Slot
from directory.domain.guide.pages import GuidePage
from directory.domain.guide.shelf import inlines_of

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_END: Final = re.compile(r"[.!?:;]+")


def school_grade(page: GuidePage) -> float:
    """Give the grade of the United States in which a page is read with ease; English alone."""
    sentences = [
        words
        for text in _texts(page)
        for sentence in _END.split(text)
        if (words := _WORD.findall(sentence.lower()))
    ]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _texts(page: GuidePage) -> Iterator[str]:
    for section in page.sections:
        for block in section.blocks:
            for run in inlines_of(block):
                yield "".join("" if isinstance(each, Slot) else each.text for each in run)


def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith("le") and groups > 1
    return max(1, groups - silent)
