"""How a try at signing in ends when it is not let through."""

from directory.domain.accounts.limits import Limit
from directory.workflows.accounts.gate import Caller, Gate
from directory.workflows.accounts.limits import Try, Wait, take

EVERYBODY = ""
"""The key under which everybody's tries are counted."""


class MustWait(Exception):
    """Something was tried too often; it can be tried again in `seconds`."""

    def __init__(self, wait: Wait) -> None:
        super().__init__(f"Tries begin anew in {wait.seconds} s.")
        self.seconds = wait.seconds


class NotProven(Exception):
    """What was given does not prove who somebody is; why, is nobody's business."""


def hold(gate: Gate, *tries: Try) -> None:
    """Count tries before they are made; raises `MustWait` where there were too many."""
    wait = take(gate.office.database, tries, at=gate.office.now(), seal=gate.seal)
    if wait is not None:
        raise MustWait(wait)


def hold_sign_in(gate: Gate, email: str, *, caller: Caller) -> None:
    """Count a try at somebody's password; raises `MustWait`."""
    hold(
        gate,
        Try(Limit.SIGN_IN_NETWORK, caller.network),
        Try(Limit.SIGN_IN_ACCOUNT, email),
        Try(Limit.SIGN_IN_EVERYWHERE, EVERYBODY),
    )


def hold_letter(gate: Gate, email: str, *, caller: Caller) -> None:
    """Count a letter to an address that anybody may type; raises `MustWait`."""
    hold(
        gate,
        Try(Limit.LETTER_NETWORK, caller.network),
        Try(Limit.LETTER_ACCOUNT, email),
        Try(Limit.LETTER_EVERYWHERE, EVERYBODY),
    )


def hold_code(gate: Gate, account_id: int) -> None:
    """Count a try at an account's second factor; raises `MustWait`."""
    hold(gate, Try(Limit.CODE_ACCOUNT, str(account_id)))
