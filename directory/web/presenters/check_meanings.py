"""What the three checks of a card mean: a sentence or two for each, with the day they hold to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from directory.domain.vocabulary import CheckSource, Country, PillarStatus
from directory.web.presenters import words
from directory.web.speech import gettext

if TYPE_CHECKING:
    from datetime import datetime

    from directory.queries.listing_views import LocationView


def meanings(location: LocationView, *, region: str, language: str) -> tuple[str, str, str]:
    """Say what each line means, in the order of the lines."""
    licence, training, held = location.licence, location.training, location.accreditation
    zone = location.time_zone
    return (
        licence_means(
            licence.status,
            licence.how,
            until=licence.until,
            time_zone=zone,
            region=region,
            canadian=location.country is Country.CA,
            language=language,
        ),
        training_means(training.status, training.how, region=region, language=language),
        certification_means(
            held.status, held.how, until=held.until, time_zone=zone, language=language
        ),
    )


# As with the lines themselves, few differ: each is worded once a language.
@lru_cache(maxsize=4096)
def licence_means(
    status: PillarStatus,
    how: CheckSource | None,
    *,
    until: datetime | None,
    time_zone: str,
    region: str,
    canadian: bool,
    language: str,
) -> str:
    if status is not PillarStatus.CHECKED:
        return gettext("Nothing on record. We do not guess.")
    if how is CheckSource.ISSUER_CONFIRMED:
        says = (
            gettext("Licence: the %(region)s regulator wrote to us that it is good.", region=region)
            if canadian
            else gettext(
                "License: the %(region)s regulator wrote to us that it is good.", region=region
            )
        )
    else:
        says = (
            gettext("Licence: we read it on the %(region)s register ourselves.", region=region)
            if canadian
            else gettext("License: we read it on the %(region)s register ourselves.", region=region)
        )
    return _with_end(says, until, time_zone=time_zone, language=language)


@lru_cache(maxsize=4096)
def training_means(
    status: PillarStatus, how: CheckSource | None, *, region: str, language: str
) -> str:
    del language  # a key of the memory
    if status is PillarStatus.NOT_REQUIRED:
        return gettext(
            "Training: the %(region)s regulator itself looks at it, and lets this person needle.",
            region=region,
        )
    if status is PillarStatus.NONE_ON_RECORD:
        return gettext("Training: nothing on record. We do not guess.")
    if how is CheckSource.DOCUMENT_SEEN:
        return gettext(
            "Training: we saw the certificate of the course. We did not ask the provider."
        )
    if how is CheckSource.REGULATOR_REGISTER:
        return gettext("Training: the %(region)s regulator has checked it.", region=region)
    return gettext("Training: the provider of the course told us that it was completed.")


@lru_cache(maxsize=4096)
def certification_means(
    status: PillarStatus,
    how: CheckSource | None,
    *,
    until: datetime | None,
    time_zone: str,
    language: str,
) -> str:
    if status is not PillarStatus.CHECKED:
        return gettext(
            "Certification: nothing on record. That can be fine: not every place asks for one."
        )
    if how is CheckSource.DOCUMENT_SEEN:
        says = gettext("Certification: we saw the certificate. We did not ask who issued it.")
    else:
        says = gettext("Certification: whoever issued it told us that it is good.")
    return _with_end(says, until, time_zone=time_zone, language=language)


def _with_end(says: str, until: datetime | None, *, time_zone: str, language: str) -> str:
    if until is None:
        return says
    return gettext(
        "%(says)s Good until %(day)s, then we look again.",
        says=says,
        day=words.last_day(until, time_zone, language=language),
    )
