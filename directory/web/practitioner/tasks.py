"""The seven tasks of a listing, each with how it stands."""

from dataclasses import dataclass
from datetime import UTC
from typing import Final

from flask import render_template
from flask_babel import lazy_gettext

from directory.domain.accounts.rights import Right
from directory.domain.tasks import Task, TaskStatus, done, statuses
from directory.domain.vocabulary import ActorKind
from directory.queries.keeping import Kept
from directory.queries.own_status import OwnStand, stand_of
from directory.web.guards import needs
from directory.web.practitioner.doors import to
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services

NAMES: Final = {
    Task.PERSON: lazy_gettext("Your name and profession"),
    Task.LICENCES: lazy_gettext("Professional licenses"),
    Task.TRAINING: lazy_gettext("Training"),
    Task.CERTIFICATION: lazy_gettext("Certification"),
    Task.PLACES: lazy_gettext("Clinics, hours and access"),
    Task.PATIENTS: lazy_gettext("Patients and headaches you see"),
    Task.SEND: lazy_gettext("Check your answers and send"),
}
STATUSES: Final = {
    TaskStatus.NOT_STARTED: lazy_gettext("Not started"),
    TaskStatus.IN_PROGRESS: lazy_gettext("In progress"),
    TaskStatus.PROBLEM: lazy_gettext("There is a problem"),
    TaskStatus.COMPLETED: lazy_gettext("Completed"),
    TaskStatus.CANNOT_START: lazy_gettext("Cannot start yet"),
}
PAGES: Final = {
    Task.PERSON: "person_page",
    Task.LICENCES: "licences",
    Task.TRAINING: "trainings",
    Task.CERTIFICATION: "certifications",
    Task.PLACES: "locations",
    Task.PATIENTS: "patients",
    Task.SEND: "check_answers",
}
_OWNERS: Final = frozenset({Task.LICENCES, Task.TRAINING, Task.CERTIFICATION, Task.SEND})
"""What a delegate neither sees nor does."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task, how it stands, and its page where it can be opened."""

    name: str
    status: TaskStatus
    said: str
    href: str = ""
    hint: str = ""


@blueprint.get("/<listing_id>/")
@needs(Right.SEE_LISTING)
def tasks(listing_id: str) -> str:
    """Show what is done and what is not."""
    kept = listing(listing_id)
    now = services().clock()
    with services().database.reading() as connection:
        own = stand_of(connection, kept.id, at=now)
    found = statuses(own.stand.on_file, today=now.astimezone(UTC).date())
    return render_template(
        "practitioner/tasks.html",
        kept=kept,
        links=_links(kept),
        tasks=[_line(kept, task, status=status) for task, status in found.items()],
        summary=summary(kept, own, completed=done(found)),
    )


def _links(kept: Kept) -> list[tuple[str, str]]:
    owns = kept.part is ActorKind.OWNER
    named = (
        ("status", gettext("Where it stands, and messages"), owns),
        ("files", gettext("Your files"), owns),
        ("publicity", gettext("New patients, and who can see your listing"), True),
        ("preview", gettext("See it as patients will"), True),
        ("calendar", gettext("Your deadlines in your calendar"), owns),
        ("delegates", gettext("People who keep it for you"), owns),
        ("delegates", gettext("You keep it for its owner"), not owns),
    )
    return [(said, to(page, kept)) for page, said, shown in named if shown]


def summary(kept: Kept, own: OwnStand, *, completed: int) -> str:
    """Say in a line how many tasks are done, and whether patients see the listing."""
    count = gettext("%(done)s of %(all)s tasks done.", done=str(completed), all=str(len(Task)))
    return f"{count} {publicity_line(kept, own)}"


def publicity_line(kept: Kept, own: OwnStand) -> str:
    """Say whether patients can see the listing."""
    if kept.left_at is not None:
        return gettext("You have left the directory.")
    if kept.paused_at is not None:
        return gettext("Paused: patients do not see it.")
    if not kept.published:
        return gettext("Not public yet.")
    if own.held_back:
        return gettext("Held back: patients do not see it. We wrote to you why.")
    if own.shown:
        return gettext("Patients can see it.")
    return gettext("Patients see it as soon as it is checked.")


def _line(kept: Kept, task: Task, *, status: TaskStatus) -> TaskLine:
    said = str(STATUSES[status])
    hidden = task in _OWNERS and kept.part is not ActorKind.OWNER
    if hidden or status is TaskStatus.CANNOT_START:
        hint = (
            gettext("Only the owner of the listing does this.")
            if hidden
            else gettext("You can send it when the other tasks are done.")
        )
        return TaskLine(str(NAMES[task]), status, said, hint=hint)
    return TaskLine(str(NAMES[task]), status, said, href=to(PAGES[task], kept))
