"""Tiny source tables for the build of the rules, and the build itself."""

import csv
import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from directory.adapters.rule_files import FOLDER

Row = dict[str, str]

RULE: Final[Row] = {
    "country": "US",
    "region_code": "US-CO",
    "region_name": "Colorado",
    "profession": "physical_therapist",
    "status": "permitted_with_requirements",
    "min_total_hours": "74",
    "min_in_person_hours": "",
    "other_requirements": "foundation_hours=50;dn_hours=24 (no online);consent=written;own words",
    "citation": "Rule 1",
    "source_url": "https://example.org/rule",
    "as_of": "2026-01",
    "confidence": "high",
    "regulator_assesses_training": "",
}
READING: Final[Row] = {
    "country": "US",
    "region": "CO",
    "profession": "physical_therapist",
    "field": "needling_hours",
    "value": "24",
    "reason": "the sum mixes",
}
PROGRAM: Final[Row] = {
    "slug": "gunn-ims",
    "abbreviation": "",
    "full_name": "Gunn IMS",
    "body": "Institute",
    "country": "CA",
    "eligible_professions": "physician;physiotherapist;RN",
    "hours": "",
    "levels": "",
    "assessment": "",
    "renewal": "",
    "lookup_url": "",
    "notes": "",
    "source_url": "https://example.org",
    "as_of": "2026-11",
    "confidence": "high",
    "ends_in_exam": "written+practical",
    "counts_as": "both",
}
BOARD: Final[Row] = {
    "region_code": "US-CO",
    "profession": "*",
    "board_name": "Board",
    "lookup_url": "https://example.org/look",
    "source": "page read",
    "confidence": "high",
}
PROFESSION: Final[Row] = {
    "slug": "",
    "name": "",
    "titles_us": "PT;DPT (degree)",
    "titles_ca": "",
    "nucc_primary": "225100000X",
    "nucc_related": "2251X0800X Orthopedic",
    "regulator_naming": "State board",
    "seed_names_it": "yes",
    "notes": "",
    "source": "list",
    "confidence": "high",
}
SLUGS: Final = (
    "physical_therapist",
    "physical_therapist_assistant",
    "chiropractor",
    "physician",
    "acupuncturist",
    "athletic_trainer",
    "occupational_therapist",
    "naturopath",
    "massage_therapist",
    "nurse_practitioner",
    "physician_assistant",
)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where sources lie and files are built; one row of each kind, until a test says otherwise."""

    build_script: ModuleType
    source: Path
    folder: Path

    def write(self, name: str, *rows: Row) -> None:
        """Write one table; those that stand beside the build go there."""
        by_hand = name.endswith("readings.csv")
        path = (self.folder if by_hand else self.source) / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, tuple(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    def rules(self, *rows: Row) -> None:
        """Write the rules of the source."""
        self.write("jurisdictions.csv", *rows)

    def readings(self, *rows: Row) -> None:
        """Write the readings of rules."""
        self.write("readings.csv", *rows)

    def build(self, recorded_on: str = "2026-11-20") -> str:
        """Build everything; give the report."""
        text: str = self.build_script.build(self.source, self.folder, recorded_on=recorded_on)
        return text

    def built(self, name: str = "rules.csv") -> list[Row]:
        """Read a table that was built."""
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def refusal(self, recorded_on: str = "2026-11-20") -> str:
        """Say in which words the build refuses; that it left no file behind is checked."""
        before = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        with pytest.raises(Exception, match=r"\.$") as refused:
            self.build(recorded_on)
        assert type(refused.value).__name__ in {"Refused", "DamagedDataFile"}
        assert before == {path.name: path.read_bytes() for path in self.folder.iterdir()}
        return str(refused.value)


def load_build() -> ModuleType:
    """Load the script that stands beside the data, as if it were run there."""
    spec = importlib.util.spec_from_file_location("rules_build", FOLDER / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", list(sys.path))
        patch.setattr(sys, "dont_write_bytecode", True)
        spec.loader.exec_module(module)
    return module


def bench_in(folder: Path, build_script: ModuleType) -> Bench:
    """Lay out one good row of each kind."""
    bench = Bench(build_script, folder / "source", folder / "built")
    bench.source.mkdir()
    bench.folder.mkdir()
    bench.rules(RULE)
    bench.readings(READING)
    bench.write("certifications.csv", PROGRAM)
    bench.write(
        "program_readings.csv",
        {"slug": "gunn-ims", "field": "note", "value": "Ours.", "reason": "ours"},
    )
    bench.write("boards.csv", BOARD)
    bench.write("professions.csv", *(PROFESSION | {"slug": slug} for slug in SLUGS))
    return bench
