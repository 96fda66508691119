"""How rules, programs, boards and professions are written in the cells of a table."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from directory.domain.boards import Board
from directory.domain.professions import ProfessionFacts
from directory.domain.programs import Program
from directory.domain.rules import (
    BodyLimit,
    Confidence,
    Rule,
    RuleOrigin,
    RuleStatus,
    Subject,
)
from directory.domain.vocabulary import AuthorizationKind, Country, CountsAs, Profession

Read = Callable[[str], Any]


def _text(cell: str) -> str:
    if cell != cell.strip():
        raise ValueError("has spaces around it")
    return cell


def _some_text(cell: str) -> str:
    if not cell:
        raise ValueError("is empty")
    return _text(cell)


def _region(cell: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", cell):
        raise ValueError("is not a region's two letters")
    return cell


def _url(cell: str) -> str:
    if cell and not re.fullmatch(r"https?://[^\s\"<>]+", cell):
        raise ValueError("is not a web address")
    return cell


def _flag(cell: str) -> bool:
    if cell not in {"", "yes"}:
        raise ValueError("is neither yes nor empty")
    return cell == "yes"


def _amount(cell: str) -> float | None:
    if not cell:
        return None
    if not re.fullmatch(r"\d{1,4}(\.\d)?", cell) or float(cell) == 0:
        raise ValueError("is not a number above zero; leave it empty where none was found")
    return float(cell)


def _count(cell: str) -> int | None:
    number = _amount(cell)
    if number is not None and number != int(number):
        raise ValueError("is not a whole number")
    return None if number is None else int(number)


def _day(cell: str) -> date:
    return date.fromisoformat(cell)


def _or_none(read: Read) -> Read:
    return lambda cell: read(cell) if cell else None


def _list(cell: str) -> tuple[str, ...]:
    parts = tuple(cell.split("|")) if cell else ()
    if any(not part or part != part.strip() for part in parts):
        raise ValueError("has an empty part")
    return parts


def _professions(cell: str) -> frozenset[Profession]:
    return frozenset(map(Profession, _list(cell)))


def _set(cell: str) -> frozenset[str]:
    return frozenset(_list(cell))


RULE_CELLS: Final[Mapping[str, Read]] = {
    "country": Country,
    "region": _region,
    "profession": Profession,
    "version": _some_text,
    "recorded_on": _day,
    "status": RuleStatus,
    "confidence": _or_none(Confidence),
    "subject": Subject,
    "needling_hours": _amount,
    "foundation_hours": _amount,
    "in_person_hours": _amount,
    "hours_before_first_use": _amount,
    "complete_within_years": _count,
    "supervised_sessions": _count,
    "years_in_practice": _count,
    "written_exam": _flag,
    "practical_exam": _flag,
    "authorization": _or_none(AuthorizationKind),
    "regulator_assesses_training": _flag,
    "accepted_programs": _set,
    "body_limit": BodyLimit,
    "head_neck_training": _flag,
    "trained_after": _or_none(_day),
    "in_force_from": _or_none(_day),
    "in_force_until": _or_none(_day),
    "citation": _text,
    "source_url": _url,
    "as_of": _text,
    "note": _text,
}
PROGRAM_CELLS: Final[Mapping[str, Read]] = {
    "slug": _some_text,
    "abbreviation": _text,
    "name": _some_text,
    "body": _some_text,
    "country": _or_none(Country),
    "counts_as": _or_none(CountsAs),
    "written_exam": _flag,
    "practical_exam": _flag,
    "professions": _professions,
    "hours": _amount,
    "lookup_url": _url,
    "source_url": _url,
    "as_of": _text,
    "confidence": _or_none(Confidence),
    "note": _text,
}
BOARD_CELLS: Final[Mapping[str, Read]] = {
    "country": Country,
    "region": lambda cell: _region(cell) if cell else "",
    "profession": lambda cell: None if cell == "*" else Profession(cell),
    "name": _text,
    "lookup_url": lambda cell: _url(_some_text(cell)),
    "source": _some_text,
    "confidence": Confidence,
}
PROFESSION_CELLS: Final[Mapping[str, Read]] = {
    "profession": Profession,
    "titles_us": _list,
    "titles_ca": _list,
    "nucc_codes": _list,
    "regulators": _text,
    "note": _text,
}


def rule_from(row: Mapping[str, str]) -> Rule:
    """Read a rule; raise ValueError, naming the column, for a cell that may not be so."""
    return Rule(origin=RuleOrigin.PUBLISHED, **_values(row, RULE_CELLS))


def program_from(row: Mapping[str, str]) -> Program:
    """Read a program, as `rule_from` reads a rule."""
    values = _values(row, PROGRAM_CELLS)
    return Program(**values | {"confidence": values["confidence"] or ""})


def board_from(row: Mapping[str, str]) -> Board:
    """Read a board, as `rule_from` reads a rule."""
    return Board(**_values(row, BOARD_CELLS))


def profession_from(row: Mapping[str, str]) -> ProfessionFacts:
    """Read what is known of a profession, as `rule_from` reads a rule."""
    return ProfessionFacts(**_values(row, PROFESSION_CELLS))


def _values(row: Mapping[str, str], cells: Mapping[str, Read]) -> dict[str, Any]:
    if set(row) != set(cells):
        odd = ", ".join(sorted(str(column) for column in set(row) ^ set(cells)))
        raise ValueError(f"has columns too many or too few ({odd})")
    values = {}
    for column, read in cells.items():
        try:
            values[column] = read(row[column])
        except (ValueError, TypeError, AttributeError) as fault:
            raise ValueError(f"{column} {row[column]!r}: {fault}") from None
    return values


def cells_of(entry: Rule | Program | Board | ProfessionFacts) -> dict[str, str]:
    """Write what the readers above read back."""
    unwritten = {"origin", "researched_on", "amends"} if isinstance(entry, Rule) else set()
    cells = {
        field.name: _cell(getattr(entry, field.name))
        for field in fields(entry)
        if field.name not in unwritten
    }
    if isinstance(entry, Board) and entry.profession is None:
        cells["profession"] = "*"
    return cells


def _cell(value: object) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case float():
            return f"{value:g}"
        case frozenset():
            return "|".join(sorted(value))
        case tuple():
            return "|".join(value)
        case _:
            return str(value)
