"""What somebody entered of a credential, as a reviewer reads it: term by term, nothing left out.

What was not stated says so: an empty number of hours is not known, never zero.
"""

from datetime import date
from typing import Final, assert_never

from flask_babel import lazy_gettext

from directory.domain.entry.hours import Hours
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.vocabulary import HeadNeck, LicenceClass, LicenceKind
from directory.queries.entries import CredentialEntry
from directory.web.presenters.own_credentials import ENTRIES_OF_REGULATORS
from directory.web.presenters.words import TECHNIQUES, day, language_here, profession
from directory.web.rule_sentences import spelled
from directory.web.speech import format_decimal, gettext
from directory.web.wiring import region_name

Facts = tuple[tuple[str, str], ...]
CLASSES: Final = {
    LicenceClass.FULL: lazy_gettext("Full"),
    LicenceClass.PROVISIONAL: lazy_gettext("Provisional"),
    LicenceClass.TEMPORARY: lazy_gettext("Temporary"),
    LicenceClass.STUDENT: lazy_gettext("Student"),
    LicenceClass.INACTIVE: lazy_gettext("Inactive"),
}
HEAD_NECK: Final = {
    HeadNeck.YES: lazy_gettext("Yes"),
    HeadNeck.NO: lazy_gettext("No"),
    HeadNeck.NOT_STATED: lazy_gettext("Not stated"),
}


def facts(entry: CredentialEntry) -> Facts:
    """Say all that was entered of a credential."""
    match entry:
        case LicenceEntry():
            return tuple((spelled(term, entry.country), text) for term, text in _licence(entry))
        case AuthorizationEntry():
            return _authorization(entry)
        case TrainingEntry():
            return _training(entry)
        case CertificationEntry():
            return _certification(entry)
        case _:
            assert_never(entry)


def _licence(entry: LicenceEntry) -> Facts:
    kind = (
        gettext("Compact privilege")
        if entry.kind is LicenceKind.COMPACT_PRIVILEGE
        else gettext("License")
    )
    return (
        (gettext("Kind"), kind),
        (gettext("Profession"), profession(entry.profession, entry.country, language=_here())),
        (gettext("Region"), region_name(entry.country, entry.region)),
        (gettext("Number"), entry.number),
        (gettext("Name on the license"), entry.name_on_licence),
        (gettext("Class"), str(CLASSES[entry.licence_class])),
        (gettext("First licensed"), _day(entry.first_licensed_on)),
        (gettext("Issued"), _day(entry.issued)),
        (gettext("Ends"), _day(entry.expires)),
        (gettext("Conditions"), entry.conditions or gettext("None stated")),
    )


def _authorization(entry: AuthorizationEntry) -> Facts:
    return (
        (gettext("Kind"), str(ENTRIES_OF_REGULATORS[entry.kind])),
        (gettext("Region"), region_name(entry.country, entry.region)),
        (gettext("Number"), entry.number or _not_stated()),
        (gettext("Issued"), _day(entry.issued)),
        (gettext("Ends"), _day(entry.expires)),
    )


def _training(entry: TrainingEntry) -> Facts:
    ended = entry.completed
    return (
        (gettext("Course"), entry.course),
        (gettext("Provider"), entry.provider),
        (gettext("Technique"), str(TECHNIQUES[entry.technique])),
        *_hours(entry.hours),
        (gettext("Supervised sessions"), _number(entry.supervised_sessions)),
        (gettext("Written examination"), _yes_or_no(entry.written_exam)),
        (gettext("Practical examination"), _yes_or_no(entry.practical_exam)),
        (gettext("Head and neck"), str(HEAD_NECK[entry.head_neck])),
        (gettext("Completed"), str(ended.year) if ended.on is None else _day(ended.on)),
        (gettext("Country of the course"), entry.country or _not_stated()),
        (gettext("Approved by"), entry.course_approver or _not_stated()),
    )


def _hours(hours: Hours) -> Facts:
    return (
        (gettext("Hours in all"), _number(hours.total)),
        (gettext("Hours in person"), _number(hours.in_person)),
        (gettext("Hours live online"), _number(hours.live_online)),
        (gettext("Hours of self-study"), _number(hours.self_study)),
        (gettext("Hours of foundations"), _number(hours.foundation)),
    )


def _certification(entry: CertificationEntry) -> Facts:
    name = f"{entry.name} ({entry.abbreviation})" if entry.abbreviation else entry.name
    site = ((gettext("Website of the body"), entry.body_website),) if entry.body_website else ()
    return (
        (gettext("Certification"), name),
        (gettext("Certifying body"), entry.body),
        *site,
        (gettext("Number"), entry.number or _not_stated()),
        (gettext("Issued"), _day(entry.issued)),
        (gettext("Ends"), _day(entry.expires)),
    )


def _here() -> str:
    return language_here()


def _not_stated() -> str:
    return gettext("Not stated")


def _day(when: date | None) -> str:
    return _not_stated() if when is None else day(when, _here())


def _number(number: float | None) -> str:
    return _not_stated() if number is None else format_decimal(number)


def _yes_or_no(said: bool | None) -> str:  # noqa: FBT001  (what was answered)
    if said is None:
        return _not_stated()
    return gettext("Yes") if said else gettext("No")
