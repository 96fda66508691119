"""Why a clinic or a place at one is not as somebody wants it, and what to do."""

from typing import Final

from flask_babel import lazy_gettext

from directory.domain.clinics import MOST_PEOPLE, ClinicRefusal, DeadlineKind
from directory.web.speech import gettext

DEADLINES: Final = {
    DeadlineKind.LICENCE: lazy_gettext("License ends"),
    DeadlineKind.AUTHORIZATION: lazy_gettext("Needling entry ends"),
    DeadlineKind.CERTIFICATION: lazy_gettext("Certification ends"),
    DeadlineKind.CONFIRMATION: lazy_gettext("Confirm the listing by"),
}


def clinic_refusal(why: ClinicRefusal) -> str:
    """Say it."""
    return (
        gettext(
            "%(number)s people are here or invited. Remove somebody first.",
            number=str(MOST_PEOPLE),
        )
        if why is ClinicRefusal.ENOUGH
        else str(_SENTENCES[why])
    )


_SENTENCES: Final = {
    ClinicRefusal.PEOPLE_ELSEWHERE: lazy_gettext(
        "People are linked to this clinic, and elsewhere other rules hold for them. Add the new "
        "address as a clinic of its own, and invite them there."
    ),
    ClinicRefusal.PLACE_ELSEWHERE: lazy_gettext(
        "That place lies in another state or province than the clinic. Choose a new place."
    ),
    ClinicRefusal.PLACE_HIDDEN: lazy_gettext(
        "That place is a home practice, whose street is hidden. Choose a new place."
    ),
    ClinicRefusal.PLACE_ENDED: lazy_gettext(
        "That place has a last day already. Choose a new place."
    ),
    ClinicRefusal.LINKED: lazy_gettext("A place of this listing is at a clinic already."),
    ClinicRefusal.NO_LISTING: lazy_gettext("Choose a place of your own listing, or a new one."),
}
