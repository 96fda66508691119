"""How a check of a licence, a training or an accreditation is said on one line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from directory.domain.vocabulary import CheckSource, Country, HeadNeck, PillarStatus
from directory.web.presenters import words
from directory.web.speech import gettext

if TYPE_CHECKING:
    from datetime import date

    from directory.queries.listing_views import LocationView


class Mark(StrEnum):
    """Icons of a check; a tick only where the source itself confirmed."""

    TICK = "tick"
    DOT = "dot"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A mark, the finding in bold, how and on which day, and what is left to ask."""

    mark: Mark
    finding: str
    how: str = ""
    on: str = ""
    ask: str = ""


def check_lines(
    location: LocationView, *, region: str, language: str
) -> tuple[CheckLine, CheckLine, CheckLine]:
    """The three lines of one practice location, always in this order."""
    licence, training, held = location.licence, location.training, location.accreditation
    return (
        licence_line(
            licence.status,
            licence.how,
            on=licence.on,
            region=region,
            canadian=location.country is Country.CA,
            language=language,
        ),
        training_line(
            training.status,
            training.how,
            on=training.on,
            head_neck=training.head_neck,
            region=region,
            language=language,
        ),
        accreditation_line(held.status, held.how, on=held.on, region=region, language=language),
    )


# A line depends on little, and the same few stand on every page: each is worded once a language.
@lru_cache(maxsize=4096)
def licence_line(
    status: PillarStatus,
    how: CheckSource | None,
    *,
    on: date | None,
    region: str,
    canadian: bool,
    language: str,
) -> CheckLine:
    if status is not PillarStatus.CHECKED:
        return CheckLine(
            Mark.NONE,
            gettext("No licence check on record")
            if canadian
            else gettext("No license check on record"),
        )
    day = words.day(on, language) if on else ""
    if how is CheckSource.DOCUMENT_SEEN:
        finding = gettext("Licence document seen") if canadian else gettext("License document seen")
        return CheckLine(Mark.DOT, finding, gettext("not confirmed"), day)
    finding = gettext("Licence confirmed") if canadian else gettext("License confirmed")
    if how is CheckSource.ISSUER_CONFIRMED:
        by = gettext("in writing by the %(region)s regulator", region=region)
    else:
        by = gettext("on the %(region)s register", region=region)
    return CheckLine(Mark.TICK, finding, by, day)


@lru_cache(maxsize=4096)
def training_line(
    status: PillarStatus,
    how: CheckSource | None,
    *,
    on: date | None,
    head_neck: HeadNeck,
    region: str,
    language: str,
) -> CheckLine:
    if status is PillarStatus.NOT_REQUIRED:
        return CheckLine(Mark.NONE, gettext("Training: no separate proof needed here"))
    if status is PillarStatus.NONE_ON_RECORD:
        return CheckLine(Mark.NONE, gettext("No training on record"))
    ask = _head_neck(head_neck)
    day = words.day(on, language) if on else ""
    if how is CheckSource.DOCUMENT_SEEN:
        finding = gettext("Training: certificate seen")
        return CheckLine(Mark.DOT, finding, gettext("not confirmed with the provider"), day, ask)
    if how is CheckSource.REGULATOR_REGISTER:
        by = gettext("by the %(region)s regulator", region=region)
    else:
        by = gettext("by the course provider")
    return CheckLine(Mark.TICK, gettext("Training confirmed"), by, day, ask)


@lru_cache(maxsize=4096)
def accreditation_line(
    status: PillarStatus,
    how: CheckSource | None,
    *,
    on: date | None,
    region: str,
    language: str,
) -> CheckLine:
    if status is not PillarStatus.CHECKED:
        return CheckLine(Mark.NONE, gettext("No certification on record"))
    day = words.day(on, language) if on else ""
    if how is CheckSource.DOCUMENT_SEEN:
        finding = gettext("Certification: certificate seen")
        return CheckLine(Mark.DOT, finding, gettext("not confirmed with the issuer"), day)
    if how is CheckSource.REGULATOR_REGISTER:
        by = gettext("on the %(region)s register", region=region)
    else:
        by = gettext("by the issuer")
    return CheckLine(Mark.TICK, gettext("Certification confirmed"), by, day)


def _head_neck(covered: HeadNeck) -> str:
    if covered is HeadNeck.NOT_STATED:
        return gettext("The certificate does not say head and neck were taught. Ask.")
    if covered is HeadNeck.NO:
        return gettext("This training did not include head and neck.")
    return ""
