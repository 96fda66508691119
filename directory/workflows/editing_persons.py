"""Changing what a listing says of its person: checked whole, saved part by part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from directory.domain.entry.answers import Answered, Question, answered, keys_of, to_store
from directory.domain.entry.answers import read_answer as read_answer_of
from directory.domain.entry.editing import guard_seen
from directory.domain.entry.faults import Checked, Fault, Weight
from directory.domain.entry.own_parts import FIELDS, Part, part_of
from directory.domain.entry.patients import PatientsEntry, check_patients
from directory.domain.entry.persons import CURRENCIES, PersonEntry
from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import Headache, Profession, Technique
from directory.models.practitioners import (
    AlsoSees,
    Answer,
    FormerName,
    Practitioner,
    SaysTheySee,
    Speaks,
    Uses,
)
from directory.queries.known import Sought, look_up
from directory.queries.own_facts import OwnFacts, facts_of_listing
from directory.workflows.acts import Act, Subject
from directory.workflows.admission import EntryFaulty, Practising, admit_person
from directory.workflows.entering import NoSuchPerson, changed, owner
from directory.workflows.entry_rows import practises
from directory.workflows.held_changes import hold_name, is_held_back
from directory.workflows.identifiers import fresh_id
from directory.workflows.lookups import Lookups

__all__ = ["EntryFaulty", "Revised", "answer_question", "revise"]


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of a change: saved, or held until a reviewer has looked at it."""

    held: bool = False


def revise(
    act: Act,
    practitioner_id: int,
    *,
    part: Part,
    changes: Mapping[str, Any],
    seen: str,
    lookups: Lookups,
) -> Revised:
    """Save what a page says; `changes` by the names of the facts, `seen` of those it showed.

    Raises `EntryFaulty` and `Stale`; then nothing was written.
    """
    person = owner(act, practitioner_id)
    facts = facts_now(act, practitioner_id)
    guard_seen(seen, part_of(facts, part))
    checked = _checked(act, replace(facts, **changes), lookups=lookups)
    faults = tuple(fault for fault in checked.faults if fault.field in FIELDS[part])
    if any(fault.weight is Weight.ERROR for fault in faults):
        raise EntryFaulty(faults)
    if part_of(checked.value, part) == part_of(facts, part) and part is not Part.NEW_PATIENTS:
        return Revised()
    if part is Part.NAME and is_held_back(act, practitioner_id):
        hold_name(act, person, name=part_of(checked.value, part))
        return Revised(held=True)
    _write(act, person, facts=checked.value, part=part)
    changed(act, person)
    act.log(
        DecisionAct.EDITED,
        Subject(practitioner_id=practitioner_id),
        part=part.name.casefold(),
        flags=_flags(faults),
    )
    return Revised()


def answer_question(
    act: Act,
    practitioner_id: int,
    *,
    question: Question,
    choices: Iterable[str],
    words: str,
    seen: str,
) -> None:
    """Save the answer to one of the six questions; raises `EntryFaulty` and `Stale`."""
    person = owner(act, practitioner_id)
    stands = answered(facts_now(act, practitioner_id).answers, question)
    guard_seen(seen, shown_answer(stands))
    read = read_answer_of(question, choices, words=words)
    if not read.passes:
        raise EntryFaulty(read.faults)
    if read.value == stands:
        return
    keys = keys_of(question)
    person.answers[:] = [each for each in person.answers if each.question not in keys]
    act.session.flush()
    person.answers.extend(
        Answer(question=key, answer=text) for key, text in to_store(question, read.value).items()
    )
    changed(act, person)
    act.log(
        DecisionAct.EDITED,
        Subject(practitioner_id=practitioner_id),
        part=f"answer_{question.value}",
        flags=_flags(read.faults),
    )


def shown_answer(answer: Answered) -> dict[str, object]:
    """Give what a question's page shows."""
    return {"choices": answer.choices, "words": answer.words}


def facts_now(act: Act, practitioner_id: int) -> OwnFacts:
    """Read what a listing says, within an act."""
    facts = facts_of_listing(act.session.connection(), practitioner_id, today=act.today)
    if facts is None:
        raise NoSuchPerson
    return facts


def _checked(act: Act, facts: OwnFacts, *, lookups: Lookups) -> Checked[OwnFacts]:
    phones = tuple({place.phone: None for place in facts.places if place.phone})
    name = (facts.given_name, facts.family_name)
    sought = Sought(npis=[facts.npi] if facts.npi else (), phones=phones, names=[name])
    person = admit_person(
        _entry(facts),
        lookups=lookups,
        record=look_up(act.session.connection(), sought),
        practising=Practising(phones=phones),
        own=facts.id,
    )
    patients = check_patients(
        PatientsEntry(
            professions=facts.professions,
            conditions=facts.conditions,
            techniques=facts.techniques,
            booking_link=facts.booking_link,
        )
    )
    read = person.value
    return Checked(
        replace(
            facts,
            **{name: getattr(read, name) for name in _OF_PERSON},
            **{name: getattr(patients.value, name) for name in _OF_PATIENTS},
        ),
        (*person.faults, *patients.faults),
    )


_OF_PERSON: Final = (
    "given_name", "family_name", "suffix", "former_names", "npi", "email", "bio", "languages",
    "headaches", "youngest", "oldest", "fee_low", "fee_high",
)  # fmt: skip
_OF_PATIENTS: Final = ("professions", "conditions", "techniques", "booking_link")


def _entry(facts: OwnFacts) -> PersonEntry:
    return PersonEntry(
        **{name: getattr(facts, name) for name in _OF_PERSON},
        countries=facts.countries,
        # Fees are in the money of the country that they practise in.
        currency=CURRENCIES[facts.country],
    )


_COLUMNS: Final = {
    "fee_low": "fee_from",
    "fee_high": "fee_to",
    "youngest": "youngest_seen",
    "oldest": "oldest_seen",
}
"""Columns that have another name than the fact."""


def _write(act: Act, person: Practitioner, *, facts: OwnFacts, part: Part) -> None:
    for name, value in part_of(facts, part).items():
        if name in _ROWS:
            kept = getattr(person, name)
            kept.clear()
            # What goes must have gone before it can come again.
            act.session.flush()
            kept.extend(_ROWS[name](act, value))
        else:
            setattr(person, _COLUMNS.get(name, name), value)
    if part is Part.NEW_PATIENTS:
        said = facts.takes_new_patients is not None
        person.new_patients_confirmed_on = act.today if said else None
        person.new_patients_confirmed_by = act.actor.kind if said else None
        if facts.takes_new_patients is not False:
            person.no_new_patients_until = None


def _speaks(_act: Act, tags: Iterable[str]) -> list[Any]:
    return [Speaks(language=tag, position=i) for i, tag in enumerate(tags)]


def _sees(act: Act, headaches: Iterable[Any]) -> list[Any]:
    return [
        SaysTheySee(
            headache=Headache(seen.headache),
            since_year=None if seen.years is None else act.today.year - seen.years,
        )
        for seen in headaches
    ]


_ROWS: Final = {
    "former_names": lambda _, names: [FormerName(id=fresh_id(), name=name) for name in names],
    "professions": lambda _, words: [practises(Profession(word)) for word in words],
    "conditions": lambda _, words: [AlsoSees(condition=str(word)) for word in words],
    "techniques": lambda _, words: [Uses(technique=Technique(word)) for word in words],
    "languages": _speaks,
    "headaches": _sees,
}
"""Facts that are rows of their own."""


def _flags(faults: Iterable[Fault]) -> str | None:
    """Name what a reviewer may want to look at, as codes."""
    found = sorted({fault.code.value for fault in faults if fault.weight is Weight.FLAG})
    return " ".join(found) or None
