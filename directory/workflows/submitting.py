"""What was saved as a draft, held once more against every rule on the day it is sent."""

from dataclasses import replace
from typing import Any

from directory.domain.entry.faults import Checked
from directory.domain.entry.licences import check_authorization
from directory.domain.entry.programs import check_certification
from directory.domain.entry.trainings import check_training
from directory.models.credentials import Authorization, Licence, Training
from directory.queries.entries import (
    as_authorization,
    as_certification,
    as_licence,
    as_training,
)
from directory.workflows.acts import Act
from directory.workflows.admission import admit_licence, passed
from directory.workflows.credential_rows import Row
from directory.workflows.entries_on_file import asking_of, professions_of


def check_submission(act: Act, row: Row) -> None:
    """Raise `EntryFaulty` where something stops a credential from being sent to reviewers.

    A draft may have ended since, its number may be somebody else's by now, or the rule of its
    place may have changed.
    """
    passed(_checked(act, row))


def _checked(act: Act, row: Row) -> Checked[Any]:
    owner = row.practitioner_id
    if isinstance(row, Licence):
        # The number stands on record for this very row; somebody else's is another matter.
        entry = replace(as_licence(row), renews=True)
        return admit_licence(
            act,
            entry,
            names=(),
            regions={(row.country, row.region)},
            own=owner,
            asking=asking_of(act, owner, licence=entry),
        )
    if isinstance(row, Authorization):
        return check_authorization(
            as_authorization(row),
            regions={(row.country, row.region)},
            today=act.today,
            submitting=True,
        )
    professions = professions_of(act, owner)
    programs = act.book.programs
    if isinstance(row, Training):
        return check_training(
            as_training(row), programs=programs, professions=professions, today=act.today
        )
    return check_certification(
        as_certification(row),
        programs=programs,
        professions=professions,
        today=act.today,
        submitting=True,
    )
