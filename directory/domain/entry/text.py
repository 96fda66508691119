"""Typed text, choices and whole numbers: capped, composed and free of what cannot be shown."""

import re
import unicodedata
from enum import StrEnum
from typing import Final, TypeVar

from directory.domain.entry.faults import Checked, Fault, FaultCode, error

LONGEST_TYPED: Final = 20_000
"""Longer texts are not read at all: no rule ever meets an unbounded one."""
LONGEST_WORD: Final = 40
UNREADABLE: Final = "\0"
"""Stands for a text that is too long to be what was asked for; no pattern takes it."""
_UNSHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LINE_MARKS: Final = frozenset("\n\t")
_JOINER: Final = "\u200d"
_DAMAGED: Final = "\ufffd"
"""Stands where a text was broken on its way."""
_WHOLE: Final = re.compile(r"[0-9]{1,9}", re.ASCII)


def short(text: str, longest: int) -> str:
    """Give a short text without outer spaces and odd widths; a long one as `UNREADABLE`."""
    if len(text) > LONGEST_TYPED:
        return UNREADABLE
    typed = unicodedata.normalize("NFKC", text).strip()
    return typed if len(typed) <= longest else UNREADABLE


def read_line(
    text: str, field: str, *, longest: int, required: bool = False
) -> Checked[str | None]:
    """Read one line: composed (NFC), single spaces, nothing that cannot be seen."""
    if len(text) > LONGEST_TYPED:
        return _failed(error(FaultCode.TEXT_TOO_LONG, field, most=longest))
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not line:
        return missing(field) if required else Checked(None)
    if any(_is_unshown(mark) for mark in line):
        return _failed(error(FaultCode.TEXT_NOT_TEXT, field))
    if len(line) > longest:
        return _failed(error(FaultCode.TEXT_TOO_LONG, field, most=longest))
    return Checked(line)


def read_lines(text: str, field: str, *, longest: int) -> Checked[str | None]:
    """Read plain text of several lines; emoji may be joined, direction may not be turned."""
    if len(text) > LONGEST_TYPED:
        return _failed(error(FaultCode.TEXT_TOO_LONG, field, most=longest))
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not composed:
        return Checked(None)
    allowed = _LINE_MARKS | {_JOINER}
    if any(_is_unshown(mark) and mark not in allowed for mark in composed):
        return _failed(error(FaultCode.TEXT_NOT_TEXT, field))
    if len(composed) > longest:
        return _failed(error(FaultCode.TEXT_TOO_LONG, field, most=longest))
    return Checked(composed)


def _is_unshown(mark: str) -> bool:
    return mark == _DAMAGED or unicodedata.category(mark) in _UNSHOWN


def missing(field: str) -> Checked[str | None]:
    """Say that a field was left empty."""
    return _failed(error(FaultCode.TEXT_MISSING, field))


def _failed(fault: Fault) -> Checked[str | None]:
    return Checked(None, (fault,))


Member = TypeVar("Member", bound=StrEnum)


def read_choice(text: str, kind: type[Member], *, field: str) -> Checked[Member | None]:
    """Read one word of a closed set; empty is no choice."""
    word = short(text, LONGEST_WORD)
    if not word:
        return Checked(None)
    try:
        return Checked(kind(word))
    except ValueError:
        values = ", ".join(member.value for member in kind)
        return Checked(None, (error(FaultCode.CHOICE_UNKNOWN, field, values=values),))


def read_whole(text: str, field: str, *, low: int, high: int) -> Checked[int | None]:
    """Read a whole number from `low` to `high`; empty is not known, never zero."""
    digits = short(text, LONGEST_WORD)
    if not digits:
        return Checked(None)
    if not _WHOLE.fullmatch(digits):
        return Checked(None, (error(FaultCode.NUMBER_NOT_WHOLE, field, low=low, high=high),))
    number = int(digits)
    faults = check_whole(number, field, low=low, high=high)
    return Checked(None if faults else number, faults)


def check_whole(number: int | None, field: str, *, low: int, high: int) -> tuple[Fault, ...]:
    """Hold a number, where there is one, between its bounds."""
    if number is None or low <= number <= high:
        return ()
    return (error(FaultCode.NUMBER_RANGE, field, low=low, high=high),)


def check_order(low: float | None, high: float | None, *, field: str) -> tuple[Fault, ...]:
    """Hold the upper end of a range at or above its lower end."""
    if low is None or high is None or low <= high:
        return ()
    return (error(FaultCode.NUMBERS_ORDER, field, low=low, high=high),)
