"""A licence, a training or a certification on record: its facts, and how each was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.domain.vocabulary import CheckSource, Country, HeadNeck, PillarStatus
from directory.web.presenters import words
from directory.web.presenters.checks import CheckLine, Mark
from directory.web.rule_sentences import kind
from directory.web.speech import format_decimal, gettext, ngettext

if TYPE_CHECKING:
    from directory.queries.listing_views import CheckView
    from directory.queries.profiles import (
        AuthorizationView,
        CertificationView,
        LicenceView,
        TrainingRecordView,
    )


@dataclass(frozen=True, slots=True)
class Record:
    """A heading, the line that says how it was checked, and what it states."""

    name: str
    line: CheckLine
    facts: tuple[tuple[str, str], ...]
    means: str = ""
    lookup: str = ""
    """Where everybody can look it up themselves; empty where no address is known."""
    lookup_host: str = ""
    lookup_caution: str = ""
    """What is not sure about that address."""
    number: str = ""


def licence_record(licence: LicenceView, *, region: str, time_zone: str, language: str) -> Record:
    facts = [(gettext("Number"), licence.number)]
    if licence.issued:
        facts.append((gettext("Issued"), words.day(licence.issued, language)))
    facts.append(
        (
            gettext("Ends"),
            words.day(licence.expires, language)
            if licence.expires
            else gettext("No end date on record"),
        )
    )
    facts += _next_look(licence.check, time_zone, language=language)
    return Record(
        gettext(
            "%(profession)s, %(region)s",
            profession=words.profession(licence.profession, licence.country, language=language),
            region=region,
        ),
        _regulator_line(licence, language),
        tuple(facts),
        means=gettext(
            "The regulator lets this person practice. Its register also says if there were "
            "complaints: see the record there."
        ),
        number=licence.number,
    )


def authorization_record(
    entry: AuthorizationView, *, region: str, time_zone: str, language: str
) -> Record:
    facts = [(gettext("Number"), entry.number)] if entry.number else []
    if entry.issued:
        facts.append((gettext("Issued"), words.day(entry.issued, language)))
    if entry.expires:
        facts.append((gettext("Ends"), words.day(entry.expires, language)))
    facts += _next_look(entry.check, time_zone, language=language)
    name = gettext("%(kind)s, from the regulator", kind=kind(entry.kind))
    return Record(
        f"{name[:1].upper()}{name[1:]} ({region})", _regulator_line(entry, language), tuple(facts)
    )


def training_record(training: TrainingRecordView, language: str) -> Record:
    facts = [
        (gettext("Provider"), training.provider),
        (gettext("Completed"), str(training.completed_year)),
        (gettext("Hours"), _hours(training.hours)),
        (gettext("Head and neck"), _head_neck(training.head_neck)),
        (gettext("Technique"), str(words.TECHNIQUES[training.technique])),
    ]
    check = training.check
    if check is not None and check.how is not CheckSource.DOCUMENT_SEEN:
        line = _confirmed(gettext("by the course provider"), check, language=language)
    else:
        line = _seen(gettext("not confirmed with the provider"), check, language=language)
    return Record(training.course, line, tuple(facts))


def certification_record(
    certification: CertificationView, *, time_zone: str, language: str
) -> Record:
    facts = [(gettext("Issued by"), certification.body)]
    if certification.number:
        facts.append((gettext("Number"), certification.number))
    if certification.issued:
        facts.append((gettext("Issued"), words.day(certification.issued, language)))
    if certification.expires:
        facts.append((gettext("Ends"), words.day(certification.expires, language)))
    check = certification.check
    facts += _next_look(check, time_zone, language=language)
    if check is not None and check.how is not CheckSource.DOCUMENT_SEEN:
        line = _confirmed(gettext("by the issuer"), check, language=language)
    else:
        line = _seen(gettext("not confirmed with the issuer"), check, language=language)
    return Record(certification.name, line, tuple(facts))


def _regulator_line(licence: LicenceView | AuthorizationView, language: str) -> CheckLine:
    check = licence.check
    if check is None or check.status is not PillarStatus.CHECKED:
        return CheckLine(
            Mark.NONE,
            gettext("This licence has no check that counts now")
            if licence.country is Country.CA
            else gettext("This license has no check that counts now"),
        )
    where = licence.source_name or gettext("the regulator's register")
    if check.how is CheckSource.ISSUER_CONFIRMED:
        return _confirmed(
            gettext("in writing by %(source)s", source=where), check, language=language
        )
    return _confirmed(gettext("at the source: %(source)s", source=where), check, language=language)


def _confirmed(how: str, check: CheckView, *, language: str) -> CheckLine:
    if check.status is not PillarStatus.CHECKED:
        return CheckLine(Mark.NONE, gettext("No check that counts now"))
    return CheckLine(Mark.TICK, gettext("Confirmed"), how, _on(check, language))


def _seen(how: str, check: CheckView | None, *, language: str) -> CheckLine:
    if check is None or check.status is not PillarStatus.CHECKED:
        return CheckLine(Mark.NONE, gettext("No check that counts now"))
    return CheckLine(Mark.DOT, gettext("Certificate seen"), how, _on(check, language))


def _on(check: CheckView, language: str) -> str:
    return words.day(check.on, language) if check.on else ""


def _next_look(check: CheckView | None, time_zone: str, *, language: str) -> list[tuple[str, str]]:
    if check is None or check.until is None or check.status is not PillarStatus.CHECKED:
        return []
    return [(gettext("Next check by"), words.last_day(check.until, time_zone, language=language))]


def _hours(hours: float | None) -> str:
    if hours is None:
        return gettext("Not stated")
    return ngettext(
        "%(number)s hour", "%(number)s hours", round(hours), number=format_decimal(hours)
    )


def _head_neck(covered: HeadNeck) -> str:
    return {
        HeadNeck.YES: gettext("Included"),
        HeadNeck.NO: gettext("Not included"),
        HeadNeck.NOT_STATED: gettext("The certificate does not say. Ask."),
    }[covered]
