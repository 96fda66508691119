"""What the lines of one person in a roster come to, once every rule of entry has been asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from directory.domain.entry.faults import Checked, Fault, FaultCode, Weight
from directory.domain.entry.licences import LicenceEntry
from directory.domain.entry.persons import PersonEntry
from directory.domain.entry.programs import CertificationEntry, check_certification
from directory.domain.entry.rule_of_the_place import Asking
from directory.domain.entry.trainings import TrainingEntry, check_training
from directory.domain.roster import Remark, of_fault
from directory.domain.roster_columns import (
    CERTIFICATION_COLUMNS,
    LICENCE_COLUMNS,
    LOCATION_COLUMNS,
    PERSON_COLUMNS,
    TRAINING_COLUMNS,
)
from directory.domain.roster_rows import Stated
from directory.queries.known import OnRecord
from directory.workflows.acts import Act
from directory.workflows.admission import (
    Located,
    Practising,
    admit_licence,
    admit_location,
    admit_person,
    earliest,
)
from directory.workflows.credential_rows import Row
from directory.workflows.lookups import Lookups
from directory.workflows.roster_files import File, licence_key


@dataclass(slots=True)
class Admitted:
    """A line that was held against the rules, and what is said of it.

    `person`: as all passing lines say, with the first of them.
    """

    stated: Stated
    located: Located
    licence: Checked[LicenceEntry] | None
    training: Checked[TrainingEntry] | None
    certification: Checked[CertificationEntry] | None
    faults: list[tuple[Fault, Remark]] = field(default_factory=list)
    person: PersonEntry | None = None

    @property
    def passes(self) -> bool:
        """Whether nothing stops the line."""
        return all(fault.weight is not Weight.ERROR for fault, _ in self.faults)

    def remarks(self) -> tuple[Remark, ...]:
        """Say what stops the line; else what its person is to look at. Never a reviewer's flag."""
        weight = Weight.WARNING if self.passes else Weight.ERROR
        said = [remark for fault, remark in self.faults if fault.weight is weight]
        return tuple(dict.fromkeys(said))


def merged_person(lines: Sequence[Stated]) -> PersonEntry:
    """Put together what the lines say of their person; none contradicts another."""

    def first(name: str) -> Any:  # noqa: ANN401  (the type of the field)
        said = (getattr(line.person, name) for line in lines)
        return next(filter(None, said), getattr(lines[0].person, name))

    return replace(
        lines[0].person,
        given_name=first("given_name"),
        family_name=first("family_name"),
        npi=first("npi"),
        email=first("email"),
        languages=first("languages"),
        headaches=first("headaches"),
        countries=frozenset(
            country
            for line in lines
            for country in (
                line.location.country,
                *([line.licence.country] if line.licence else ()),
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the lines of a batch are settled: by which rules, and what is on record.

    `papers`: new ones, to be written once their people are in the tables.
    """

    act: Act
    lookups: Lookups
    record: OnRecord
    files: dict[int, File]
    papers: list[Row] = field(default_factory=list)


def admit(desk: Desk, lines: Sequence[Stated], *, file: File | None) -> list[Admitted]:
    """Hold the lines of one person against every rule of entry."""
    person = merged_person(lines)
    trainings = [line.training for line in lines if line.training]
    asked = _Asked(desk, person, lines=lines, trainings=trainings, file=file)
    admitted = [asked.line(line) for line in lines]
    passing = [each for each in admitted if each.passes]
    if passing:
        checked = asked.person([each.stated for each in passing], passing)
        found = [(fault, of_fault(fault, PERSON_COLUMNS)) for fault in checked.faults]
        passing[0].person = checked.value
        for each in admitted:
            if not checked.passes or each is passing[0]:
                each.faults[:0] = found
    return admitted


class _Asked:
    """Asks the rules about each part of a person once, however many lines repeat it."""

    def __init__(
        self,
        desk: Desk,
        person: PersonEntry,
        *,
        lines: Sequence[Stated],
        trainings: Sequence[TrainingEntry],
        file: File | None,
    ) -> None:
        self._desk, self._person, self._file = desk, person, file
        self._trainings = trainings
        self._professions = {line.profession for line in lines}
        if file is not None:
            self._professions |= {each.profession for each in file.person.professions}
        self._since = earliest(*(line.licence.issued for line in lines if line.licence))
        self._answers: dict[Any, Any] = {}

    def line(self, stated: Stated) -> Admitted:
        """Ask about a line; what an earlier line asked is not asked again."""
        located = self._once(
            (stated.location, stated.point),
            lambda: admit_location(stated.location, lookups=self._desk.lookups, point=stated.point),
        )
        licence = self._once(stated.licence, lambda: self._licence(stated))
        training = self._once(stated.training, lambda: self._training(stated.training))
        certification = self._once(
            stated.certification, lambda: self._certification(stated.certification)
        )
        made = Admitted(stated, located, licence, training, certification)
        for checked, columns in (
            (located.checked, LOCATION_COLUMNS),
            (licence, LICENCE_COLUMNS),
            (training, TRAINING_COLUMNS),
            (certification, CERTIFICATION_COLUMNS),
        ):
            if checked is not None:
                made.faults += [(fault, of_fault(fault, columns)) for fault in checked.faults]
        return made

    def person(self, lines: Sequence[Stated], passing: Sequence[Admitted]) -> Checked[PersonEntry]:
        """Ask about the person that the passing lines are about."""
        phones = (each.located.checked.value.phone for each in passing)
        licences = (each.licence.value for each in passing if each.licence)
        return admit_person(
            merged_person(lines),
            lookups=self._desk.lookups,
            record=self._desk.record,
            practising=Practising(
                phones=tuple(dict.fromkeys(filter(None, phones))),
                licensed=frozenset((each.region, each.profession) for each in licences),
            ),
            own=self._own,
        )

    @property
    def _own(self) -> int | None:
        return self._file.person.id if self._file else None

    def _once(self, key: Any, ask: Any) -> Any:  # noqa: ANN401  (an entry, and its answer)
        if key is None:
            return None
        if key not in self._answers:
            self._answers[key] = ask()
        return self._answers[key]

    def _licence(self, stated: Stated) -> Checked[LicenceEntry]:
        entry = stated.licence
        assert entry is not None  # noqa: S101  (asked only where there is one)
        asking = Asking(
            profession=entry.profession,
            country=entry.country,
            region=entry.region,
            practising_since=self._since,
            trainings=self._trainings,
        )
        checked = self._admit_licence(entry, asking, record=self._desk.record)
        if self._file is not None and licence_key(checked.value) in self._file.licences:
            # It is on file, and brought up to date, not entered a second time.
            return self._admit_licence(entry, asking, record=OnRecord())
        return checked

    def _admit_licence(
        self, entry: LicenceEntry, asking: Asking, *, record: OnRecord
    ) -> Checked[LicenceEntry]:
        name = f"{self._person.given_name} {self._person.family_name}"
        return admit_licence(
            self._desk.act,
            replace(entry, name_on_licence=name),
            # A roster does not say which name is on the licence, so there is nothing to compare.
            names=(),
            regions=self._desk.lookups.regions,
            own=self._own,
            asking=asking,
            record=record,
        )

    def _training(self, entry: TrainingEntry | None) -> Checked[TrainingEntry]:
        assert entry is not None  # noqa: S101  (asked only where there is one)
        return check_training(
            entry,
            programs=self._desk.act.book.programs,
            professions=self._professions,
            today=self._desk.act.today,
            first_licensed_on=self._since,
        )

    def _certification(self, entry: CertificationEntry | None) -> Checked[CertificationEntry]:
        assert entry is not None  # noqa: S101  (asked only where there is one)
        checked = check_certification(
            entry,
            programs=self._desk.act.book.programs,
            professions=self._professions,
            today=self._desk.act.today,
            submitting=True,
            known=self._desk.record.certification(entry.number, own=self._own),
        )
        # A roster has no column for the site of another body; the reviewer looks it up.
        kept = [fault for fault in checked.faults if not _asks_for_site(fault)]
        return Checked(checked.value, tuple(kept))


def _asks_for_site(fault: Fault) -> bool:
    return (fault.code, fault.field) == (FaultCode.TEXT_MISSING, "body_website")
