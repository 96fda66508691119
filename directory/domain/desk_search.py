"""What reviewers type to narrow the desk down: operators, and words of a name or a number."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from directory.domain.desk import Flag, words_of
from directory.domain.desk_due import Due
from directory.domain.vocabulary import DeskKind, DeskTab

LONGEST: Final = 200
MOST_WORDS: Final = 6


class Operator(StrEnum):
    """What can stand before a colon."""

    IS = "is"
    REGION = "region"
    TYPE = "type"
    ASSIGNED = "assigned"
    FLAG = "flag"
    DUE = "due"


class Whose(StrEnum):
    """To whom files are assigned that are asked for."""

    ME = "me"
    NOBODY = "nobody"
    OTHERS = "others"


class SearchFault(StrEnum):
    """Why a part of what was typed cannot be read."""

    TOO_LONG = "too_long"
    TOO_MANY_WORDS = "too_many_words"
    NO_SUCH_OPERATOR = "no_such_operator"
    NO_VALUE = "no_value"
    NO_SUCH_VALUE = "no_such_value"
    TWICE = "twice"


PUT_OFF: Final = "put_off"
"""With `is:`, what lies aside, and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What of the desk is asked for: a tab, narrowed down."""

    tab: DeskTab = DeskTab.TO_CHECK
    put_off: bool = False
    region: str | None = None
    kind: DeskKind | None = None
    assigned: Whose | None = None
    flag: Flag | None = None
    due: Due | None = None
    words: tuple[str, ...] = ()

    @property
    def is_narrow(self) -> bool:
        """Whether anything but a tab is asked for."""
        return self != Search(tab=self.tab)


@dataclass(frozen=True, slots=True)
class Chip:
    """A part that was read, as it is written; `operator`: None for words."""

    text: str
    operator: Operator | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A part that was not read, and why; `operator`: whose values would do."""

    fault: SearchFault
    text: str = ""
    operator: Operator | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was typed, read: only what has nothing wrong is looked for."""

    search: Search
    chips: tuple[Chip, ...] = ()
    wrong: tuple[Wrong, ...] = ()


_DUES: Final = (Due.LATE, Due.TODAY, Due.SOON)
VALUES: Final[Mapping[Operator, tuple[str, ...]]] = MappingProxyType(
    {
        Operator.IS: (*(tab.value for tab in DeskTab), PUT_OFF),
        Operator.TYPE: tuple(kind.value for kind in DeskKind),
        Operator.ASSIGNED: tuple(whose.value for whose in Whose),
        Operator.FLAG: tuple(flag.value for flag in Flag),
        Operator.DUE: tuple(due.value for due in _DUES),
    }
)
"""What each operator takes; regions are those of the directory."""
# US readers write it so; the code's word is the other one.
_SPELLED: Final = {"license": "licence", "about_license": "about_licence"}
_READERS: Final[Mapping[Operator, Callable[[Search, str], Search]]] = MappingProxyType(
    {
        Operator.REGION: lambda search, value: replace(search, region=value.upper()),
        Operator.TYPE: lambda search, value: replace(search, kind=DeskKind(value)),
        Operator.ASSIGNED: lambda search, value: replace(search, assigned=Whose(value)),
        Operator.FLAG: lambda search, value: replace(search, flag=Flag(value)),
        Operator.DUE: lambda search, value: replace(search, due=Due(value)),
        Operator.IS: lambda search, value: (
            replace(search, put_off=True)
            if value == PUT_OFF
            else replace(search, tab=DeskTab(value))
        ),
    }
)


@dataclass(slots=True)
class _Reading:
    """What has been read so far; what was said of a thing is said once."""

    search: Search
    chips: list[Chip] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    said: set[str] = field(default_factory=set)


def read_search(text: str, *, tab: DeskTab, regions: Container[str]) -> Read:
    """Read what was typed on a tab; `regions`: the codes that the directory knows."""
    if len(text) > LONGEST:
        return Read(search=Search(tab=tab), wrong=(Wrong(SearchFault.TOO_LONG),))
    reading = _Reading(Search(tab=tab))
    words: list[str] = []
    for part in text.split():
        name, colon, value = part.partition(":")
        if colon:
            _read_operator(reading, part, name=name, value=value, regions=regions)
        else:
            words += words_of(part).split()
            reading.chips.append(Chip(part))
    if len(words) > MOST_WORDS:
        reading.wrong.append(Wrong(SearchFault.TOO_MANY_WORDS))
    search = replace(reading.search, words=tuple(words[:MOST_WORDS]))
    return Read(search=search, chips=tuple(reading.chips), wrong=tuple(reading.wrong))


def without(chips: tuple[Chip, ...], place: int) -> str:
    """Write down what was typed again, without one part of it."""
    return " ".join(chip.text for number, chip in enumerate(chips) if number != place)


def _read_operator(
    reading: _Reading, part: str, *, name: str, value: str, regions: Container[str]
) -> None:
    try:
        operator = Operator(name.casefold())
    except ValueError:
        reading.wrong.append(Wrong(SearchFault.NO_SUCH_OPERATOR, name))
        return
    plain = value.casefold().replace("-", "_")
    plain = _SPELLED.get(plain, plain)
    known = value.upper() in regions if operator is Operator.REGION else plain in VALUES[operator]
    # A tab and what lies aside are two things.
    thing = PUT_OFF if plain == PUT_OFF else operator.value
    if not value:
        reading.wrong.append(Wrong(SearchFault.NO_VALUE, part, operator))
    elif not known:
        reading.wrong.append(Wrong(SearchFault.NO_SUCH_VALUE, value, operator))
    elif thing in reading.said:
        reading.wrong.append(Wrong(SearchFault.TWICE, part, operator))
    else:
        reading.said.add(thing)
        reading.search = _READERS[operator](reading.search, plain)
        reading.chips.append(Chip(part, operator))
