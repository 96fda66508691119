"""Forms about regulators' files."""

from sqlalchemy import update

from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models.registers import RegisterLine
from directory.workflows.acts import Act
from directory.workflows.register_signing import mark_sample
from tests import registers
from tests.web.review.forms.staging import Form, Stage, Staging, key


def _read(on: Staging) -> int:
    """Let a register of one person be read; gives its number."""
    registers.people(on.office.database, 1)
    row = registers.register_of([registers.line(1)])
    read = registers.kept_rows(on.office, row)
    assert read.batch_id is not None
    return read.batch_id


def _sampled(on: Staging) -> Form:
    batch = _read(on)
    return Form(path=f"/review/registers/{key(batch)}", fields={"line_2": "agrees"})


def _signed(on: Staging) -> Form:
    batch = _read(on)

    def marked(act: Act) -> None:
        mark_sample(act, batch, answers={2: True})
        act.session.execute(update(RegisterLine).values(agreed=True))

    on.written(marked, by=Actor(ActorKind.REVIEWER, on.other()))
    return Form(path=f"/review/registers/{key(batch)}/sign")


def _refused(on: Staging) -> Form:
    return Form(path=f"/review/registers/{key(_read(on))}/put-aside")


FORMS: dict[str, Stage] = {
    "review.register_sampled": _sampled,
    "review.sign_register": _signed,
    "review.refuse_register": _refused,
}
