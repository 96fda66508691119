"""Build the rules of the place, boards, programs and professions from four source tables, offline.

    python data/rules/build.py SOURCE_DIR [--recorded-on YYYY-MM-DD]

SOURCE_DIR has jurisdictions.csv, boards.csv, certifications.csv and professions.csv. What a person
read out of their free text stands in readings.csv and program_readings.csv, each with its reason.
Rules recorded on earlier days are kept as they are; a rule that reads differently today gets a new
version. The same inputs give the same bytes.
"""
# ruff: noqa: INP001, T201 -- a script beside its data, not a package; it prints its report

import argparse
import csv
import io
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

HERE: Final = Path(__file__).resolve().parent
# The folder is shipped as it is: no compiled scripts in it.
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

from kept_lists import board_rows, profession_rows, program_rows  # noqa: E402
from source_words import (  # noqa: E402
    KNOWN_KEYS,
    LEFT_OUT_COUNTRIES,
    LEFT_OUT_PROFESSIONS,
    NOTED_KEYS,
    NUMBER_KEYS,
    PROFESSIONS,
    READ_COLUMNS,
    READ_KEYS,
    SUBJECT_KEYS,
    SUBJECTS,
    Refused,
    source_rows,
)

from directory.adapters.rule_cells import RULE_CELLS  # noqa: E402
from directory.adapters.rule_files import (  # noqa: E402
    BOARD_FILE,
    PROFESSION_FILE,
    PROGRAM_FILE,
    RULE_FILE,
    RULE_FILES,
    read_boards,
    read_professions,
    read_rule_book,
)
from directory.adapters.sealed_files import MANIFEST, DamagedDataFile, seal  # noqa: E402
from directory.domain.rules import RuleBook, RuleStatus, Ruling, Subject  # noqa: E402
from directory.domain.vocabulary import Country, Profession  # noqa: E402

FIRST_RECORDED: Final = "2026-11-20"
REPORT: Final = "report.txt"
Row = dict[str, str]
Key = tuple[str, str, str]
# What a version is about, beside who and when.
_CONTENT: Final = tuple(
    column
    for column in RULE_CELLS
    if column not in {"country", "region", "profession", "version", "recorded_on"}
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--recorded-on", type=date.fromisoformat, default=FIRST_RECORDED)
    given = parser.parse_args()
    try:
        print(build(given.source, HERE, recorded_on=str(given.recorded_on)), end="")
    except (Refused, DamagedDataFile) as fault:
        raise SystemExit(str(fault)) from None


def build(source: Path, folder: Path, *, recorded_on: str) -> str:
    """Write every file into `folder`, where readings and earlier versions are; give the report."""
    readings = read_readings(folder / "readings.csv")
    left_out: Counter[str] = Counter()
    found: dict[Key, Row] = {}
    for line, entry in source_rows(source / "jurisdictions.csv"):
        key = key_of(entry, line, left_out=left_out)
        if key is None:
            continue
        if key in found:
            raise Refused(f"jurisdictions.csv line {line}: {' '.join(key)} stands there twice.")
        found[key] = rule_row(entry, line, key=key, read=readings.pop(key, {}))
    if readings:
        lost = ", ".join(" ".join(key) for key in sorted(readings))
        raise Refused(f"readings.csv reads rows that the source does not have: {lost}.")
    kept = earlier(folder / RULE_FILE, before=recorded_on)
    tables = {
        RULE_FILE: versions(kept, found, recorded_on=recorded_on),
        PROGRAM_FILE: program_rows(
            source / "certifications.csv", folder / "program_readings.csv", left_out=left_out
        ),
        BOARD_FILE: board_rows(source / "boards.csv"),
        PROFESSION_FILE: profession_rows(source / "professions.csv", left_out=left_out),
    }
    with TemporaryDirectory() as made:
        # What the directory would refuse to read never takes the place of what it reads now.
        text = written(Path(made), tables, left_out=left_out)
        for name in (*tables, MANIFEST, REPORT):
            shutil.copyfile(Path(made) / name, folder / name)
    return text


def written(folder: Path, tables: Mapping[str, list[Row]], *, left_out: Mapping[str, int]) -> str:
    for name, rows in tables.items():
        write(folder / name, rows)
    seal(folder, RULE_FILES)
    read_boards(folder)
    read_professions(folder)
    text = report(read_rule_book(folder), left_out)
    (folder / REPORT).write_text(text, encoding="utf-8")
    return text


def read_readings(path: Path) -> dict[Key, dict[str, str]]:
    found: dict[Key, dict[str, str]] = {}
    for line, entry in source_rows(path):
        read = found.setdefault((entry["country"], entry["region"], entry["profession"]), {})
        name = entry["field"]
        if name not in _CONTENT:
            raise Refused(f"readings.csv line {line}: {name!r} is not a field that can be read.")
        if name in read:
            raise Refused(f"readings.csv line {line}: {name} is read twice for one row.")
        if not entry["reason"]:
            raise Refused(f"readings.csv line {line}: a reading needs its reason.")
        read[name] = entry["value"]
    return found


def key_of(entry: Row, line: int, *, left_out: Counter[str]) -> Key | None:
    """Name the rule in the directory's own words; None where it is left out on purpose."""
    country, profession = entry["country"], entry["profession"]
    if country in LEFT_OUT_COUNTRIES:
        left_out[f"rules of {country}: {LEFT_OUT_COUNTRIES[country]}"] += 1
        return None
    if country not in set(Country):
        raise Refused(f"jurisdictions.csv line {line}: {country!r} is not a country known here.")
    region = entry["region_code"].removeprefix(f"{country}-")
    if not re.fullmatch(r"[A-Z]{2}", region):
        raise Refused(
            f"jurisdictions.csv line {line}: {entry['region_code']!r} is not a region of {country}."
        )
    if profession in LEFT_OUT_PROFESSIONS:
        left_out[f"rules on {profession}: {LEFT_OUT_PROFESSIONS[profession]}"] += 1
        return None
    slug = PROFESSIONS.get(profession, profession)
    if slug not in set(Profession):
        raise Refused(
            f"jurisdictions.csv line {line}: {profession!r} is not a profession known here; "
            "map it or leave it out with a reason."
        )
    return country, region, slug


def rule_row(entry: Row, line: int, *, key: Key, read: Mapping[str, str]) -> Row:
    where = f"jurisdictions.csv line {line} ({' '.join(key)})"
    known: dict[str, set[str]] = {
        "status": set(RuleStatus),
        "confidence": {"", "high", "medium", "low"},
        "regulator_assesses_training": {"", "yes", "no"},
    }
    for column, values in known.items():
        if entry[column] not in values:
            raise Refused(f"{where}: {column} {entry[column]!r} is not known here.")
    pairs, said = taken_apart(entry["other_requirements"], where)
    row: Row = dict.fromkeys(RULE_CELLS, "") | dict(
        zip(("country", "region", "profession"), key, strict=True)
    )
    row |= {
        column: entry[column]
        for column in ("status", "confidence", "citation", "source_url", "as_of")
    }
    row["regulator_assesses_training"] = (
        "yes" if entry["regulator_assesses_training"] == "yes" else ""
    )
    row["subject"] = subject_of(pairs, where)
    row["body_limit"] = "none"
    for name, column in NUMBER_KEYS.items():
        if name in pairs:
            row[column] = number_in(pairs[name], f"{where}: {name}")
    row["note"] = note_of(pairs, said)
    must_be_read(entry, pairs, read=read, where=where)
    return {**row, **read}


def taken_apart(text: str, where: str) -> tuple[dict[str, str], list[str]]:
    """Split requirements into known keys with their values, and sentences."""
    pairs: dict[str, str] = {}
    said = []
    for part in parts_of(text):
        name, equals, value = part.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z_]+", name):
            said.append(part)
        elif name not in KNOWN_KEYS:
            raise Refused(
                f"{where}: the key {name!r} is not known here; "
                "give it a field, a place in the note or a reason to leave it out."
            )
        elif name in pairs:
            raise Refused(f"{where}: the key {name!r} stands there twice.")
        else:
            pairs[name] = value
    return pairs, said


def parts_of(text: str) -> list[str]:
    """Split at semicolons that stand outside brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == ";" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def subject_of(pairs: Mapping[str, str], where: str) -> str:
    """Say what the text is about: needling, where it or a part of it says so."""
    for name in SUBJECT_KEYS:
        if name in pairs:
            word = re.split(r" \(", pairs[name])[0]
            if word not in SUBJECTS[name]:
                raise Refused(f"{where}: {name}={word!r} is not a subject known here.")
            return SUBJECTS[name][word]
    return Subject.NEEDLING


def number_in(text: str, where: str) -> str:
    found = re.match(r"([1-9]\d*)(?= |$)", text)
    if found is None:
        raise Refused(f"{where}={text!r} does not begin with a number above zero.")
    return found[1]


def note_of(pairs: Mapping[str, str], said: Iterable[str]) -> str:
    parts = [
        f"{label}: {pairs[name].replace('_', ' ')}"
        for name, label in NOTED_KEYS.items()
        if label and name in pairs
    ]
    return " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in (*parts, *said))


def must_be_read(
    entry: Row, pairs: Mapping[str, str], *, read: Mapping[str, str], where: str
) -> None:
    """Insist that a person decided what no rule can read out of a text."""
    asked = [(name, columns) for name, columns in READ_COLUMNS.items() if entry[name]]
    asked += [(name, READ_KEYS[name]) for name in pairs if name in READ_KEYS]
    if entry["status"] == RuleStatus.REQUIRES_REGISTRATION:
        asked.append(("requires_registration", ("authorization",)))
    for what, columns in asked:
        if not set(columns) & set(read):
            raise Refused(f"{where}: {what} needs a reading of {' or '.join(columns)}.")


def earlier(path: Path, *, before: str) -> list[Row]:
    """Give the versions that were recorded before a day; they stay as they are for ever."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    last = max(row["recorded_on"] for row in rows)
    if last > before:
        raise Refused(
            f"{path.name} already holds versions of {last}: record on that day or a later one."
        )
    return [row for row in rows if row["recorded_on"] < before]


def versions(kept: list[Row], found: Mapping[Key, Row], *, recorded_on: str) -> list[Row]:
    """Add a version for every rule that reads differently from the last one kept."""
    last = {(row["country"], row["region"], row["profession"]): row for row in kept}
    if lost := last.keys() - found.keys():
        raise Refused(
            f"jurisdictions.csv lacks {', '.join(' '.join(key) for key in sorted(lost))}: "
            "a rule that is no longer known stays there with the status unknown."
        )
    new = [
        row | {"version": recorded_on, "recorded_on": recorded_on}
        for key, row in found.items()
        if key not in last or any(row[column] != last[key][column] for column in _CONTENT)
    ]
    countries = list(Country)
    return sorted(
        [*kept, *new],
        key=lambda row: (
            countries.index(Country(row["country"])),
            row["region"],
            list(Profession).index(Profession(row["profession"])),
            row["recorded_on"],
        ),
    )


def write(path: Path, rows: list[Row]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, tuple(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode())


def report(book: RuleBook, left_out: Mapping[str, int]) -> str:
    """Say what there is, what is not, and why."""
    last = {rule.key: rule for rule in book}.values()
    lines = [f"{len(last)} rules in {sum(1 for _ in book)} versions", "", "Left out on purpose"]
    lines += [f"{count:4} {what}" for what, count in sorted(left_out.items())]
    lines += ["", "By status"]
    lines += [f"{sum(r.status is status for r in last):4} {status}" for status in RuleStatus]
    lines += ["", "By what follows from the rule alone"]
    lines += [f"{sum(r.ruling is ruling for r in last):4} {ruling}" for ruling in Ruling]
    lines += ["", "Where it permits, by profession"]
    for profession in Profession:
        where = [
            f"{r.country}-{r.region}"
            for r in last
            if r.ruling is Ruling.PERMITS and r.profession is profession
        ]
        lines.append(f"{len(where):4} {profession}: {' '.join(where)}".rstrip(": "))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
