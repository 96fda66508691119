"""All that a listing says, in sections, each line with the page where it is changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.domain.entry.faults import Weight
from directory.domain.tasks import Task
from directory.domain.vocabulary import CredentialKind, CredentialState
from directory.queries.keeping import Kept
from directory.queries.own_credentials import OwnCredential, OwnDraft
from directory.queries.own_facts import OwnFacts
from directory.queries.own_status import OwnStand
from directory.web.entry_sentences import sentence
from directory.web.practitioner.doors import to
from directory.web.practitioner.fact_rows import answer_rows, patient_rows, person_rows, place_rows
from directory.web.practitioner.tasks import NAMES, PAGES
from directory.web.presenters.own_credentials import country_of, lines, standing, title
from directory.web.speech import gettext, ngettext
from directory.workflows.declaring import CannotBeSent

KINDS: Final = {
    Task.LICENCES: (CredentialKind.LICENCE, CredentialKind.AUTHORIZATION),
    Task.TRAINING: (CredentialKind.TRAINING,),
    Task.CERTIFICATION: (CredentialKind.CERTIFICATION,),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line: what it is about, what was entered, and more lines below."""

    term: str
    texts: tuple[str, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A task, its rows, and its page; `notes`: what is not sent, and why."""

    name: str
    href: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


Sections = tuple[Section, ...]


def sections(kept: Kept, facts: OwnFacts, *, own: OwnStand, today: date) -> Sections:
    """Give all sections, in the order of the tasks."""
    places = [
        Row(f"{place.name}: {term}", (text,))
        for place in facts.places
        for _, term, text in place_rows(place)
        if text
    ]
    patients = [Row(row.term, (_or_not(row.text),)) for row in patient_rows(facts)]
    answers = [Row(said, (_or_not(answer),)) for _, said, answer in answer_rows(facts)]
    return (
        _section(
            kept, Task.PERSON, rows=[Row(r.term, (_or_not(r.text),)) for r in person_rows(facts)]
        ),
        *(_credentials(kept, task, own=own, today=today) for task in KINDS),
        _section(kept, Task.PLACES, rows=places),
        _section(kept, Task.PATIENTS, rows=[*patients, *answers]),
    )


def problem_of(cannot: CannotBeSent, credentials: Iterable[OwnCredential]) -> tuple[str, str]:
    """Say what keeps a credential from being sent, with the place on the page where it stands."""
    found = next(each for each in credentials if each.id == cannot.filed.id)
    said = " ".join(
        sentence(fault, country_of(found.entry))
        for fault in cannot.faults
        if fault.weight is Weight.ERROR
    )
    return f"{title(found.entry)}: {said}", _anchor(found)


def _section(kept: Kept, task: Task, *, rows: Iterable[Row]) -> Section:
    return Section(str(NAMES[task]), to(PAGES[task], kept), tuple(rows))


def _credentials(kept: Kept, task: Task, *, own: OwnStand, today: date) -> Section:
    shown = [
        each
        for each in own.credentials
        if each.kind in KINDS[task] and each.state is not CredentialState.WITHDRAWN
    ]
    rows = [_credential(each, today) for each in shown]
    if task is Task.CERTIFICATION and not rows and own.stand.on_file.no_certification:
        rows = [Row(gettext("Certification"), (gettext("You said that you have none."),))]
    ended = [each for each in own.stand.filed if _stays(each.state, each.has_ended(today))]
    notes = [
        gettext("%(title)s has ended. It stays saved, and is not sent.", title=title(each.entry))
        for each in shown
        if each.id in {filed.id for filed in ended}
    ]
    begun = [draft for draft in own.drafts if draft.kind in KINDS[task]]
    if begun:
        notes.append(_begun(begun))
    return Section(str(NAMES[task]), to(PAGES[task], kept), tuple(rows), tuple(notes))


def _begun(drafts: list[OwnDraft]) -> str:
    return ngettext(
        "One that you began is not finished. It stays saved, and is not sent.",
        "%(num)s that you began are not finished. They stay saved, and are not sent.",
        len(drafts),
    )


def _stays(state: CredentialState, has_ended: bool) -> bool:  # noqa: FBT001
    return state is CredentialState.DRAFT and has_ended


def _credential(credential: OwnCredential, today: date) -> Row:
    files = (
        ngettext("%(num)s file", "%(num)s files", credential.files)
        if credential.files
        else gettext("No file")
    )
    stands = standing(credential, today)
    return Row(
        title(credential.entry), (*lines(credential.entry), files, stands.word), _anchor(credential)
    )


def _anchor(credential: OwnCredential) -> str:
    return f"{credential.kind.value}-{credential.key}"


def _or_not(text: str) -> str:
    return text or gettext("Not stated")
