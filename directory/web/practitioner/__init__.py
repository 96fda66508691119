"""Pages by which practitioners keep their own listing, and clinics theirs."""

from directory.web.practitioner import clinics, overview
from directory.web.practitioner.wing import blueprint

__all__ = ["blueprint", "clinics", "overview"]
