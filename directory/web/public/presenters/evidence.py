"""What studies say about needling for each headache type, with the source and the day we read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from directory.domain.vocabulary import Headache
from directory.web.public.presenters import words

POURAHMADI = "Pourahmadi et al., Physical Therapy 2021;101(5):pzab068"
CALANDRE = "Calandre et al., Head & Face Medicine 2008;4:32"
SCHREIBER = "Schreiber et al., Archives of Internal Medicine 2004;164:1769–72"
READ_ON = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A plain sentence or two, and where they come from."""

    says: str
    source: str
    doctor_first: bool = False


def evidence(headache: Headache) -> Evidence:
    if headache is Headache.CLUSTER:
        return Evidence(
            gettext("See a doctor first. We found no good studies of needling for this."),
            _source(CALANDRE),
            doctor_first=True,
        )
    if headache is Headache.SINUS:
        return Evidence(
            gettext(
                "See a doctor first. We found no good studies of needling for this. In one study "
                "of 2,991 people with “sinus headache”, about 9 in 10 had signs of migraine."
            ),
            _source(SCHREIBER),
            doctor_first=True,
        )
    if headache is Headache.MIGRAINE:
        return Evidence(
            gettext(
                "Studies are few and small. They do not show that needling works better than "
                "other treatments."
            ),
            _source(POURAHMADI),
        )
    return Evidence(
        gettext(
            "Studies are small. It is not clear that needling eases pain better than other "
            "treatments. Some people could do more in daily life for a short time."
        ),
        _source(POURAHMADI),
    )


def _source(reference: str) -> str:
    return gettext(
        "Source: %(reference)s. Read %(day)s.", reference=reference, day=words.day(READ_ON)
    )
