"""Proofs of who somebody is: each is checked first, and counts once its act has used it up.

Checking is slow on purpose, or asks an adapter, so it happens outside of any transaction; what
makes a proof good for one time only happens within the act that it is for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import CursorResult, Update, select, update

from directory.adapters.code_apps import matching_step
from directory.adapters.passkeys import read_answer
from directory.domain.accounts.codes import hash_of, read_code, read_recovery_code
from directory.domain.accounts.passwords import prepared
from directory.domain.vocabulary import SignInMethod
from directory.models.sign_in import CodeApp, Passkey, PasswordHash, RecoveryCode
from directory.workflows.accounts.challenges import ChallengePurpose, spend_challenge
from directory.workflows.accounts.gate import Gate
from directory.workflows.acts import Act

SEALED_FOR = "code app"
"""What the secret of an app is sealed for; sealed for anything else it does not open."""
_NOBODY: Final = -1
"""No account has this number; asked for NULL, a database would do other work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A proof that was checked; `counts` uses it up and says whether it still did."""

    account_id: int
    by: SignInMethod
    counts: Callable[[Act], bool]


def by_password(gate: Gate, typed: str, *, account_id: int | None) -> Proof | None:
    """Check a password; takes as long for no account, or one without a password."""
    whose = _NOBODY if account_id is None else account_id
    with gate.office.database.reading() as connection:
        kept = connection.scalar(select(PasswordHash.hash).where(PasswordHash.account_id == whose))
    matches = gate.hasher.verify(kept, prepared(typed))
    if account_id is None or kept is None or not matches:
        return None

    def counts(act: Act) -> bool:
        # A password that was changed in between is the old one.
        now = act.session.get(PasswordHash, account_id, with_for_update=True)
        if now is None or now.hash != kept:
            return False
        if gate.hasher.outdated(kept):
            now.hash = gate.hasher.hash(prepared(typed))
        return True

    return Proof(account_id=account_id, by=SignInMethod.PASSWORD, counts=counts)


def by_code(gate: Gate, typed: str, *, account_id: int) -> Proof | None:
    """Check a code of an account's app; a code, however it is typed, counts once."""
    code = read_code(typed, "code").value
    with gate.office.database.reading() as connection:
        sealed = connection.scalar(
            select(CodeApp.sealed_secret).where(CodeApp.account_id == account_id)
        )
    secret = None if sealed is None else gate.seal.open(sealed, SEALED_FOR)
    step = None
    if code is not None and secret is not None:
        step = matching_step(secret, code, at=gate.office.now())
    if step is None:
        return None
    # Neither this code nor one from before it is taken again: steps only ever go up.
    used = (
        update(CodeApp)
        .where(
            CodeApp.account_id == account_id,
            CodeApp.sealed_secret == sealed,
            CodeApp.last_step < step,
        )
        .values(last_step=step)
    )
    return Proof(
        account_id=account_id, by=SignInMethod.PASSWORD_AND_CODE, counts=lambda act: _one(act, used)
    )


def by_recovery_code(gate: Gate, typed: str, *, account_id: int) -> Proof | None:
    """Check a code from paper."""
    code = read_recovery_code(typed, "code").value
    if code is None:
        return None
    this = (
        RecoveryCode.account_id == account_id,
        RecoveryCode.code_hash == hash_of(code),
        RecoveryCode.used_at.is_(None),
    )
    with gate.office.database.reading() as connection:
        if connection.scalar(select(RecoveryCode.account_id).where(*this)) is None:
            return None
    return Proof(
        account_id=account_id,
        by=SignInMethod.RECOVERY_CODE,
        counts=lambda act: _one(act, update(RecoveryCode).where(*this).values(used_at=act.at)),
    )


def by_passkey(
    gate: Gate,
    answer: str,
    *,
    purpose: ChallengePurpose,
    subject: str = "",
    account_id: int | None = None,
) -> Proof | None:
    """Check what a passkey signed; with `account_id`, only a passkey of that account proves.

    `purpose` and `subject`: what the challenge was made for.
    """
    said = read_answer(answer)
    if said is None:
        return None
    with gate.office.database.reading() as connection:
        kept = connection.execute(
            select(Passkey.id, Passkey.account_id, Passkey.public_key, Passkey.sign_count).where(
                Passkey.credential_id == said.credential_id
            )
        ).one_or_none()
    # Another account's passkey proves nothing here, however well it signs.
    if kept is None or account_id not in {None, kept.account_id}:
        return None
    if said.account_id not in {None, kept.account_id}:
        return None
    count = gate.site.proven(
        answer,
        challenge=said.challenge,
        public_key=kept.public_key,
        sign_count=kept.sign_count,
    )
    if count is None:
        return None

    def counts(act: Act) -> bool:
        fresh = spend_challenge(
            act.session,
            said.challenge,
            seal=gate.seal,
            purpose=purpose,
            subject=subject,
            at=act.at,
        )
        # Of two copies of one passkey, used at the same moment, one has the count that is kept.
        used = update(Passkey).where(Passkey.id == kept.id, Passkey.sign_count == kept.sign_count)
        return fresh and _one(act, used.values(sign_count=count, used_at=act.at))

    return Proof(account_id=kept.account_id, by=SignInMethod.PASSKEY, counts=counts)


def _one(act: Act, changing: Update) -> bool:
    changed = act.session.execute(changing)
    return isinstance(changed, CursorResult) and changed.rowcount == 1
