"""How the source's lists of programs, boards and professions become this directory's."""
# ruff: noqa: INP001 -- a script beside its data, not a package

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from source_words import LEFT_OUT_PROFESSIONS, PROFESSIONS, Refused, source_rows

from directory.adapters.rule_cells import PROGRAM_CELLS
from directory.domain.vocabulary import Country, CountsAs, Profession

Row = dict[str, str]
_P = Profession
ELIGIBLE: Final[Mapping[str, Profession]] = {
    "PT": _P.PHYSICAL_THERAPIST,
    "physiotherapist": _P.PHYSICAL_THERAPIST,
    "ATC": _P.ATHLETIC_TRAINER,
    "DC": _P.CHIROPRACTOR,
    "chiropractor": _P.CHIROPRACTOR,
    "MD": _P.PHYSICIAN,
    "DO": _P.PHYSICIAN,
    "physician": _P.PHYSICIAN,
    "NP": _P.NURSE_PRACTITIONER,
    "CNP": _P.NURSE_PRACTITIONER,
    "PA": _P.PHYSICIAN_ASSISTANT,
    "OT": _P.OCCUPATIONAL_THERAPIST,
    "occupational_therapist": _P.OCCUPATIONAL_THERAPIST,
    "acupuncturist": _P.ACUPUNCTURIST,
    "TCM practitioner": _P.ACUPUNCTURIST,
    "LMT": _P.MASSAGE_THERAPIST,
    "massage_therapist": _P.MASSAGE_THERAPIST,
}
ELIGIBLE_LEFT_OUT: Final = frozenset({"RN", "registered_nurse"})
"""Eligible, but of no profession that the directory lists."""

OPEN_TO_OTHERS: Final = frozenset(
    {
        "physiotherapist and others",
        "chiropractor and others",
        "accredited and regulated health professionals",
        "regulated health professionals (RMT named)",
        "AFCI members",
    }
)
"""No limit that can be checked: such a program is open to every profession."""

EXAMS: Final[Mapping[str, tuple[str, str]]] = {
    "": ("", ""),
    "none": ("", ""),
    "written": ("yes", ""),
    "practical": ("", "yes"),
    "written+practical": ("yes", "yes"),
}
WORLDWIDE: Final = "INT"
BOARD_SOURCES: Final[Mapping[str, str]] = {
    "statewide multi-profession portal": (
        "a state portal for several professions; that it has this one is inferred"
    ),
    "recalled, unsourced": "well known; no page was read",
    "named by NC and TX board pages": (
        "named by two boards as the place to verify privileges; its own page was not read"
    ),
}
"""How sources that were not pages are put here, by their first words."""

ABOUT_SLUGS: Final = "CA region uses slug physiotherapist"
"""A remark on the source's own words, of no use here."""


def program_rows(source: Path, readings: Path, *, left_out: Counter[str]) -> list[Row]:
    """The kept list; an unknown word is refused."""
    read: dict[str, dict[str, str]] = {}
    for line, entry in source_rows(readings):
        if entry["field"] not in PROGRAM_CELLS or not entry["reason"]:
            raise Refused(f"{readings.name} line {line} needs a known field and a reason.")
        read.setdefault(entry["slug"], {})[entry["field"]] = entry["value"]
    rows = []
    named: set[tuple[str, str]] = set()
    for line, entry in source_rows(source):
        row = _program(entry, f"{source.name} line {line} ({entry['slug']})", left_out=left_out)
        row |= read.pop(entry["slug"], {})
        label = row["body"], row["abbreviation"] or row["name"]
        if label in named:
            raise Refused(f"{source.name} line {line}: {' '.join(label)} stands there twice.")
        named.add(label)
        rows.append(row)
    if read:
        raise Refused(f"{readings.name} reads programs that are not there: {', '.join(read)}.")
    return sorted(rows, key=lambda row: row["slug"])


def _program(entry: Row, where: str, *, left_out: Counter[str]) -> Row:
    if entry["country"] not in {*Country, WORLDWIDE}:
        raise Refused(f"{where}: {entry['country']!r} is not a country known here.")
    if entry["counts_as"] not in {"", *CountsAs}:
        raise Refused(f"{where}: counts_as {entry['counts_as']!r} is not known here.")
    if entry["ends_in_exam"] not in EXAMS:
        raise Refused(f"{where}: ends_in_exam {entry['ends_in_exam']!r} is not known here.")
    written, practical = EXAMS[entry["ends_in_exam"]]
    return dict.fromkeys(PROGRAM_CELLS, "") | {
        "slug": entry["slug"],
        "abbreviation": entry["abbreviation"],
        "name": entry["full_name"] or entry["body"],
        "body": entry["body"],
        "country": "" if entry["country"] == WORLDWIDE else entry["country"],
        "counts_as": entry["counts_as"],
        "written_exam": written,
        "practical_exam": practical,
        "professions": _eligible(entry["eligible_professions"], where, left_out=left_out),
        "hours": entry["hours"],
        "lookup_url": entry["lookup_url"],
        "source_url": entry["source_url"],
        "as_of": entry["as_of"],
        "confidence": entry["confidence"],
        "note": entry["notes"],
    }


def _eligible(text: str, where: str, *, left_out: Counter[str]) -> str:
    words = [word.strip() for word in text.split(";") if word.strip()]
    if set(words) & OPEN_TO_OTHERS:
        return ""
    found = set()
    for word in words:
        if word in ELIGIBLE:
            found.add(ELIGIBLE[word].value)
        elif word in ELIGIBLE_LEFT_OUT:
            left_out[f"programs' {word}: not a profession the directory lists"] += 1
        else:
            raise Refused(f"{where}: {word!r} is not an eligible profession known here.")
    return "|".join(sorted(found))


def board_rows(source: Path) -> list[Row]:
    """Registers by region and profession, those for a whole country first."""
    rows = []
    for line, entry in source_rows(source):
        where = f"{source.name} line {line}"
        country, _, region = entry["region_code"].partition("-")
        if country not in set(Country):
            raise Refused(f"{where}: {country!r} is not a country known here.")
        profession = PROFESSIONS.get(entry["profession"], entry["profession"])
        if profession not in {"*", *Profession}:
            raise Refused(f"{where}: {profession!r} is not a profession known here.")
        said = [text for words, text in BOARD_SOURCES.items() if entry["source"].startswith(words)]
        rows.append(
            {
                "country": country,
                "region": region,
                "profession": profession,
                "name": entry["board_name"],
                "lookup_url": entry["lookup_url"],
                "source": said[0] if said else entry["source"],
                "confidence": entry["confidence"],
            }
        )
    order = list(Country)
    return sorted(
        rows,
        key=lambda row: (order.index(Country(row["country"])), *list(row.values())[1:5]),
    )


def profession_rows(source: Path, *, left_out: Counter[str]) -> list[Row]:
    """Titles and NUCC codes, without the words beside them."""
    rows = []
    for line, entry in source_rows(source):
        slug = entry["slug"]
        if slug in LEFT_OUT_PROFESSIONS:
            left_out[f"profession {slug}: {LEFT_OUT_PROFESSIONS[slug]}"] += 1
            continue
        if slug not in set(Profession):
            raise Refused(f"{source.name} line {line}: {slug!r} is not a profession known here.")
        codes = f"{entry['nucc_primary']};{entry['nucc_related']}"
        rows.append(
            {
                "profession": slug,
                "titles_us": _titles(entry["titles_us"]),
                "titles_ca": _titles(entry["titles_ca"]),
                "nucc_codes": "|".join(dict.fromkeys(re.findall(r"\b\d{3}[0-9A-Z]{6}X\b", codes))),
                "regulators": entry["regulator_naming"],
                "note": "" if entry["notes"] == ABOUT_SLUGS else entry["notes"],
            }
        )
    order = list(Profession)
    return sorted(rows, key=lambda row: order.index(Profession(row["profession"])))


def _titles(text: str) -> str:
    return "|".join(re.sub(r"\s*\(.*?\)", "", title).strip() for title in text.split(";") if title)
