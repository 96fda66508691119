"""How often something may be tried: the limits, and which addresses count as one.

Tries are counted in windows, each begun by the first try and counting to its end: one row holds
it, so that one statement counts exactly, whichever process asks. A count that slides along would
need a row a try. The price: tries saved for the end of a window can be followed at once by those
of the next, twice as many in a moment; over a longer time it is never more than one window's
worth per length of a window, and that is what a guesser is held to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address
from types import MappingProxyType

UNKNOWN = "unknown"
_HOST_BITS = 64


class Limit(StrEnum):
    """What is counted, in the order in which one request is held against several.

    The network comes first, so that one that is refused uses up no account's tries; everybody's
    come last, so that whoever is refused uses up none of them.
    """

    SIGN_IN_NETWORK = "sign_in_network"
    SIGN_IN_ACCOUNT = "sign_in_account"
    SIGN_IN_EVERYWHERE = "sign_in_everywhere"
    CODE_ACCOUNT = "code_account"
    LETTER_NETWORK = "letter_network"
    LETTER_ACCOUNT = "letter_account"
    LETTER_EVERYWHERE = "letter_everywhere"
    PASSKEY_NETWORK = "passkey_network"
    FILE_ACCOUNT = "file_account"
    REPORT_NETWORK = "report_network"
    REPORT_EVERYWHERE = "report_everywhere"


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many tries in a window of this length."""

    times: int
    within: timedelta


ALLOWANCES: Mapping[Limit, Allowance] = MappingProxyType(
    {
        Limit.SIGN_IN_NETWORK: Allowance(50, timedelta(minutes=5)),
        Limit.SIGN_IN_ACCOUNT: Allowance(10, timedelta(minutes=5)),
        Limit.SIGN_IN_EVERYWHERE: Allowance(1_000, timedelta(minutes=5)),
        Limit.CODE_ACCOUNT: Allowance(5, timedelta(minutes=15)),
        Limit.LETTER_NETWORK: Allowance(20, timedelta(hours=1)),
        Limit.LETTER_ACCOUNT: Allowance(3, timedelta(minutes=15)),
        Limit.LETTER_EVERYWHERE: Allowance(500, timedelta(hours=1)),
        Limit.PASSKEY_NETWORK: Allowance(100, timedelta(minutes=5)),
        # Taking a file apart costs seconds of a processor.
        Limit.FILE_ACCOUNT: Allowance(60, timedelta(hours=1)),
        # A clinic's whole waiting room may share one network.
        Limit.REPORT_NETWORK: Allowance(10, timedelta(hours=1)),
        Limit.REPORT_EVERYWHERE: Allowance(500, timedelta(hours=1)),
    }
)
"""Codes are authenticator codes and recovery codes; an account of letters is whom they go to."""


def network_of(address: str) -> str:
    """Give what counts as one client: an IPv4 address, the /64 of an IPv6 one, or 'unknown'.

    A household or a server is handed a /64 at least (RFC 6177), and could try from each of its
    addresses in turn.
    """
    try:
        read = ip_address(address)
    except ValueError:
        return UNKNOWN
    if not isinstance(read, IPv6Address):
        return str(read)
    if read.ipv4_mapped is not None:
        return str(read.ipv4_mapped)
    return f"{IPv6Address(int(read) >> _HOST_BITS << _HOST_BITS)}/{_HOST_BITS}"
