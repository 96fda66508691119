"""Writing the lines of one person in a roster that passed, as new rows or into those on file."""

from collections import Counter
from collections.abc import Sequence

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.roster import (
    LineFault,
    Outcome,
    Result,
    remark,
)
from directory.domain.roster_merging import repeats
from directory.domain.vocabulary import CredentialState
from directory.models.practitioners import Practitioner
from directory.queries.known import Listed
from directory.workflows.acts import Subject
from directory.workflows.entry_rows import (
    certification_row,
    licence_row,
    location_row,
    person_row,
    training_row,
    with_profession,
    with_technique,
)
from directory.workflows.roster_admission import Admitted, Desk
from directory.workflows.roster_files import (
    File,
    bring_certification,
    bring_licence,
    bring_location,
    bring_person,
    bring_training,
    certification_key,
    licence_key,
    location_key,
    training_key,
)


class Writing:
    """Writes the lines of one person that passed."""

    def __init__(self, desk: Desk, passing: Sequence[Admitted], *, file: File | None) -> None:
        self._desk, self._passing = desk, passing
        self._new = file is None
        entry = passing[0].person
        assert entry is not None  # noqa: S101  (those that pass have one)
        self._entry = entry
        self._file = file or File(person_row(desk.act, self._entry, account_id=None))
        self._done: Counter[Outcome] = Counter()

    @property
    def touched(self) -> int | None:
        """Whom to judge anew, where anything was written."""
        return self._file.person.id if self._new or self._done else None

    def carry_out(self) -> list[Result]:
        """Write, log, and say what became of each line."""
        act, person = self._desk.act, self._file.person
        changed = not self._new and bring_person(person, self._entry)
        repeated = repeats([each.stated.row for each in self._passing])
        results = []
        for each in self._passing:
            outcome = self._line(each)
            if changed and outcome is Outcome.UNCHANGED:
                outcome = Outcome.CHANGED
            changed = False
            results.append(self._said(each, outcome, repeated=repeated))
            if results[-1].outcome is not Outcome.UNCHANGED:
                self._done[results[-1].outcome] += 1
        if self.touched is None:
            return results
        person.updated_at = act.at
        if self._new:
            act.session.add(person)
            self._remember(person)
        act.log(
            DecisionAct.IMPORTED,
            Subject(practitioner_id=person.id, kind=SubjectKind.IMPORT),
            to_state=CredentialState.SUBMITTED,
            lines=sum(self._done.values()),
            new=self._new,
        )
        return results

    def _said(self, each: Admitted, outcome: Outcome, *, repeated: dict[int, int]) -> Result:
        line = each.stated.row.line
        if line in repeated:
            said = remark(LineFault.REPEATS_LINE, first=repeated[line])
            return Result(line=line, outcome=Outcome.UNCHANGED, remarks=(said,))
        if self._new:
            outcome = Outcome.CREATED
        # What is not new was said when it was.
        remarks = () if outcome is Outcome.UNCHANGED else each.remarks()
        return Result(line=line, outcome=outcome, remarks=remarks)

    def _line(self, each: Admitted) -> Outcome:
        parts = {
            self._location(each),
            self._licence(each),
            self._training(each),
            self._certification(each),
        }
        if with_profession(self._file.person, each.stated.profession):
            parts.add(Outcome.CHANGED)
        order = (Outcome.ADDED, Outcome.CHANGED)
        return next((outcome for outcome in order if outcome in parts), Outcome.UNCHANGED)

    def _location(self, each: Admitted) -> Outcome:
        entry, spot = each.located.checked.value, each.located.spot
        assert spot is not None  # noqa: S101  (what passes was found)
        known = self._file.locations.get(location_key(entry))
        if known is not None:
            stated = each.stated.point is not None
            return _if(changed=bring_location(known, entry, spot=spot, point_stated=stated))
        row = location_row(entry, spot, position=self._file.next_position)
        self._file.person.locations.append(row)
        self._file.locations[location_key(entry)] = row
        return Outcome.ADDED

    def _licence(self, each: Admitted) -> Outcome:
        if each.licence is None or each.stated.licence is None:
            return Outcome.UNCHANGED
        entry = each.licence.value
        known = self._file.licences.get(licence_key(entry))
        if known is not None:
            stated = bool(each.stated.row["licence_class"])
            return _if(changed=bring_licence(known, entry, class_stated=stated))
        row = licence_row(
            self._desk.act,
            entry,
            owner=self._file.person.id,
            typed=each.stated.licence.number,
            submitting=True,
        )
        self._desk.papers.append(row)
        self._file.licences[licence_key(entry)] = row
        return Outcome.ADDED

    def _training(self, each: Admitted) -> Outcome:
        if each.training is None:
            return Outcome.UNCHANGED
        entry = each.training.value
        known = self._file.trainings.get(training_key(entry))
        if known is not None:
            stated = bool(each.stated.row["head_and_neck"])
            return _if(changed=bring_training(known, entry, head_neck_stated=stated))
        row = training_row(self._desk.act, entry, owner=self._file.person.id, submitting=True)
        self._desk.papers.append(row)
        with_technique(self._file.person, entry)
        self._file.trainings[training_key(entry)] = row
        return Outcome.ADDED

    def _certification(self, each: Admitted) -> Outcome:
        if each.certification is None:
            return Outcome.UNCHANGED
        entry = each.certification.value
        known = self._file.certifications.get(certification_key(entry))
        if known is not None:
            return _if(changed=bring_certification(known, entry))
        row = certification_row(self._desk.act, entry, owner=self._file.person.id, submitting=True)
        self._desk.papers.append(row)
        self._file.certifications[certification_key(entry)] = row
        return Outcome.ADDED

    def _remember(self, person: Practitioner) -> None:
        """The next people of the batch are held against this one too."""
        record = self._desk.record
        listed = Listed(person.id, f"{person.given_name} {person.family_name}")
        for location in person.locations:
            if location.phone:
                record.phones.setdefault(location.phone, set()).add(listed)


def _if(*, changed: bool) -> Outcome:
    return Outcome.CHANGED if changed else Outcome.UNCHANGED
