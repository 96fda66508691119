"""The words of the source tables: what each one becomes here, or why it is left out."""
# ruff: noqa: INP001 -- a script beside its data, not a package

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from directory.domain.rules import Subject
from directory.domain.vocabulary import Profession


class Refused(Exception):
    """A source table says something that nobody has decided about."""


def source_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give a table's rows with their numbers, the header being the first."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                if None in row or None in row.values():
                    raise Refused(f"{path.name} row {line} has cells too many or too few.")
                yield line, {column: cell.strip() for column, cell in row.items()}
    except OSError:
        raise Refused(f"{path} cannot be read.") from None


LEFT_OUT_COUNTRIES: Final[Mapping[str, str]] = {
    "GB": "notes only; the directory covers the United States and Canada",
    "AU": "notes only; the directory covers the United States and Canada",
    "IE": "notes only; the directory covers the United States and Canada",
}
LEFT_OUT_PROFESSIONS: Final[Mapping[str, str]] = {
    "physical_therapist_assistant": "barred from needling in every rule seen; never listed",
    "physiotherapist_intern": "not yet licensed; never qualifies",
    "registered_nurse": "one advisory opinion only; not a profession the directory lists",
    "nurse_anesthetist": "one ruling only; not a profession the directory lists",
    "athletic_therapist": "no rule permits it anywhere; not a profession the directory lists",
}
PROFESSIONS: Final[Mapping[str, str]] = {"physiotherapist": Profession.PHYSICAL_THERAPIST}

NUMBER_KEYS: Final[Mapping[str, str]] = {
    "years_practice": "years_in_practice",
    "supervised_sessions": "supervised_sessions",
    "foundation_hours": "foundation_hours",
    "hours_before_first_use": "hours_before_first_use",
    "complete_within_years": "complete_within_years",
}
"""Keys that are a number, and the field it goes to."""

READ_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "min_total_hours": ("needling_hours",),
    "min_in_person_hours": ("in_person_hours",),
}
"""Totals, which mix hours of every kind: the readings that say what they are made of."""

READ_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "dn_hours": ("needling_hours",),
    "dn_didactic_hours": ("needling_hours",),
    "dn_practicum_hours": ("needling_hours",),
    "dn_course_hours": ("needling_hours",),
    "dn_theory_hours": ("needling_hours",),
    "hands_on_hours": ("in_person_hours",),
    "academic_in_person_hours": ("in_person_hours",),
    "exam": ("written_exam", "practical_exam"),
    "board_credential": ("authorization",),
    "registration": ("authorization",),
    "certificate": ("authorization",),
    "approval": ("authorization",),
    "region_limit": ("body_limit",),
    "instruction_general_hours": ("needling_hours",),
    "instruction_specialised_hours": ("needling_hours",),
    "supervised_experience_hours": ("needling_hours",),
    "route_a": ("authorization",),
    "route_b": ("authorization",),
    "practice_hours": ("note",),
    "register": ("note",),
    "assess_scope": ("note",),
}
"""Keys that only a person can turn into fields, and the readings of which one must be there."""

SUBJECT_KEYS: Final = ("subject", "technique", "dry_needling_named")
_ACUPUNCTURE, _NEEDLING = Subject.ACUPUNCTURE.value, Subject.NEEDLING.value
SUBJECTS: Final[Mapping[str, Mapping[str, str]]] = {
    "subject": {
        "acupuncture": _ACUPUNCTURE,
        "acupuncture and dry needling": _NEEDLING,
        "solid needles for therapy": _NEEDLING,
        "dry_needling": _NEEDLING,
    },
    "technique": {
        "acupuncture": _ACUPUNCTURE,
        "acupuncture_including_dry_needling": _NEEDLING,
        "acupuncture_including_solid_filiform_needles": _NEEDLING,
        "acupuncture_meridian_therapy": _ACUPUNCTURE,
        "chiropractic_acupuncture": _ACUPUNCTURE,
        "dry_needling": _NEEDLING,
        "meridian_therapy_acupuncture": _ACUPUNCTURE,
    },
    # A practice act for acupuncturists is about acupuncture unless it names dry needling.
    "dry_needling_named": {
        "no": _ACUPUNCTURE,
        "not confirmed": _ACUPUNCTURE,
        "yes": _NEEDLING,
    },
}

NOTED_KEYS: Final[Mapping[str, str]] = {
    "licence": "Licence",
    "education": "Education",
    "training": "Training",
    "content": "Content",
    "basis": "Basis",
    "physician_exemption": "Physicians exempt",
    "extra_training": "Extra training",
    "dry_needling": "Dry needling",
    "acupuncture": "Acupuncture",
    "needle_emg": "Needle electromyography",
    "course_preapproved_by": "Course approved beforehand by",
    "board_approved_course": "Course approved by the board",
    "supervised_training": "Supervised training",
    "hands_on": "Hands-on training",
    "online": "Online study",
    "online_study": "Online study",
    "lab": "Laboratory",
    "instructor_min_years": "Instructor's years of practice",
    "course_age_max_years": "Course not older than (years)",
    "proof_to_board_days": "Proof to the board within (days)",
    "submit": "To submit",
    "consent": "Consent",
    "referral": "Referral",
    "physician_attestation": "Physician's attestation",
    "attestation_form": "Attestation form",
    "adverse_event_report": "Report of adverse events",
    "record_note": "Note in the record",
    "delegation": "Delegation",
    "pta": "Physical therapist assistants",
    "title_limit": "Titles",
    "title_limits": "Titles",
    "advertising": "Advertising",
    "note": "Note",
    # Of no use to a reader here.
    "at": "",
    "child_abuse_ce_hours": "",
    "cpr": "",
    "devices_labelled_per_FDA": "",
    "fee": "",
    "fee_usd": "",
    "language": "",
    "no_claims_of_therapeutic_or_diagnostic_effectiveness": "",
}
"""Keys that go into the note, and the words they have there; none where they are dropped."""

KNOWN_KEYS: Final = frozenset({*NUMBER_KEYS, *READ_KEYS, *SUBJECT_KEYS, *NOTED_KEYS})
