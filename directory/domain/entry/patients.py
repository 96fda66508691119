"""What a person says of the people they see, beyond what every door of entry asks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from directory.domain.entry.faults import Checked, FaultCode, Findings, error
from directory.domain.entry.text import read_choice
from directory.domain.entry.websites import read_website
from directory.domain.vocabulary import Profession, Technique


class Condition(StrEnum):
    """Something else than headache that people come to needling with."""

    NECK_PAIN = "neck_pain"
    JAW_PAIN = "jaw_pain"
    SHOULDER_PAIN = "shoulder_pain"
    FROZEN_SHOULDER = "frozen_shoulder"
    BACK_PAIN = "back_pain"
    SCIATICA = "sciatica"
    MUSCLE_KNOTS = "muscle_knots"
    WHIPLASH = "whiplash"
    TENDON_PAIN = "tendon_pain"
    ELBOW_PAIN = "elbow_pain"
    CARPAL_TUNNEL = "carpal_tunnel"
    SPORTS_INJURY = "sports_injury"
    FIBROMYALGIA = "fibromyalgia"
    SCOLIOSIS = "scoliosis"


CONDITIONS: Final = tuple(Condition)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsEntry:
    """What is entered beside a `PersonEntry`."""

    professions: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    booking_link: str | None = None


def check_patients(entry: PatientsEntry) -> Checked[PatientsEntry]:
    """Check it; each list is kept in the order in which pages show it."""
    found = Findings()
    professions = _chosen(entry.professions, Profession)
    if professions is None or not professions:
        found.add((error(FaultCode.PROFESSION_MISSING, "professions"),))
    conditions = _chosen(entry.conditions, Condition)
    if conditions is None:
        found.add((error(FaultCode.CONDITION_UNKNOWN, "conditions"),))
    techniques = _chosen(entry.techniques, Technique)
    if techniques is None:
        values = ", ".join(Technique)
        found.add((error(FaultCode.CHOICE_UNKNOWN, "techniques", values=values),))
    link = found.take_optional(
        read_website(entry.booking_link or "", "booking_link"), entry.booking_link
    )
    return found.about(
        replace(
            entry,
            professions=entry.professions if professions is None else professions,
            conditions=entry.conditions if conditions is None else conditions,
            techniques=entry.techniques if techniques is None else techniques,
            booking_link=link,
        )
    )


def _chosen(words: Iterable[str], kind: type[StrEnum]) -> tuple[str, ...] | None:
    """Give words in the order of their kind; None where one is none of it."""
    read = [read_choice(word, kind, field="").value for word in words]
    if None in read:
        return None
    return tuple(each.value for each in kind if each in read)
