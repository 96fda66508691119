"""What studies say about needling for each headache type, with source and day read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from directory.domain.vocabulary import Headache
from directory.web.presenters import words
from directory.web.speech import gettext

POURAHMADI = "Pourahmadi et al., Physical Therapy 2021;101(5):pzab068"
CALANDRE = "Calandre et al., Head & Face Medicine 2008;4:32"
SCHREIBER = "Schreiber et al., Archives of Internal Medicine 2004;164:1769-72"
READ_ON = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A plain sentence or two, and where they come from."""

    says: str
    source: str
    doctor_first: bool = False


@lru_cache(maxsize=32)
def evidence(headache: Headache, language: str) -> Evidence:
    if headache is Headache.CLUSTER:
        return Evidence(
            gettext("See a doctor first. We found no good studies of needling for this."),
            _source(CALANDRE, language),
            doctor_first=True,
        )
    if headache is Headache.SINUS:
        return Evidence(
            gettext(
                "See a doctor first. We found no good studies of needling for this. In one study "
                "of 2,991 people with “sinus headache”, about 9 in 10 had signs of migraine."
            ),
            _source(SCHREIBER, language),
            doctor_first=True,
        )
    if headache is Headache.MIGRAINE:
        return Evidence(
            gettext(
                "Studies are few and small. They do not show that needling works better than "
                "other treatments."
            ),
            _source(POURAHMADI, language),
        )
    return Evidence(
        gettext(
            "Studies are small. It is not clear that needling eases pain better than other "
            "treatments. Some people could do more in daily life for a short time."
        ),
        _source(POURAHMADI, language),
    )


def _source(reference: str, language: str) -> str:
    return gettext(
        "Source: %(reference)s. Read %(day)s.",
        reference=reference,
        day=words.day(READ_ON, language),
    )
