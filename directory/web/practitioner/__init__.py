"""Pages by which practitioners keep their own listing, and clinics theirs."""

from directory.web.practitioner import (
    certifications,
    clinics,
    delegates,
    handing_over,
    joining,
    licences,
    overview,
    tasks,
    trainings,
)
from directory.web.practitioner.wing import blueprint

__all__ = [
    "blueprint",
    "certifications",
    "clinics",
    "delegates",
    "handing_over",
    "joining",
    "licences",
    "overview",
    "tasks",
    "trainings",
]
