"""What a page asks a passkey to sign; made anew for each page, and nothing is written down."""

from directory.queries.accounts import Visitor
from directory.queries.sign_in_methods import passkeys_of
from directory.web.wiring import services
from directory.workflows.accounts.challenges import ChallengePurpose, fresh_challenge


def to_sign_in() -> str:
    """Ask for any passkey of this site, as options in JSON."""
    return services().gate.site.request(challenge=_fresh(ChallengePurpose.SIGN_IN, ""))


def to_prove(visitor: Visitor, purpose: ChallengePurpose) -> str:
    """Ask for a passkey of this account."""
    return services().gate.site.request(
        challenge=_fresh(purpose, str(visitor.session_id)), allowed=_known(visitor.account.id)
    )


def to_add(visitor: Visitor) -> str:
    """Ask for a new passkey of this account."""
    account = visitor.account
    return services().gate.site.registration(
        challenge=_fresh(ChallengePurpose.ADD, str(visitor.session_id)),
        account_id=account.id,
        email=account.email,
        name=account.name,
        known=_known(account.id),
    )


def _fresh(purpose: ChallengePurpose, subject: str) -> bytes:
    kept = services()
    return fresh_challenge(kept.gate.seal, purpose=purpose, subject=subject, at=kept.clock())


def _known(account_id: int) -> tuple[str, ...]:
    with services().database.reading() as connection:
        return tuple(each.credential_id for each in passkeys_of(connection, account_id))
