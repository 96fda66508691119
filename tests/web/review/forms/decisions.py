"""Forms about one credential: looks, steps, what is taken back, proposals; and notes on files."""

from directory.domain.checks import CheckRecord
from directory.domain.reasons import Reason
from directory.domain.situations import Actor
from directory.domain.verification import Action
from directory.domain.vocabulary import (
    ActorKind,
    CheckSource,
    CredentialKind,
    CredentialState,
    RegisterStatus,
)
from directory.models.credentials import Licence
from directory.workflows.acts import Act
from directory.workflows.deciding import decide_on
from directory.workflows.noted_checks import note_check
from tests.web.review.forms.staging import Form, Stage, Staging, key

KIND = CredentialKind.LICENCE
WORDS = "Which number is on your card?"


def waiting(on: Staging) -> tuple[int, int]:
    """Write a person whose licence waits; gives its number and version."""
    who = on.listed()

    def wait(act: Act) -> tuple[int, int]:
        licence = act.session.get_one(Licence, who * 100)
        licence.state = CredentialState.SUBMITTED
        act.session.flush()
        return licence.id, licence.version

    found: tuple[int, int] = on.written(wait)
    return found


def address(licence: int, rest: str) -> str:
    return f"/review/person/{key(licence // 100)}/credentials/licence/{key(licence)}/{rest}"


def named(licence: int, step: str, **fields: str) -> dict[str, str | list[str]]:
    """Name fields as the form of a step does."""
    return {f"licence-{key(licence)}-{step}-{name}": said for name, said in fields.items()}


def noted(act: Act, licence: int) -> None:
    """Note a look that lacks nothing."""
    record = CheckRecord(
        kind=KIND,
        source=CheckSource.REGULATOR_REGISTER,
        source_name="Example State Register",
        looked_on=act.today,
        reviewer=None,
        url="https://register.example/PTL.0000001",
        status_found=RegisterStatus.ACTIVE,
        status_words="Active",
    )
    note_check(act, record, credential_id=licence)


def proposed(on: Staging) -> tuple[int, int]:
    """Let another reviewer propose to lift a suspension; gives the licence and the proposal."""
    licence, version = waiting(on)
    other = Actor(ActorKind.REVIEWER, on.other())

    def suspend_and_propose(act: Act) -> int:
        noted(act, licence)
        _decide(act, licence, Action.VERIFY, version=version)
        why = {"reason": Reason.REGISTER_SUSPENDED, "words": "It is suspended there."}
        _decide(act, licence, Action.SUSPEND, version=version + 1, **why)
        noted(act, licence)
        lift = {"reason": Reason.REGISTER_ACTIVE_AGAIN, "words": "It is active again."}
        return int(_decide(act, licence, Action.LIFT, version=version + 2, **lift).id)  # type: ignore[attr-defined]

    number: int = on.written(suspend_and_propose, other)
    return licence, number


def _decide(act: Act, licence: int, action: Action, *, version: int, **said: object) -> object:
    return decide_on(act, KIND, credential_id=licence, action=action, version=version, **said)  # type: ignore[arg-type]


def _look(on: Staging) -> Form:
    licence, _ = waiting(on)
    fields = named(
        licence,
        "check",
        source="regulator_register",
        source_name="Example State Register",
        url="https://register.example/PTL.0000001",
        looked_on=on.clock().date().isoformat(),
        status="active",
        status_words="Active",
    )
    return Form(path=address(licence, "check"), fields=fields)


def _step(on: Staging) -> Form:
    licence, version = waiting(on)
    said = {"reason": "number_differs", "words": WORDS, "version": str(version)}
    return Form(path=address(licence, "steps/query"), fields=named(licence, "query", **said))


def _try(on: Staging) -> Form:
    licence, version = waiting(on)
    said = {"reason": "number_differs", "words": WORDS, "version": str(version)}
    fields = named(licence, "query", **said)
    return Form(path=address(licence, "steps/query/try"), fields=fields, entries=0)


def _undo(on: Staging) -> Form:
    licence, version = waiting(on)
    why = {"reason": Reason.NUMBER_DIFFERS, "words": WORDS}
    me = Actor(ActorKind.REVIEWER, on.me)
    on.written(lambda act: _decide(act, licence, Action.QUERY, version=version, **why), me)
    return Form(path=address(licence, "undo"), fields={"version": str(version + 1)})


def _note(on: Staging) -> Form:
    path = f"/review/person/{key(on.listed())}/notes"
    return Form(path=path, fields={"body": "The board answers on Mondays."})


def _second(on: Staging) -> Form:
    licence, number = proposed(on)
    path = f"/review/person/{key(licence // 100)}/steps-proposed/{key(number)}"
    return Form(path=path, fields={"answer": "confirm", "words": ""})


FORMS: dict[str, Stage] = {
    "review.check_noted": _look,
    "review.decided": _step,
    "review.decision_tried": _try,
    "review.undone": _undo,
    "review.note_written": _note,
    "review.step_answered": _second,
}
