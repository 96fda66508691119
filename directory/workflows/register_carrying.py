"""Carrying out a regulator's file that is signed: some lines at a time, in the signer's name.

Each time is an act of its own: cut off at any moment and begun again, by whoever is there, no line
is done twice or left out.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select, update

from directory.domain.checks import CheckRecord
from directory.domain.decisions import Decision
from directory.domain.imports import last_kept
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.register_matching import DIFFERS
from directory.domain.situations import Actor
from directory.domain.verification import Action
from directory.domain.vocabulary import (
    ActorKind,
    CheckSource,
    CredentialKind,
    CredentialState,
    RegisterMatch,
    RegisterStatus,
)
from directory.models.credentials import Licence
from directory.models.registers import RegisterBatch, RegisterLine
from directory.queries.registers import reviews
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.register_signing import held_batch, signer_reviews
from directory.workflows.verification import StepRefused, take_step

CHUNK: Final = 25
"""Lines in one act: few enough that others who write need not wait long."""
FAILED: Final = "failed"
_log = logging.getLogger(__name__)


def carry_out_signed(office: Office) -> Counter[str]:
    """Carry out whatever is signed; gives how many licences were extended, and how many not."""
    done: Counter[str] = Counter()
    with office.database.reading() as connection:
        under_way = connection.execute(
            select(RegisterBatch.id, RegisterBatch.signed_by)
            .where(
                RegisterBatch.signed_at.is_not(None),
                RegisterBatch.carried_out_at.is_(None),
                reviews(RegisterBatch.signed_by),
            )
            .order_by(RegisterBatch.signed_at, RegisterBatch.id)
        ).all()
    for batch_id, signer in under_way:
        if signer is not None:
            done += carry_out(office, batch_id, signer=signer)
    return done


def carry_out(office: Office, batch_id: int, *, signer: int) -> Counter[str]:
    """Carry out a signed file in its signer's name, from where it was left."""
    actor = Actor(ActorKind.REVIEWER, signer)
    done: Counter[str] = Counter()
    while True:
        try:
            with office.act(actor) as act:
                some = _chunk(act, batch_id, most=CHUNK)
        except Exception as fault:  # noqa: BLE001  (one licence must not keep the others from theirs)
            _log.warning("Lines are carried out one by one (%s).", type(fault).__name__)
            some = _one_by_one(office, actor, batch_id=batch_id)
        if some is None:
            return done
        done += some


def _one_by_one(office: Office, actor: Actor, *, batch_id: int) -> Counter[str] | None:
    """Carry out a chunk a line at a time; what fails even so is written down, and left."""
    done: Counter[str] = Counter()
    for _ in range(CHUNK):
        try:
            with office.act(actor) as act:
                some = _chunk(act, batch_id, most=1)
        except Exception as fault:  # noqa: BLE001  (as above)
            _log.error("A line of a register was not carried out (%s).", type(fault).__name__)
            with office.act(actor) as act:
                some = _give_up(act, batch_id)
        if some is None:
            return done or None
        done += some
    return done


def _chunk(act: Act, batch_id: int, *, most: int) -> Counter[str] | None:
    """Carry out the next lines; None where none is left, and the file is closed."""
    batch = held_batch(act, batch_id)
    if batch.carried_out_at is not None or batch.signed_by != act.actor.account:
        return None
    if not signer_reviews(act, batch):
        return None
    waiting = _waiting(act, batch_id, most=most)
    if not waiting:
        _close(act, batch)
        return None
    done: Counter[str] = Counter()
    for line, licence in waiting:
        if line.match is not RegisterMatch.MATCHED:
            _raise_flag(act, licence, found=line.match)
            done["flagged"] += 1
        else:
            line.fault = _extended(act, batch, line=line)
            done["extended" if line.fault is None else "left"] += 1
        line.done_at = act.at
    return done


def _waiting(act: Act, batch_id: int, *, most: int) -> Sequence[tuple[RegisterLine, Licence]]:
    """Give the next lines to do something about, in the order of their people."""
    rows = act.session.execute(
        select(RegisterLine, Licence)
        .join(Licence, Licence.id == RegisterLine.licence_id)
        .where(
            RegisterLine.batch_id == batch_id,
            RegisterLine.done_at.is_(None),
            (RegisterLine.match == RegisterMatch.MATCHED)
            | (RegisterLine.match.in_(DIFFERS) & (Licence.state == CredentialState.VERIFIED)),
        )
        # As everybody does who holds several people: nobody waits for somebody who waits for them.
        .order_by(Licence.practitioner_id, RegisterLine.line)
        .limit(most)
    )
    return [(line, licence) for line, licence in rows]


def _extended(act: Act, batch: RegisterBatch, *, line: RegisterLine) -> str | None:
    """Extend a licence by what its line says; gives why not, where it was not done."""
    licence_id, version = line.licence_id, line.licence_version
    if licence_id is None or version is None:
        return FAILED
    decision = Decision(
        action=Action.EXTEND,
        version=version,
        check=CheckRecord(
            kind=CredentialKind.LICENCE,
            source=CheckSource.REGULATOR_REGISTER,
            source_name=batch.source_name,
            url=batch.url,
            looked_on=batch.looked_on,
            reviewer=batch.signed_by,
            status_found=RegisterStatus.ACTIVE,
            status_words=line.status_words,
            end_found=line.ends,
            reference=f"{batch.file_name}, line {line.line}",
            evidence_sha256=batch.sha256,
        ),
    )
    try:
        take_step(act, CredentialKind.LICENCE, credential_id=licence_id, decision=decision)
    except StepRefused as refused:
        return refused.refusal.value
    except NoSuchCredential:
        return FAILED
    return None


def _raise_flag(act: Act, licence: Licence, *, found: RegisterMatch) -> None:
    """Put a licence that the file speaks against before a reviewer."""
    act.log(
        DecisionAct.FLAG_RAISED,
        Subject(practitioner_id=licence.practitioner_id, kind=SubjectKind.LICENCE, id=licence.id),
        found=found.value,
    )


def _close(act: Act, batch: RegisterBatch) -> None:
    """Say that nothing is left to do, also where a licence is gone that a line was about."""
    batch.carried_out_at = act.at
    act.session.execute(
        update(RegisterLine)
        .where(
            RegisterLine.batch_id == batch.id,
            RegisterLine.match == RegisterMatch.MATCHED,
            RegisterLine.done_at.is_(None),
        )
        .values(done_at=act.at, fault=FAILED)
    )


def _give_up(act: Act, batch_id: int) -> Counter[str] | None:
    found = _waiting(act, batch_id, most=1)
    if not found:
        return None
    line, _ = found[0]
    line.fault, line.done_at = FAILED, act.at
    return Counter({FAILED: 1})


def forget_lines(office: Office) -> int:
    """Empty what files say of people once that has served; gives how many lines there were."""
    over = last_kept(office.now())
    settled = select(RegisterBatch.id).where(
        (RegisterBatch.carried_out_at <= over) | (RegisterBatch.refused_at <= over)
    )
    with office.database.transaction() as session:
        emptied = session.scalars(
            update(RegisterLine)
            .where(RegisterLine.batch_id.in_(settled), RegisterLine.name != "")
            .values(name="", number="", status_words="")
            .returning(RegisterLine.line)
        )
        return len(emptied.all())
