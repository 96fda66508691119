"""How a check of a licence, a training or an accreditation is said on one line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import gettext

from directory.domain.vocabulary import CheckSource, Country, HeadNeck, PillarStatus
from directory.web.public.presenters import words

if TYPE_CHECKING:
    from directory.queries.listings import CheckView, LocationView, TrainingView


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


def check_lines(location: LocationView, region: str) -> tuple[CheckLine, CheckLine, CheckLine]:
    """The three lines of one practice location, always in this order."""
    return (
        licence_line(location.licence, country=location.country, region=region),
        training_line(location.training, region=region),
        accreditation_line(location.accreditation, region=region),
    )


def licence_line(check: CheckView, *, country: Country, region: str) -> CheckLine:
    canadian = country is Country.CA
    if check.status is not PillarStatus.CHECKED:
        return CheckLine(
            Mark.NONE,
            gettext("No licence check on record")
            if canadian
            else gettext("No license check on record"),
        )
    if check.how is CheckSource.DOCUMENT_SEEN:
        return CheckLine(
            Mark.DOT,
            gettext("Licence document seen") if canadian else gettext("License document seen"),
            gettext("not confirmed"),
            _on(check),
        )
    if check.how is CheckSource.ISSUER_CONFIRMED:
        how = gettext("in writing by the %(region)s regulator", region=region)
    else:
        how = gettext("on the %(region)s register", region=region)
    return CheckLine(
        Mark.TICK,
        gettext("Licence confirmed") if canadian else gettext("License confirmed"),
        how,
        _on(check),
    )


def training_line(check: TrainingView, *, region: str) -> CheckLine:
    if check.status is PillarStatus.NOT_REQUIRED:
        return CheckLine(Mark.NONE, gettext("Training: no separate proof needed here"))
    if check.status is PillarStatus.NONE_ON_RECORD:
        return CheckLine(Mark.NONE, gettext("No training on record"))
    ask = _head_neck(check.head_neck)
    if check.how is CheckSource.DOCUMENT_SEEN:
        finding = gettext("Training: certificate seen")
        how = gettext("not confirmed with the provider")
        return CheckLine(Mark.DOT, finding, how, _on(check), ask)
    if check.how is CheckSource.REGULATOR_REGISTER:
        how = gettext("by the %(region)s regulator", region=region)
    else:
        how = gettext("by the course provider")
    return CheckLine(Mark.TICK, gettext("Training confirmed"), how, _on(check), ask)


def accreditation_line(check: CheckView, *, region: str) -> CheckLine:
    if check.status is not PillarStatus.CHECKED:
        return CheckLine(Mark.NONE, gettext("No certification on record"))
    if check.how is CheckSource.DOCUMENT_SEEN:
        return CheckLine(
            Mark.DOT,
            gettext("Certification: certificate seen"),
            gettext("not confirmed with the issuer"),
            _on(check),
        )
    if check.how is CheckSource.REGULATOR_REGISTER:
        how = gettext("on the %(region)s register", region=region)
    else:
        how = gettext("by the issuer")
    return CheckLine(Mark.TICK, gettext("Certification confirmed"), how, _on(check))


def _head_neck(covered: HeadNeck) -> str:
    if covered is HeadNeck.NOT_STATED:
        return gettext("The certificate does not say head and neck were taught. Ask.")
    if covered is HeadNeck.NO:
        return gettext("This training did not include head and neck.")
    return ""


def _on(check: CheckView) -> str:
    return words.day(check.on) if check.on else ""
