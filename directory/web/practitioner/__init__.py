"""Pages by which practitioners keep their own listing, and clinics theirs."""

from directory.web.practitioner import (
    clinics,
    delegates,
    handing_over,
    joining,
    overview,
    tasks,
)
from directory.web.practitioner.wing import blueprint

__all__ = [
    "blueprint",
    "clinics",
    "delegates",
    "handing_over",
    "joining",
    "overview",
    "tasks",
]
