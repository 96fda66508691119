"""Forms about the queue: who opens what, who has which file, and how somebody works."""

from sqlalchemy import update

from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import ActorKind, CredentialState
from directory.models.credentials import Licence
from directory.models.desk import DeskFile
from directory.workflows.acts import Act, Subject
from tests.web.review.forms.staging import Form, Stage, Staging, key


def waiting(on: Staging) -> int:
    """Write a person whose licence lies on the desk."""
    who = on.listed(published=False)

    def send(act: Act) -> None:
        state = {"state": CredentialState.SUBMITTED, "state_since": act.at}
        act.session.execute(update(Licence).where(Licence.practitioner_id == who).values(**state))
        act.log(DecisionAct.EDITED, Subject(practitioner_id=who))

    on.written(send)
    return who


def _next(on: Staging) -> Form:
    waiting(on)
    return Form(path="/review/queue/next", fields={"tab": "changed"})


def _opened(on: Staging) -> Form:
    return Form(path=f"/review/person/{key(waiting(on))}/open")


def _assigned(on: Staging) -> Form:
    fields: dict[str, str | list[str]] = {
        "person": [key(waiting(on)), key(waiting(on))],
        "to": key(on.other()),
    }
    return Form(path="/review/queue/assign", fields=fields)


def _put_off(on: Staging) -> Form:
    return Form(path="/review/queue/put-off", fields={"person": [key(waiting(on))], "days": "7"})


def _settings(_: Staging) -> Form:
    fields: dict[str, str | list[str]] = {"shortcuts": "y", "away_from": "", "away_until": ""}
    return Form(path="/review/my-desk", fields=fields)


def _reassigned(on: Staging) -> Form:
    who, leaving = waiting(on), on.other()

    def assign(act: Act) -> None:
        act.session.add(DeskFile(practitioner_id=who, assigned_to=leaving))

    on.written(assign)
    return Form(
        path="/review/reassign",
        fields={"source": key(leaving), "to": key(on.other())},
        by=ActorKind.ADMINISTRATOR,
    )


FORMS: dict[str, Stage] = {
    "review.queue_next": _next,
    "review.file_opened": _opened,
    "review.files_assigned": _assigned,
    "review.files_put_off": _put_off,
    "review.my_desk_kept": _settings,
    "review.reassigned": _reassigned,
}
