"""What a sign-in still lacks after each proof, and by what somebody may prove themselves again."""

from dataclasses import dataclass
from typing import Final

from directory.domain.vocabulary import Lacking, SignInMethod

_WHOLE: Final = frozenset({SignInMethod.PASSKEY, SignInMethod.DEMO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """What an account has to sign in with; `staff`: it may review or administer."""

    staff: bool
    password: bool
    passkey: bool
    app: bool
    synthetic: bool = False


def lacking_after(first: SignInMethod, holder: Holder) -> Lacking | None:
    """Say what is lacking after a first proof: a passkey, a password or a link from a letter.

    A password or a mailbox alone never opens an account of staff, and never gets around the app
    of one that has it.
    """
    if first in _WHOLE:
        return None
    if holder.staff:
        return Lacking.PASSKEY
    return Lacking.CODE if holder.app else None


def completed(
    first: SignInMethod, second: SignInMethod, *, device_known: bool
) -> tuple[SignInMethod, Lacking | None]:
    """Give by what a session counts as opened after its second proof, and what it lacks still.

    A code that is typed can be typed into a forged page too, so one from a browser that was never
    used before waits for the link in a letter; whoever came by such a link has opened the letter.
    """
    if second is SignInMethod.PASSKEY:
        return second, None
    if first is SignInMethod.MAIL_LINK:
        # A recovery code says more of how the door was opened than the letter does.
        by = second if second is SignInMethod.RECOVERY_CODE else first
        return by, None
    return second, None if device_known else Lacking.DEVICE_LINK


def ways_to_prove(holder: Holder) -> tuple[SignInMethod, ...]:
    """List by what somebody signed in may prove who they are, the strongest first.

    For staff neither a password nor a mailbox will do. Whoever has none of these signs in anew by
    a link.
    """
    if holder.synthetic:
        return (SignInMethod.DEMO,)
    ways = [SignInMethod.PASSKEY] if holder.passkey else []
    if holder.password and not holder.staff:
        ways.append(SignInMethod.PASSWORD_AND_CODE if holder.app else SignInMethod.PASSWORD)
    if holder.staff or holder.app:
        ways.append(SignInMethod.RECOVERY_CODE)
    return tuple(ways)
