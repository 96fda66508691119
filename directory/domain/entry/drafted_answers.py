"""An entry, written as the answers of a draft that would make it again."""

from collections.abc import Iterator
from datetime import date

from directory.domain.entry.drafted import ANOTHER, NO, YES, CredentialEntry
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry


def answers_of(entry: CredentialEntry) -> dict[str, str]:
    """Write an entry as answers; what it does not state is no answer."""
    return {name: text for name, text in _written(entry) if text}


def _written(entry: CredentialEntry) -> Iterator[tuple[str, str]]:
    if isinstance(entry, LicenceEntry):
        return _licence(entry)
    if isinstance(entry, AuthorizationEntry):
        return _authorization(entry)
    return _training(entry) if isinstance(entry, TrainingEntry) else _certification(entry)


def _day(name: str, day: date | None) -> Iterator[tuple[str, str]]:
    if day is not None:
        yield f"{name}-year", f"{day.year:04d}"
        yield f"{name}-month", str(day.month)
        yield f"{name}-day", str(day.day)


def _licence(entry: LicenceEntry) -> Iterator[tuple[str, str]]:
    yield "profession", entry.profession.value
    yield "place", f"{entry.country}-{entry.region}"
    yield "kind", entry.kind.value
    yield "number", entry.number
    yield "name_on_licence", entry.name_on_licence
    yield "licence_class", entry.licence_class.value
    yield "conditions", entry.conditions or ""
    yield from _day("first_licensed_on", entry.first_licensed_on)
    yield from _day("issued", entry.issued)
    yield from _day("expires", entry.expires)


def _authorization(entry: AuthorizationEntry) -> Iterator[tuple[str, str]]:
    yield "place", f"{entry.country}-{entry.region}"
    yield "kind", entry.kind.value
    yield "number", entry.number or ""
    yield from _day("issued", entry.issued)
    yield from _day("expires", entry.expires)


def _training(entry: TrainingEntry) -> Iterator[tuple[str, str]]:
    yield "program", entry.program or ANOTHER
    yield "provider", entry.provider
    yield "course", entry.course
    yield "technique", entry.technique.value
    for name, hours in (
        ("hours", entry.hours.total),
        ("hours_in_person", entry.hours.in_person),
        ("hours_live_online", entry.hours.live_online),
        ("hours_self_study", entry.hours.self_study),
        ("foundation_hours", entry.hours.foundation),
    ):
        yield name, "" if hours is None else f"{hours:g}"
    sessions = entry.supervised_sessions
    yield "supervised_sessions", "" if sessions is None else str(sessions)
    for name, held in (
        ("written_exam", entry.written_exam),
        ("practical_exam", entry.practical_exam),
    ):
        yield name, "" if held is None else (YES if held else NO)
    yield "head_neck", entry.head_neck.value
    if entry.completed.on is None:
        yield "completed-year", str(entry.completed.year)
    yield from _day("completed", entry.completed.on)
    yield "country", entry.country or ""
    yield "course_approver", entry.course_approver or ""


def _certification(entry: CertificationEntry) -> Iterator[tuple[str, str]]:
    yield "program", entry.program or ANOTHER
    yield "body", entry.body
    yield "name", entry.name
    yield "abbreviation", entry.abbreviation or ""
    yield "body_website", entry.body_website or ""
    yield "number", entry.number or ""
    yield from _day("issued", entry.issued)
    yield from _day("expires", entry.expires)
