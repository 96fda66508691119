"""Signing a regulator's file: what was found of its sample, the signature, and putting it aside."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import select

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.register_sampling import SigningRefusal, may_mark, may_sign
from directory.models.registers import RegisterBatch, RegisterLine
from directory.queries.registers import reviews
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Subject


class SigningRefused(Exception):
    """A file was not signed, marked or put aside; nothing has changed."""

    def __init__(self, refusal: SigningRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class NoSuchBatch(Exception):
    """There is no file of this number."""


def mark_sample(act: Act, batch_id: int, *, answers: Mapping[int, bool | None]) -> None:
    """Write down what a reviewer found of the sampled lines; None: not looked up yet.

    Raises `SigningRefused` and `NoSuchBatch`.
    """
    batch = held_batch(act, batch_id)
    _allow(may_mark(actor=act.actor, settled=_is_settled(act, batch)))
    sampled = act.session.scalars(
        select(RegisterLine)
        .where(RegisterLine.batch_id == batch_id, RegisterLine.sampled.is_(True))
        .order_by(RegisterLine.line)
    ).all()
    for line in sampled:
        if line.line in answers:
            line.agreed = answers[line.line]
    found = Counter(line.agreed for line in sampled)
    act.log(
        DecisionAct.REGISTER_SAMPLED,
        _subject(batch_id),
        agreed=found[True],
        differs=found[False],
        open=found[None],
    )


def sign_register(act: Act, batch_id: int, *, session_id: int) -> None:
    """Sign a file: from now on it is carried out. Raises as `mark_sample` does."""
    batch = held_batch(act, batch_id)
    answers = act.session.scalars(
        select(RegisterLine.agreed).where(
            RegisterLine.batch_id == batch_id, RegisterLine.sampled.is_(True)
        )
    ).all()
    _allow(
        may_sign(
            actor=act.actor,
            settled=_is_settled(act, batch),
            answers=answers,
            looked_on=batch.looked_on,
            today=act.today,
        )
    )
    spend_proof(act, session_id)
    batch.signed_by, batch.signed_at = act.actor.account, act.at
    act.log(DecisionAct.REGISTER_SIGNED, _subject(batch_id), sampled=len(answers))


def refuse_register(act: Act, batch_id: int) -> None:
    """Put a file aside; nothing of it is carried out. Raises as `mark_sample` does."""
    batch = held_batch(act, batch_id)
    settled = _is_settled(act, batch) or batch.signed_at is not None
    _allow(may_mark(actor=act.actor, settled=settled))
    batch.refused_by, batch.refused_at = act.actor.account, act.at
    act.log(DecisionAct.REGISTER_REFUSED, _subject(batch_id))


def held_batch(act: Act, batch_id: int) -> RegisterBatch:
    """Give a file that nobody else acts on until this act ends, or raise `NoSuchBatch`."""
    batch = act.session.scalar(
        select(RegisterBatch).where(RegisterBatch.id == batch_id).with_for_update()
    )
    if batch is None:
        raise NoSuchBatch
    return batch


def signer_reviews(act: Act, batch: RegisterBatch) -> bool:
    """Say whether whoever signed a file is a reviewer still."""
    mine = RegisterBatch.id == batch.id, reviews(RegisterBatch.signed_by)
    return act.session.scalar(select(RegisterBatch.id).where(*mine)) is not None


def _is_settled(act: Act, batch: RegisterBatch) -> bool:
    """Say whether a file waits for nobody: signed by who still reviews, refused or carried out."""
    if batch.refused_at is not None or batch.carried_out_at is not None:
        return True
    return batch.signed_at is not None and signer_reviews(act, batch)


def _allow(refusal: SigningRefusal | None) -> None:
    if refusal is not None:
        raise SigningRefused(refusal)


def _subject(batch_id: int) -> Subject:
    return Subject(kind=SubjectKind.REGISTER, id=batch_id)
